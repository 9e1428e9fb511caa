package outbox

import (
	"context"
	"errors"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Plan puts the mails that are due now into the queue. Any number of nodes may
// plan at once: an occasion is planned once.
func (o *Outbox) Plan(ctx context.Context) error {
	rounds, err := runningRounds(o.store.Read(ctx), "rd.state IN ('open', 'in_review')")
	if err != nil {
		return err
	}
	for _, round := range rounds {
		if err := o.planRound(ctx, round); err != nil {
			return err
		}
	}
	return nil
}

func (o *Outbox) planRound(ctx context.Context, round Running) error {
	if round.Reopened || o.store.Now().In(language.Oslo).Hour() < round.Rules.Hour {
		return nil
	}
	due := round.Rules.Due(round.Opened(), round.Deadline, o.today(), models.IsNorwegianHoliday)
	if len(due) == 0 {
		return nil
	}
	planned, err := o.plannedOccasions(ctx, round.ID)
	if err != nil {
		return err
	}
	for _, occasion := range due {
		if planned[occasion] {
			continue
		}
		if _, err := o.planOccasion(ctx, actor(), round, occasion); err != nil && !errors.Is(err, errPlanned) {
			return err
		}
	}
	return nil
}

// planOccasion writes a mail for each person who is to have one.
func (o *Outbox) planOccasion(ctx context.Context, who store.Actor, round Running, occasion models.Occasion) (int, error) {
	debts, err := o.Debts(ctx, round.ID)
	if err != nil {
		return 0, err
	}
	receivers, err := o.Receivers(ctx, everybody)
	if err != nil {
		return 0, err
	}
	var mails []models.Mail
	for _, receiver := range Concerned(round, occasion.Kind, receivers, debts) {
		mails = append(mails, o.newMail(round, receiver, occasion))
	}
	return len(mails), o.keepPlanned(ctx, who, round, occasion, mails)
}

// everybody is asked for instead of one user.
const everybody = 0

// Concerned gives who is to have a mail of a kind as things stand: those who
// owe something, or the plan's coordinators when anything is lacking.
func Concerned(round Running, kind models.MailKind, receivers []Receiver, debts []models.Debt) []Receiver {
	var concerned []Receiver
	for _, receiver := range receivers {
		if len(owedBy(round, kind, receiver, debts)) > 0 {
			concerned = append(concerned, receiver)
		}
	}
	return concerned
}

// owedBy gives what a mail of a kind to a person is about.
func owedBy(round Running, kind models.MailKind, receiver Receiver, debts []models.Debt) []models.Debt {
	if kind != models.MailEscalation {
		return models.DebtsOf(receiver.Person, debts)
	}
	if !receiver.InPlan(round.CoordinatorID).May(models.RunRounds) {
		return nil
	}
	return debts
}

// newMail makes a mail for the queue. One without an address is told as failed
// at once, so that somebody sees it.
func (o *Outbox) newMail(round Running, receiver Receiver, occasion models.Occasion) models.Mail {
	planID, roundID := round.PlanID, round.ID
	mail := models.Mail{
		PlanID: &planID, RoundID: &roundID, UserID: receiver.UserID, Kind: occasion.Kind, Day: occasion.Day,
		ToAddress: receiver.Email, State: models.MailQueued, NextAttemptAt: o.store.Now(), MessageID: o.newMessageID(), CreatedAt: o.store.Now(),
	}
	if receiver.Email == "" {
		mail.State, mail.Outcome = models.MailFailed, models.OutcomeNoAddress
	}
	return mail
}

// Extra puts a reminder to everybody who owes something into the queue now,
// once a day. It tells to how many.
func (o *Outbox) Extra(ctx context.Context, person models.Person, round Running) (int, error) {
	if !person.May(models.RunRounds) || !person.InPlan(round.CoordinatorID).May(models.RunRounds) {
		return 0, models.Forbidden()
	}
	if !round.Running() {
		return 0, models.NewError(models.KindState, "reminders.problem.not_running")
	}
	count, err := o.planOccasion(ctx, store.ActorOf(person), round, models.Occasion{Kind: models.MailExtra, Day: o.today()})
	if errors.Is(err, errPlanned) {
		return 0, models.NewError(models.KindState, "reminders.problem.sent_today")
	}
	return count, err
}
