-- +goose Up
-- A filled-in workbook that waits to be confirmed by the one who sent it.
CREATE TABLE uploads (
    id         integer PRIMARY KEY AUTOINCREMENT,
    user_id    bigint NOT NULL REFERENCES users (id),
    plan_id    bigint NOT NULL REFERENCES plans (id),
    round_id   bigint NOT NULL REFERENCES rounds (id),
    content    text NOT NULL CHECK (content <> ''),
    hash       text NOT NULL CHECK (length(hash) = 64),
    created_at datetime NOT NULL,
    expires_at datetime NOT NULL,
    UNIQUE (user_id, plan_id),
    CHECK (expires_at > created_at)
);
