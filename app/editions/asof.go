package editions

import (
	"context"

	"tiltak/models"
)

// Seen says what the one who asks may see of a state.
type Seen struct {
	Unpublishable bool // what is not for publication
	// RunningRound is what is cleared in the round that runs. Who may see it gets
	// the same for a day whether they ask while the round runs or years after.
	RunningRound bool
}

// AsOf gives a plan as asked for: now, as an edition has it, or as it was
// cleared by the end of a day in Oslo, with contributions and events. today is
// the day in Oslo.
//
// What is not an edition has no Revision; its Ref is then the edition that was
// the newest at that time, zero before the first, and Previous is that edition.
func (r *Reader) AsOf(ctx context.Context, planID int64, asOf models.AsOf, today models.Date, seen Seen) (Edition, error) {
	if !asOf.Edition.IsZero() {
		return r.Load(ctx, planID, asOf.Edition, seen.Unpublishable)
	}
	snapshot, previous, err := r.State(ctx, planID, asOf.Date, today, LiveOptions{IncludeOpenRound: seen.RunningRound, Complete: true})
	if err != nil {
		return Edition{}, err
	}
	if !seen.Unpublishable {
		snapshot = snapshot.Public()
	}
	state := Edition{Snapshot: snapshot, Previous: previous, Newest: true}
	if previous != nil {
		state.Ref = previous.Edition
	}
	return state, nil
}

// Day gives what papers of a day are made from: what was cleared when it ended,
// for publication and with signed contributions, and what vouches for the
// edition that then was the newest (nil before the first; without payloads).
// answering tells that the recommendations belong to it too. It costs five
// queries at most.
func (r *Reader) Day(ctx context.Context, planID int64, day, today models.Date, answering bool) (models.Snapshot, *Edition, error) {
	snapshot, newest, err := r.state(ctx, planID, day, today, LiveOptions{IncludeOpenRound: true, ForPapers: true, Answering: answering})
	if err != nil || newest.Payload == "" {
		return snapshot, nil, err
	}
	return snapshot, &Edition{
		Ref: models.EditionRef{Period: newest.Period, Revision: newest.Number},
		Revision: models.EditionRevision{
			PlanID: planID, Number: newest.Number, Kind: newest.Kind, Reason: newest.Reason, StatusDate: newest.StatusDate,
			MadeAt: newest.NewestAt.UTC(), PublicHash: newest.PayloadHash, Hash: newest.Hash,
		},
	}, nil
}

// checkDay refuses days that there is nothing to say about.
func checkDay(day, today models.Date, plan models.PlanFacts) error {
	if day.IsZero() {
		return nil
	}
	switch {
	case day.After(today):
		return models.NewError(models.KindInvalid, "error.day_to_come", "Date", day, "Today", today)
	case day.Before(plan.Begins()):
		return models.NewError(models.KindInvalid, "error.day_before_plan", "Date", day, "Begins", plan.Begins())
	}
	return nil
}
