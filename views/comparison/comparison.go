// Package comparison has the page that tells what differs between two states of
// a plan, and the sentences that the paper of the same says too.
package comparison

import (
	"net/url"
	"strconv"
	"time"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
)

// Path is the address of the page without its question.
const Path = "/utgaver/sammenlign"

// Now is the state now, in addresses.
const Now = "na"

// Page is the input of the page.
type Page struct {
	From, To   Side
	Difference models.Comparison
	Choices    []models.Quarter // editions to choose from, newest first
	Backwards  bool             // what is called before comes after
	Files      bool             // the visitor may take the comparison out as a file
	Formats    []string
	Nothing    bool // there is no edition yet, and so nothing to compare
}

// Side is one of the two states.
type Side struct {
	AsOf       models.AsOf
	Ref        models.EditionRef // with its revision; zero: no edition
	Kind       models.EditionKind
	Reason     string // why the revision was made, where it is not the first
	Hash       string
	Reopened   string    // why the edition's round runs again; empty: it does not
	MadeAt     time.Time // of the edition
	StatusDate models.Date
	Snapshot   models.Snapshot
}

// MadeAnew stands for the kind of a later revision where the kind is not read.
const MadeAnew models.EditionKind = "again"

// Word is the state in addresses.
func (s Side) Word() string {
	if s.AsOf.Now() {
		return Now
	}
	return s.AsOf.String()
}

// Edition tells whether the state is an edition.
func (s Side) Edition() bool { return !s.Ref.IsZero() }

// Corrected tells whether the edition was made anew after its round closed.
func (s Side) Corrected() bool { return s.Edition() && s.Kind != models.EditionAtClose }

// query is what the address of another page needs to show the same state.
func (s Side) query() string {
	switch {
	case !s.AsOf.Edition.IsZero():
		return "?utgave=" + url.QueryEscape(s.AsOf.String())
	case !s.AsOf.Date.IsZero():
		return "?dato=" + url.QueryEscape(s.AsOf.String())
	}
	return ""
}

// Address is the address of a comparison.
func Address(from, to string) string {
	return Path + "?fra=" + url.QueryEscape(from) + "&til=" + url.QueryEscape(to)
}

// fileAddress is the address of the comparison as a file.
func fileAddress(in Page, format string) string {
	return Path + "/fil/" + format + "?fra=" + url.QueryEscape(in.From.Word()) + "&til=" + url.QueryEscape(in.To.Word())
}

// SideName names a state: an edition, a day, or now.
func SideName(p language.Printer, s Side) string {
	switch {
	case s.Edition():
		return p.T("comparison.side.edition", "Ref", s.Ref.String(), "Date", p.Date(s.StatusDate))
	case !s.AsOf.Date.IsZero():
		return p.T("comparison.side.day", "Date", p.Date(s.AsOf.Date))
	}
	return p.T("comparison.side.now", "Date", p.Date(s.StatusDate))
}

// ShortName is the heading of a column.
func ShortName(p language.Printer, s Side) string {
	switch {
	case s.Edition():
		return s.Ref.String()
	case !s.AsOf.Date.IsZero():
		return p.Date(s.AsOf.Date)
	}
	return p.T("comparison.side.now_short")
}

// MeasureName is a measure's number and title, marked where it is a working title.
func MeasureName(p language.Printer, m models.MeasureFacts) string {
	return p.T("comparison.measure", "Number", m.Number, "Title", marked(p, m.Title, m.TitleConfirmed))
}

// marked is a name with the mark of a working title.
func marked(p language.Printer, name models.Name, settled bool) string {
	text := p.Name(name)
	if !settled {
		text += " (" + p.T("mark.working_title") + ")"
	}
	return text
}

func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return "0"
}

// CountRow is how many measures had a figure before and have it now.
type CountRow struct {
	Label         string
	Figure        models.Figure // empty: the sum
	Before, After int
}

// Change is the difference with its sign.
func (r CountRow) Change() string { return signed(r.After - r.Before) }

// CountRows are the counts of both states; what both lack is left out.
func CountRows(p language.Printer, c models.Comparison) []CountRow {
	rows := []CountRow{}
	for _, figure := range models.Figures() {
		row := CountRow{Label: p.Figure(figure), Figure: figure, Before: c.Before.Of(figure), After: c.After.Of(figure)}
		if row.Before+row.After > 0 {
			rows = append(rows, row)
		}
	}
	return append(rows, CountRow{Label: p.T("comparison.total"), Before: c.Before.Total, After: c.After.Total})
}

// pickable are the quarters to choose from, with the chosen one even where it
// is too old to be listed.
func pickable(choices []models.Quarter, side Side) []string {
	var list []string
	chosen := side.Word()
	found := side.AsOf.Edition.IsZero()
	for _, period := range choices {
		list = append(list, period.String())
		found = found || period.String() == chosen
	}
	if !found {
		list = append(list, chosen)
	}
	return list
}

// quarterName names an edition in the list to choose from.
func quarterName(f layout.Frame, word string) string {
	ref, err := models.ParseEditionRef(word)
	if err != nil {
		return word
	}
	return f.Edition(ref)
}
