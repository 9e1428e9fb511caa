// Package intake takes in all the recommendations of a report at once, from a
// workbook, a CSV file or a YAML file. What it would change is shown field by
// field before anything is written; then all of it is written, or nothing.
package intake

import (
	"cmp"
	"slices"

	"tiltak/app/catalogue"
	"tiltak/app/language"
	"tiltak/models"
)

// Bounds of what is taken in.
const (
	MostBytes    = 1 << 20 // the file
	mostUnpacked = 16 << 20
	mostRows     = 1000
	mostColumns  = 60
	mostFaults   = 100
)

// Words are the texts of a reader's language.
type Words = language.Printer

// Incoming is what a file says: one evaluation and its recommendations.
type Incoming struct {
	Form       Form
	Body       catalogue.Body
	Evaluation catalogue.Evaluation
	Stated     map[Field]bool // what the file says of the evaluation; the rest is left as it is
	Rows       []Row

	places map[Field]Place // of the evaluation's values
}

// Row is one recommendation of a file.
type Row struct {
	catalogue.Recommendation
	Links  []Link
	Stated map[Field]bool // what the file says of it; the rest is left as it is
	place  func(Field) Place
}

// Link is a measure that a row says answers its recommendation.
type Link struct {
	Measure string // number or key, as it is written
	Degree  string
}

// Form is what kind of file it is.
type Form string

// The forms.
const (
	Workbook Form = "xlsx"
	CSV      Form = "csv"
	YAML     Form = "yaml"
)

// Place is where something stands in a file. What is empty is not told.
type Place struct {
	Sheet  string
	Row    int
	Column string // letter of the column
	Line   int
	Field  Field
	InForm bool // in the form beside the file
}

// Fault is one thing wrong with a file: where, and the message that says what
// and what to do. A file with any fault is refused as a whole.
type Fault struct {
	Place Place
	Key   string
	Args  map[string]any
}

// faults gathers all that is wrong with a file, up to a bound: nobody mends more
// in one go. The same fault at the same place is told once.
type faults []Fault

func (f *faults) add(at Place, key string, args ...any) {
	f.put(Fault{at, "intake.fault." + key, models.Args(args...)})
}

func (f *faults) put(fault Fault) {
	same := func(o Fault) bool { return o.Place == fault.Place && o.Key == fault.Key }
	if len(*f) < mostFaults && !slices.ContainsFunc(*f, same) {
		*f = append(*f, fault)
	}
}

// FaultsError says that a file cannot be taken in, with all that is wrong.
type FaultsError struct{ Faults []Fault }

func (e *FaultsError) Error() string { return "the file of recommendations has faults" }

// compare puts places in the order of the file: the evaluation first.
func (p Place) compare(o Place) int {
	return cmp.Or(cmp.Compare(p.order(), o.order()), cmp.Compare(p.Line, o.Line), cmp.Compare(p.Row, o.Row), cmp.Compare(len(p.Column), len(o.Column)), cmp.Compare(p.Column, o.Column))
}

func (p Place) order() int {
	switch {
	case p.InForm:
		return 0
	case slices.Contains(EvaluationFields(), p.Field):
		return 1
	}
	return 2
}
