package models

import "time"

// CalendarFeed is the secret address of a person's calendar. A person has one
// at a time; a new one revokes the one before.
type CalendarFeed struct {
	ID         int64
	UserID     int64
	SecretHash string // SHA-256 of the secret, hexadecimal
	CreatedAt  time.Time
	RevokedAt  *time.Time
}

// CalendarEntry is a day in a person's calendar: the deadline of a round, or a
// milestone that is planned for it.
type CalendarEntry struct {
	Kind      CalendarKind
	Day       Date
	Period    Quarter // deadlines
	Owed      int     // deadlines: reports the person's ministry has not delivered
	Measure   MeasureFacts
	Milestone MilestoneState
}

// CalendarKind is what an entry is about.
type CalendarKind string

// The kinds of entry.
const (
	CalendarDeadline  CalendarKind = "deadline"
	CalendarMilestone CalendarKind = "milestone"
)

// Calendar gives what a person should know the days of: the deadline of the
// running round for those who write, run or use it, and the planned milestones
// of the measures that the person's ministry leads or contributes to; of all
// measures for those who follow the plan as a whole.
func Calendar(s Snapshot, person Person) []CalendarEntry {
	ministries, whole := map[string]bool{}, false
	for _, standing := range person.Standings {
		switch standing.Role {
		case Reporter, Contributor:
			ministries[standing.OrganisationCode] = true
			for _, o := range s.Organisations {
				if o.Code == standing.OrganisationCode && o.Parent != "" {
					ministries[o.Parent] = true
				}
			}
		case Coordinator, Editor, Reader:
			whole = true
		}
	}
	var entries []CalendarEntry
	if s.Open != nil && (person.May(WriteReports) || person.May(RunRounds) || person.May(EditNewsletter)) {
		entry := CalendarEntry{Kind: CalendarDeadline, Day: s.Open.Deadline, Period: s.Open.Period}
		for _, m := range s.Measures {
			if m.Open != nil && ministries[m.Lead] && !m.Open.State.Delivered() {
				entry.Owed++
			}
		}
		entries = append(entries, entry)
	}
	if !person.May(SeeState) {
		return entries
	}
	for _, m := range s.Measures {
		mine := whole || ministries[m.Lead]
		for _, contributor := range m.Contributors {
			mine = mine || ministries[contributor]
		}
		if !mine {
			continue
		}
		for _, milestone := range m.Milestones() {
			if milestone.Phase == MilestonePlanned && !milestone.Due.IsZero() {
				entries = append(entries, CalendarEntry{Kind: CalendarMilestone, Day: milestone.Due, Measure: m, Milestone: milestone})
			}
		}
	}
	return entries
}
