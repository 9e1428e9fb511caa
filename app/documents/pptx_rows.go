package documents

// table goes on in the next box where it must, with its head again.
func (f *flow) table(t Table) {
	t, heights := f.short(t)
	head, caption, captionHeight := f.rowHeight(t, headOf(t)), Block{Kind: kindCaption}, 0.0
	if t.Caption != "" {
		caption.Runs = []Run{Plain(t.Caption)}
		captionHeight = min(slideStyleOf(kindCaption).height(caption.Runs, f.width()), f.room()/4)
	}
	for from := 0; from == 0 || from < len(t.Rows); {
		first := captionHeight + head
		if from < len(t.Rows) {
			first += heights[from]
		}
		f.makeRoom(first)
		if t.Caption != "" {
			f.pour(caption)
		}
		f.flush()
		h, to := head, from
		for to < len(t.Rows) && (to == from || f.y+h+heights[to] <= f.frame.Bottom) {
			h += heights[to]
			to++
		}
		f.place(slideShape{x: f.left(), y: f.y, w: f.width(), h: h, table: &t, rows: [2]int{from, to}})
		f.y += h + objectGap
		from = max(to, 1)
		if captionHeight == f.room()/4 { // so long a caption is said once
			caption.Runs, captionHeight, t.Caption = nil, 0, ""
		}
	}
}

// room is the height of a whole column.
func (f *flow) room() float64 { return f.frame.Bottom - f.frame.Top }

// short parts the rows that no slide has room for, and makes a row of a head that
// would take most of each slide. It gives the height of each row.
func (f *flow) short(t Table) (Table, []float64) {
	rows := t.Rows
	if f.rowHeight(t, headOf(t)) > f.room()/4 {
		rows = append([][]Cell{headOf(t)}, rows...)
		columns := make([]Column, len(t.Columns))
		for i, c := range t.Columns {
			columns[i] = Column{Number: c.Number, Width: slideColumns(t, f.width())[i]}
		}
		t.Columns = columns
	}
	style, widths := cellStyle(), slideColumns(t, f.width())
	most := int(f.room() / 2 / (style.size * lineHeight))
	t.Rows = nil
	for _, row := range rows {
		for more := true; more; {
			more = false
			first, rest := make([]Cell, len(row)), make([]Cell, len(row))
			for i, cell := range row {
				first[i], rest[i] = cut(cell, most, style.size, widths[i]-2*cellSide, true)
				more = more || len(rest[i]) > 0
			}
			t.Rows, row = append(t.Rows, first), rest
		}
	}
	heights := make([]float64, len(t.Rows))
	for i, row := range t.Rows {
		heights[i] = rowHeight(row, widths)
	}
	return t, heights
}

func headOf(t Table) []Cell {
	head := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = Cell{Bold(c.Heading)}
	}
	return head
}

// Insets of a cell, in points.
const (
	cellSide = 3.0
	cellEdge = 2.0
)

func (f *flow) rowHeight(t Table, row []Cell) float64 {
	return rowHeight(row, slideColumns(t, f.width()))
}

func rowHeight(row []Cell, widths []float64) float64 {
	lines := 1
	for i, width := range widths {
		lines = max(lines, linesOf(row[i], cellStyle().size, width-2*cellSide, true))
	}
	return float64(lines)*cellStyle().size*lineHeight + 2*cellEdge
}

// slideColumns are the widths of a table's columns, in points.
func slideColumns(t Table, room float64) []float64 {
	const twips = 20
	widths := make([]float64, len(t.Columns))
	for i, width := range columnWidths(t, int(room*twips)) {
		widths[i] = float64(width) / twips
	}
	return widths
}
