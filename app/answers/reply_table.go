package answers

import (
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// replyColumn is a column of a reply as a table.
type replyColumn struct {
	key    string // of its heading
	number bool
	date   bool
	width  float64
	of     func(w *writer, r ReplyRow) documents.Cell
}

// replyColumns are those of a reply as a table. A mark has a column of its own
// beside the value it is of; a Norwegian text in an English reply says so before
// it.
func replyColumns() []replyColumn {
	words := func(key string, width float64, of func(w *writer, r ReplyRow) string) replyColumn {
		return replyColumn{key: key, width: width, of: func(w *writer, r ReplyRow) documents.Cell { return documents.Cell{documents.Plain(of(w, r))} }}
	}
	text := func(key string, width float64, of func(r ReplyRow) string) replyColumn {
		return words(key, width, func(_ *writer, r ReplyRow) string { return of(r) })
	}
	foreign := func(key string, width float64, of func(r ReplyRow) (string, models.Language)) replyColumn {
		return replyColumn{key: key, width: width, of: func(w *writer, r ReplyRow) documents.Cell {
			said, written := of(r)
			return w.foreign(documents.Plain(said), written)
		}}
	}
	number := text("number", 8, func(r ReplyRow) string { return orNothing(r.Number) })
	number.number = true
	assessed := text("column.assessed_on", 12, func(r ReplyRow) string { return r.AssessedOn.String() })
	assessed.date = true
	cleared := text("column.cleared_on", 12, func(r ReplyRow) string { return r.ClearedOn.String() })
	cleared.date = true
	return []replyColumn{
		text("recommendation", 14, func(r ReplyRow) string { return r.Recommendation }),
		text("paragraph", 10, func(r ReplyRow) string { return r.Paragraph }),
		text("articles", 12, func(r ReplyRow) string { return numbers(r.Articles) }),
		words("column.article_title", 30, (*writer).articleTitle),
		text("level", 16, func(r ReplyRow) string { return r.LevelName }),
		foreign("column.topic", 30, func(r ReplyRow) (string, models.Language) { return r.Topic, r.TopicLanguage }),
		foreign("our_summary", 50, func(r ReplyRow) (string, models.Language) { return r.Summary, r.SummaryLanguage }),
		text("column.recommendation_mark", 14, func(r ReplyRow) string { return r.Mark }),
		{key: "column.official", width: 50, of: (*writer).officialCell},
		text("addressees", 14, func(r ReplyRow) string { return strings.Join(r.Addressees, ", ") }),
		text("deadline", 12, func(r ReplyRow) string { return r.Deadline }),
		text("own_assessment", 16, func(r ReplyRow) string { return r.VerdictName }),
		foreign("column.grounds", 40, func(r ReplyRow) (string, models.Language) { return r.Grounds, models.Bokmaal }),
		assessed,
		text("raised_before", 12, func(r ReplyRow) string { return strings.Join(r.Earlier, ", ") }),
		words("column.coverage", 18, func(w *writer, r ReplyRow) string { return w.say("coverage." + string(r.Coverage)) }),
		number,
		foreign("column.title", 40, func(r ReplyRow) (string, models.Language) { return r.Title, r.TitleLanguage }),
		text("column.title_mark", 14, func(r ReplyRow) string { return r.TitleMark }),
		text("column.degree", 16, func(r ReplyRow) string { return r.DegreeName }),
		text("column.link_mark", 12, func(r ReplyRow) string { return r.LinkMark }),
		text("column.lead", 12, func(r ReplyRow) string { return r.Lead }),
		text("column.contributors", 18, func(r ReplyRow) string { return strings.Join(r.Contributors, ", ") }),
		text("column.roles_mark", 12, func(r ReplyRow) string { return r.RolesMark }),
		text("status", 18, func(r ReplyRow) string { return r.Status }),
		text("column.last_period", 12, func(r ReplyRow) string { return quarterOrNothing(r.LastPeriod) }),
		text("column.last_status", 18, func(r ReplyRow) string { return r.LastStatus }),
		cleared,
		foreign("done_in_period", 60, func(r ReplyRow) (string, models.Language) { return r.Done, r.TextLanguage }),
		foreign("way_on", 40, func(r ReplyRow) (string, models.Language) { return r.Next, r.TextLanguage }),
		{key: "column.contributions", width: 40, of: (*writer).contributionsCell},
		{key: "evidence", width: 40, of: (*writer).evidenceCell},
		text("column.key", 22, func(r ReplyRow) string { return r.Measure }),
		words("column.evaluation", 12, func(w *writer, _ ReplyRow) string { return w.basis.Evaluation.String() }),
		words("column.status_date", 12, func(w *writer, _ ReplyRow) string { return w.snapshot.StatusDate.String() }),
		words("column.edition", 12, func(w *writer, _ ReplyRow) string { return w.basis.Name() }),
		words("column.example", 12, func(w *writer, _ ReplyRow) string {
			if w.snapshot.Example {
				return w.say("example")
			}
			return ""
		}),
	}
}

func orNothing(number int) string {
	if number == 0 {
		return ""
	}
	return strconv.Itoa(number)
}

// replyTable is the reply as rows.
func (w *writer) replyTable(rows []ReplyRow) documents.Table {
	table := documents.Table{Caption: w.say("overview_caption")}
	columns := replyColumns()
	for _, c := range columns {
		table.Columns = append(table.Columns, documents.Column{Heading: w.say(c.key), Number: c.number, Date: c.date, Width: c.width})
	}
	for _, r := range rows {
		cells := make([]documents.Cell, len(columns))
		for i, c := range columns {
			cells[i] = c.of(w, r)
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func (w *writer) articleTitle(r ReplyRow) string {
	article, _ := models.Article(r.Article)
	return w.Name(article.Title)
}

// officialCell is the body's own wording, after the language it is in.
func (w *writer) officialCell(r ReplyRow) documents.Cell {
	if r.Official == "" {
		return nil
	}
	language := w.say("official_language." + string(r.OfficialLanguage))
	return documents.Cell{documents.Plain("[" + language + "] "), documents.Plain(r.Official).In(officialTag(r.OfficialLanguage))}
}

func (w *writer) contributionsCell(r ReplyRow) documents.Cell {
	var cell documents.Cell
	for _, c := range r.Contributions {
		if len(cell) > 0 {
			cell = append(cell, documents.Plain(" "))
		}
		cell = append(cell, documents.Plain(c.Organisation+": "))
		cell = append(cell, w.foreign(documents.Plain(oneLine(c.Text)), c.Language)...)
	}
	return cell
}

// evidenceCell writes addresses out: a cell of a workbook holds only one link.
func (w *writer) evidenceCell(r ReplyRow) documents.Cell {
	var cell documents.Cell
	for _, link := range r.Evidence {
		if len(cell) > 0 {
			cell = append(cell, documents.Plain("; "))
		}
		if label := strings.TrimSpace(link.Label); label != "" {
			cell = append(cell, w.foreign(documents.Plain(label), r.TextLanguage)...)
			cell = append(cell, documents.Plain(": "))
		}
		cell = append(cell, documents.Plain(strings.TrimSpace(link.URL)))
	}
	return cell
}
