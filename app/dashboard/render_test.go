package dashboard_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tiltak/app/dashboard"
	"tiltak/app/language"
	"tiltak/assets"
	"tiltak/models"
	dashboardview "tiltak/views/dashboard"
	"tiltak/views/layout"
	measureview "tiltak/views/measures"
	milestoneview "tiltak/views/milestones"
	"tiltak/views/parts"
)

// grown is a plan of some measures with full texts and history.
func grown(measures int) models.Snapshot {
	s := models.Snapshot{
		Plan:       models.PlanFacts{Code: "plan", PeriodFrom: 2025, PeriodTo: 2030, Launched: date("2025-05-28")},
		StatusDate: today, Period: quarter("2026-k3"),
		Organisations: []models.OrganisationFacts{{Code: "JD", Kind: models.Ministry, Name: models.Name{NB: "Justis- og beredskapsdepartementet"}}, {Code: "AID", Kind: models.Ministry, Name: models.Name{NB: "Arbeids- og inkluderingsdepartementet"}}},
	}
	for i := range models.HistoryRounds {
		s.History = append(s.History, models.QuarterFromIndex(quarter("2023-k4").Index()+i))
	}
	for number := 1; number <= 4; number++ {
		s.Areas = append(s.Areas, models.AreaFacts{Number: number, Title: models.Name{NB: fmt.Sprint("Innsatsområde ", number)}})
	}
	for number := 1; number <= measures; number++ {
		m := models.MeasureFacts{
			Key: fmt.Sprint("m", number), Number: number, Area: (number-1)*4/measures + 1, Lead: []string{"JD", "AID"}[number%2],
			Title: models.Name{NB: fmt.Sprint("Samarbeid mellom departementer og etater, del ", number)},
			Last: &models.ReportFacts{Period: quarter("2026-k3"), Content: models.ReportContent{
				Status: statuses()[number%6], NewsletterText: strings.Repeat("Departementet sendte forslaget på høring. ", 6),
				Milestones: []models.MilestoneState{
					{MilestoneID: int64(number * 2), Title: "Utkast sendt på høring", Due: today.AddDays(number - 20), Baseline: today.AddDays(-60), Phase: models.MilestonePlanned},
					{MilestoneID: int64(number*2 + 1), Title: "Forslag lagt frem", Due: today.AddDays(300), Baseline: today.AddDays(300), Phase: models.MilestonePlanned},
				},
			}},
		}
		for i, round := range s.History {
			m.History = append(m.History, models.HistoryFacts{Period: round, Figure: models.Figures()[(number+i)%7]})
		}
		s.Measures = append(s.Measures, m)
	}
	for i := range 30 {
		s.Recommendations = append(s.Recommendations, models.RecommendationFacts{
			Ref: fmt.Sprintf("G3-%02d", i), Body: "GRETA", Round: 3, Level: models.Levels()[i%4], Topic: models.Name{NB: "Identifisering"},
			Links: []models.LinkFacts{{Measure: fmt.Sprint("m", i+1), Degree: models.Partial}},
		})
	}
	return s
}

func frameFor(t testing.TB) layout.Frame {
	t.Helper()
	catalogue, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	return layout.Frame{Printer: catalogue.Printer(models.Bokmaal), Title: "Side", AssetURL: assets.URL, Today: today}
}

func source(s models.Snapshot) parts.Source {
	return parts.Source{Period: s.Period, StatusDate: s.StatusDate, PlanFrom: s.Plan.PeriodFrom, PlanTo: s.Plan.PeriodTo}
}

func BenchmarkPages(b *testing.B) {
	frame := frameFor(b)
	for _, size := range []int{18, 100} {
		s := grown(size)
		before := grown(size)
		for name, render := range map[string]func(*bytes.Buffer) error{
			"dashboard": func(out *bytes.Buffer) error {
				return dashboardview.BoardPage(frame, dashboard.BoardOf(s, &before, source(s))).Render(b.Context(), out)
			},
			"measures": func(out *bytes.Buffer) error {
				return measureview.ListPage(frame, dashboard.MeasuresOf(s, source(s), measureview.Filter{})).Render(b.Context(), out)
			},
			"milestones": func(out *bytes.Buffer) error {
				return milestoneview.MilestonesPage(frame, dashboard.MilestonePageOf(s, source(s), milestoneview.Filter{})).Render(b.Context(), out)
			},
		} {
			b.Run(fmt.Sprintf("%s of %d measures", name, size), func(b *testing.B) {
				var out bytes.Buffer
				for b.Loop() {
					out.Reset()
					if err := render(&out); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(out.Len())/1000, "kB")
			})
		}
	}
}
