package documents

// table writes the rows of a table that stand in one box, under its head.
func (w *slideWriter) table(s slideShape) {
	t := *s.table
	w.start("p:graphicFrame")
	w.start("p:nvGraphicFramePr")
	w.named("Table", t.Caption)
	w.start("p:cNvGraphicFramePr")
	w.leaf("a:graphicFrameLocks", "noGrp", "1")
	w.end()
	w.leaf("p:nvPr")
	w.end()
	w.place("p:xfrm", s)
	w.start("a:graphic")
	w.start("a:graphicData", "uri", "http://schemas.openxmlformats.org/drawingml/2006/table")
	w.start("a:tbl")
	w.leaf("a:tblPr", "firstRow", "1")
	widths := slideColumns(t, s.w)
	w.start("a:tblGrid")
	for _, width := range widths {
		w.leaf("a:gridCol", "w", emu(width))
	}
	w.end()
	w.tableRow(t, widths, headOf(t), true)
	for i := s.rows[0]; i < s.rows[1]; i++ {
		row := t.Rows[i]
		if t.Total && i == len(t.Rows)-1 {
			row = emboldenRow(row)
		}
		w.tableRow(t, widths, row, false)
	}
	w.end()
	w.end()
	w.end()
	w.end()
}

func (w *slideWriter) tableRow(t Table, widths []float64, row []Cell, heading bool) {
	w.start("a:tr", "h", emu(rowHeight(row, widths)))
	for i, cell := range row {
		w.start("a:tc")
		w.start("a:txBody")
		w.leaf("a:bodyPr")
		w.leaf("a:lstStyle")
		align := "l"
		if t.Columns[i].Number {
			align = "r"
		}
		w.paragraph(cellStyle(), cell, "", align)
		w.end()
		side, edge := emu(cellSide), emu(cellEdge)
		anchor := "t"
		if heading {
			anchor = "b"
		}
		w.start("a:tcPr", "marL", side, "marR", side, "marT", edge, "marB", edge, "anchor", anchor)
		for _, line := range []string{"a:lnL", "a:lnR"} {
			w.start(line, "w", "0")
			w.leaf("a:noFill")
			w.end()
		}
		w.line("a:lnT", heading, heading)
		w.line("a:lnB", true, heading)
		w.leaf("a:noFill")
		w.end()
		w.end()
	}
	w.end()
}

// line draws an edge of a cell: strong round the head, thin under a row.
func (w *slideWriter) line(name string, drawn, strong bool) {
	switch {
	case !drawn:
		w.start(name, "w", "0")
		w.leaf("a:noFill")
	case strong:
		w.start(name, "w", "12700")
		w.start("a:solidFill")
		w.leaf("a:schemeClr", "val", "tx2")
		w.end()
	default:
		w.start(name, "w", "6350")
		w.start("a:solidFill")
		w.leaf("a:schemeClr", "val", "bg2")
		w.end()
	}
	w.end()
}
