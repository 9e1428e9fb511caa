package newsletter

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"

	"tiltak/app/documents"
	"tiltak/app/store"
	"tiltak/models"
)

// Freeze closes an issue for good: its files are made and kept whole, so that
// the same bytes come out years later.
func (d *Desk) Freeze(ctx context.Context, person models.Person, issueID int64) error {
	var issue models.Issue
	if err := d.store.Read(ctx).Where("id = ?", issueID).Take(&issue).Error; err != nil {
		return store.TranslateError(err, "find a newsletter")
	}
	return d.FreezeAt(ctx, person, issueID, issue.Revision)
}

// FreezeAt is Freeze; it fails with a conflict when the issue has another
// revision than the editor has seen.
func (d *Desk) FreezeAt(ctx context.Context, person models.Person, issueID int64, revision int) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		o, err := open(tx, person, issueID)
		if err != nil {
			return err
		}
		if o.issue.Revision != revision {
			return models.NewError(models.KindConflict, "newsletter.problem.freeze_conflict")
		}
		var made models.EditionRevision
		if err := tx.Where("id = ?", o.issue.EditionRevisionID).Take(&made).Error; err != nil {
			return err
		}
		snapshot, err := models.DecodeSnapshot(made.PublicPayload)
		if err != nil {
			return err
		}
		asked, err := o.asked()
		if err != nil {
			return err
		}
		printer, err := d.printer(o.issue.Language)
		if err != nil {
			return err
		}
		if err := CheckFrozen(o.issue, o.items, snapshot, asked, printer.T("mark.working_title")); err != nil {
			return err
		}
		if err := o.endQuestions(); err != nil {
			return err
		}
		now := tx.Now()
		o.issue.State, o.issue.FrozenAt, o.issue.FrozenBy, o.issue.UpdatedAt = models.IssueFrozen, &now, &person.UserID, now
		files, err := d.files(o.issue, o.items, snapshot)
		if err != nil {
			return err
		}
		return o.freeze(files)
	})
}

// files writes the issue in every format.
func (d *Desk) files(issue models.Issue, items []models.IssueItem, snapshot models.Snapshot) ([]models.IssueFile, error) {
	printer, err := d.printer(issue.Language)
	if err != nil {
		return nil, err
	}
	paper, err := Document(issue, items, snapshot, printer)
	if err != nil {
		return nil, err
	}
	var files []models.IssueFile
	for _, format := range documents.NewsletterFormats() {
		var body bytes.Buffer
		if err := format.Write(&body, paper); err != nil {
			return nil, models.Wrap(err, "write a newsletter as "+format.Name)
		}
		files = append(files, models.IssueFile{IssueID: issue.ID, Format: format.Name, Body: body.Bytes(), Hash: hashOf(body.Bytes()), Writer: format.Writer})
	}
	return files, nil
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// freeze keeps the files and closes the issue. The state is written last: after
// it the database refuses every change.
func (o *opened) freeze(files []models.IssueFile) error {
	hashes := map[string]any{}
	for i := range files {
		files[i].MadeAt = o.tx.Now()
		hashes[files[i].Format] = files[i].Hash
	}
	if err := o.tx.Create(&files).Error; err != nil {
		return err
	}
	for _, file := range files {
		if file.Format == "txt" {
			if err := o.tx.Create(searchable(file)).Error; err != nil {
				return err
			}
		}
	}
	if err := o.tx.Save(&o.issue).Error; err != nil {
		return err
	}
	return o.tx.Record(store.ActorOf(o.person), "issue.freeze", "issue", o.issue.ID, o.planCode,
		map[string]any{"state": models.IssueDraft}, map[string]any{"state": models.IssueFrozen, "number": o.issue.Number, "revision": o.issue.Revision, "files": hashes})
}
