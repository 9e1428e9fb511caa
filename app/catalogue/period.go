package catalogue

import (
	"fmt"
	"strings"
	"time"
)

// Precision says how exactly a date is known.
type Precision string

const (
	PrecisionDay   Precision = "day"
	PrecisionMonth Precision = "month"
)

const (
	dayLayout   = "2006-01-02"
	monthLayout = "2006-01"
	earliest    = 1900
	latest      = 2199
)

// Period is a day (2025-05-28), a month (2022-06), or a range of either (2025-06-02/2025-06-06). The zero value
// means that no date is given.
type Period struct {
	Raw  string    // as written in the file
	From time.Time // first day, midnight UTC
	To   time.Time // last day, included, midnight UTC
	// Precision is the coarser of the two ends.
	Precision Precision
}

// ParsePeriod reads a day, a month or a range. It refuses dates that do not exist, years outside 1900–2199, and
// ranges that end before they begin.
func ParsePeriod(raw string) (Period, error) {
	first, last, ranged := strings.Cut(raw, "/")
	from, to, precision, err := parseDate(first)
	if err != nil {
		return Period{}, err
	}
	if ranged {
		var end Precision
		if _, to, end, err = parseDate(last); err != nil {
			return Period{}, err
		}
		if end == PrecisionMonth {
			precision = PrecisionMonth
		}
		if to.Before(from) {
			return Period{}, fmt.Errorf("period %q ends before it begins", raw)
		}
	}
	return Period{Raw: raw, From: from, To: to, Precision: precision}, nil
}

// parseDate gives the first and last day of a day or a month.
func parseDate(raw string) (from, to time.Time, precision Precision, err error) {
	precision, layout := PrecisionDay, dayLayout
	if len(raw) == len(monthLayout) {
		precision, layout = PrecisionMonth, monthLayout
	}
	from, err = time.Parse(layout, raw)
	if err != nil {
		return from, to, precision, fmt.Errorf("date %q: %w", raw, err)
	}
	if from.Year() < earliest || from.Year() > latest {
		return from, to, precision, fmt.Errorf("date %q: year outside %d–%d", raw, earliest, latest)
	}
	to = from
	if precision == PrecisionMonth {
		to = from.AddDate(0, 1, -1)
	}
	return from, to, precision, nil
}

// IsZero says whether no date is given.
func (p Period) IsZero() bool { return p.Raw == "" }

// IsRange says whether the period was written as a range with two ends.
func (p Period) IsRange() bool { return strings.Contains(p.Raw, "/") }
