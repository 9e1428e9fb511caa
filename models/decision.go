package models

import (
	"strings"
	"time"
)

// DecisionState is what has become of a decision.
type DecisionState string

// The states of a decision.
const (
	DecisionOpen    DecisionState = "open"
	DecisionDone    DecisionState = "done"
	DecisionDropped DecisionState = "dropped"
)

// Valid tells whether the state is one of the three.
func (s DecisionState) Valid() bool {
	return s == DecisionOpen || s == DecisionDone || s == DecisionDropped
}

// Decision (beslutning) is what the review meeting of a round decided: what is
// to be done, by which organisation, and when. It is about a measure, or a
// recommendation, or the plan as a whole. What it said before stands in the
// trail.
type Decision struct {
	ID               int64
	PlanID           int64
	RoundID          int64 // the meeting it was made in
	MeasureID        *int64
	RecommendationID *int64
	Text             string
	OwnerID          int64 // the organisation that is to do it
	Due              Date
	State            DecisionState
	Note             string // what came of it
	Publishable      bool   // about a measure, and the newsletter may tell it
	Revision         int    // counts the changes; the guard against overwriting
	MadeBy           *int64
	MadeAt           time.Time
	ClosedBy         *int64
	ClosedAt         *time.Time
}

// Overdue tells whether the decision should have been done by a day.
func (d Decision) Overdue(today Date) bool { return d.State == DecisionOpen && d.Due.Before(today) }

// After gives the state after a decision is closed as done or dropped, or opened
// again; an error when it is so already.
func (s DecisionState) After(next DecisionState) (DecisionState, error) {
	if !next.Valid() {
		return s, NewError(KindMalformed, "error.malformed")
	}
	if (s == DecisionOpen) == (next == DecisionOpen) {
		return s, NewError(KindState, "decisions.problem.state_"+string(s))
	}
	return next, nil
}

// DecisionFacts is a decision as meetings, lists and minutes show it.
type DecisionFacts struct {
	Decision
	Period         Quarter // of the round it was made in
	MeasureKey     string  // empty: about no measure
	MeasureNumber  int
	MeasureTitle   Name
	TitleConfirmed bool
	Recommendation string // ref; empty: about no recommendation
	Owner          OrganisationFacts
	OwnerParentID  *int64 // the ministry an agency answers to
	MadeByName     string
	ClosedByName   string
}

// Subject is the address part of what the decision is about.
func (d DecisionFacts) Subject() AgendaSubject {
	switch {
	case d.MeasureKey != "":
		return SubjectOfMeasure(d.MeasureNumber)
	case d.Recommendation != "":
		return AgendaSubject(d.Recommendation)
	}
	return SubjectOther
}

// DecisionInput is a decision as it is typed.
type DecisionInput struct {
	Text    string
	OwnerID int64
	Due     Date
	// Publishable is only asked of decisions about a measure.
	Publishable bool
}

// MaxDecision is the longest text of a decision, in characters.
const MaxDecision = 1000

// Settle makes what was typed fit to keep and gives every rule it breaks. Field
// names are those of the form. earliest is the first day it may be due.
func (in DecisionInput) Settle(earliest Date) (DecisionInput, error) {
	in.Text = strings.TrimSpace(CleanText(in.Text))
	var problems Problems
	if in.Text == "" {
		problems.Add("text", "decisions.problem.text_missing")
	}
	checkLength(&problems, "text", in.Text, MaxDecision)
	if in.OwnerID == 0 {
		problems.Add("owner", "decisions.problem.owner_missing")
	}
	switch {
	case in.Due.IsZero():
		problems.Add("due", "decisions.problem.due_missing")
	case in.Due.Before(earliest):
		problems.Add("due", "decisions.problem.due_passed")
	}
	return in, problems.Err()
}

// SettleDecisionNote makes the note of a decision that is closed fit to keep.
// Who drops a decision must say why.
func SettleDecisionNote(next DecisionState, note string) (string, error) {
	note = strings.TrimSpace(CleanText(note))
	var problems Problems
	if next == DecisionDropped && note == "" {
		problems.Add("note", "decisions.problem.note_missing")
	}
	checkLength(&problems, "note", note, MaxDecision)
	return note, problems.Err()
}

// MayReadDecision tells whether the person may read a decision that an
// organisation is to carry out: the coordinator all, reporters those of their
// ministry and its agencies, contributors those of their own organisation.
func (p Person) MayReadDecision(ownerID int64, ownerParentID *int64) bool {
	if p.May(RunRounds) {
		return true
	}
	for _, s := range p.Standings {
		own := s.OrganisationID == ownerID
		below := ownerParentID != nil && *ownerParentID == s.OrganisationID
		if s.Role == Reporter && (own || below) || s.Role == Contributor && own {
			return true
		}
	}
	return false
}
