package compare

import (
	"strconv"
	"time"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/comparison"
)

// Document is a comparison as a paper.
func Document(in view.Page, made time.Time, printer language.Printer) documents.Document {
	w := writer{Printer: printer, in: in}
	title := w.T("comparison.paper.title", "From", view.ShortName(printer, in.From), "To", view.ShortName(printer, in.To))
	paper := documents.Document{
		Title: title, Subject: w.Name(in.To.Snapshot.Plan.Title), Author: w.T("comparison.paper.author"), Language: language.Tag(printer.Language),
		Period: w.T("comparison.paper.period", "From", view.ShortName(printer, in.From), "To", view.ShortName(printer, in.To)),
		Words:  documents.Words{Page: w.T("comparison.paper.page")}, Created: made,
	}
	if in.From.Snapshot.Example || in.To.Snapshot.Example {
		paper.Example = w.T("comparison.paper.example")
	}
	w.add(
		documents.Title(documents.Plain(title)),
		documents.Lead(documents.Plain(w.T("comparison.lead", "From", view.SideName(printer, in.From), "To", view.SideName(printer, in.To)))),
	)
	w.corrected(in.From)
	w.corrected(in.To)
	w.summary()
	w.counts()
	w.statuses()
	w.milestones()
	w.catalogue()
	w.links()
	w.recommended()
	w.decided()
	w.texts()
	w.closing(in.From)
	w.closing(in.To)
	paper.Blocks = w.blocks
	return paper
}

// writer gathers the blocks of the paper.
type writer struct {
	language.Printer
	in     view.Page
	blocks []documents.Block
}

func (w *writer) add(blocks ...documents.Block) { w.blocks = append(w.blocks, blocks...) }

func (w *writer) heading(key string) {
	w.add(documents.Heading1(documents.Plain(w.T(key))))
}

func (w *writer) line(text string) { w.add(documents.Paragraph(documents.Plain(text))) }

func (w *writer) item(text string) { w.add(documents.Item(documents.Plain(text))) }

// column is a heading with the column's share of the table.
func (w *writer) column(heading string, width float64) documents.Column {
	return documents.Column{Heading: heading, Width: width}
}

func (w *writer) columnOf(key string, width float64) documents.Column {
	return w.column(w.T("comparison.column."+key), width)
}

// measure is a measure's number and title, with its mark where it is a working title.
func (w *writer) measure(m models.MeasureFacts) documents.Cell {
	run := documents.Plain(strconv.Itoa(m.Number) + ". " + w.Name(m.Title))
	if written := m.Title.WrittenIn(w.Language); written != w.Language {
		run = run.In(language.Tag(written))
	}
	if m.TitleConfirmed {
		return documents.Cell{run}
	}
	return documents.Cell{run, documents.Plain(" "), documents.Mark(w.T("mark.working_title"))}
}

func plain(text string) documents.Cell { return documents.Cell{documents.Plain(text)} }

func (w *writer) corrected(side view.Side) {
	if side.Corrected() {
		w.line(w.T("comparison.corrected."+string(side.Kind), "Ref", side.Ref.String(), "Reason", side.Reason))
	}
	if side.Reopened != "" {
		w.line(w.T("comparison.reopened", "Ref", side.Ref.String(), "Reason", side.Reopened))
	}
}

func (w *writer) summary() {
	w.heading("comparison.short")
	if w.in.Difference.Empty() {
		w.line(w.T("comparison.same"))
		return
	}
	for _, line := range view.SummaryLines(w.Printer, w.in.Difference) {
		w.item(line)
	}
}

func (w *writer) counts() {
	w.heading("comparison.counts")
	before, after := view.ShortName(w.Printer, w.in.From), view.ShortName(w.Printer, w.in.To)
	w.line(w.T("comparison.counts_before", "Side", before, "Counts", w.CountsSentence(w.in.Difference.Before)))
	w.line(w.T("comparison.counts_after", "Side", after, "Counts", w.CountsSentence(w.in.Difference.After)))
	table := documents.Table{Caption: w.T("comparison.counts"), Total: true, Columns: []documents.Column{
		w.columnOf("status", 40), w.column(before, 20), w.column(after, 20), w.columnOf("change", 20),
	}}
	for i := 1; i < len(table.Columns); i++ {
		table.Columns[i].Number = true
	}
	for _, row := range view.CountRows(w.Printer, w.in.Difference) {
		table.Rows = append(table.Rows, documents.Cells(row.Label, strconv.Itoa(row.Before), strconv.Itoa(row.After), row.Change()))
	}
	w.add(documents.TableOf(table))
}

