package dashboard

import (
	"cmp"
	"slices"

	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

// inARow is how many rounds behind in a row that need following up.
const inARow = 2

// movedOften is how many moves of one milestone that need following up.
const movedOften = 2

// AttentionOf lists the measures that need following up, the gravest reason
// first. milestones are those of the snapshot. Before anything has been
// reported there is nothing to follow up.
func AttentionOf(s models.Snapshot, milestones []parts.Milestone) []views.Attention {
	if s.Period.IsZero() {
		return nil
	}
	of := map[string][]parts.Milestone{}
	for _, m := range milestones {
		of[m.Measure.Key] = append(of[m.Measure.Key], m)
	}
	var list []views.Attention
	for _, m := range measuresOf(s) {
		if reasons := reasonsFor(s, m, of[m.Key]); len(reasons) > 0 {
			list = append(list, views.Attention{Measure: m, Reasons: reasons})
		}
	}
	slices.SortStableFunc(list, func(a, b views.Attention) int {
		return cmp.Compare(gravity(a.Reasons[0].Kind), gravity(b.Reasons[0].Kind))
	})
	return list
}

func gravity(kind views.ReasonKind) int {
	order := []views.ReasonKind{views.IsOffTrack, views.IsNotReported, views.MilestoneOverdue, views.DelayedInARow, views.MovedOften}
	return slices.Index(order, kind)
}

func reasonsFor(s models.Snapshot, m parts.Measure, milestones []parts.Milestone) []views.Reason {
	var reasons []views.Reason
	switch m.Figure {
	case models.FigureOffTrack:
		reasons = append(reasons, offTrack(s, m))
	case models.FigureNotReported:
		reason := views.Reason{Kind: views.IsNotReported}
		if m.Last != nil {
			reason.Was, reason.WasIn = m.Last.Content.Status.Figure(), m.Last.Period
		}
		reasons = append(reasons, reason)
	}
	for _, milestone := range milestones {
		if milestone.Condition == parts.Overdue {
			reasons = append(reasons, views.Reason{Kind: views.MilestoneOverdue, Milestone: milestone.State.Title, Days: milestone.DaysOver})
		}
	}
	if rounds := roundsBehind(s, m); rounds >= inARow {
		reasons = append(reasons, views.Reason{Kind: views.DelayedInARow, Count: rounds})
	}
	for _, milestone := range milestones {
		open := milestone.Condition == parts.Overdue || milestone.Condition == parts.Planned
		if open && len(milestone.Moves) >= movedOften {
			reasons = append(reasons, views.Reason{Kind: views.MovedOften, Milestone: milestone.State.Title, Days: milestone.Slip(), Count: len(milestone.Moves)})
		}
	}
	return reasons
}

func offTrack(s models.Snapshot, m parts.Measure) views.Reason {
	reason := views.Reason{Kind: views.IsOffTrack}
	figures, rounds := figuresUntilNow(s, m)
	if last := len(figures) - 2; last >= 0 && figures[last] != models.FigureOffTrack {
		reason.Was, reason.WasIn = figures[last], rounds[last]
	}
	return reason
}

// roundsBehind counts how many rounds in a row, up to now, the measure has been
// delayed or off track.
func roundsBehind(s models.Snapshot, m parts.Measure) int {
	figures, _ := figuresUntilNow(s, m)
	count := 0
	for i := len(figures) - 1; i >= 0; i-- {
		if figures[i] != models.FigureDelayed && figures[i] != models.FigureOffTrack {
			break
		}
		count++
	}
	return count
}

// figuresUntilNow is the measure's history, and what is cleared in the running
// round after it.
func figuresUntilNow(s models.Snapshot, m parts.Measure) ([]models.Figure, []models.Quarter) {
	var figures []models.Figure
	var rounds []models.Quarter
	for _, round := range s.History {
		figures, rounds = append(figures, figureIn(m.MeasureFacts, round)), append(rounds, round)
	}
	if last := m.Last; last != nil && (len(rounds) == 0 || last.Period.Index() > rounds[len(rounds)-1].Index()) {
		figures, rounds = append(figures, m.Figure), append(rounds, last.Period)
	}
	return figures, rounds
}
