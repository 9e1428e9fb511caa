package models

import "time"

// DeliveryMove is one change of where a report, or a paragraph of it, stands.
// The database keeps one for every change. A signed paragraph is submitted.
type DeliveryMove struct {
	ID             int64
	ReportID       int64
	ContributionID *int64 // nil: the report itself
	State          ReportState
	MovedAt        time.Time
}

// Delivered is where a delivery stands after the moves it has taken in. The
// zero value is that of a report or paragraph that nobody has delivered.
type Delivered struct {
	State      ReportState // "" is a draft
	At         *time.Time  // of the newest submission; it stays when that is taken back
	First      *time.Time  // of the first that was not taken back
	ReturnedAt *time.Time  // a report was last sent back; a paragraph has none
}

// after is where the delivery stands after one more move. returned is when its
// report was last sent back to the ministry; nil: never.
func (d Delivered) after(move DeliveryMove, returned *time.Time) Delivered {
	at := move.MovedAt
	switch {
	case move.State == ReportSubmitted && d.State != ReportCleared: // else a clearing was undone
		d.At = &at
		if d.First == nil {
			d.First = &at
		}
	case move.State == ReportReturned:
		d.ReturnedAt = &at
	case move.State == ReportDraft:
		d.First = StillDelivered(d.First, returned)
	}
	d.State = move.State
	return d
}

// Positions are the reports and paragraphs of a round by id, as far as they
// have moved.
type Positions struct {
	Reports    map[int64]Delivered
	Paragraphs map[int64]Delivered
}

// Replay gives where everything stands after moves in the order they were made.
func Replay(moves []DeliveryMove) Positions {
	d := Positions{Reports: map[int64]Delivered{}, Paragraphs: map[int64]Delivered{}}
	for _, move := range moves {
		returned := d.Reports[move.ReportID].ReturnedAt
		if move.ContributionID == nil {
			d.Reports[move.ReportID] = d.Reports[move.ReportID].after(move, returned)
		} else {
			d.Paragraphs[*move.ContributionID] = d.Paragraphs[*move.ContributionID].after(move, returned)
		}
	}
	return d
}

// StillDelivered is when something was first delivered, once its ministry has
// taken it back: that delivery counts only if the report was sent back to the
// ministry after it, so that it asked for the change. A draft never satisfies a
// deadline.
func StillDelivered(first, returned *time.Time) *time.Time {
	if first == nil || returned == nil || returned.Before(*first) {
		return nil
	}
	return first
}
