package newsletter

import (
	"regexp"
	"strings"

	"tiltak/app/charts"
	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// chartShare is how much of a page the chart, the table and the title take.
const chartShare = 0.45

// Sheet shows a loaded issue as the paper it will be.
func (d *Desk) Sheet(l Loaded) (view.Sheet, error) {
	printer, err := d.printer(l.Issue.Language)
	if err != nil {
		return view.Sheet{}, err
	}
	return sheetOf(l.Issue, l.Items, l.Snapshot, printer), nil
}

// sheetOf shows the paper as it will be written.
func sheetOf(issue models.Issue, items []models.IssueItem, snapshot models.Snapshot, printer language.Printer) view.Sheet {
	paper, sources := layOut(issue, items, snapshot, printer)
	sheet := view.Sheet{Lang: short(paper.Language), Title: paper.Title, Chart: onPaper(charts.Stacked(StatusChart(snapshot.Public(), printer)))}
	for _, mark := range []string{paper.Draft, paper.Example} {
		if mark != "" {
			sheet.Marks = append(sheet.Marks, mark)
		}
	}
	into := &sheet.Before
	for i, block := range paper.Blocks {
		switch block.Kind {
		case documents.KindTitle:
		case documents.KindColumns:
			into = &sheet.Columns
		case documents.KindItem:
			item := view.Block{Item: sources[i], Runs: runsOf(block.Runs)}
			if last := len(*into) - 1; last >= 0 && (*into)[last].Kind == view.Items {
				(*into)[last].Items = append((*into)[last].Items, item)
			} else {
				*into = append(*into, view.Block{Kind: view.Items, Items: []view.Block{item}})
			}
		default:
			shown := blockOf(block)
			shown.Item = sources[i]
			shown.Last = sources[i] != 0 && (i+1 == len(sources) || sources[i+1] != sources[i])
			*into = append(*into, shown)
		}
		count(&sheet, block)
	}
	sheet.Pages = pageCount(sheet.Lines)
	return sheet
}

var colourClass = regexp.MustCompile(` class="[fs]-[^"]*"`)

// onPaper gives a chart its colours in print whatever those of the screen: the
// sheet is white in dark mode too.
func onPaper(chart charts.SVG) charts.SVG {
	return charts.SVG(colourClass.ReplaceAllString(string(chart), ""))
}

func pageCount(lines int) int {
	whole := chartShare + float64(lines)/linesPerPage
	return max(1, int(whole+0.999))
}

func blockOf(block documents.Block) view.Block {
	kinds := map[documents.Kind]view.BlockKind{
		documents.KindLead: view.Lead, documents.KindHeading1: view.Heading, documents.KindHeading2: view.SubHeading,
		documents.KindNote: view.Note, documents.KindImage: view.Chart, documents.KindTable: view.Table,
	}
	shown := view.Block{Kind: kinds[block.Kind], Lang: short(block.Language), Runs: runsOf(block.Runs)}
	if block.Table != nil {
		shown.Table = tableOf(*block.Table)
	}
	return shown
}

func tableOf(table documents.Table) *view.SheetTable {
	shown := &view.SheetTable{Caption: table.Caption}
	for _, column := range table.Columns {
		shown.Head = append(shown.Head, column.Heading)
	}
	for _, row := range table.Rows {
		var cells [][]view.Run
		for _, cell := range row {
			cells = append(cells, runsOf(cell))
		}
		shown.Rows = append(shown.Rows, cells)
	}
	return shown
}

func runsOf(runs []documents.Run) []view.Run {
	shown := make([]view.Run, 0, len(runs))
	for _, r := range runs {
		shown = append(shown, view.Run{Text: r.Text, Link: r.Link, Lang: short(r.Language), Bold: r.Bold, Mark: r.Mark})
	}
	return shown
}

// short is nb of nb-NO.
func short(tag string) string {
	written, _, _ := strings.Cut(tag, "-")
	return written
}

// count adds a block to what the sheet holds.
func count(sheet *view.Sheet, block documents.Block) {
	var text strings.Builder
	for _, r := range block.Runs {
		text.WriteString(r.Text)
	}
	length := Measure(text.String())
	sheet.Words += length.Words
	sheet.Lines += length.Lines
	if block.Kind == documents.KindParagraph || block.Kind == documents.KindLead || block.Kind == documents.KindItem {
		sheet.Paragraphs++
	}
}
