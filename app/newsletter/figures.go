package newsletter

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"tiltak/app/charts"
	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
)

// opening is the first paragraphs: the editor's own, what stands behind the
// plan and where to read it, and the counts.
func (w *writer) opening(intro string) {
	for _, paragraph := range lines(intro) {
		w.add(documents.Lead(documents.Plain(paragraph+" "), documents.Mark(w.T("newsletter.paper.from_editor"))))
	}
	plan := w.snapshot.Plan
	leads := w.snapshot.Leads()
	ministries := w.T("newsletter.paper.ministries", "Count", len(leads), "Number", numberWord(w.Printer, len(leads)))
	measures := w.T("newsletter.paper.measures", "Count", len(w.snapshot.Measures))
	head := w.T("newsletter.paper.plan", "Ministries", upperFirst(ministries), "Measures", measures, "Plan", quotable(w.Name(plan.Title)))
	runs := []documents.Run{documents.Plain(head)}
	if !plan.Confirmed {
		runs = append(runs, documents.Plain(" "), documents.Mark(w.T("mark.provisional")))
	}
	if plan.SourceURL != "" {
		runs = append(runs, documents.Plain(", "), documents.Link(w.T("newsletter.paper.see")+"\u00a0"+w.T("newsletter.paper.here"), plan.SourceURL))
	}
	runs = append(runs, documents.Plain(". "+strings.Join(Counts(w.snapshot, w.Printer), " ")))
	w.add(documents.Lead(runs...))
	if len(leads) > 0 {
		w.add(documents.Paragraph(documents.Plain(w.T("newsletter.paper.who", "Names", w.And(w.fullNames(leads))))))
	}
}

// fullNames introduces each short form once, as the newsletter does.
func (w *writer) fullNames(leads []models.OrganisationFacts) []string {
	names := make([]string, len(leads))
	for i, o := range leads {
		names[i] = w.T("newsletter.paper.named", "Name", w.Name(o.Name), "Code", o.Code)
	}
	return names
}

