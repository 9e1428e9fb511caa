package rounds

import (
	"context"
	"unicode/utf8"

	"tiltak/app/store"
	"tiltak/models"
)

// Reopen opens the plan's newest round again after it has closed, with a reason
// that is kept in the trail. Ministries may report again; what they had cleared
// stays cleared. The edition stands as it is, and when the round closes anew,
// the next revision of it is made with the same reason. It is refused for any
// but the newest round, and while another runs.
func (r *Rounds) Reopen(ctx context.Context, person models.Person, roundID int64, reason string) error {
	reason = tidy(reason)
	if err := CheckReason(reason); err != nil {
		return err
	}
	_, err := r.change(ctx, person, roundID, models.ReopenRound, reason, nil)
	return err
}

// CheckReason gives why a reason for changing what is closed cannot be taken.
// The field is that of the form.
func CheckReason(reason string) error {
	var problems models.Problems
	switch length := utf8.RuneCountInString(tidy(reason)); {
	case length == 0:
		problems.Add("reason", "rounds.problem.reason_missing")
	case length > models.MaxReason:
		problems.Add("reason", "rounds.problem.text_too_long", "Length", length, "Most", models.MaxReason)
	}
	return problems.Err()
}

// mayReopen gives why a round cannot be opened again.
func mayReopen(tx *store.Tx, round models.Round) error {
	later, err := roundsInTheWay(tx, round.PlanID, round.Period)
	if err != nil {
		return err
	}
	for _, other := range later {
		if other.ID != round.ID {
			return models.NewError(models.KindState, "rounds.problem.not_newest", "Number", other.Period.Number, "Year", other.Period.Year)
		}
	}
	return nil
}

// OpenCorrection opens one cleared report of a closed round to its ministry,
// with a reason that is kept in the trail and among the report's returns. What
// was cleared goes on standing until the correction is cleared in its place.
func (r *Rounds) OpenCorrection(ctx context.Context, person models.Person, reportID int64, reason string) error {
	if !person.May(models.RunRounds) {
		return models.Forbidden()
	}
	reason = tidy(reason)
	if err := CheckReason(reason); err != nil {
		return err
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		c, err := reviewCaseOf(tx, reportID)
		if err != nil {
			return err
		}
		if !person.InPlan(c.plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		if c.round.Running() {
			return models.NewError(models.KindState, "rounds.problem.still_running")
		}
		after, err := c.report.State.After(models.CorrectReport)
		if err != nil {
			return err
		}
		err = moveReport(tx, c.report, map[string]any{
			"state": after, "milestones": c.written(), "return_comment": reason, "returned_at": tx.Now(), "correction_reason": reason,
		})
		if err != nil {
			return err
		}
		if err := keepReturn(tx, c.report, reason, nil, person.UserID); err != nil {
			return err
		}
		return c.record(tx, person, models.CorrectReport, after, map[string]any{"reason": reason})
	})
}

// written are the milestones that the ministry wrote of: without those that
// were closed in earlier reports, which clearing took along.
func (c reviewCase) written() models.List[models.MilestoneState] {
	closed := map[int64]bool{}
	for _, m := range c.closedBefore() {
		closed[m.MilestoneID] = m.Phase != models.MilestonePlanned
	}
	written := models.List[models.MilestoneState]{}
	for _, m := range c.report.Content.Milestones {
		if !closed[m.MilestoneID] {
			written = append(written, m)
		}
	}
	return written
}
