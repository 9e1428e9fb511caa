package documents

import "strconv"

// table writes a visible caption, a heading row that repeats on each page, and
// rows that stay whole.
func (w *odtWriter) table(t Table, language string) {
	if t.Caption != "" {
		w.paragraph("Caption", language, []Run{Plain(t.Caption)})
	}
	w.tables++
	w.start("table:table", "table:name", "Table "+strconv.Itoa(w.tables), "table:style-name", w.styles.table(w.roomWidth()))
	if t.Caption != "" {
		w.element("table:title", t.Caption)
	}
	for _, width := range columnWidths(t, w.roomWidth()) {
		w.leaf("table:table-column", "table:style-name", w.styles.column(width))
	}
	heading := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		heading[i] = Cell{Bold(c.Heading)}
	}
	w.start("table:table-header-rows")
	w.row(t, heading, language, true, len(t.Rows) == 0)
	w.end()
	for i, row := range t.Rows {
		last := i == len(t.Rows)-1
		if t.Total && last {
			row = emboldenRow(row)
		}
		w.row(t, row, language, false, last)
	}
	w.end()
	w.paragraph("Skille", "", nil)
}

func (w *odtWriter) row(t Table, cells []Cell, language string, heading, last bool) {
	w.start("table:table-row", "table:style-name", w.styles.row())
	for i, cell := range cells {
		style := "Tabelltekst"
		if t.Columns[i].Number {
			style = "Tabelltall"
		}
		w.start("table:table-cell", "table:style-name", w.styles.cell(heading, last), "office:value-type", "string")
		w.paragraph(style, language, cell)
		w.end()
	}
	w.end()
}