func upperFirst(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// Counts tells the counts in one sentence or two: how many stand where, and how
// those under way fare. It is made from the snapshot alone.
func Counts(snapshot models.Snapshot, printer language.Printer) []string {
	p := counter{printer}
	c := snapshot.Count(nil)
	if c.Total == 0 {
		return nil
	}
	under := p.T("newsletter.paper.in_progress")
	if c.Continuing > 0 {
		under = p.T("newsletter.paper.continuing", "Number", c.Continuing)
	}
	parts := p.parts(c.Total,
		p.part(c.Completed, models.FigureCompleted), part{c.InProgress, under}, p.part(c.NotStarted, models.FigureNotStarted),
		p.part(c.Discontinued, models.FigureDiscontinued), p.part(c.NotReported, models.FigureNotReported))
	sentences := []string{p.T("newsletter.paper.counts", "Date", p.Date(snapshot.StatusDate), "Parts", p.And(parts))}
	parts = p.parts(0, p.part(c.OnTrack, models.FigureOnTrack), p.part(c.Delayed, models.FigureDelayed))
	switch {
	case c.OffTrack > 0 && len(parts) > 0:
		sentences = append(sentences, p.T("newsletter.paper.health_and_off_track", "Parts", strings.Join(parts, ", "), "Number", c.OffTrack))
	case c.OffTrack > 0:
		sentences = append(sentences, p.T("newsletter.paper.off_track_only", "Number", c.OffTrack))
	case len(parts) > 0:
		sentences = append(sentences, p.T("newsletter.paper.health", "Parts", p.And(parts)))
	}
	return sentences
}

// counter tells numbers of measures.
type counter struct{ language.Printer }

type part struct {
	count  int
	status string
}

// part is so many measures with a status; its word follows the number.
func (p counter) part(count int, f models.Figure) part {
	return part{count, p.T("newsletter.counted."+string(f), "Count", count)}
}

// parts writes what there is some of: «3 av 18 tiltak gjennomført, 13 under
// gjennomføring». total is told with the first; 0 leaves it out.
func (p counter) parts(total int, given ...part) []string {
	var parts []string
	for _, g := range given {
		key := "newsletter.paper.part"
		switch {
		case g.count == 0:
			continue
		case g.count == total:
			key = "newsletter.paper.part_all"
		case total > 0 && len(parts) == 0:
			key = "newsletter.paper.part_of"
		}
		parts = append(parts, p.T(key, "Number", g.count, "Status", g.status, "Measures", p.T("newsletter.paper.measures", "Count", total)))
	}
	return parts
}

// figures puts in the chart, and the same numbers as a table.
func (w *writer) figures() {
	if len(w.snapshot.Measures) == 0 {
		return
	}
	chart := StatusChart(w.snapshot, w.Printer)
	w.add(documents.Picture(documents.Image{Alt: w.T("newsletter.paper.chart_alt", "Numbers", charts.Describe(chart.Rows))}))
	w.add(documents.TableOf(w.table()))
}

// StatusChart is how many measures stand where, area by area.
func StatusChart(snapshot models.Snapshot, p language.Printer) charts.StackedInput {
	in := charts.StackedInput{ID: "nyhetsbrev-status", Title: p.T("newsletter.paper.chart"), Language: string(p.Language)}
	for _, area := range snapshot.Areas {
		counts := countArea(snapshot, area.Number)
		row := charts.StackedRow{Label: numbered(area, p), Total: p.T("newsletter.paper.measures", "Count", counts.Total)}
		for _, f := range models.Figures() {
			row.Segments = append(row.Segments, charts.Segment{Key: string(f), Label: p.Figure(f), Count: counts.Of(f)})
		}
		in.Rows = append(in.Rows, row)
	}
	for _, f := range present(snapshot) {
		in.Legend = append(in.Legend, charts.Segment{Key: string(f), Label: p.Figure(f)})
	}
	return in
}

func numbered(area models.AreaFacts, p language.Printer) string {
	return fmt.Sprintf("%d. %s", area.Number, p.Name(area.Title))
}

func countArea(snapshot models.Snapshot, number int) models.Counts {
	return snapshot.Count(func(m models.MeasureFacts) bool { return m.Area == number })
}

// present are the figures that some measure has.
func present(snapshot models.Snapshot) []models.Figure {
	all := snapshot.Count(nil)
	var figures []models.Figure
	for _, f := range models.Figures() {
		if all.Of(f) > 0 {
			figures = append(figures, f)
		}
	}
	return figures
}

// Shares of the table's width: a column of numbers takes its longest word and
// some air, the names take the room of as many characters.
const (
	airShare  = 4
	nameShare = 24
)

func share(column documents.Column) float64 {
	if !column.Number {
		return nameShare
	}
	longest := 0
	for word := range strings.FieldsSeq(column.Heading) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return float64(longest + airShare)
}

func (w *writer) table() documents.Table {
	figures := present(w.snapshot)
	table := documents.Table{
		Caption: w.T("newsletter.paper.table", "Date", w.Date(w.snapshot.StatusDate)), Total: true,
		Columns: []documents.Column{{Heading: w.T("newsletter.paper.area")}, {Heading: w.T("newsletter.paper.total"), Number: true}},
	}
	for _, f := range figures {
		table.Columns = append(table.Columns, documents.Column{Heading: upperFirst(w.FigureShort(f)), Number: true})
	}
	for i := range table.Columns {
		table.Columns[i].Width = share(table.Columns[i])
	}
	row := func(name []documents.Run, c models.Counts) {
		cells := append([]documents.Cell{name}, documents.Cells(strconv.Itoa(c.Total))...)
		for _, f := range figures {
			cells = append(cells, documents.Cells(strconv.Itoa(c.Of(f)))...)
		}
		table.Rows = append(table.Rows, cells)
	}
	for _, area := range w.snapshot.Areas {
		name := w.titled(area.Title, area.Confirmed)
		name[0].Text = fmt.Sprintf("%d. %s", area.Number, name[0].Text)
		row(name, countArea(w.snapshot, area.Number))
	}
	row([]documents.Run{documents.Plain(w.T("newsletter.paper.all"))}, w.snapshot.Count(nil))
	return table
}
