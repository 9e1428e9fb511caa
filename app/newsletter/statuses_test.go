package newsletter_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// imagined is what the edition says, kept beside it: the status of every
// measure, by number, in each revision.
type imagined struct {
	desk
	printer   language.Printer
	period    models.Quarter
	statuses  []map[int]models.Status // of revision 1, 2 …
	sentences map[int64]string        // the locked ones, as they were proposed
	revision  int
	texts     int
}

// TestNoEditAltersAStatusInAnExport does whatever an editor can do, in whatever
// order, and reads every file as a reader does: each status that the paper
// states is the edition's, the sentences that state one are to the letter those
// that were proposed, and whatever else stands there has a source or is marked
// as the editor's own.
func TestNoEditAltersAStatusInAnExport(t *testing.T) {
	base := newDesk(t, servertest.Start(t))
	period := models.Quarter{Year: 2026, Number: 4}
	printer := bokmaal(t)
	rapid.Check(t, func(rt *rapid.T) {
		if period.Year > 2097 {
			rt.Fatal("the test has run out of quarters")
		}
		// Every run stands on a quarter that is always the same, so that a failure
		// can be made again.
		base.close(period, func(int) models.ReportContent { return content(under(models.OnTrack), "Gammel tekst.") })
		is := &imagined{desk: base, printer: printer, period: period.Next()}
		period = is.period.Next()
		is.begin(rt)
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"save", "save", "save", "press", "press", "edition"}).Draw(rt, "do") {
			case "save":
				is.save(rt)
			case "press":
				is.press(rt)
			case "edition":
				is.correction(rt)
			}
			is.checkSentences(rt)
		}
		if rapid.Bool().Draw(rt, "freeze") {
			is.freeze(rt)
		}
		loaded := is.load(rt)
		paper, baseline := is.papers(rt, loaded, printer)
		for _, format := range documents.NewsletterFormats() {
			is.check(rt, loaded, format, is.file(rt, loaded, format, paper), fileOf(is.t, format, baseline), printer)
		}
	})
}

func (is *imagined) load(rt *rapid.T) newsletter.Loaded {
	loaded, err := is.Load(is.t.Context(), is.editor, is.plan, is.period)
	if err != nil {
		rt.Fatal(err)
	}
	return loaded
}

var everyStatus = []models.Status{
	at(models.NotStarted), at(models.Completed), at(models.Discontinued), under(models.OnTrack), under(models.Delayed), under(models.OffTrack),
}

// begin closes a round in which some measures stand anywhere, and makes its
// issue.
func (is *imagined) begin(rt *rapid.T) {
	statuses := map[int]models.Status{}
	is.close(is.period, func(number int) models.ReportContent {
		statuses[number] = rapid.SampledFrom(everyStatus).Draw(rt, "status")
		return content(statuses[number], "Arbeidet går sin gang.\nDet kommer mer.")
	})
	is.statuses = append(is.statuses, statuses)
	if _, err := is.Begin(is.t.Context(), is.editor, is.plan, is.period); err != nil {
		rt.Fatal(err)
	}
	is.revision = 1
	is.proposed(rt)
}

// proposed remembers the sentences that nobody may change, and sees that they
// tell what the edition says.
func (is *imagined) proposed(rt *rapid.T) {
	loaded := is.load(rt)
	is.sentences = map[int64]string{}
	for _, item := range loaded.Items {
		if !item.Locked() {
			continue
		}
		is.sentences[item.ID] = item.Proposed
		m, _ := loaded.Snapshot.Measure(item.MeasureKey)
		word := is.printer.T("newsletter.status." + string(is.now()[m.Number].Figure()))
		if !strings.Contains(strings.ToLower(item.Proposed), word) {
			rt.Fatalf("measure %d is %s, but the sentence says %q", m.Number, word, item.Proposed)
		}
	}
}

func (is *imagined) now() map[int]models.Status { return is.statuses[len(is.statuses)-1] }

// heads are how a text may try to state a status of its own.
func heads(printer language.Printer) []string {
	all := []string{"", "", "", "Se her: ", `"Sitat" `}
	for _, f := range models.Figures() {
		word := printer.Figure(f)
		all = append(all, word+". ", strings.ToUpper(word)+": ", "\u00a0"+word+"! ", strings.ReplaceAll(word, " ", "\u00a0")+". ", word+" – ", word+"\n", word+". "+word+". ")
	}
	return all
}

