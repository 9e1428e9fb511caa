package newsletter

import (
	"context"
	"time"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Issued is a frozen newsletter for another system.
type Issued struct {
	Title      string         `json:"title"`
	Plan       string         `json:"plan"`
	Period     models.Quarter `json:"period"`
	Months     string         `json:"months"`
	Edition    string         `json:"edition"`
	StatusDate models.Date    `json:"status_date"`
	Number     int            `json:"number"` // 1, and one more for each erratum
	Correction string         `json:"correction,omitempty"`
	FrozenAt   time.Time      `json:"frozen_at"`
	Published  string         `json:"published,omitempty"` // the public address
	Language   string         `json:"language"`
	Example    bool           `json:"example,omitempty"` // eksempeldata
	Hash       string         `json:"hash"`              // SHA-256 of all files' hashes, by format
	Files      []IssuedFile   `json:"files"`
	HTML       string         `json:"html"`
	Markdown   string         `json:"markdown"`
	Text       string         `json:"text"`
	Web        string         `json:"web,omitempty"` // the fragment for a web page
	Paragraphs []IssuedItem   `json:"paragraphs"`
}

// IssuedFile is one file of a frozen newsletter.
type IssuedFile struct {
	Format string `json:"format"`
	Hash   string `json:"hash"`
	Bytes  int    `json:"bytes"`
}

// IssuedItem is one paragraph with its source; the editor's own has none.
type IssuedItem struct {
	Kind     models.ItemKind    `json:"kind"`
	Area     int                `json:"area,omitempty"`
	Measure  string             `json:"measure,omitempty"`
	Text     string             `json:"text"`
	Edited   bool               `json:"edited"` // worded anew by the editor
	Links    []models.Link      `json:"links"`
	Language models.Language    `json:"language"`
	Source   *models.ItemSource `json:"source"`
}

// Issued gives a frozen newsletter whole; anything else is a not-found error.
func (d *Desk) Issued(ctx context.Context, planID int64, ref models.IssueRef) (Issued, error) {
	period := ref.Period
	loaded, err := d.load(ctx, planID, ref, false)
	if err != nil {
		return Issued{}, err
	}
	if loaded.Issue.State != models.IssueFrozen {
		return Issued{}, models.NotFound()
	}
	edition, err := d.edition(ctx, planID, loaded.Source)
	if err != nil {
		return Issued{}, err
	}
	printer, err := d.printer(loaded.Issue.Language)
	if err != nil {
		return Issued{}, err
	}
	var files []models.IssueFile
	if err := d.store.Read(ctx).Where("issue_id = ?", loaded.Issue.ID).Order("format").Find(&files).Error; err != nil {
		return Issued{}, store.TranslateError(err, "read a newsletter's files")
	}
	issued := Issued{
		Title: Preview(loaded.Issue, nil, edition.Snapshot, printer).Title, Plan: edition.Snapshot.Plan.Code,
		Period: period, Months: printer.Months(period), Edition: loaded.Source.String(), StatusDate: edition.Snapshot.StatusDate,
		Number: loaded.Issue.Number, Correction: loaded.Issue.Reason, Published: loaded.Published, FrozenAt: loaded.Issue.FrozenAt.UTC(), Language: language.Tag(loaded.Issue.Language), Example: edition.Snapshot.Example, Paragraphs: []IssuedItem{},
	}
	hashes := ""
	for _, file := range files {
		hashes += file.Format + " " + file.Hash + "\n"
		issued.Files = append(issued.Files, IssuedFile{Format: file.Format, Hash: file.Hash, Bytes: len(file.Body)})
		switch file.Format {
		case "html":
			issued.HTML = string(file.Body)
		case "web":
			issued.Web = string(file.Body)
		case "md":
			issued.Markdown = string(file.Body)
		case "txt":
			issued.Text = string(file.Body)
		}
	}
	issued.Hash = models.HashText(hashes)
	for _, item := range Arrange(Kept(loaded.Items)).Items() {
		shown := IssuedItem{
			Kind: item.Kind, Area: item.Area, Measure: item.MeasureKey, Text: item.Wording(), Edited: item.Edited(),
			Links: append([]models.Link{}, item.Links...), Language: item.Language,
		}
		if source, known := SourceOf(item); known {
			source.Was, source.ClearedBy = "", "" // names stay on the desk
			shown.Source = &source
		}
		issued.Paragraphs = append(issued.Paragraphs, shown)
	}
	return issued, nil
}

// Frozen lists the frozen newsletters of a plan, newest first.
func (d *Desk) Frozen(ctx context.Context, planID int64, limit int) ([]Listed, error) {
	return d.list(ctx, planID, false, 0, limit)
}

// PlanOf gives the number of the plan of a code, or of the default plan.
func (d *Desk) PlanOf(ctx context.Context, code string) (int64, error) {
	var plan models.Plan
	query := d.store.Read(ctx).Select("id").Where("is_default")
	if code != "" {
		query = d.store.Read(ctx).Select("id").Where("code = ?", code)
	}
	err := query.Take(&plan).Error
	return plan.ID, store.TranslateError(err, "find a plan")
}
