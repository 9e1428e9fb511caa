-- +goose Up

-- The catalogue of a plan as it stood from a moment on: titles, areas,
-- organisations' names, recommendations, links and events, as JSON in the form
-- of snapshots. Who leads a measure is dated in measure_roles and not told here.
CREATE TABLE catalogue_states (
    id      integer PRIMARY KEY AUTOINCREMENT,
    plan_id bigint NOT NULL REFERENCES plans (id),
    at      datetime NOT NULL,
    payload text NOT NULL CHECK (payload <> ''),
    hash    text NOT NULL CHECK (length(hash) = 64)
);
CREATE INDEX catalogue_states_plan ON catalogue_states (plan_id, id);

-- +goose StatementBegin
CREATE TRIGGER catalogue_states_no_update BEFORE UPDATE ON catalogue_states
BEGIN
    SELECT RAISE(ABORT, 'catalogue_states is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER catalogue_states_no_delete BEFORE DELETE ON catalogue_states
BEGIN
    SELECT RAISE(ABORT, 'catalogue_states is append-only');
END;
-- +goose StatementEnd
