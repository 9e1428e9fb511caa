package rounds

import (
	"context"
	"fmt"
	"unicode/utf8"

	"tiltak/app/clearings"
	"tiltak/app/store"
	"tiltak/models"
)

// Return sends a submitted report back to its ministry with a comment, which
// is kept for good.
func (r *Rounds) Return(ctx context.Context, person models.Person, reportID int64, comment string) error {
	return r.GiveBack(ctx, person, reportID, unseen, Returning{Comment: comment})
}

// unseen is given by callers that have not looked at the text.
const unseen = ""

// Returning is what the coordinator says of a report that is sent back.
type Returning struct {
	Comment  string
	Sections []models.SectionComment // those without a comment are left out
	// Pointer stands as the comment where only sections are commented on.
	Pointer string
}

func (r Returning) tidied() (comment string, sections []models.SectionComment, err error) {
	for _, s := range r.Sections {
		if s.Comment = tidy(models.CleanText(s.Comment)); s.Comment != "" {
			sections = append(sections, s)
		}
	}
	comment = tidy(r.Comment)
	if err = models.CheckReturn(comment, sections); comment == "" {
		comment = r.Pointer
	}
	return comment, sections, err
}

// GiveBack is Return for a coordinator who has seen the texts that seen names,
// with comments at sections of the report.
func (r *Rounds) GiveBack(ctx context.Context, person models.Person, reportID int64, seen string, returning Returning) error {
	comment, sections, problems := returning.tidied()
	return r.act(ctx, person, reportID, seen, models.ReturnReport, func(tx *store.Tx, c reviewCase, after models.ReportState) error {
		if problems != nil {
			return problems
		}
		now := tx.Now()
		err := moveReport(tx, c.report, map[string]any{"state": after, "return_comment": comment, "returned_at": now})
		if err != nil {
			return err
		}
		if err := keepReturn(tx, c.report, comment, sections, person.UserID); err != nil {
			return err
		}
		told := map[string]any{"comment": comment}
		if len(sections) > 0 {
			told["sections"] = sections
		}
		return c.record(tx, person, models.ReturnReport, after, told)
	})
}

// Clear clears a submitted report: from now on it is the measure's status. A
// person who wrote some of the text must give a reason, which is kept. The
// baseline of milestones that are cleared for the first time is fixed, moves
// are noted, and milestones closed in earlier reports are taken along.
func (r *Rounds) Clear(ctx context.Context, person models.Person, reportID int64, exceptionReason string) error {
	return r.ClearSeen(ctx, person, reportID, unseen, exceptionReason)
}

// ClearSeen is Clear for a coordinator who has seen the texts that seen names:
// it is refused when the report or a signed contribution is another one now.
func (r *Rounds) ClearSeen(ctx context.Context, person models.Person, reportID int64, seen, exceptionReason string) error {
	exceptionReason = tidy(exceptionReason)
	return r.act(ctx, person, reportID, seen, models.ClearReport, func(tx *store.Tx, c reviewCase, after models.ReportState) error {
		_, own := person.MayClear(c.report)
		if !own {
			var err error
			if own, err = wroteSome(tx, c.report, person.UserID); err != nil {
				return err
			}
		}
		if err := checkException(own, exceptionReason); err != nil {
			return err
		}
		if !own {
			exceptionReason = ""
		}
		content, err := clearedContent(c)
		if err != nil {
			return err
		}
		if err := fixBaselines(tx, content.Milestones); err != nil {
			return err
		}
		err = moveReport(tx, c.report, map[string]any{
			"state": after, "milestones": content.Milestones, "cleared_at": tx.Now(), "cleared_by": person.UserID,
			"cleared_as_exception": own, "exception_reason": exceptionReason, "correction_reason": "",
		})
		if err != nil {
			return err
		}
		replaced, err := clearings.Keep(tx, c.report, content, person.UserID, exceptionReason)
		if err != nil {
			return err
		}
		if replaced {
			if err := undoMoves(tx, c.report); err != nil {
				return err
			}
		}
		if err := keepMoves(tx, c.report, c.report.Content.Milestones); err != nil {
			return err
		}
		return c.record(tx, person, models.ClearReport, after, map[string]any{"exception": own, "reason": exceptionReason})
	})
}

