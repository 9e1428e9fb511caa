package roundtrip

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tiltak/app/documents/workbook"
	"tiltak/models"
)

// Bounds of what is taken in.
const (
	MostBytes    = 2 << 20  // the file, packed
	mostUnpacked = 24 << 20 // all its parts
)

func bounds() workbook.Bounds {
	return workbook.Bounds{Bytes: MostBytes, Unpacked: mostUnpacked, Parts: 200, Cells: 60000, Rows: 2000, Columns: 60}
}

// Read reads a workbook that has come back. It gives what it says otherwise than
// when it was downloaded, or everything that is wrong with it. It never fails in
// another way, whatever the bytes are.
func Read(file []byte, words Words) (header Header, pending Pending, faults Faults) {
	defer func() {
		if problem := recover(); problem != nil { // the library met what it did not expect
			header, pending, faults = Header{}, Pending{}, Faults{{Key: "roundtrip.fault.no_workbook"}}
		}
	}()
	formulas, wrong := workbook.Inspect(file, bounds())
	for _, fault := range wrong {
		faults.add(Fault{Sheet: fault.Sheet, Key: "roundtrip.fault." + fault.Key, Args: fault.Args})
	}
	if len(faults) > 0 {
		return Header{}, Pending{}, faults
	}
	opened, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil {
		faults.file("no_workbook", nil)
		return Header{}, Pending{}, faults
	}
	defer opened.Close()
	r := &reader{File: opened, words: words}
	if !r.readBase() {
		return Header{}, Pending{}, r.faults
	}
	for _, at := range formulas {
		r.fault(at.Sheet, at.Row, r.columnWords(at.Sheet, at.Column), "formula")
	}
	r.reports, r.paragraphs = map[int64]*Changes{}, map[int64]*Changes{}
	r.readMeasures()
	r.readMilestones()
	r.readLinks()
	r.readContributions()
	if len(r.faults) > 0 {
		return r.header(), Pending{}, r.faults
	}
	return r.header(), r.pending(), nil
}

// Header tells whose and which round's a workbook is.
type Header struct {
	PlanCode      string
	RoundID       int64
	Period        models.Quarter
	Reports       []int64
	Contributions []int64
}

// reader reads one workbook.
type reader struct {
	*excelize.File
	words      Words
	base       base
	faults     Faults
	reports    map[int64]*Changes
	paragraphs map[int64]*Changes
}

func (r *reader) fault(sheet string, row int, column, key string, args ...any) {
	r.faults.add(Fault{Sheet: sheet, Row: row, Column: column, Key: "roundtrip.fault." + key, Args: models.Args(args...)})
}

func (r *reader) header() Header {
	h := Header{PlanCode: r.base.PlanCode, RoundID: r.base.RoundID, Period: r.base.Period}
	for _, report := range r.base.Reports {
		h.Reports = append(h.Reports, report.ID)
	}
	for _, paragraph := range r.base.Contributions {
		h.Contributions = append(h.Contributions, paragraph.ID)
	}
	return h
}

// readBase reads the hidden sheet. Without it nothing else can be read.
func (r *reader) readBase() bool {
	index, err := r.GetSheetIndex(sheetBase)
	if err != nil || index < 0 {
		r.faults.file("not_ours", nil)
		return false
	}
	rows, err := r.GetRows(sheetBase, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) < 4 {
		r.faults.file("not_ours", nil)
		return false
	}
	cells := make([]string, len(rows))
	for i, row := range rows {
		if len(row) > 0 {
			cells[i] = strings.TrimSpace(row[0])
		}
	}
	if cells[0] != baseMark {
		r.faults.file("not_ours", nil)
		return false
	}
	if cells[1] != strconv.Itoa(version) {
		r.faults.file("version", nil)
		return false
	}
	if r.base, err = decodeBase(cells[3:], cells[2]); err != nil {
		r.faults.file("damaged", nil)
		return false
	}
	return true
}

// row is one row of a sheet, with its texts by column.
type row struct {
	number int
	cells  map[string]cell
}

