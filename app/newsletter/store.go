package newsletter

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"tiltak/app/editions"
	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
)

type issueRow struct {
	models.Issue
	SourceNumber int
	NewestNumber int
	SavedBy      string
	FrozenByName string
	BeforePeriod models.Quarter
	BeforeNumber int
	Earlier      string // as earlierQuery writes them
	FrozenNumber int
	Address      string
	PublishedOn  string
}

const issueQuery = `
SELECT i.*, er.number AS source_number, (SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = er.edition_id) AS newest_number,
       COALESCE(w.display_name, '') AS saved_by, COALESCE(f.display_name, '') AS frozen_by_name,
       COALESCE(be.period, 0) AS before_period, COALESCE(b.number, 0) AS before_number, ` + earlierQuery + ` AS earlier,
       (SELECT COALESCE(MAX(x.number), 0) FROM issues x WHERE x.plan_id = i.plan_id AND x.period = i.period AND x.state = 'frozen') AS frozen_number,
       COALESCE(p.address, '') AS address, COALESCE(CAST(p.published_on AS text), '') AS published_on
FROM issues i
LEFT JOIN issue_publications p ON p.id = (SELECT MAX(x.id) FROM issue_publications x WHERE x.issue_id = i.id)
LEFT JOIN edition_revisions b ON b.id = i.before_revision_id
LEFT JOIN editions be ON be.id = b.edition_id
JOIN edition_revisions er ON er.id = i.edition_revision_id
LEFT JOIN users w ON w.id = i.written_by
LEFT JOIN users f ON f.id = i.frozen_by
WHERE i.plan_id = ? AND i.period = ? AND i.state <> 'discarded' AND i.number = `

// Which number of a quarter is meant: one that is named, the newest of all, or,
// as long as none is frozen, the draft.
const (
	numberNamed  = "?"
	numberNewest = "(SELECT MAX(x.number) FROM issues x WHERE x.plan_id = i.plan_id AND x.period = i.period AND x.state <> 'discarded')"
	numberFrozen = "(SELECT COALESCE(MAX(CASE WHEN x.state = 'frozen' THEN x.number END), MAX(x.number)) FROM issues x WHERE x.plan_id = i.plan_id AND x.period = i.period AND x.state <> 'discarded')"
)

// load reads an issue with its items, in two queries, and the formats that it is
// stored in, or, of a draft, what has been asked about it, in a third. drafts
// tells whether the erratum that is worked on goes before what is frozen.
func (d *Desk) load(ctx context.Context, planID int64, ref models.IssueRef, drafts bool) (Loaded, error) {
	query, args := issueQuery+numberFrozen, []any{planID, ref.Period}
	switch {
	case ref.Number > 0:
		query, args = issueQuery+numberNamed, append(args, ref.Number)
	case drafts:
		query = issueQuery + numberNewest
	}
	var rows []issueRow
	if err := d.store.Read(ctx).Raw(query, args...).Scan(&rows).Error; err != nil {
		return Loaded{}, store.TranslateError(err, "read a newsletter")
	}
	if len(rows) == 0 {
		return Loaded{}, models.NotFound()
	}
	row := rows[0]
	loaded := Loaded{
		Issue: row.Issue, SavedBy: row.SavedBy, FrozenBy: row.FrozenByName,
		Source:  models.EditionRef{Period: row.Period, Revision: row.SourceNumber},
		Newest:  models.EditionRef{Period: row.Period, Revision: row.NewestNumber},
		Earlier: earlierEditions(row.Earlier), FrozenNumber: row.FrozenNumber, Published: row.Address,
	}
	loaded.PublishedOn, _ = models.ParseDate(row.PublishedOn) // empty where it is not published
	if row.BeforeRevisionID != nil {
		loaded.Before = models.EditionRef{Period: row.BeforePeriod, Revision: row.BeforeNumber}
	}
	if err := d.store.Read(ctx).Where("issue_id = ?", row.ID).Order("position, id").Find(&loaded.Items).Error; err != nil {
		return loaded, store.TranslateError(err, "read the items of a newsletter")
	}
	if row.State != models.IssueFrozen {
		var err error
		loaded.Questions, err = d.questionsOf(ctx, planID, ref.Period)
		return loaded, err
	}
	err := d.store.Read(ctx).Model(&models.IssueFile{}).Where("issue_id = ?", row.ID).Pluck("format", &loaded.Stored).Error
	return loaded, store.TranslateError(err, "read which files a newsletter has")
}

// find reads the newest issue of a quarter alone.
func (d *Desk) find(ctx context.Context, planID int64, period models.Quarter) (models.Issue, error) {
	var issue models.Issue
	err := d.store.Read(ctx).Where("plan_id = ? AND period = ? AND state <> ?", planID, period, models.IssueDiscarded).Order("number DESC").Take(&issue).Error
	return issue, store.TranslateError(err, "find a newsletter")
}

