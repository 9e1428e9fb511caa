package answers

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tiltak/app/charts"
	"tiltak/app/documents"
	"tiltak/models"
)

// title heads the paper, with what it shows and whether that was corrected.
func (w *writer) title() {
	settled := w.snapshot.Plan.Confirmed
	if w.kind == Reply {
		settled = w.evaluation().Confirmed
	}
	title := w.marked(documents.Plain(w.titleText()), settled, "provisional")
	w.add(documents.Title(title...), documents.Lead(documents.Plain(w.asOf())))
	if w.basis.Corrected() {
		corrected := documents.Bold(w.say("corrected."+string(w.basis.Revision.Kind), "Number", w.basis.Revision.Number, "Quarter", w.Quarter(w.basis.Ref.Period)) + " ")
		reason := w.foreign(documents.Plain(closed(w.basis.Revision.Reason)), "")
		w.add(documents.Paragraph(append([]documents.Run{corrected, w.plain("reason"), documents.Plain(" ")}, reason...)...))
	}
}

// asOf says in a sentence which state the paper shows.
func (w *writer) asOf() string {
	if !w.basis.ByDate() {
		return w.say("as_of_edition", "Date", w.Date(w.snapshot.StatusDate), "Quarter", w.Quarter(w.basis.Ref.Period), "Ref", w.basis.Ref.String())
	}
	text := w.say("as_of_date", "Date", w.Date(w.basis.AsOf.Date))
	if w.basis.Ref.IsZero() {
		return text + " " + w.say("as_of_no_edition")
	}
	return text + " " + w.say("as_of_newest", "Quarter", w.Quarter(w.basis.Ref.Period), "Ref", w.basis.Ref.String(), "Date", w.Date(w.basis.Revision.StatusDate))
}

// counts is the paragraph of how many measures stand where.
func (w *writer) counts() documents.Block {
	c := w.snapshot.Count(nil)
	text := w.CountsSentence(c)
	if c.InProgress > 0 {
		text += " " + w.say("health", "Count", c.InProgress, "OnTrack", c.OnTrack, "Delayed", c.Delayed, "OffTrack", c.OffTrack)
	}
	return documents.Paragraph(documents.Plain(text))
}

// group is a row of a table of counts and a bar of its chart.
type group struct {
	name  []documents.Run
	label string
	keep  func(models.MeasureFacts) bool
}

func (w *writer) byArea() []group {
	var groups []group
	for _, area := range w.snapshot.Areas {
		groups = append(groups, group{w.areaTitle(area), strconv.Itoa(area.Number) + ". " + w.Name(area.Title), inArea(area.Number)})
	}
	return groups
}

// byMinistry goes by short forms; a note says what they stand for.
func (w *writer) byMinistry() []group {
	var groups []group
	for _, o := range w.snapshot.Leads() {
		groups = append(groups, group{[]documents.Run{documents.Plain(o.Code)}, o.Code, ledBy(o.Code)})
	}
	return groups
}

// chart puts in a picture of how many measures stand where.
func (w *writer) chart(id, title string, groups []group) {
	if len(w.snapshot.Measures) == 0 {
		return
	}
	in := charts.StackedInput{ID: id, Title: title, Language: string(w.Language)}
	for _, g := range groups {
		counts := w.snapshot.Count(g.keep)
		row := charts.StackedRow{Label: g.label, Total: w.say("measures", "Count", counts.Total)}
		for _, f := range models.Figures() {
			row.Segments = append(row.Segments, charts.Segment{Key: string(f), Label: w.Figure(f), Count: counts.Of(f)})
		}
		in.Rows = append(in.Rows, row)
	}
	for _, f := range w.present() {
		in.Legend = append(in.Legend, charts.Segment{Key: string(f), Label: w.Figure(f)})
	}
	w.charts = append(w.charts, in)
	w.add(documents.Picture(documents.Image{Alt: w.say("chart_alt", "Title", title, "Numbers", charts.Describe(in.Rows))}))
}

// present are the figures that some measure has.
func (w *writer) present() []models.Figure {
	all := w.snapshot.Count(nil)
	var figures []models.Figure
	for _, f := range models.Figures() {
		if all.Of(f) > 0 {
			figures = append(figures, f)
		}
	}
	return figures
}

