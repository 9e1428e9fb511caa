package rounds_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/app/clearings"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// days remembers what was live when each day ended.
type days struct {
	bench
	reader *editions.Reader
	order  []models.Date
	live   map[models.Date]string
}

// live reads what is live now, as far as an edition would tell it.
func (d *days) now(rt *rapid.T, today models.Date) string {
	snapshot, _, err := d.reader.Live(d.t.Context(), d.plan, today, editions.LiveOptions{IncludeOpenRound: true, Complete: true})
	if err != nil {
		rt.Fatal(err)
	}
	return encode(rt, snapshot)
}

func encode(rt *rapid.T, snapshot models.Snapshot) string {
	text, err := snapshot.Encode()
	if err != nil {
		rt.Fatal(err)
	}
	return text
}

// pass lets time go by, and remembers the day when it ends.
func (d *days) pass(rt *rapid.T, by time.Duration) {
	today := language.Today(d.Clock.Now())
	if after := language.Today(d.Clock.Now().Add(by)); after != today {
		d.live[today] = d.now(rt, today)
		d.order = append(d.order, today)
	}
	d.Clock.Add(by)
}

// holds compares a day with what it was when it ended.
func (d *days) holds(rt *rapid.T, day models.Date) {
	state, err := d.reader.AsOf(d.t.Context(), d.plan, models.AsOf{Date: day}, language.Today(d.Clock.Now()), editions.Seen{Unpublishable: true, RunningRound: true})
	if err != nil {
		rt.Fatal(err)
	}
	if diff := cmp.Diff(d.live[day], encode(rt, state.Snapshot)); diff != "" {
		rt.Fatalf("%s as it was when the day ended (-) and as it is told now (+) differ:\n%s", day, diff)
	}
}

// correct clears a text anew in a round that may be closed, as a correction does.
func (d *days) correct(rt *rapid.T) {
	var standing []models.Clearing
	if err := d.Store.Read(d.t.Context()).Where("undone_at IS NULL").Order("id DESC").Limit(6).Find(&standing).Error; err != nil {
		rt.Fatal(err)
	}
	if len(standing) == 0 {
		return
	}
	clearing := standing[rapid.IntRange(0, len(standing)-1).Draw(rt, "clearing")]
	content := clearing.Content.ReportContent
	content.Done += " Rettet."
	err := d.Store.Write(d.t.Context(), func(tx *store.Tx) error {
		var report models.Report
		if err := tx.Where("id = ?", clearing.ReportID).Take(&report).Error; err != nil {
			return err
		}
		if _, err := clearings.Keep(tx, report, content, d.coordinator.UserID, ""); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "report.clear", "report", report.ID, "", nil, nil)
	})
	if err != nil {
		rt.Fatal(err)
	}
}

// rename changes titles and names of the catalogue.
func (d *days) rename(rt *rapid.T) {
	title := "Tittel " + rapid.StringMatching("[a-e]{2}").Draw(rt, "title")
	table := rapid.SampledFrom([]string{
		"UPDATE measures SET title_nb = ? WHERE number = 1", "UPDATE areas SET title_nb = ? WHERE number = 1", "UPDATE plans SET title_nb = ?",
		"UPDATE organisations SET name_nb = ? WHERE code = 'JD'", "UPDATE recommendations SET topic_nb = ? WHERE ref = 'G3-01'",
	}).Draw(rt, "what")
	d.keep(rt, func(tx *store.Tx) error { return tx.Exec(table, title).Error })
}

// link adds or takes away a link from a recommendation.
func (d *days) link(rt *rapid.T) {
	d.keep(rt, func(tx *store.Tx) error {
		done := tx.Exec("DELETE FROM recommendation_links WHERE measure_id = (SELECT id FROM measures WHERE number = 2)")
		if done.Error != nil || done.RowsAffected > 0 {
			return done.Error
		}
		return tx.Exec(`INSERT INTO recommendation_links (recommendation_id, measure_id, degree)
			SELECT r.id, m.id, 'partial' FROM recommendations r, measures m WHERE r.ref = 'G1-01' AND m.number = 2`).Error
	})
}

