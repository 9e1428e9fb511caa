package newsletter_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/app/documents"
	"tiltak/app/newsletter"
	"tiltak/models"
)

// written writes the section in a format.
func written(t testing.TB, format string, issue models.Issue, items []models.IssueItem, snapshot models.Snapshot) string {
	t.Helper()
	paper, err := newsletter.Document(issue, items, snapshot, bokmaal(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := documents.Write(format, &b, paper); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// quarter is a closed round with a measure that was completed and one behind.
func quarter(t testing.TB) (models.Snapshot, []models.IssueItem) {
	t.Helper()
	done := report(third, at(models.Completed), "JD fullførte gruppen i september.")
	done.Content.Links = models.List[models.Link]{{URL: "https://eksempel.no/mandat", Label: "Mandatet"}}
	ahead := models.MilestoneState{MilestoneID: 9, Title: "Kurset er klart", Due: date(t, "2026-12-15"), Phase: models.MilestonePlanned}
	before := example(t, second, group(report(second, under(models.OnTrack), "")), course(report(second, under(models.OnTrack), "")))
	after := example(t, third, group(done), course(report(third, under(models.OffTrack), "BFD avlyste anskaffelsen i mai.", ahead)))
	return after, newsletter.Propose(before, after, bokmaal(t))
}

func draft() models.Issue {
	return models.Issue{Period: third, State: models.IssueDraft, Language: models.Bokmaal}
}

func TestTheSectionReadsAsTheNewsletterDoes(t *testing.T) {
	snapshot, items := quarter(t)
	text := plainSpaces(written(t, "txt", draft(), items, snapshot))
	for _, want := range []string{
		"Utkast\n",
		"Status for strategien juli–september 2026",
		`To departementer står bak 2 tiltak i "Eksempelstrategi (2025–2030)", se her. Per 9. oktober 2026 er 1 av 2 tiltak gjennomført og 1 under gjennomføring (av disse 1 løpende). Av tiltakene under gjennomføring har 1 vesentlig avvik.`,
		"De ansvarlige er Justis- og beredskapsdepartementet (JD) og Barne- og familiedepartementet (BFD).",
		"1. Eksempelområde én – Tiltak: 1; Ferdig: 1; Avvik: 0",
		"2. Eksempelområde to (arbeidstittel) – Tiltak: 1; Ferdig: 0; Avvik: 1",
		"1. Eksempelgruppe\n\nJD fullførte gruppen i september, se her.\n\nTiltak 1, som var i rute i april–juni, er gjennomført.",
		"7. Eksempelkurs (arbeidstittel)\n\nVesentlig avvik. BFD avlyste anskaffelsen i mai.\n\nTiltak 7 (løpende), som var i rute i april–juni, har nå vesentlig avvik.",
		"Neste milepæler\n\n• 15. desember: Kurset er klart (tiltak 7)",
		"Bygger på 3. kvartal 2026, med status per 9. oktober 2026.",
		"https://eksempel.no/mandat",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks\n%s\n--- in\n%s", want, text)
		}
	}
}

func TestLinksReadSeHer(t *testing.T) {
	link := func(label string) models.Link {
		return models.Link{URL: "https://eksempel.no/" + label, Label: label}
	}
	for _, c := range []struct {
		name, text string
		links      []models.Link
		want       string
	}{
		{"no link", "Kurset er klart.", nil, "Kurset er klart."},
		{"after a sentence", "Kurset er klart.", []models.Link{link("kurs")}, "Kurset er klart, [se her](<https://eksempel.no/kurs>)."},
		{"without a full stop", "Kurset er klart", []models.Link{link("kurs")}, "Kurset er klart, [se her](<https://eksempel.no/kurs>)."},
		{"after a question", "Er kurset klart?", []models.Link{link("kurs")}, "Er kurset klart? [Se her](<https://eksempel.no/kurs>)."},
		{"where the text says so", "Kurset, se her, er klart.", []models.Link{link("kurs")}, "Kurset, [se her](<https://eksempel.no/kurs>), er klart."},
		{"two links are named", "Kurset er klart.", []models.Link{link("kurs"), link("plan")}, `Kurset er klart, se "kurs" [her](<https://eksempel.no/kurs>) og "plan" [her](<https://eksempel.no/plan>).`},
		{"one in the text, one after", "Kurset, se her, er klart.", []models.Link{link("kurs"), link("plan")}, "Kurset, [se her](<https://eksempel.no/kurs>), er klart, [se her](<https://eksempel.no/plan>)."},
		{"a text that says so without a link", "Kurset, se her, er klart.", nil, "Kurset, se her, er klart."},
	} {
		t.Run(c.name, func(t *testing.T) {
			snapshot, _ := quarter(t)
			items := []models.IssueItem{{ID: 1, Kind: models.ItemText, MeasureKey: "gruppe", Area: 1, Kept: true, Proposed: c.text, Links: c.links, Language: models.Bokmaal}}
			if text := plainSpaces(written(t, "md", draft(), items, snapshot)); !strings.Contains(text, "\n"+c.want+"\n") {
				t.Errorf("want %q in\n%s", c.want, text)
			}
		})
	}
}

func TestWhatIsMarked(t *testing.T) {
	snapshot, items := quarter(t)
	frozenAt := time.Date(2026, 10, 12, 9, 0, 0, 0, time.UTC)
	frozen := draft()
	frozen.State, frozen.FrozenAt = models.IssueFrozen, &frozenAt
	for _, f := range documents.NewsletterFormats() {
		if f.Name == "docx" || f.Name == "odt" {
			continue // packed; the service tests open it
		}
		t.Run("a draft says so in "+f.Name, func(t *testing.T) {
			if !strings.Contains(written(t, f.Name, draft(), items, snapshot), "Utkast") {
				t.Error("the draft is not marked")
			}
			if strings.Contains(written(t, f.Name, frozen, items, snapshot), "Utkast") {
				t.Error("the frozen issue is marked as a draft")
			}
		})
		t.Run("example data says so in "+f.Name, func(t *testing.T) {
			invented := snapshot
			invented.Example = true
			if !strings.Contains(written(t, f.Name, frozen, items, invented), "Eksempeldata") {
				t.Error("example data is not marked")
			}
		})
	}
	t.Run("the editor's own paragraphs say so", func(t *testing.T) {
		own := append(slices.Clone(items), models.IssueItem{ID: 99, Kind: models.ItemOwn, Area: 1, Kept: true, Text: "KOM holdt et seminar.", Language: models.Bokmaal})
		issue := draft()
		issue.Intro = "Dette kvartalet handlet om kurs."
		text := written(t, "txt", issue, own, snapshot)
		for _, want := range []string{"KOM holdt et seminar. (fra redaksjonen)", "Dette kvartalet handlet om kurs. (fra redaksjonen)"} {
			if !strings.Contains(text, want) {
				t.Errorf("want %q in\n%s", want, text)
			}
		}
	})
}

// edit is any sequence of what an editor may do to the items.
func edit(t *rapid.T, items []models.IssueItem) []models.IssueItem {
	items = slices.Clone(items)
	words := rapid.SampledFrom([]string{
		"Gjennomført.", "I rute.", "vesentlig avvik: ", "Noe forsinket. Noe forsinket.", "Alt er gjennomført!", "Ikke startet", "\nIkke rapportert.\n",
		"se her", `"sitat"`, "**Gjennomført**", "<b>I rute</b>", "JD lanserte 28. mai kurset.", " ",
	})
	for range rapid.IntRange(0, 12).Draw(t, "edits") {
		i := rapid.IntRange(0, len(items)-1).Draw(t, "item")
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			items[i].Kept = !items[i].Kept
		case 1:
			if !items[i].Locked() {
				items[i].Text = strings.Join(rapid.SliceOfN(words, 0, 4).Draw(t, "text"), " ")
			}
		case 2:
			items = newsletter.MoveItem(items, items[i].ID, rapid.SampledFrom([]int{-1, 1}).Draw(t, "step"))
		case 3:
			items = newsletter.MoveMeasure(items, items[i].MeasureKey, rapid.SampledFrom([]int{-1, 1}).Draw(t, "step"))
		case 4:
			items = append(items, models.IssueItem{ID: int64(len(items) + 1), Kind: models.ItemOwn, Area: rapid.IntRange(0, 2).Draw(t, "area"), Kept: true, Text: words.Draw(t, "own"), Language: models.Bokmaal})
		}
	}
	return items
}

func TestNoSequenceOfEditsAltersAStatus(t *testing.T) {
	snapshot, proposed := quarter(t)
	for i := range proposed {
		proposed[i].ID = int64(i + 1)
	}
	printer := bokmaal(t)
	wantTable := tableOf(newsletter.Preview(draft(), proposed, snapshot, printer))
	rapid.Check(t, func(r *rapid.T) {
		issue := draft()
		issue.Intro = rapid.SampledFrom([]string{"", "Alle 2 tiltak er gjennomført."}).Draw(r, "intro")
		items := edit(r, proposed)
		paper := newsletter.Preview(issue, items, snapshot, printer)
		if got := tableOf(paper); got != wantTable {
			r.Fatalf("the table of counts became %s", got)
		}
		if !strings.Contains(plainSpaces(textOf(paper.Blocks)), "Per 9. oktober 2026 er 1 av 2 tiltak gjennomført og 1 under gjennomføring") {
			r.Fatal("the counts are gone")
		}
		status := map[string]string{"1. Eksempelgruppe": "", "7. Eksempelkurs": "Vesentlig avvik."}
		for i, block := range paper.Blocks {
			if block.Kind != documents.KindHeading2 {
				continue
			}
			title := strings.TrimSpace(block.Runs[0].Text)
			if bold := boldAfter(paper.Blocks[i+1:]); bold != status[title] {
				r.Fatalf("%s is said to be %q, want %q", title, bold, status[title])
			}
			if first := strings.TrimSpace(textOf(paper.Blocks[i+1 : i+2])); title == "7. Eksempelkurs" {
				if rest := strings.TrimSpace(strings.TrimPrefix(first, "Vesentlig avvik.")); opensWithStatus(rest) {
					r.Fatalf("after the status stands another: %q", rest)
				}
			}
		}
	})
}

func opensWithStatus(text string) bool {
	for _, word := range []string{"Gjennomført.", "I rute.", "Vesentlig avvik", "Noe forsinket.", "Ikke rapportert."} {
		if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) {
			return true
		}
	}
	return false
}

