package documents

import (
	"strconv"
	"strings"
)

// table writes a visible caption, a heading row that repeats on each page, and
// rows that stay whole. A paragraph of no height follows: without it, Word takes
// two tables in a row for one. It ends the section, if ends is not 0.
func (w *bodyWriter) table(t Table, ends int) {
	if t.Caption != "" {
		w.paragraph(RoleCaption, []Run{Plain(t.Caption)}, 0)
	}
	widths := columnWidths(t, w.roomWidth())
	w.start("w:tbl")
	w.start("w:tblPr")
	w.leaf("w:tblStyle", "w:val", w.styles[RoleTable])
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
	w.paragraph(RoleGap, nil, ends)
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
		w.leaf("w:pStyle", "w:val", w.styles[RoleCell])
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
// starve the others. No column is narrower than its longest word, as long as
// there is room for them all.
func columnWidths(t Table, room int) []int {
	weights, least := make([]float64, len(t.Columns)), make([]int, len(t.Columns))
	given, needed := true, 0
	for i, c := range t.Columns {
		weights[i], least[i] = c.Width, wordWidth(t, i)
		given, needed = given && c.Width > 0, needed+least[i]
	}
	for i := range weights {
		if !given {
			weights[i] = contentWeight(t, i)
		}
		if needed > room {
			least[i] = 0
		}
	}
	return shareRoom(weights, least, room)
}

// shareRoom gives the columns that would fall below their least just that, and
// shares the rest by weight.
func shareRoom(weights []float64, least []int, room int) []int {
	widths, narrow := make([]int, len(weights)), make([]bool, len(weights))
	for again := true; again; {
		again = false
		rest, sum := room, 0.0
		for i, weight := range weights {
			if narrow[i] {
				rest -= least[i]
			} else {
				sum += weight
			}
		}
		for i, weight := range weights {
			if narrow[i] {
				continue
			}
			widths[i] = int(float64(rest) * weight / sum)
			if widths[i] < least[i] {
				widths[i], narrow[i], again = least[i], true, true
			}
		}
	}
	for _, width := range widths {
		room -= width
	}
	widths[len(widths)-1] += room // what rounding left
	return widths
}

// contentWeight is about the number of characters that a line in the column
// should hold.
func contentWeight(t Table, column int) float64 {
	const least, number, text, most = 8, 18, 14, 80
	longest := len([]rune(t.Columns[column].Heading)) / 2 // a heading may take two lines
	for _, row := range t.Rows {
		longest = max(longest, len([]rune(plainText(row[column]))))
	}
	if t.Columns[column].Number {
		return float64(min(max(longest, least), number))
	}
	return float64(min(max(longest, text), most))
}

// wordWidth is the room that the longest word in a column needs, in twentieths
// of a point: letters of 9.5 points are about 5.5 wide when bold.
func wordWidth(t Table, column int) int {
	const letter, cellMargins = 110, 2*108 + 20
	longest := longestWord(t.Columns[column].Heading)
	for _, row := range t.Rows {
		longest = max(longest, longestWord(plainText(row[column])))
	}
	return longest*letter + cellMargins
}

func longestWord(s string) int {
	longest := 0
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		longest = max(longest, len([]rune(word)))
	}
	return longest
}
