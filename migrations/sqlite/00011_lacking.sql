-- +goose Up

-- The contributing ministries whose paragraph was not signed when a report was
-- cleared: codes as a JSON list, in their order.
ALTER TABLE clearings ADD COLUMN lacking text NOT NULL DEFAULT '[]';

-- +goose StatementBegin
CREATE TRIGGER clearings_lacking_fixed BEFORE UPDATE ON clearings
WHEN NEW.lacking IS NOT OLD.lacking
BEGIN
    SELECT RAISE(ABORT, 'a clearing never changes');
END;
-- +goose StatementEnd
