-- +goose Up

-- The contributing ministries whose paragraph was not signed when a report was
-- cleared: codes as a JSON list, in their order.
ALTER TABLE clearings ADD COLUMN lacking text NOT NULL DEFAULT '[]';

CREATE TRIGGER clearings_lacking_fixed BEFORE UPDATE ON clearings FOR EACH ROW
    WHEN (NEW.lacking IS DISTINCT FROM OLD.lacking) EXECUTE FUNCTION refuse_change();
