// Package reporting is where ministries write: the status report of a measure
// and the paragraph of a contributing ministry. Every save is kept as a
// revision; a save that somebody else came before is kept too, set aside.
package reporting

import (
	"time"

	"tiltak/app/reporting/texts"
	"tiltak/app/store"
	"tiltak/models"
)

// Desk takes in what ministries write.
type Desk struct {
	store *store.Store
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store) *Desk { return &Desk{store: s} }

// Saved tells what a save has become. Content is only set for reports: what
// was kept, with the ids of new milestones.
type Saved struct {
	Revision int
	At       time.Time
	Content  models.ReportContent
}

// Version is one text that was saved, kept or set aside.
type Version = texts.Version

// ConflictError says that somebody else saved first. Both texts are kept:
// Theirs stands, Mine is set aside as a revision of its own.
type ConflictError struct {
	Theirs Version
	Mine   Version
	told   *models.Error
}

func newConflict(theirs, mine Version) *ConflictError {
	return &ConflictError{
		Theirs: theirs, Mine: mine,
		told: models.NewError(models.KindConflict, "reporting.problem.conflict", "Who", theirs.SavedBy),
	}
}

// Error gives the technical text.
func (e *ConflictError) Error() string { return e.told.Error() }

// Unwrap gives the domain error, of the kind conflict.
func (e *ConflictError) Unwrap() error { return e.told }

// typedReport is what a writer sends to be kept.
type typedReport struct {
	content  models.ReportContent
	approval *models.ApprovalTyped                           // nil: as it was
	removed  map[int64]bool                                  // milestones taken out with a button
	tidy     func(models.ReportContent) models.ReportContent // what is done to the settled content before it is kept; may be nil
}
