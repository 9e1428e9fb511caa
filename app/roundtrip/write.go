package roundtrip

import (
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tiltak/app/documents"
	"tiltak/models"
)

// writer fills a workbook. It keeps the first error; nothing counts after it.
type writer struct {
	*excelize.File
	book   Book
	words  Words
	styles map[look]int
	err    error
}

// Write writes the workbook of a person's running round.
func Write(out io.Writer, book Book, words Words, now time.Time) error {
	w := &writer{File: excelize.NewFile(), book: book, words: words, styles: map[look]int{}}
	defer w.Close()
	w.try(w.SetSheetName("Sheet1", w.sheet(sheetGuide)))
	w.guide()
	w.measures()
	w.milestones()
	w.links()
	w.contributions()
	w.hidden()
	w.properties(now)
	w.SetActiveSheet(0)
	if w.err == nil {
		w.try(w.File.Write(out))
	}
	return models.Wrap(w.err, "write a workbook")
}

func (w *writer) try(err error) {
	if w.err == nil && err != nil {
		w.err = err
	}
}

func (w *writer) sheet(key string) string { return w.words.T("roundtrip.sheet." + key) }

func (w *writer) properties(now time.Time) {
	at := now.UTC().Format("2006-01-02T15:04:05Z")
	status := ""
	if w.book.Example {
		status = w.words.T("roundtrip.example")
	}
	w.try(w.SetDocProps(&excelize.DocProperties{
		Title: w.words.T("roundtrip.file_title", "Quarter", w.words.Quarter(w.book.Period)), Subject: w.book.PlanTitle.In(w.words.Language),
		Creator: w.words.T("layout.product"), LastModifiedBy: w.words.T("layout.product"), Language: "nb-NO", ContentStatus: status, Created: at, Modified: at,
	}))
}

// guide is the sheet that says how to.
func (w *writer) guide() {
	sheet := w.sheet(sheetGuide)
	w.try(w.SetColWidth(sheet, "A", "A", 88))
	row := 0
	line := func(text string, l look, lines float64) {
		row++
		l.wrap = true
		w.text(sheet, 1, row, text, l)
		w.try(w.SetRowHeight(sheet, row, 15*lines))
	}
	if w.book.Example {
		line(w.words.T("roundtrip.example"), look{mark: true, bold: true}, 1.2)
	}
	line(w.words.T("roundtrip.file_title", "Quarter", w.words.Quarter(w.book.Period)), look{size: 18, bold: true}, 2)
	line(w.book.PlanTitle.In(w.words.Language), look{}, 1)
	line(w.words.T("reporting.deadline", "Date", w.words.Date(w.book.Deadline)), look{bold: true}, 1.5)
	for i := 1; i <= 8; i++ {
		line(w.words.T("roundtrip.guide."+strconv.Itoa(i)), look{}, 2.4)
	}
	w.protect(sheet)
	w.print(sheet, "portrait")
}

// table makes a sheet with its two top rows.
func (w *writer) table(key string, frozen int) (sheet string, columns []column) {
	sheet, columns = w.sheet(key), columnsOf(key)
	_, err := w.NewSheet(sheet)
	w.try(err)
	notice := w.words.T("roundtrip.notice." + key)
	if w.book.Example {
		notice = w.words.T("roundtrip.example") + " " + notice
	}
	w.text(sheet, place(columns, "number"), 1, notice, look{mark: true, bold: true})
	for i, c := range columns {
		name := columnName(i + 1)
		w.text(sheet, i+1, headingRow, w.words.T("roundtrip.column."+c.key), look{heading: true, wrap: true, wide: c.kind.writable()})
		if c.kind == kindID {
			hidden := false
			w.try(w.SetColVisible(sheet, name, hidden))
			continue
		}
		w.try(w.SetColWidth(sheet, name, name, c.width))
	}
	w.try(w.SetRowHeight(sheet, 1, 20))
	w.try(w.SetRowHeight(sheet, headingRow, map[bool]float64{true: 48, false: 30}[key == sheetMeasures]))
	w.try(w.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: frozen, YSplit: headingRow, TopLeftCell: cellName(frozen+1, firstRow), ActivePane: "bottomRight"}))
	w.protect(sheet)
	w.print(sheet, "landscape")
	w.try(w.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, headingRow, headingRow), Scope: sheet}))
	return sheet, columns
}

