// Package notify is the coordinator's side of mails: when they are sent, what
// they say, who gets them, and what came of them.
package notify

import (
	"context"
	"slices"

	"tiltak/app/language"
	"tiltak/app/notify/outbox"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/notify"
)

// Desk reads and changes what the coordinator decides about mails.
type Desk struct {
	store  *store.Store
	outbox *outbox.Outbox
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store, o *outbox.Outbox) *Desk { return &Desk{store: s, outbox: o} }

// PageSize is how many mails a page of the log lists.
const PageSize = 50

// comingMany is how many of the next occasions are shown, and comingWithin how
// many days ahead they are looked for.
const (
	comingMany   = 6
	comingWithin = 120
)

// Page gives everything about a round's mails, in five queries.
func (d *Desk) Page(ctx context.Context, planID int64, period models.Quarter, only models.MailState, page int) (view.Page, error) {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return view.Page{}, err
	}
	in := view.Page{Round: round.Round, Rules: round.Rules, Only: only, Number: page, Reopened: round.Reopened}
	people, debts, err := d.people(ctx, round)
	if err != nil {
		return in, err
	}
	for _, receiver := range outbox.Concerned(round, models.MailExtra, people, debts) {
		in.People = append(in.People, shown(receiver, debts))
	}
	in.Coming = d.coming(round)
	if in.Counts, err = d.counts(ctx, round.ID); err != nil {
		return in, err
	}
	in.Log, err = d.log(ctx, round.ID, only, (page-1)*PageSize, PageSize+1)
	in.More = len(in.Log) > PageSize
	in.Log = in.Log[:min(len(in.Log), PageSize)]
	return in, err
}

func (d *Desk) people(ctx context.Context, round outbox.Running) ([]outbox.Receiver, []models.Debt, error) {
	debts, err := d.outbox.Debts(ctx, round.ID)
	if err != nil {
		return nil, nil, err
	}
	people, err := d.outbox.Receivers(ctx, 0)
	language.Sort(people, func(r outbox.Receiver) string { return r.DisplayName })
	return people, debts, err
}

// shown is a person with how much they owe.
func shown(receiver outbox.Receiver, debts []models.Debt) view.Owing {
	owing := view.Owing{UserID: receiver.UserID, Name: receiver.DisplayName, Email: receiver.Email}
	for _, debt := range models.DebtsOf(receiver.Person, debts) {
		if debt.ContributionID != 0 {
			owing.Contributions = append(owing.Contributions, debt.Number)
		} else {
			owing.Reports = append(owing.Reports, debt.Number)
		}
	}
	slices.Sort(owing.Reports)
	return owing
}

// coming lists the next occasions of a round by its rules.
func (d *Desk) coming(round outbox.Running) []models.Occasion {
	if !round.Round.Running() || round.Reopened {
		return nil
	}
	today := language.Today(d.store.Now())
	var coming []models.Occasion
	for _, occasion := range round.Rules.Occasions(round.Opened(), round.Deadline, today.AddDays(comingWithin), models.IsNorwegianHoliday) {
		if !occasion.Day.Before(today) && len(coming) < comingMany {
			coming = append(coming, occasion)
		}
	}
	return coming
}

// Text gives the text of a kind of mail with what each person would be sent
// now. typed is a text that has not been saved; it may be nil.
func (d *Desk) Text(ctx context.Context, planID int64, period models.Quarter, kind models.MailKind, userID int64, typed *models.MailText) (view.TextPage, error) {
	if !kind.Valid() {
		return view.TextPage{}, models.NotFound()
	}
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return view.TextPage{}, err
	}
	texts, err := d.outbox.Texts(ctx, planID)
	if err != nil {
		return view.TextPage{}, err
	}
	in := view.TextPage{Round: round.Round, Kind: kind, Text: texts[kind], On: round.Rules.On(kind), Own: !texts[kind].UpdatedAt.IsZero()}
	if typed != nil {
		in.Text = *typed
		if err := in.Text.Check(); err != nil {
			return in, err
		}
	}
	people, debts, err := d.people(ctx, round)
	if err != nil {
		return in, err
	}
	for _, receiver := range outbox.Concerned(round, kind, people, debts) {
		letter, there := d.outbox.Preview(round, in.Text, receiver, debts)
		if !there {
			continue
		}
		in.People = append(in.People, shown(receiver, debts))
		if in.Letter == nil || receiver.UserID == userID {
			in.Letter, in.Chosen = &letter, receiver.UserID
		}
	}
	return in, nil
}

