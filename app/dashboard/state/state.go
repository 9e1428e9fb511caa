// Package state reads the plan as a page shows it: what is cleared now, what
// was cleared at the end of a day, or an edition.
package state

import (
	"context"
	"slices"
	"time"

	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/models"
	"tiltak/views/parts"
)

// State is the plan as a page shows it: now, on a day, or an edition.
type State struct {
	Snapshot models.Snapshot
	Previous *models.Snapshot // to compare with; nil when there is none
	Source   parts.Source
	Until    time.Time // what happened before this moment belongs to it; zero: all that has
}

// Reading is what a page needs of the plan.
type Reading struct {
	AsOf   models.AsOf
	Events bool // the plan's events, in place of its recommendations
	Whole  bool // of an edition: with what is not for publication
	// WithoutMoves leaves out how milestones were moved, where that costs a query.
	WithoutMoves bool
}

// For reads the plan as a visitor may see it: five queries as it is now or was
// on a day, one for an edition.
func For(ctx context.Context, reader *editions.Reader, visit pages.Visit, today models.Date, reading Reading) (State, error) {
	if !reading.AsOf.Edition.IsZero() {
		return ofEdition(ctx, reader, visit, today, reading)
	}
	included := visit.Person.May(models.SeeOpenRound)
	day := reading.AsOf.Date
	snapshot, previous, err := reader.State(ctx, visit.PlanID, day, today, editions.LiveOptions{IncludeOpenRound: included, EventsInstead: reading.Events, WithoutMoves: reading.WithoutMoves})
	if err != nil {
		return State{}, err
	}
	if !day.IsZero() {
		return State{Snapshot: snapshot, Previous: previous, Source: DaySource(snapshot, today), Until: editions.EndOf(day)}, nil
	}
	return State{Snapshot: snapshot, Previous: previous, Source: LiveSource(snapshot, included)}, nil
}

// DaySource says what the state at the end of a day is of.
func DaySource(s models.Snapshot, today models.Date) parts.Source {
	source := sourceOf(s)
	source.Choices = NewestFirst(s.History)
	source.Today, source.Day, source.Chosen = today, s.StatusDate, s.StatusDate.String()
	source.Newest = s.Newest
	return source
}

// LiveSource says what the state now is of, and of a running round. included
// tells whether what is cleared in that is part of the snapshot.
func LiveSource(s models.Snapshot, included bool) parts.Source {
	source := sourceOf(s)
	source.Choices = NewestFirst(s.History)
	source.Today = s.StatusDate
	if s.Open == nil {
		return source
	}
	source.Open = &parts.OpenRound{
		Period: s.Open.Period, State: s.Open.State, Deadline: s.Open.Deadline, DaysLeft: s.Open.Deadline.DaysSince(s.StatusDate), Included: included,
	}
	for _, m := range s.Measures {
		if m.Open != nil {
			source.Open.Total++
			if m.Open.State == models.ReportCleared {
				source.Open.Cleared++
			}
		}
	}
	return source
}

func ofEdition(ctx context.Context, reader *editions.Reader, visit pages.Visit, today models.Date, reading Reading) (State, error) {
	ref := reading.AsOf.Edition
	edition, err := reader.Load(ctx, visit.PlanID, ref, reading.Whole)
	if err != nil {
		return State{}, err
	}
	state := State{Snapshot: edition.Snapshot, Previous: edition.Previous, Source: sourceOf(edition.Snapshot), Until: editions.JustAfter(edition.Revision.MadeAt)}
	state.Source.Chosen, state.Source.Today = ref.String(), today
	state.Source.Edition = edition.Ref
	state.Source.Outdated = !edition.Newest
	state.Source.Reopened = edition.ReopenedBecause
	if edition.Revision.Kind != models.EditionAtClose {
		state.Source.Corrected, state.Source.Reason = true, edition.Revision.Reason
	}
	// An edition knows the rounds up to its own; the later ones are reached by
	// way of the state now.
	state.Source.Choices = NewestFirst(edition.Snapshot.History)
	return state, nil
}

func sourceOf(s models.Snapshot) parts.Source {
	return parts.Source{Whole: s.Whole(), Begins: s.Plan.Begins(), Period: s.Period, StatusDate: s.StatusDate, PlanFrom: s.Plan.PeriodFrom, PlanTo: s.Plan.PeriodTo}
}

// NewestFirst turns the rounds of a history round.
func NewestFirst(rounds []models.Quarter) []models.Quarter {
	choices := slices.Clone(rounds)
	slices.Reverse(choices)
	return choices
}
