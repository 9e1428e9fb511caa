package editions

import (
	"context"

	"tiltak/models"
)

// AsOf gives a plan as asked for: now, as an edition has it, or as it was
// cleared by the end of a day in Oslo. today is the day in Oslo. whole gives
// what is not for publication, contributions and events too.
//
// What is not an edition has no Revision; its Ref is then the edition that was
// the newest at that time, zero before the first, and Previous is that edition.
func (r *Reader) AsOf(ctx context.Context, planID int64, asOf models.AsOf, today models.Date, whole bool) (Edition, error) {
	if !asOf.Edition.IsZero() {
		return r.Load(ctx, planID, asOf.Edition, whole)
	}
	snapshot, previous, err := r.State(ctx, planID, asOf.Date, today, LiveOptions{IncludeOpenRound: whole, Complete: true})
	if err != nil {
		return Edition{}, err
	}
	if !whole {
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
