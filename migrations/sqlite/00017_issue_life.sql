-- +goose Up

-- Where a frozen newsletter was published. A wrong address is put right by
-- another row: the newest counts.
CREATE TABLE issue_publications (
    id           integer PRIMARY KEY AUTOINCREMENT,
    issue_id     bigint NOT NULL REFERENCES issues (id),
    address      text NOT NULL CHECK (address LIKE 'http://%' OR address LIKE 'https://%'),
    published_on date NOT NULL,
    marked_by    bigint NOT NULL REFERENCES users (id),
    marked_at    datetime NOT NULL
);
CREATE INDEX issue_publications_issue ON issue_publications (issue_id, id);
-- +goose StatementBegin
CREATE TRIGGER issue_publications_no_update BEFORE UPDATE ON issue_publications
BEGIN
    SELECT RAISE(ABORT, 'issue_publications is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_publications_no_delete BEFORE DELETE ON issue_publications
BEGIN
    SELECT RAISE(ABORT, 'issue_publications is append-only');
END;
-- +goose StatementEnd

-- The words of a frozen newsletter, for searching: folded by the program, since
-- the databases do not fold alike.
CREATE TABLE issue_texts (
    issue_id bigint PRIMARY KEY REFERENCES issues (id),
    text     text NOT NULL,
    folded   text NOT NULL
);
