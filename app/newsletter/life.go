package newsletter

import (
	"context"
	"strings"

	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
)

// correct copies a frozen issue into the draft of its erratum.
func correct(tx *store.Tx, person models.Person, frozen models.Issue, reason string) error {
	issue := frozen
	issue.ID, issue.Number, issue.Reason, issue.State, issue.Revision = 0, frozen.Number+1, reason, models.IssueDraft, 1
	issue.FrozenAt, issue.FrozenBy, issue.WrittenBy = nil, nil, &person.UserID
	issue.CreatedAt, issue.UpdatedAt = tx.Now(), tx.Now()
	if err := tx.Create(&issue).Error; err != nil {
		return err
	}
	var items []models.IssueItem
	if err := tx.Where("issue_id = ?", frozen.ID).Order("position, id").Find(&items).Error; err != nil {
		return err
	}
	for i := range items {
		items[i].ID, items[i].IssueID, items[i].Revision = 0, issue.ID, 1
	}
	if len(items) > 0 {
		if err := tx.Create(&items).Error; err != nil {
			return err
		}
	}
	o := &opened{tx: tx, person: person, issue: issue, items: items}
	if err := tx.Table("plans").Where("id = ?", issue.PlanID).Pluck("code", &o.planCode).Error; err != nil {
		return err
	}
	text, err := ContentOf(issue, items).Encode()
	if err != nil {
		return err
	}
	if _, err := texts.Keep(tx, o.subject(), 0, text); err != nil {
		return err
	}
	return tx.Record(store.ActorOf(person), "issue.correct", "issue", issue.ID, o.planCode,
		map[string]any{"number": frozen.Number}, map[string]any{"period": issue.Period, "number": issue.Number, "reason": reason})
}

// discard puts the erratum away as it was seen: nothing of it is deleted, and its
// number is free for another.
func (o *opened) discard(seen int) error {
	if o.issue.Number == 1 {
		return models.NewError(models.KindState, "newsletter.problem.discard_first")
	}
	if o.issue.Revision != seen {
		return models.NewError(models.KindConflict, "newsletter.problem.discard_conflict")
	}
	if err := o.endQuestions(); err != nil {
		return err
	}
	if err := o.tx.Model(&models.Issue{}).Where("id = ?", o.issue.ID).Update("state", models.IssueDiscarded).Error; err != nil {
		return err
	}
	return o.tx.Record(store.ActorOf(o.person), "issue.discard", "issue", o.issue.ID, o.planCode,
		map[string]any{"period": o.issue.Period, "number": o.issue.Number, "reason": o.issue.Reason}, nil)
}

func publish(tx *store.Tx, person models.Person, loaded Loaded, publication models.IssuePublication) error {
	if err := tx.Create(&publication).Error; err != nil {
		return err
	}
	var code string
	if err := tx.Table("plans").Where("id = ?", loaded.Issue.PlanID).Pluck("code", &code).Error; err != nil {
		return err
	}
	before := map[string]any{}
	if loaded.Published != "" {
		before["address"], before["published_on"] = loaded.Published, loaded.PublishedOn
	}
	return tx.Record(store.ActorOf(person), "issue.publish", "issue", loaded.Issue.ID, code, before,
		map[string]any{"address": publication.Address, "published_on": publication.PublishedOn})
}

const searchQuery = `
SELECT i.period, i.number, i.frozen_at, t.text, COUNT(*) OVER () AS total,
       (SELECT MAX(x.number) FROM issues x WHERE x.plan_id = i.plan_id AND x.period = i.period AND x.state = 'frozen') AS newest
FROM issue_texts t
JOIN issues i ON i.id = t.issue_id
WHERE i.plan_id = ? AND i.state = 'frozen'`

func (d *Desk) search(ctx context.Context, planID int64, words []string, skip, limit int) ([]Hit, error) {
	query, args := searchQuery, []any{planID}
	literally := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
	for _, word := range words {
		query, args = query+` AND t.folded LIKE ? ESCAPE '\'`, append(args, "%"+literally.Replace(word)+"%")
	}
	var hits []Hit
	err := d.store.Read(ctx).Raw(query+` ORDER BY i.period DESC, i.number DESC LIMIT ? OFFSET ?`, append(args, limit, skip)...).Scan(&hits).Error
	return hits, store.TranslateError(err, "search the newsletters")
}

// withoutText gives the plain files of frozen issues that have no searchable
// words yet.
const withoutText = "SELECT * FROM issue_files WHERE format = 'txt' AND issue_id NOT IN (SELECT issue_id FROM issue_texts)"

func fillTexts(tx *store.Tx) error {
	var files []models.IssueFile
	if err := tx.Raw(withoutText).Scan(&files).Error; err != nil { // another node may have been first
		return err
	}
	for _, file := range files {
		if err := tx.Create(searchable(file)).Error; err != nil {
			return err
		}
	}
	return tx.Record(store.CommandLine(), "issue.index", "issue", 0, "", nil, map[string]any{"count": len(files)})
}

// searchable is the words of a newsletter's plain file.
func searchable(file models.IssueFile) *models.IssueText {
	return &models.IssueText{IssueID: file.IssueID, Text: string(file.Body), Folded: Fold(string(file.Body))}
}

const feedQuery = `
SELECT i.period, i.number, i.reason, i.frozen_at, COALESCE(p.address, '') AS address,
       (SELECT f.body FROM issue_files f WHERE f.issue_id = i.id AND f.format IN ('web', 'html') ORDER BY f.format DESC LIMIT 1) AS body
FROM issues i
LEFT JOIN issue_publications p ON p.id = (SELECT MAX(x.id) FROM issue_publications x WHERE x.issue_id = i.id)
WHERE i.plan_id = ? AND i.state = 'frozen'
  AND i.number = (SELECT MAX(x.number) FROM issues x WHERE x.plan_id = i.plan_id AND x.period = i.period AND x.state = 'frozen')
ORDER BY i.period DESC
LIMIT ?`

func (d *Desk) feed(ctx context.Context, planID int64, limit int) ([]FeedEntry, error) {
	var rows []FeedEntry
	err := d.store.Read(ctx).Raw(feedQuery, planID, limit).Scan(&rows).Error
	return rows, store.TranslateError(err, "read the newsletters of a feed")
}