// drawText is one to three lines that can be told from all others.
func (is *imagined) drawText(rt *rapid.T) string {
	var text strings.Builder
	for range rapid.IntRange(1, 3).Draw(rt, "lines") {
		is.texts++
		text.WriteString(rapid.SampledFrom(heads(is.printer)).Draw(rt, "head"))
		text.WriteString(fmt.Sprintf("Tekst%d er skrevet", is.texts))
		text.WriteString(rapid.SampledFrom([]string{".", "", ", se her.", " & mer?", ". Tiltaket er gjennomført.", " (fra redaksjonen)"}).Draw(rt, "tail") + "\n")
	}
	return text.String()
}

func drawLinks(rt *rapid.T) []models.Link {
	links := []models.Link{}
	for n := range rapid.IntRange(0, 2).Draw(rt, "links") {
		links = append(links, models.Link{URL: fmt.Sprintf("https://eksempel.no/%d", n), Label: fmt.Sprintf("Lenke %d", n)})
	}
	return links
}

func (is *imagined) store(rt *rapid.T, typed newsletter.Content, actions ...newsletter.Action) {
	saved, err := is.Save(is.t.Context(), is.editor, is.load(rt).Issue.ID, is.revision, typed, actions...)
	if err != nil {
		rt.Fatal(err)
	}
	is.revision = saved.Revision
}

// save ticks, unticks, words, links and orders a few items at random, those that
// are locked too.
func (is *imagined) save(rt *rapid.T) {
	loaded := is.load(rt)
	typed := newsletter.ContentOf(loaded.Issue, loaded.Items)
	for range rapid.IntRange(1, 6).Draw(rt, "items") {
		i := rapid.IntRange(0, len(typed.Items)-1).Draw(rt, "item")
		item := &typed.Items[i]
		item.Kept = rapid.Bool().Draw(rt, "kept")
		if rapid.Bool().Draw(rt, "worded") {
			item.Text, item.Links = is.drawText(rt), drawLinks(rt)
		}
		j := rapid.IntRange(0, len(typed.Items)-1).Draw(rt, "to")
		typed.Items[i], typed.Items[j] = typed.Items[j], typed.Items[i]
	}
	if rapid.Bool().Draw(rt, "opening") {
		typed.Intro = is.drawText(rt)
	}
	is.store(rt, typed)
}

// press does one of the buttons, on any item.
func (is *imagined) press(rt *rapid.T) {
	loaded := is.load(rt)
	item := rapid.SampledFrom(loaded.Items).Draw(rt, "item")
	do := rapid.SampledFrom([]newsletter.ActionKind{
		newsletter.ItemUp, newsletter.ItemDown, newsletter.MeasureUp, newsletter.MeasureDown, newsletter.AddOwn, newsletter.RemoveOwn, newsletter.UndoEdit,
	}).Draw(rt, "button")
	is.store(rt, newsletter.Content{Intro: loaded.Issue.Intro}, newsletter.Action{Do: do, Item: item.ID, Key: item.MeasureKey, Area: rapid.IntRange(0, 4).Draw(rt, "area")})
	if do != newsletter.AddOwn {
		return
	}
	loaded = is.load(rt)
	typed := newsletter.ContentOf(loaded.Issue, loaded.Items)
	for i := range typed.Items {
		if typed.Items[i].Kind == models.ItemOwn && typed.Items[i].Text == "" {
			typed.Items[i].Text, typed.Items[i].Links = is.drawText(rt), drawLinks(rt)
		}
	}
	is.store(rt, typed)
}

// correction makes the next revision of the edition, with another status, and
// perhaps takes it in.
func (is *imagined) correction(rt *rapid.T) {
	number := rapid.IntRange(1, len(is.now())).Draw(rt, "measure")
	next := map[int]models.Status{}
	for n, status := range is.now() {
		next[n] = status
	}
	next[number] = rapid.SampledFrom(everyStatus).Draw(rt, "status")
	is.texts++
	is.correct(is.period, number, func(content *models.ReportContent) {
		content.Status, content.NewsletterText = next[number], fmt.Sprintf("Tekst%d er rettet.", is.texts)
	})
	is.statuses = append(is.statuses, next)
	if err := is.Refresh(is.t.Context(), is.editor, is.plan, is.period); err != nil {
		rt.Fatal(err)
	}
	is.revision = is.load(rt).Issue.Revision
	is.proposed(rt)
}

