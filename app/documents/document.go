// Package documents holds one neutral document model and the writers that turn
// it into files: Word, PowerPoint, OpenDocument, HTML for mail and for other sites,
// Markdown and plain text, and a workbook where the matter stands in tables. It
// knows nothing of plans and measures.
//
// The same document gives the same bytes, on any machine and at any time: the
// only time in a file is Document.Created.
package documents

import "time"

// Document is a whole paper. Its texts are in the language of its reader; this
// package adds no words of its own.
type Document struct {
	Title    string
	Subject  string
	Author   string
	Language string // nb-NO, nn-NO or en-GB
	Period   string // what the paper covers, as in «april–juni 2026»
	Footer   string // left in the footer of each page; empty: subject and period

	// Draft («Utkast») and Example («Eksempeldata») are marks shown first and
	// last in every format and on every page of those that have pages. Empty
	// means no mark.
	Draft   string
	Example string

	Created time.Time // the frozen or exported moment; zero leaves it out
	Words   Words
	Blocks  []Block
}

// Words are the few words that a writer puts in by itself. An empty one is left
// out.
type Words struct {
	Page   string // before the page number: «Side»
	Figure string // before the text of a picture that a format cannot show: «Figur»
	Sheet  string // the name of a workbook's first sheet: «Om tabellene»; empty: the title
	// Continued stands after a heading that goes on in the next box or slide of a
	// presentation: «forts.»; empty: headings are not said again.
	Continued string
}

// Kind says what a block is.
type Kind int

const (
	KindParagraph Kind = iota
	KindTitle          // the heading of the paper; at most one, before other headings
	KindLead
	KindHeading1
	KindHeading2
	KindItem // consecutive items make one list
	KindNote
	KindTable
	KindImage
	KindColumns // from here on the text stands in Block.Columns columns
)

// Block is one paragraph, table, picture or change of columns. Language is set
// where it differs from the document's.
type Block struct {
	Kind     Kind
	Runs     []Run
	Language string
	Table    *Table
	Image    *Image
	Columns  int
}

// Run is a stretch of text with one look. A Mark is a mark beside a value, such
// as «arbeidstittel»: every format sets it in brackets, so that it survives
// being copied without formatting.
type Run struct {
	Text     string
	Link     string // http, https or mailto
	Language string // where it differs from the block's
	Bold     bool
	Italic   bool
	Mark     bool
}

// Table has a heading for each column and as many cells in each row.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]Cell
	Total   bool // the last row sums up the others
}

// Column is the heading of a column. Numbers are set to the right. Width is the
// column's share of the table; where any is zero, the texts decide. In a workbook
// the numbers and dates of such columns are numbers and dates, not texts.
type Column struct {
	Heading string
	Number  bool
	Date    bool
	Width   float64
}

// Cell is the text of one cell.
type Cell []Run

// Image is a PNG picture and the text that says the same.
type Image struct {
	PNG []byte
	Alt string
}
