package answers_test

import (
	"testing"
	"time"

	"tiltak/app/answers"
	"tiltak/models"
)

// answered is a basis with some links to measures confirmed, and with some texts
// in English: all else of the reply has nobody confirmed or translated.
func answered(t testing.TB, basis answers.Basis) answers.Basis {
	s := &basis.Snapshot
	if len(s.Recommendations) == 0 { // a day is kept as the other papers have it
		s.Recommendations = keptSnapshot(t, "utgave-2026-k3.json").Recommendations
	}
	s.Recommendations = append([]models.RecommendationFacts{}, s.Recommendations...)
	for i := range s.Recommendations {
		r := &s.Recommendations[i]
		r.Links = append([]models.LinkFacts{}, r.Links...)
		for j := range r.Links {
			switch r.Links[j].Measure {
			case "politi-etterretning", "politi-etterforskning", "identifisering", "rettigheter":
				r.Links[j].Confirmed = true
			}
		}
	}
	police := &s.Recommendations[0]
	police.Paragraph, police.Addressees, police.Deadline = "12 (example)", []string{"JD", "POD"}, "2027-06"
	police.Official = &models.Official{Text: "This is where the official wording would stand. (example)", Language: "en", Source: "https://www.coe.int/en/web/anti-human-trafficking"}
	police.Assessments = []models.AssessmentFacts{
		{Side: models.OwnSide, By: "JD", Verdict: models.PartlyMet, Grounds: "Politiet har begynt på arbeidet. (eksempel)", Source: "https://www.regjeringen.no/no/", On: models.NewDate(2026, time.October, 12)},
		{Side: models.IndependentSide, By: "NIM", Verdict: models.NotMet, Grounds: "NIM skriver sitt eget. (eksempel)", On: models.NewDate(2026, time.October, 13)},
	}
	s.Evaluations = []models.EvaluationFacts{{
		Body: police.Body, BodyName: police.BodyName, Round: police.Round, Visit: "2021-09-20/2021-09-24", Published: police.Published, Committee: "2022-06-17", Confirmed: true,
	}}
	s.Measures = append([]models.MeasureFacts{}, s.Measures...)
	for i := range s.Measures {
		m := &s.Measures[i]
		if m.Key != "politi-etterretning" || m.Last == nil {
			continue
		}
		last := *m.Last
		m.Title.EN = "Stronger police efforts: intelligence and prevention (example)"
		last.Content.Language = models.English
		last.Content.Done, last.Content.Next = "Two meetings were held with the districts. (example)", "The districts report in November. (example)"
		last.Content.Links = []models.Link{{URL: "https://www.regjeringen.no/en/", Label: "The Government (example)"}}
		m.Last = &last
	}
	return basis
}

// basisOf is what the kept files of a paper are made from.
func basisOf(t testing.TB, kind answers.Kind, basis answers.Basis) answers.Basis {
	if kind == answers.Reply {
		return answered(t, basis)
	}
	return basis
}