// Mail gives one mail of a round's log. One that waits is shown as it would be
// sent now.
func (d *Desk) Mail(ctx context.Context, planID int64, period models.Quarter, id int64) (view.MailPage, error) {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return view.MailPage{}, err
	}
	logged, err := d.mail(ctx, round.ID, id)
	if err != nil {
		return view.MailPage{}, err
	}
	in := view.MailPage{Round: round.Round, Mail: logged}
	if logged.Body == "" && logged.State != models.MailCancelled {
		written, err := d.outbox.Write(ctx, logged.Mail)
		if err != nil {
			return in, err
		}
		in.WouldCancel = written.Cancel
		if written.Cancel == models.OutcomeNone {
			in.Mail.Subject, in.Mail.Body = written.Letter.Subject, written.Letter.Text()
		}
	}
	return in, nil
}

// may tells whether the person coordinates the round.
func may(person models.Person, round outbox.Running) error {
	if !person.May(models.RunRounds) || !person.InPlan(round.CoordinatorID).May(models.RunRounds) {
		return models.Forbidden()
	}
	return nil
}

// SaveRules keeps when the reminders of a plan are sent.
func (d *Desk) SaveRules(ctx context.Context, person models.Person, planID int64, period models.Quarter, rules models.ReminderRules) error {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return err
	}
	if err := may(person, round); err != nil {
		return err
	}
	if err := rules.Check(); err != nil {
		return err
	}
	rules.PlanID = planID
	return d.keepRules(ctx, store.ActorOf(person), round, rules)
}

// SaveText keeps the text of a kind of mail for a plan.
func (d *Desk) SaveText(ctx context.Context, person models.Person, planID int64, period models.Quarter, text models.MailText) error {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return err
	}
	if err := may(person, round); err != nil {
		return err
	}
	if !text.Kind.Valid() {
		return models.NotFound()
	}
	if err := text.Check(); err != nil {
		return err
	}
	text.PlanID, text.UpdatedBy = planID, &person.UserID
	return d.keepText(ctx, store.ActorOf(person), round, text)
}

// ResetText gives a kind of mail its first text back.
func (d *Desk) ResetText(ctx context.Context, person models.Person, planID int64, period models.Quarter, kind models.MailKind) error {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return err
	}
	if err := may(person, round); err != nil {
		return err
	}
	return d.dropText(ctx, store.ActorOf(person), round, kind)
}

// Extra reminds everybody who owes something, now. It tells how many.
func (d *Desk) Extra(ctx context.Context, person models.Person, planID int64, period models.Quarter) (int, error) {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return 0, err
	}
	return d.outbox.Extra(ctx, person, round)
}

// Retry puts a mail that failed, or may not have arrived, back into the queue.
func (d *Desk) Retry(ctx context.Context, person models.Person, planID int64, period models.Quarter, id int64) error {
	return d.move(ctx, person, planID, period, id, "mail.retry", []models.MailState{models.MailFailed, models.MailUncertain},
		map[string]any{"state": models.MailQueued, "outcome": "", "last_error": "", "attempts": 0, "handed_at": nil, "next_attempt_at": d.store.Now()})
}

// Cancel takes a mail out of the queue before it is sent, or puts aside one
// that failed.
func (d *Desk) Cancel(ctx context.Context, person models.Person, planID int64, period models.Quarter, id int64) error {
	return d.move(ctx, person, planID, period, id, "mail.cancel", []models.MailState{models.MailQueued, models.MailFailed, models.MailUncertain},
		map[string]any{"state": models.MailCancelled, "outcome": models.OutcomeByHand})
}

func (d *Desk) move(ctx context.Context, person models.Person, planID int64, period models.Quarter, id int64, action string, from []models.MailState, changes map[string]any) error {
	round, err := d.outbox.RoundOf(ctx, planID, period)
	if err != nil {
		return err
	}
	if err := may(person, round); err != nil {
		return err
	}
	return d.changeMail(ctx, store.ActorOf(person), round, id, action, from, changes)
}

// Test puts a mail from an administrator to themselves into the queue.
func (d *Desk) Test(ctx context.Context, person models.Person) (int64, error) {
	if !person.May(models.ManageUsers) {
		return 0, models.Forbidden()
	}
	mail := d.outbox.TestMail(person.UserID)
	err := d.keepTest(ctx, person, &mail)
	return mail.ID, err
}
