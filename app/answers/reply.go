package answers

import (
	"slices"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// answering is a measure that answers a recommendation, or is proposed to.
type answering struct {
	models.LinkFacts
	measure models.MeasureFacts
}

// replied makes the reply on the recommendations of an evaluation. Its rows are
// made when a format asks for them.
func (w *writer) replied() Made {
	if w.basis.Evaluation.IsZero() {
		if basis, err := w.basis.ReplyTo(""); err == nil {
			w.basis = basis
		}
	}
	missing := w.missingTexts()
	groups := w.snapshot.ReplyTo(w.basis.Evaluation)
	w.title()
	w.aboutEvaluation()
	if len(missing) > 0 {
		w.add(documents.Note(documents.Plain(w.say("missing_english", "Count", len(missing), "Mark", w.say("norwegian_text")))))
	}
	w.add(documents.Heading1(w.plain("numbers")), documents.TableOf(w.levels(groups)))
	w.add(documents.Heading1(w.plain("overview")), documents.TableOf(w.overview(groups)))
	tables := len(w.blocks)
	for _, group := range groups {
		w.add(documents.Heading1(w.plain(articleKey(group.Article), w.articleArgs(group.Article)...)))
		for _, r := range group.Recommendations {
			w.recommendation(r)
		}
	}
	back := len(w.blocks)
	w.source()
	return Made{Document: w.document(), Missing: missing, reply: &replyRows{writer: w, groups: groups, tables: tables, back: back, lacking: len(missing)}}
}

// replyRows makes the rows of a reply that has been laid out.
type replyRows struct {
	*writer
	groups       []models.ReplyGroup
	tables, back int // where the tables end in the paper, and where its end begins
	lacking      int // English texts
}

// lines are the rows alone.
func (r *replyRows) lines() documents.Document {
	lines := r.document()
	lines.Blocks = []documents.Block{documents.TableOf(r.replyTable(r.replyListing(r.groups, r.lacking).Rows))}
	return lines
}

// workbook has the tables of the paper and the rows, and on its first sheet what
// the paper says before and after them.
func (r *replyRows) workbook() documents.Document {
	workbook := r.lines()
	workbook.Words.Sheet = r.say("about_tables")
	workbook.Blocks = slices.Concat(r.blocks[:r.tables], workbook.Blocks, r.blocks[r.back:])
	return workbook
}

func articleKey(article int) string {
	if article == 0 {
		return "no_article"
	}
	return "article_heading"
}

func (w *writer) articleArgs(number int) []any {
	article, _ := models.Article(number)
	return []any{"Number", number, "Title", w.Name(article.Title)}
}

// answers are the measures linked to a recommendation, by number: those
// confirmed to answer it, or those only proposed to. Links to measures that are
// not in the snapshot do not count.
func (w *writer) answers(r models.RecommendationFacts, confirmed bool) []answering {
	if w.byKey == nil {
		w.byKey = make(map[string]models.MeasureFacts, len(w.snapshot.Measures))
		for _, m := range w.snapshot.Measures {
			w.byKey[m.Key] = m
		}
	}
	var all []answering
	for _, link := range r.Links {
		if m, known := w.byKey[link.Measure]; known && link.Confirmed == confirmed {
			all = append(all, answering{link, m})
		}
	}
	slices.SortStableFunc(all, func(a, b answering) int { return a.measure.Number - b.measure.Number })
	return all
}

// recommendation tells what the recommendation is, how far we say that it is
// met, which measures answer it, and what has been done.
func (w *writer) recommendation(r models.RecommendationFacts) {
	w.add(documents.Heading2(w.topic(r)...))
	var runs []documents.Run
	fact := func(key string, value ...documents.Run) {
		if len(runs) > 0 {
			runs = append(runs, documents.Plain(" "))
		}
		runs = append(append(runs, w.label(key)), w.markedRuns(value, r.Confirmed, "provisional")...)
		runs = append(runs, documents.Plain("."))
	}
	if r.Paragraph != "" {
		fact("paragraph", documents.Plain(r.Paragraph))
	}
	fact("level", documents.Plain(w.level(r.Level)))
	if len(r.Articles) > 0 {
		fact("articles", documents.Plain(numbers(r.Articles)))
	}
	if len(r.Addressees) > 0 {
		fact("addressees", w.organisations(r.Addressees)...)
	}
	if r.Deadline != "" {
		fact("deadline", documents.Plain(w.When(r.Deadline)))
	}
	w.add(documents.Paragraph(runs...))
	w.official(r)
	if w.Name(r.Summary) != "" {
		summary := w.markedRuns(w.name(r.Summary), r.Confirmed, "provisional")
		w.add(documents.Paragraph(append([]documents.Run{w.label("our_summary")}, summary...)...))
	}
	w.lineage(r)
	w.assessment(r)
	if wording, worded := w.basis.Wordings[r.Ref]; worded {
		w.writtenUnder(w.label("done_in_period"), wording, w.Language)
	}
	confirmed, proposed := w.answers(r, true), w.answers(r, false)
	switch {
	case len(confirmed) == 0 && len(proposed) == 0:
		w.add(documents.Paragraph(w.label("measures_heading"), w.plain("no_measure")))
	case len(confirmed) == 0:
		w.add(documents.Paragraph(w.label("measures_heading"), w.plain("only_proposed")))
	}
	for _, a := range confirmed {
		w.answer(a, r.Ref)
	}
	w.proposed(proposed)
}

// answer tells of a measure that is confirmed to answer the recommendation: how
// far, its status, and the first time also who is responsible, what was done and
// what shows it. Later it is told where that stands. Where the coordinator has
// worded what was done, the ministries' texts give way to the wording.
func (w *writer) answer(a answering, ref string) {
	m := a.measure
	title := []documents.Run{documents.Bold(w.say("measure", "Number", m.Number) + " ")}
	for _, run := range w.measureTitle("", m) {
		run.Bold = !run.Mark
		title = append(title, run)
	}
	w.add(documents.Paragraph(append(title, documents.Plain(", "+w.say("degree."+string(a.Degree))+"."))...))
	if !w.named[m.Key] {
		w.named[m.Key] = true
		w.responsible(m)
	}
	w.add(documents.Paragraph(append([]documents.Run{w.label("status")}, w.statusRuns(m)...)...))
	if m.Last == nil {
		return
	}
	content := m.Last.Content
	if _, worded := w.basis.Wordings[ref]; worded {
		w.evidence(content)
		return
	}
	if told, before := w.told[m.Key]; before {
		w.add(documents.Paragraph(w.plain("told_under", "Ref", told)))
		return
	}
	w.told[m.Key] = ref
	if !w.snapshot.Reported(m) {
		w.add(documents.Paragraph(w.plain("last_text", "Quarter", w.Quarter(m.Last.Period))))
	}
	if content.NoChange {
		w.add(documents.Paragraph(w.plain("no_change")))
	}
	w.writtenUnder(w.label("done_in_period"), done(content), content.Language)
	w.writtenUnder(w.label("way_on"), content.Next, content.Language)
	w.contributions(m)
	w.evidence(content)
}

// done is what the ministry wrote that was done, or else what it wrote for the
// newsletter.
func done(content models.ReportContent) string {
	if strings.TrimSpace(content.Done) != "" {
		return content.Done
	}
	return content.NewsletterText
}

// proposed lists measures whose link nobody has confirmed, with no more than
// their status: what they have done is no answer yet.
func (w *writer) proposed(links []answering) {
	if len(links) == 0 {
		return
	}
	w.add(documents.Paragraph(trimmed([]documents.Run{w.label("proposed_measures")})...))
	for _, a := range links {
		runs := append(w.measureTitle(w.say("measure", "Number", a.measure.Number), a.measure),
			documents.Plain(", "+w.say("degree."+string(a.Degree))+" "), documents.Mark(w.say("proposed")), documents.Plain(". "), w.label("status"),
			documents.Plain(w.Figure(w.snapshot.Figure(a.measure))+"."))
		w.add(documents.Item(runs...))
	}
}
