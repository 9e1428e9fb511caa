package dashboard_test

import (
	"fmt"

	"pgregory.net/rapid"

	"tiltak/models"
)

// today is the status date of the snapshots here.
var today = models.NewDate(2026, 11, 24)

func quarter(text string) models.Quarter {
	q, err := models.ParseQuarter(text)
	if err != nil {
		panic(err)
	}
	return q
}

func date(text string) models.Date {
	day, err := models.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return day
}

// statuses are all that a report can say.
func statuses() []models.Status {
	return []models.Status{
		{Stage: models.NotStarted},
		{Stage: models.Completed},
		{Stage: models.Discontinued},
		{Stage: models.InProgress, Health: models.OnTrack},
		{Stage: models.InProgress, Health: models.Delayed},
		{Stage: models.InProgress, Health: models.OffTrack},
	}
}

// anySnapshot draws a snapshot as the databases can give it: any number of
// areas, measures without a lead, reports of any round or none.
func anySnapshot(t *rapid.T) models.Snapshot {
	s := models.Snapshot{
		Plan:       models.PlanFacts{Code: "plan", PeriodFrom: 2025, PeriodTo: 2030, Launched: date("2025-05-28"), DelayedDays: 92},
		StatusDate: today,
	}
	closed := rapid.IntRange(0, models.HistoryRounds).Draw(t, "closed rounds")
	for i := range closed {
		s.History = append(s.History, models.QuarterFromIndex(quarter("2026-k3").Index()-closed+1+i))
	}
	if closed > 0 {
		s.Period = quarter("2026-k3")
	}
	codes := []string{"JD", "AID", "UD", ""}
	for i, code := range codes[:3] {
		if i < 2 || rapid.Bool().Draw(t, "UD is named") {
			s.Organisations = append(s.Organisations, models.OrganisationFacts{Code: code, Kind: models.Ministry})
		}
	}
	areas := rapid.IntRange(1, 6).Draw(t, "areas")
	for number := 1; number <= areas; number++ {
		s.Areas = append(s.Areas, models.AreaFacts{Number: number, Title: models.Name{NB: fmt.Sprint("Område ", number)}})
	}
	measures := rapid.IntRange(0, 40).Draw(t, "measures")
	for number := 1; number <= measures; number++ {
		m := models.MeasureFacts{
			Key: fmt.Sprint("m", number), Number: number, Area: rapid.IntRange(1, areas).Draw(t, "area"),
			Lead: rapid.SampledFrom(codes).Draw(t, "lead"), Continuing: rapid.Bool().Draw(t, "continuing"),
		}
		if period := rapid.IntRange(0, 3).Draw(t, "rounds ago"); period > 0 {
			m.Last = &models.ReportFacts{
				Period:  models.QuarterFromIndex(quarter("2026-k4").Index() - period + 1),
				Content: models.ReportContent{Status: rapid.SampledFrom(statuses()).Draw(t, "status"), Milestones: anyMilestones(t)},
			}
		}
		for _, round := range s.History {
			if rapid.Bool().Draw(t, "was reported") {
				m.History = append(m.History, models.HistoryFacts{Period: round, Figure: rapid.SampledFrom(models.Figures()).Draw(t, "figure")})
			}
		}
		s.Measures = append(s.Measures, m)
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "recommendations") {
		r := models.RecommendationFacts{Ref: fmt.Sprint("G", i), Level: rapid.SampledFrom(models.Levels()).Draw(t, "level")}
		for range rapid.IntRange(0, 3).Draw(t, "links") {
			r.Links = append(r.Links, models.LinkFacts{Measure: fmt.Sprint("m", rapid.IntRange(1, 50).Draw(t, "linked")), Confirmed: rapid.Bool().Draw(t, "confirmed")})
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	return s
}

func anyMilestones(t *rapid.T) []models.MilestoneState {
	var list []models.MilestoneState
	for i := range rapid.IntRange(0, 3).Draw(t, "milestones") {
		state := models.MilestoneState{
			MilestoneID: int64(i + 1), Title: fmt.Sprint("Milepæl ", i),
			Phase: rapid.SampledFrom([]models.MilestonePhase{models.MilestonePlanned, models.MilestoneReached, models.MilestoneDropped}).Draw(t, "phase"),
			Due:   today.AddDays(rapid.IntRange(-900, 1500).Draw(t, "due")),
		}
		if rapid.Bool().Draw(t, "has a baseline") {
			state.Baseline = state.Due.AddDays(rapid.IntRange(-200, 200).Draw(t, "slip"))
		}
		if state.Phase == models.MilestoneReached {
			state.ReachedOn = state.Due
		}
		list = append(list, state)
	}
	return list
}
