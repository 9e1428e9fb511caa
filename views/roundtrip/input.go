// Package roundtrip is the pages on which a ministry downloads its round as a
// workbook and sends it back.
package roundtrip

import (
	"strconv"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// Start is where workbooks are downloaded and sent back.
type Start struct {
	Period        models.Quarter // zero: no round runs
	Deadline      models.Date
	Reports       int // that the person may write
	Contributions int
	Waiting       bool // an upload waits to be confirmed
	Most          int  // megabytes of a file
	Faults        []Fault
}

// Fault is one thing wrong with a file, and where.
type Fault struct {
	Sheet  string
	Row    int
	Column string
	Text   string
}

// Preview is what an upload would change.
type Preview struct {
	Upload    int64
	SentAt    time.Time
	ExpiresAt time.Time
	Texts     []Text
	Saved     int // just now
	Again     bool
}

// Text is a report or contribution with what differs.
type Text struct {
	Key         string // R12, B3
	Number      int
	Title       models.Name
	Confirmed   bool
	Paragraph   string // the ministry whose paragraph it is; empty: a report
	Address     string
	Revision    int
	Written     models.Language
	Closed      bool
	State       models.ReportState
	Stale       bool
	Undecided   bool
	Differences []Difference
	Added       []string // new milestones
}

// Difference is one field.
type Difference struct {
	Field         string
	Label         string
	Now           string
	File          string
	Prose         bool // compared word by word
	Unpublishable bool
	Conflict      bool
	Gone          bool
	Chosen        string
}

// The names of the form's fields.
const (
	SeenPrefix   = "versjon_"
	ChoicePrefix = "valg_"
	ChooseFile   = "fil"
	ChooseNow    = "na"
)

func number(n int) string { return strconv.Itoa(n) }

func count(in Preview) (changes, conflicts int) {
	for _, t := range in.Texts {
		changes += len(t.Differences) + len(t.Added)
		for _, d := range t.Differences {
			if d.Conflict && !d.Gone {
				conflicts++
			}
		}
	}
	return changes, conflicts
}

func savable(in Preview) bool {
	for _, t := range in.Texts {
		if !t.Closed {
			return true
		}
	}
	return false
}

func place(f layout.Frame, fault Fault) string {
	switch {
	case fault.Sheet == "":
		return f.T("roundtrip.place.file")
	case fault.Row == 0:
		return f.T("roundtrip.place.sheet", "Sheet", fault.Sheet)
	case fault.Column == "":
		return f.T("roundtrip.place.row", "Sheet", fault.Sheet, "Row", fault.Row)
	}
	return f.T("roundtrip.place.cell", "Sheet", fault.Sheet, "Row", fault.Row, "Column", fault.Column)
}

func shown(f layout.Frame, text string) string {
	if text == "" {
		return f.T("reporting.nothing_written")
	}
	return text
}

func choiceName(t Text, d Difference) string { return ChoicePrefix + t.Key + "_" + d.Field }
