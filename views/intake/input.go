// Package intake has the pages on which a report's recommendations are taken in.
package intake

import "tiltak/models"

// Names in the forms.
const (
	FileField     = "fil"
	HeldField     = "innhold"
	NameField     = "navn"
	AgreedField   = "avtrykk"
	LineageField  = "samme"
	EvaluationFor = "evaluering_" // and the field
)

// Path is where the pages are.
const Path = "/anbefalinger/import"

// Start is the input of the page where files are sent in.
type Start struct {
	Most   int // kB
	Faults []Fault
	Fields []Field // of the evaluation, for CSV
	Typed  bool    // something stands in them
}

// Fault is one thing wrong with a file.
type Fault struct{ Where, Text string }

// Field is one thing that is typed about the evaluation.
type Field struct {
	Name, Label, Help, Value string
	Answer                   bool // yes, no or nothing
}

// Preview is the input of the page that shows what an import would do.
type Preview struct {
	Name    string
	Counts  string
	Nothing bool // there is nothing to take in
	Again   bool // it is not what was agreed to

	BodyNew       string // the sentence; empty: it is there
	EvaluationNew bool
	Evaluation    []Change
	Changes       []Change
	Kept          []Change
	New           []New
	Offers        []Offer

	Held, FileName, Agreed string
	Fields                 []Field
}

// Change is a value before and after.
type Change struct{ Subject, Field, Before, After string }

// New is a recommendation that is added.
type New struct {
	Ref       string
	Level     models.Level
	Articles  string
	Topic     models.Name
	Measures  []string
	Addressed string
	Official  bool
	Confirmed bool
}

// Offer is what may have been raised before.
type Offer struct {
	Ref     string
	Topic   models.Name
	Choices []Choice
}

// Choice is one recommendation of an earlier round.
type Choice struct {
	Ref, Reason string
	Topic       models.Name
	Round       int
	Chosen      bool
}
