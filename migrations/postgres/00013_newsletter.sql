-- +goose Up

-- A frozen issue is mended by another one of the same quarter: number 2, 3 …,
-- each with the reason. One at a time is worked on.
ALTER TABLE issues DROP CONSTRAINT issues_plan_id_period_key;
ALTER TABLE issues ADD COLUMN number integer NOT NULL DEFAULT 1 CHECK (number > 0);
ALTER TABLE issues ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE issues ADD CHECK ((number = 1) = (reason = ''));
-- The edition that «siden sist» compares with, where the editor has chosen one.
ALTER TABLE issues ADD COLUMN before_revision_id bigint REFERENCES edition_revisions (id);
-- A discarded erratum is put away with all that was saved of it; its number is free.
ALTER TABLE issues DROP CONSTRAINT issues_state_check;
ALTER TABLE issues ADD CHECK (state IN ('draft', 'frozen', 'discarded'));
ALTER TABLE issues ADD CHECK (state <> 'discarded' OR number > 1);
DROP TRIGGER issues_frozen ON issues;
CREATE TRIGGER issues_frozen BEFORE UPDATE OR DELETE ON issues FOR EACH ROW
    WHEN (OLD.state IN ('frozen', 'discarded')) EXECUTE FUNCTION refuse_change();
CREATE UNIQUE INDEX issues_number ON issues (plan_id, period, number) WHERE state <> 'discarded';
CREATE UNIQUE INDEX issues_one_draft ON issues (plan_id, period) WHERE state = 'draft';

-- A proposed sentence as data: the name and version of its template, and what is
-- put into it. proposed is how it read when it was made.
ALTER TABLE issue_items ADD COLUMN template text NOT NULL DEFAULT '';
ALTER TABLE issue_items ADD COLUMN template_values text NOT NULL DEFAULT '{}';
-- Who worded the paragraph last, and when; written_by also counts ticks and order.
ALTER TABLE issue_items ADD COLUMN worded_by bigint REFERENCES users (id);
ALTER TABLE issue_items ADD COLUMN worded_at timestamptz;
ALTER TABLE issue_items ADD CHECK ((worded_by IS NULL) = (worded_at IS NULL));
-- Why the wording differs in a status, a date, a number or a name.
ALTER TABLE issue_items ADD COLUMN reason text NOT NULL DEFAULT '';

-- What made a file: the writer with its version, and the office's own template
-- by its hash, empty for ours.
ALTER TABLE issue_files ADD COLUMN writer text NOT NULL DEFAULT '';
ALTER TABLE issue_files ADD COLUMN template_hash text NOT NULL DEFAULT '' CHECK (template_hash = '' OR length(template_hash) = 64);
