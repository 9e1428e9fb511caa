// Package dashboard has the boards: the dashboard itself and the start page.
package dashboard

import (
	"tiltak/models"
	"tiltak/views/parts"
)

// Board is the input of the dashboard.
type Board struct {
	Source    parts.Source
	Known     bool // any status has been reported at all
	Counts    models.Counts
	Areas     []AreaCard
	Matrix    Matrix
	Attention []Attention
	Changes   Changes
	History   History
	Timeline  []parts.TimelineRow
	// Milestones are all, by date; Coming are those overdue and the next ones.
	Milestones []parts.Milestone
	Coming     []parts.Milestone
	Events     []models.EventFacts
	Coverage   []LevelCoverage
}

// AreaCard is one area with its counts and its next milestone, if any.
type AreaCard struct {
	models.AreaFacts
	Counts models.Counts
	Next   *parts.Milestone
}

// Matrix is ministry by area. Every row has a cell for each area.
type Matrix struct {
	Areas []models.AreaFacts
	Rows  []MatrixRow
	Sums  []int // by area
	Total int
}

// MatrixRow is a lead ministry. Name is empty where only the code is known.
type MatrixRow struct {
	Code  string
	Name  models.Name
	Cells []MatrixCell
	Sum   int
}

// MatrixCell is how many measures a ministry leads in an area, and the figure
// among them that asks for most attention.
type MatrixCell struct {
	Area  int
	Count int
	Worst models.Figure
}

// Attention is a measure that needs following up, with every reason why.
type Attention struct {
	Measure parts.Measure
	Reasons []Reason
}

// ReasonKind is a rule by which a measure needs following up.
type ReasonKind string

// The rules, the gravest first.
const (
	IsOffTrack       ReasonKind = "off_track"
	IsNotReported    ReasonKind = "not_reported"
	MilestoneOverdue ReasonKind = "overdue"
	DelayedInARow    ReasonKind = "delayed_in_a_row"
	MovedOften       ReasonKind = "moved_often"
)

// Reason is one reason for following up. Which fields are set depends on Kind.
type Reason struct {
	Kind      ReasonKind
	Was       models.Figure  // off track, not reported: the status known before; empty: none
	WasIn     models.Quarter // the round of Was
	Milestone string         // its title
	Days      int            // overdue: past the due date; moved: since first set
	Count     int            // delayed: rounds in a row; moved: times
}

// Changes is what is different from the edition before.
type Changes struct {
	Since    models.Quarter // zero: there is nothing to compare with
	Measures []MeasureChanges
	Links    []LinkChange
}

// MeasureChanges are the changes of one measure.
type MeasureChanges struct {
	Measure parts.Measure
	Changes []models.Change
}

// LinkChange is a link between a recommendation and a measure that has been
// confirmed.
type LinkChange struct {
	Recommendation models.RecommendationFacts
	Measure        parts.Measure
}

// History is the figure of every measure in each of the last rounds.
type History struct {
	Rounds []models.Quarter
	Years  []YearSpan
	Rows   []HistoryRow
}

// YearSpan is how many of the rounds belong to a year.
type YearSpan struct{ Year, Rounds int }

// HistoryRow is one measure's figures, one for each round.
type HistoryRow struct {
	Measure parts.Measure
	Figures []models.Figure
}

// NewYear tells whether the round is the first of its year in the table.
func (h History) NewYear(i int) bool {
	return i > 0 && h.Rounds[i].Year != h.Rounds[i-1].Year
}

// LevelCoverage is how the recommendations of one level are answered.
type LevelCoverage struct {
	Level           models.Level
	Confirmed       int // have at least one confirmed measure
	Proposed        int // have only proposed ones
	Uncovered       int // have none
	Behind          int // have measures, none of them completed or on track
	Disagreed       int // are assessed in ways that do not agree
	Recommendations []CoveredRecommendation
}

// Total is how many recommendations have the level.
func (l LevelCoverage) Total() int { return l.Confirmed + l.Proposed + l.Uncovered }

// CoveredRecommendation is a recommendation with the measures that answer it.
type CoveredRecommendation struct {
	models.RecommendationFacts
	Measures  []parts.Measure
	Behind    bool // none of them is completed or on track
	Disagreed bool // the assessments do not agree
}

// Urgency is how much it wants looking into.
func (r CoveredRecommendation) Urgency() int {
	switch {
	case len(r.Measures) == 0:
		return 3
	case r.Disagreed:
		return 2
	case r.Behind:
		return 1
	}
	return 0
}

// mostListed is how many recommendations of a level the board lists.
const mostListed = 6

// listed are the first of them.
func (l LevelCoverage) listed() []CoveredRecommendation {
	return l.Recommendations[:min(mostListed, len(l.Recommendations))]
}
