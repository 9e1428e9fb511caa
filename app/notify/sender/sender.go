// Package sender hands over what is in the queue, mail by mail, as long as the
// node runs.
package sender

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"tiltak/app/notify/outbox"
	"tiltak/app/notify/queue"
	"tiltak/app/notify/smtp"
	"tiltak/models"
	view "tiltak/views/notify"
)

// Lease is how long a sender keeps a mail: longer than the mail server has.
const Lease = 5 * time.Minute

// Every is how often a node looks into the queue.
const Every = 20 * time.Second

// mostAtOnce bounds one round through the queue.
const mostAtOnce = 500

// Outcomes that are counted.
const (
	CountSent      = "sent"
	CountLater     = "later"
	CountFailed    = "failed"
	CountCancelled = "cancelled"
	CountUncertain = "uncertain"
)

// Outcomes lists what is counted.
func Outcomes() []string {
	return []string{CountSent, CountLater, CountFailed, CountCancelled, CountUncertain}
}

// Office plans, writes and sends mails.
type Office struct {
	outbox *outbox.Outbox
	queue  *queue.Queue
	server smtp.Server
	logger *slog.Logger
	count  func(outcome string, mails int64)
}

// New makes the office of a node. count is told of every mail that a sender is
// done with; it may be nil.
func New(o *outbox.Outbox, q *queue.Queue, server smtp.Server, logger *slog.Logger, count func(outcome string, mails int64)) *Office {
	if count == nil {
		count = func(string, int64) {}
	}
	return &Office{outbox: o, queue: q, server: server, logger: logger, count: count}
}

// Run works until the context ends. What has been begun is finished first.
func (o *Office) Run(ctx context.Context) {
	ticker := time.NewTicker(Every)
	defer ticker.Stop()
	for {
		if err := o.Tick(ctx); err != nil && ctx.Err() == nil {
			o.logger.Error("mail", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Tick plans what is due and hands over what is in the queue.
func (o *Office) Tick(ctx context.Context) error {
	uncertain, err := o.queue.Recover(ctx)
	if err != nil {
		return err
	}
	if uncertain > 0 {
		o.count(CountUncertain, uncertain)
		o.logger.Warn("mails that a stopped node may have sent wait for a decision", "mails", uncertain)
	}
	if err := o.outbox.Plan(ctx); err != nil {
		return err
	}
	answered := false
	for range mostAtOnce {
		mail, err := o.queue.Claim(ctx)
		if err != nil || mail == nil {
			return err
		}
		// What has been taken is finished also when the node stops.
		result, err := o.deliver(context.WithoutCancel(ctx), *mail)
		if err != nil {
			return err
		}
		switch {
		case result == smtp.Unreachable:
			return nil // the others would meet the same
		case result == smtp.Sent && !answered:
			answered = true
			if err := o.queue.Reachable(ctx); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			return nil
		}
	}
	return nil
}

// Now hands over one mail that is in the queue, without waiting for its turn.
func (o *Office) Now(ctx context.Context, id int64) error {
	mail, err := o.queue.ClaimOne(ctx, id)
	if err != nil || mail == nil {
		return err
	}
	_, err = o.deliver(context.WithoutCancel(ctx), *mail)
	return err
}

// deliver writes a mail that has been taken, hands it over, and notes what came
// of it.
func (o *Office) deliver(ctx context.Context, mail models.Mail) (smtp.Result, error) {
	written, err := o.outbox.Write(ctx, mail)
	if err != nil {
		return "", err
	}
	switch {
	case written.Cancel != models.OutcomeNone:
		return "", o.counted(CountCancelled, o.queue.Cancelled(ctx, mail, written.Cancel))
	case written.Fail != models.OutcomeNone:
		return "", o.counted(CountFailed, o.queue.Failed(ctx, mail, written.Fail, ""))
	}
	markup, err := markup(ctx, written.Letter)
	if err != nil {
		return "", err
	}
	mail.ToAddress, mail.Subject, mail.Body = written.To, written.Letter.Subject, written.Letter.Text()
	if err := o.queue.Hand(ctx, mail); err != nil {
		return "", err
	}
	result, reason := o.server.Send(ctx, smtp.Message{
		ID: mail.MessageID, To: mail.ToAddress, Subject: mail.Subject, Text: mail.Body, HTML: markup, Date: mail.CreatedAt,
	})
	return result, o.settle(ctx, mail, result, reason)
}

func (o *Office) settle(ctx context.Context, mail models.Mail, result smtp.Result, reason string) error {
	switch result {
	case smtp.Sent:
		return o.counted(CountSent, o.queue.Sent(ctx, mail))
	case smtp.Refused:
		o.logger.Warn("mail refused", "mail", mail.ID)
		return o.counted(CountFailed, o.queue.Failed(ctx, mail, models.OutcomeRefused, reason))
	case smtp.Lost:
		o.logger.Warn("mail uncertain", "mail", mail.ID)
		return o.counted(CountUncertain, o.queue.Uncertain(ctx, mail, reason))
	}
	outcome := models.OutcomeDeferred
	if result == smtp.Unreachable {
		outcome = models.OutcomeUnreachable
	}
	gaveUp, err := o.queue.Later(ctx, mail, outcome, reason)
	if gaveUp {
		o.logger.Warn("mail given up", "mail", mail.ID)
		return o.counted(CountFailed, err)
	}
	return o.counted(CountLater, err)
}

// counted counts an outcome that has been noted.
func (o *Office) counted(outcome string, err error) error {
	if err == nil {
		o.count(outcome, 1)
	}
	return err
}

func markup(ctx context.Context, letter view.Letter) (string, error) {
	var text strings.Builder
	err := view.LetterHTML(letter).Render(ctx, &text)
	return text.String(), err
}
