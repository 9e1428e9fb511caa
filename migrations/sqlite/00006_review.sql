-- +goose Up

-- Thresholds of the computed health, beside delayed_days.
ALTER TABLE plans ADD COLUMN moved_times integer NOT NULL DEFAULT 2 CHECK (moved_times > 0);
ALTER TABLE plans ADD COLUMN silent_rounds integer NOT NULL DEFAULT 2 CHECK (silent_rounds > 0);

-- Why the declared status is better than the computed one; not for publication.
ALTER TABLE reports ADD COLUMN status_note text NOT NULL DEFAULT '';

-- What a return says of each section of the report.
CREATE TABLE report_return_sections (
    id        integer PRIMARY KEY AUTOINCREMENT,
    return_id bigint NOT NULL REFERENCES report_returns (id),
    section   text NOT NULL CHECK (section IN ('status', 'done', 'next', 'milestones', 'newsletter_text', 'links', 'obstacles', 'help_needed', 'contributions')),
    comment   text NOT NULL CHECK (comment <> ''),
    UNIQUE (return_id, section)
);

-- +goose StatementBegin
CREATE TRIGGER report_return_sections_no_update BEFORE UPDATE ON report_return_sections
BEGIN
    SELECT RAISE(ABORT, 'report_return_sections is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER report_return_sections_no_delete BEFORE DELETE ON report_return_sections
BEGIN
    SELECT RAISE(ABORT, 'report_return_sections is append-only');
END;
-- +goose StatementEnd
