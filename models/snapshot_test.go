package models_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/models"
)

const hidden = "IKKE-FOR-PUBLISERING"

func drawSnapshot(t *rapid.T) models.Snapshot {
	text := rapid.StringN(0, 40, -1)
	day := rapid.Custom(func(t *rapid.T) models.Date {
		return models.NewDate(rapid.IntRange(2020, 2035).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"))
	})
	quarter := rapid.Custom(func(t *rapid.T) models.Quarter {
		return models.Quarter{Year: rapid.IntRange(2020, 2035).Draw(t, "year"), Number: rapid.IntRange(1, 4).Draw(t, "quarter")}
	})
	measure := rapid.Custom(func(t *rapid.T) models.MeasureFacts {
		m := models.MeasureFacts{
			Key: text.Draw(t, "key"), Number: rapid.IntRange(1, 99).Draw(t, "number"), Title: models.Name{NB: text.Draw(t, "title")},
			Lead: "AID", Contributors: rapid.SliceOf(text).Draw(t, "contributors"),
			History: []models.HistoryFacts{{Period: quarter.Draw(t, "history"), Figure: models.FigureNotReported}},
		}
		if rapid.Bool().Draw(t, "reported") {
			m.Last = &models.ReportFacts{
				ReportID: 1, Period: quarter.Draw(t, "period"), Revision: 2, ClearedAt: time.Unix(rapid.Int64Range(0, 2e9).Draw(t, "cleared"), rapid.Int64Range(0, 999999).Draw(t, "part")*1000).UTC(),
				Content: models.ReportContent{
					Status: models.Status{Stage: models.InProgress, Health: models.Delayed}, Done: text.Draw(t, "done"), NewsletterText: text.Draw(t, "news"),
					Obstacles: hidden + text.Draw(t, "obstacles"), HelpNeeded: hidden + text.Draw(t, "help"),
					Links: rapid.SliceOf(rapid.Custom(func(t *rapid.T) models.Link {
						return models.Link{URL: text.Draw(t, "url"), Label: text.Draw(t, "label")}
					})).Draw(t, "links"),
					Milestones: models.List[models.MilestoneState]{{MilestoneID: 3, Title: text.Draw(t, "milestone"), Due: day.Draw(t, "due"), Phase: models.MilestonePlanned}},
				},
				Contributions: []models.ContributionFacts{{Organisation: "BFD", Text: text.Draw(t, "paragraph")}},
				Lacking:       rapid.SliceOfN(rapid.SampledFrom([]string{"AID", "HOD"}), 1, 2).Draw(t, "lacking"),
			}
		}
		return m
	})
	return models.Snapshot{
		Plan: models.PlanFacts{Code: "plan", Launched: day.Draw(t, "launched")}, Period: quarter.Draw(t, "period"), StatusDate: day.Draw(t, "status date"),
		Edition: models.EditionRef{Period: quarter.Draw(t, "edition"), Revision: 1}, Measures: rapid.SliceOfN(measure, 0, 4).Draw(t, "measures"),
	}
}

func TestWhatAnEditionHoldsReadsAndWritesTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, err := drawSnapshot(t).Encode()
		if err != nil {
			t.Fatal(err)
		}
		read, err := models.DecodeSnapshot(first)
		if err != nil {
			t.Fatal(err)
		}
		second, err := read.Encode()
		if err != nil || second != first {
			t.Fatalf("%v\n%s\n%s", err, first, second)
		}
	})
}

func TestThePublicFormHidesAndLeavesTheWholeOneAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := drawSnapshot(t)
		before, err := whole.Encode()
		if err != nil {
			t.Fatal(err)
		}
		public, err := whole.Public().Encode()
		if err != nil || strings.Contains(public, hidden) {
			t.Fatalf("%v: the public form is %s", err, public)
		}
		if after, err := whole.Encode(); err != nil || after != before {
			t.Fatalf("%v: the whole form was changed by making the public one", err)
		}
	})
}

func TestASnapshotWrittenBeforeLackingStaysAsItWas(t *testing.T) {
	encoded, err := json.Marshal(models.ReportFacts{})
	if err != nil || strings.Contains(string(encoded), "lacking") {
		t.Errorf("a report of which nothing lacks is written %s (%v)", encoded, err)
	}
	var facts models.ReportFacts
	if err := json.Unmarshal(encoded, &facts); err != nil || facts.Lacking != nil {
		t.Errorf("an old report is read as %+v (%v)", facts, err)
	}
}
