package rounds

import (
	"slices"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// Board is the input of a round's board. It holds nothing of any text.
type Board struct {
	Round models.Round
	models.Tally
	Cells      []Cell     // one for each measure, by number
	Ministries []Ministry // those that owe something
	Only       models.Delivery
	Edition    bool // the round has left an edition
}

// Cell is how the report of one measure stands.
type Cell struct {
	Number        int
	Title         models.Name
	Confirmed     bool // the title
	Lead          string
	Delivery      models.Delivery
	SubmittedAt   *time.Time
	Late          int // days after the deadline
	Exception     bool
	Contributions []Paragraph
}

// Paragraph is a contribution that a ministry owes.
type Paragraph struct {
	Ministry string
	Signed   bool
}

// Ministry is a ministry with what it owes.
type Ministry struct {
	Code string
	Name models.Name
	models.Tally
	Owed, Signed int // contributions
}

// Shown are the cells that the choice in the address leaves.
func (b Board) Shown() []Cell {
	if b.Only == "" {
		return b.Cells
	}
	var shown []Cell
	for _, cell := range b.Cells {
		if cell.Delivery == b.Only {
			shown = append(shown, cell)
		}
	}
	return shown
}

// LedBy gives the shown cells that a ministry leads.
func (b Board) LedBy(ministry string) []Cell {
	var own []Cell
	for _, cell := range b.Shown() {
		if cell.Lead == ministry {
			own = append(own, cell)
		}
	}
	return own
}

// Waiting are the reports that wait for the coordinator, first come first.
func (b Board) Waiting() []Cell {
	var waiting []Cell
	for _, cell := range b.Cells {
		if cell.Delivery == models.DeliverySubmitted {
			waiting = append(waiting, cell)
		}
	}
	return waiting
}

// Uncleared are the reports that are told as not reported if the round closes.
func (b Board) Uncleared() []Cell {
	var left []Cell
	for _, cell := range b.Cells {
		if cell.Delivery != models.DeliveryCleared {
			left = append(left, cell)
		}
	}
	return left
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

// Readable tells whether there is anything to look at.
func (c Cell) Readable() bool { return c.Delivery != models.DeliveryMissing }

// lateLine says how late a report came, or that it is waited for.
func lateLine(f layout.Frame, c Cell) string {
	switch {
	case c.Late == 0:
		return ""
	case c.Delivery == models.DeliveryMissing:
		return f.T("rounds.late_missing", "Count", c.Late)
	}
	return f.T("rounds.late", "Count", c.Late)
}

// Overview is the coordinator's block on the start page.
type Overview struct {
	Round *models.Round // nil: no round runs
	models.Tally
	Waiting []Cell
	Lacking []Cell
}

func facetPath(period models.Quarter, d models.Delivery) string {
	if d == "" {
		return Path(period)
	}
	return Path(period) + "?vis=" + DeliveryWord(d)
}

// DeliveryWord is a delivery in addresses.
func DeliveryWord(d models.Delivery) string {
	switch d {
	case models.DeliverySubmitted:
		return "innsendt"
	case models.DeliveryReturned:
		return "returnert"
	case models.DeliveryCleared:
		return "klarert"
	}
	return "mangler"
}

// ministryLine says how many reports a ministry has delivered, or how many
// contributions when it leads nothing.
func ministryLine(f layout.Frame, m Ministry) string {
	if m.Total() > 0 {
		return f.T("rounds.delivered_of", "Delivered", m.Delivered(), "Total", m.Total())
	}
	return f.T("rounds.signed_of", "Signed", m.Signed, "Total", m.Owed)
}

// cellLine says who owes the report and when it came.
func cellLine(f layout.Frame, c Cell) string {
	line := f.T("rounds.line."+string(c.Delivery), "Ministry", c.Lead)
	if c.SubmittedAt != nil {
		line = f.T("rounds.submitted_at", "Ministry", c.Lead, "Moment", f.Moment(*c.SubmittedAt))
	}
	if late := lateLine(f, c); late != "" {
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

// MissingGroup is a ministry with the reports it has not delivered.
type MissingGroup struct {
	Ministry string
	Cells    []Cell
}

// MissingByMinistry groups the missing reports by who owes them.
func (o Overview) MissingByMinistry() []MissingGroup {
	var groups []MissingGroup
	for _, cell := range o.Lacking {
		i := slices.IndexFunc(groups, func(g MissingGroup) bool { return g.Ministry == cell.Lead })
		if i < 0 {
			i = len(groups)
			groups = append(groups, MissingGroup{Ministry: cell.Lead})
		}
		groups[i].Cells = append(groups[i].Cells, cell)
	}
	return groups
}
