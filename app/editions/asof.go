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
