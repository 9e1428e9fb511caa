// Package texts keeps every text that somebody saved: as a revision that
// stands, or, when somebody else saved first, as one set aside.
package texts

import (
	"time"

	"tiltak/models"
)

// Subject is what a text is of, and who writes it.
type Subject struct {
	Kind     models.RevisionSubject
	ID       int64
	Person   models.Person
	PlanCode string
}

// Version is one text with who saved it, when, and as what. Only the content of
// its own kind is set.
type Version struct {
	RevisionID   int64
	Number       int // among the kept ones, or among those set aside
	SetAside     bool
	SavedAt      time.Time
	SavedBy      string // display name; empty when not known
	Hash         string
	Report       models.ReportContent
	Contribution models.ContributionContent
}
