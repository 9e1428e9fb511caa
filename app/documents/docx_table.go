package documents

import "strconv"

// table writes a visible caption, a heading row that repeats on each page, and
// rows that stay whole. A paragraph of no height follows: without it, Word takes
// two tables in a row for one. It ends the section, if ends is not 0.
func (w *bodyWriter) table(t Table, ends int) {
	if t.Caption != "" {
		w.paragraph("Caption", []Run{Plain(t.Caption)}, 0)
	}
	widths := columnWidths(t, w.roomWidth())
	w.start("w:tbl")
	w.start("w:tblPr")
	w.leaf("w:tblStyle", "w:val", "Statustabell")
	w.leaf("w:tblW", "w:w", "5000", "w:type", "pct")
	w.leaf("w:tblLayout", "w:type", "fixed")
	last := "0"
	if t.Total {
		last = "1"
	}
	w.leaf("w:tblLook", "w:val", "0420", "w:firstRow", "1", "w:lastRow", last, "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1")
	if t.Caption != "" {
		w.leaf("w:tblCaption", "w:val", t.Caption)
	}
	w.end()
	w.start("w:tblGrid")
	for _, width := range widths {
		w.leaf("w:gridCol", "w:w", strconv.Itoa(width))
	}
	w.end()
	heading := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		heading[i] = Cell{Bold(c.Heading)}
	}
	w.row(t, widths, heading, true)
	for i, row := range t.Rows {
		if t.Total && i == len(t.Rows)-1 {
			row = emboldenRow(row)
		}
		w.row(t, widths, row, false)
	}
	w.end()
	w.paragraph("Skille", nil, ends)
}

func (w *bodyWriter) row(t Table, widths []int, cells []Cell, heading bool) {
	w.start("w:tr")
	w.start("w:trPr")
	w.leaf("w:cantSplit")
	if heading {
		w.leaf("w:tblHeader")
	}
	w.end()
	for i, cell := range cells {
		w.start("w:tc")
		w.start("w:tcPr")
		w.leaf("w:tcW", "w:w", strconv.Itoa(widths[i]), "w:type", "dxa")
		if heading {
			w.leaf("w:vAlign", "w:val", "bottom")
		}
		w.end()
		w.start("w:p")
		w.start("w:pPr")
		w.leaf("w:pStyle", "w:val", "Tabelltekst")
		if t.Columns[i].Number {
			w.leaf("w:jc", "w:val", "right")
		}
		w.end()
		w.runs(cell)
		w.end()
		w.end()
	}
	w.end()
}

func emboldenRow(row []Cell) []Cell {
	bold := make([]Cell, len(row))
	for i, cell := range row {
		bold[i] = embolden(cell)
	}
	return bold
}

// columnWidths shares room by the columns' widths, or by their longest texts
// where a width is not given: within bounds, so that one long cell does not
// starve the others.
func columnWidths(t Table, room int) []int {
	weights := make([]float64, len(t.Columns))
	given := true
	for i, c := range t.Columns {
		weights[i] = c.Width
		given = given && c.Width > 0
	}
	if !given {
		for i, c := range t.Columns {
			weights[i] = contentWeight(t, i, c)
		}
	}
	sum := 0.0
	for _, weight := range weights {
		sum += weight
	}
	widths, left := make([]int, len(weights)), room
	for i, weight := range weights {
		widths[i] = int(float64(room) * weight / sum)
		left -= widths[i]
	}
	widths[0] += left
	return widths
}

// contentWeight is about the number of characters that a line in the column
// should hold.
func contentWeight(t Table, column int, c Column) float64 {
	const least, number, most = 8, 14, 40
	longest := len([]rune(c.Heading)) / 2 // a heading may take two lines
	for _, row := range t.Rows {
		longest = max(longest, len([]rune(plainText(row[column]))))
	}
	if c.Number {
		return float64(min(max(longest, least), number))
	}
	return float64(min(max(longest, number), most))
}
