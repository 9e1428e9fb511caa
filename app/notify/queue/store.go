package queue

import (
	"context"
	"errors"

	"tiltak/app/store"
	"tiltak/models"
)

// The state is asked twice: whoever waited for another sender's claim finds it
// changed.
const (
	claimBeginning = `UPDATE mails SET state = 'sending', claim = @claim, lease_until = @until, handed_at = NULL, attempts = attempts + 1
		WHERE state = 'queued' AND id = (`
	claimEnd = `) RETURNING *`
	longest  = `SELECT id FROM mails WHERE state = 'queued' AND next_attempt_at <= @now ORDER BY next_attempt_at, id LIMIT 1`
)

// Claim takes the mail that has waited longest, or none. The claim stands when
// it returns: no other sender has the mail until the lease ends.
func (q *Queue) Claim(ctx context.Context) (*models.Mail, error) {
	choice := longest
	if q.store.Dialect() == store.PostgreSQL {
		choice += " FOR UPDATE SKIP LOCKED"
	}
	return q.take(ctx, claimBeginning+choice+claimEnd, 0)
}

// ClaimOne takes one mail, if it is in the queue.
func (q *Queue) ClaimOne(ctx context.Context, id int64) (*models.Mail, error) {
	return q.take(ctx, claimBeginning+"@id"+claimEnd, id)
}

func (q *Queue) take(ctx context.Context, statement string, id int64) (*models.Mail, error) {
	now := q.store.Now()
	args := map[string]any{"claim": randomWord(), "until": now.Add(q.lease), "now": now, "id": id}
	var mails []models.Mail
	if err := q.store.Read(ctx).Raw(statement, args).Scan(&mails).Error; err != nil {
		return nil, store.TranslateError(err, "take a mail")
	}
	if len(mails) == 0 {
		return nil, nil //nolint:nilnil // an empty queue is an answer
	}
	return &mails[0], nil
}

// Recover puts back what a sender took and never began to hand over. What it
// had begun to hand over may have arrived: that is for a person to decide. It
// tells how many those are.
func (q *Queue) Recover(ctx context.Context) (uncertain int64, err error) {
	now := q.store.Now()
	err = q.store.Read(ctx).Exec(`UPDATE mails SET state = 'queued', claim = '', lease_until = NULL
		WHERE state = 'sending' AND lease_until < ? AND handed_at IS NULL`, now).Error
	if err != nil {
		return 0, store.TranslateError(err, "take back mails")
	}
	done := q.store.Read(ctx).Exec(`UPDATE mails SET state = 'uncertain', outcome = ?, claim = '', lease_until = NULL
		WHERE state = 'sending' AND lease_until < ?`, models.OutcomeLost, now)
	return done.RowsAffected, store.TranslateError(done.Error, "mark uncertain mails")
}

var errNotHeld = errors.New("the mail is no longer this sender's")

// Hand notes what is about to be said to the mail server. Only after it has
// returned may the mail be handed over.
func (q *Queue) Hand(ctx context.Context, mail models.Mail) error {
	done := q.store.Read(ctx).Exec(`UPDATE mails SET handed_at = ?, to_address = ?, subject = ?, body = ?
		WHERE id = ? AND state = 'sending' AND claim = ? AND lease_until > ?`,
		q.store.Now(), mail.ToAddress, mail.Subject, mail.Body, mail.ID, mail.Claim, q.store.Now())
	if done.Error == nil && done.RowsAffected == 0 {
		return models.Wrap(errNotHeld, "hand over a mail")
	}
	return store.TranslateError(done.Error, "hand over a mail")
}

func (q *Queue) settle(ctx context.Context, mail models.Mail, p put) error {
	next := mail.NextAttemptAt
	if p.next != nil {
		next = *p.next
	}
	done := q.store.Read(ctx).Exec(`UPDATE mails SET state = ?, outcome = ?, last_error = ?, next_attempt_at = ?, sent_at = ?, claim = '', lease_until = NULL
		WHERE id = ? AND state = 'sending' AND claim = ?`, p.state, p.outcome, p.reason, next, p.sent, mail.ID, mail.Claim)
	if done.Error == nil && done.RowsAffected == 0 {
		return models.Wrap(errNotHeld, "settle a mail")
	}
	return store.TranslateError(done.Error, "settle a mail")
}

// Reachable lets mails that wait because the mail server did not answer be
// tried at once: it answers again.
func (q *Queue) Reachable(ctx context.Context) error {
	now := q.store.Now()
	err := q.store.Read(ctx).Exec(`UPDATE mails SET next_attempt_at = ? WHERE state = 'queued' AND outcome = ? AND next_attempt_at > ?`,
		now, models.OutcomeUnreachable, now).Error
	return store.TranslateError(err, "let mails go on")
}
