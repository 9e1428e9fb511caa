package rounds

import (
	"tiltak/models"
	"tiltak/views/layout"
)

// Ministry is a ministry with what it owes. Each ministry's delay is its own: a
// paragraph that is late is not counted against the ministry that leads the
// measure.
type Ministry struct {
	Code string
	Name models.Name
	models.Tally
	Owed, Signed int // contributions
	LateParts    int // reports and contributions that came, or are, after the deadline
	LateDays     int // days of all of these
}

// AddReport counts a report that the ministry leads.
func (m *Ministry) AddReport(c Cell) {
	m.Add(c.Delivery)
	m.addLate(c.Late)
}

// AddParagraph counts a contribution that the ministry owes.
func (m *Ministry) AddParagraph(p Paragraph) {
	m.Owed++
	if p.Signed {
		m.Signed++
	}
	m.addLate(p.Late)
}

func (m *Ministry) addLate(days int) {
	if days > 0 {
		m.LateParts++
		m.LateDays += days
	}
}

// Parts is how many reports and contributions the ministry owes.
func (m Ministry) Parts() int { return m.Total() + m.Owed }

// PartsDelivered is how many of them it has delivered. A draft is none.
func (m Ministry) PartsDelivered() int { return m.Delivered() + m.Signed }

// Share is how much of what it owes a ministry has delivered, in whole per cent,
// rounded down so that only all is a hundred.
func (m Ministry) Share() int {
	if m.Parts() == 0 {
		return 0
	}
	return 100 * m.PartsDelivered() / m.Parts()
}

// ministryLine says how much of what it owes a ministry has delivered.
func ministryLine(f layout.Frame, m Ministry) string {
	switch {
	case m.Total() == 0:
		return f.T("rounds.signed_of", "Signed", m.Signed, "Total", m.Owed)
	case m.Owed == 0:
		return f.T("rounds.delivered_of", "Delivered", m.Delivered(), "Total", m.Total())
	}
	return f.T("rounds.delivered_of", "Delivered", m.PartsDelivered(), "Total", m.Parts())
}

// ministryLate says how late a ministry is, or nothing.
func ministryLate(f layout.Frame, m Ministry) string {
	if m.LateParts == 0 {
		return ""
	}
	return f.T("rounds.ministry_late", "Count", m.LateParts, "Days", f.T("rounds.days", "Count", m.LateDays))
}
