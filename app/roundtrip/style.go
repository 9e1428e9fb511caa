package roundtrip

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

const dateFormat = "dd.mm.yyyy"

// look is what a cell looks like; equal looks share a style.
type look struct {
	bold, heading, mark, shown, open, wrap, wide bool
	size                                         float64
	format                                       string // of a number or date; empty: text
}

// look of a cell in a column; editable tells whether its row may be written.
func (w *writer) look(c column, editable bool) look {
	l := look{shown: !c.kind.writable() || !editable, open: c.kind.writable() && editable, wrap: c.kind != kindLine}
	if c.kind == kindDate {
		l.format = dateFormat
	}
	return l
}

func (w *writer) style(l look) int {
	if id, ok := w.styles[l]; ok {
		return id
	}
	size := l.size
	if size == 0 {
		size = 10
	}
	edge := func(color string) []excelize.Border {
		return []excelize.Border{{Type: "bottom", Color: color, Style: 1}, {Type: "right", Color: color, Style: 1}}
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	style := excelize.Style{
		Font:       &excelize.Font{Family: "Arial", Size: size, Bold: l.bold || l.heading},
		Alignment:  &excelize.Alignment{Vertical: "top", WrapText: l.wrap},
		Protection: &excelize.Protection{Locked: !l.open},
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	} else {
		style.NumFmt = 49 // text
	}
	switch {
	case l.mark:
		style.Font.Color = "5C4100"
	case l.heading:
		style.Alignment.Vertical = "bottom"
		style.Border = edge("1B4F72")
		style.Fill = fill("DDE3E8")
		if l.wide {
			style.Fill = fill("CFE3F1")
		}
	case l.shown:
		style.Font.Color = "3D4955"
		style.Fill, style.Border = fill("F1F3F5"), edge("C5CDD5")
	case l.open:
		style.Border = edge("C5CDD5")
	case l.size > 10:
		style.Font.Color = "1B4F72"
	}
	id, err := w.NewStyle(&style)
	w.try(err)
	w.styles[l] = id
	return id
}

// protect keeps cells that are not to be written from a slip of the hand. There
// is no password: nothing here is a secret.
func (w *writer) protect(sheet string) {
	w.try(w.ProtectSheet(sheet, &excelize.SheetProtectionOptions{FormatColumns: true, FormatRows: true, InsertHyperlinks: true, SelectLockedCells: true, SelectUnlockedCells: true}))
}

func (w *writer) print(sheet, orientation string) {
	a4, wide, tall, fit := 9, 1, 0, true
	w.try(w.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
	w.try(w.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	header := ""
	if w.book.Example {
		header = "&R&B" + strings.ReplaceAll(w.words.T("roundtrip.example"), "&", "&&")
	}
	w.try(w.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: "&L&A&R&P"}))
}

// spare makes empty rows for what is new.
func (w *writer) spare(sheet string, columns []column, from, rows int) {
	for j, c := range columns {
		if c.kind == kindID {
			continue
		}
		l := w.look(c, true)
		l.shown = c.kind == kindShown
		if c.kind == kindNumber {
			l.format = "0"
		}
		w.try(w.SetCellStyle(sheet, cellName(j+1, from), cellName(j+1, from+rows-1), w.style(l)))
	}
}

// choices lets the cells of a column be chosen from a list.
func (w *writer) choices(sheet string, column, from, to int, key string) {
	words := []string{}
	for _, c := range choicesOf(key, w.words) {
		words = append(words, c.word)
	}
	v := w.validation(column, from, to, key)
	w.try(v.SetDropList(words))
	w.try(w.AddDataValidation(sheet, v))
}

// dates lets only dates into the cells of a column.
func (w *writer) dates(sheet string, column, from, to int) {
	const first, last = 1, 109938 // 1 January 1900 and 31 December 2200
	v := w.validation(column, from, to, "date")
	w.try(v.SetRange(first, last, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	w.try(w.AddDataValidation(sheet, v))
}

// numbers lets only the numbers of measures that may be written into the cells
// of a column.
func (w *writer) numbers(sheet string, column, from, to int) {
	var list []string
	for _, r := range w.book.Reports {
		if r.State.Editable() {
			list = append(list, itoa(r.Number))
		}
	}
	if len(list) == 0 || len(strings.Join(list, ",")) > 250 { // the longest list that a cell takes
		return
	}
	v := w.validation(column, from, to, "number")
	w.try(v.SetDropList(list))
	w.try(w.AddDataValidation(sheet, v))
}

func (w *writer) validation(column, from, to int, key string) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cellName(column, from) + ":" + cellName(column, to))
	v.SetError(excelize.DataValidationErrorStyleStop, w.words.T("roundtrip.refused_title"), w.words.T("roundtrip.refused."+key))
	return v
}
