package models_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/models"
)

func TestAStateDoesNotDifferFromItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := withKeys(drawSnapshot(t))
		if c := models.Compare(s, s); !c.Empty() {
			t.Fatalf("it differs by %+v", c)
		}
	})
}

func TestEveryMeasureOfEitherStateIsToldOfOrTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := withKeys(drawSnapshot(t)), withKeys(drawSnapshot(t))
		c := models.Compare(before, after)
		if c.After.Total-c.Before.Total != len(c.Added)-len(c.Removed) {
			t.Fatalf("from %d to %d measures with %d new and %d gone", c.Before.Total, c.After.Total, len(c.Added), len(c.Removed))
		}
		for _, d := range c.Texts {
			for _, field := range d.Fields {
				if field.Before == field.After {
					t.Fatalf("%s is told of, and is the same", field.Field)
				}
			}
		}
		public := models.Compare(before.Public(), after.Public())
		for _, d := range public.Texts {
			for _, field := range d.Fields {
				if field.Hidden {
					t.Fatal("what is not for publication is told of")
				}
			}
		}
	})
}

// withKeys makes keys, numbers and milestones unique, as the database does.
func withKeys(s models.Snapshot) models.Snapshot {
	for i := range s.Measures {
		m := &s.Measures[i]
		m.Key, m.Number = string(rune('a'+i)), i+1
		m.Contributors = slices.Compact(slices.Sorted(slices.Values(m.Contributors)))
	}
	return s
}

func compared(change func(before, after *models.Snapshot)) models.Comparison {
	day := models.NewDate(2026, time.September, 30)
	state := func(period models.Quarter, on models.Date) models.Snapshot {
		return models.Snapshot{
			Period: period, StatusDate: on,
			Organisations: []models.OrganisationFacts{{Code: "JD", Name: models.Name{NB: "Justis"}}, {Code: "AID", Name: models.Name{NB: "Arbeid"}}},
			Measures: []models.MeasureFacts{{Key: "a", Number: 1, Lead: "JD", Title: models.Name{NB: "Tittel"}, Last: &models.ReportFacts{
				Period: period,
				Content: models.ReportContent{
					Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, NewsletterText: "Tekst",
					Milestones: models.List[models.MilestoneState]{{MilestoneID: 1, Title: "Lovforslag", Due: day.AddDays(100), Phase: models.MilestonePlanned}},
				},
			}}},
		}
	}
	before, after := state(models.Quarter{Year: 2026, Number: 2}, day), state(models.Quarter{Year: 2026, Number: 3}, day.AddDays(90))
	change(&before, &after)
	return models.Compare(before, after)
}

