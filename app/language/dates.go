package language

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Oslo must be known on a machine without time zones

	"tiltak/models"
)

// Oslo is where times are shown. Times are stored in UTC.
var Oslo = mustLoad("Europe/Oslo")

func mustLoad(name string) *time.Location {
	place, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the time zones are embedded above
	}
	return place
}

var months = map[models.Language][]string{
	models.Bokmaal: {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"},
	models.Nynorsk: {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"},
	models.English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// Month gives the name of a month.
func (p Printer) Month(month time.Month) string { return months[p.Language][month-1] }

// Date writes 28. mai 2025; English 28 May 2025. No date gives nothing.
func (p Printer) Date(day models.Date) string {
	if day.IsZero() {
		return ""
	}
	return p.DayMonth(day) + " " + strconv.Itoa(day.Year())
}

// DayMonth writes 28. mai.
func (p Printer) DayMonth(day models.Date) string {
	if day.IsZero() {
		return ""
	}
	dot := "."
	if p.Language == models.English {
		dot = ""
	}
	return strconv.Itoa(day.Day()) + dot + "\u00a0" + p.Month(day.Month())
}

// Time writes the time of day in Oslo: 14.32.
func (p Printer) Time(moment time.Time) string {
	if p.Language == models.English {
		return moment.In(Oslo).Format("15:04")
	}
	return moment.In(Oslo).Format("15.04")
}

// Moment writes 28. mai 2025 kl. 14.32, in Oslo.
func (p Printer) Moment(moment time.Time) string {
	if moment.IsZero() {
		return ""
	}
	return p.T("date.moment", "Date", p.Date(models.DateOf(moment, Oslo)), "Time", p.Time(moment))
}

// Quarter writes 4. kvartal 2026.
func (p Printer) Quarter(q models.Quarter) string {
	return p.T("date.quarter", "Number", q.Number, "Year", q.Year)
}

// ShortQuarter writes 4. kv.
func (p Printer) ShortQuarter(q models.Quarter) string {
	return p.T("date.quarter_short", "Number", q.Number)
}

// Months writes oktober–desember 2026, as the newsletter does.
func (p Printer) Months(q models.Quarter) string {
	return p.Month(q.FirstMonth()) + "–" + p.Month(q.LastMonth()) + " " + strconv.Itoa(q.Year)
}

// Edition writes 3. kvartal 2026, or with its revision when that is not the
// first.
func (p Printer) Edition(ref models.EditionRef) string {
	if ref.Revision <= 1 {
		return p.Quarter(ref.Period)
	}
	return p.T("date.edition_revision", "Quarter", p.Quarter(ref.Period), "Revision", ref.Revision)
}

// When writes an event's or evaluation's date: a day, a month, or a span of
// either, as the catalogue has it (2025-05-28, 2024-06, 2025-06-02/2025-06-06).
func (p Printer) When(text string) string {
	first, last, span := strings.Cut(text, "/")
	if !span {
		return p.whenOne(first)
	}
	a, errA := models.ParseDate(first)
	b, errB := models.ParseDate(last)
	if errA == nil && errB == nil && a.Year() == b.Year() {
		if a.Month() == b.Month() && p.Language != models.English {
			return fmt.Sprintf("%d.–%s", a.Day(), p.Date(b))
		}
		return p.DayMonth(a) + "–" + p.Date(b)
	}
	return p.whenOne(first) + "–" + p.whenOne(last)
}

func (p Printer) whenOne(text string) string {
	if day, err := models.ParseDate(text); err == nil {
		return p.Date(day)
	}
	if month, err := time.Parse("2006-01", text); err == nil {
		return p.Month(month.Month()) + " " + strconv.Itoa(month.Year())
	}
	return text
}

// Today is the day it is in Oslo at a moment.
func Today(now time.Time) models.Date { return models.DateOf(now, Oslo) }
