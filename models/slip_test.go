package models_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

func TestTheLedgerTellsHowOftenHowFarAndWhyLast(t *testing.T) {
	first := models.NewDate(2026, time.January, 31)
	moves := []models.MoveFacts{
		{MilestoneID: 1, Period: models.Quarter{Year: 2026, Number: 3}, From: first.AddDays(60), To: first.AddDays(120), Reason: "Høringen tok tid."},
		{MilestoneID: 1, Period: models.Quarter{Year: 2026, Number: 1}, From: first, To: first.AddDays(60), Reason: "Manglet midler."},
		{MilestoneID: 2, Period: models.Quarter{Year: 2026, Number: 2}, From: first, To: first.AddDays(-10), Reason: "Gikk fort."},
		{MilestoneID: 3, Period: models.Quarter{Year: 2026, Number: 2}, From: first, To: first.AddDays(500), Reason: "Utgår snart."},
	}
	content := models.ReportContent{Milestones: models.List[models.MilestoneState]{
		{MilestoneID: 2, Phase: models.MilestonePlanned, Baseline: first, Was: first.AddDays(-10), Due: first.AddDays(-10)},
		{MilestoneID: 3, Phase: models.MilestoneDropped, Baseline: first, Was: first.AddDays(500), Due: first.AddDays(500)},
		{MilestoneID: 1, Phase: models.MilestonePlanned, Baseline: first, Was: first.AddDays(120), Due: first.AddDays(210), Reason: "Ny leverandør."},
		{MilestoneID: 4, Phase: models.MilestonePlanned, Baseline: first, Was: first, Due: first},
	}}
	got := models.SlipsOf(content, models.Quarter{Year: 2026, Number: 4}, moves)
	told := []any{got.Times, got.Days, got.Reason(), len(got.Slips), got.Slips[0].Days, got.Slips[0].Reason(), got.Slips[1].Days, got.Slips[1].Reason()}
	if difference := cmp.Diff([]any{4, 210, "Ny leverandør.", 2, 210, "Ny leverandør.", -10, "Gikk fort."}, told); difference != "" {
		t.Error(difference)
	}
}

func TestAMeasureThatNeverReportedHasAnEmptyLedger(t *testing.T) {
	if (models.MeasureFacts{}).Slips().Moved() {
		t.Error("moved")
	}
}

// TestTheMovesAddUpToTheSlip lets milestones be moved round for round, as they
// are cleared.
func TestTheMovesAddUpToTheSlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var moves []models.MoveFacts
		content := models.ReportContent{}
		start := models.Quarter{Year: 2025, Number: 1}.Index()
		rounds := rapid.IntRange(1, 8).Draw(t, "rounds")
		for id := range int64(rapid.IntRange(1, 4).Draw(t, "milestones")) {
			m := models.MilestoneState{MilestoneID: id, Title: fmt.Sprint(id), Phase: models.MilestonePlanned, Baseline: ahead(int(id))}
			m.Due, m.Was = m.Baseline, m.Baseline
			for round := range rounds {
				if m.Was = m.Due; !rapid.Bool().Draw(t, "moves") {
					continue
				}
				m.Due, m.Reason = m.Due.AddDays(rapid.SampledFrom([]int{-90, -1, 1, 30, 200}).Draw(t, "days")), "Fordi."
				if round < rounds-1 {
					moves = append(moves, models.MoveFacts{MilestoneID: id + 1, Period: models.QuarterFromIndex(start + round), From: m.Was, To: m.Due, Reason: m.Reason})
				}
			}
			m.MilestoneID = id + 1
			content.Milestones = append(content.Milestones, m)
		}
		ledger := models.SlipsOf(content, models.QuarterFromIndex(start+rounds-1), moves)
		times := 0
		for _, slip := range ledger.Slips {
			days := 0
			for _, move := range slip.Moves {
				days += move.To.DaysSince(move.From)
			}
			times += len(slip.Moves)
			if want := slip.Milestone.Due.DaysSince(slip.Milestone.Baseline); days != want || slip.Days != want {
				t.Errorf("moves add up to %d days, the ledger says %d, the dates %d", days, slip.Days, want)
			}
		}
		if times != ledger.Times {
			t.Errorf("%d moves, the ledger says %d", times, ledger.Times)
		}
	})
}
