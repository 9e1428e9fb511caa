package intake

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"tiltak/app/documents/workbook"
)

// workbook reads a workbook with the two sheets of the template. Other sheets
// are not read, nor are hidden ones.
func (r *reader) workbook(file []byte) (Incoming, []Fault) {
	formulas, wrong := workbook.Inspect(file, workbook.Bounds{Bytes: MostBytes, Unpacked: mostUnpacked, Parts: 200, Cells: mostRows * mostColumns, Rows: mostRows + 100, Columns: mostColumns})
	for _, fault := range wrong {
		r.faults.add(Place{Sheet: fault.Sheet}, fault.Key, "Most", MostBytes>>10)
	}
	if len(r.faults) > 0 {
		return Incoming{}, r.faults
	}
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil {
		r.faults.add(Place{}, "no_workbook")
		return Incoming{}, r.faults
	}
	defer book.Close()
	evaluation, there := r.sheet(book, "evaluation")
	rows, also := r.sheet(book, "recommendations")
	for _, at := range formulas {
		if at.Sheet == evaluation.sheet || at.Sheet == rows.sheet {
			r.faults.add(Place{Sheet: at.Sheet, Row: at.Row, Column: columnName(at.Column)}, "formula")
		}
	}
	if len(r.faults) > 0 || !there || !also {
		return Incoming{}, r.faults
	}
	r.fields(evaluation)
	r.table(rows)
	return r.finish(func(Field) Place { return Place{Sheet: evaluation.sheet} })
}

// fields reads the sheet of the evaluation: a heading and its value in each row.
func (r *reader) fields(g grid) {
	known := newHeadings(r.words, EvaluationFields())
	for _, row := range g.rows {
		if len(row.cells) < 2 {
			row.cells = append(row.cells, make([]cell, 2)...)
		}
		name, value := row.cells[0].shown, row.cells[1]
		at := Place{Sheet: g.sheet, Row: row.number, Column: "B"}
		field, is := known.of(name)
		switch {
		case is:
			at.Field = field
			r.evaluation(field, value, at)
		case tidy(value.shown) != "" && plain(name) != plain(r.words.T("intake.sheet.field")):
			at.Column = "A"
			r.faults.add(at, "field_unknown", "Value", excerpt(name), "Headings", r.labels(EvaluationFields()))
		}
	}
}

// sheet finds a sheet by its name in any written language and reads its cells.
func (r *reader) sheet(book *excelize.File, key string) (grid, bool) {
	names := inAllLanguages(r.words, "intake.sheet."+key)
	g := grid{sheet: names[0]}
	index := slices.IndexFunc(book.GetSheetList(), func(sheet string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(strings.TrimSpace(sheet), name) })
	})
	if index < 0 {
		r.faults.add(Place{Sheet: g.sheet}, "sheet_missing", "Value", g.sheet)
		return g, false
	}
	g.sheet = book.GetSheetList()[index]
	if visible, err := book.GetSheetVisible(g.sheet); err != nil || !visible {
		r.faults.add(Place{Sheet: g.sheet}, "sheet_hidden")
		return g, false
	}
	shown, err := book.GetRows(g.sheet)
	kept, err2 := book.GetRows(g.sheet, excelize.Options{RawCellValue: true})
	if err != nil || err2 != nil {
		r.faults.add(Place{Sheet: g.sheet}, "unreadable")
		return g, false
	}
	from1904 := false
	if properties, err := book.GetWorkbookProps(); err == nil && properties.Date1904 != nil {
		from1904 = *properties.Date1904
	}
	for i, texts := range shown {
		row := gridRow{number: i + 1}
		for j, text := range texts {
			name := columnName(j+1) + itoa(i+1)
			c := cell{shown: text, kept: text, from1904: from1904}
			if i < len(kept) && j < len(kept[i]) {
				c.kept = kept[i][j]
			}
			if kind, err := book.GetCellType(g.sheet, name); err == nil && kind == excelize.CellTypeError {
				r.faults.add(Place{Sheet: g.sheet, Row: i + 1, Column: columnName(j + 1)}, "error_value", "Value", excerpt(text))
			}
			if c.kept != c.shown {
				c.month = monthOnly(book, g.sheet, name)
			}
			row.cells = append(row.cells, c)
		}
		g.rows = append(g.rows, row)
	}
	return g, true
}

// monthOnly tells whether a cell shows its date without the day: what was typed
// as a month is then kept as the first of it.
func monthOnly(book *excelize.File, sheet, name string) bool {
	id, err := book.GetCellStyle(sheet, name)
	if err != nil {
		return false
	}
	style, err := book.GetStyle(id)
	if err != nil || style == nil {
		return false
	}
	const shortMonth = 17 // mmm-yy
	if style.CustomNumFmt == nil {
		return style.NumFmt == shortMonth
	}
	format := strings.ToLower(*style.CustomNumFmt)
	return strings.Contains(format, "y") && !strings.Contains(format, "d")
}
