-- +goose Up
-- The secret address of a person's calendar. Only the hash of the secret is kept.
CREATE TABLE calendar_feeds (
    id          integer PRIMARY KEY AUTOINCREMENT,
    user_id     bigint NOT NULL REFERENCES users (id),
    secret_hash text NOT NULL UNIQUE CHECK (length(secret_hash) = 64),
    created_at  datetime NOT NULL,
    revoked_at  datetime
);
CREATE UNIQUE INDEX calendar_feeds_one ON calendar_feeds (user_id) WHERE revoked_at IS NULL;
