package answers_test

import (
	"tiltak/app/answers"
	"tiltak/models"
)

// answered is a basis with some links to measures confirmed, and with some texts
// in English: all else of the reply has nobody confirmed or translated.
func answered(basis answers.Basis) answers.Basis {
	s := &basis.Snapshot
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
func basisOf(kind answers.Kind, basis answers.Basis) answers.Basis {
	if kind == answers.Reply {
		return answered(basis)
	}
	return basis
}
