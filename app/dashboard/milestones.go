package dashboard

import (
	"slices"

	"tiltak/models"
	"tiltak/views/parts"
)

// MilestonesOf gives the milestones of all measures by date, as they stand on
// the snapshot's status date.
func MilestonesOf(s models.Snapshot) []parts.Milestone {
	var all []parts.Milestone
	for _, m := range s.Measures {
		all = append(all, milestonesOfMeasure(s, m)...)
	}
	slices.SortStableFunc(all, byDate)
	return all
}

func milestonesOfMeasure(s models.Snapshot, m models.MeasureFacts) []parts.Milestone {
	var list []parts.Milestone
	for _, state := range m.Milestones() {
		milestone := parts.Milestone{Measure: m, State: state, Condition: conditionOf(state, s.StatusDate)}
		if milestone.Condition == parts.Overdue {
			milestone.DaysOver = s.StatusDate.DaysSince(state.Due)
		}
		for _, move := range m.Moves {
			if move.MilestoneID == state.MilestoneID {
				milestone.Moves = append(milestone.Moves, move)
			}
		}
		list = append(list, milestone)
	}
	return list
}

func conditionOf(state models.MilestoneState, day models.Date) parts.Condition {
	switch {
	case state.Phase == models.MilestoneReached:
		return parts.Reached
	case state.Phase == models.MilestoneDropped:
		return parts.Dropped
	case state.Overdue(day):
		return parts.Overdue
	}
	return parts.Planned
}

// TimelineOf gives a row for every measure, area by area. The bar runs from the
// plan's launch to the measure's last milestone; for a continuing measure to the
// end of the plan. A measure that says neither has no bar.
func TimelineOf(s models.Snapshot, milestones []parts.Milestone) []parts.TimelineRow {
	var rows []parts.TimelineRow
	for _, area := range s.Areas {
		for _, m := range measuresOf(s) {
			if m.Area != area.Number {
				continue
			}
			row := parts.TimelineRow{Measure: m, Area: area}
			for _, milestone := range milestones {
				if milestone.Measure.Key == m.Key {
					row.Milestones = append(row.Milestones, milestone)
				}
			}
			row.From, row.To = barOf(s, row)
			rows = append(rows, row)
		}
	}
	return rows
}

func barOf(s models.Snapshot, row parts.TimelineRow) (from, to models.Date) {
	from = s.Plan.Launched
	if from.IsZero() {
		from = models.NewDate(s.Plan.PeriodFrom, 1, 1)
	}
	if row.Measure.Continuing && row.Measure.Figure != models.FigureCompleted && row.Measure.Figure != models.FigureDiscontinued {
		return from, models.NewDate(s.Plan.PeriodTo, 12, 31)
	}
	for _, m := range row.Milestones {
		if m.Condition != parts.Dropped && m.On().After(to) {
			to = m.On()
		}
	}
	if to.IsZero() {
		return models.Date{}, models.Date{}
	}
	return from, to
}