// create writes a new issue with its items and its first revision.
func create(tx *store.Tx, person models.Person, edition editions.Edition, issue *models.Issue, items []models.IssueItem) error {
	issue.CreatedAt, issue.UpdatedAt, issue.Revision = tx.Now(), tx.Now(), 1
	if err := tx.Create(issue).Error; err != nil {
		return err
	}
	for i := range items {
		items[i].IssueID = issue.ID
	}
	if len(items) > 0 {
		if err := tx.Create(&items).Error; err != nil {
			return err
		}
	}
	text, err := ContentOf(*issue, items).Encode()
	if err != nil {
		return err
	}
	subject := texts.Subject{Kind: models.RevisionOfIssue, ID: issue.ID, Person: person, PlanCode: edition.Snapshot.Plan.Code}
	if _, err := texts.Keep(tx, subject, 0, text); err != nil {
		return err
	}
	return tx.Record(store.ActorOf(person), "issue.begin", "issue", issue.ID, edition.Snapshot.Plan.Code, nil,
		map[string]any{"period": issue.Period, "edition": edition.Ref, "items": len(items)})
}

// opened is an issue locked for the rest of a transaction.
type opened struct {
	tx       *store.Tx
	person   models.Person
	issue    models.Issue
	items    []models.IssueItem
	planCode string
}

// open takes an issue that is not frozen.
func open(tx *store.Tx, person models.Person, issueID int64) (*opened, error) {
	o := &opened{tx: tx, person: person}
	if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", issueID).Take(&o.issue).Error; err != nil {
		return nil, err
	}
	switch o.issue.State {
	case models.IssueFrozen:
		return nil, models.NewError(models.KindState, "newsletter.problem.frozen")
	case models.IssueDiscarded:
		return nil, models.NewError(models.KindState, "newsletter.problem.discarded")
	}
	if err := tx.Where("issue_id = ?", issueID).Order("position, id").Find(&o.items).Error; err != nil {
		return nil, err
	}
	return o, tx.Table("plans").Where("id = ?", o.issue.PlanID).Pluck("code", &o.planCode).Error
}

func (o *opened) subject() texts.Subject {
	return texts.Subject{Kind: models.RevisionOfIssue, ID: o.issue.ID, Person: o.person, PlanCode: o.planCode}
}

func (o *opened) save(basedOn int, typed Content, actions []Action) (Saved, *ConflictError, error) {
	typed.Intro = models.CleanText(typed.Intro)
	items, err := overlay(o.items, typed)
	if err != nil {
		return Saved{}, nil, err
	}
	if basedOn != o.issue.Revision {
		return o.collide(basedOn, typed.Intro, items)
	}
	for _, action := range actions {
		if items, err = action.apply(items); err != nil {
			return Saved{}, nil, err
		}
	}
	o.issue.Intro = typed.Intro
	saved := Saved{At: o.tx.Now()}
	o.sign(items)
	if saved.NewItem, err = o.writeItems(items); err != nil {
		return saved, nil, err
	}
	saved.Revision, err = o.keep()
	return saved, nil, err
}

// collide sets aside what was typed when somebody else saved first, unless both
// decided the same.
func (o *opened) collide(basedOn int, intro string, items []models.IssueItem) (Saved, *ConflictError, error) {
	theirs := ContentOf(o.issue, o.items)
	o.issue.Intro = intro
	mine := ContentOf(o.issue, items)
	text, err := mine.Encode()
	if err != nil {
		return Saved{}, nil, err
	}
	if same, err := theirs.Encode(); err == nil && same == text {
		saved := Saved{Revision: o.issue.Revision, At: o.issue.UpdatedAt}
		return saved, nil, o.tx.Record(store.ActorOf(o.person), "issue.save_again", "issue", o.issue.ID, o.planCode, nil, map[string]any{"revision": saved.Revision})
	}
	if _, err := texts.SetAside(o.tx, o.subject(), basedOn, text); err != nil {
		return Saved{}, nil, err
	}
	var who string
	if o.issue.WrittenBy != nil {
		if err := o.tx.Table("users").Where("id = ?", *o.issue.WrittenBy).Pluck("display_name", &who).Error; err != nil {
			return Saved{}, nil, err
		}
	}
	return Saved{}, &ConflictError{
		Theirs: theirs, Revision: o.issue.Revision, Who: who, At: o.issue.UpdatedAt, Mine: mine,
		told: models.NewError(models.KindConflict, "newsletter.problem.conflict", "Who", who),
	}, nil
}

