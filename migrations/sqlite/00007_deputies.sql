-- +goose Up
-- Deputies: somebody has another's role for an organisation from one day through another.
CREATE TABLE deputies (
    id              integer PRIMARY KEY AUTOINCREMENT,
    user_id         bigint NOT NULL REFERENCES users (id),
    deputy_id       bigint NOT NULL REFERENCES users (id),
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    role            text NOT NULL CHECK (role IN ('reporter', 'coordinator')),
    from_date       date NOT NULL,
    to_date         date NOT NULL,
    made_by         bigint REFERENCES users (id),
    made_at         datetime NOT NULL,
    ended_at        datetime,
    ended_by        bigint REFERENCES users (id),
    CHECK (user_id <> deputy_id),
    CHECK (to_date >= from_date),
    CHECK (ended_at IS NOT NULL OR ended_by IS NULL)
);
CREATE INDEX deputies_deputy ON deputies (deputy_id, to_date) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX deputies_once ON deputies (user_id, organisation_id, role, from_date) WHERE ended_at IS NULL;
