package models

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a day without a time of day, as deadlines and milestones are.
// The zero value means no date.
type Date struct{ at time.Time }

const dateForm = "2006-01-02"

// NewDate makes a date from its parts.
func NewDate(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// ParseDate reads 2026-09-30. An impossible date is an error.
func ParseDate(text string) (Date, error) {
	at, err := time.Parse(dateForm, text)
	if err != nil || at.Year() < 1900 || at.Year() > 2200 {
		return Date{}, NewError(KindInvalid, "error.bad_date", "Text", text)
	}
	return Date{at}, nil
}

// DateOf is the calendar day of a moment at a place.
func DateOf(moment time.Time, place *time.Location) Date {
	local := moment.In(place)
	return NewDate(local.Year(), local.Month(), local.Day())
}

// IsZero tells whether no date is given.
func (d Date) IsZero() bool { return d.at.IsZero() }

// Year of the date.
func (d Date) Year() int { return d.at.Year() }

// Month of the date.
func (d Date) Month() time.Month { return d.at.Month() }

// Day of the month.
func (d Date) Day() int { return d.at.Day() }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.at.Weekday() }

// Time is midnight UTC at the start of the day, for arithmetic and charts.
func (d Date) Time() time.Time { return d.at }

// Before tells whether d comes before other.
func (d Date) Before(other Date) bool { return d.at.Before(other.at) }

// After tells whether d comes after other.
func (d Date) After(other Date) bool { return d.at.After(other.at) }

// AddDays moves the date by a number of days.
func (d Date) AddDays(days int) Date { return Date{d.at.AddDate(0, 0, days)} }

// DaysSince gives the days from earlier to d; negative when d comes first.
func (d Date) DaysSince(earlier Date) int {
	return int(d.at.Sub(earlier.at).Hours() / 24)
}

// EndIn is the moment the day ends at a place: the start of the next day.
func (d Date) EndIn(place *time.Location) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day()+1, 0, 0, 0, 0, place)
}

// String writes 2026-09-30, or nothing for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.at.Format(dateForm)
}

// MarshalText writes 2026-09-30.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2026-09-30, or nothing.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value stores the date, or null for no date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a stored date; the databases give text or a time.
func (d *Date) Scan(source any) error {
	switch v := source.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = NewDate(v.Year(), v.Month(), v.Day())
		return nil
	case string:
		if len(v) > len(dateForm) {
			v = v[:len(dateForm)]
		}
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.Scan(string(v))
	}
	return fmt.Errorf("date: cannot read %T", source)
}
