package corrections

import (
	"context"

	"tiltak/app/editions"
	"tiltak/app/rounds"
	"tiltak/app/store"
	"tiltak/models"
)

// Erratum is what an erratum of an edition would tell.
type Erratum struct {
	Round   models.Round
	Edition editions.Edition // the newest revision, whole
	Next    models.Snapshot  // what the next one would tell
	Seen    string           // names both, for the form
}

// Changed tells whether there is anything to correct.
func (e Erratum) Changed() (bool, error) {
	next := e.Next
	next.Edition = e.Edition.Snapshot.Edition
	was, err := e.Edition.Snapshot.Encode()
	if err != nil {
		return false, err
	}
	is, err := next.Encode()
	return was != is, err
}

// seen names the revision that is corrected and what would take its place.
func (e Erratum) seen() (string, error) {
	text, err := e.Next.Encode()
	return models.HashText(e.Edition.Revision.Hash + text), err
}

// Draft gives what an erratum of a quarter's edition would tell now. An edition
// whose round runs again cannot be corrected: it gets its next revision when
// the round closes.
func (d *Desk) Draft(ctx context.Context, planID int64, period models.Quarter) (Erratum, error) {
	e, err := d.begin(ctx, planID, period)
	if err != nil {
		return e, err
	}
	if e.Next, err = d.reader.Standing(ctx, e.Round, e.Edition.Revision.StatusDate); err != nil {
		return e, err
	}
	e.Seen, err = e.seen()
	return e, err
}

// begin gives the edition without what would take its place, in two queries.
func (d *Desk) begin(ctx context.Context, planID int64, period models.Quarter) (Erratum, error) {
	var e Erratum
	var err error
	if e.Round, err = d.round(ctx, planID, period); err != nil {
		return e, err
	}
	if e.Round.State != models.RoundClosed {
		return e, models.NewError(models.KindState, "corrections.problem.running")
	}
	e.Edition, err = d.reader.Load(ctx, planID, models.EditionRef{Period: period}, true)
	return e, err
}

// Make makes the erratum of an edition: the next revision of it, from what now
// stands. seen names what the coordinator was shown; when something else stands
// by now, it is a conflict. Where nothing differs, it is refused.
func (d *Desk) Make(ctx context.Context, person models.Person, planID int64, period models.Quarter, reason, seen string) (models.EditionRevision, error) {
	var made models.EditionRevision
	if !person.May(models.RunRounds) {
		return made, models.Forbidden()
	}
	if err := rounds.CheckReason(reason); err != nil {
		return made, err
	}
	e, err := d.begin(ctx, planID, period)
	if err != nil {
		return made, err
	}
	err = d.store.Write(ctx, func(tx *store.Tx) error {
		plan, err := hold(tx, e.Round)
		if err != nil {
			return err
		}
		if !person.InPlan(plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		if e.Next, err = editions.StandingIn(tx, e.Round, e.Edition.Revision.StatusDate); err != nil {
			return err
		}
		now, err := e.seen()
		if err != nil {
			return err
		}
		if seen != now {
			return models.NewError(models.KindConflict, "corrections.problem.changed_since")
		}
		changed, err := e.Changed()
		if err != nil {
			return err
		}
		if !changed {
			return models.NewError(models.KindState, "corrections.problem.nothing_changed")
		}
		err = tx.Record(store.ActorOf(person), "edition.correct", "edition", e.Edition.Ref, plan.Code, nil, map[string]any{"reason": reason, "period": period})
		if err != nil {
			return err
		}
		made, err = editions.Make(tx, store.ActorOf(person), e.Round, models.EditionErratum, reason)
		return err
	})
	return made, err
}
