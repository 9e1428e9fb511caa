// Package calendar gives each person the days of deadlines and milestones as a
// calendar that other programs subscribe to, by a secret address.
package calendar

import (
	"context"

	"tiltak/app/access"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Feeds keeps the secret addresses and what is read at them.
type Feeds struct {
	store  *store.Store
	reader *editions.Reader
}

// NewFeeds makes the feeds of a store.
func NewFeeds(s *store.Store, reader *editions.Reader) *Feeds {
	return &Feeds{store: s, reader: reader}
}

// Renew gives a person a new secret. The one before is worth nothing from now
// on.
func (f *Feeds) Renew(ctx context.Context, person models.Person) (string, error) {
	secret := access.NewSecret()
	err := f.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := revoke(tx, person.UserID); err != nil {
			return err
		}
		feed := models.CalendarFeed{UserID: person.UserID, SecretHash: models.HashText(secret), CreatedAt: tx.Now()}
		if err := tx.Create(&feed).Error; err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "calendar.renew", "calendar", feed.ID, "", nil, nil)
	})
	return secret, err
}

// Revoke makes a person's secret worth nothing.
func (f *Feeds) Revoke(ctx context.Context, person models.Person) error {
	return f.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		feed, err := current(tx.DB, person.UserID)
		if err != nil {
			return err
		}
		if feed == nil {
			return models.NewError(models.KindState, "calendar.problem.none")
		}
		if err := revoke(tx, person.UserID); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "calendar.revoke", "calendar", feed.ID, "", nil, nil)
	})
}

// Current gives a person's feed, or nil. It costs one query.
func (f *Feeds) Current(ctx context.Context, person models.Person) (*models.CalendarFeed, error) {
	return current(f.store.Read(ctx), person.UserID)
}

// Content is what a calendar shows.
type Content struct {
	Person   models.Person
	Plan     models.Name
	PlanCode string // empty for the default plan
	Entries  []models.CalendarEntry
	Example  bool // eksempeldata
}

// Read gives what the holder of a secret sees of a plan: no more than on the
// pages. A secret that is no good, or of somebody who is shut out, is a
// not-found error. It costs six queries.
func (f *Feeds) Read(ctx context.Context, secret, planCode string) (Content, error) {
	today := language.Today(f.store.Now())
	holder, err := holderOf(f.store.Read(ctx), models.HashText(secret), planCode, today)
	if err != nil {
		return Content{}, err
	}
	content := Content{Person: holder.person, PlanCode: planCode}
	live, _, err := f.reader.Live(ctx, holder.planID, today, editions.LiveOptions{IncludeOpenRound: holder.person.May(models.SeeOpenRound)})
	if err != nil {
		return content, err
	}
	content.Plan, content.Example = live.Plan.Title, live.Example
	content.Entries = models.Calendar(live, holder.person)
	return content, nil
}
