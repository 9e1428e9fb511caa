package outbox

import (
	"context"
	"time"

	"tiltak/models"
	view "tiltak/views/notify"
)

// Written is a mail as it would be sent now, or why it is not to be sent.
type Written struct {
	To     string
	Letter view.Letter
	// Cancel says why the mail is not to be sent; Fail why it cannot be.
	Cancel models.MailOutcome
	Fail   models.MailOutcome
}

// Write writes a mail from how things stand at this moment: what has been
// delivered since it was planned is not in it, and when nothing is left the
// mail is to be cancelled.
func (o *Outbox) Write(ctx context.Context, mail models.Mail) (Written, error) {
	if mail.Kind == models.MailTest {
		return o.writeTest(ctx, mail)
	}
	about, err := o.about(ctx, mail)
	if err != nil {
		return Written{}, err
	}
	if cancel := about.cancel(mail); cancel != models.OutcomeNone {
		return Written{Cancel: cancel}, nil
	}
	written := Written{To: about.Email}
	if about.Email == "" {
		written.Fail = models.OutcomeNoAddress
	}
	if mail.Kind.Newsletter() {
		return o.writeQuestions(ctx, mail, about, written)
	}
	if mail.Kind.Notice() {
		return o.writeNotice(ctx, mail, about, written)
	}
	debts, err := o.Debts(ctx, about.Round.ID)
	if err != nil {
		return Written{}, err
	}
	receivers, err := o.Receivers(ctx, mail.UserID)
	if err != nil {
		return Written{}, err
	}
	var owed []models.Debt
	if len(receivers) == 1 {
		owed = owedBy(about.Running, mail.Kind, receivers[0], debts)
	}
	if len(owed) == 0 {
		return Written{Cancel: models.OutcomeOwesNothing}, nil
	}
	written.Letter = o.letters.reminder(about.Occasioned, about.text(o.letters, mail.Kind), about.DisplayName, owed, o.today())
	return written, nil
}

// about is what is known of the round and the receiver of a mail.
type about struct {
	Running
	Email       string
	DisplayName string
	Disabled    bool
	Superseded  bool // a later digest of the round is there for the same person
	Subject     string
	Body        string
}

func (a about) text(l letters, kind models.MailKind) models.MailText {
	if a.Body == "" {
		return l.defaultText(a.PlanID, kind)
	}
	return models.MailText{PlanID: a.PlanID, Kind: kind, Subject: a.Subject, Body: a.Body}
}

// cancel tells why a mail is not to be sent, if it is not.
func (a about) cancel(mail models.Mail) models.MailOutcome {
	switch {
	case a.Disabled:
		return models.OutcomeShutOut
	case !a.Running.Rules.On(mail.Kind):
		return models.OutcomeTurnedOff
	case mail.Kind == models.MailCleared, mail.Kind.Newsletter():
		return models.OutcomeNone // is told after the round has closed too
	case !a.Round.Running():
		return models.OutcomeRoundClosed
	case a.Superseded && mail.Kind.Digest():
		return models.OutcomeSuperseded
	}
	return models.OutcomeNone
}

// writeNotice writes what was decided about a person's reports and still
// stands.
func (o *Outbox) writeNotice(ctx context.Context, mail models.Mail, about about, written Written) (Written, error) {
	decisions, err := o.standing(ctx, mail)
	if err != nil {
		return Written{}, err
	}
	if len(decisions) == 0 {
		return Written{Cancel: models.OutcomeUndone}, nil
	}
	written.Letter = o.letters.notice(about.Occasioned, about.text(o.letters, mail.Kind), about.DisplayName, decisions, o.today())
	return written, nil
}

// Preview writes the mail of a kind that a person would be sent now, with a
// text that need not have been saved. There is none when there is nothing to
// tell.
func (o *Outbox) Preview(round Running, text models.MailText, receiver Receiver, debts []models.Debt) (view.Letter, bool) {
	owed := owedBy(round, text.Kind, receiver, debts)
	if text.Kind.Notice() {
		return o.previewNotice(round, text, receiver, debts)
	}
	if len(owed) == 0 {
		return view.Letter{}, false
	}
	return o.letters.reminder(round.Occasioned, text, receiver.DisplayName, owed, o.today()), true
}

// previewNotice shows a notice about a report that the receiver leads, with
// words where the decision would stand.
func (o *Outbox) previewNotice(round Running, text models.MailText, receiver Receiver, debts []models.Debt) (view.Letter, bool) {
	for _, debt := range models.DebtsOf(receiver.Person, debts) {
		if debt.ContributionID != 0 {
			continue
		}
		if text.Kind.Newsletter() { // shown to a ministry; the answer goes to who asked
			q := asked{Number: debt.Number, Title: debt.Title, Confirmed: debt.Confirmed}
			return o.letters.questions(round.Occasioned, text, receiver.DisplayName, []asked{q}, o.today()), text.Kind == models.MailQuestion
		}
		d := decided{Number: debt.Number, Title: debt.Title, Confirmed: debt.Confirmed}
		d.ReportID = debt.ReportID
		if text.Kind == models.MailReturned {
			d.Comment = o.letters.printer.T("reminders.letter.comment_here")
		}
		return o.letters.notice(round.Occasioned, text, receiver.DisplayName, []decided{d}, o.today()), true
	}
	return view.Letter{}, false
}

// TestMail makes a mail that tests whether mails arrive. It is sent at once by
// whoever made it; its turn in the queue comes later.
func (o *Outbox) TestMail(userID int64) models.Mail {
	return models.Mail{
		UserID: userID, Kind: models.MailTest, Day: o.today(), State: models.MailQueued,
		NextAttemptAt: o.store.Now().Add(time.Minute), MessageID: o.newMessageID(), CreatedAt: o.store.Now(),
	}
}

func (o *Outbox) writeTest(ctx context.Context, mail models.Mail) (Written, error) {
	receiver, err := o.user(ctx, mail.UserID)
	if err != nil {
		return Written{}, err
	}
	switch {
	case receiver.DisabledAt != nil:
		return Written{Cancel: models.OutcomeShutOut}, nil
	case receiver.Email == "":
		return Written{Fail: models.OutcomeNoAddress}, nil
	}
	t := o.letters.printer.T
	return Written{To: receiver.Email, Letter: view.Letter{
		Subject: t("reminders.test.subject"), Language: o.letters.printer.Language,
		Parts: []view.Part{
			{Lines: []view.Line{{{Text: t("reminders.test.body", "Name", receiver.DisplayName)}}}},
			{Lines: []view.Line{{{Text: o.setup.PublicURL, URL: o.setup.PublicURL}}}},
		},
	}}, nil
}
