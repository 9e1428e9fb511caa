package models

import "time"

// MilestonePhase is what has become of a milestone.
type MilestonePhase string

// The phases of a milestone.
const (
	MilestonePlanned MilestonePhase = "planned"
	MilestoneReached MilestonePhase = "reached"
	MilestoneDropped MilestonePhase = "dropped"
)

// Valid tells whether the phase is one of the three.
func (p MilestonePhase) Valid() bool {
	return p == MilestonePlanned || p == MilestoneReached || p == MilestoneDropped
}

// Milestone (milepæl) is known by its id for ever. What it is called, when it
// is due and what has become of it stand in the reports, so that a draft
// changes nothing that others see and every edition shows what then was so.
type Milestone struct {
	ID        int64
	MeasureID int64
	Baseline  Date // due date at the first clearing; never changes after
	CreatedBy *int64
	CreatedAt time.Time
}

// MilestoneState is a milestone as one report has it. MilestoneID is 0 for one
// that was added in a text that is not saved yet.
type MilestoneState struct {
	MilestoneID int64  `json:"id"`
	Title       string `json:"title"`
	Due         Date   `json:"due"`
	DueTyped    string `json:"due_typed,omitempty"` // what was typed, where it is no date; drafts only
	// DueKept is a new date that was typed and not chosen: it moves nothing, and
	// stands in the form again when «ny dato» is; drafts only.
	DueKept   string         `json:"due_kept,omitempty"`
	Phase     MilestonePhase `json:"phase"`
	ReachedOn Date           `json:"reached_on,omitzero"`
	// ReachedTyped is what was typed as the day it was reached, where that is no
	// date or the milestone is not marked as reached; drafts only.
	ReachedTyped string `json:"reached_typed,omitempty"`
	Baseline     Date   `json:"baseline,omitzero"` // due date at the first clearing; zero until then
	Was          Date   `json:"was,omitzero"`      // due date in the last cleared report, when it has moved since
	Reason       string `json:"reason,omitempty"`  // why it moved or was dropped
}

// Overdue tells whether the milestone should have been reached by a day. One
// without a date, in a draft, is not.
func (m MilestoneState) Overdue(today Date) bool {
	return m.Phase == MilestonePlanned && !m.Due.IsZero() && m.Due.Before(today)
}

// Moved tells whether the report moves the milestone.
func (m MilestoneState) Moved() bool { return !m.Was.IsZero() && m.Was != m.Due }

// Slip is how many days the milestone has slipped since its baseline.
func (m MilestoneState) Slip() int {
	if m.Baseline.IsZero() || m.Due.IsZero() {
		return 0
	}
	return m.Due.DaysSince(m.Baseline)
}

// MilestoneMove is one move of a milestone's due date, with its reason, as
// cleared. It is written once and never changed.
type MilestoneMove struct {
	ID          int64
	MilestoneID int64
	ReportID    int64
	FromDate    Date
	ToDate      Date
	Reason      string
	MovedBy     *int64
	MovedAt     time.Time
	UndoneAt    *time.Time // the clearing was undone
}
