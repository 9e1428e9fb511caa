// Package queue is the queue of mails that all nodes share. A mail is taken by
// one sender at a time, on a lease; what became of it is written by that sender
// alone. A sender that dies before it talked to the mail server loses nothing;
// one that dies after leaves a mail that nobody sends again by itself.
package queue

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"time"

	"tiltak/app/store"
	"tiltak/models"
)

// Queue is the queue of a store.
type Queue struct {
	store *store.Store
	lease time.Duration
}

// New makes the queue of a store. lease is how long a sender may keep a mail:
// longer than handing it over can take.
func New(s *store.Store, lease time.Duration) *Queue { return &Queue{store: s, lease: lease} }

// Put says how a mail is changed, by the sender that holds it.
type put struct {
	state   models.MailState
	outcome models.MailOutcome
	reason  string // what the mail server said
	next    *time.Time
	sent    *time.Time
}

// Sent notes that the mail server has taken the mail.
func (q *Queue) Sent(ctx context.Context, mail models.Mail) error {
	now := q.store.Now()
	return q.settle(ctx, mail, put{state: models.MailSent, sent: &now})
}

// Later puts the mail back for another attempt, or gives up after enough of
// them. It tells which.
func (q *Queue) Later(ctx context.Context, mail models.Mail, outcome models.MailOutcome, reason string) (gaveUp bool, err error) {
	wait, again := models.NextMailAttempt(mail.Attempts)
	if !again {
		return true, q.settle(ctx, mail, put{state: models.MailFailed, outcome: models.OutcomeGaveUp, reason: reason})
	}
	next := q.store.Now().Add(wait)
	return false, q.settle(ctx, mail, put{state: models.MailQueued, outcome: outcome, reason: reason, next: &next})
}

// Failed notes that the mail cannot be sent as it is.
func (q *Queue) Failed(ctx context.Context, mail models.Mail, outcome models.MailOutcome, reason string) error {
	return q.settle(ctx, mail, put{state: models.MailFailed, outcome: outcome, reason: reason})
}

// Uncertain notes that the mail server may have taken the mail.
func (q *Queue) Uncertain(ctx context.Context, mail models.Mail, reason string) error {
	return q.settle(ctx, mail, put{state: models.MailUncertain, outcome: models.OutcomeLost, reason: reason})
}

// Cancelled notes why the mail is no longer to be sent.
func (q *Queue) Cancelled(ctx context.Context, mail models.Mail, outcome models.MailOutcome) error {
	return q.settle(ctx, mail, put{state: models.MailCancelled, outcome: outcome})
}

func randomWord() string {
	var random [12]byte
	_, _ = rand.Read(random[:]) // never fails
	return hex.EncodeToString(random[:])
}
