package rounds

import "tiltak/models"

// Marks are what the coordinator must notice of a delivered report.
type Marks struct {
	Declared  models.Figure
	Computed  models.Computed
	Note      string // the ministry's reason for the declared status
	Slips     models.SlipLedger
	Unchanged *models.UnchangedText // the main text that has stood longest; nil: both are new
}

// Differs tells whether the declared status is better than the computed one.
func (m Marks) Differs() bool { return m.Declared != "" && m.Computed.Differs(m.Declared) }

// Mismatches are the delivered reports whose declared status is better than the
// computed one.
func (b Board) Mismatches() []Cell {
	var list []Cell
	for _, cell := range b.Cells {
		if cell.Marks.Differs() {
			list = append(list, cell)
		}
	}
	return list
}
