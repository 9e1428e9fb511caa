// Package corrections has the pages where the coordinator changes what is
// closed: opening a round again, opening a report for correction, and making an
// erratum. Each asks for a reason, shows what will happen, and asks once more.
package corrections

import (
	"tiltak/models"
	"tiltak/views/comparison"
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

// Erratum is the input of the page that corrects an edition.
type Erratum struct {
	Ref         models.EditionRef // the newest revision
	Next        models.EditionRef
	Corrections int    // reports of the round that are open for correction
	Reason      string // as typed
	Confirm     bool   // the reason is given, and what differs is shown
	Unchanged   bool   // nothing differs, so there is nothing to make
	Difference  comparison.Page
	Seen        string
	Problem     *models.Error
}

// ErratumPath is the address where an edition is corrected.
func ErratumPath(period models.Quarter) string {
	return "/utgaver/" + period.String() + "/rett"
}

// editionPath is the address of the newest revision of the edition.
func (e Erratum) editionPath() string { return "/utgaver/" + e.Ref.Period.String() }

// Report is the input of the page that opens a report for correction.
type Report struct {
	ReportID  int64
	Period    models.Quarter
	Number    int
	Title     models.Name
	Confirmed bool
	Reason    string // as typed
	Problem   *models.Error
}

// ReportPath is the address where a report is opened for correction.
func ReportPath(period models.Quarter, number int) string {
	return rounds.MeasurePath(period, number) + "/rett"
}
