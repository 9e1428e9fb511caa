package dashboard_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/app/dashboard"
	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

func TestFiguresAddUpForAnySnapshot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySnapshot(t)
		board := dashboard.BoardOf(s, nil, parts.Source{})
		total := len(s.Measures)
		if board.Counts.Total != total || board.Matrix.Total != total {
			t.Fatalf("%d measures are counted as %d, and as %d in the matrix", total, board.Counts.Total, board.Matrix.Total)
		}
		for _, figure := range models.Figures() {
			inAreas := 0
			for _, area := range board.Areas {
				inAreas += area.Counts.Of(figure)
			}
			if inAreas != board.Counts.Of(figure) {
				t.Fatalf("%s: %d in the areas, %d in all", figure, inAreas, board.Counts.Of(figure))
			}
		}
		rows := 0
		for _, row := range board.Matrix.Rows {
			cells := 0
			for _, cell := range row.Cells {
				cells += cell.Count
				if (cell.Count == 0) != (cell.Worst == "") {
					t.Fatalf("a field of %d measures has the status %q", cell.Count, cell.Worst)
				}
			}
			if cells != row.Sum {
				t.Fatalf("the row of %q sums %d to %d", row.Code, cells, row.Sum)
			}
			rows += row.Sum
		}
		columns := 0
		for _, sum := range board.Matrix.Sums {
			columns += sum
		}
		if rows != total || columns != total {
			t.Fatalf("rows sum to %d, columns to %d, measures are %d", rows, columns, total)
		}
		recommendations := 0
		for _, level := range board.Coverage {
			recommendations += level.Total()
			if level.Total() != len(level.Recommendations) {
				t.Fatalf("level %q counts %d and lists %d", level.Level, level.Total(), len(level.Recommendations))
			}
		}
		if recommendations != len(s.Recommendations) {
			t.Fatalf("%d recommendations are counted as %d", len(s.Recommendations), recommendations)
		}
		if len(board.Timeline) != total || len(board.History.Rows) != total {
			t.Fatalf("%d measures have %d rows on the timeline and %d in the history", total, len(board.Timeline), len(board.History.Rows))
		}
		years := 0
		for _, year := range board.History.Years {
			years += year.Rounds
		}
		if years != len(s.History) {
			t.Fatalf("%d rounds stand under years of %d", len(s.History), years)
		}
		marks := 0
		for _, row := range board.Timeline {
			marks += len(row.Milestones)
		}
		if marks != len(board.Milestones) {
			t.Fatalf("%d milestones are listed, %d drawn", len(board.Milestones), marks)
		}
	})
}

func TestOffTrackAndNotReportedAlwaysNeedFollowingUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySnapshot(t)
		listed := map[string]bool{}
		for _, a := range dashboard.AttentionOf(s, dashboard.MilestonesOf(s)) {
			listed[a.Measure.Key] = true
		}
		for _, m := range s.Measures {
			figure := s.Figure(m)
			if grave := figure == models.FigureOffTrack || figure == models.FigureNotReported; grave && !s.Period.IsZero() && !listed[m.Key] {
				t.Fatalf("measure %d is %s and is not listed", m.Number, figure)
			}
		}
		if s.Period.IsZero() && len(listed) > 0 {
			t.Fatalf("before the first round %d measures are listed", len(listed))
		}
	})
}

// one is a snapshot of one measure after 2026-k3.
func one(m models.MeasureFacts) models.Snapshot {
	m.Key, m.Number, m.Area, m.Lead = "m1", 1, 1, "JD"
	return models.Snapshot{
		StatusDate: today, Period: quarter("2026-k3"), History: []models.Quarter{quarter("2026-k1"), quarter("2026-k2"), quarter("2026-k3")},
		Areas: []models.AreaFacts{{Number: 1}}, Organisations: []models.OrganisationFacts{{Code: "JD"}}, Measures: []models.MeasureFacts{m},
	}
}

func report(period string, health models.Health, milestones ...models.MilestoneState) *models.ReportFacts {
	return &models.ReportFacts{Period: quarter(period), Content: models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: health}, Milestones: milestones,
	}}
}

func history(figures ...models.Figure) []models.HistoryFacts {
	rounds := []string{"2026-k1", "2026-k2", "2026-k3"}
	var list []models.HistoryFacts
	for i, figure := range figures {
		list = append(list, models.HistoryFacts{Period: quarter(rounds[i]), Figure: figure})
	}
	return list
}

