-- +goose Up

-- When the body wants Norway's reply, when it was given, and whether all the
-- recommendations of the evaluation are entered.
ALTER TABLE evaluations ADD COLUMN reply_due text NOT NULL DEFAULT '';
ALTER TABLE evaluations ADD COLUMN replied text NOT NULL DEFAULT '';
ALTER TABLE evaluations ADD COLUMN complete boolean NOT NULL DEFAULT false;

-- Where in the report a recommendation stands, the body's own wording apart from
-- our summary, whom it is addressed to (organisation codes) and when it is due.
ALTER TABLE recommendations ADD COLUMN paragraph text NOT NULL DEFAULT '';
ALTER TABLE recommendations ADD COLUMN official_text text NOT NULL DEFAULT '';
ALTER TABLE recommendations ADD COLUMN official_language text NOT NULL DEFAULT '' CHECK (official_language IN ('', 'en', 'fr', 'nb', 'nn'));
ALTER TABLE recommendations ADD COLUMN official_source text NOT NULL DEFAULT '';
ALTER TABLE recommendations ADD COLUMN addressees text NOT NULL DEFAULT '[]';
ALTER TABLE recommendations ADD COLUMN deadline text NOT NULL DEFAULT '';

-- How far a recommendation has been met, as somebody saw it on a day: our own
-- assessment, the body's, or that of an independent organisation. Ours counts
-- when it is cleared, the others when they are written. An assessment is never
-- changed: a later one comes beside it, or it is withdrawn with a reason.
CREATE TABLE assessments (
    id                integer PRIMARY KEY AUTOINCREMENT,
    recommendation_id bigint NOT NULL REFERENCES recommendations (id),
    side              text NOT NULL CHECK (side IN ('own', 'body', 'independent')),
    organisation_id   bigint REFERENCES organisations (id),
    verdict           text NOT NULL CHECK (verdict IN ('not', 'partly', 'implemented')),
    grounds           text NOT NULL CHECK (grounds <> ''),
    source_url        text NOT NULL DEFAULT '',
    assessed_on       date NOT NULL,
    written_by        bigint NOT NULL REFERENCES users (id),
    written_at        datetime NOT NULL,
    cleared_by        bigint REFERENCES users (id),
    cleared_at        datetime,
    withdrawn_by      bigint REFERENCES users (id),
    withdrawn_at      datetime,
    withdrawn_because text NOT NULL DEFAULT '',
    CHECK ((side = 'body') = (organisation_id IS NULL)),
    CHECK ((cleared_by IS NULL) = (cleared_at IS NULL)),
    CHECK (side = 'own' OR cleared_at IS NOT NULL),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_because = ''))
);
CREATE INDEX assessments_recommendation ON assessments (recommendation_id, assessed_on, id);
CREATE UNIQUE INDEX assessments_one_draft ON assessments (recommendation_id) WHERE cleared_at IS NULL AND withdrawn_at IS NULL;

-- +goose StatementBegin
CREATE TRIGGER assessments_no_change BEFORE UPDATE ON assessments
WHEN NEW.recommendation_id IS NOT OLD.recommendation_id OR NEW.side IS NOT OLD.side OR NEW.organisation_id IS NOT OLD.organisation_id
  OR NEW.verdict IS NOT OLD.verdict OR NEW.grounds IS NOT OLD.grounds OR NEW.source_url IS NOT OLD.source_url OR NEW.assessed_on IS NOT OLD.assessed_on
  OR NEW.written_by IS NOT OLD.written_by OR NEW.written_at IS NOT OLD.written_at
  OR (OLD.cleared_at IS NOT NULL AND (NEW.cleared_at IS NOT OLD.cleared_at OR NEW.cleared_by IS NOT OLD.cleared_by))
  OR OLD.withdrawn_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'an assessment never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER assessments_no_delete BEFORE DELETE ON assessments
BEGIN
    SELECT RAISE(ABORT, 'an assessment never changes');
END;
-- +goose StatementEnd

-- An assessor writes the assessment of the own organisation, and reads.
CREATE TABLE memberships_next (
    id              integer PRIMARY KEY AUTOINCREMENT,
    user_id         bigint NOT NULL REFERENCES users (id),
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    role            text NOT NULL CHECK (role IN ('reader', 'reporter', 'contributor', 'coordinator', 'editor', 'admin', 'assessor')),
    UNIQUE (user_id, organisation_id, role)
);
INSERT INTO memberships_next (id, user_id, organisation_id, role) SELECT id, user_id, organisation_id, role FROM memberships;
DROP TABLE memberships;
ALTER TABLE memberships_next RENAME TO memberships;
