-- +goose Up

-- A decision is about a measure of the plan it was made for.
CREATE UNIQUE INDEX measures_of_plan ON measures (plan_id, id);

CREATE TABLE decisions (
    id                integer PRIMARY KEY AUTOINCREMENT,
    plan_id           bigint NOT NULL,
    round_id          bigint NOT NULL,
    measure_id        bigint,
    recommendation_id bigint REFERENCES recommendations (id),
    text              text NOT NULL CHECK (text <> ''),
    owner_id          bigint NOT NULL REFERENCES organisations (id),
    due               date NOT NULL,
    state             text NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    note              text NOT NULL DEFAULT '',
    revision          integer NOT NULL DEFAULT 1 CHECK (revision > 0),
    made_by           bigint REFERENCES users (id),
    made_at           datetime NOT NULL,
    closed_by         bigint REFERENCES users (id),
    closed_at         datetime,
    FOREIGN KEY (plan_id, round_id) REFERENCES rounds (plan_id, id),
    FOREIGN KEY (plan_id, measure_id) REFERENCES measures (plan_id, id),
    CHECK (measure_id IS NULL OR recommendation_id IS NULL),
    CHECK ((state = 'open') = (closed_at IS NULL)),
    CHECK (state <> 'dropped' OR note <> '')
);
CREATE INDEX decisions_round ON decisions (round_id);
CREATE INDEX decisions_open ON decisions (plan_id, due) WHERE state = 'open';
CREATE INDEX decisions_closed ON decisions (plan_id, closed_at) WHERE state <> 'open';
CREATE INDEX decisions_owner ON decisions (owner_id);

-- Where a decision was made, about what, by whom and when, never changes, and
-- no decision goes away.
-- +goose StatementBegin
CREATE TRIGGER decisions_origin BEFORE UPDATE ON decisions
WHEN OLD.id IS NOT NEW.id OR OLD.plan_id IS NOT NEW.plan_id OR OLD.round_id IS NOT NEW.round_id OR OLD.measure_id IS NOT NEW.measure_id
  OR OLD.recommendation_id IS NOT NEW.recommendation_id OR OLD.made_by IS NOT NEW.made_by OR OLD.made_at IS NOT NEW.made_at
BEGIN
    SELECT RAISE(ABORT, 'where a decision was made never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'a decision never changes into nothing');
END;
-- +goose StatementEnd
