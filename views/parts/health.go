package parts

import (
	"tiltak/models"
	"tiltak/views/layout"
)

// ReasonLine tells one reason of a computed health: «Milepælen «…» skulle vært
// nådd for 20 dager siden.»
func ReasonLine(f layout.Frame, r models.HealthReason) string {
	count := r.Count
	if count == 0 {
		count = r.Days
	}
	return f.T("health.reason."+string(r.Kind), "Count", count, "Title", r.Milestone.Title)
}

// UnchangedLine tells since when a text has stood: «Uendret siden 2. kvartal
// 2026, 3 runder».
func UnchangedLine(f layout.Frame, u models.UnchangedText) string {
	return f.T("unchanged.since", "Quarter", f.Quarter(u.Since), "Count", u.Rounds)
}

// UnchangedIn finds one of the texts among those that stand unchanged.
func UnchangedIn(list []models.UnchangedText, which string) (models.UnchangedText, bool) {
	for _, u := range list {
		if string(u.Text) == which {
			return u, true
		}
	}
	return models.UnchangedText{}, false
}

// DaysMoved writes a slip with its sign: «+210 dager».
func DaysMoved(f layout.Frame, days int) string {
	switch {
	case days > 0:
		return f.T("slip.later", "Count", days)
	case days < 0:
		return f.T("slip.earlier", "Count", -days)
	}
	return f.T("slip.none")
}

// SlipShort tells how often and how far: «flyttet 3 ganger, +210 dager».
func SlipShort(f layout.Frame, l models.SlipLedger) string {
	if len(l.Slips) == 1 {
		return f.T("slip.one", "Count", l.Times, "Days", DaysMoved(f, l.Days))
	}
	return f.T("slip.several", "Count", l.Times, "Milestones", len(l.Slips), "Days", DaysMoved(f, l.Days))
}

// SlipOf tells of one milestone: «Flyttet 3 ganger, +210 dager, sist fordi: …».
func SlipOf(f layout.Frame, s models.Slip) string {
	return f.T("slip.milestone", "Count", len(s.Moves), "Days", DaysMoved(f, s.Days), "Reason", s.Reason())
}

// SlipFor finds a milestone in the ledger.
func SlipFor(l models.SlipLedger, milestoneID int64) (models.Slip, bool) {
	for _, s := range l.Slips {
		if s.Milestone.MilestoneID == milestoneID && milestoneID != 0 {
			return s, true
		}
	}
	return models.Slip{}, false
}
