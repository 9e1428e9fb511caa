package models

import "time"

// Delivery is what the round's board says of a report: what the coordinator may
// know of it. A draft is not delivered: it is missing, whatever its age.
type Delivery string

// The values of delivery, in the order the coordinator goes through them.
const (
	DeliverySubmitted Delivery = "submitted"
	DeliveryReturned  Delivery = "returned"
	DeliveryMissing   Delivery = "missing"
	DeliveryCleared   Delivery = "cleared"
)

// Deliveries in the order they are shown.
func Deliveries() []Delivery {
	return []Delivery{DeliverySubmitted, DeliveryReturned, DeliveryMissing, DeliveryCleared}
}

// Valid tells whether the delivery is one of the four.
func (d Delivery) Valid() bool {
	return d == DeliverySubmitted || d == DeliveryReturned || d == DeliveryMissing || d == DeliveryCleared
}

// Delivery is what the board says of a report in this state.
func (s ReportState) Delivery() Delivery {
	switch s {
	case ReportSubmitted:
		return DeliverySubmitted
	case ReportReturned:
		return DeliveryReturned
	case ReportCleared:
		return DeliveryCleared
	}
	return DeliveryMissing
}

// Tally counts the reports of a round by delivery.
type Tally struct {
	Missing   int
	Submitted int
	Returned  int
	Cleared   int
}

// Add counts one more.
func (t *Tally) Add(d Delivery) {
	switch d {
	case DeliverySubmitted:
		t.Submitted++
	case DeliveryReturned:
		t.Returned++
	case DeliveryCleared:
		t.Cleared++
	default:
		t.Missing++
	}
}

// Of gives the count of one delivery.
func (t Tally) Of(d Delivery) int {
	switch d {
	case DeliverySubmitted:
		return t.Submitted
	case DeliveryReturned:
		return t.Returned
	case DeliveryCleared:
		return t.Cleared
	}
	return t.Missing
}

// Total is how many reports are owed.
func (t Tally) Total() int { return t.Missing + t.Submitted + t.Returned + t.Cleared }

// Delivered is how many the ministries have done their part of.
func (t Tally) Delivered() int { return t.Submitted + t.Cleared }

// NotCleared is how many are told as not reported if the round closes now.
func (t Tally) NotCleared() int { return t.Total() - t.Cleared }

// DaysLate is how many days after the deadline a report first came, or, while
// it has never come, has been waited for. place is where the days are counted.
func (r Round) DaysLate(report Report, today Date, place *time.Location) int {
	return r.DaysOver(report.FirstSubmittedAt, today, place)
}

// DaysOver is DaysLate of anything that a round asks for: first is when it was
// first delivered, nil while it has not been. A round that is closed has stopped
// waiting.
func (r Round) DaysOver(first *time.Time, today Date, place *time.Location) int {
	day := today
	if first != nil {
		day = DateOf(*first, place)
	} else if r.State == RoundClosed && r.ClosedAt != nil {
		if closed := DateOf(*r.ClosedAt, place); closed.Before(today) {
			day = closed
		}
	}
	return max(0, day.DaysSince(r.Deadline))
}
