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
	Outdated   bool   // a later revision of the same edition exists
	Evaluation string // that a reply is to, as GRETA-3; empty for other papers
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
	if b.Evaluation != "" {
		values.Set("evaluering", b.Evaluation)
	}
	if b.Language != models.Bokmaal || b.Evaluation != "" { // a reply is in English unless another is asked for
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

// To is the same basis for a reply to another evaluation.
func (b Basis) To(evaluation string) Basis {
	b.Evaluation = evaluation
	return b
}

// Common is the same basis as all papers can have it: without an evaluation, and
// in bokmål where the language is for a reply alone.
func (b Basis) Common() Basis {
	if b.Evaluation = ""; b.Language == models.English {
		b.Language = models.Bokmaal
	}
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
	Opened  bool // one must open it before it can be downloaded
}

// Preview is the input of the page that shows a paper as it will be.
type Preview struct {
	Basis Basis
	Paper Paper
	Lang  string // of the paper: nb, nn or en
	Sheet Sheet
	Reply *Reply // of a reply alone
}

// Reply is what is chosen for a reply, and what it lacks.
type Reply struct {
	Languages   []models.Language
	Evaluations []string
	Missing     []Missing // English texts
	Keeper      bool      // whether the reader keeps the catalogue, where most of them are mended
}

// Missing is an English text that a reply lacks.
type Missing struct {
	Kind    string
	Ref     string
	Text    string
	Address string // where it is mended; empty where the reader cannot
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
