package models_test

import (
	"testing"

	"pgregory.net/rapid"

	"tiltak/models"
)

// TestTheWorkflowOfAReport walks at random through the workflow and holds it to
// what the domain says of it.
func TestTheWorkflowOfAReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		actions := rapid.SliceOf(rapid.SampledFrom([]models.ReportAction{
			models.SubmitReport, models.WithdrawReport, models.ReturnReport, models.ClearReport, models.UndoClearing, "something else",
		})).Draw(t, "actions")
		state := models.ReportDraft
		for _, action := range actions {
			after, err := state.After(action)
			switch {
			case err != nil && (after != state || !models.IsKind(err, models.KindState)):
				t.Fatalf("%s refused in %s gives %s, %v", action, state, after, err)
			case err != nil:
				continue
			case after == models.ReportCleared && state != models.ReportSubmitted:
				t.Fatalf("cleared from %s", state)
			case after == models.ReportSubmitted && !state.Editable() && state != models.ReportCleared:
				t.Fatalf("submitted from %s", state)
			case state == models.ReportCleared && action != models.UndoClearing:
				t.Fatalf("%s changed what is cleared", action)
			case state.Editable() && action != models.SubmitReport:
				t.Fatalf("%s done to what the ministry still writes", action)
			case after.Delivered() == after.Editable():
				t.Fatalf("%s is both delivered and open for writing, or neither", after)
			}
			state = after
		}
	})
}

func TestTheWholeWorkflow(t *testing.T) {
	states := []models.ReportState{models.ReportDraft, models.ReportSubmitted, models.ReportReturned, models.ReportCleared}
	actions := []models.ReportAction{models.SubmitReport, models.WithdrawReport, models.ReturnReport, models.ClearReport, models.UndoClearing}
	want := map[models.ReportState]map[models.ReportAction]models.ReportState{
		models.ReportDraft:     {models.SubmitReport: models.ReportSubmitted},
		models.ReportReturned:  {models.SubmitReport: models.ReportSubmitted},
		models.ReportSubmitted: {models.WithdrawReport: models.ReportDraft, models.ReturnReport: models.ReportReturned, models.ClearReport: models.ReportCleared},
		models.ReportCleared:   {models.UndoClearing: models.ReportSubmitted},
	}
	for _, state := range states {
		for _, action := range actions {
			after, err := state.After(action)
			expected, allowed := want[state][action]
			if allowed != (err == nil) || allowed && after != expected {
				t.Errorf("%s in %s gives %s, %v", action, state, after, err)
			}
		}
	}
}
