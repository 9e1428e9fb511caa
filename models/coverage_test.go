package models_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tiltak/models"
)

// linkedPlan is a plan of up to a dozen measures and two dozen recommendations,
// with links at random, some of them to measures that are not there.
func linkedPlan(t *rapid.T) models.Snapshot {
	period := models.Quarter{Year: 2026, Number: 3}
	s := models.Snapshot{Period: period}
	ministries := []string{"JD", "AID", "BFD"}
	for _, code := range ministries {
		s.Organisations = append(s.Organisations, models.OrganisationFacts{Code: code})
	}
	statuses := []models.Status{{Stage: models.Completed}, {Stage: models.NotStarted}, {Stage: models.InProgress, Health: models.OnTrack}, {Stage: models.InProgress, Health: models.Delayed}}
	for i := range rapid.IntRange(0, 12).Draw(t, "measures") {
		m := models.MeasureFacts{Key: fmt.Sprint("m", i), Number: 20 - i, Lead: rapid.SampledFrom(ministries).Draw(t, "lead")}
		if rapid.Bool().Draw(t, "reported") {
			m.Last = &models.ReportFacts{Period: period, Content: models.ReportContent{Status: rapid.SampledFrom(statuses).Draw(t, "status")}}
		}
		s.Measures = append(s.Measures, m)
	}
	for i := range rapid.IntRange(0, 24).Draw(t, "recommendations") {
		r := models.RecommendationFacts{Ref: fmt.Sprint("R", i), Articles: rapid.SliceOfNDistinct(rapid.IntRange(4, 32), 0, 4, rapid.ID[int]).Draw(t, "articles")}
		for _, measure := range rapid.SliceOfNDistinct(rapid.IntRange(0, 14), 0, 5, rapid.ID[int]).Draw(t, "links") {
			r.Links = append(r.Links, models.LinkFacts{Measure: fmt.Sprint("m", measure), Confirmed: rapid.Bool().Draw(t, "confirmed")})
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	return s
}

// TestTheCoverageMapCountsAsByHand counts every cell anew, in the plainest way.
func TestTheCoverageMapCountsAsByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := linkedPlan(t)
		c := models.CoverageOf(s)
		for _, row := range c.Rows {
			state, good, answering := models.NotCovered, false, 0
			for _, link := range row.Recommendation.Links {
				m, known := s.Measure(link.Measure)
				if !known {
					continue
				}
				answering++
				if state == models.NotCovered {
					state = models.CoveredProposed
				}
				if link.Confirmed {
					state = models.Covered
				}
				if f := s.Figure(m); f == models.FigureCompleted || f == models.FigureOnTrack {
					good = true
				}
			}
			if row.State != state || row.Answering != answering || row.Behind != (answering > 0 && !good) {
				t.Fatalf("%s is %s with %d measures, behind %v; by hand %s, %d, %v", row.Recommendation.Ref, row.State, row.Answering, row.Behind, state, answering, answering > 0 && !good)
			}
		}
		for _, row := range c.Articles {
			for i, ministry := range c.Ministries {
				var numbers []int
				confirmed := map[int]bool{}
				for _, r := range s.Recommendations {
					for _, link := range r.Links {
						m, known := s.Measure(link.Measure)
						if !known || m.Lead != ministry.Code || !slices.Contains(r.Articles, row.Article.Number) {
							continue
						}
						if !slices.Contains(numbers, m.Number) {
							numbers = append(numbers, m.Number)
						}
						if link.Confirmed {
							confirmed[m.Number] = true
						}
					}
				}
				slices.Sort(numbers)
				if !slices.Equal(row.Cells[i].Measures, numbers) || row.Cells[i].Confirmed != len(confirmed) {
					t.Fatalf("article %d, %s: %v with %d confirmed; by hand %v with %d", row.Article.Number, ministry.Code, row.Cells[i].Measures, row.Cells[i].Confirmed, numbers, len(confirmed))
				}
			}
		}
		if len(c.Rows) != c.Count(models.Covered)+c.Count(models.CoveredProposed)+c.Count(models.NotCovered) {
			t.Fatal("the states do not add up")
		}
	})
}

func TestTheConventionHasItsArticlesInOrder(t *testing.T) {
	articles := models.ConventionArticles()
	if len(articles) != 29 || articles[0].Number != 4 || articles[28].Number != 32 {
		t.Fatalf("%d articles, from %d", len(articles), articles[0].Number)
	}
	for number, title := range map[int]string{10: "Identification of the victims", 13: "Recovery and reflection period", 18: "Criminalisation of trafficking in human beings", 26: "Non-punishment provision", 32: "General principles and measures for international co-operation"} {
		if got := articles[number-4].Title.EN; got != title {
			t.Errorf("article %d is %q, want %q", number, got, title)
		}
	}
	for _, article := range articles {
		if article.Title.NB == "" || article.Title.NN == "" || article.Title.EN == "" {
			t.Errorf("article %d lacks a title", article.Number)
		}
	}
}
