package coverage

import (
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
)

// Document is the coverage map of a snapshot as a paper: two tables and what is
// not answered. What is not confirmed says so beside the value.
func Document(s models.Snapshot, printer language.Printer) documents.Document {
	w := writer{Printer: printer, snapshot: s, coverage: models.CoverageOf(s)}
	paper := documents.Document{
		Title: w.T("coverage.paper.title"), Subject: w.T("coverage.paper.subject"), Author: w.T("coverage.paper.author"),
		Language: language.Tag(printer.Language), Period: w.Date(s.StatusDate),
		Words: documents.Words{Page: w.T("newsletter.paper.page")},
	}
	if s.Example {
		paper.Example = w.T("newsletter.paper.example")
	}
	paper.Blocks = []documents.Block{
		documents.Title(documents.Plain(paper.Title)),
		documents.Lead(documents.Plain(w.T("coverage.paper.as_of", "Date", w.Date(s.StatusDate)) + " " + w.T("coverage.summary.text", "Count", len(w.coverage.Rows),
			"Confirmed", w.coverage.Count(models.Covered), "Proposed", w.coverage.Count(models.CoveredProposed), "None", w.coverage.Count(models.NotCovered)))),
		documents.Note(documents.Plain(w.extent())),
		documents.Heading1(documents.Plain(w.T("coverage.matrix.title"))),
		documents.TableOf(w.recommendations()),
		documents.Heading1(documents.Plain(w.T("coverage.articles.title"))),
		documents.TableOf(w.articles()),
		documents.Note(documents.Plain(w.T("coverage.articles.lead"))),
	}
	return paper
}

// extent says whether all recommendations are there.
func (w writer) extent() string {
	if w.snapshot.Whole() {
		return w.T("recommendation.all")
	}
	return w.T("recommendation.not_all")
}

type writer struct {
	language.Printer
	snapshot models.Snapshot
	coverage models.Coverage
}

// recommendations is the first table with a line for each recommendation; on
// paper the measures stand as text, since eighteen columns do not fit.
func (w writer) recommendations() documents.Table {
	table := documents.Table{Caption: w.T("coverage.matrix.caption"), Columns: []documents.Column{
		{Heading: w.T("coverage.recommendation"), Width: 34}, {Heading: w.T("recommendation.level_word"), Width: 20}, {Heading: w.T("coverage.paper.measures"), Width: 46},
	}}
	for _, row := range w.coverage.Rows {
		name := documents.Cell{documents.Plain(row.Recommendation.Ref + " " + w.Name(row.Recommendation.Topic))}
		if !row.Recommendation.Confirmed {
			name = append(name, documents.Plain(" "), documents.Mark(w.T("mark.provisional")))
		}
		level := string(row.Recommendation.Level)
		if level == "" {
			level = "none"
		}
		table.Rows = append(table.Rows, []documents.Cell{name, {documents.Plain(w.T("recommendation.level." + level))}, {documents.Plain(w.answers(row))}})
	}
	return table
}

func (w writer) answers(row models.CoverageRow) string {
	var parts []string
	for i, link := range row.Links {
		if link == nil {
			continue
		}
		state := "proposed"
		if link.Confirmed {
			state = "confirmed"
		}
		m := w.coverage.Measures[i]
		parts = append(parts, strconv.Itoa(m.Number)+" "+m.Lead+" ("+w.T("recommendation.degree."+string(link.Degree))+", "+w.T("recommendation."+state)+"): "+strings.ToLower(w.Figure(w.snapshot.Figure(m))))
	}
	if len(parts) == 0 {
		return w.T("recommendation.uncovered")
	}
	return strings.Join(parts, "; ")
}

func (w writer) articles() documents.Table {
	table := documents.Table{Caption: w.T("coverage.articles.caption"), Columns: []documents.Column{
		{Heading: w.T("coverage.article")}, {Heading: w.T("coverage.recommendations"), Number: true}, {Heading: w.T("recommendation.uncovered"), Number: true},
	}}
	for _, ministry := range w.coverage.Ministries {
		table.Columns = append(table.Columns, documents.Column{Heading: ministry.Code})
	}
	for _, row := range w.coverage.Articles {
		cells := documents.Cells(strconv.Itoa(row.Article.Number)+". "+w.Name(row.Article.Title), strconv.Itoa(row.Recommendations), strconv.Itoa(row.NotCovered))
		for _, cell := range row.Cells {
			numbers := make([]string, len(cell.Measures))
			for i, number := range cell.Measures {
				numbers[i] = strconv.Itoa(number)
			}
			cells = append(cells, documents.Cell{documents.Plain(strings.Join(numbers, ", "))})
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}
