package rounds

import (
	"strconv"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// Cell is how the report of one measure stands.
type Cell struct {
	Number        int
	Title         models.Name
	Confirmed     bool // the title
	Area          int  // its number
	Lead          string
	Delivery      models.Delivery
	SubmittedAt   *time.Time
	DraftAge      *int // days since something undelivered was last saved; nil: nothing is
	Late          int  // days after the deadline that it first came, or has been waited for
	Exception     bool
	Contributions []Paragraph
	Marks         Marks // of a delivered report
}

// Paragraph is a contribution that a ministry owes.
type Paragraph struct {
	Ministry string
	Signed   bool
	Agency   string // that signed on the ministry's behalf; "" the ministry itself
	New      bool   // signed after the report was submitted, and not yet cleared with it
	DraftAge *int
	Late     int
}

// Owed tells whether a ministry owes the report or a paragraph of it.
func (c Cell) Owed(ministry string) bool {
	_, paragraph := c.Paragraph(ministry)
	return c.Lead == ministry || paragraph
}

// Paragraph finds the contribution that a ministry owes to a measure.
func (c Cell) Paragraph(ministry string) (Paragraph, bool) {
	for _, p := range c.Contributions {
		if p.Ministry == ministry {
			return p, true
		}
	}
	return Paragraph{}, false
}

// NeedsCoordinator tells whether something is to be done by the coordinator:
// the report is to be cleared, or it or a paragraph is overdue and to be asked
// for.
func (c Cell) NeedsCoordinator() bool {
	if c.Delivery == models.DeliverySubmitted || (c.Delivery == models.DeliveryMissing && c.Late > 0) {
		return true
	}
	for _, p := range c.Contributions {
		if !p.Signed && p.Late > 0 && c.Delivery != models.DeliveryCleared {
			return true
		}
	}
	return false
}

// drafted tells whether something is begun that has never been delivered.
func (c Cell) drafted() bool { return c.Delivery == models.DeliveryMissing && c.DraftAge != nil }

// lateLine says how late something came, or that it is waited for.
func lateLine(f layout.Frame, days int, delivered bool) string {
	switch {
	case days == 0:
		return ""
	case !delivered:
		return f.T("rounds.late_missing", "Count", days)
	}
	return f.T("rounds.late", "Count", days)
}

func (c Cell) lateLine(f layout.Frame) string {
	return lateLine(f, c.Late, c.Delivery != models.DeliveryMissing)
}

// draftLine says when something undelivered was last saved. It tells nothing of
// what it says or who wrote it.
func draftLine(f layout.Frame, age *int) string {
	switch {
	case age == nil:
		return ""
	case *age == 0:
		return f.T("rounds.draft_today")
	case *age == 1:
		return f.T("rounds.draft_yesterday")
	}
	return f.T("rounds.draft_saved", "Count", *age)
}

// cellLine says who owes the report and when it came.
func cellLine(f layout.Frame, c Cell) string {
	line := f.T("rounds.line."+string(c.Delivery), "Ministry", c.Lead)
	if c.SubmittedAt != nil {
		line = f.T("rounds.submitted_at", "Ministry", c.Lead, "Moment", f.Moment(*c.SubmittedAt))
	}
	if late := c.lateLine(f); late != "" {
		line += ", " + late
	}
	line += "."
	if paragraphs := paragraphLine(f, c); paragraphs != "" {
		line += " " + paragraphs
	}
	return line
}

// paragraphLine says which contributions are signed and which are waited for.
func paragraphLine(f layout.Frame, c Cell) string {
	var signed, waited []string
	for _, p := range c.Contributions {
		if p.Signed {
			signed = append(signed, p.Ministry)
		} else {
			waited = append(waited, p.Ministry)
		}
	}
	switch {
	case len(signed) > 0 && len(waited) > 0:
		return f.T("rounds.paragraphs_some", "Signed", f.And(signed), "Waited", f.And(waited))
	case len(signed) > 0:
		return f.T("rounds.paragraphs_signed", "Signed", f.And(signed))
	case len(waited) > 0:
		return f.T("rounds.paragraphs_waited", "Waited", f.And(waited))
	}
	return ""
}

// said is how a report stands, as a sentence for who hears that it has changed.
func (c Cell) said(f layout.Frame) string {
	return f.T("rounds.said."+c.state(), "Ministry", c.Lead, "Number", c.Number)
}

func (p Paragraph) said(f layout.Frame, number int) string {
	return f.T("rounds.said.paragraph_"+p.state(), "Ministry", p.Ministry, "Number", number)
}

// cellKey names a field of the board, so that it is found again when the board
// reads itself anew.
func cellKey(kind string, number int, ministry string) string {
	return kind + "-" + strconv.Itoa(number) + "-" + ministry
}

// state is a word for how a report stands, for telling whether it has changed.
func (c Cell) state() string {
	if c.drafted() {
		return "draft"
	}
	return string(c.Delivery)
}

func (p Paragraph) state() string {
	switch {
	case p.Signed:
		return "signed"
	case p.DraftAge != nil:
		return "draft"
	}
	return "missing"
}

func paragraphIcon(p Paragraph) string {
	switch p.state() {
	case "signed":
		return "CheckmarkHeavy"
	case "draft":
		return "Pencil"
	}
	return "CircleSlash"
}
