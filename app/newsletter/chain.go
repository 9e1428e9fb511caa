package newsletter

import (
	"context"
	"slices"
	"time"

	"tiltak/app/store"
	"tiltak/models"
)

// Chain is how the text of one item came to be: what the ministry sent in, what
// was cleared, and how the newsletter words it.
type Chain struct {
	Issue     models.Issue
	Source    models.EditionRef
	Item      models.IssueItem
	From      models.ItemSource
	Snapshot  models.Snapshot // the public one
	WordedBy  string
	Submitted *SubmittedText // nil: cannot be tied to what was cleared
	Cleared   *ClearedText   // nil: the source is not a cleared text that is kept
	Questions []Asked        // about this item, in the order they were asked
}

// SubmittedText is the ministry's text as it was sent in. Only what may be
// published is in it.
type SubmittedText struct {
	Text         string
	WrittenBy    string
	WrittenAt    time.Time
	SubmittedBy  string // empty: not kept, for what has been sent in anew since
	SubmittedAt  time.Time
	ApprovedRole string
	ApprovedOn   models.Date
}

// ClearedText is the text as it was cleared.
type ClearedText struct {
	Text      string
	Ministry  string // code
	ClearedBy string
	ClearedAt time.Time
	Exception string // why who cleared had written it
	Undone    bool   // it has given place to another clearing since
}

// Chain gives the chain of an item to those who may read the unfrozen
// newsletter. The editor's own paragraphs have none. It costs five queries.
func (d *Desk) Chain(ctx context.Context, person models.Person, planID int64, period models.Quarter, itemID int64) (Chain, error) {
	if !person.May(models.ReadNewsletter) {
		return Chain{}, models.Forbidden()
	}
	c, err := d.chainItem(ctx, planID, period, itemID)
	if err != nil {
		return Chain{}, err
	}
	edition, err := d.edition(ctx, planID, c.Source)
	if err != nil {
		return Chain{}, err
	}
	c.Snapshot = edition.Snapshot
	if c.Item.Kind == models.ItemText && c.From.ReportID != 0 {
		if err := d.tie(ctx, &c); err != nil {
			return Chain{}, err
		}
	}
	asked, err := d.questionsOf(ctx, planID, period)
	for _, q := range asked {
		if q.ItemID == itemID || q.ReportID == c.From.ReportID && q.SourceText == c.Item.Proposed && q.IssueID != c.Issue.ID {
			c.Questions = append(c.Questions, q)
		}
	}
	return c, err
}

// chainItem reads an item with its issue. Among the issues of a quarter it is
// the item that tells which.
func (d *Desk) chainItem(ctx context.Context, planID int64, period models.Quarter, itemID int64) (Chain, error) {
	var rows []struct {
		models.IssueItem
		WordedByName string
		Issue        models.Issue `gorm:"embedded;embeddedPrefix:issue_"`
		SourceNumber int
	}
	err := d.store.Read(ctx).Raw(`
SELECT t.*, COALESCE(u.display_name, '') AS worded_by_name, i.id AS issue_id, i.plan_id AS issue_plan_id, i.period AS issue_period, i.number AS issue_number,
       i.state AS issue_state, i.language AS issue_language, i.revision AS issue_revision, er.number AS source_number
FROM issue_items t
JOIN issues i ON i.id = t.issue_id
JOIN edition_revisions er ON er.id = i.edition_revision_id
LEFT JOIN users u ON u.id = t.worded_by
WHERE t.id = ? AND i.plan_id = ? AND i.period = ? AND t.kind <> 'own' AND i.state <> 'discarded'`, itemID, planID, period).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		return Chain{}, models.NotFound()
	}
	if err != nil {
		return Chain{}, store.TranslateError(err, "read a paragraph of a newsletter")
	}
	row := rows[0]
	c := Chain{
		Issue: row.Issue, Item: row.IssueItem, WordedBy: row.WordedByName,
		Source: models.EditionRef{Period: row.Issue.Period, Revision: row.SourceNumber},
	}
	c.Issue.ID = row.IssueID
	c.From, _ = SourceOf(row.IssueItem)
	return c, nil
}

type tiedRow struct {
	Content      models.ClearedContent
	ApprovedRole string
	ApprovedOn   models.Date
	ClearedAt    time.Time
	UndoneAt     *time.Time
	Exception    string
	ClearedBy    string
	Ministry     string
	Revision     int
	Saved        string
	SavedAt      *time.Time
	SavedBy      string
	Submitted    int
	SubmittedAt  *time.Time
	SubmittedBy  string
}

// tie finds the clearing that an item's text comes from, and the revision that
// was cleared.
func (d *Desk) tie(ctx context.Context, c *Chain) error {
	var rows []tiedRow
	err := d.store.Read(ctx).Raw(`
SELECT c.content, c.approved_role, c.approved_on, c.cleared_at, c.undone_at, c.exception, COALESCE(k.display_name, '') AS cleared_by, o.code AS ministry, c.revision,
       COALESCE(v.content, '') AS saved, v.saved_at, COALESCE(w.display_name, '') AS saved_by,
       r.submitted_revision AS submitted, r.submitted_at, COALESCE(s.display_name, '') AS submitted_by
FROM clearings c
JOIN reports r ON r.id = c.report_id
JOIN organisations o ON o.id = c.lead_id
LEFT JOIN users k ON k.id = c.cleared_by
LEFT JOIN revisions v ON v.subject = 'report' AND v.subject_id = c.report_id AND v.number = c.revision AND NOT v.set_aside
LEFT JOIN users w ON w.id = v.saved_by
LEFT JOIN users s ON s.id = r.submitted_by
WHERE c.report_id = ? AND c.revision = ? ORDER BY c.id DESC`, c.From.ReportID, c.From.Revision).Scan(&rows).Error
	if err != nil {
		return store.TranslateError(err, "read what a paragraph comes from")
	}
	at := slices.IndexFunc(rows, func(r tiedRow) bool {
		return r.ClearedAt.Equal(c.From.ClearedAt) && houseStyle(r.Content.NewsletterText) == c.Item.Proposed
	})
	if at < 0 {
		at = slices.IndexFunc(rows, func(r tiedRow) bool { return houseStyle(r.Content.NewsletterText) == c.Item.Proposed })
	}
	if at < 0 {
		return nil
	}
	row := rows[at]
	c.Cleared = &ClearedText{
		Text: row.Content.NewsletterText, Ministry: row.Ministry, ClearedBy: row.ClearedBy, ClearedAt: row.ClearedAt, Exception: row.Exception, Undone: row.UndoneAt != nil,
	}
	if row.Saved == "" || row.SavedAt == nil {
		return nil
	}
	content, err := models.DecodeReportContent(row.Saved)
	if err != nil {
		return err
	}
	c.Submitted = &SubmittedText{
		Text: content.NewsletterText, WrittenBy: row.SavedBy, WrittenAt: *row.SavedAt, ApprovedRole: row.ApprovedRole, ApprovedOn: row.ApprovedOn,
	}
	if row.Submitted == row.Revision && row.SubmittedAt != nil {
		c.Submitted.SubmittedBy, c.Submitted.SubmittedAt = row.SubmittedBy, *row.SubmittedAt
	}
	return nil
}