func (w *writer) measures() {
	sheet, columns := w.table(sheetMeasures, 3)
	for i, r := range w.book.Reports {
		row := firstRow + i
		now, last := values(r.Content), map[Field]string{}
		if r.Last != nil {
			last = values(*r.Last)
		}
		for j, c := range columns {
			text := ""
			switch c.key {
			case "key":
				text = reportID(r.ID)
			case "number":
				w.number(sheet, j+1, row, r.Number, look{shown: true})
				continue
			case "title":
				text = w.title(r.Title, r.TitleConfirmed)
			case "state":
				text = w.state(r)
			default:
				if field, ok := cutLast(c.key); ok {
					text = fit(last[field], w.words)
				} else {
					text = shownValue(c.key, now[Field(c.key)], w.words)
				}
			}
			w.text(sheet, j+1, row, text, w.look(c, r.State.Editable()))
		}
		w.try(w.SetRowHeight(sheet, row, 150))
	}
	if last := firstRow + len(w.book.Reports) - 1; last >= firstRow {
		for _, key := range []string{string(fieldStage), string(fieldHealth), string(fieldLanguage)} {
			w.choices(sheet, place(columns, key), firstRow, last, key)
		}
	}
}

func (w *writer) milestones() {
	sheet, columns := w.table(sheetMilestones, 3)
	row := firstRow
	for _, r := range w.book.Reports {
		for _, m := range r.Content.Milestones {
			w.milestone(sheet, columns, row, r, m)
			row++
		}
	}
	w.spare(sheet, columns, row, spareMilestones)
	w.choices(sheet, place(columns, partPhase), firstRow, row+spareMilestones-1, partPhase)
	w.dates(sheet, place(columns, partDue), firstRow, row+spareMilestones-1)
	w.dates(sheet, place(columns, partReached), firstRow, row+spareMilestones-1)
	w.numbers(sheet, place(columns, "number"), row, row+spareMilestones-1)
}

func (w *writer) milestone(sheet string, columns []column, row int, r Report, m models.MilestoneState) {
	for j, c := range columns {
		l := w.look(c, r.State.Editable())
		switch c.key {
		case "key":
			w.text(sheet, j+1, row, milestoneID(m.MilestoneID), l)
		case "number":
			w.number(sheet, j+1, row, r.Number, look{shown: true})
		case "was":
			w.day(sheet, j+1, row, m.Was.String(), look{shown: true})
		case partDue, partReached:
			w.day(sheet, j+1, row, partOf(m, c.key), l)
		default:
			w.text(sheet, j+1, row, shownValue(c.key, partOf(m, c.key), w.words), l)
		}
	}
	w.try(w.SetRowHeight(sheet, row, 32))
}

func (w *writer) links() {
	sheet, columns := w.table(sheetLinks, 1)
	row := firstRow
	for _, r := range w.book.Reports {
		for _, l := range splitLinks(joinLinks(r.Content.Links)) {
			l2 := w.look(columns[1], r.State.Editable())
			w.number(sheet, 1, row, r.Number, w.look(columns[0], r.State.Editable()))
			w.text(sheet, 2, row, l.Label, l2)
			w.text(sheet, 3, row, l.URL, l2)
			row++
		}
	}
	w.spare(sheet, columns, row, spareLinks)
	w.numbers(sheet, 1, firstRow, row+spareLinks-1)
}

