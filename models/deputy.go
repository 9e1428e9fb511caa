package models

import "time"

// Deputy (stedfortreder) lets one person do what another may, in one role for
// one organisation, from one day through another. It holds only as long as the
// one who is covered has that role. Rows are never removed: they are ended.
type Deputy struct {
	ID             int64
	UserID         int64 // who is covered
	DeputyID       int64
	OrganisationID int64
	Role           Role
	FromDate       Date
	ToDate         Date // the last day
	MadeBy         *int64
	MadeAt         time.Time
	EndedAt        *time.Time
	EndedBy        *int64
}

// longestCover is how long a deputy may be appointed for at a time, in days.
const longestCover = 366

// Coverable tells whether a role can be covered by a deputy: those that a round
// waits for.
func (r Role) Coverable() bool { return r == Reporter || r == Coordinator }

// On tells whether the deputy stands in on a day.
func (d Deputy) On(day Date) bool {
	return d.EndedAt == nil && !day.Before(d.FromDate) && !day.After(d.ToDate)
}

// Overlaps tells whether both cover the same role on some day.
func (d Deputy) Overlaps(other Deputy) bool {
	return d.UserID == other.UserID && d.OrganisationID == other.OrganisationID && d.Role == other.Role &&
		d.EndedAt == nil && other.EndedAt == nil && !d.ToDate.Before(other.FromDate) && !other.ToDate.Before(d.FromDate)
}

// CheckCover gives every reason why a deputy cannot be appointed for these days.
// today is the day in Oslo. Field names are those of the form.
func CheckCover(d Deputy, today Date) error {
	var problems Problems
	if !d.Role.Coverable() {
		problems.Add("rolle", "deputies.problem.role")
	}
	if d.DeputyID == 0 {
		problems.Add("stedfortreder", "deputies.problem.nobody")
	}
	switch {
	case d.FromDate.IsZero():
		problems.Add("fra", "deputies.problem.from")
	case d.ToDate.IsZero():
		problems.Add("til", "deputies.problem.to")
	case d.ToDate.Before(d.FromDate):
		problems.Add("til", "deputies.problem.backwards")
	case d.ToDate.Before(today):
		problems.Add("til", "deputies.problem.past")
	case d.ToDate.DaysSince(d.FromDate) > longestCover:
		problems.Add("til", "deputies.problem.long")
	}
	return problems.Err()
}