// writeItems writes the rows that differ, makes the new ones and takes away
// those that are gone. It gives the id of a new one.
func (o *opened) writeItems(items []models.IssueItem) (int64, error) {
	before := make(map[int64]models.IssueItem, len(o.items))
	for _, item := range o.items {
		before[item.ID] = item
	}
	var made int64
	for i := range items {
		item := &items[i]
		was, there := before[item.ID]
		delete(before, item.ID)
		item.IssueID = o.issue.ID
		if there && same(was, *item) {
			continue
		}
		item.Revision, item.WrittenBy = o.issue.Revision+1, &o.person.UserID
		if !there {
			if item.Language == "" {
				item.Language = o.issue.Language
			}
			if err := o.tx.Create(item).Error; err != nil {
				return 0, err
			}
			made = item.ID
			continue
		}
		if err := o.tx.Save(item).Error; err != nil {
			return 0, err
		}
	}
	for id := range before {
		if err := o.tx.Where("id = ? AND issue_id = ?", id, o.issue.ID).Delete(&models.IssueItem{}).Error; err != nil {
			return 0, err
		}
	}
	o.items = items
	return made, nil
}

// same tells whether a row needs no writing.
func same(a, b models.IssueItem) bool {
	return a.Kept == b.Kept && a.Position == b.Position && a.Text == b.Text && a.Source == b.Source && a.Proposed == b.Proposed &&
		a.Kind == b.Kind && a.Area == b.Area && a.Language == b.Language && a.Template == b.Template && a.TemplateValues == b.TemplateValues && sameLinks(a.Links, b.Links) &&
		a.Reason == b.Reason && a.ReasonSource == b.ReasonSource && a.ReasonWording == b.ReasonWording
}

// keep writes the next revision of the issue.
func (o *opened) keep() (int, error) {
	text, err := ContentOf(o.issue, o.items).Encode()
	if err != nil {
		return 0, err
	}
	revision, err := texts.Keep(o.tx, o.subject(), o.issue.Revision, text)
	if err != nil {
		return 0, err
	}
	o.issue.Revision, o.issue.WrittenBy, o.issue.UpdatedAt = revision.Number, &o.person.UserID, o.tx.Now()
	return revision.Number, o.tx.Save(&o.issue).Error
}

// refresh takes in another revision of the edition.
func (o *opened) refresh(edition editions.Edition, proposed []models.IssueItem) error {
	before := o.issue.EditionRevisionID
	if before == edition.Revision.ID {
		o.tx.Quiet()
		return o.tx.Record(store.ActorOf(o.person), "issue.refresh", "issue", o.issue.ID, o.planCode, nil, map[string]any{"edition": edition.Ref})
	}
	o.issue.EditionRevisionID = edition.Revision.ID
	if _, err := o.writeItems(refresh(o.items, proposed)); err != nil {
		return err
	}
	if _, err := o.keep(); err != nil {
		return err
	}
	return o.tx.Record(store.ActorOf(o.person), "issue.refresh", "issue", o.issue.ID, o.planCode,
		map[string]any{"edition_revision": before}, map[string]any{"edition_revision": edition.Revision.ID, "edition": edition.Ref})
}

// Listed is one quarter of the list: a closed round, perhaps with its issue.
type Listed struct {
	Period   models.Quarter
	IssueID  *int64
	State    models.IssueState
	Source   int // revision of the edition it is made from
	Newest   int // newest revision of the edition
	SavedAt  *time.Time
	FrozenAt *time.Time
	Total    int // quarters in the whole list
	Number   int // of the newest number that the reader sees; 0: not begun
	Reason   string
	Address  string // where it was published
}

// Begun tells whether the quarter has an issue.
func (l Listed) Begun() bool { return l.IssueID != nil }

const listQuery = `
SELECT e.period, i.id AS issue_id, COALESCE(i.state, '') AS state, COALESCE(er.number, 0) AS source, i.updated_at AS saved_at, i.frozen_at,
       (SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = e.id) AS newest, COUNT(*) OVER () AS total,
       COALESCE(i.number, 0) AS number, COALESCE(i.reason, '') AS reason, COALESCE(p.address, '') AS address
FROM editions e
LEFT JOIN issues i ON i.plan_id = e.plan_id AND i.period = e.period AND i.state <> 'discarded'
  AND i.number = (SELECT MAX(x.number) FROM issues x WHERE x.plan_id = e.plan_id AND x.period = e.period AND x.state <> 'discarded' AND (? OR x.state = 'frozen'))
LEFT JOIN issue_publications p ON p.id = (SELECT MAX(x.id) FROM issue_publications x WHERE x.issue_id = i.id)
LEFT JOIN edition_revisions er ON er.id = i.edition_revision_id
WHERE e.plan_id = ? AND (? OR i.state = 'frozen')
ORDER BY e.period DESC
LIMIT ? OFFSET ?`

// List gives the closed quarters of a plan, newest first. Those who may not
// read drafts see only what is frozen.
func (d *Desk) List(ctx context.Context, person models.Person, planID int64, skip, limit int) ([]Listed, error) {
	return d.list(ctx, planID, person.May(models.ReadNewsletter), skip, limit)
}

func (d *Desk) list(ctx context.Context, planID int64, drafts bool, skip, limit int) ([]Listed, error) {
	var rows []Listed
	err := d.store.Read(ctx).Raw(listQuery, drafts, planID, drafts, limit, skip).Scan(&rows).Error
	return rows, store.TranslateError(err, "list newsletters")
}
