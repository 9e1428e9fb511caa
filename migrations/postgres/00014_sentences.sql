-- +goose Up

-- A decision about a measure that the newsletter may tell. All others stay
-- inside: they never reach an edition.
ALTER TABLE decisions ADD COLUMN publishable boolean NOT NULL DEFAULT false CHECK (NOT publishable OR measure_id IS NOT NULL);