func upperFirst(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// number is a column of a table of counts.
type number struct {
	heading string
	of      func(models.Counts) int
	always  bool
}

// figureNumbers are the columns with stage and health in one.
func (w *writer) figureNumbers() []number {
	var columns []number
	for _, f := range w.present() {
		columns = append(columns, number{upperFirst(w.FigureShort(f)), func(c models.Counts) int { return c.Of(f) }, true})
	}
	return columns
}

// stageNumbers are the columns with stages alone; those that need not be asked
// for stand only where there are any.
func (w *writer) stageNumbers() []number {
	return []number{
		{w.Stage(models.Completed), func(c models.Counts) int { return c.Completed }, true},
		{w.Stage(models.InProgress), func(c models.Counts) int { return c.InProgress }, true},
		{w.Stage(models.NotStarted), func(c models.Counts) int { return c.NotStarted }, true},
		{w.say("discontinued"), func(c models.Counts) int { return c.Discontinued }, false},
		{w.Figure(models.FigureNotReported), func(c models.Counts) int { return c.NotReported }, false},
	}
}

// Shares of a table's width: a column of numbers takes its longest word and
// some air, the names take the room of as many characters.
const (
	airShare      = 4
	nameShare     = 24
	ministryShort = 16
)

// countsTable has a row for each group and one for all. wide is the share of the
// groups' names.
func (w *writer) countsTable(caption, heading string, wide float64, groups []group, numbers []number) documents.Table {
	all := w.snapshot.Count(nil)
	table := documents.Table{Caption: caption, Total: true, Columns: []documents.Column{{Heading: heading, Width: wide}}}
	column := func(heading string) {
		longest := 0
		for word := range strings.FieldsSeq(heading) {
			longest = max(longest, utf8.RuneCountInString(word))
		}
		table.Columns = append(table.Columns, documents.Column{Heading: heading, Number: true, Width: float64(longest + airShare)})
	}
	column(w.say("total"))
	var shown []number
	for _, n := range numbers {
		if n.always || n.of(all) > 0 {
			shown = append(shown, n)
			column(n.heading)
		}
	}
	row := func(name []documents.Run, c models.Counts) {
		cells := []documents.Cell{name, {documents.Plain(strconv.Itoa(c.Total))}}
		for _, n := range shown {
			cells = append(cells, documents.Cell{documents.Plain(strconv.Itoa(n.of(c)))})
		}
		table.Rows = append(table.Rows, cells)
	}
	for _, g := range groups {
		row(g.name, w.snapshot.Count(g.keep))
	}
	row([]documents.Run{w.plain("all")}, all)
	return table
}

// unsettled tells whether a mark stands anywhere in the paper.
func (w *writer) unsettled() bool {
	for _, block := range w.blocks {
		for _, run := range block.Runs {
			if run.Mark {
				return true
			}
		}
		if block.Table == nil {
			continue
		}
		for _, row := range block.Table.Rows {
			for _, cell := range row {
				for _, run := range cell {
					if run.Mark {
						return true
					}
				}
			}
		}
	}
	return false
}

// source closes the paper: what the marks mean, whose words it holds, and what
// it is made from.
func (w *writer) source() {
	own := "own_words"
	if w.kind == Reply {
		own = "own_words_reply"
	}
	words := w.say(own)
	if w.unsettled() {
		words = w.say("marks", "Title", w.T("mark.working_title"), "Value", w.T("mark.provisional")) + " " + words
	}
	w.add(documents.Note(documents.Plain(words)), documents.Note(documents.Plain(w.sourceLine())))
}

func (w *writer) sourceLine() string {
	edition := ""
	if !w.basis.Ref.IsZero() {
		edition = w.say("edition", "Quarter", w.Quarter(w.basis.Ref.Period), "Number", w.basis.Revision.Number, "Ref", w.basis.Ref.String(),
			"Date", w.Date(w.basis.Revision.StatusDate), "Hash", w.basis.Revision.Hash)
	}
	switch {
	case !w.basis.ByDate():
		return w.say("source_edition", "Edition", edition)
	case edition == "":
		return w.say("source_date", "Date", w.Date(w.basis.AsOf.Date), "Checksum", w.basis.Checksum)
	}
	return w.say("source_date", "Date", w.Date(w.basis.AsOf.Date), "Checksum", w.basis.Checksum) + " " + w.say("source_newest", "Edition", edition)
}
