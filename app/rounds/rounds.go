// Package rounds is the coordinator's side of a reporting round: opening it,
// seeing who lacks what, returning, clearing, and closing it with an edition.
package rounds

import (
	"context"
	"strings"
	"unicode/utf8"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/rounds/boards"
	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// Rounds runs the rounds of all plans of a store.
type Rounds struct {
	store   *store.Store
	notices Notices
}

// Notices are told of every decision about a report, in its transaction.
type Notices interface {
	Decided(tx *store.Tx, by models.Person, reportID int64, action models.ReportAction) error
}

// NewRounds makes the rounds of a store.
func NewRounds(s *store.Store) *Rounds { return &Rounds{store: s} }

// Telling lets the rounds tell of decisions; without it nobody is told.
func (r *Rounds) Telling(notices Notices) *Rounds {
	r.notices = notices
	return r
}

// Overview gives what the coordinator's block of the start page shows, in two
// queries.
func (r *Rounds) Overview(ctx context.Context, planID int64) (view.Overview, error) {
	return boards.NewReader(r.store).Overview(ctx, planID, language.Today(r.store.Now()))
}

// maxInstructions is the longest instructions that are taken, in characters.
const maxInstructions = 4000

// latestDeadline is how long after its quarter a round may be due, in days.
// Anything later is a slip of the pen.
const latestDeadline = 366

// OpenInput is what the coordinator decides about a new round.
type OpenInput struct {
	Period       models.Quarter
	OpensOn      models.Date
	Deadline     models.Date
	Instructions string
}

// check gives every rule that the input breaks. Field names are those of the
// form.
func (in OpenInput) check() error {
	var problems models.Problems
	if in.Period.IsZero() {
		problems.Add("period", "rounds.problem.period_missing")
	}
	if in.OpensOn.IsZero() {
		problems.Add("opens_on", "rounds.problem.opens_missing")
	}
	switch {
	case in.Deadline.IsZero():
		problems.Add("deadline", "rounds.problem.deadline_missing")
	case in.Deadline.Before(in.OpensOn):
		problems.Add("deadline", "rounds.problem.deadline_before_opening")
	case !in.Period.IsZero() && (in.Deadline.Before(in.Period.FirstDay()) || in.Deadline.DaysSince(in.Period.LastDay()) > latestDeadline):
		problems.Add("deadline", "rounds.problem.deadline_far_off")
	}
	if length := utf8.RuneCountInString(in.Instructions); length > maxInstructions {
		problems.Add("instructions", "rounds.problem.text_too_long", "Length", length, "Most", maxInstructions)
	}
	return problems.Err()
}

// Open opens a round of a plan: every measure gets a report for the ministry
// that leads it at the end of the quarter, begun from its last cleared report,
// and a contribution for each ministry that contributes. It is refused while
// another round runs, for a quarter that has a round, and for one before the
// newest.
func (r *Rounds) Open(ctx context.Context, person models.Person, planID int64, in OpenInput) (models.Round, error) {
	if !person.May(models.RunRounds) {
		return models.Round{}, models.Forbidden()
	}
	in.Instructions = tidy(in.Instructions)
	if err := in.check(); err != nil {
		return models.Round{}, err
	}
	var round models.Round
	err := r.store.Write(ctx, func(tx *store.Tx) error {
		plan, err := planOf(tx, planID)
		if err != nil {
			return err
		}
		if !person.InPlan(plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		earlier, err := roundsInTheWay(tx, planID, in.Period)
		if err != nil {
			return err
		}
		if err := mayOpen(in.Period, earlier); err != nil {
			return err
		}
		state, err := models.RoundPlanned.After(models.OpenRound)
		if err != nil {
			return err
		}
		now := tx.Now()
		round = models.Round{
			PlanID: planID, Period: in.Period, State: state, OpensOn: in.OpensOn,
			Deadline: in.Deadline, Instructions: in.Instructions, OpenedAt: &now,
		}
		owed, err := createRound(tx, &round)
		if err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "round.open", "round", round.ID, plan.Code, nil, map[string]any{
			"period": round.Period, "opens_on": round.OpensOn, "deadline": round.Deadline,
			"instructions": round.Instructions, "reports": owed.reports, "contributions": owed.contributions,
		})
	})
	return round, err
}

// mayOpen gives why a round cannot be opened for a quarter, with the plan's
// rounds as they are.
func mayOpen(period models.Quarter, rounds []models.Round) error {
	for _, other := range rounds {
		switch {
		case other.Running():
			return models.NewError(models.KindState, "rounds.problem.another_runs", "Number", other.Period.Number, "Year", other.Period.Year)
		case other.Period == period:
			return models.NewError(models.KindState, "rounds.problem.period_has_round", "Number", period.Number, "Year", period.Year)
		case other.Period.Index() > period.Index():
			return models.NewError(models.KindState, "rounds.problem.later_round", "Number", other.Period.Number, "Year", other.Period.Year)
		}
	}
	return nil
}

// StartReview begins the review of a round. Ministries may still report.
func (r *Rounds) StartReview(ctx context.Context, person models.Person, roundID int64) error {
	_, err := r.change(ctx, person, roundID, models.ReviewRound, "", nil)
	return err
}

// Close closes a round and makes its edition. Missing reports stay as they are
// and are told in the edition as not reported.
func (r *Rounds) Close(ctx context.Context, person models.Person, roundID int64) (models.EditionRevision, error) {
	var made models.EditionRevision
	_, err := r.change(ctx, person, roundID, models.CloseRound, "", func(tx *store.Tx, round models.Round) error {
		kind := models.EditionAtClose
		if round.Reopened() {
			kind = models.EditionReopened
		}
		var err error
		made, err = editions.Make(tx, store.ActorOf(person), round, kind, round.ReopenedBecause)
		return err
	})
	return made, err
}

// change takes a round to its next state, once however many ask at once, and
// does the rest in the same transaction. The rest is given the round as it was
// reopened, when it was. reason is for reopening.
func (r *Rounds) change(ctx context.Context, person models.Person, roundID int64, action models.RoundAction, reason string, then func(*store.Tx, models.Round) error) (models.Round, error) {
	if !person.May(models.RunRounds) {
		return models.Round{}, models.Forbidden()
	}
	var round models.Round
	err := r.store.Write(ctx, func(tx *store.Tx) error {
		var plan models.Plan
		var err error
		if round, plan, err = roundOf(tx, roundID); err != nil {
			return err
		}
		if !person.InPlan(plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		before := round.State
		if round.State, err = before.After(action); err != nil {
			return err
		}
		told := map[string]any{"state": round.State, "period": round.Period}
		written := round
		switch round.State {
		case models.RoundClosed:
			now := tx.Now()
			round.ClosedAt, written.ClosedAt, written.ReopenedBecause = &now, &now, ""
		case models.RoundInReview:
			if action == models.ReopenRound {
				if err := mayReopen(tx, round); err != nil {
					return err
				}
				written.ReopenedBecause, told["reason"] = reason, reason
			}
		}
		if err := moveRound(tx, written, before); err != nil {
			return err
		}
		err = tx.Record(store.ActorOf(person), "round."+string(action), "round", round.ID, plan.Code, map[string]any{"state": before}, told)
		if err != nil || then == nil {
			return err
		}
		return then(tx, round)
	})
	return round, err
}

// tidy takes away what a browser adds to a text: carriage returns, and white
// space round it.
func tidy(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}
