package documents

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// cellLength is the most that a spreadsheet holds in one cell, in UTF-16 units.
const cellLength = 32767

// ErrCellTooLong says that a text does not fit in a cell. Nothing is written
// then: a shortened text would deceive.
var ErrCellTooLong = errors.New("documents: a text is too long for a cell of a spreadsheet")

// ErrNoTables says that a paper has no table, so that a spreadsheet makes no
// sense.
var ErrNoTables = errors.New("documents: a paper without tables cannot be a spreadsheet")

// XLSX writes a workbook (ISO/IEC 29500): a first sheet with the title, the
// marks and all text outside tables, then each table on a sheet of its own, with
// a heading row that stays in view. It fails with ErrNoTables or ErrCellTooLong
// too.
//
// Texts are never formulas, whatever they begin with, and stay texts when they
// are edited: their cells have the number format of text.
func XLSX(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	book := &workbook{File: excelize.NewFile(), d: d, styles: map[cellLook]int{}, names: map[string]bool{}}
	defer book.Close()
	book.ZipWriter = func(w io.Writer) excelize.ZipWriter { return storedZip{zip.NewWriter(w)} }
	if err := book.write(); err != nil {
		return err
	}
	if err := book.Write(w); err != nil {
		return fmt.Errorf("documents: write the workbook: %w", err)
	}
	return nil
}

// storedZip makes the bytes independent of the clock and the compressor.
type storedZip struct{ *zip.Writer }

func (z storedZip) Create(name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: packageTime()})
}

// workbook keeps the first error; nothing is written after it.
type workbook struct {
	*excelize.File
	d      Document
	styles map[cellLook]int
	names  map[string]bool // of sheets, in lower case: they must differ by more
	err    error
}

func (b *workbook) try(err error) {
	if b.err == nil && err != nil {
		b.err = fmt.Errorf("documents: workbook: %w", err)
	}
}

func (b *workbook) write() error {
	first := b.sheetName(b.d.Words.Sheet, b.d.Title, "1")
	b.try(b.SetSheetName("Sheet1", first))
	b.cover(first)
	heading, tables := "", 0
	for _, block := range b.d.Blocks {
		switch block.Kind {
		case KindHeading1, KindHeading2:
			heading = plainText(block.Runs)
		case KindTable:
			tables++
			name := b.sheetName(block.Table.Caption, heading, fmt.Sprint(tables+1))
			_, err := b.NewSheet(name)
			b.try(err)
			b.table(name, *block.Table)
		}
	}
	if tables == 0 {
		b.try(ErrNoTables)
	}
	if tables == 1 {
		b.SetActiveSheet(1)
	}
	b.properties()
	return b.err
}

func (b *workbook) properties() {
	p := excelize.DocProperties{Title: b.d.Title, Subject: b.d.Subject, Creator: b.d.Author, LastModifiedBy: b.d.Author, Language: b.d.Language, ContentStatus: b.d.marks()}
	if !b.d.Created.IsZero() {
		p.Created = b.d.Created.UTC().Format("2006-01-02T15:04:05Z")
		p.Modified = p.Created
	} else {
		// the library would leave its own time of birth
		p.Created, p.Modified = "1980-01-01T00:00:00Z", "1980-01-01T00:00:00Z"
	}
	b.try(b.SetDocProps(&p))
}

// sheetName is the first text that is not empty, without the characters that a
// sheet's name may not hold, cut to its length, and like no other.
func (b *workbook) sheetName(texts ...string) string {
	const longest = 31 // UTF-16 units
	name := ""
	for _, text := range texts {
		name = strings.Trim(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:\/?*[]`, r) {
				return ' '
			}
			return r
		}, text)), " "), "' ")
		if name != "" && !strings.EqualFold(name, "History") { // reserved by Excel
			break
		}
	}
	base := name
	for i := 2; ; i++ {
		name = cutUnits(base, longest)
		if i > 2 {
			end := fmt.Sprintf(" %d", i-1)
			name = strings.TrimRight(cutUnits(base, longest-len(end)), "' ") + end
		}
		name = strings.TrimRight(name, "' ")
		if key := strings.ToLower(name); !b.names[key] {
			b.names[key] = true
			return name
		}
	}
}

// cutUnits keeps whole letters of s, at most so many UTF-16 units.
func cutUnits(s string, units int) string {
	for i, r := range s {
		if units -= utf16.RuneLen(r); units < 0 {
			return s[:i]
		}
	}
	return s
}

// cover is the first sheet: what the paper says outside its tables, one
// paragraph a row.
func (b *workbook) cover(sheet string) {
	const width = 100 // letters
	b.try(b.SetColWidth(sheet, "A", "A", width))
	row := 0
	line := func(runs []Run, look cellLook) {
		if len(runs) > 0 && plainText(runs) != "" {
			row++
			b.dress(sheet, 1, row, row, b.cell(sheet, 1, row, runs, look))
			b.height(sheet, row, []Cell{runs}, []float64{width}, max(look.size, 10))
		}
	}
	line([]Run{Plain(b.d.marks())}, cellLook{mark: true})
	titled := false
	for _, block := range b.d.Blocks {
		titled = titled || block.Kind == KindTitle
	}
	if !titled {
		line([]Run{Plain(b.d.Title)}, cellLook{size: 18, bold: true})
	}
	for _, block := range b.d.Blocks {
		switch block.Kind {
		case KindColumns, KindTable:
		case KindTitle:
			line(block.Runs, cellLook{size: 18, bold: true})
		case KindHeading1:
			line(block.Runs, cellLook{size: 13, bold: true})
		case KindHeading2:
			line(block.Runs, cellLook{bold: true})
		case KindItem:
			line(append([]Run{Plain("• ")}, block.Runs...), cellLook{})
		case KindImage:
			line([]Run{Plain(joined(": ", b.d.Words.Figure, block.Image.Alt))}, cellLook{})
		default:
			line(block.Runs, cellLook{})
		}
	}
	line([]Run{Plain(joined(" – ", b.d.footer(), b.d.Author))}, cellLook{size: 9})
	b.page(sheet, "portrait")
}
