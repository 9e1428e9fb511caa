package rounds

import (
	"slices"

	"tiltak/models"
)

// Overview is the coordinator's block on the start page.
type Overview struct {
	Round *models.Round // nil: no round runs
	models.Tally
	Waiting []Cell
	Lacking []Cell
	// MailTrouble counts mails of the round that wait for a person.
	MailTrouble int
}

// MissingGroup is a ministry with the reports it has not delivered.
type MissingGroup struct {
	Ministry string
	Cells    []Cell
}

// MissingByMinistry groups the missing reports by who owes them.
func (o Overview) MissingByMinistry() []MissingGroup {
	var groups []MissingGroup
	for _, cell := range o.Lacking {
		i := slices.IndexFunc(groups, func(g MissingGroup) bool { return g.Ministry == cell.Lead })
		if i < 0 {
			i = len(groups)
			groups = append(groups, MissingGroup{Ministry: cell.Lead})
		}
		groups[i].Cells = append(groups[i].Cells, cell)
	}
	return groups
}
