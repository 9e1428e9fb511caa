package models

import "time"

// RoundState is where a reporting round stands.
type RoundState string

// The states of a round.
const (
	RoundPlanned  RoundState = "planned"
	RoundOpen     RoundState = "open"
	RoundInReview RoundState = "in_review"
	RoundClosed   RoundState = "closed"
)

// Round (rapporteringsrunde) is named for the quarter it reports. One per plan
// and quarter; at most one per plan is running.
type Round struct {
	ID           int64
	PlanID       int64
	Period       Quarter
	State        RoundState
	OpensOn      Date
	Deadline     Date
	Instructions string
	OpenedAt     *time.Time
	ClosedAt     *time.Time
	// ReopenedBecause is why the round was opened again after it had closed. It
	// is empty again when it closes anew: then the edition has the reason.
	ReopenedBecause string
	// ForCorrection is set where the round is read for one report that is open
	// for correction: for that report it runs, though it has closed.
	ForCorrection bool `gorm:"-"`
}

// Running tells whether ministries may report: the round is open or in review,
// or it is looked at for a report that is open for correction.
func (r Round) Running() bool {
	return r.State == RoundOpen || r.State == RoundInReview || r.ForCorrection
}

// RoundAction is something the coordinator does to a round.
type RoundAction string

// The actions on a round.
const (
	OpenRound   RoundAction = "open"
	ReviewRound RoundAction = "review"
	CloseRound  RoundAction = "close"
	ReopenRound RoundAction = "reopen"
)

// After gives the state after an action, or an error when the round's state
// does not allow it. Missing reports never stop a round from being closed.
func (s RoundState) After(action RoundAction) (RoundState, error) {
	switch {
	case s == RoundPlanned && action == OpenRound:
		return RoundOpen, nil
	case s == RoundOpen && action == ReviewRound:
		return RoundInReview, nil
	case (s == RoundOpen || s == RoundInReview) && action == CloseRound:
		return RoundClosed, nil
	case s == RoundClosed && action == ReopenRound:
		return RoundInReview, nil
	}
	return s, NewError(KindState, "error.round_state", "State", string(s), "Action", string(action))
}

// Reopened tells whether the round has left an edition and runs again.
func (r Round) Reopened() bool { return r.ReopenedBecause != "" }

// WorkingDays between the end of a quarter and the default deadline.
const deadlineWorkingDays = 5

// openingDays before the end of a quarter that its round opens by default.
const openingDays = 21

// DefaultOpening is three weeks before the quarter's end.
func DefaultOpening(q Quarter) Date { return q.LastDay().AddDays(-openingDays) }

// DefaultDeadline is five working days after the quarter's end. isHoliday says
// which days are public holidays; July is not counted as working days.
func DefaultDeadline(q Quarter, isHoliday func(Date) bool) Date {
	return AddWorkingDays(q.LastDay(), deadlineWorkingDays, isHoliday)
}