// hand gives the first measure to another ministry from today.
func (d *days) hand(rt *rapid.T) {
	to := rapid.SampledFrom([]string{"JD", "AID", "BFD"}).Draw(rt, "to")
	d.keep(rt, func(tx *store.Tx) error {
		today := language.Today(tx.Now())
		for _, statement := range []string{
			"UPDATE measure_roles SET to_date = ? WHERE to_date IS NULL AND measure_id = (SELECT id FROM measures WHERE number = 1)",
			`INSERT INTO measure_roles (measure_id, organisation_id, involvement, from_date)
				SELECT m.id, o.id, 'lead', ? FROM measures m, organisations o WHERE m.number = 1 AND o.code = '` + to + "'",
		} {
			if err := tx.Exec(statement, today).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *days) keep(rt *rapid.T, do func(*store.Tx) error) {
	err := d.Store.Write(d.t.Context(), func(tx *store.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "catalogue.replace", "plan", 1, "", nil, nil)
	})
	if err != nil {
		rt.Fatal(err)
	}
}

// TestADayIsToldAsItWasWhenItEnded is what the reading of a day must always
// keep: whatever is cleared, undone, corrected, closed, renamed or handed over
// later, a day is shown as it was live when it ended in Oslo.
func TestADayIsToldAsItWasWhenItEnded(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		keep(t, w, 4)
		d := &days{bench: b, reader: editions.NewReader(w.Store), live: map[models.Date]string{}}
		period := models.Quarter{Year: 2025, Number: 2}
		rapid.Check(t, func(rt *rapid.T) {
			if len(d.order) == 0 { // the plan has been cut down
				d.keep(rt, func(*store.Tx) error { return nil })
			}
			if running := b.runningRound(rt); running != nil {
				if _, err := b.rounds.Close(t.Context(), b.coordinator, running.ID); err != nil {
					rt.Fatal(err)
				}
			}
			period = period.Next()
			if period.Year > 2099 {
				rt.Fatal("the test has run out of quarters")
			}
			d.pass(rt, time.Minute)
			round, err := b.rounds.Open(t.Context(), b.coordinator, b.plan, openInput(period))
			if err != nil {
				rt.Fatal(err)
			}
			is := imagined{round: &round, state: models.RoundOpen, reports: map[int64]models.ReportState{}}
			for _, report := range b.reports(round) {
				is.reports[report.ID] = models.ReportDraft
			}
			first := len(d.order)
			rt.Repeat(map[string]func(*rapid.T){
				"submit":   func(rt *rapid.T) { b.drawSubmit(rt, &is) },
				"clear":    func(rt *rapid.T) { b.drawAct(rt, &is, models.ClearReport) },
				"undo":     func(rt *rapid.T) { b.drawAct(rt, &is, models.UndoClearing) },
				"close":    func(rt *rapid.T) { b.drawClose(rt, &is) },
				"correct":  d.correct,
				"rename":   d.rename,
				"link":     d.link,
				"hand":     d.hand,
				"hours":    func(rt *rapid.T) { d.pass(rt, time.Duration(rapid.IntRange(1, 23*60).Draw(rt, "minutes"))*time.Minute) },
				"days":     func(rt *rapid.T) { d.pass(rt, time.Duration(rapid.IntRange(1, 30).Draw(rt, "days"))*24*time.Hour) },
				"midnight": func(rt *rapid.T) { d.untilMidnight(rt) },
				"": func(rt *rapid.T) {
					d.pass(rt, time.Microsecond) // two moments are never the same
					if len(d.order) > 0 {
						d.holds(rt, d.order[rapid.IntRange(max(0, len(d.order)-20), len(d.order)-1).Draw(rt, "day")])
					}
				},
			})
			for _, day := range d.order[first:] {
				d.holds(rt, day)
			}
		})
		if len(d.order) < 50 {
			t.Errorf("only %d days were looked at", len(d.order))
		}
	})
}

// untilMidnight lets what is done next be done in the last moment of the day or
// the first of the next.
func (d *days) untilMidnight(rt *rapid.T) {
	now := d.Clock.Now().In(language.Oslo)
	midnight := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, language.Oslo)
	d.pass(rt, midnight.Sub(now)-time.Duration(rapid.IntRange(0, 3).Draw(rt, "before"))*time.Microsecond)
}

func TestADayThatCannotBeToldIsRefused(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		reader := editions.NewReader(w.Store)
		today := language.Today(w.Clock.Now())
		for _, test := range []struct {
			name string
			day  models.Date
			key  string
		}{
			{"a day to come", today.AddDays(1), "error.day_to_come"},
			{"a day before the plan", models.NewDate(2025, time.May, 27), "error.day_before_plan"},
		} {
			t.Run(test.name, func(t *testing.T) {
				_, err := reader.AsOf(t.Context(), b.plan, models.AsOf{Date: test.day}, today, editions.Seen{})
				b.wantKind(err, models.KindInvalid)
				var told *models.Error
				if !errors.As(err, &told) || told.Key != test.key {
					t.Errorf("refused with %v", err)
				}
			})
		}
		for _, day := range []models.Date{today, models.NewDate(2025, time.May, 28)} {
			if _, err := reader.AsOf(t.Context(), b.plan, models.AsOf{Date: day}, today, editions.Seen{}); err != nil {
				t.Errorf("%s: %v", day, err)
			}
		}
	})
}
