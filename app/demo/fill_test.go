package demo_test

import (
	"log/slog"
	"strings"
	"testing"

	"tiltak/app/demo"
	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

func TestTheDemoTellsOfEveryKindOfStatusAndMarksAllItInvents(t *testing.T) {
	for name, address := range storetest.Addresses(t) {
		t.Run(name, func(t *testing.T) {
			if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
				t.Fatal(err)
			}
			s := storetest.Open(t, address, nil)
			checkDemo(t, s)
		})
	}
}

func checkDemo(t *testing.T, s *store.Store) {
	t.Helper()
	if isDemo, err := s.IsDemo(t.Context()); err != nil || !isDemo {
		t.Fatalf("the database does not know that it is a demo: %v", err)
	}
	snapshot, previous, err := editions.NewReader(s).Live(t.Context(), 1, models.NewDate(2026, 11, 23), editions.LiveOptions{IncludeOpenRound: true, Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	if previous == nil || previous.Period != (models.Quarter{Year: 2026, Number: 3}) || !previous.Example {
		t.Error("the newest edition is not 2026-k3, marked as an example")
	}
	if len(snapshot.Measures) != 18 || len(snapshot.History) != 6 {
		t.Errorf("%d measures, %d closed rounds; want 18 and 6", len(snapshot.Measures), len(snapshot.History))
	}
	if snapshot.Open == nil || snapshot.Open.Period != (models.Quarter{Year: 2026, Number: 4}) {
		t.Error("2026-k4 does not run")
	}
	counts := snapshot.Count(nil)
	for _, figure := range models.Figures() {
		if counts.Of(figure) == 0 {
			t.Errorf("no measure is %s", figure)
		}
	}
	states := map[models.ReportState]int{}
	moves := 0
	for _, m := range snapshot.Measures {
		moves += len(m.Moves)
		if m.Open != nil {
			states[m.Open.State]++
		}
		if m.Last == nil {
			t.Errorf("%s was never reported", m.Key)
			continue
		}
		c := m.Last.Content
		for _, text := range []string{c.Done, c.NewsletterText, c.Obstacles, c.HelpNeeded} {
			if text != "" && !strings.Contains(text, "(eksempel)") {
				t.Errorf("%s: %q is not marked", m.Key, text)
			}
		}
		for _, milestone := range m.Milestones() {
			if !strings.Contains(milestone.Title, "(eksempel)") {
				t.Errorf("%s: the milestone %q is not marked", m.Key, milestone.Title)
			}
		}
	}
	if moves < 8 {
		t.Errorf("only %d milestones moved", moves)
	}
	for _, state := range []models.ReportState{models.ReportDraft, models.ReportSubmitted, models.ReportReturned, models.ReportCleared} {
		if states[state] == 0 {
			t.Errorf("no report in the running round is %s", state)
		}
	}
}
