package answers

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// Shares of the width of the overview of a reply.
const (
	replyTopicShare      = 38
	replyLevelShare      = 14
	replyArticlesShare   = 12
	replyMeasuresShare   = 36
	replyAssessmentShare = 16
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

// levels counts the recommendations by level, and whether measures answer them.
func (w *writer) levels(groups []models.ReplyGroup) documents.Table {
	table := documents.Table{Caption: w.say("levels_caption"), Total: true, Columns: []documents.Column{
		{Heading: w.say("level"), Width: 24},
		{Heading: w.say("recommendations"), Number: true, Width: 24},
		{Heading: w.say("answered"), Number: true, Width: 18},
		{Heading: w.say("answered_proposed"), Number: true, Width: 18},
		{Heading: w.say("unanswered"), Number: true, Width: 18},
	}}
	type count struct{ all, confirmed, proposed int }
	counts, total := map[models.Level]*count{}, count{}
	for _, group := range groups {
		for _, r := range group.Recommendations {
			if counts[r.Level] == nil {
				counts[r.Level] = &count{}
			}
			for _, c := range []*count{counts[r.Level], &total} {
				c.all++
				switch w.coverage(r) {
				case models.Covered:
					c.confirmed++
				case models.CoveredProposed:
					c.proposed++
				case models.NotCovered:
				}
			}
		}
	}
	row := func(name string, c count) {
		table.Rows = append(table.Rows, documents.Cells(name, strconv.Itoa(c.all), strconv.Itoa(c.confirmed), strconv.Itoa(c.proposed), strconv.Itoa(c.all-c.confirmed-c.proposed)))
	}
	for _, level := range models.Levels() {
		if c := counts[level]; c != nil {
			row(upperFirst(w.level(level)), *c)
		}
	}
	row(w.say("all"), total)
	return table
}

// coverage tells whether measures answer a recommendation.
func (w *writer) coverage(r models.RecommendationFacts) models.CoverageState {
	switch {
	case len(w.answers(r, true)) > 0:
		return models.Covered
	case len(w.answers(r, false)) > 0:
		return models.CoveredProposed
	}
	return models.NotCovered
}

// level is the body's own verb, with its English word beside it in Norwegian.
func (w *writer) level(level models.Level) string {
	if level == models.NoLevel {
		return w.say("level_name.none")
	}
	return w.say("level_name." + string(level))
}

// overview has a row for each recommendation.
func (w *writer) overview(groups []models.ReplyGroup) documents.Table {
	table := documents.Table{Caption: w.say("recommendations_caption"), Columns: []documents.Column{
		{Heading: w.say("recommendation"), Width: replyTopicShare},
		{Heading: w.say("level"), Width: replyLevelShare},
		{Heading: w.say("articles"), Width: replyArticlesShare},
		{Heading: w.say("measures_and_status"), Width: replyMeasuresShare},
		{Heading: w.say("own_assessment"), Width: replyAssessmentShare},
	}}
	for _, group := range groups {
		for _, r := range group.Recommendations {
			table.Rows = append(table.Rows, []documents.Cell{
				w.topic(r), w.marked(documents.Plain(w.level(r.Level)), r.Confirmed, "provisional"),
				w.marked(documents.Plain(numbers(r.Articles)), r.Confirmed || len(r.Articles) == 0, "provisional"), w.measuresCell(r), w.assessmentCell(r),
			})
		}
	}
	return table
}

// topic is «G2-01: National referral mechanism (provisional)».
func (w *writer) topic(r models.RecommendationFacts) []documents.Run {
	return append([]documents.Run{documents.Plain(r.Ref + ": ")}, w.markedRuns(w.name(r.Topic), r.Confirmed, "provisional")...)
}

// measuresCell tells in short which measures answer a recommendation.
func (w *writer) measuresCell(r models.RecommendationFacts) documents.Cell {
	var cell documents.Cell
	for _, confirmed := range []bool{true, false} {
		for _, a := range w.answers(r, confirmed) {
			if len(cell) > 0 {
				cell = append(cell, documents.Plain("; "))
			}
			cell = append(cell, documents.Plain(w.say("measure", "Number", a.measure.Number)+" "+w.Figure(w.snapshot.Figure(a.measure))))
			if !confirmed {
				cell[len(cell)-1].Text += " "
				cell = append(cell, documents.Mark(w.say("proposed")))
			}
		}
	}
	if len(cell) == 0 {
		return documents.Cell{w.plain("none")}
	}
	return cell
}

// assessmentCell tells in a word how far we say that a recommendation is met.
func (w *writer) assessmentCell(r models.RecommendationFacts) documents.Cell {
	own, given := r.Own()
	if !given {
		return documents.Cell{w.plain("not_assessed")}
	}
	return documents.Cell{w.plain("verdict." + string(own.Verdict))}
}

func numbers(list []int) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
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
