-- +goose Up

-- Why a closed round was opened again. It stands until the round closes again
-- and the reason goes over to the edition that is made then.
ALTER TABLE rounds ADD COLUMN reopened_because text NOT NULL DEFAULT '' CHECK (reopened_because = '' OR state = 'in_review');

-- Why one report of a closed round was opened to its ministry for correction. It
-- stands until the correction is cleared; what was cleared before stands so long.
ALTER TABLE reports ADD COLUMN correction_reason text NOT NULL DEFAULT '' CHECK (correction_reason = '' OR state <> 'cleared');
CREATE INDEX reports_corrections ON reports (round_id) WHERE correction_reason <> '';

-- Why a measure went over from one ministry to another.
ALTER TABLE measure_roles ADD COLUMN reason text NOT NULL DEFAULT '';
