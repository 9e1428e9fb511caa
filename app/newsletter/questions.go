package newsletter

import (
	"context"
	"strings"

	"tiltak/app/store"
	"tiltak/models"
)

// Teller sends mails about questions, in the transaction that asks or answers.
type Teller interface {
	Asked(tx *store.Tx, question models.IssueQuestion) error
	Answered(tx *store.Tx, question models.IssueQuestion) error
}

// Telling lets the desk tell of questions by mail; without it they stand on the
// pages only.
func (d *Desk) Telling(teller Teller) *Desk {
	d.teller = teller
	return d
}

// Asked is a question with the names of who asked, and of whom.
type Asked struct {
	models.IssueQuestion
	Organisation   string // code of the ministry
	AskedByName    string
	AnsweredByName string
}

// MayAsk tells whether the ministry can be asked about an item: one that the
// editor has worded, from a report.
func MayAsk(item models.IssueItem) bool {
	source, known := SourceOf(item)
	return known && source.ReportID != 0 && item.Edited() && !item.Locked()
}

// Ask puts a question to the ministry whose text an item has reworded, about the
// wording as it is saved now.
func (d *Desk) Ask(ctx context.Context, person models.Person, issueID, itemID int64) (Asked, error) {
	if !person.May(models.EditNewsletter) {
		return Asked{}, models.Forbidden()
	}
	var asked Asked
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // stands on no kept page
		o, err := open(tx, person, issueID)
		if err != nil {
			return err
		}
		asked, err = o.ask(itemID, d.teller)
		return err
	})
	return asked, err
}

func (o *opened) ask(itemID int64, teller Teller) (Asked, error) {
	var item models.IssueItem
	for _, i := range o.items {
		if i.ID == itemID {
			item = i
		}
	}
	if item.ID == 0 {
		return Asked{}, models.NotFound()
	}
	if !MayAsk(item) {
		return Asked{}, models.NewError(models.KindState, "newsletter.question.problem.not_edited")
	}
	source, _ := SourceOf(item)
	var lead struct {
		ID   int64
		Code string
	}
	err := o.tx.Table("reports r").Joins("JOIN organisations o ON o.id = r.lead_id").Select("o.id, o.code").Where("r.id = ?", source.ReportID).Take(&lead).Error
	if err != nil {
		return Asked{}, store.TranslateError(err, "find the ministry of a report")
	}
	var open int64
	if err := o.tx.Model(&models.IssueQuestion{}).Where("item_id = ? AND answer = '' AND withdrawn_at IS NULL", itemID).Count(&open).Error; err != nil {
		return Asked{}, store.TranslateError(err, "look for a question")
	}
	if open > 0 {
		return Asked{}, models.NewError(models.KindState, "newsletter.question.problem.already", "Ministry", lead.Code)
	}
	question := models.IssueQuestion{
		IssueID: o.issue.ID, ItemID: itemID, ReportID: source.ReportID, MeasureKey: item.MeasureKey, OrganisationID: lead.ID,
		SourceText: item.Proposed, Wording: item.Wording(), Links: item.Links, Language: item.Language, AskedBy: o.person.UserID, AskedAt: o.tx.Now(),
	}
	if err := o.tx.Create(&question).Error; err != nil {
		return Asked{}, store.TranslateError(err, "ask a ministry")
	}
	if teller != nil {
		if err := teller.Asked(o.tx, question); err != nil {
			return Asked{}, err
		}
	}
	return Asked{IssueQuestion: question, Organisation: lead.Code, AskedByName: o.person.DisplayName},
		o.tx.Record(store.ActorOf(o.person), "issue.ask", "issue", o.issue.ID, o.planCode, nil, toldOf(question, lead.Code))
}

// toldOf is what the trail says of a question: not the texts, by which a reader
// of the trail would know an unfrozen newsletter.
func toldOf(question models.IssueQuestion, ministry string) map[string]any {
	return map[string]any{
		"question": question.ID, "measure": question.MeasureKey, "ministry": ministry, "hash": models.HashText(question.Wording),
	}
}

// Withdraw takes back a question that has not been answered.
func (d *Desk) Withdraw(ctx context.Context, person models.Person, planID, id int64) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	question, err := d.question(ctx, planID, id)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := settleQuestion(tx, id, map[string]any{"withdrawn_at": tx.Now()}); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "issue.withdraw", "issue", question.IssueID, question.PlanCode, nil, toldOf(question.IssueQuestion, question.Organisation))
	})
}

// Question gives a question to those who may answer it; to all others it does
// not exist.
func (d *Desk) Question(ctx context.Context, person models.Person, planID, id int64) (Put, error) {
	question, err := d.question(ctx, planID, id)
	if err != nil {
		return Put{}, err
	}
	if !person.MayAnswerQuestion(question.OrganisationID) {
		return Put{}, models.NotFound()
	}
	return question, nil
}

