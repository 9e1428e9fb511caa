package newsletter_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tiltak/app/newsletter"
	"tiltak/models"
)

// anyTitle is a title as people type them, with marks and line ends.
var anyTitle = rapid.StringOfN(rapid.RuneFrom([]rune("abc ÆØÅæøå\"'«»“”.,;:!?-–…()\n\t\u00a07")), 1, 30, -1).
	Filter(func(text string) bool { return strings.Trim(text, " .\n\t\u00a0") != "" })

func anyDate(t *rapid.T, label string) models.Date {
	return models.NewDate(2026, 1, 1).AddDays(rapid.IntRange(-500, 900).Draw(t, label))
}

func drawnStatus(t *rapid.T) models.Status {
	return rapid.SampledFrom([]models.Status{onTrack, delayed, offTrack, notStarted, completed, discontinued}).Draw(t, "status")
}

func anyMilestone(t *rapid.T, id int64) models.MilestoneState {
	m := models.MilestoneState{MilestoneID: id, Title: anyTitle.Draw(t, "title"), Due: anyDate(t, "due"), Phase: models.MilestonePlanned}
	switch rapid.IntRange(0, 3).Draw(t, "phase") {
	case 0:
		m.Phase = models.MilestoneDropped
	case 1:
		m.Phase, m.ReachedOn = models.MilestoneReached, anyDate(t, "reached")
	case 2:
		m.Phase = models.MilestoneReached // on a day nobody wrote down
	}
	return m
}

// anyEdition is a state of the small plan for a period.
func anyEdition(outer *testing.T, t *rapid.T, period models.Quarter) models.Snapshot {
	last := func() *models.ReportFacts {
		if rapid.IntRange(0, 4).Draw(t, "reported") == 0 {
			return nil
		}
		r := report(models.QuarterFromIndex(period.Index()-rapid.IntRange(0, 3).Draw(t, "quarters ago")), drawnStatus(t), "")
		for id := range int64(rapid.IntRange(0, 4).Draw(t, "milestones")) {
			r.Content.Milestones = append(r.Content.Milestones, anyMilestone(t, id+1))
		}
		return r
	}
	one := group(last())
	one.Lead = rapid.SampledFrom([]string{"JD", ""}).Draw(t, "lead")
	s := example(outer, period, one, course(last()))
	s.Recommendations = nil
	for _, ref := range []string{"G3-01", "G4-11", "C2-02"} {
		r := models.RecommendationFacts{Ref: ref, Body: rapid.SampledFrom([]string{"GRETA", "COP"}).Draw(t, "body")}
		for _, measure := range []string{"gruppe", "kurs"} {
			if rapid.Bool().Draw(t, "linked") {
				r.Links = append(r.Links, models.LinkFacts{Measure: measure, Degree: rapid.SampledFrom([]models.Degree{models.Full, models.Partial}).Draw(t, "degree"), Confirmed: rapid.Bool().Draw(t, "confirmed")})
			}
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	for id := range int64(rapid.IntRange(0, 2).Draw(t, "decisions")) {
		s.Decisions = append(s.Decisions, models.DecidedFacts{ID: id + 1, Measure: "kurs", Text: anyTitle.Draw(t, "decision"), Owner: "BFD", Due: anyDate(t, "due"), MadeOn: anyDate(t, "made")})
	}
	return s
}

func TestWhateverHasChangedIsToldInOneWholeSentenceForEachFact(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		before, after := anyEdition(t, r, second), anyEdition(t, r, third)
		if rapid.IntRange(0, 9).Draw(r, "first") == 0 {
			before = models.Snapshot{}
		}
		for _, written := range []models.Language{models.Bokmaal, models.Nynorsk} {
			printer := printerOf(t, written)
			items := newsletter.Propose(before, after, printer)
			told := proposed(items, models.ItemFact)
			if want := len(models.Changes(before.Public(), after.Public())); len(told) != want {
				r.Fatalf("%d sentences of %d facts", len(told), want)
			}
			for _, item := range told {
				if whole(item.Proposed) != "" {
					r.Fatalf("%s: %q (%s)", whole(item.Proposed), item.Proposed, item.Template)
				}
			}
			for _, item := range items {
				again, err := newsletter.Retell(printer, item)
				if item.Kind != models.ItemText && (err != nil || again != item.Proposed) {
					r.Fatalf("%s told again gives %q, %v, was %q", item.Template, again, err, item.Proposed)
				}
			}
			if !slices.EqualFunc(items, newsletter.Propose(before, after, printer), func(a, b models.IssueItem) bool {
				return a.Proposed == b.Proposed && a.TemplateValues == b.TemplateValues && a.Source == b.Source && a.Kept == b.Kept
			}) {
				r.Fatal("the same two editions give different items")
			}
		}
	})
}

// whole says what is wrong with a sentence; nothing when it is whole.
func whole(sentence string) string {
	switch {
	case strings.Contains(sentence, "[newsletter"), strings.Contains(sentence, "<no value>"):
		return "a word is missing"
	case strings.Contains(sentence, "  "), strings.TrimSpace(sentence) != sentence, strings.ContainsAny(sentence, "\n\t"):
		return "spaces are wrong"
	case !strings.HasSuffix(sentence, "."), strings.HasSuffix(sentence, ".."):
		return "it does not end with a full stop"
	case strings.Count(sentence, `"`)%2 != 0:
		return "a quotation is not closed"
	case strings.ToUpper(sentence[:1]) != sentence[:1]:
		return "it does not begin with a capital"
	}
	return ""
}
