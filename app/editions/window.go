package editions

import (
	"time"

	"tiltak/app/language"
	"tiltak/models"
)

// window says which clearings, moves and rounds a reading counts: those of
// rounds up to a quarter, as they stood just before a moment. What is live is
// what stands at the end of time, so that it rests on no clock.
type window struct {
	day    models.Date // decides who leads
	limit  int         // the index of the latest quarter
	before time.Time
	past   bool // the state of a day, not what is live: no round is running in it
	// running is a round whose clearings are not for everybody yet: of them only
	// those count that stood just before another moment. 0: there is none.
	running int64
	shown   time.Time
}

// noLimit is a period after all others.
const noLimit = 1 << 30

func endOfTime() time.Time { return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) }

func startOfTime() time.Time { return time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC) }

// upTo is what stands today in rounds up to a quarter.
func upTo(limit int, today models.Date) window {
	return window{day: today, limit: limit, before: endOfTime(), shown: endOfTime()}
}

// atEndOf is what stood when a day in Oslo ended.
func atEndOf(day models.Date) window {
	before := EndOf(day)
	return window{day: day, limit: noLimit, before: before, shown: before, past: true}
}

// EndOf is the moment a day in Oslo ends.
func EndOf(day models.Date) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, language.Oslo).UTC()
}

// windowOf is atEndOf a day, or upTo today when there is none.
func windowOf(day models.Date, limit int, today models.Date) window {
	if day.IsZero() {
		return upTo(limit, today)
	}
	w := atEndOf(day)
	w.limit = limit
	return w
}

// hiding leaves out what is cleared in the running round among some. What an
// edition of it already told, before it was opened again, is not left out.
func (w window) hiding(rows []roundRow) window {
	for _, row := range rows {
		if !row.Running() {
			continue
		}
		w.running, w.shown = row.ID, startOfTime()
		if row.NewestAt != nil {
			w.shown = JustAfter(*row.NewestAt)
		}
		if w.before.Before(w.shown) {
			w.shown = w.before
		}
	}
	return w
}

// JustAfter is the next moment that is told apart.
func JustAfter(moment time.Time) time.Time { return moment.UTC().Add(time.Microsecond) }

// named gives the values that the conditions of the queries name.
func (w window) named(more map[string]any) map[string]any {
	named := map[string]any{"day": w.day, "limit": w.limit, "before": w.before, "running": w.running, "shown": w.shown}
	for key, value := range more {
		named[key] = value
	}
	return named
}

// closed tells whether a round had closed: from its first edition on, or, of
// one without any, from the moment that stands in it.
func (w window) closed(row roundRow) bool {
	switch {
	case row.FirstAt != nil:
		return row.FirstAt.Before(w.before)
	case row.ClosedAt != nil:
		return row.ClosedAt.Before(w.before)
	}
	return row.State == models.RoundClosed
}
