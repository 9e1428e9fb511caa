package editions

import "tiltak/models"

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

type editionRow struct {
	models.EditionRevision
	Unsettled
	Period          models.Quarter
	NewestNumber    int
	PreviousPayload string
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