func (w *writer) statuses() {
	c := w.in.Difference
	if len(c.Statuses) > 0 {
		w.heading("comparison.statuses")
		table := documents.Table{Caption: w.T("comparison.statuses"), Columns: []documents.Column{
			w.columnOf("measure", 40), w.column(view.ShortName(w.Printer, w.in.From), 22), w.column(view.ShortName(w.Printer, w.in.To), 22), w.columnOf("direction", 16),
		}}
		for _, d := range c.Statuses {
			table.Rows = append(table.Rows, []documents.Cell{w.measure(d.Measure), plain(w.Figure(d.From)), plain(w.Figure(d.To)), plain(view.Direction(w.Printer, d))})
		}
		w.add(documents.TableOf(table))
	}
	w.reported("comparison.first", c.First, view.FirstLine)
	w.reported("comparison.missing", c.Missing, view.MissingLine)
}

func (w *writer) reported(heading string, list []models.Difference, line func(language.Printer, models.Difference) string) {
	if len(list) == 0 {
		return
	}
	w.heading(heading)
	for _, d := range list {
		w.add(documents.Item(append(w.measure(d.Measure), documents.Plain(" – "+line(w.Printer, d)))...))
	}
}

func (w *writer) milestones() {
	if len(w.in.Difference.Milestones) == 0 {
		return
	}
	w.heading("comparison.milestones")
	table := documents.Table{Caption: w.T("comparison.milestones"), Columns: []documents.Column{
		w.columnOf("measure", 28), w.columnOf("milestone", 24), w.columnOf("what", 34), w.columnOf("days", 14),
	}}
	for _, d := range w.in.Difference.Milestones {
		what := w.T("comparison.milestone_word."+string(d.Kind)) + ". " + view.MilestoneWhat(w.Printer, d)
		table.Rows = append(table.Rows, []documents.Cell{w.measure(d.Measure), plain(d.Milestone.Title), plain(what), plain(view.MilestoneDays(w.Printer, d))})
	}
	w.add(documents.TableOf(table))
}

func (w *writer) catalogue() {
	c := w.in.Difference
	if len(c.Catalogue)+len(c.Added)+len(c.Removed) == 0 {
		return
	}
	w.heading("comparison.catalogue_title")
	table := documents.Table{Caption: w.T("comparison.catalogue_title"), Columns: []documents.Column{w.columnOf("about", 40), w.columnOf("what", 60)}}
	row := func(m *models.MeasureFacts, what string) {
		about := plain(w.T("comparison.whole_plan"))
		if m != nil {
			about = w.measure(*m)
		}
		table.Rows = append(table.Rows, []documents.Cell{about, plain(what)})
	}
	for _, m := range c.Added {
		row(&m, w.T("comparison.added"))
	}
	for _, m := range c.Removed {
		row(&m, w.T("comparison.removed"))
	}
	for _, d := range c.Catalogue {
		row(d.Measure, view.CatalogueWhat(w.Printer, d))
	}
	w.add(documents.TableOf(table))
}

func (w *writer) links() {
	if len(w.in.Difference.Links) == 0 {
		return
	}
	w.heading("comparison.links")
	table := documents.Table{Caption: w.T("comparison.links"), Columns: []documents.Column{
		w.columnOf("recommendation", 34), w.columnOf("measure", 36), w.columnOf("what", 30),
	}}
	for _, d := range w.in.Difference.Links {
		table.Rows = append(table.Rows, []documents.Cell{w.point(d.Recommendation), w.measure(d.Measure), plain(view.LinkWhat(w.Printer, d))})
	}
	w.add(documents.TableOf(table))
}

// recommended tells which recommendations are new or gone, and what is now said
// of them.
func (w *writer) recommended() {
	if len(w.in.Difference.Recommendations) == 0 {
		return
	}
	w.heading("comparison.recommendations")
	table := documents.Table{Caption: w.T("comparison.recommendations"), Columns: []documents.Column{
		w.columnOf("recommendation", 46), w.columnOf("whose", 14), w.columnOf("what", 40),
	}}
	for _, d := range w.in.Difference.Recommendations {
		table.Rows = append(table.Rows, []documents.Cell{w.point(d.Recommendation), plain(view.RecommendationWhose(w.Printer, d)), plain(view.RecommendationWhat(w.Printer, d))})
	}
	w.add(documents.TableOf(table))
}

// point names a recommendation, with the mark of what is not confirmed.
func (w *writer) point(r models.RecommendationFacts) documents.Cell {
	point := documents.Cell{documents.Plain(r.Ref + " " + w.Name(r.Topic))}
	if !r.Confirmed {
		point = append(point, documents.Plain(" "), documents.Mark(w.T("mark.provisional")))
	}
	return point
}

func (w *writer) closing(side view.Side) {
	if side.Edition() && side.Hash != "" {
		w.add(documents.Note(documents.Plain(w.T("comparison.paper.closing", "Ref", side.Ref.String(), "Date", w.Date(side.StatusDate), "Hash", side.Hash))))
	}
}
