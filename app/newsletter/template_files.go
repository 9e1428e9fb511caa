package newsletter

import (
	"bytes"
	"context"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"tiltak/app/documents"
	"tiltak/app/documents/letterhead"
	"tiltak/app/store"
	"tiltak/models"
)

// KeptTemplate is an office's template without its file, with who sent it.
type KeptTemplate struct {
	models.DocumentTemplate
	By string
}

// Templates lists the templates of a plan, the standing ones first.
func (d *Desk) Templates(ctx context.Context, person models.Person, planID int64) ([]KeptTemplate, error) {
	if !person.May(models.EditNewsletter) {
		return nil, models.Forbidden()
	}
	var rows []KeptTemplate
	err := d.store.Read(ctx).Raw(`SELECT t.id, t.plan_id, t.format, t.name, t.hash, t.uploaded_at, t.retired_at, COALESCE(u.display_name, '') AS by
FROM document_templates t LEFT JOIN users u ON u.id = t.uploaded_by
WHERE t.plan_id = ? ORDER BY CASE WHEN t.retired_at IS NULL THEN 0 ELSE 1 END, t.id DESC LIMIT 50`, planID).Scan(&rows).Error
	return rows, store.TranslateError(err, "list templates")
}

// AddTemplate takes a template into use in place of the one before. One that
// cannot serve is an invalid-input error that says why.
func (d *Desk) AddTemplate(ctx context.Context, person models.Person, planID int64, name string, body []byte) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	format, err := formatOfTemplate(name, body)
	if err != nil {
		return err
	}
	name = path.Base(strings.ReplaceAll(models.CleanText(name), `\`, "/"))
	for utf8.RuneCountInString(name) > models.MaxTemplateName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // stands on no kept page
		before, _, err := retireTemplate(tx, person, planID, format)
		if err != nil {
			return err
		}
		template := models.DocumentTemplate{
			PlanID: planID, Format: format, Name: name, Body: body, Hash: hashOf(body), UploadedBy: person.UserID, UploadedAt: tx.Now(),
		}
		if err := tx.Create(&template).Error; err != nil {
			return err
		}
		return recordTemplate(tx, person, planID, "template.add", template.ID, before, map[string]any{"format": format, "name": name, "hash": template.Hash})
	})
}

// formatOfTemplate reads a template, and tells what it is for.
func formatOfTemplate(name string, body []byte) (string, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".pptx", ".potx":
		_, err := letterhead.ReadSlides(body)
		return "pptx", err
	}
	_, err := letterhead.ReadWord(body)
	return "docx", err
}

// RetireTemplate takes the standing template of a format out of use.
func (d *Desk) RetireTemplate(ctx context.Context, person models.Person, planID int64, format string) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		before, id, err := retireTemplate(tx, person, planID, format)
		if err != nil {
			return err
		}
		if before == nil {
			return models.NotFound()
		}
		return recordTemplate(tx, person, planID, "template.retire", id, before, nil)
	})
}

// retireTemplate tells which template stood, and its number; nil: none.
func retireTemplate(tx *store.Tx, person models.Person, planID int64, format string) (stood map[string]any, id int64, err error) {
	var standing []models.DocumentTemplate
	if err := tx.Raw("SELECT id, name, hash FROM document_templates WHERE plan_id = ? AND format = ? AND retired_at IS NULL", planID, format).Scan(&standing).Error; err != nil {
		return nil, 0, err
	}
	if len(standing) == 0 {
		return nil, 0, nil
	}
	err = tx.Exec("UPDATE document_templates SET retired_at = ?, retired_by = ? WHERE id = ?", tx.Now(), person.UserID, standing[0].ID).Error
	return map[string]any{"format": format, "name": standing[0].Name, "hash": standing[0].Hash}, standing[0].ID, err
}

func recordTemplate(tx *store.Tx, person models.Person, planID int64, action string, id int64, before, after map[string]any) error {
	var code string
	if err := tx.Table("plans").Where("id = ?", planID).Pluck("code", &code).Error; err != nil {
		return err
	}
	return tx.Record(store.ActorOf(person), action, "template", id, code, before, after)
}

// standingTemplates gives the templates that papers of a plan are set in, by
// format.
func (d *Desk) standingTemplates(ctx context.Context, planID int64) (map[string]models.DocumentTemplate, error) {
	var rows []models.DocumentTemplate
	err := d.store.Read(ctx).Raw("SELECT * FROM document_templates WHERE plan_id = ? AND retired_at IS NULL", planID).Scan(&rows).Error
	standing := map[string]models.DocumentTemplate{}
	for _, t := range rows {
		standing[t.Format] = t
	}
	return standing, store.TranslateError(err, "read the templates")
}

// templatesOf is standingTemplates for the plan of an issue.
func (d *Desk) templatesOf(ctx context.Context, issueID int64) (map[string]models.DocumentTemplate, error) {
	var issue models.Issue
	if err := d.store.Read(ctx).Select("plan_id").Where("id = ?", issueID).Take(&issue).Error; err != nil {
		return nil, store.TranslateError(err, "find a newsletter's plan")
	}
	return d.standingTemplates(ctx, issue.PlanID)
}

// writerIn gives what writes a format in a template: the format's own writer
// where there is none.
func writerIn(format documents.Format, template models.DocumentTemplate) (func(io.Writer, documents.Document) error, error) {
	switch template.Format {
	case "docx":
		word, err := letterhead.ReadWord(template.Body)
		if err != nil {
			return nil, err
		}
		return word.Write, nil
	case "pptx":
		slides, err := letterhead.ReadSlides(template.Body)
		if err != nil {
			return nil, err
		}
		return slides.Write, nil
	}
	return format.Write, nil
}

// written writes a paper in a format, in the office's template where it has one.
func written(paper documents.Document, format documents.Format, templates map[string]models.DocumentTemplate) (models.IssueFile, error) {
	template := templates[format.Name]
	write, err := writerIn(format, template)
	if err != nil {
		return models.IssueFile{}, err
	}
	var body bytes.Buffer
	if err := write(&body, paper); err != nil {
		return models.IssueFile{}, models.Wrap(err, "write a newsletter as "+format.Name)
	}
	return models.IssueFile{Format: format.Name, Body: body.Bytes(), Hash: hashOf(body.Bytes()), Writer: format.Writer, TemplateHash: template.Hash}, nil
}

// TryTemplate writes a paper of example text in the standing template of a format.
func (d *Desk) TryTemplate(ctx context.Context, person models.Person, planID int64, format documents.Format) (models.IssueFile, error) {
	if !person.May(models.EditNewsletter) {
		return models.IssueFile{}, models.Forbidden()
	}
	templates, err := d.standingTemplates(ctx, planID)
	if err != nil {
		return models.IssueFile{}, err
	}
	printer, err := d.printer(models.Bokmaal)
	if err != nil {
		return models.IssueFile{}, err
	}
	return written(templateSample(printer), format, templates)
}
