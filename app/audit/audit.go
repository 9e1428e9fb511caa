// Package audit reads the log of what was done, and checks that neither the
// log nor what hangs in it has been changed afterwards.
package audit

import (
	"strconv"
	"time"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// PageLength is how many lines a page of the log shows.
const PageLength = 50

// Log is the log of a store.
type Log struct{ store *store.Store }

// NewLog makes the log of a store.
func NewLog(s *store.Store) *Log { return &Log{store: s} }

// Filter chooses lines. The zero filter chooses all.
type Filter struct {
	Entity   string // report, round, user …
	EntityID string
	UserID   int64       // who did it; 0: anybody
	Commands bool        // only what was done without a user: commands on the server
	From, To models.Date // days in Oslo, both included
	PlanCode string      // only lines of the plan, and of none; empty: of all plans
	Below    int64       // only lines with a lower sequence; 0: from the newest
}

// Line is a line of the log, and whether its links hold: it is as it was
// written, and follows the line before it.
type Line struct {
	models.AuditEvent
	Whole bool
}

// Page is one page of the log, newest first.
type Page struct {
	Lines []Line
	Older int64 // Below of the next page; 0 when this is the last
	Whole bool  // every line's links hold
}

// ParseFilter reads a filter from an address: hva, nr, hvem, fra, til, under.
func ParseFilter(value func(name string) string) (Filter, error) {
	f := Filter{Entity: value("hva"), EntityID: value("nr")}
	var problems models.Problems
	switch who := value("hvem"); who {
	case "":
	case CommandsValue:
		f.Commands = true
	default:
		id, err := strconv.ParseInt(who, 10, 64)
		if err != nil || id < 1 {
			problems.Add("hvem", "trail.problem.who")
		}
		f.UserID = id
	}
	day := func(field string, into *models.Date) {
		if text := value(field); text != "" {
			date, err := models.ParseDate(text)
			if err != nil {
				problems.Add(field, "error.bad_date", "Text", text)
			}
			*into = date
		}
	}
	day("fra", &f.From)
	day("til", &f.To)
	if !f.From.IsZero() && !f.To.IsZero() && f.To.Before(f.From) {
		problems.Add("til", "trail.problem.to_before_from")
	}
	if text := value("under"); text != "" {
		below, err := strconv.ParseInt(text, 10, 64)
		if err != nil || below < 1 {
			return f, models.NotFound()
		}
		f.Below = below
	}
	return f, problems.Err()
}

// CommandsValue is hvem in an address for what was done without a user.
const CommandsValue = "kommandolinjen"

// bounds are the moments between which the days of a filter lie; zero: none.
func (f Filter) bounds() (from, before time.Time) {
	if !f.From.IsZero() {
		from = f.From.AddDays(-1).EndIn(language.Oslo).UTC()
	}
	if !f.To.IsZero() {
		before = f.To.EndIn(language.Oslo).UTC()
	}
	return from, before
}
