package outbox

import (
	"time"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// How long a notice waits, so that what is decided meanwhile comes in the same
// mail.
const (
	returnedWaits = 5 * time.Minute
	clearedWaits  = 30 * time.Minute
)

// mostRaces bounds how often a notice is tried when others write to the same
// mail at the same time.
const mostRaces = 8

// Decided puts a notice about a report into the queue, in the transaction of
// the decision: for who submitted it, or, when that user is shut out, for the
// ministry's reporters. by is who decided, and is not told.
func (o *Outbox) Decided(tx *store.Tx, by models.Person, reportID int64, action models.ReportAction) error {
	var kind models.MailKind
	wait := clearedWaits
	switch action {
	case models.ClearReport:
		kind = models.MailCleared
	case models.ReturnReport:
		kind, wait = models.MailReturned, returnedWaits
	default:
		return nil
	}
	report, err := decidedReport(tx, reportID)
	if err != nil || !report.rules().On(kind) {
		return err
	}
	receivers, err := noticeReceivers(tx, report)
	if err != nil {
		return err
	}
	item := models.MailItem{ReportID: reportID, At: tx.Now()}
	if kind == models.MailReturned {
		item.Comment = report.ReturnComment
		if report.ReturnedAt != nil {
			item.At = *report.ReturnedAt
		}
	}
	for _, receiver := range receivers {
		if receiver.ID == by.UserID {
			continue
		}
		notice := models.Mail{
			PlanID: &report.PlanID, RoundID: &report.RoundID, UserID: receiver.ID, Kind: kind, Day: language.Today(tx.Now()),
			ToAddress: receiver.Email, State: models.MailQueued, NextAttemptAt: tx.Now().Add(wait), CreatedAt: tx.Now(),
			Items: models.List[models.MailItem]{item},
		}
		if receiver.Email == "" {
			notice.State, notice.Outcome = models.MailFailed, models.OutcomeNoAddress
		}
		if err := o.keepNotice(tx, notice); err != nil {
			return err
		}
	}
	return nil
}

// joined is a mail with what another one tells of besides. A later decision
// about the same report takes the place of the earlier.
func joined(there, more models.List[models.MailItem]) models.List[models.MailItem] {
	var items models.List[models.MailItem]
	for _, item := range there {
		if item.ReportID != more[0].ReportID || item.Question != more[0].Question {
			items = append(items, item)
		}
	}
	return append(items, more...)
}
