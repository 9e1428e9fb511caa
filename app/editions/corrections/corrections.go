// Package corrections changes what is closed: it opens a round again, opens one
// report for correction, and makes errata. Nothing that was frozen is touched:
// every change makes a new revision, with a reason.
package corrections

import (
	"context"

	"tiltak/app/editions"
	"tiltak/app/rounds"
	"tiltak/app/store"
	"tiltak/models"
)

// Desk is the coordinator's desk for corrections.
type Desk struct {
	store  *store.Store
	reader *editions.Reader
	rounds *rounds.Rounds
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store) *Desk {
	return &Desk{store: s, reader: editions.NewReader(s), rounds: rounds.NewRounds(s)}
}

// Round gives a round of a plan and the newest round after it, if there is one.
// It costs two queries.
func (d *Desk) Round(ctx context.Context, planID int64, period models.Quarter) (models.Round, models.Quarter, error) {
	round, err := d.round(ctx, planID, period)
	if err != nil {
		return round, models.Quarter{}, err
	}
	later, err := d.later(ctx, round)
	return round, later, err
}
