// Package corrections has the pages where the coordinator changes what is
// closed: opening a round again, opening a report for correction, and making an
// erratum. Each asks for a reason, shows what will happen, and asks once more.
package corrections

import (
	"tiltak/models"
	"tiltak/views/rounds"
)

// Reopening is the input of the page that opens a round again.
type Reopening struct {
	Round   models.Round
	Later   models.Quarter // a later round, which stands in the way; zero: none
	Reason  string         // as typed
	Confirm bool           // the reason is given, and is asked about once more
	Problem *models.Error
}

// ReopenPath is the address where a round is opened again.
func ReopenPath(period models.Quarter) string { return rounds.Path(period) + "/gjenapne" }
