package editions

import "tiltak/models"

// LiveOptions say what a live snapshot holds.
type LiveOptions struct {
	IncludeOpenRound bool // what is cleared in the running round, too
	Complete         bool // signed contributions, events (at a query), and what is not for publication
	EventsInstead    bool // the plan's events in place of the recommendations
	WithoutMoves     bool // not how milestones were moved: a query less
	ForPapers        bool // signed contributions in place of the recommendations, and no events: a query less
	Answering        bool // for papers that answer recommendations: those too
}

// Edition is one revision of an edition with what it shows.
type Edition struct {
	Ref      models.EditionRef // with its revision number
	Revision models.EditionRevision
	Snapshot models.Snapshot
	Previous *models.Snapshot // the edition before, in its newest revision; nil for the first
	Newest   bool             // no later revision of the same edition exists
	Unsettled
}

// Unsettled says what is being done about an edition's round after it closed.
type Unsettled struct {
	ReopenedBecause string // the round runs again, and why; empty: it does not
	Corrections     int    // reports of the round that are open for correction
}

// Listed is one revision of an edition without its payloads.
type Listed struct {
	ID     int64
	Period models.Quarter
	models.EditionRevision
	Unsettled
}

// Ref names the revision.
func (l Listed) Ref() models.EditionRef {
	return models.EditionRef{Period: l.Period, Revision: l.Number}
}
