package outbox

import (
	"context"
	"strconv"
	"time"

	"tiltak/app/access"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/notify"
)

// questionWaits is how long a question and an answer wait, so that several come
// in the same mail.
const questionWaits = 3 * time.Minute

const reportersQuery = `
SELECT DISTINCT u.* FROM users u
JOIN ` + access.HeldMemberships + ` h ON h.holder = u.id
JOIN memberships m ON m.id = h.membership_id AND m.role = 'reporter' AND m.organisation_id = ?
WHERE u.disabled_at IS NULL
ORDER BY u.id`

// Asked puts a question about the newsletter's wording into the queue, in the
// transaction that asks it: to the ministry's reporters, and to their deputies
// on their days.
func (o *Outbox) Asked(tx *store.Tx, question models.IssueQuestion) error {
	var receivers []models.User
	today := language.Today(tx.Now())
	if err := tx.Raw(reportersQuery, today, today, question.OrganisationID).Scan(&receivers).Error; err != nil {
		return store.TranslateError(err, "read who is to be asked")
	}
	return o.tell(tx, models.MailQuestion, question, receivers)
}

// Answered puts the answer into the queue for the editor who asked.
func (o *Outbox) Answered(tx *store.Tx, question models.IssueQuestion) error {
	var receivers []models.User
	if err := tx.Where("id = ? AND disabled_at IS NULL", question.AskedBy).Find(&receivers).Error; err != nil {
		return store.TranslateError(err, "read who asked")
	}
	return o.tell(tx, models.MailAnswered, question, receivers)
}

// tell writes a mail to each. Where mail is not set up it stands as failed, so
// that somebody sees that it did not go; the question itself stands on the
// ministry's pages all the same.
func (o *Outbox) tell(tx *store.Tx, kind models.MailKind, question models.IssueQuestion, receivers []models.User) error {
	var round models.Round
	err := tx.Where("id = (SELECT r.id FROM rounds r JOIN issues i ON i.plan_id = r.plan_id AND i.period = r.period WHERE i.id = ?)", question.IssueID).Take(&round).Error
	if err != nil {
		return store.TranslateError(err, "find the round of a newsletter")
	}
	for _, receiver := range receivers {
		notice := models.Mail{
			PlanID: &round.PlanID, RoundID: &round.ID, UserID: receiver.ID, Kind: kind, Day: language.Today(tx.Now()),
			ToAddress: receiver.Email, State: models.MailQueued, NextAttemptAt: tx.Now().Add(questionWaits), CreatedAt: tx.Now(),
			Items: models.List[models.MailItem]{{ReportID: question.ReportID, Question: question.ID, At: tx.Now()}},
		}
		switch {
		case receiver.Email == "":
			notice.State, notice.Outcome = models.MailFailed, models.OutcomeNoAddress
		case o.setup.Off:
			notice.State, notice.Outcome = models.MailFailed, models.OutcomeNotSetUp
		}
		if err := o.keepNotice(tx, notice); err != nil {
			return err
		}
	}
	return nil
}

// asked is a question as a mail tells of it.
type asked struct {
	ID          int64
	ItemID      int64
	Answer      models.QuestionAnswer
	Comment     string
	WithdrawnAt *time.Time
	Code        string // of the ministry
	Number      int
	Title       models.Name `gorm:"embedded;embeddedPrefix:title_"`
	Confirmed   bool
}

// writeQuestions writes a mail that asks, or one that brings answers, of what
// still stands.
func (o *Outbox) writeQuestions(ctx context.Context, mail models.Mail, about about, written Written) (Written, error) {
	ids := make([]int64, len(mail.Items))
	for i, item := range mail.Items {
		ids[i] = item.Question
	}
	var rows []asked
	err := o.store.Read(ctx).Raw(`
SELECT q.id, q.item_id, q.answer, q.comment, q.withdrawn_at, o.code, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed AS confirmed
FROM issue_questions q
JOIN reports r ON r.id = q.report_id
JOIN measures m ON m.id = r.measure_id
JOIN organisations o ON o.id = q.organisation_id
WHERE q.id IN ? ORDER BY m.number, q.id`, ids).Scan(&rows).Error
	if err != nil {
		return Written{}, store.TranslateError(err, "read what is asked")
	}
	var standing []asked
	for _, row := range rows {
		open := row.Answer == models.AnswerNone && row.WithdrawnAt == nil
		if open == (mail.Kind == models.MailQuestion) && row.WithdrawnAt == nil {
			standing = append(standing, row)
		}
	}
	if len(standing) == 0 {
		return Written{Cancel: models.OutcomeSettled}, nil
	}
	written.Letter = o.letters.questions(about.Occasioned, about.text(o.letters, mail.Kind), about.DisplayName, standing, o.today())
	return written, nil
}

// questions writes what is asked, or what was answered. The newsletter's wording
// is not in the mail: it stands on the page.
func (l letters) questions(o Occasioned, text models.MailText, name string, list []asked, today models.Date) view.Letter {
	link := l.address(o, "/rapporter")
	if text.Kind == models.MailAnswered {
		link = l.address(o, "/nyhetsbrev/"+o.Period.String())
	}
	items := make([]view.Item, len(list))
	for i, q := range list {
		items[i] = view.Item{
			Text: l.printer.T("reminders.letter.report", "Number", q.Number, "Title", l.title(q.Title, q.Confirmed)),
			URL:  l.address(o, "/sporsmal/"+strconv.FormatInt(q.ID, 10)),
		}
		if text.Kind == models.MailAnswered {
			items[i].URL = l.address(o, "/nyhetsbrev/"+o.Period.String()+"/punkt/"+strconv.FormatInt(q.ItemID, 10))
			items[i].Note = l.printer.T("reminders.letter.answer."+string(q.Answer), "Ministry", q.Code)
			if q.Comment != "" {
				items[i].Note += "\n" + l.printer.T("reminders.letter.comment", "Comment", q.Comment)
			}
		}
	}
	return l.fill(o, text, name, link, items, today)
}
