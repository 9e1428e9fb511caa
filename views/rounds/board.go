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
	Areas      []Area     // those that have measures
	Filter     Filter
	Edition    bool // the round has left an edition
	Read       time.Time
	Tag        string // of what was read, for asking whether it has changed
	// MailTrouble counts mails of the round that wait for a person.
	MailTrouble int
}

// Area is one of the plan's areas, to narrow the board by.
type Area struct {
	Number int
	Title  models.Name
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

// Shown are the cells that the choice in the address leaves.
func (b Board) Shown() []Cell { return b.chosen(b.Filter) }

func (b Board) chosen(filter Filter) []Cell {
	var shown []Cell
	for _, cell := range b.Cells {
		if filter.leaves(cell) {
			shown = append(shown, cell)
		}
	}
	return shown
}

// Count is how many measures there would be if another delivery were chosen
// beside what is chosen already.
func (b Board) Count(choice Choice) int {
	filter := b.Filter
	filter.Choice = choice
	return len(b.chosen(filter))
}

// Columns are the ministries that owe something of what is shown.
func (b Board) Columns() []Ministry {
	shown := b.Shown()
	var columns []Ministry
	for _, m := range b.Ministries {
		if slices.ContainsFunc(shown, func(c Cell) bool { return c.Owed(m.Code) }) {
			columns = append(columns, m)
		}
	}
	return columns
}

// OwedBy gives the shown cells of which a ministry owes the report or a
// paragraph.
func (b Board) OwedBy(ministry string) []Cell {
	var owed []Cell
	for _, cell := range b.Shown() {
		if cell.Owed(ministry) {
			owed = append(owed, cell)
		}
	}
	return owed
}

// Past tells whether the board is shown as it was on a day.
func (b Board) Past() bool { return !b.Filter.Day.IsZero() }

// deadlineLine says how far off the deadline is or was on the day that is shown.
func (b Board) deadlineLine(f layout.Frame) string {
	if b.Past() {
		f.Today = b.Filter.Day
	}
	return deadlineLine(f, b.Round)
}

// manyRows is more than fits a screen, so that the board scrolls inside itself.
const manyRows = 24

func (b Board) long() bool { return len(b.Shown()) > manyRows }
