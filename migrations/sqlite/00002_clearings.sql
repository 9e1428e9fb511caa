-- +goose Up

-- A report as it was cleared: what stood is kept for ever, so that the state at
-- any moment can be read again. A report that is opened for correction keeps its
-- clearing standing until the next one takes its place.
CREATE TABLE clearings (
    id            integer PRIMARY KEY AUTOINCREMENT,
    report_id     bigint NOT NULL REFERENCES reports (id),
    round_id      bigint NOT NULL,
    measure_id    bigint NOT NULL REFERENCES measures (id),
    period        integer NOT NULL,
    lead_id       bigint NOT NULL REFERENCES organisations (id),
    revision      integer NOT NULL CHECK (revision >= 0),
    stage         text NOT NULL CHECK (stage IN ('not_started', 'in_progress', 'completed', 'discontinued')),
    health        text NOT NULL DEFAULT '' CHECK (health IN ('', 'on_track', 'delayed', 'off_track')),
    content       text NOT NULL CHECK (content <> ''),
    contributions text NOT NULL DEFAULT '[]',
    approved_role text NOT NULL DEFAULT '',
    approved_on   date,
    cleared_at    datetime NOT NULL,
    cleared_by    bigint REFERENCES users (id),
    exception     text NOT NULL DEFAULT '',
    undone_at     datetime,
    undone_by     bigint REFERENCES users (id),
    FOREIGN KEY (round_id, period) REFERENCES rounds (id, period),
    CHECK ((stage = 'in_progress') = (health <> '')),
    CHECK (undone_at IS NULL OR undone_at >= cleared_at),
    CHECK (undone_by IS NULL OR undone_at IS NOT NULL)
);
CREATE UNIQUE INDEX clearings_one_standing ON clearings (report_id) WHERE undone_at IS NULL;
CREATE INDEX clearings_newest ON clearings (measure_id, period DESC, id DESC);
CREATE INDEX clearings_round ON clearings (round_id);

-- What was cleared before this table was there. The text is written as the
-- program writes it: fields in declared order, no white space.
INSERT INTO clearings (report_id, round_id, measure_id, period, lead_id, revision, stage, health, content, contributions,
                       approved_role, approved_on, cleared_at, cleared_by, exception)
SELECT r.id, r.round_id, r.measure_id, r.period, r.lead_id, r.revision, r.stage, r.health,
       '{"status":{"stage":' || json_quote(r.stage) || CASE WHEN r.health = '' THEN '' ELSE ',"health":' || json_quote(r.health) END ||
       '},"done":' || json_quote(r.done) || ',"next":' || json_quote(r.next) || ',"obstacles":' || json_quote(r.obstacles) ||
       ',"help_needed":' || json_quote(r.help_needed) || ',"newsletter_text":' || json_quote(r.newsletter_text) || ',"links":' || r.links ||
       ',"language":' || json_quote(r.language) || ',"no_change":' || CASE WHEN r.no_change THEN 'true' ELSE 'false' END ||
       ',"milestones":' || r.milestones || '}',
       COALESCE((SELECT '[' || string_agg('{"organisation":' || json_quote(o.code) || ',"text":' || json_quote(c.text) ||
                                          ',"language":' || json_quote(c.language) || ',"signed_role":' || json_quote(c.signed_role) || '}', ',' ORDER BY o.id) || ']'
                 FROM contributions c
                 JOIN organisations o ON o.id = c.organisation_id
                 WHERE c.report_id = r.id AND c.signed_at <= r.cleared_at), '[]'),
       r.approved_role, r.approved_on, r.cleared_at, r.cleared_by, r.exception_reason
FROM reports r
WHERE r.state = 'cleared'
ORDER BY r.cleared_at, r.id;

-- A clearing is written once. That it was undone is written once too.
-- +goose StatementBegin
CREATE TRIGGER clearings_fixed BEFORE UPDATE ON clearings
WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
  OR NEW.id IS NOT OLD.id
  OR NEW.report_id IS NOT OLD.report_id
  OR NEW.round_id IS NOT OLD.round_id
  OR NEW.measure_id IS NOT OLD.measure_id
  OR NEW.period IS NOT OLD.period
  OR NEW.lead_id IS NOT OLD.lead_id
  OR NEW.revision IS NOT OLD.revision
  OR NEW.stage IS NOT OLD.stage
  OR NEW.health IS NOT OLD.health
  OR NEW.content IS NOT OLD.content
  OR NEW.contributions IS NOT OLD.contributions
  OR NEW.approved_role IS NOT OLD.approved_role
  OR NEW.approved_on IS NOT OLD.approved_on
  OR NEW.cleared_at IS NOT OLD.cleared_at
  OR NEW.cleared_by IS NOT OLD.cleared_by
  OR NEW.exception IS NOT OLD.exception
BEGIN
    SELECT RAISE(ABORT, 'a clearing never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER clearings_stay BEFORE DELETE ON clearings
BEGIN
    SELECT RAISE(ABORT, 'a clearing never changes');
END;
-- +goose StatementEnd