func TestWhatAComparisonTells(t *testing.T) {
	content := func(s *models.Snapshot) *models.ReportContent { return &s.Measures[0].Last.Content }
	for _, tt := range []struct {
		name   string
		change func(before, after *models.Snapshot)
		holds  func(c models.Comparison) bool
	}{
		{"nothing but the day", func(_, _ *models.Snapshot) {}, models.Comparison.Empty},
		{"a status that is worse", func(_, after *models.Snapshot) { content(after).Status.Health = models.OffTrack }, func(c models.Comparison) bool {
			return len(c.Statuses) == 1 && c.Statuses[0].Worse() && c.Worse() == 1 && c.After.OffTrack == 1
		}},
		{"a measure that is completed is no worse", func(_, after *models.Snapshot) { content(after).Status = models.Status{Stage: models.Completed} }, func(c models.Comparison) bool {
			return len(c.Statuses) == 1 && c.Worse() == 0
		}},
		{"a first report", func(before, _ *models.Snapshot) { before.Measures[0].Last = nil }, func(c models.Comparison) bool {
			return len(c.First) == 1 && len(c.Texts) == 1
		}},
		{"a missing report", func(before, after *models.Snapshot) { after.Measures[0].Last.Period = before.Period }, func(c models.Comparison) bool {
			return len(c.Missing) == 1 && c.After.NotReported == 1 && len(c.Texts) == 0
		}},
		{"a milestone moved, with days", func(_, after *models.Snapshot) {
			m := &content(after).Milestones[0]
			m.Due = m.Due.AddDays(31)
		}, func(c models.Comparison) bool {
			return c.MilestonesOf(models.MilestoneShifted) == 1 && c.Milestones[0].Days() == 31
		}},
		{"a milestone that is no longer reached", func(before, _ *models.Snapshot) {
			content(before).Milestones[0].Phase = models.MilestoneReached
		}, func(c models.Comparison) bool {
			return c.MilestonesOf(models.MilestoneRevived) == 1
		}},
		{"a milestone with another name", func(_, after *models.Snapshot) { content(after).Milestones[0].Title = "Proposisjon" }, func(c models.Comparison) bool {
			return c.MilestonesOf(models.MilestoneRenamed) == 1 && c.Milestones[0].WasTitle == "Lovforslag"
		}},
		{"a milestone that is gone", func(_, after *models.Snapshot) { content(after).Milestones = nil }, func(c models.Comparison) bool {
			return c.MilestonesOf(models.MilestoneAbsent) == 1
		}},
		{"another lead, by the names of each time", func(before, after *models.Snapshot) {
			after.Measures[0].Lead = "AID"
			before.Organisations[0].Name = models.Name{NB: "Det gamle navnet"}
		}, func(c models.Comparison) bool {
			return len(c.Catalogue) == 2 && c.Catalogue[0].Kind == models.LeadChanged && c.Catalogue[0].Was.NB == "Det gamle navnet" &&
				c.Catalogue[0].Now.NB == "Arbeid" && c.Catalogue[1].Kind == models.OrganisationRenamed
		}},
		{"a title that is confirmed", func(_, after *models.Snapshot) { after.Measures[0].TitleConfirmed = true }, func(c models.Comparison) bool {
			return len(c.Catalogue) == 1 && c.Catalogue[0].Kind == models.TitleSettled && c.Catalogue[0].NowSettled
		}},
		{"contributors in another order are the same", func(before, after *models.Snapshot) {
			before.Measures[0].Contributors, after.Measures[0].Contributors = []string{"A", "B"}, []string{"B", "A"}
		}, models.Comparison.Empty},
		{"a link that is gone", func(before, _ *models.Snapshot) {
			before.Recommendations = []models.RecommendationFacts{{Ref: "G3-01", Links: []models.LinkFacts{{Measure: "a", Degree: models.Full}}}}
		}, func(c models.Comparison) bool { return len(c.Links) == 1 && c.Links[0].Kind == models.LinkRemoved }},
		{"a link that is confirmed", func(before, after *models.Snapshot) {
			link := func(confirmed bool) []models.RecommendationFacts {
				return []models.RecommendationFacts{{Ref: "G3-01", Links: []models.LinkFacts{{Measure: "a", Degree: models.Full, Confirmed: confirmed}}}}
			}
			before.Recommendations, after.Recommendations = link(false), link(true)
		}, func(c models.Comparison) bool { return len(c.Links) == 1 && c.Links[0].Kind == models.LinkSettled }},
		{"assessments that are new, changed, renewed and withdrawn", func(before, after *models.Snapshot) {
			said := func(verdict models.Verdict, grounds string) models.AssessmentFacts {
				return models.AssessmentFacts{Side: models.OwnSide, Verdict: verdict, Grounds: grounds}
			}
			of := func(ref string, list ...models.AssessmentFacts) models.RecommendationFacts {
				return models.RecommendationFacts{Ref: ref, Assessments: list}
			}
			nim := models.AssessmentFacts{Side: models.IndependentSide, By: "NIM", Verdict: models.NotMet}
			before.Recommendations = []models.RecommendationFacts{of("A"), of("B", said(models.NotMet, "x")), of("C", said(models.NotMet, "x")), of("D", nim), of("E", nim)}
			after.Recommendations = []models.RecommendationFacts{of("A", nim), of("B", said(models.PartlyMet, "x")), of("C", said(models.NotMet, "y")), of("D"), of("E", nim)}
		}, func(c models.Comparison) bool {
			var kinds []models.RecommendationKind
			for _, d := range c.Recommendations {
				kinds = append(kinds, d.Kind)
			}
			return !c.Empty() && slices.Equal(kinds, []models.RecommendationKind{models.AssessmentAdded, models.AssessmentChanged, models.AssessmentRenewed, models.AssessmentWithdrawn})
		}},
		{"recommendations that are new and gone", func(before, after *models.Snapshot) {
			before.Recommendations = []models.RecommendationFacts{{Ref: "A"}}
			after.Recommendations = []models.RecommendationFacts{{Ref: "B"}}
		}, func(c models.Comparison) bool {
			return len(c.Recommendations) == 2 && c.Recommendations[0].Kind == models.RecommendationAdded && c.Recommendations[1].Kind == models.RecommendationRemoved
		}},
		{"a ministry's paragraph", func(before, after *models.Snapshot) {
			before.Measures[0].Last.Contributions = []models.ContributionFacts{{Organisation: "AID", Text: "Før"}}
			after.Measures[0].Last.Contributions = []models.ContributionFacts{{Organisation: "AID", Text: "Nå"}}
		}, func(c models.Comparison) bool { return len(c.Texts) == 1 && c.Texts[0].Fields[0].Organisation == "AID" }},
		{"a measure that is new", func(before, _ *models.Snapshot) { before.Measures = nil }, func(c models.Comparison) bool {
			return len(c.Added) == 1 && len(c.Removed) == 0
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if c := compared(tt.change); !tt.holds(c) {
				t.Errorf("it tells %+v", c)
			}
		})
	}
}
