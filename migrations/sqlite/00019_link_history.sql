-- +goose Up

-- How each link between a recommendation and a measure came to be as it is: one
-- row for each time it was proposed, confirmed, changed or removed.
CREATE TABLE link_histories (
    id                integer PRIMARY KEY AUTOINCREMENT,
    recommendation_id bigint NOT NULL REFERENCES recommendations (id),
    measure_id        bigint NOT NULL REFERENCES measures (id),
    action            text NOT NULL CHECK (action IN ('proposed', 'confirmed', 'changed', 'removed', 'standing')),
    degree            text NOT NULL CHECK (degree IN ('full', 'partial')),
    note              text NOT NULL DEFAULT '',
    confirmed         boolean NOT NULL,
    reason            text NOT NULL DEFAULT '',
    user_id           bigint REFERENCES users (id),
    who               text NOT NULL DEFAULT '',
    at                datetime NOT NULL,
    CHECK (action <> 'confirmed' OR confirmed),
    CHECK (action <> 'proposed' OR NOT confirmed)
);
CREATE INDEX link_histories_recommendation ON link_histories (recommendation_id, id);
-- +goose StatementBegin
CREATE TRIGGER link_histories_no_update BEFORE UPDATE ON link_histories
BEGIN
    SELECT RAISE(ABORT, 'link_histories is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER link_histories_no_delete BEFORE DELETE ON link_histories
BEGIN
    SELECT RAISE(ABORT, 'link_histories is append-only');
END;
-- +goose StatementEnd

-- Links from before their history was kept stand as they stood then.
INSERT INTO link_histories (recommendation_id, measure_id, action, degree, note, confirmed, at)
SELECT recommendation_id, measure_id, 'standing', degree, note, confirmed, strftime('%Y-%m-%d %H:%M:%f+00:00', 'now') FROM recommendation_links ORDER BY id;