func checkException(own bool, reason string) error {
	var problems models.Problems
	switch length := utf8.RuneCountInString(reason); {
	case own && length == 0:
		problems.Add("exception_reason", "rounds.problem.own_text")
	case length > models.MaxReason:
		problems.Add("exception_reason", "rounds.problem.text_too_long", "Length", length, "Most", models.MaxReason)
	}
	return problems.Err()
}

// clearedContent is what stands in the report once it is cleared.
func clearedContent(c reviewCase) (models.ReportContent, error) {
	content := c.report.Content
	milestones := make([]models.MilestoneState, len(content.Milestones))
	for i, m := range content.Milestones {
		if m.MilestoneID == 0 {
			return content, models.Wrap(fmt.Errorf("report %d: milestone %d has no id", c.report.ID, i+1), "clear report")
		}
		if m.Baseline.IsZero() {
			m.Baseline = m.Due
			if fixed, ok := c.baselines[m.MilestoneID]; ok {
				m.Baseline = fixed
			}
		}
		m.DueTyped = ""
		milestones[i] = m
	}
	content.Milestones = models.AllMilestones(milestones, c.closedBefore())
	return content, nil
}

// Undo takes a clearing back while the round runs: the report is submitted
// again. Baselines stay: they are fixed at the first clearing.
func (r *Rounds) Undo(ctx context.Context, person models.Person, reportID int64) error {
	return r.act(ctx, person, reportID, unseen, models.UndoClearing, func(tx *store.Tx, c reviewCase, after models.ReportState) error {
		err := moveReport(tx, c.report, map[string]any{
			"state": after, "milestones": c.written(), "cleared_at": nil, "cleared_by": nil,
			"cleared_as_exception": false, "exception_reason": "",
		})
		if err != nil {
			return err
		}
		if err := clearings.Undo(tx, c.report.ID, person.UserID); err != nil {
			return err
		}
		if err := undoMoves(tx, c.report); err != nil {
			return err
		}
		return c.record(tx, person, models.UndoClearing, after, nil)
	})
}

// reviewCase is a report with what is needed to decide about it.
type reviewCase struct {
	report    models.Report
	round     models.Round
	plan      models.Plan
	last      *models.Clearing // the measure's newest cleared report of an earlier round
	baselines map[int64]models.Date
}

func (c reviewCase) closedBefore() []models.MilestoneState {
	if c.last == nil {
		return nil
	}
	return c.last.Content.Milestones
}

// act does something to a report of a running round. It holds the round, so
// that nothing is decided while the round is being closed. A text that has been
// sent in anew since it was seen is not decided about.
func (r *Rounds) act(ctx context.Context, person models.Person, reportID int64, seen string, action models.ReportAction, do func(*store.Tx, reviewCase, models.ReportState) error) error {
	if !person.May(models.RunRounds) {
		return models.Forbidden()
	}
	return r.store.Write(ctx, func(tx *store.Tx) error {
		c, err := reviewCaseOf(tx, reportID)
		if err != nil {
			return err
		}
		if !person.InPlan(c.plan.CoordinatorID).May(models.RunRounds) {
			return models.Forbidden()
		}
		if !c.round.Running() {
			return models.NewError(models.KindState, "rounds.problem.round_not_running")
		}
		if seen != unseen {
			if err := stillSeen(tx, c.report, seen); err != nil {
				return err
			}
		}
		after, err := c.report.State.After(action)
		if err != nil {
			return err
		}
		if err := do(tx, c, after); err != nil || r.notices == nil {
			return err
		}
		return r.notices.Decided(tx, person, reportID, action)
	})
}

// record notes a decision about a report: states, status, and which revision it
// was about. The text itself stands in the revisions.
func (c reviewCase) record(tx *store.Tx, person models.Person, action models.ReportAction, after models.ReportState, more map[string]any) error {
	told := map[string]any{
		"state": after, "revision": c.report.SubmittedRevision, "status": c.report.Content.Status,
		"period": c.report.Period, "measure": c.report.MeasureID,
	}
	for key, value := range more {
		told[key] = value
	}
	before := map[string]any{"state": c.report.State}
	if c.last != nil {
		before["status"] = c.last.Content.Status
	}
	return tx.Record(store.ActorOf(person), "report."+string(action), "report", c.report.ID, c.plan.Code, before, told)
}
