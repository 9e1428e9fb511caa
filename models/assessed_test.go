package models_test

import (
	"testing"

	"tiltak/models"
)

func TestWhatTheStatusesIndicate(t *testing.T) {
	period := models.Quarter{Year: 2026, Number: 3}
	at := func(key string, stage models.Stage, reported models.Quarter) models.MeasureFacts {
		status := models.Status{Stage: stage}
		if stage == models.InProgress {
			status.Health = models.OnTrack
		}
		return models.MeasureFacts{Key: key, Last: &models.ReportFacts{Period: reported, Content: models.ReportContent{Status: status}}}
	}
	s := models.Snapshot{Period: period, Measures: []models.MeasureFacts{
		at("done", models.Completed, period), at("under", models.InProgress, period), at("not", models.NotStarted, period),
		at("stopped", models.Discontinued, period), at("old", models.Completed, models.Quarter{Year: 2026, Number: 2}),
		{Key: "silent"},
	}}
	link := func(key string, degree models.Degree) models.LinkFacts {
		return models.LinkFacts{Measure: key, Degree: degree, Confirmed: true}
	}
	for _, test := range []struct {
		name    string
		links   []models.LinkFacts
		verdict models.Verdict
		reason  models.IndicationReason
	}{
		{"no link says nothing", nil, "", models.NoConfirmedLink},
		{"a proposed link says nothing", []models.LinkFacts{{Measure: "done", Degree: models.Full}}, "", models.NoConfirmedLink},
		{"a measure that is not in the plan says nothing", []models.LinkFacts{link("gone", models.Full)}, "", models.NoConfirmedLink},
		{"silence says nothing", []models.LinkFacts{link("silent", models.Full)}, "", models.NoStatus},
		{"an old status says nothing", []models.LinkFacts{link("old", models.Full)}, "", models.NoStatus},
		{"completed and answering in full is implemented", []models.LinkFacts{link("done", models.Full), link("not", models.Partial)}, models.Implemented, models.FullAnswerDone},
		{"completed and answering in part is partly", []models.LinkFacts{link("done", models.Partial)}, models.PartlyMet, models.SomeDone},
		{"under way is partly, however far it answers", []models.LinkFacts{link("under", models.Full)}, models.PartlyMet, models.SomeUnderWay},
		{"not begun is not", []models.LinkFacts{link("not", models.Full)}, models.NotMet, models.NoneBegun},
		{"discontinued is not", []models.LinkFacts{link("stopped", models.Full), link("silent", models.Full)}, models.NotMet, models.NoneBegun},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := s.Indicated(models.RecommendationFacts{Links: test.links})
			if got.Verdict != test.verdict || got.Reason != test.reason {
				t.Errorf("%q because %q, want %q because %q", got.Verdict, got.Reason, test.verdict, test.reason)
			}
		})
	}
}

func TestDisagreement(t *testing.T) {
	own := func(v models.Verdict) models.AssessmentFacts {
		return models.AssessmentFacts{Side: models.OwnSide, Verdict: v}
	}
	nim := func(v models.Verdict) models.AssessmentFacts {
		return models.AssessmentFacts{Side: models.IndependentSide, By: "NIM", Verdict: v}
	}
	for _, test := range []struct {
		name                  string
		assessments           []models.AssessmentFacts
		indicated             models.Verdict
		others                int
		statuses, unsupported bool
	}{
		{"where we have said nothing, nothing differs", []models.AssessmentFacts{nim(models.NotMet)}, models.Implemented, 0, false, false},
		{"all agree", []models.AssessmentFacts{own(models.PartlyMet), nim(models.PartlyMet)}, models.PartlyMet, 0, false, false},
		{"NIM differs", []models.AssessmentFacts{own(models.Implemented), nim(models.NotMet)}, models.Implemented, 1, false, false},
		{"the statuses differ", []models.AssessmentFacts{own(models.Implemented)}, models.PartlyMet, 0, true, false},
		{"the statuses differ the other way too", []models.AssessmentFacts{own(models.NotMet)}, models.Implemented, 0, true, false},
		{"met, and no status to support it", []models.AssessmentFacts{own(models.PartlyMet)}, "", 0, false, true},
		{"not met needs no support", []models.AssessmentFacts{own(models.NotMet)}, "", 0, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := models.DisagreementOf(models.RecommendationFacts{Assessments: test.assessments}, models.Indication{Verdict: test.indicated})
			if len(d.Others) != test.others || d.Statuses != test.statuses || d.Unsupported != test.unsupported {
				t.Errorf("%+v", d)
			}
			if d.Any() != (test.others > 0 || test.statuses || test.unsupported) {
				t.Errorf("any is %v", d.Any())
			}
		})
	}
}
