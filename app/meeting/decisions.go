package meeting

import (
	"context"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Typed is a decision as a form sends it: the owner by its code, the date as it
// was written.
type Typed struct {
	Text        string
	Owner       string
	Due         string
	Publishable bool // the newsletter may tell it; kept only of a decision about a measure
}

func errSomebodyFirst() error {
	return models.NewError(models.KindConflict, "decisions.problem.somebody_first")
}

// Record keeps a decision of a round's meeting about a subject of its agenda.
// It is refused for a round that a later one has followed: its meeting is over.
func (d *Desk) Record(ctx context.Context, person models.Person, planID int64, period models.Quarter, subject models.AgendaSubject, typed Typed) (models.Decision, error) {
	var made models.Decision
	if !person.May(models.RunRounds) {
		return made, models.Forbidden()
	}
	err := d.store.Write(ctx, func(tx *store.Tx) error {
		round, plan, over, err := meetingOf(tx, planID, period)
		if err != nil {
			return err
		}
		if !person.InPlan(plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		if over {
			return models.NewError(models.KindState, "decisions.problem.meeting_over")
		}
		made = models.Decision{PlanID: planID, RoundID: round.ID, State: models.DecisionOpen, Revision: 1, MadeBy: &person.UserID, MadeAt: tx.Now()}
		if err := subjectOf(tx, planID, subject, &made); err != nil {
			return err
		}
		owner, input, err := settle(tx, typed, language.Today(tx.Now()))
		if err != nil {
			return err
		}
		made.Text, made.OwnerID, made.Due, made.Publishable = input.Text, owner.ID, input.Due, input.Publishable && made.MeasureID != nil
		if err := keep(tx, &made); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "decision.record", "decision", made.ID, plan.Code, nil, map[string]any{
			"period": period, "subject": string(subject), "text": made.Text, "owner": owner.Code, "due": made.Due, "publishable": made.Publishable, "state": made.State,
		})
	})
	return made, err
}

// settle checks what was typed. earliest is the first day it may be due.
func settle(tx *store.Tx, typed Typed, earliest models.Date) (models.Organisation, models.DecisionInput, error) {
	owner, err := ownerOf(tx, typed.Owner)
	if err != nil {
		return owner, models.DecisionInput{}, err
	}
	due, _ := models.ParseDate(typed.Due) // no date is told as a missing one
	input, err := models.DecisionInput{Text: typed.Text, OwnerID: owner.ID, Due: due, Publishable: typed.Publishable}.Settle(earliest)
	return owner, input, err
}

// Change corrects an open decision. What it said before stands in the trail.
// revision is what the person had seen.
func (d *Desk) Change(ctx context.Context, person models.Person, id int64, revision int, typed Typed) error {
	return d.act(ctx, person, id, revision, func(tx *store.Tx, decision models.Decision, plan models.Plan) error {
		if decision.State != models.DecisionOpen {
			return models.NewError(models.KindState, "decisions.problem.closed")
		}
		earliest := language.Today(tx.Now())
		if decision.Due.Before(earliest) {
			earliest = decision.Due // what is overdue may stay so
		}
		owner, input, err := settle(tx, typed, earliest)
		if err != nil {
			return err
		}
		ownerBefore, err := codeOf(tx, decision.OwnerID)
		if err != nil {
			return err
		}
		publishable := input.Publishable && decision.MeasureID != nil
		if err := change(tx, decision, map[string]any{"text": input.Text, "owner_id": owner.ID, "due": input.Due, "publishable": publishable}); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "decision.change", "decision", id, plan.Code,
			map[string]any{"text": decision.Text, "owner": ownerBefore, "due": decision.Due, "publishable": decision.Publishable},
			map[string]any{"text": input.Text, "owner": owner.Code, "due": input.Due, "publishable": publishable})
	})
}

// Finish closes a decision as done or dropped with what came of it, or opens it
// again. A decision is followed up also when its round is closed.
func (d *Desk) Finish(ctx context.Context, person models.Person, id int64, revision int, next models.DecisionState, note string) error {
	return d.act(ctx, person, id, revision, func(tx *store.Tx, decision models.Decision, plan models.Plan) error {
		state, err := decision.State.After(next)
		if err != nil {
			return err
		}
		if note, err = models.SettleDecisionNote(state, note); err != nil {
			return err
		}
		fields := map[string]any{"state": state, "note": note, "closed_at": tx.Now(), "closed_by": person.UserID}
		action := "decision.close"
		if state == models.DecisionOpen {
			fields["closed_at"], fields["closed_by"] = nil, nil
			action = "decision.reopen"
		}
		if err := change(tx, decision, fields); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), action, "decision", id, plan.Code,
			map[string]any{"state": decision.State, "note": decision.Note}, map[string]any{"state": state, "note": note})
	})
}

func (d *Desk) act(ctx context.Context, person models.Person, id int64, revision int, do func(*store.Tx, models.Decision, models.Plan) error) error {
	if !person.May(models.RunRounds) {
		return models.Forbidden()
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		decision, plan, err := held(tx, id)
		if err != nil {
			return err
		}
		if !person.InPlan(plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		if decision.Revision != revision {
			return errSomebodyFirst()
		}
		return do(tx, decision, plan)
	})
}
