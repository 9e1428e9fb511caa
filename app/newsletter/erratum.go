package newsletter

import (
	"context"
	"strings"
	"unicode/utf8"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Correct begins an erratum of a quarter's frozen newsletter: a draft with the
// next number that starts as the frozen one stands. The frozen one stays what is
// read until the erratum is frozen too.
func (d *Desk) Correct(ctx context.Context, person models.Person, planID int64, period models.Quarter, reason string) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	reason = strings.Join(strings.Fields(models.CleanText(reason)), " ")
	var problems models.Problems
	if reason == "" {
		problems.Add("reason", "newsletter.problem.erratum_reason")
	}
	if utf8.RuneCountInString(reason) > models.MaxReason {
		problems.Add("reason", "newsletter.problem.text_too_long", "Most", models.MaxReason)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	frozen, err := d.find(ctx, planID, period)
	if err != nil {
		return err
	}
	if frozen.State != models.IssueFrozen {
		return models.NewError(models.KindState, "newsletter.problem.erratum_running")
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // an unfrozen issue stands on no kept page
		return correct(tx, person, frozen, reason)
	})
}

// Discard puts a draft erratum away, at the revision that was seen. What was saved
// of it stays in the database; what a ministry was asked about it is withdrawn. A
// revision that somebody else has made since is a conflict.
func (d *Desk) Discard(ctx context.Context, person models.Person, planID int64, period models.Quarter, seen int) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	issue, err := d.find(ctx, planID, period)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		o, err := open(tx, person, issue.ID)
		if err != nil {
			return err
		}
		return o.discard(seen)
	})
}

// Publish marks a frozen newsletter as published at an address.
func (d *Desk) Publish(ctx context.Context, person models.Person, planID int64, ref models.IssueRef, address string, on models.Date) error {
	if !person.May(models.EditNewsletter) {
		return models.Forbidden()
	}
	address = strings.TrimSpace(address)
	var problems models.Problems
	if !models.ValidWebAddress(address) {
		problems.Add("address", "newsletter.problem.publish_address")
	}
	if on.IsZero() || on.After(models.DateOf(d.store.Now(), language.Oslo)) {
		problems.Add("on", "newsletter.problem.publish_day")
	}
	if err := problems.Err(); err != nil {
		return err
	}
	loaded, err := d.load(ctx, planID, ref, false)
	if err != nil {
		return err
	}
	if loaded.Issue.State != models.IssueFrozen {
		return models.NewError(models.KindState, "newsletter.problem.publish_draft")
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		return publish(tx, person, loaded, models.IssuePublication{
			IssueID: loaded.Issue.ID, Address: address, PublishedOn: on, MarkedBy: person.UserID, MarkedAt: tx.Now(),
		})
	})
}
