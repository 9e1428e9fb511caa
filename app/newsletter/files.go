package newsletter

import (
	"context"
	"errors"
	"slices"
	"strings"

	"tiltak/app/documents"
	"tiltak/app/store"
	"tiltak/models"
)

// FileName is what a download is called.
func FileName(ref models.IssueRef, format documents.Format) string {
	return "nyhetsbrev-status-" + ref.String() + format.Extension
}

// File gives a stored file of a frozen issue; anything else is a not-found
// error. It costs one query.
func (d *Desk) File(ctx context.Context, planID int64, ref models.IssueRef, format string) (models.IssueFile, error) {
	var file models.IssueFile
	err := d.store.Read(ctx).Where("format = ? AND issue_id = (SELECT id FROM issues WHERE plan_id = ? AND period = ? AND state = ? AND (? = 0 OR number = ?) ORDER BY number DESC LIMIT 1)",
		format, planID, ref.Period, models.IssueFrozen, ref.Number, ref.Number).Take(&file).Error
	return file, store.TranslateError(err, "read a newsletter's file")
}

// Stored gives a stored file as File does, but tells of a frozen issue that is not
// stored in the format by a NotStoredError.
func (d *Desk) Stored(ctx context.Context, planID int64, ref models.IssueRef, format documents.Format) (models.IssueFile, error) {
	file, err := d.File(ctx, planID, ref, format.Name)
	if !models.IsKind(err, models.KindNotFound) {
		return file, err
	}
	loaded, missing := d.load(ctx, planID, ref, false)
	if missing != nil || loaded.Issue.State != models.IssueFrozen {
		return file, err
	}
	return file, notStored(loaded, format)
}

// Download gives a file to somebody who may have it: the stored one of a frozen
// issue, or a draft made now for those who edit.
func (d *Desk) Download(ctx context.Context, person models.Person, planID int64, ref models.IssueRef, format documents.Format) (models.IssueFile, error) {
	if person.May(models.ReadIssued) && !person.May(models.EditNewsletter) { // an editor may have an erratum under work
		file, err := d.File(ctx, planID, ref, format.Name)
		if err == nil || !models.IsKind(err, models.KindNotFound) {
			return file, err
		}
	}
	loaded, err := d.LoadNumber(ctx, person, planID, ref)
	switch {
	case err != nil:
		return models.IssueFile{}, err
	case loaded.Issue.State == models.IssueFrozen && slices.Contains(loaded.Stored, format.Name):
		return d.File(ctx, planID, models.IssueRef{Period: ref.Period, Number: loaded.Issue.Number}, format.Name)
	case loaded.Issue.State == models.IssueFrozen:
		return models.IssueFile{}, notStored(loaded, format)
	case !person.May(models.EditNewsletter):
		return models.IssueFile{}, models.NotFound()
	}
	return d.draftFile(ctx, loaded.Issue, loaded.Items, loaded.Snapshot, format)
}

// Export gives a file to the command line: the stored one of a frozen issue,
// the editor's choice so far, or, where no editor has begun, what is proposed.
// All but the first are marked as drafts. The basis has the language of the paper
// where nothing is stored. A basis with an edition to compare with asks for what
// is proposed from it, and nothing else. number names one of the quarter's
// newsletters; 0 is the newest frozen, or the draft.
func (d *Desk) Export(ctx context.Context, planID int64, ref models.EditionRef, number int, format documents.Format, basis Basis) (models.IssueFile, error) {
	issue := models.IssueRef{Period: ref.Period, Number: number}
	file, err := d.File(ctx, planID, issue, format.Name)
	standing := ref.Revision == 0 && basis.Before.IsZero()
	if standing && (err == nil || !models.IsKind(err, models.KindNotFound)) {
		return file, err
	}
	if standing {
		loaded, err := d.load(ctx, planID, issue, false)
		switch {
		case err == nil && loaded.Issue.State == models.IssueFrozen:
			return models.IssueFile{}, notStored(loaded, format)
		case err == nil:
			edition, err := d.edition(ctx, planID, loaded.Source)
			if err != nil {
				return models.IssueFile{}, err
			}
			return d.draftFile(ctx, loaded.Issue, loaded.Items, edition.Snapshot, format)
		case number > 0 || !models.IsKind(err, models.KindNotFound):
			return models.IssueFile{}, err
		}
	}
	edition, err := d.edition(ctx, planID, ref)
	if err != nil {
		return models.IssueFile{}, err
	}
	items, _, err := d.propose(ctx, planID, edition, basis)
	if err != nil {
		return models.IssueFile{}, err
	}
	proposal := models.Issue{PlanID: planID, Period: ref.Period, State: models.IssueDraft, Language: basis.Language}
	return d.draftFile(ctx, proposal, items, edition.Snapshot, format)
}

// NotStoredError says that an issue was frozen before there was such a format:
// what is frozen is never written anew.
type NotStoredError struct {
	Format string
	Stored []string
}

func (e *NotStoredError) Error() string {
	return "newsletter: the frozen issue is not stored as " + e.Format + ", but as " + strings.Join(e.Stored, ", ")
}

// Unwrap gives the error as a person is told of it.
func (e *NotStoredError) Unwrap() error {
	return models.NewError(models.KindNotFound, "newsletter.problem.not_stored", "Format", e.Format, "Formats", strings.Join(e.Stored, ", "))
}

func notStored(l Loaded, format documents.Format) error {
	return &NotStoredError{Format: format.Name, Stored: formatsOf(l)}
}

func (d *Desk) draftFile(ctx context.Context, issue models.Issue, items []models.IssueItem, snapshot models.Snapshot, format documents.Format) (models.IssueFile, error) {
	printer, err := d.printer(issue.Language)
	if err != nil {
		return models.IssueFile{}, err
	}
	paper, err := Document(issue, items, snapshot, printer)
	if err != nil {
		return models.IssueFile{}, err
	}
	templates, err := d.standingTemplates(ctx, issue.PlanID)
	if err != nil {
		return models.IssueFile{}, err
	}
	file, err := written(paper, format, templates)
	file.IssueID = issue.ID
	return file, err
}

// FormatOf finds a format by its name, or by the extension of its files; one that
// does not exist is a not-found error that names those that do.
func FormatOf(name string) (documents.Format, error) {
	for _, format := range documents.NewsletterFormats() {
		if format.Extension == "."+name {
			return format, nil
		}
	}
	format, err := documents.NewsletterFormats().Find(name)
	var unknown *documents.UnknownFormatError
	if errors.As(err, &unknown) {
		return format, models.NewError(models.KindNotFound, "newsletter.problem.format", "Format", name, "Formats", strings.Join(unknown.Known, ", "))
	}
	return format, err
}
