-- +goose Up

-- SQLite cannot take a constraint away, so the three tables are made anew.
-- Children go first, so that no row is left without its parent on the way.
CREATE TABLE new_issues (
    id                  integer PRIMARY KEY AUTOINCREMENT,
    plan_id             bigint NOT NULL REFERENCES plans (id),
    period              integer NOT NULL,
    edition_revision_id bigint NOT NULL REFERENCES edition_revisions (id),
    -- A discarded erratum is put away with all that was saved of it; its number is free.
    state               text NOT NULL CHECK (state IN ('draft', 'frozen', 'discarded')),
    intro               text NOT NULL DEFAULT '',
    language            text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn')),
    revision            integer NOT NULL DEFAULT 0,
    written_by          bigint REFERENCES users (id),
    created_at          datetime NOT NULL,
    updated_at          datetime NOT NULL,
    frozen_at           datetime,
    frozen_by           bigint REFERENCES users (id),
    -- A frozen issue is mended by another one of the same quarter: number 2, 3 …,
    -- each with the reason. One at a time is worked on.
    number              integer NOT NULL DEFAULT 1 CHECK (number > 0),
    reason              text NOT NULL DEFAULT '',
    -- The edition that «siden sist» compares with, where the editor has chosen one.
    before_revision_id  bigint REFERENCES edition_revisions (id),
    CHECK ((number = 1) = (reason = '')),
    CHECK (state <> 'discarded' OR number > 1),
    CHECK (state <> 'frozen' OR (frozen_at IS NOT NULL AND frozen_by IS NOT NULL))
);

CREATE TABLE new_issue_items (
    id              integer PRIMARY KEY AUTOINCREMENT,
    issue_id        bigint NOT NULL REFERENCES new_issues (id),
    kind            text NOT NULL CHECK (kind IN ('text', 'fact', 'upcoming', 'own')),
    fact            text NOT NULL DEFAULT '',
    measure_key     text NOT NULL DEFAULT '',
    area            integer NOT NULL DEFAULT 0,
    source          text NOT NULL DEFAULT '{}',
    proposed        text NOT NULL DEFAULT '',
    text            text NOT NULL DEFAULT '',
    links           text NOT NULL DEFAULT '[]',
    language        text NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
    kept            boolean NOT NULL DEFAULT false,
    position        integer NOT NULL DEFAULT 0,
    revision        integer NOT NULL DEFAULT 0,
    written_by      bigint REFERENCES users (id),
    -- A proposed sentence as data: the name and version of its template, and what
    -- is put into it. proposed is how it read when it was made.
    template        text NOT NULL DEFAULT '',
    template_values text NOT NULL DEFAULT '{}',
    -- Who worded the paragraph last, and when; written_by also counts ticks and order.
    worded_by       bigint REFERENCES users (id),
    worded_at       datetime,
    -- Why the wording differs in a status, a date, a number or a name.
    reason          text NOT NULL DEFAULT '',
    CHECK ((worded_by IS NULL) = (worded_at IS NULL))
);

CREATE TABLE new_issue_files (
    id            integer PRIMARY KEY AUTOINCREMENT,
    issue_id      bigint NOT NULL REFERENCES new_issues (id),
    format        text NOT NULL CHECK (format <> ''),
    body          blob NOT NULL,
    hash          text NOT NULL CHECK (length(hash) = 64),
    made_at       datetime NOT NULL,
    -- What made the file: the writer with its version, and the office's own
    -- template by its hash, empty for ours.
    writer        text NOT NULL DEFAULT '',
    template_hash text NOT NULL DEFAULT '' CHECK (template_hash = '' OR length(template_hash) = 64),
    UNIQUE (issue_id, format)
);

INSERT INTO new_issues (id, plan_id, period, edition_revision_id, state, intro, language, revision, written_by, created_at, updated_at, frozen_at, frozen_by)
SELECT id, plan_id, period, edition_revision_id, state, intro, language, revision, written_by, created_at, updated_at, frozen_at, frozen_by FROM issues;
INSERT INTO new_issue_items (id, issue_id, kind, fact, measure_key, area, source, proposed, text, links, language, kept, position, revision, written_by)
SELECT id, issue_id, kind, fact, measure_key, area, source, proposed, text, links, language, kept, position, revision, written_by FROM issue_items;
INSERT INTO new_issue_files (id, issue_id, format, body, hash, made_at)
SELECT id, issue_id, format, body, hash, made_at FROM issue_files;

DROP TABLE issue_items;
DROP TABLE issue_files;
DROP TABLE issues;
ALTER TABLE new_issues RENAME TO issues;
ALTER TABLE new_issue_items RENAME TO issue_items;
ALTER TABLE new_issue_files RENAME TO issue_files;

CREATE INDEX issue_items_issue ON issue_items (issue_id);
CREATE UNIQUE INDEX issues_number ON issues (plan_id, period, number) WHERE state <> 'discarded';
CREATE UNIQUE INDEX issues_one_draft ON issues (plan_id, period) WHERE state = 'draft';

-- +goose StatementBegin
CREATE TRIGGER issue_files_no_update BEFORE UPDATE ON issue_files
BEGIN
    SELECT RAISE(ABORT, 'issue_files is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_files_no_delete BEFORE DELETE ON issue_files
BEGIN
    SELECT RAISE(ABORT, 'issue_files is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_frozen BEFORE UPDATE ON issues
WHEN OLD.state IN ('frozen', 'discarded')
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_frozen_stays BEFORE DELETE ON issues
WHEN OLD.state IN ('frozen', 'discarded')
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_items_frozen_insert BEFORE INSERT ON issue_items
WHEN (SELECT state FROM issues WHERE id = NEW.issue_id) = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_items_frozen_update BEFORE UPDATE ON issue_items
WHEN EXISTS (SELECT 1 FROM issues WHERE id IN (OLD.issue_id, NEW.issue_id) AND state = 'frozen')
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issue_items_frozen_delete BEFORE DELETE ON issue_items
WHEN (SELECT state FROM issues WHERE id = OLD.issue_id) = 'frozen'
BEGIN
    SELECT RAISE(ABORT, 'a frozen issue never changes');
END;
-- +goose StatementEnd
