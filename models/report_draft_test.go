package models_test

import (
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tiltak/models"
)

func day(t *rapid.T, name string) models.Date {
	if rapid.Bool().Draw(t, name+" given") {
		return models.NewDate(2026, time.January, 1).AddDays(rapid.IntRange(0, 2000).Draw(t, name))
	}
	return models.Date{}
}

func milestone(t *rapid.T, id int64) models.MilestoneState {
	return models.MilestoneState{
		MilestoneID: id, Title: rapid.String().Draw(t, "title"), Due: day(t, "due"), DueTyped: rapid.String().Draw(t, "due typed"),
		DueKept: rapid.String().Draw(t, "due kept"), ReachedTyped: rapid.String().Draw(t, "reached typed"),
		Phase:     models.MilestonePhase(rapid.SampledFrom([]string{"", "planned", "reached", "dropped", "moved"}).Draw(t, "phase")),
		ReachedOn: day(t, "reached"), Baseline: day(t, "baseline"), Was: day(t, "was"), Reason: rapid.String().Draw(t, "reason"),
	}
}

// TestSettlingADraft says what holds of any draft, whatever was typed.
func TestSettlingADraft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		basis := models.DraftBasis{Baselines: map[int64]models.Date{}}
		last := models.ReportContent{Status: models.Status{Stage: models.NotStarted}}
		for id := int64(1); id <= 4; id++ {
			m := milestone(t, id)
			if m.Due.IsZero() {
				m.Due = models.NewDate(2027, time.May, 1)
			}
			m.Phase, m.Was = models.MilestonePlanned, models.Date{}
			basis.Baselines[id] = m.Baseline
			basis.Current = append(basis.Current, m)
			if id <= 2 {
				last.Milestones = append(last.Milestones, m)
			}
		}
		basis.Last = &last
		typed := models.ReportContent{
			Status: models.Status{Stage: models.Stage(rapid.SampledFrom([]string{"", "in_progress", "completed", "x"}).Draw(t, "stage")), Health: models.Health(rapid.SampledFrom([]string{"", "delayed", "x"}).Draw(t, "health"))},
			Done:   rapid.String().Draw(t, "done"), Language: models.Language(rapid.String().Draw(t, "language")), NoChange: rapid.Bool().Draw(t, "no change"),
		}
		for id := int64(1); id <= 4; id++ {
			if rapid.Bool().Draw(t, "sent") {
				typed.Milestones = append(typed.Milestones, milestone(t, id))
			}
		}
		typed.Milestones = append(typed.Milestones, milestone(t, 0))

		settled, err := models.SettleDraft(typed, basis)
		if err != nil {
			t.Fatalf("a draft was refused: %v", err)
		}
		known := map[int64]models.MilestoneState{}
		for _, m := range settled.Milestones {
			known[m.MilestoneID] = m
		}
		for _, m := range basis.Current {
			kept, there := known[m.MilestoneID]
			if !there || kept.Baseline != basis.Baselines[m.MilestoneID] {
				t.Fatalf("milestone %d is %+v", m.MilestoneID, kept)
			}
			if m.MilestoneID <= 2 && kept.Was != m.Due || m.MilestoneID > 2 && !kept.Was.IsZero() {
				t.Fatalf("milestone %d stood on %s, the draft says %s", m.MilestoneID, m.Due, kept.Was)
			}
		}
		if settled.Status.Health != "" && settled.Status.Stage != models.InProgress {
			t.Fatalf("status is %+v", settled.Status)
		}
		again, err := models.SettleDraft(settled, basis)
		if diff := cmp.Diff(settled.Done, again.Done); err != nil || diff != "" {
			t.Fatalf("settling twice differs: %v %s", err, diff)
		}
		third, err := models.SettleDraft(again, basis)
		if diff := cmp.Diff(again.Milestones, third.Milestones, cmpopts.EquateComparable(models.Date{})); err != nil || diff != "" {
			t.Fatalf("settling once more gives other milestones: %v %s", err, diff)
		}
		for _, m := range again.ForSubmission().Milestones {
			if m.DueKept != "" || m.Phase != models.MilestonePhase("reached") && (m.ReachedTyped != "" || !m.ReachedOn.IsZero()) {
				t.Fatalf("what was typed and not chosen is submitted: %+v", m)
			}
		}
		text, err := settled.Encode()
		if err != nil {
			t.Fatal(err)
		}
		read, err := models.DecodeReportContent(text)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := read.Encode(); err != nil || back != text {
			t.Fatalf("what is kept reads back otherwise: %v\n%s\n%s", err, text, back)
		}
	})
}

func FuzzCleanText(f *testing.F) {
	for _, text := range []string{"", "a\r\nb\rc", "a\x00b", "\xff\xfe", "▼ Teksten din:\n", "\u200b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean := models.CleanText(text)
		if !utf8.ValidString(clean) || models.CleanText(clean) != clean {
			t.Errorf("%q gives %q", text, clean)
		}
		for _, r := range clean {
			if r < ' ' && r != '\n' && r != '\t' {
				t.Errorf("%q keeps the control character %U", text, r)
			}
		}
	})
}
