package parts

import (
	"tiltak/app/charts"
	"tiltak/models"
)

// Condition is how a milestone stands on the day that is shown.
type Condition string

// The conditions, as they are called in addresses.
const (
	Planned Condition = "planlagt"
	Reached Condition = "nadd"
	Overdue Condition = "forsinket"
	Dropped Condition = "utgar"
)

// Conditions in the order they are listed.
func Conditions() []Condition { return []Condition{Overdue, Planned, Reached, Dropped} }

// Milestone is a milestone with its measure and what has become of it.
type Milestone struct {
	Measure   models.MeasureFacts
	State     models.MilestoneState
	Condition Condition
	DaysOver  int // when overdue
	Moves     []models.MoveFacts
}

// On is the day the milestone is shown at: when it was reached, else when it is
// due.
func (m Milestone) On() models.Date {
	if m.Condition == Reached && !m.State.ReachedOn.IsZero() {
		return m.State.ReachedOn
	}
	return m.State.Due
}

// Slip is how many days the milestone lies after (or, negative, before) the
// date first set.
func (m Milestone) Slip() int { return m.State.Slip() }

// Icon is the shape of the condition.
func (c Condition) Icon() string {
	switch c {
	case Reached:
		return "CheckmarkCircleFill"
	case Overdue:
		return "ExclamationmarkTriangleFill"
	case Dropped:
		return "StopFill"
	}
	return "Calendar"
}

// Class is the status whose colour the condition has.
func (c Condition) Class() string {
	switch c {
	case Reached:
		return "st--done"
	case Overdue:
		return "st--deviation"
	case Dropped:
		return "st--discontinued"
	}
	return "st--ontrack"
}

// ChartState is the condition as the timeline draws it.
func (c Condition) ChartState() string {
	switch c {
	case Reached:
		return charts.Reached
	case Overdue:
		return charts.Overdue
	case Dropped:
		return charts.Dropped
	}
	return charts.Planned
}
