package models

import (
	"slices"
	"time"
)

// MailKind says why a mail is sent.
type MailKind string

// The kinds of mail. The first five are digests of what a person owes; the
// escalation goes to the coordinator; the two after that tell who submitted a
// report what was decided about it; the next two ask and answer about the
// newsletter.
const (
	MailOpening    MailKind = "opening"
	MailBefore     MailKind = "before"
	MailDeadline   MailKind = "deadline"
	MailAfter      MailKind = "after"
	MailExtra      MailKind = "extra" // when the coordinator asks for it
	MailEscalation MailKind = "escalation"
	MailReturned   MailKind = "returned"
	MailCleared    MailKind = "cleared"
	MailQuestion   MailKind = "question" // to a ministry: is the newsletter's wording right?
	MailAnswered   MailKind = "answered" // to the editor who asked
	MailTest       MailKind = "test"     // from an administrator to themselves
)

// MailKinds are the kinds that have a text of their own in a plan.
func MailKinds() []MailKind {
	return []MailKind{MailOpening, MailBefore, MailDeadline, MailAfter, MailExtra, MailEscalation, MailReturned, MailCleared, MailQuestion, MailAnswered}
}

// Valid tells whether the kind has a text of its own in a plan.
func (k MailKind) Valid() bool { return slices.Contains(MailKinds(), k) }

// Digest tells whether the mail lists what its receiver owes.
func (k MailKind) Digest() bool {
	return slices.Index(MailKinds(), k) >= 0 && slices.Index(MailKinds(), k) <= 4
}

// Notice tells whether the mail tells of something that was done, and waits a
// little for more of the same.
func (k MailKind) Notice() bool { return k == MailReturned || k == MailCleared || k.Newsletter() }

// Newsletter tells whether the mail is about a question from the newsletter's
// editor. Nobody turns those off: a person asks.
func (k MailKind) Newsletter() bool { return k == MailQuestion || k == MailAnswered }

// Ruled tells whether the rules of a plan turn mails of the kind on and off.
func (k MailKind) Ruled() bool { return k.Valid() && k != MailExtra && !k.Newsletter() }

// ReminderRules say when a plan's reminders are sent. Days are working days.
type ReminderRules struct {
	PlanID       int64 `gorm:"primaryKey"`
	BeforeDays   int   // before the deadline
	EveryDays    int   // between reminders after the deadline, until the round closes
	EscalateDays int   // after the deadline, before the coordinator is told
	Hour         int   // of the day in Oslo from which reminders are sent
	Opening      bool
	Before       bool
	Deadline     bool
	After        bool
	Escalation   bool
	Returned     bool
	Cleared      bool
	UpdatedAt    time.Time
}

// DefaultReminderRules are those of a plan that has chosen none.
func DefaultReminderRules(planID int64) ReminderRules {
	return ReminderRules{
		PlanID: planID, BeforeDays: 3, EveryDays: 2, EscalateDays: 2, Hour: 8,
		Opening: true, Before: true, Deadline: true, After: true, Escalation: true, Returned: true, Cleared: true,
	}
}

// Most working days, and the last hour, that the rules may name.
const (
	MostReminderDays = 20
	LastReminderHour = 18
)

// Check gives what the rules break. Field names are those of the form.
func (r ReminderRules) Check() error {
	var problems Problems
	for _, rule := range []struct {
		field string
		days  int
	}{{"before_days", r.BeforeDays}, {"every_days", r.EveryDays}, {"escalate_days", r.EscalateDays}} {
		if rule.days < 1 || rule.days > MostReminderDays {
			problems.Add(rule.field, "reminders.problem.days", "Most", MostReminderDays)
		}
	}
	if r.Hour < 0 || r.Hour > LastReminderHour {
		problems.Add("hour", "reminders.problem.hour", "Most", LastReminderHour)
	}
	return problems.Err()
}

// On tells whether the rules let mails of a kind be sent. What a person asks
// for is always sent.
func (r ReminderRules) On(kind MailKind) bool {
	switch kind {
	case MailOpening:
		return r.Opening
	case MailBefore:
		return r.Before
	case MailDeadline:
		return r.Deadline
	case MailAfter:
		return r.After
	case MailEscalation:
		return r.Escalation
	case MailReturned:
		return r.Returned
	case MailCleared:
		return r.Cleared
	case MailExtra, MailTest, MailQuestion, MailAnswered:
		return true
	}
	return false
}

// Occasion is a day on which mails of a kind are sent.
type Occasion struct {
	Kind MailKind
	Day  Date
}

// Occasions lists when reminders of a round are sent, up to and with a day, in
// order. opened is the day the round opened. Every occasion is a working day,
// and no day has more than one digest and one escalation.
func (r ReminderRules) Occasions(opened, deadline, until Date, isHoliday func(Date) bool) []Occasion {
	var found []Occasion
	taken := map[Date]bool{}
	add := func(on bool, kind MailKind, day Date) {
		if on && !taken[day] && !day.Before(opened) && !day.After(until) {
			taken[day] = true
			found = append(found, Occasion{kind, day})
		}
	}
	opening := opened
	if !IsWorkingDay(opening, isHoliday) {
		opening = AddWorkingDays(opened, 1, isHoliday)
	}
	due := deadline
	if !IsWorkingDay(due, isHoliday) { // nobody reads it that day
		due = AddWorkingDays(deadline, -1, isHoliday)
	}
	add(r.Opening, MailOpening, opening)
	add(r.Deadline, MailDeadline, due)
	if before := AddWorkingDays(deadline, -r.BeforeDays, isHoliday); before.Before(due) {
		add(r.Before, MailBefore, before)
	}
	step := max(1, r.EveryDays)
	for day := AddWorkingDays(deadline, step, isHoliday); !day.After(until); day = AddWorkingDays(day, step, isHoliday) {
		add(r.After, MailAfter, day)
	}
	for day := AddWorkingDays(deadline, max(1, r.EscalateDays), isHoliday); !day.After(until); day = AddWorkingDays(day, step, isHoliday) {
		if r.Escalation && !day.Before(opened) {
			found = append(found, Occasion{MailEscalation, day})
		}
	}
	slices.SortStableFunc(found, func(a, b Occasion) int { return a.Day.DaysSince(b.Day) })
	return found
}

// Due gives the occasions that mails should be sent for today: the latest
// digest and the latest escalation, on their day or, when nothing was running
// then, on the working day after.
func (r ReminderRules) Due(opened, deadline, today Date, isHoliday func(Date) bool) []Occasion {
	var due []Occasion
	for _, escalation := range []bool{false, true} {
		var latest *Occasion
		for _, o := range r.Occasions(opened, deadline, today, isHoliday) {
			if (o.Kind == MailEscalation) == escalation {
				latest = &o
			}
		}
		if latest != nil && !today.After(AddWorkingDays(latest.Day, 1, isHoliday)) {
			due = append(due, *latest)
		}
	}
	return due
}
