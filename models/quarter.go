package models

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"
)

// Quarter is a quarter of a year. It is written 2026-k4 in addresses, commands
// and files.
type Quarter struct {
	Year   int
	Number int // 1 to 4
}

// Years outside these are taken for slips of the pen.
const (
	firstYear = 2000
	lastYear  = 2100
)

// ParseQuarter reads 2026-k4. It gives a not-found error for anything else,
// since quarters come from addresses.
func ParseQuarter(text string) (Quarter, error) {
	if len(text) != 7 || text[4:6] != "-k" {
		return Quarter{}, NewError(KindNotFound, "error.bad_quarter", "Text", text)
	}
	year, err := strconv.Atoi(text[:4])
	if err != nil || year < firstYear || year > lastYear || text[6] < '1' || text[6] > '4' {
		return Quarter{}, NewError(KindNotFound, "error.bad_quarter", "Text", text)
	}
	return Quarter{Year: year, Number: int(text[6] - '0')}, nil
}

// QuarterOf gives the quarter a day lies in.
func QuarterOf(day Date) Quarter {
	return Quarter{Year: day.Year(), Number: (int(day.Month())-1)/3 + 1}
}

// QuarterFromIndex is the inverse of Index.
func QuarterFromIndex(index int) Quarter {
	return Quarter{Year: index / 4, Number: index%4 + 1}
}

// Index numbers the quarters one after another, so that they can be compared
// and stored as one whole number.
func (q Quarter) Index() int { return q.Year*4 + q.Number - 1 }

// IsZero tells whether no quarter is given.
func (q Quarter) IsZero() bool { return q == Quarter{} }

// String writes 2026-k4.
func (q Quarter) String() string { return fmt.Sprintf("%04d-k%d", q.Year, q.Number) }

// Next is the quarter after.
func (q Quarter) Next() Quarter { return QuarterFromIndex(q.Index() + 1) }

// Previous is the quarter before.
func (q Quarter) Previous() Quarter { return QuarterFromIndex(q.Index() - 1) }

// FirstDay is the first day of the quarter.
func (q Quarter) FirstDay() Date {
	return NewDate(q.Year, time.Month((q.Number-1)*3+1), 1)
}

// LastDay is the last day of the quarter.
func (q Quarter) LastDay() Date { return q.Next().FirstDay().AddDays(-1) }

// FirstMonth and LastMonth bound the quarter, for «oktober–desember 2026».
func (q Quarter) FirstMonth() time.Month { return time.Month((q.Number-1)*3 + 1) }

// LastMonth is the third month of the quarter.
func (q Quarter) LastMonth() time.Month { return q.FirstMonth() + 2 }

// MarshalText writes 2026-k4, so that JSON carries the same form as addresses.
func (q Quarter) MarshalText() ([]byte, error) {
	if q.IsZero() {
		return nil, nil
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads 2026-k4.
func (q *Quarter) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*q = Quarter{}
		return nil
	}
	parsed, err := ParseQuarter(string(text))
	if err != nil {
		return err
	}
	*q = parsed
	return nil
}

// Value stores a quarter as its index.
func (q Quarter) Value() (driver.Value, error) { return int64(q.Index()), nil }

// Scan reads a stored index.
func (q *Quarter) Scan(source any) error {
	switch v := source.(type) {
	case int64:
		*q = QuarterFromIndex(int(v))
		return nil
	case nil:
		*q = Quarter{}
		return nil
	}
	return fmt.Errorf("quarter: cannot read %T", source)
}