// freeze closes the issue, unless the rules say no.
func (is *imagined) freeze(rt *rapid.T) {
	if err := is.Freeze(is.t.Context(), is.editor, is.load(rt).Issue.ID); err != nil && !models.IsKind(err, models.KindInvalid) {
		rt.Fatal(err)
	}
}

func (is *imagined) checkSentences(rt *rapid.T) {
	for _, item := range is.load(rt).Items {
		if was, locked := is.sentences[item.ID]; locked && (item.Wording() != was || !item.Locked()) {
			rt.Fatalf("the sentence %q has become %q", was, item.Wording())
		}
	}
}

// check reads one file.
func (is *imagined) check(rt *rapid.T, loaded newsletter.Loaded, format documents.Format, paragraphs, baseline []string, printer language.Printer) {
	r := reading{Printer: printer, statuses: is.now(), loaded: loaded, kept: newsletter.Kept(loaded.Items), found: map[int64]int{}, baseline: baseline}
	for _, p := range paragraphs {
		if problem := r.read(p); problem != "" {
			rt.Fatalf("%s: %s: %q\n%s", format.Name, problem, p, strings.Join(paragraphs, "\n"))
		}
	}
	for _, item := range r.kept {
		if item.Locked() && r.found[item.ID] != 1 {
			rt.Fatalf("%s: the sentence %q stands %d times\n%s", format.Name, item.Proposed, r.found[item.ID], strings.Join(paragraphs, "\n"))
		}
	}
	if whole := strings.Join(paragraphs, " "); !strings.Contains(whole, is.counted()) {
		rt.Fatalf("%s: the counts are not %q\n%s", format.Name, is.counted(), whole)
	}
}

// counted is a part of the paragraph of counts, made from what is imagined.
func (is *imagined) counted() string {
	completed := 0
	for _, status := range is.now() {
		if status.Stage == models.Completed {
			completed++
		}
	}
	switch completed {
	case 0:
		return "Per "
	case len(is.now()):
		return fmt.Sprintf("%d tiltak gjennomført", completed)
	}
	return fmt.Sprintf("%d av %d tiltak gjennomført", completed, len(is.now()))
}

// papers are the issue as it is, and what the paper says of itself when nothing
// is kept: title, counts, table, closing. The latter is made from the statuses
// that are imagined.
func (is *imagined) papers(rt *rapid.T, loaded newsletter.Loaded, printer language.Printer) (paper, baseline documents.Document) {
	paper, err := newsletter.Document(loaded.Issue, loaded.Items, loaded.Snapshot, printer)
	if err != nil {
		rt.Fatal(err)
	}
	issue, snapshot := loaded.Issue, loaded.Snapshot
	issue.Intro = ""
	snapshot.Measures = slices.Clone(snapshot.Measures)
	for i, m := range snapshot.Measures {
		last := *m.Last
		last.Content.Status = is.now()[m.Number]
		snapshot.Measures[i].Last = &last
	}
	baseline = newsletter.Preview(issue, nil, snapshot, printer)
	for i, block := range paper.Blocks { // the picture is the same; drawing it takes time
		if block.Kind == documents.KindImage {
			baseline.Blocks = slices.Clone(baseline.Blocks)
			for j := range baseline.Blocks {
				if baseline.Blocks[j].Kind == documents.KindImage {
					baseline.Blocks[j].Image.PNG = paper.Blocks[i].Image.PNG
				}
			}
		}
	}
	return paper, baseline
}

// file is the paragraphs of a file: of the stored one, where the issue is frozen.
func (is *imagined) file(rt *rapid.T, loaded newsletter.Loaded, format documents.Format, paper documents.Document) []string {
	if loaded.Issue.State != models.IssueFrozen {
		return fileOf(is.t, format, paper)
	}
	file, err := is.Download(is.t.Context(), is.editor, is.plan, models.IssueRef{Period: is.period}, format)
	if err != nil {
		rt.Fatal(err)
	}
	return paragraphsIn(is.t, file.Body)
}

func fileOf(t testing.TB, format documents.Format, paper documents.Document) []string {
	t.Helper()
	var body bytes.Buffer
	if err := format.Write(&body, paper); err != nil {
		t.Fatal(err)
	}
	return paragraphsIn(t, body.Bytes())
}
