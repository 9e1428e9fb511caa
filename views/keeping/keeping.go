// Package keeping is the pages where the coordinator confirms or replaces the values of the catalogue.
package keeping

import (
	"tiltak/models"
)

// Overview is the input of OverviewPage.
type Overview struct {
	Measures    []Measure
	Sections    []Section // everything else
	Unconfirmed int       // values that are provisional
	Total       int
}

// Section is all rows of one kind.
type Section struct {
	Kind        string
	Rows        []Row
	Unconfirmed int
}

// Row is one row of the catalogue. Address is under /katalog.
type Row struct {
	Address   string
	Number    string // or code, or reference; may be empty
	Text      string
	Language  models.Language
	Detail    string
	Confirmed bool
	Seen      string
	Editable  bool
}

// Measure is one measure: its title, and the organisations that have a part in it.
type Measure struct {
	Title     Row
	Lead      string
	Others    []string
	PartsSeen string
	PartsSure bool // the organisations are confirmed
}

// Entry is the input of EntryPage: the form for one row.
type Entry struct {
	Kind      string
	Address   string
	Name      string // what the row is known by
	Fields    []Field
	Confirmed bool
	Seen      string
	Parts     *Parts // of a measure
	Problem   *models.Error
}

// Field is one value in the form.
type Field struct {
	Name     string
	Value    string
	Now      string // what stands in the catalogue, where that differs from what was typed
	Language models.Language
	Required bool
	Long     bool
	Choices  []string // message keys are keeping.choice.NAME.VALUE
	Checkbox bool
}

// Parts is the form for the organisations of a measure.
type Parts struct {
	Ministries, Bodies                  []models.Organisation
	Lead                                string
	Contributors, Agencies, Independent map[string]bool
	Confirmed                           bool
	Seen                                string
	Begins                              models.Date // the first day of who leads
	From                                string      // typed: the day from which others take over
	Problem                             *models.Error
}
