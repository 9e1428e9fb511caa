package newsletter_test

import (
	"slices"
	"strings"
	"testing"

	"tiltak/app/newsletter"
	"tiltak/models"
)

// proposed finds the items of a kind.
func proposed(items []models.IssueItem, kind models.ItemKind) []models.IssueItem {
	return slices.DeleteFunc(slices.Clone(items), func(i models.IssueItem) bool { return i.Kind != kind })
}

func TestWhatIsKeptFromTheStart(t *testing.T) {
	planned := models.MilestoneState{MilestoneID: 5, Title: "Høring", Due: date(t, "2026-09-30"), Phase: models.MilestonePlanned}
	reached := planned
	reached.Phase, reached.ReachedOn = models.MilestoneReached, date(t, "2026-09-30")
	for _, c := range []struct {
		name          string
		before, after *models.ReportFacts
		kept          bool
	}{
		{"a changed status is kept", report(second, under(models.Delayed), ""), report(third, under(models.OnTrack), "Tekst."), true},
		{"a completed measure is kept", report(second, under(models.OnTrack), ""), report(third, at(models.Completed), "Tekst."), true},
		{"a reached milestone is kept", report(second, under(models.OnTrack), "", planned), report(third, under(models.OnTrack), "Tekst.", reached), true},
		{"a measure that still is behind is kept", report(second, under(models.OffTrack), ""), report(third, under(models.OffTrack), "Tekst."), true},
		{"a measure that goes on as planned is not kept", report(second, under(models.OnTrack), ""), report(third, under(models.OnTrack), "Tekst."), false},
		{"a first report is not kept of itself", nil, report(third, under(models.OnTrack), "Tekst."), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			items := newsletter.Propose(example(t, second, group(c.before)), example(t, third, group(c.after)), bokmaal(t))
			if len(proposed(items, models.ItemText)) != 1 {
				t.Fatalf("proposed %d texts, want one", len(proposed(items, models.ItemText)))
			}
			for _, item := range items {
				if item.Kept != c.kept {
					t.Errorf("%s %q: kept %v, want %v", item.Kind, item.Proposed, item.Kept, c.kept)
				}
			}
		})
	}
}

func TestTheClearedTextIsProposedWithItsSource(t *testing.T) {
	last := report(third, under(models.OnTrack), " GRETA besøkte Norge 2.–6. juni, se «Rapporten». ")
	last.Content.Links = models.List[models.Link]{{URL: "https://eksempel.no/rapport", Label: "Rapporten"}}
	last.Content.Language = models.Nynorsk
	items := newsletter.Propose(example(t, second, group(nil)), example(t, third, group(last)), bokmaal(t))
	texts := proposed(items, models.ItemText)
	if len(texts) != 1 {
		t.Fatalf("proposed %d texts, want one", len(texts))
	}
	text := texts[0]
	t.Run("in the house style", func(t *testing.T) {
		if want := `GRETA besøkte Norge 2.-6. juni, se "Rapporten".`; text.Proposed != want {
			t.Errorf("proposed %q, want %q", text.Proposed, want)
		}
	})
	t.Run("in the language it is written in, with its links", func(t *testing.T) {
		if text.Language != models.Nynorsk || len(text.Links) != 1 || text.Links[0].URL != "https://eksempel.no/rapport" {
			t.Errorf("language %q, links %v", text.Language, text.Links)
		}
	})
	t.Run("from the edition and the report", func(t *testing.T) {
		source, known := newsletter.SourceOf(text)
		if !known || source.Edition.String() != "2026-k3.1" || source.Before.String() != "2026-k2.1" || source.ReportID != last.ReportID || source.Revision != 4 || !source.ClearedAt.Equal(last.ClearedAt) {
			t.Errorf("source is %+v", source)
		}
	})
	t.Run("but not a text of an earlier round", func(t *testing.T) {
		old := newsletter.Propose(models.Snapshot{}, example(t, third, group(report(second, under(models.OnTrack), "Gammel tekst."))), bokmaal(t))
		if len(proposed(old, models.ItemText)) != 0 {
			t.Error("a text of the round before is proposed as new")
		}
	})
}

func TestMilestonesAheadAreListedByDate(t *testing.T) {
	due := func(id int64, title, day string) models.MilestoneState {
		return models.MilestoneState{MilestoneID: id, Title: title, Due: date(t, day), Phase: models.MilestonePlanned}
	}
	snapshot := example(t, third,
		group(report(third, under(models.OnTrack), "", due(1, "Til våren", "2027-03-31"), due(2, "For sent for brevet", "2027-04-01"), due(3, "Passert", "2026-10-01"))),
		course(report(third, under(models.OnTrack), "", due(4, "Først", "2026-10-09"), due(5, "I desember", "2026-12-15"))),
	)
	var got []string
	for _, item := range proposed(newsletter.Propose(models.Snapshot{}, snapshot, bokmaal(t)), models.ItemUpcoming) {
		kept := map[bool]string{true: "+ ", false: "- "}[item.Kept]
		got = append(got, kept+plainSpaces(item.Proposed))
	}
	want := []string{"+ 9. oktober: Først (tiltak 7)", "+ 15. desember: I desember (tiltak 7)", "- 31. mars 2027: Til våren (tiltak 1)"}
	if !slices.Equal(got, want) {
		t.Errorf("listed\n %s, want\n %s", strings.Join(got, "\n "), strings.Join(want, "\n "))
	}
}

func TestLengthIsMeasuredInLinesOfTheColumn(t *testing.T) {
	for _, c := range []struct {
		text         string
		words, lines int
	}{
		{"", 0, 0},
		{"JD fullførte tiltak 1 i juni.", 6, 1},
		{"JD fullførte tiltak 1 i juni. Koordineringsgruppen har mandat og faste møter", 12, 3},
		{"Første avsnitt.\n\nAndre avsnitt.", 4, 2},
		{strings.Repeat("x", 95), 1, 3},
	} {
		got := newsletter.Measure(c.text)
		if got.Words != c.words || got.Lines != c.lines {
			t.Errorf("%q has %d words on %d lines, want %d on %d", c.text, got.Words, got.Lines, c.words, c.lines)
		}
	}
}
