package models

import (
	"cmp"
	"slices"
)

// Slip is what has become of a milestone's date since it was first set.
type Slip struct {
	Milestone MilestoneState
	Days      int         // due minus baseline; negative: brought forward
	Moves     []MoveFacts // oldest first, that of the report itself last
}

// Reason is why the milestone was moved last.
func (s Slip) Reason() string { return s.Moves[len(s.Moves)-1].Reason }

// SlipLedger is the moves of a measure's milestones.
type SlipLedger struct {
	Slips []Slip // the milestones that have moved, those that slipped most first
	Times int    // all their moves
	Days  int    // of the milestone that has slipped most
}

// Moved tells whether any milestone has been moved.
func (l SlipLedger) Moved() bool { return l.Times > 0 }

// Reason is why a milestone of the measure was moved last; of several moved in
// the same report, the one that slipped most.
func (l SlipLedger) Reason() string {
	var newest MoveFacts
	for _, s := range l.Slips {
		if last := s.Moves[len(s.Moves)-1]; newest.Period.IsZero() || last.Period.Index() > newest.Period.Index() {
			newest = last
		}
	}
	return newest.Reason
}

// SlipsOf makes the ledger of a report's milestones out of the measure's
// cleared moves and, for the report's own period, what the report itself says.
// Milestones that have been dropped are left out: their dates count no more.
func SlipsOf(content ReportContent, period Quarter, moves []MoveFacts) SlipLedger {
	var ledger SlipLedger
	for _, m := range content.Milestones {
		if m.Phase == MilestoneDropped {
			continue
		}
		slip := Slip{Milestone: m, Days: m.Slip()}
		for _, move := range moves {
			if move.MilestoneID == m.MilestoneID && m.MilestoneID != 0 && move.Period.Index() < period.Index() {
				slip.Moves = append(slip.Moves, move)
			}
		}
		slices.SortStableFunc(slip.Moves, func(a, b MoveFacts) int { return cmp.Compare(a.Period.Index(), b.Period.Index()) })
		if m.Moved() && !m.Due.IsZero() {
			slip.Moves = append(slip.Moves, MoveFacts{MilestoneID: m.MilestoneID, Period: period, From: m.Was, To: m.Due, Reason: m.Reason})
		}
		if len(slip.Moves) == 0 {
			continue
		}
		ledger.Slips = append(ledger.Slips, slip)
		ledger.Times += len(slip.Moves)
	}
	slices.SortStableFunc(ledger.Slips, func(a, b Slip) int { return cmp.Compare(b.Days, a.Days) })
	if len(ledger.Slips) > 0 {
		ledger.Days = ledger.Slips[0].Days
	}
	return ledger
}

// Slips is the ledger of the measure as the snapshot shows it.
func (m MeasureFacts) Slips() SlipLedger {
	if m.Last == nil {
		return SlipLedger{}
	}
	return SlipsOf(m.Last.Content, m.Last.Period, m.Moves)
}
