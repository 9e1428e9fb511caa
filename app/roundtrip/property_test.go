package roundtrip_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tiltak/app/roundtrip"
	"tiltak/models"
)

// anyText is what people put in a form: lines, signs, what looks like markup,
// formulas or the escapes of a spreadsheet. It has no spaces at the ends of
// lines, which a workbook does not keep.
func anyText() *rapid.Generator[string] {
	line := rapid.OneOf(
		rapid.StringMatching(`[a-zA-ZæøåÆØÅ0-9 ,.!?«»–<>&"'=+@|-]{0,40}`),
		rapid.SampledFrom([]string{"=1+1", "+47 22 00 00 00", "@SUM(A1)", "-", "_x0041_", "_x000D_", "<b>fet</b>", "'sitat", "👩‍👩‍👧‍👦", "linje\u00adskift", "1.2", "007", "2026-01-01", "TRUE", "#N/A", "SANN"}),
	)
	return rapid.Map(rapid.SliceOfN(line, 0, 4), func(lines []string) string {
		for i := range lines {
			lines[i] = strings.TrimSpace(lines[i])
		}
		return strings.Trim(strings.Join(lines, "\n"), "\n")
	})
}

func anyReport(t *rapid.T, id int64, number int) roundtrip.Report {
	text := func(name string) string { return anyText().Draw(t, name) }
	content := models.ReportContent{
		Status: models.Status{Stage: rapid.SampledFrom(models.Stages()).Draw(t, "stage")}, Done: text("done"), Next: text("next"), Obstacles: text("obstacles"),
		HelpNeeded: text("help"), NewsletterText: text("newsletter"), StatusNote: text("note"), Language: rapid.SampledFrom([]models.Language{models.Bokmaal, models.Nynorsk}).Draw(t, "language"),
	}
	if content.Status.Stage == models.InProgress {
		content.Status.Health = rapid.SampledFrom(models.Healths()).Draw(t, "health")
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "milestones") {
		content.Milestones = append(content.Milestones, models.MilestoneState{
			MilestoneID: id*100 + int64(i), Title: strings.ReplaceAll(text("title"), "\n", " ") + "x", Due: day("2026-01-01").AddDays(rapid.IntRange(0, 3000).Draw(t, "due")),
			Phase: rapid.SampledFrom([]models.MilestonePhase{models.MilestonePlanned, models.MilestoneDropped}).Draw(t, "phase"), Reason: text("reason"),
		})
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "links") {
		content.Links = append(content.Links, models.Link{Label: fmt.Sprint("Sak ", i), URL: fmt.Sprintf("https://eksempel.no/?a=%d&b=%s", i, "æ")})
	}
	r := roundtrip.Report{
		ID: id, Number: number, Title: models.Name{NB: "Eksempel"}, Lead: "AID", Content: content,
		State: rapid.SampledFrom([]models.ReportState{models.ReportDraft, models.ReportReturned, models.ReportSubmitted, models.ReportCleared}).Draw(t, "state"),
	}
	if rapid.Bool().Draw(t, "reported before") {
		r.Last = &models.ReportContent{Done: text("last")}
	}
	return r
}

func anyBook(t *rapid.T) roundtrip.Book {
	b := book()
	b.Reports, b.Contributions = nil, nil
	for i := range rapid.IntRange(0, 3).Draw(t, "reports") {
		b.Reports = append(b.Reports, anyReport(t, int64(500+i), 10+i))
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "paragraphs") {
		b.Contributions = append(b.Contributions, roundtrip.Contribution{
			ID: int64(700 + i), Number: 30 + i, Title: models.Name{NB: "Eksempel"}, Organisation: "AID", Lead: "JD", Closed: rapid.Bool().Draw(t, "closed"),
			Content: models.ContributionContent{Text: anyText().Draw(t, "paragraph"), Language: models.Bokmaal},
		})
	}
	return b
}

func TestAnyWorkbookComesBackAsItWent(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, pending, faults := roundtrip.Read(written(t, anyBook(rt)), words(t))
		if len(faults) > 0 || !pending.None() {
			rt.Fatalf("faults %+v, pending %+v", faults, pending)
		}
	})
}

// editable are the text fields that a test writes in, with their headings.
func editable() map[string]string {
	return map[string]string{"done": "Hva er gjort", "next": "Hva er neste", "obstacles": "Hva hindrer", "help_needed": "Hva trenger", "newsletter_text": "Tekst til"}
}