// boldAfter gives the bold words up to the next heading.
func boldAfter(blocks []documents.Block) string {
	var bold []string
	for _, block := range blocks {
		if block.Kind == documents.KindHeading1 || block.Kind == documents.KindHeading2 {
			break
		}
		for _, run := range block.Runs {
			if run.Bold {
				bold = append(bold, run.Text)
			}
		}
	}
	return strings.Join(bold, " ")
}

func textOf(blocks []documents.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, run := range block.Runs {
			b.WriteString(run.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func tableOf(paper documents.Document) string {
	var cells []string
	for _, block := range paper.Blocks {
		if block.Kind != documents.KindTable {
			continue
		}
		for _, column := range block.Table.Columns {
			cells = append(cells, column.Heading)
		}
		for _, row := range block.Table.Rows {
			for _, cell := range row {
				cells = append(cells, cell[0].Text)
			}
		}
	}
	return strings.Join(cells, "|")
}

func TestEverySentenceHasASourceOrIsTheEditorsOwn(t *testing.T) {
	snapshot, proposed := quarter(t)
	for i := range proposed {
		proposed[i].ID = int64(i + 1)
	}
	rapid.Check(t, func(r *rapid.T) {
		items := edit(r, proposed)
		for _, item := range newsletter.Kept(items) {
			if _, known := newsletter.SourceOf(item); !known && item.Kind != models.ItemOwn {
				r.Fatalf("%q has no source", item.Wording())
			}
		}
		paper := newsletter.Preview(draft(), items, snapshot, bokmaal(t))
		marks := 0
		for _, block := range paper.Blocks {
			for _, run := range block.Runs {
				if run.Mark && run.Text == "fra redaksjonen" {
					marks++
				}
			}
		}
		own := 0
		for _, item := range newsletter.Kept(items) {
			if item.Kind == models.ItemOwn {
				own += len(strings.FieldsFunc(strings.TrimSpace(item.Text), func(r rune) bool { return r == '\n' }))
			}
		}
		if marks != own {
			r.Fatalf("%d paragraphs are marked as the editor's own, want %d", marks, own)
		}
	})
}

func TestNothingNotForPublicationReachesTheNewsletter(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		secret := "HEMMELIG" + strconv.Itoa(rapid.IntRange(1000, 9999).Draw(r, "secret"))
		status := rapid.SampledFrom([]models.Status{under(models.OnTrack), under(models.OffTrack), at(models.Completed), at(models.NotStarted)}).Draw(r, "status")
		last := report(third, status, rapid.SampledFrom([]string{"", "Tekst.", "Vesentlig avvik. Tekst."}).Draw(r, "text"))
		last.Content.Obstacles, last.Content.HelpNeeded = secret, "Hjelp: "+secret
		snapshot := example(t, third, group(last), course(report(second, status, "")))
		items := newsletter.Propose(example(t, second, group(report(second, under(models.Delayed), ""))), snapshot, bokmaal(t))
		for i := range items {
			items[i].Kept = true
			if strings.Contains(items[i].Proposed+items[i].Source, secret) {
				r.Fatalf("proposed: %q", items[i].Proposed)
			}
		}
		if text := textOf(newsletter.Preview(draft(), items, snapshot, bokmaal(t)).Blocks); strings.Contains(text, secret) {
			r.Fatalf("printed:\n%s", text)
		}
	})
}

func BenchmarkNewsletterDOCX(b *testing.B) {
	printer := bokmaal(b)
	var earlier, now []models.MeasureFacts
	for n := range 18 {
		m := group(report(second, under(models.OnTrack), ""))
		m.Key, m.Number, m.Area = "tiltak-"+strconv.Itoa(n+1), n+1, 1+n%2
		earlier = append(earlier, m)
		m.Last = report(third, []models.Status{at(models.Completed), under(models.Delayed), under(models.OffTrack)}[n%3], strings.Repeat("JD lanserte 28. mai et kurs for førstelinjen. ", 6))
		now = append(now, m)
	}
	before, after := example(b, second, earlier...), example(b, third, now...)
	for b.Loop() {
		items := newsletter.Propose(before, after, printer)
		paper, err := newsletter.Document(draft(), items, after, printer)
		if err != nil {
			b.Fatal(err)
		}
		var file bytes.Buffer
		if err := documents.DOCX(&file, paper); err != nil {
			b.Fatal(err)
		}
	}
}
