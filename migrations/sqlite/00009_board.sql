-- +goose Up

-- When a report or a paragraph was first delivered, for counting days late. What
-- its ministry took back by itself does not count; what came back with a comment
-- was delivered all the same.
ALTER TABLE reports ADD COLUMN first_submitted_at datetime;
-- The contributing ministries that had not signed when the lead chose to submit.
ALTER TABLE reports ADD COLUMN submitted_without text NOT NULL DEFAULT '[]';
ALTER TABLE contributions ADD COLUMN first_signed_at datetime;
-- The agency that signed for its ministry; none: the ministry itself.
ALTER TABLE contributions ADD COLUMN signed_for_by bigint REFERENCES organisations (id);

-- Every change of where a report or a paragraph stands, so that a round's board
-- can be shown as it was. A signed paragraph is submitted; one that is changed
-- afterwards is a draft again.
CREATE TABLE delivery_moves (
    id              integer PRIMARY KEY AUTOINCREMENT,
    report_id       bigint NOT NULL REFERENCES reports (id),
    contribution_id bigint REFERENCES contributions (id),
    state           text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'cleared')),
    moved_at        datetime NOT NULL,
    CHECK (contribution_id IS NULL OR state IN ('draft', 'submitted'))
);
CREATE INDEX delivery_moves_report ON delivery_moves (report_id, id);

-- What was done before this table was there is told by the trail.
INSERT INTO delivery_moves (report_id, contribution_id, state, moved_at)
SELECT m.report_id, m.contribution_id, m.state, m.at
FROM (
    SELECT e.sequence, r.id AS report_id, NULL AS contribution_id, e.at,
           CASE e.action WHEN 'report.withdraw' THEN 'draft' WHEN 'report.return' THEN 'returned' WHEN 'report.clear' THEN 'cleared' ELSE 'submitted' END AS state
    FROM audit_events e
    JOIN reports r ON CAST(r.id AS text) = e.entity_id
    WHERE e.entity = 'report' AND e.action IN ('report.submit', 'report.withdraw', 'report.return', 'report.clear', 'report.undo')
    UNION ALL
    SELECT e.sequence, c.report_id, c.id, e.at, CASE e.action WHEN 'contribution.sign' THEN 'submitted' ELSE 'draft' END
    FROM audit_events e
    JOIN contributions c ON CAST(c.id AS text) = e.entity_id
    WHERE e.entity = 'contribution' AND e.action IN ('contribution.sign', 'contribution.save')
) m
ORDER BY m.sequence;

-- The first delivery that its ministry did not take back by itself.
UPDATE reports SET first_submitted_at = (
    SELECT s.moved_at FROM delivery_moves s
    WHERE s.report_id = reports.id AND s.contribution_id IS NULL AND s.state = 'submitted'
      AND NOT EXISTS (SELECT 1 FROM delivery_moves d
                      WHERE d.report_id = s.report_id AND d.contribution_id IS NULL AND d.state = 'draft' AND d.id > s.id
                        AND NOT EXISTS (SELECT 1 FROM delivery_moves r
                                        WHERE r.report_id = s.report_id AND r.state = 'returned' AND r.id > s.id AND r.id < d.id))
    ORDER BY s.id LIMIT 1);
UPDATE contributions SET first_signed_at = (
    SELECT s.moved_at FROM delivery_moves s
    WHERE s.contribution_id = contributions.id AND s.state = 'submitted'
      AND NOT EXISTS (SELECT 1 FROM delivery_moves d
                      WHERE d.contribution_id = s.contribution_id AND d.state = 'draft' AND d.id > s.id
                        AND NOT EXISTS (SELECT 1 FROM delivery_moves r
                                        WHERE r.report_id = s.report_id AND r.state = 'returned' AND r.id > s.id AND r.id < d.id))
    ORDER BY s.id LIMIT 1);

-- +goose StatementBegin
CREATE TRIGGER reports_moved AFTER UPDATE OF state ON reports
WHEN NEW.state <> OLD.state
BEGIN
    INSERT INTO delivery_moves (report_id, state, moved_at) VALUES (NEW.id, NEW.state, NEW.updated_at);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contributions_moved AFTER UPDATE OF signed_at ON contributions
WHEN NEW.signed_at IS NOT OLD.signed_at
BEGIN
    INSERT INTO delivery_moves (report_id, contribution_id, state, moved_at)
    VALUES (NEW.report_id, NEW.id, CASE WHEN NEW.signed_at IS NULL THEN 'draft' ELSE 'submitted' END, NEW.updated_at);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER delivery_moves_no_update BEFORE UPDATE ON delivery_moves
BEGIN
    SELECT RAISE(ABORT, 'delivery_moves is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER delivery_moves_no_delete BEFORE DELETE ON delivery_moves
BEGIN
    SELECT RAISE(ABORT, 'delivery_moves is append-only');
END;
-- +goose StatementEnd
