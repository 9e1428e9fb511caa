// Package newsletter has the pages of the newsletter's status section: the list
// of quarters, the editor's desk, the freezing and the reading.
package newsletter

import (
	"net/url"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"tiltak/app/charts"
	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
)

// List is the input of the list of quarters.
type List struct {
	Rows    []Row
	Page    int
	Pages   int
	MayEdit bool
	Drafts  bool // sees quarters that are not frozen
}

// Row is one closed quarter.
type Row struct {
	Period   models.Quarter
	Begun    bool
	Frozen   bool
	Changed  bool // the edition has a newer revision than the issue
	SavedAt  *time.Time
	FrozenAt *time.Time

	Number    int    // 1, and one more for each erratum
	Reason    string // of the erratum
	Published string // the public address
}

// Desk is the input of the editor's desk.
type Desk struct {
	Period      models.Quarter
	Edition     models.EditionRef
	Newest      models.EditionRef
	StatusDate  models.Date
	Revision    int
	SavedAt     time.Time
	SavedBy     string
	Changed     bool
	Basis       Basis
	Intro       string
	Counts      string // the paragraph of counts, as it will be printed
	Own         []Item
	Areas       []Area
	Upcoming    []Item
	Sheet       Sheet
	Formats     []string
	Style       Style
	IntroAdvice []Advice
	Life        Life
	Problem     *models.Error
	Conflict    *Conflict
}

// Area is one area on the desk.
type Area struct {
	models.AreaFacts
	Own      []Item
	Measures []Measure
}

// Colour is the area's colour in the design system.
func (a Area) Colour() string { return "omrade" + strconv.Itoa((a.Number-1)%4+1) }

// Measure is one measure on the desk with its items.
type Measure struct {
	models.MeasureFacts
	Figure      models.Figure
	Items       []Item
	First, Last bool
}

// Item is one item on the desk.
type Item struct {
	models.IssueItem
	Number      int // of the measure; 0: of none
	Source      models.ItemSource
	Words       int
	Lines       int
	Advice      []Advice
	NoLink      bool // says «se her» without a link to lead to
	Meaning     Meaning
	First, Last bool
}

// Name gives the name of one of the item's form fields.
func (i Item) Name(field string) string { return field + "_" + strconv.FormatInt(i.ID, 10) }

// LinkName gives the name of a field of one of the item's links.
func (i Item) LinkName(field string, n int) string { return i.Name(field) + "_" + strconv.Itoa(n) }

// Do gives the value of a button that does something with the item.
func (i Item) Do(action string) string { return action + ":" + strconv.FormatInt(i.ID, 10) }

// LinkRows are the item's links and an empty row for one more.
func (i Item) LinkRows() []models.Link {
	return append(append([]models.Link{}, i.Links...), models.Link{})
}

// Conflict is what two editors have typed at once, where they differ.
type Conflict struct {
	Who      string
	At       time.Time
	Revision int // of what stands
	Texts    []ConflictText
	Others   bool // they differ in what is kept, linked or ordered too
}

// ConflictText is one text in both wordings.
type ConflictText struct {
	Title  string
	Mine   string
	Theirs string
}

// Freeze is the input of the page that asks before freezing.
type Freeze struct {
	Period   models.Quarter
	Edition  models.EditionRef
	Revision int
	Changed  bool
	Sheet    Sheet
	Missing  []Measure // not reported
	Problem  *models.Error
}

// Reading is the input of the page for those who read.
type Reading struct {
	Ref      models.IssueRef // how the page is addressed
	Life     Life
	Problem  *models.Error
	Typed    string // the reason, where it was refused
	Period   models.Quarter
	Frozen   bool
	FrozenAt *time.Time
	Sheet    Sheet
	Formats  []string
}

// Print is the input of the page for printing.
type Print struct {
	Period models.Quarter
	Sheet  Sheet
}

// Start is the input of the editor's block on the start page.
type Start struct {
	Row   Row
	Known bool // a round has been closed
}

// Sheet is the paper as it will be, for showing on a page.
type Sheet struct {
	Lang       string // nb or nn
	Title      string
	Marks      []string
	Before     []Block // over the columns
	Columns    []Block
	Chart      charts.SVG
	Paragraphs int
	Words      int
	Lines      int
	Pages      int
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
	Items []Block // of a list
	Table *SheetTable
	Item  int64 // the item it was made from; 0: the paper's own words
	Last  bool  // the last paragraph of that item
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
	Head    []string
	Rows    [][][]Run
}

func clearedOn(s models.ItemSource) models.Date { return models.DateOf(s.ClearedAt, language.Oslo) }

func searchAddress(f layout.Frame, query string, page int) templ.SafeURL {
	return templ.SafeURL(f.URL("/nyhetsbrev?" + url.Values{"q": {query}, "side": {strconv.Itoa(page)}}.Encode()))
}
