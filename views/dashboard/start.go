package dashboard

import (
	"tiltak/models"
	"tiltak/views/newsletter"
	"tiltak/views/parts"
	"tiltak/views/reporting"
	"tiltak/views/rounds"
)

// Start is the input of the start page: the blocks that the person's roles
// give. A nil block is left out.
type Start struct {
	Owed  *reporting.OwedInput
	Round *rounds.Overview
	Issue *newsletter.Start
	Brief *Brief
	// Assessing is how far each organisation has come for which the person
	// assesses recommendations.
	Assessing []Assessing
	// Decisions are open ones of the review meetings that the person may read,
	// the first due first; MoreDecisions tells whether there are more.
	Decisions     []models.DecisionFacts
	MoreDecisions bool
}

// Assessing is how many recommendations an organisation has assessed.
type Assessing struct {
	Name     models.Name
	Total    int
	Assessed int
	First    string // the first that is not assessed; empty: none is left
}

// Brief is the state in short, as the newest edition has it. The zero Brief is
// that of a plan before its first.
type Brief struct {
	Source    parts.Source
	Counts    models.Counts
	Attention []Attention
	Coming    []parts.Milestone
}
