package newsletter_test

import (
	"strings"
	"testing"
	"time"

	"tiltak/app/language"
	"tiltak/models"
)

var (
	second = models.Quarter{Year: 2026, Number: 2}
	third  = models.Quarter{Year: 2026, Number: 3}
)

func bokmaal(t testing.TB) language.Printer {
	t.Helper()
	return printerOf(t, models.Bokmaal)
}

func date(t testing.TB, text string) models.Date {
	t.Helper()
	d, err := models.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// plainSpaces makes no-break spaces ordinary ones, so that expectations can be
// read and typed.
func plainSpaces(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

func under(h models.Health) models.Status {
	return models.Status{Stage: models.InProgress, Health: h}
}

func at(s models.Stage) models.Status { return models.Status{Stage: s} }

// report is a cleared report of a period.
func report(period models.Quarter, status models.Status, text string, milestones ...models.MilestoneState) *models.ReportFacts {
	return &models.ReportFacts{
		ReportID: int64(period.Index()), Period: period, Revision: 4, ClearedAt: time.Date(period.Next().Year, period.Next().FirstMonth(), 9, 10, 0, 0, 0, time.UTC),
		Content: models.ReportContent{
			Status: status, Done: "Internt.", Obstacles: "HEMMELIG-HINDRING", HelpNeeded: "HEMMELIG-HJELP", NewsletterText: text,
			Language: models.Bokmaal, Milestones: milestones,
		},
	}
}

// example is a small plan: areas and measures are invented for the test.
func example(t testing.TB, period models.Quarter, measures ...models.MeasureFacts) models.Snapshot {
	return models.Snapshot{
		Plan: models.PlanFacts{
			Code: "eksempel", Kind: models.StrategyPlan, Title: models.Name{NB: "Eksempelstrategi (2025–2030)"}, Confirmed: true,
			SourceURL: "https://eksempel.no/strategi",
		},
		Period: period, StatusDate: models.NewDate(period.Next().Year, period.Next().FirstMonth(), 9),
		Edition: models.EditionRef{Period: period, Revision: 1},
		Organisations: []models.OrganisationFacts{
			{ID: 1, Code: "JD", Name: models.Name{NB: "Justis- og beredskapsdepartementet"}},
			{ID: 2, Code: "BFD", Name: models.Name{NB: "Barne- og familiedepartementet"}},
		},
		Areas: []models.AreaFacts{
			{Number: 1, Title: models.Name{NB: "Eksempelområde én"}, Confirmed: true},
			{Number: 2, Title: models.Name{NB: "Eksempelområde to"}},
		},
		Measures: measures,
		Recommendations: []models.RecommendationFacts{
			{Ref: "G3-01", Body: "GRETA", Links: []models.LinkFacts{{Measure: "kurs", Degree: models.Full}, {Measure: "gruppe", Degree: models.Partial}}},
		},
	}
}

// group is measure 1 under JD, course measure 7 under BFD.
func group(last *models.ReportFacts) models.MeasureFacts {
	return models.MeasureFacts{Key: "gruppe", Number: 1, Area: 1, Title: models.Name{NB: "Eksempelgruppe"}, TitleConfirmed: true, Lead: "JD", Last: last}
}

func course(last *models.ReportFacts) models.MeasureFacts {
	return models.MeasureFacts{Key: "kurs", Number: 7, Area: 2, Title: models.Name{NB: "Eksempelkurs"}, Lead: "BFD", Continuing: true, Last: last}
}
