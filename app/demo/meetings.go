package demo

import (
	"context"

	"tiltak/app/meeting"
	"tiltak/models"
)

// meet holds the review meeting of a round: what was decided earlier is followed
// up, and decisions are made.
func (f *filler) meet(ctx context.Context, period models.Quarter, on models.Date) error {
	f.clock.set(on, 10)
	coordinator := f.people["koordinator.jd"]
	for i := range f.story.Decisions {
		told := &f.story.Decisions[i]
		if told.Done != nil && told.Done.Round == period.String() {
			if err := f.meetings.Finish(ctx, coordinator, told.id, 1, models.DecisionDone, mark(told.Done.Why)); err != nil {
				return err
			}
		}
		if told.Round != period.String() {
			continue
		}
		made, err := f.meetings.Record(ctx, coordinator, f.plan.ID, period, models.AgendaSubject(told.Subject), meeting.Typed{
			Text: mark(told.Text), Owner: told.Owner, Due: told.Due, Publishable: told.Publishable,
		})
		if err != nil {
			return err
		}
		told.id = made.ID
	}
	return nil
}