// cell is the text of a cell as it is shown, and as it is kept.
type cell struct{ shown, kept string }

// empty tells whether nothing is written in any cell.
func (w row) empty() bool {
	for _, c := range w.cells {
		if c.shown != "" {
			return false
		}
	}
	return true
}

// rowsOf reads a sheet, if its columns stand as they were made.
func (r *reader) rowsOf(key string) (sheet string, columns []column, rows []row, ok bool) {
	sheet, columns = r.words.T("roundtrip.sheet."+key), columnsOf(key)
	if index, err := r.GetSheetIndex(sheet); err != nil || index < 0 {
		r.fault(sheet, 0, "", "sheet_missing")
		return sheet, columns, nil, false
	}
	shown, err := r.GetRows(sheet)
	kept, err2 := r.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil || err2 != nil {
		r.fault(sheet, 0, "", "unreadable")
		return sheet, columns, nil, false
	}
	if !r.headed(sheet, columns, shown) {
		return sheet, columns, nil, false
	}
	for i := headingRow; i < len(shown); i++ {
		w := row{number: i + 1, cells: map[string]cell{}}
		for j, text := range shown[i] {
			raw := at(kept, i, j)
			if j >= len(columns) {
				if tidy(text) != "" {
					r.fault(sheet, i+1, columnName(j+1), "outside")
				}
				continue
			}
			if kind, err := r.GetCellType(sheet, cellName(j+1, i+1)); err == nil && kind == excelize.CellTypeError {
				r.fault(sheet, i+1, r.columnWords(sheet, j+1), "error_value", "Text", text)
				continue
			}
			w.cells[columns[j].key] = cell{shown: tidy(text), kept: tidy(raw)}
		}
		if !w.empty() {
			rows = append(rows, w)
		}
	}
	return sheet, columns, rows, true
}

func at(rows [][]string, i, j int) string {
	if i < len(rows) && j < len(rows[i]) {
		return rows[i][j]
	}
	return ""
}

func (r *reader) headed(sheet string, columns []column, rows [][]string) bool {
	for j, c := range columns {
		want := r.words.T("roundtrip.column." + c.key)
		if got := at(rows, headingRow-1, j); !strings.EqualFold(oneLine(got), oneLine(want)) {
			r.fault(sheet, headingRow, columnName(j+1), "heading", "Heading", want)
			return false
		}
	}
	return true
}

// columnWords names a column of a sheet: its letter and heading.
func (r *reader) columnWords(sheet string, number int) string {
	for _, key := range tables() {
		if columns := columnsOf(key); r.words.T("roundtrip.sheet."+key) == sheet && number >= 1 && number <= len(columns) {
			return fmt.Sprintf("%s «%s»", columnName(number), r.words.T("roundtrip.column."+columns[number-1].key))
		}
	}
	return columnName(number)
}

// note keeps a field of a report that came back otherwise.
func note(of map[int64]*Changes, id int64, field Field, before, after string) {
	changesOf(of, id).Fields = append(changesOf(of, id).Fields, Change{field, before, after})
}

func changesOf(of map[int64]*Changes, id int64) *Changes {
	if of[id] == nil {
		of[id] = &Changes{ID: id}
	}
	return of[id]
}

func (r *reader) pending() Pending {
	var p Pending
	for _, report := range r.base.Reports {
		if c := r.reports[report.ID]; c != nil && !c.None() {
			p.Reports = append(p.Reports, *c)
		}
	}
	for _, paragraph := range r.base.Contributions {
		if c := r.paragraphs[paragraph.ID]; c != nil && !c.None() {
			p.Contributions = append(p.Contributions, *c)
		}
	}
	return p
}

// reportOf finds the report of a measure's number.
func (r *reader) reportOf(number string) (baseReport, bool) {
	i := slices.IndexFunc(r.base.Reports, func(b baseReport) bool { return strconv.Itoa(b.Number) == number })
	if i < 0 {
		return baseReport{}, false
	}
	return r.base.Reports[i], true
}
