// Package rounds has the coordinator's pages: the list of rounds, a round's
// board, the review of a report, and closing.
package rounds

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
)

// List is the input of the list of rounds.
type List struct {
	Rounds []Listed
	Page   int // from 1
	More   bool
	Next   *Opening      // nil while a round runs
	Runs   *models.Round // the running round
}

// Listed is a round with how its reports stand.
type Listed struct {
	models.Round
	models.Tally
}

// Opening is the form for opening a round.
type Opening struct {
	Period       models.Quarter
	OpensOn      string // as typed
	Deadline     string
	Instructions string
	Proposed     models.Date      // when the round would open by default
	Others       []models.Quarter // other quarters to choose
	Problem      *models.Error
}

// Path is the address of a round.
func Path(period models.Quarter) string { return "/runder/" + period.String() }

// MeasurePath is the address of a report's review.
func MeasurePath(period models.Quarter, number int) string {
	return Path(period) + "/tiltak/" + strconv.Itoa(number)
}

// deliveryIcon is the shape of a delivery.
func deliveryIcon(d models.Delivery) string {
	switch d {
	case models.DeliverySubmitted:
		return "Paperplane"
	case models.DeliveryReturned:
		return "ArrowUndo"
	case models.DeliveryCleared:
		return "CheckmarkCircleFill"
	}
	return "CircleSlash"
}

func deliveryColour(d models.Delivery) string {
	switch d {
	case models.DeliverySubmitted:
		return "info"
	case models.DeliveryReturned:
		return "warning"
	case models.DeliveryCleared:
		return "success"
	}
	return "neutral"
}

// deadlineLine says how far off a deadline is.
func deadlineLine(f layout.Frame, round models.Round) string {
	switch days := round.Deadline.DaysSince(f.Today); {
	case !round.Running():
		return f.T("rounds.deadline_was", "Date", f.Date(round.Deadline))
	case days > 0:
		return f.T("rounds.deadline_in", "Date", f.Date(round.Deadline), "Count", days)
	case days == 0:
		return f.T("rounds.deadline_today", "Date", f.Date(round.Deadline))
	default:
		return f.T("rounds.deadline_over", "Date", f.Date(round.Deadline), "Count", -days)
	}
}