func TestWhatNeedsFollowingUp(t *testing.T) {
	const on, late, off, missing = models.FigureOnTrack, models.FigureDelayed, models.FigureOffTrack, models.FigureNotReported
	overdue := models.MilestoneState{MilestoneID: 1, Title: "Høring", Due: today.AddDays(-78), Phase: models.MilestonePlanned}
	moves := []models.MoveFacts{{MilestoneID: 1, Reason: "a"}, {MilestoneID: 1, Reason: "b"}}
	later := models.MilestoneState{MilestoneID: 1, Title: "Høring", Due: today.AddDays(30), Baseline: today.AddDays(-62), Phase: models.MilestonePlanned}
	reached := later
	reached.Phase = models.MilestoneReached
	for _, test := range []struct {
		name    string
		measure models.MeasureFacts
		want    []views.Reason
	}{
		{"a measure on track needs nothing", models.MeasureFacts{Last: report("2026-k3", models.OnTrack), History: history(on, on, on)}, nil},
		{
			"off track names the status before",
			models.MeasureFacts{Last: report("2026-k3", models.OffTrack), History: history(on, on, off)},
			[]views.Reason{{Kind: views.IsOffTrack, Was: on, WasIn: quarter("2026-k2")}},
		},
		{
			"off track cleared in the running round is compared with the last round",
			models.MeasureFacts{Last: report("2026-k4", models.OffTrack), History: history(on, on, on)},
			[]views.Reason{{Kind: views.IsOffTrack, Was: on, WasIn: quarter("2026-k3")}},
		},
		{
			"a missing report tells the last known status and its round",
			models.MeasureFacts{Last: report("2026-k2", models.OnTrack), History: history(on, on, missing)},
			[]views.Reason{{Kind: views.IsNotReported, Was: on, WasIn: quarter("2026-k2")}},
		},
		{"a measure never reported says so", models.MeasureFacts{History: history(missing, missing, missing)}, []views.Reason{{Kind: views.IsNotReported}}},
		{
			"an overdue milestone tells its days",
			models.MeasureFacts{Last: report("2026-k3", models.OnTrack, overdue), History: history(on, on, on)},
			[]views.Reason{{Kind: views.MilestoneOverdue, Milestone: "Høring", Days: 78}},
		},
		{"delayed once is not twice", models.MeasureFacts{Last: report("2026-k3", models.Delayed), History: history(on, on, late)}, nil},
		{
			"delayed in two rounds running is",
			models.MeasureFacts{Last: report("2026-k3", models.Delayed), History: history(on, late, late)},
			[]views.Reason{{Kind: views.DelayedInARow, Count: 2}},
		},
		{"a round between that was on track breaks the row", models.MeasureFacts{Last: report("2026-k3", models.Delayed), History: history(late, on, late)}, nil},
		{
			"a milestone moved twice counts its days from where it began",
			models.MeasureFacts{Last: report("2026-k3", models.OnTrack, later), History: history(on, on, on), Moves: moves},
			[]views.Reason{{Kind: views.MovedOften, Milestone: "Høring", Days: 92, Count: 2}},
		},
		{"a milestone that is reached is at rest", models.MeasureFacts{Last: report("2026-k3", models.OnTrack, reached), History: history(on, on, on), Moves: moves}, nil},
		{"a milestone moved once is no matter yet", models.MeasureFacts{Last: report("2026-k3", models.OnTrack, later), History: history(on, on, on), Moves: moves[:1]}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := one(test.measure)
			var got []views.Reason
			for _, a := range dashboard.AttentionOf(s, dashboard.MilestonesOf(s)) {
				got = append(got, a.Reasons...)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatStandsOnTheTimeline(t *testing.T) {
	launched, end := date("2025-05-28"), date("2030-12-31")
	due := models.MilestoneState{MilestoneID: 1, Title: "Høring", Due: date("2027-02-01"), Phase: models.MilestonePlanned}
	dropped := due
	dropped.Phase = models.MilestoneDropped
	for _, test := range []struct {
		name     string
		measure  models.MeasureFacts
		from, to models.Date
	}{
		{"a bar runs from the launch to the last milestone", models.MeasureFacts{Last: report("2026-k3", models.OnTrack, due)}, launched, date("2027-02-01")},
		{"a continuing measure runs to the end of the plan", models.MeasureFacts{Continuing: true, Last: report("2026-k3", models.OnTrack, due)}, launched, end},
		{"a dropped milestone stretches no bar", models.MeasureFacts{Last: report("2026-k3", models.OnTrack, dropped)}, models.Date{}, models.Date{}},
		{"a measure without milestones has none", models.MeasureFacts{Last: report("2026-k3", models.OnTrack)}, models.Date{}, models.Date{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := one(test.measure)
			s.Plan = models.PlanFacts{PeriodFrom: 2025, PeriodTo: 2030, Launched: launched}
			row := dashboard.TimelineOf(s, dashboard.MilestonesOf(s))[0]
			if row.From != test.from || row.To != test.to {
				t.Errorf("runs from %q to %q, want %q to %q", row.From, row.To, test.from, test.to)
			}
		})
	}
}

func TestChangesOfTheSameRound(t *testing.T) {
	missing := one(models.MeasureFacts{Last: report("2026-k2", models.OnTrack)})
	t.Run("a report that was missing and is missing still is no news", func(t *testing.T) {
		before := missing
		if got := dashboard.BoardOf(missing, &before, parts.Source{}).Changes; len(got.Measures) != 0 {
			t.Errorf("listed: %+v", got.Measures)
		}
	})
	t.Run("missing in one more round is", func(t *testing.T) {
		before := missing
		before.Period = quarter("2026-k2")
		if got := dashboard.BoardOf(missing, &before, parts.Source{}).Changes; len(got.Measures) != 1 {
			t.Errorf("listed: %+v", got.Measures)
		}
	})
}