func TestExactlyWhatIsWrittenInAWorkbookIsTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := anyBook(rt)
		var want roundtrip.Pending
		file := edited(t, written(t, b), func(s *sheet) {
			for i, r := range b.Reports {
				var changes []roundtrip.Change
				for _, field := range []string{"done", "next", "obstacles", "help_needed", "newsletter_text"} {
					if !r.State.Editable() || !rapid.Bool().Draw(rt, "edit") {
						continue
					}
					before := map[string]string{"done": r.Content.Done, "next": r.Content.Next, "obstacles": r.Content.Obstacles, "help_needed": r.Content.HelpNeeded, "newsletter_text": r.Content.NewsletterText}[field]
					after := strings.ReplaceAll(anyText().Draw(rt, "text"), "_x", "x") // the library does not escape what a person cannot type
					s.must(s.SetCellStr(measures, s.cell(measures, editable()[field], i+3), after))
					if after != before {
						changes = append(changes, change(field, before, after))
					}
				}
				if len(changes) > 0 {
					want.Reports = append(want.Reports, roundtrip.Changes{ID: r.ID, Fields: changes})
				}
			}
		})
		_, got, faults := roundtrip.Read(file, words(t))
		if len(faults) > 0 {
			rt.Fatalf("faults %s", told(t, faults))
		}
		less := func(a, b roundtrip.Change) bool { return a.Field < b.Field }
		if diff := cmp.Diff(want, got, cmpopts.SortSlices(less), dates()); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// TestAMergeNeverLosesWhatOnlyOneSideHasWritten tries any three versions of a
// text: what came only from one side stands afterwards, whatever is chosen.
func TestAMergeNeverLosesWhatOnlyOneSideHasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SampledFrom([]string{"", "a", "b", "c"})
		base, now, file := some.Draw(t, "base"), some.Draw(t, "now"), some.Draw(t, "file")
		takeFile := rapid.Bool().Draw(t, "choice")
		changes := roundtrip.Changes{ID: 1}
		if file != base {
			changes.Fields = []roundtrip.Change{{Field: "done", Base: base, File: file}}
		}
		asked := false
		merged := roundtrip.Merge(models.ReportContent{Done: now, Next: "står"}, changes, func(roundtrip.Field) bool {
			asked = true
			return takeFile
		})
		want := now
		switch {
		case file == base || file == now:
		case now == base, takeFile:
			want = file
		}
		if merged.Done != want || merged.Next != "står" {
			t.Fatalf("base %q, now %q, file %q: got %q", base, now, file, merged.Done)
		}
		if conflict := file != base && now != base && file != now; asked != conflict {
			t.Fatalf("base %q, now %q, file %q: asked %v", base, now, file, asked)
		}
	})
}

func FuzzRead(f *testing.F) {
	printer := words(f)
	good := written(f, book())
	f.Add(good)
	f.Add(good[:len(good)-20])
	f.Add(packed(f, nil, "mimetype", "x"))
	f.Add(anyWorkbook(f))
	small := book()
	small.Reports, small.Contributions = small.Reports[:1], nil
	f.Add(written(f, small))
	f.Fuzz(func(t *testing.T, file []byte) {
		_, pending, faults := roundtrip.Read(file, printer)
		if len(faults) > 0 && !pending.None() {
			t.Error("a refused file is taken in")
		}
		if slices.ContainsFunc(faults, func(f roundtrip.Fault) bool { return strings.HasPrefix(printer.Message(f.Key, f.Args), "[") }) {
			t.Errorf("a fault without words: %+v", faults)
		}
	})
}

// FuzzReadParts changes what stands in the sheets, inside a sound package.
func FuzzReadParts(f *testing.F) {
	parts := partsOf(f, written(f, book()))
	names := []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet6.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
	for i, name := range names {
		f.Add(uint8(i), []byte(parts[name]))
	}
	good, printer := written(f, book()), words(f)
	f.Fuzz(func(t *testing.T, which uint8, content []byte) {
		name := names[int(which)%len(names)]
		_, pending, faults := roundtrip.Read(swapped(t, good, name, string(content)), printer)
		if len(faults) > 0 && !pending.None() {
			t.Error("a refused file is taken in")
		}
	})
}
