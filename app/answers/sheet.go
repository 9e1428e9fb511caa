package answers

import (
	"regexp"
	"strings"

	"tiltak/app/charts"
	"tiltak/app/documents"
	view "tiltak/views/answers"
)

// sheetOf shows a paper on a page.
func sheetOf(made Made) view.Sheet {
	sheet := view.Sheet{Footer: made.Document.Footer}
	if made.Document.Example != "" {
		sheet.Marks = append(sheet.Marks, made.Document.Example)
	}
	drawn := 0
	for _, block := range made.Document.Blocks {
		switch block.Kind {
		case documents.KindTitle:
			sheet.Title = runsOf(block.Runs)
		case documents.KindItem:
			item := view.Item{Lang: short(block.Language), Runs: runsOf(block.Runs)}
			if last := len(sheet.Blocks) - 1; last >= 0 && sheet.Blocks[last].Kind == view.Items {
				sheet.Blocks[last].Items = append(sheet.Blocks[last].Items, item)
			} else {
				sheet.Blocks = append(sheet.Blocks, view.Block{Kind: view.Items, Items: []view.Item{item}})
			}
		case documents.KindImage:
			sheet.Blocks = append(sheet.Blocks, view.Block{Kind: view.Chart, Chart: onPaper(charts.Stacked(made.Charts[drawn]))})
			drawn++
		default:
			if shown := blockOf(block); len(shown.Runs) > 0 || shown.Table != nil {
				sheet.Blocks = append(sheet.Blocks, shown)
			}
		}
	}
	return sheet
}

var colourClass = regexp.MustCompile(` class="[fs]-[^"]*"`)

// onPaper gives a chart its colours in print whatever those of the screen: the
// sheet is white in dark mode too.
func onPaper(chart charts.SVG) charts.SVG {
	return charts.SVG(colourClass.ReplaceAllString(string(chart), ""))
}

func blockOf(block documents.Block) view.Block {
	kinds := map[documents.Kind]view.BlockKind{
		documents.KindLead: view.Lead, documents.KindHeading1: view.Heading, documents.KindHeading2: view.SubHeading,
		documents.KindNote: view.Note, documents.KindTable: view.Table,
	}
	shown := view.Block{Kind: kinds[block.Kind], Lang: short(block.Language), Runs: runsOf(block.Runs)}
	if block.Table != nil {
		shown.Table = tableOf(*block.Table)
	}
	return shown
}

func tableOf(table documents.Table) *view.SheetTable {
	shown := &view.SheetTable{Caption: table.Caption, Total: table.Total}
	for _, column := range table.Columns {
		shown.Head = append(shown.Head, view.Column{Heading: column.Heading, Number: column.Number})
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
		if r.Text != "" {
			shown = append(shown, view.Run{Text: r.Text, Link: r.Link, Lang: short(r.Language), Bold: r.Bold, Mark: r.Mark})
		}
	}
	return shown
}

// short is nb of nb-NO.
func short(tag string) string {
	written, _, _ := strings.Cut(tag, "-")
	return written
}
