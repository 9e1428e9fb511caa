package compare

import (
	"tiltak/app/documents"
	view "tiltak/views/comparison"
)

// decided tells of decisions that the newsletter may tell.
func (w *writer) decided() {
	if len(w.in.Difference.Decisions) == 0 {
		return
	}
	w.heading("comparison.decided.title")
	table := documents.Table{Caption: w.T("comparison.decided.title"), Columns: []documents.Column{w.columnOf("measure", 40), w.columnOf("what", 60)}}
	for _, d := range w.in.Difference.Decisions {
		table.Rows = append(table.Rows, []documents.Cell{w.measure(d.Measure), plain(view.DecidedWhat(w.Printer, d))})
	}
	w.add(documents.TableOf(table))
}
