-- +goose Up

-- An office's own Word and PowerPoint templates. One of each stands at a time;
-- those taken out of use are kept, since frozen files were made with them.
CREATE TABLE document_templates (
    id          integer PRIMARY KEY AUTOINCREMENT,
    plan_id     bigint NOT NULL REFERENCES plans (id),
    format      text NOT NULL CHECK (format IN ('docx', 'pptx')),
    name        text NOT NULL CHECK (name <> ''),
    body        blob NOT NULL,
    hash        text NOT NULL CHECK (length(hash) = 64),
    uploaded_by bigint NOT NULL REFERENCES users (id),
    uploaded_at datetime NOT NULL,
    retired_by  bigint REFERENCES users (id),
    retired_at  datetime,
    CHECK ((retired_by IS NULL) = (retired_at IS NULL))
);
CREATE UNIQUE INDEX document_templates_standing ON document_templates (plan_id, format) WHERE retired_at IS NULL;
-- +goose StatementBegin
CREATE TRIGGER document_templates_fixed BEFORE UPDATE ON document_templates
WHEN OLD.retired_at IS NOT NULL OR NEW.hash IS NOT OLD.hash OR NEW.body IS NOT OLD.body OR NEW.format IS NOT OLD.format OR NEW.plan_id IS NOT OLD.plan_id
  OR NEW.name IS NOT OLD.name OR NEW.uploaded_by IS NOT OLD.uploaded_by OR NEW.uploaded_at IS NOT OLD.uploaded_at
BEGIN
    SELECT RAISE(ABORT, 'a template never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_templates_stay BEFORE DELETE ON document_templates
BEGIN
    SELECT RAISE(ABORT, 'a template never changes');
END;
-- +goose StatementEnd
