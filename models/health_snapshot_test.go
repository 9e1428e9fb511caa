package models_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiltak/models"
)

func quarters(from, to int) []models.Quarter {
	var list []models.Quarter
	for i := from; i <= to; i++ {
		list = append(list, models.QuarterFromIndex(models.Quarter{Year: 2025, Number: 1}.Index()+i-1))
	}
	return list
}

// state is a snapshot of five closed rounds, 2025-k1 to 2026-k1, of one measure
// that reported in those that are named.
func state(reported ...int) (models.Snapshot, models.MeasureFacts) {
	s := models.Snapshot{Period: models.Quarter{Year: 2026, Number: 1}, StatusDate: models.NewDate(2026, time.April, 10), History: quarters(1, 5)}
	m := models.MeasureFacts{Key: "a", Number: 1}
	for i, period := range s.History {
		figure := models.FigureNotReported
		for _, round := range reported {
			if round == i+1 {
				figure = models.FigureOnTrack
				m.Last = &models.ReportFacts{Period: period, Content: models.ReportContent{Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, StatusNote: "Tatt igjen."}}
			}
		}
		m.History = append(m.History, models.HistoryFacts{Period: period, Figure: figure})
	}
	s.Measures = []models.MeasureFacts{m}
	return s, m
}

func TestHowLongAMeasureHasBeenSilent(t *testing.T) {
	for name, c := range map[string]struct {
		reported []int
		want     int
	}{
		"a measure that reports every round is not silent":        {[]int{1, 2, 3, 4, 5}, 0},
		"silence before the newest report counts":                 {[]int{1, 2, 5}, 2},
		"an old silence that has been broken does not count":      {[]int{1, 4, 5}, 0},
		"silence since the last report counts":                    {[]int{1, 2}, 3},
		"a measure with its first report may be new":              {[]int{5}, 0},
		"a measure that has never reported is silent all the way": {nil, 5},
	} {
		t.Run(name, func(t *testing.T) {
			s, m := state(c.reported...)
			if got := s.Silence(m); got != c.want {
				t.Errorf("%d rounds, want %d", got, c.want)
			}
		})
	}
}

func TestOnlyReportedMeasuresCanDiffer(t *testing.T) {
	for name, c := range map[string]struct {
		reported []int
		want     int
	}{
		"a measure that broke its silence with a good status differs": {[]int{1, 2, 5}, 1},
		"a measure that is not reported declares nothing":             {[]int{1, 2}, 0},
		"a measure that reports as it should does not differ":         {[]int{1, 2, 3, 4, 5}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := state(c.reported...)
			list := s.Mismatches()
			if len(list) != c.want {
				t.Fatalf("%d differ", len(list))
			}
			for _, mismatch := range list {
				if mismatch.Note != "Tatt igjen." || mismatch.Declared != models.FigureOnTrack || mismatch.Computed.Figure != models.FigureDelayed {
					t.Errorf("%+v", mismatch)
				}
			}
			if public := s.Public().Mismatches(); len(public) > 0 && public[0].Note != "" {
				t.Error("the public form tells the note")
			}
		})
	}
}

func TestAnEditionMadeBeforeThereWereThresholdsIsJudgedByTheUsualOnes(t *testing.T) {
	old, err := models.DecodeSnapshot(`{"schema":1,"plan":{"code":"plan","delayed_days":60},"measures":[{"key":"a","last":{"content":{"status":{"stage":"in_progress","health":"on_track"},"done":"Gjort."}}}]}`)
	if err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(models.HealthRules{DelayedDays: 60, MovedTimes: 2, SilentRounds: 2}, old.Plan.HealthRules()); difference != "" {
		t.Error(difference)
	}
	if note := old.Measures[0].Last.Content.StatusNote; note != "" {
		t.Errorf("a note out of nowhere: %s", note)
	}
}

func TestAReportWithoutANoteIsWrittenAsBefore(t *testing.T) {
	text, err := models.ReportContent{Language: models.Bokmaal}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"status":{"stage":""},"done":"","next":"","obstacles":"","help_needed":"","newsletter_text":"","links":[],"language":"nb","no_change":false,"milestones":[]}`
	if text != want {
		t.Errorf("hashes of revisions kept before would change: %s", text)
	}
	noted := models.ReportContent{StatusNote: "Tatt igjen."}
	text, err = noted.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := models.DecodeReportContent(text)
	if err != nil || read.StatusNote != noted.StatusNote {
		t.Errorf("read %q, %v", read.StatusNote, err)
	}
	if read.WithoutUnpublishable().StatusNote != "" {
		t.Error("the note is published")
	}
}