// Answer keeps a ministry's answer to a question. It is given once.
func (d *Desk) Answer(ctx context.Context, person models.Person, planID, id int64, answer models.QuestionAnswer, comment string) error {
	question, err := d.Question(ctx, person, planID, id)
	if err != nil {
		return err
	}
	comment = strings.TrimSpace(models.CleanText(comment))
	if err := models.CheckAnswer(answer, comment); err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		now := tx.Now()
		changes := map[string]any{"answer": answer, "comment": comment, "answered_by": person.UserID, "answered_at": now}
		if err := settleQuestion(tx, id, changes); err != nil {
			return err
		}
		answered := question.IssueQuestion
		answered.Answer, answered.Comment, answered.AnsweredBy, answered.AnsweredAt = answer, comment, &person.UserID, &now
		if d.teller != nil {
			if err := d.teller.Answered(tx, answered); err != nil {
				return err
			}
		}
		told := toldOf(answered, question.Organisation)
		told["answer"] = answer
		return tx.Record(store.ActorOf(person), "issue.answer", "issue", question.IssueID, question.PlanCode, nil, told)
	})
}

// settleQuestion answers or withdraws a question of an issue that is not frozen,
// unless somebody was first.
func settleQuestion(tx *store.Tx, id int64, changes map[string]any) error {
	done := tx.Model(&models.IssueQuestion{}).
		Where("id = ? AND answer = '' AND withdrawn_at IS NULL AND issue_id IN (SELECT id FROM issues WHERE state = 'draft')", id).Updates(changes)
	if done.Error == nil && done.RowsAffected == 0 {
		return models.NewError(models.KindState, "newsletter.question.problem.settled")
	}
	return store.TranslateError(done.Error, "settle a question")
}

// Put is a question with what its page shows of the measure.
type Put struct {
	Asked
	Period    models.Quarter
	State     models.IssueState
	PlanCode  string
	Number    int
	Title     models.Name `gorm:"embedded;embeddedPrefix:title_"`
	Confirmed bool
}

const askedColumns = `q.*, o.code AS organisation, a.display_name AS asked_by_name, COALESCE(b.display_name, '') AS answered_by_name`

const askedJoins = `
JOIN issues i ON i.id = q.issue_id
JOIN organisations o ON o.id = q.organisation_id
JOIN users a ON a.id = q.asked_by
LEFT JOIN users b ON b.id = q.answered_by`

func (d *Desk) question(ctx context.Context, planID, id int64) (Put, error) {
	var rows []Put
	err := d.store.Read(ctx).Raw(`SELECT `+askedColumns+`, i.period, i.state, p.code AS plan_code, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed AS confirmed
FROM issue_questions q`+askedJoins+`
JOIN plans p ON p.id = i.plan_id
JOIN reports r ON r.id = q.report_id
JOIN measures m ON m.id = r.measure_id
WHERE q.id = ? AND i.plan_id = ?`, id, planID).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		return Put{}, models.NotFound()
	}
	if err != nil {
		return Put{}, store.TranslateError(err, "read a question")
	}
	return rows[0], nil
}

// questionsOf gives every question about the newsletter of a quarter, in the
// order they were asked. An erratum knows those of the issue that it mends.
func (d *Desk) questionsOf(ctx context.Context, planID int64, period models.Quarter) ([]Asked, error) {
	var rows []Asked
	err := d.store.Read(ctx).Raw(`SELECT `+askedColumns+`
FROM issue_questions q`+askedJoins+`
WHERE i.plan_id = ? AND i.period = ? ORDER BY q.id`, planID, period).Scan(&rows).Error
	return rows, store.TranslateError(err, "read what has been asked")
}

// KnownNames gives the names of all organisations, for finding them in texts.
func (d *Desk) KnownNames(ctx context.Context) (models.KnownNames, error) {
	var list []models.Organisation
	err := d.store.Read(ctx).Order("id").Find(&list).Error
	facts := make([]models.OrganisationFacts, len(list))
	for i, o := range list {
		facts[i] = models.OrganisationFacts{Code: o.Code, Name: o.Name}
	}
	return models.Snapshot{Organisations: facts}.KnownNames(), store.TranslateError(err, "read the organisations' names")
}

// endQuestions withdraws what is open when an issue is frozen: an answer can no
// longer change anything.
func (o *opened) endQuestions() error {
	err := o.tx.Model(&models.IssueQuestion{}).Where("issue_id = ? AND answer = '' AND withdrawn_at IS NULL", o.issue.ID).
		Updates(map[string]any{"withdrawn_at": o.tx.Now()}).Error
	return store.TranslateError(err, "withdraw open questions")
}

// asked reads the questions that count when the issue is frozen.
func (o *opened) asked() ([]models.IssueQuestion, error) {
	var questions []models.IssueQuestion
	err := o.tx.Raw("SELECT q.* FROM issue_questions q JOIN issues i ON i.id = q.issue_id WHERE i.plan_id = ? AND i.period = ? ORDER BY q.id", o.issue.PlanID, o.issue.Period).
		Scan(&questions).Error
	return questions, store.TranslateError(err, "read what has been asked")
}
