// Package answers has the pages where papers are made: the choice of them, and
// each as it will be.
package answers

import (
	"net/url"

	"tiltak/app/charts"
	"tiltak/models"
	"tiltak/views/layout"
)

// Basis says what papers are made from, as pages show it.
type Basis struct {
	AsOf       models.AsOf // zero: nothing is chosen, and there is nothing to choose
	Language   models.Language
	Ref        models.EditionRef // of an edition, with its revision
	StatusDate models.Date       // of an edition
	Corrected  models.EditionKind
	Reason     string
	Outdated   bool // a later revision of the same edition exists
}

// Query is the part of an address that says what papers are made from.
func (b Basis) Query() string {
	values := url.Values{}
	if !b.AsOf.Edition.IsZero() {
		values.Set("utgave", b.AsOf.Edition.String())
	}
	if !b.AsOf.Date.IsZero() {
		values.Set("dato", b.AsOf.Date.String())
	}
	if b.Language != models.Bokmaal {
		values.Set("sprak", string(b.Language))
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// In is the same basis in another language.
func (b Basis) In(written models.Language) Basis {
	b.Language = written
	return b
}

// Now is the same edition in its newest revision.
func (b Basis) Now() Basis {
	b.AsOf = models.AsOf{Edition: models.EditionRef{Period: b.Ref.Period}}
	return b
}

// Choose is the input of the page where papers are chosen.
type Choose struct {
	Basis   Basis
	Choices []Choice // editions, newest first
	Day     string   // as it stands in the field
	Papers  []Paper
	Problem *models.Error // what was wrong with the choice
}

// Choice is an edition to choose.
type Choice struct {
	Value  string // as in addresses
	Ref    models.EditionRef
	Newest bool // revision of its quarter
	Chosen bool
}

// Paper is a paper to look at or download.
type Paper struct {
	Kind    string
	Formats []string
}

// Preview is the input of the page that shows a paper as it will be.
type Preview struct {
	Basis Basis
	Paper Paper
	Lang  string // of the paper: nb or nn
	Sheet Sheet
}

// Sheet is the paper as it will be.
type Sheet struct {
	Title  []Run
	Marks  []string
	Blocks []Block
	Footer string
}

// BlockKind is what a block of the sheet is.
type BlockKind int

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Lead
	Heading
	SubHeading
	Items
	Note
	Chart
	Table
)

// Block is one paragraph, heading, list, chart or table of the sheet.
type Block struct {
	Kind  BlockKind
	Lang  string
	Runs  []Run
	Items []Item
	Chart charts.SVG
	Table *SheetTable
}

// Item is one item of a list.
type Item struct {
	Lang string
	Runs []Run
}

// Run is a stretch of text with one look.
type Run struct {
	Text string
	Link string
	Lang string
	Bold bool
	Mark bool
}

// SheetTable is a table of the sheet.
type SheetTable struct {
	Caption string
	Head    []Column
	Rows    [][][]Run
	Total   bool
}

// Column is the heading of a column.
type Column struct {
	Heading string
	Number  bool
}

// last tells whether a row sums up the others.
func (t SheetTable) last(i int) bool { return t.Total && i == len(t.Rows)-1 }

// Path is the address of the choice.
const Path = "/eksport"

// paperURL is the address of a paper, or of one of its files.
func paperURL(f layout.Frame, b Basis, rest string) string {
	return f.URL(Path+"/"+rest) + b.Query()
}

// editionName names an edition in the choice.
func editionName(f layout.Frame, c Choice) string {
	if c.Newest {
		return f.Quarter(c.Ref.Period)
	}
	return f.T("answers.edition_choice", "Quarter", f.Quarter(c.Ref.Period), "Number", c.Ref.Revision)
}