func (w *writer) contributions() {
	sheet, columns := w.table(sheetContributions, 3)
	for i, c := range w.book.Contributions {
		row := firstRow + i
		for j, col := range columns {
			l, text := w.look(col, !c.Closed), ""
			switch col.key {
			case "key":
				text = contributionID(c.ID)
			case "number":
				w.number(sheet, j+1, row, c.Number, look{shown: true})
				continue
			case "title":
				text = w.title(c.Title, c.TitleConfirmed)
			case "organisation":
				text = w.words.T("roundtrip.from_to", "From", c.Organisation, "To", c.Lead)
			case "state":
				text = w.contributionState(c)
			case string(fieldText):
				text = fit(tidy(c.Content.Text), w.words)
			case string(fieldText) + lastSuffix:
				text = fit(tidy(c.Last), w.words)
			case string(fieldLanguage):
				text = wordOf(col.key, string(c.Content.Language), w.words)
			}
			w.text(sheet, j+1, row, text, l)
		}
		w.try(w.SetRowHeight(sheet, row, 150))
	}
	if last := firstRow + len(w.book.Contributions) - 1; last >= firstRow {
		w.choices(sheet, place(columns, string(fieldLanguage)), firstRow, last, string(fieldLanguage))
	}
}

// hidden writes what the workbook says now, for the comparison when it comes
// back.
func (w *writer) hidden() {
	_, err := w.NewSheet(sheetBase)
	w.try(err)
	cells, sum, err := baseOf(w.book).encode()
	w.try(err)
	for i, text := range append([]string{baseMark, strconv.Itoa(version), sum}, cells...) {
		w.try(w.SetCellStr(sheetBase, cellName(1, i+1), text))
	}
	w.protect(sheetBase)
	w.try(w.SetSheetVisible(sheetBase, false, true))
}

func (w *writer) title(title models.Name, confirmed bool) string {
	text := title.In(w.words.Language)
	if !confirmed {
		text += " (" + w.words.T("mark.working_title") + ")"
	}
	return text
}

func (w *writer) state(r Report) string {
	state := w.words.ReportState(r.State)
	if !r.State.Editable() {
		return w.words.T("roundtrip.locked", "State", state)
	}
	return state
}

func (w *writer) contributionState(c Contribution) string {
	switch {
	case c.Closed:
		return w.words.T("roundtrip.locked", "State", w.words.ReportState(models.ReportCleared))
	case c.Signed:
		return w.words.T("roundtrip.signed")
	}
	return w.words.T("reporting.unsigned")
}

// mostCell is how much a cell holds, in UTF-16 units.
const mostCell = 32767

// fit gives the text, or, where a cell cannot hold it, a sentence that says so
// and stands for it unchanged.
func fit(text string, words Words) string {
	if len(utf16.Encode([]rune(text))) > mostCell {
		return words.T("roundtrip.too_long_for_cell")
	}
	return text
}

// shownValue is a field's value as its cell shows it.
func shownValue(key, value string, words Words) string {
	if len(choicesOf(key, words)) > 0 {
		return wordOf(key, value, words)
	}
	return fit(value, words)
}

// text sets a text that stays a text, whatever it begins with.
func (w *writer) text(sheet string, column, row int, text string, l look) {
	name := cellName(column, row)
	w.try(w.SetCellStr(sheet, name, documents.EscapeCell(text)))
	w.try(w.SetCellStyle(sheet, name, name, w.style(l)))
}

func (w *writer) number(sheet string, column, row, number int, l look) {
	name := cellName(column, row)
	l.format = "0"
	w.try(w.SetCellInt(sheet, name, int64(number)))
	w.try(w.SetCellStyle(sheet, name, name, w.style(l)))
}

// day sets a date, or what was typed instead of one.
func (w *writer) day(sheet string, column, row int, value string, l look) {
	name := cellName(column, row)
	l.format = dateFormat
	if day, err := models.ParseDate(value); err == nil {
		w.try(w.SetCellValue(sheet, name, day.Time()))
	} else {
		w.try(w.SetCellStr(sheet, name, documents.EscapeCell(value)))
	}
	w.try(w.SetCellStyle(sheet, name, name, w.style(l)))
}

func reportID(id int64) string       { return "R" + strconv.FormatInt(id, 10) }
func milestoneID(id int64) string    { return "M" + strconv.FormatInt(id, 10) }
func contributionID(id int64) string { return "B" + strconv.FormatInt(id, 10) }
