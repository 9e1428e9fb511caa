package documents_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"tiltak/app/documents"
)

func opened(t fataler, file []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return book
}

func rowsOf(t fataler, book *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s: %v", sheet, err)
	}
	return rows
}

func paperOf(tables ...documents.Table) documents.Document {
	d := documents.Document{Title: "Eksempel", Language: "nb-NO"}
	for _, table := range tables {
		d.Blocks = append(d.Blocks, documents.TableOf(table))
	}
	return d
}

func TestWorkbook(t *testing.T) {
	d := sample(t)
	d.Words.Sheet = "Om tabellene"
	book := opened(t, write(t, "xlsx", d))
	sheets := book.GetSheetList()

	t.Run("has a sheet for the text and one for each table", func(t *testing.T) {
		if diff := cmp.Diff([]string{"Om tabellene", "Antall eksempeltiltak etter sta"}, sheets); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("marks each sheet as unfinished and invented", func(t *testing.T) {
		for _, sheet := range sheets {
			if got := rowsOf(t, book, sheet)[0][0]; got != "Utkast – Eksempeldata" {
				t.Errorf("%s starts with %q", sheet, got)
			}
			edges, err := book.GetHeaderFooter(sheet)
			if err != nil || !strings.Contains(edges.OddHeader, "Utkast – Eksempeldata") {
				t.Errorf("%s prints %+v, %v", sheet, edges, err)
			}
		}
	})
	t.Run("keeps the heading row in view", func(t *testing.T) {
		panes, err := book.GetPanes(sheets[1])
		if err != nil || !panes.Freeze || panes.YSplit != 2 {
			t.Errorf("panes %+v, %v", panes, err)
		}
	})
	t.Run("holds numbers as numbers", func(t *testing.T) {
		kind, err := book.GetCellType(sheets[1], "B3")
		value, _ := book.GetCellValue(sheets[1], "B3")
		if err != nil || kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset || value != "5" {
			t.Errorf("kind %v, value %q, %v", kind, value, err)
		}
	})
	t.Run("says what it is, in which language and when it was made", func(t *testing.T) {
		p, err := book.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		got := []string{p.Title, p.Subject, p.Creator, p.Language, p.ContentStatus, p.Created, p.Modified}
		want := []string{d.Title, d.Subject, d.Author, "nb-NO", "Utkast – Eksempeldata", "2026-07-10T12:30:00Z", "2026-07-10T12:30:00Z"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWorkbookNamesItsSheetsApart(t *testing.T) {
	table := func(caption string) documents.Table {
		return documents.Table{Caption: caption, Columns: []documents.Column{{Heading: "A"}}}
	}
	long := strings.Repeat("Navn ", 9)
	book := opened(t, write(t, "xlsx", paperOf(table("Tiltak"), table("TILTAK"), table(""), table("[a]/b?"), table(long), table(long), table("'"), table("History"))))
	want := []string{"Eksempel", "Tiltak", "TILTAK 2", "4", "a b", "Navn Navn Navn Navn Navn Navn N", "Navn Navn Navn Navn Navn Navn 2", "8", "9"}
	if diff := cmp.Diff(want, book.GetSheetList()); diff != "" {
		t.Error(diff)
	}
}

func TestWorkbookValues(t *testing.T) {
	number, date, text := documents.Column{Heading: "A", Number: true}, documents.Column{Heading: "A", Date: true}, documents.Column{Heading: "A"}
	for _, c := range []struct {
		name, in  string
		column    documents.Column
		raw, seen string
		isText    bool
	}{
		{"a whole number", "1 250", number, "1250", "1,250", false},
		{"with hard spaces", "1\u00a0250\u00a0000", number, "1250000", "1,250,000", false},
		{"below zero", "−12", number, "-12", "-12", false},
		{"with decimals", "3,50", number, "3.5", "3.50", false},
		{"a share", "45 %", number, "0.45", "45%", false},
		{"a number in a column of texts", "12", text, "12", "12", true},
		{"no number", "ukjent", number, "ukjent", "ukjent", true},
		{"a code that opens with a nought", "007", number, "007", "007", true},
		{"an empty cell", "", number, "", "", true},
		{"a day", "30.09.2026", date, "46295", "30.09.2026", false},
		{"a day as computers write it", "2026-09-30", date, "46295", "30.09.2026", false},
		{"a day in words", "30. september 2026", date, "46295", "30.09.2026", false},
		{"a day in English", "30 September 2026", date, "46295", "30.09.2026", false},
		{"a day that is none", "31.02.2026", date, "31.02.2026", "31.02.2026", true},
		{"a day before the calendar of spreadsheets", "01.02.1900", date, "01.02.1900", "01.02.1900", true},
		{"a day in a column of texts", "30.09.2026", text, "30.09.2026", "30.09.2026", true},
		{"what looks like a formula", "=1+1", text, "=1+1", "=1+1", true},
		{"what looks like a command", `+cmd|' /C calc'!A0`, number, `+cmd|' /C calc'!A0`, `+cmd|' /C calc'!A0`, true},
		{"what looks like an old formula", "@SUM(A1)", date, "@SUM(A1)", "@SUM(A1)", true},
		{"what looks like an escape", "_x0041_", text, "_x0041_", "_x0041_", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := opened(t, write(t, "xlsx", paperOf(documents.Table{Caption: "T", Columns: []documents.Column{c.column}, Rows: [][]documents.Cell{documents.Cells(c.in)}})))
			raw, err := book.GetCellValue("T", "A2", excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			seen, _ := book.GetCellValue("T", "A2")
			kind, _ := book.GetCellType("T", "A2")
			formula, _ := book.GetCellFormula("T", "A2")
			if raw != c.raw || strings.ReplaceAll(seen, "% ", "%") != c.seen || (kind == excelize.CellTypeSharedString) != c.isText || formula != "" {
				t.Errorf("raw %q, seen %q, kind %v, formula %q", raw, seen, kind, formula)
			}
			if c.isText {
				id, _ := book.GetCellStyle("T", "A2")
				style, err := book.GetStyle(id)
				if err != nil || style.NumFmt != 49 {
					t.Errorf("the cell is not of text: %+v, %v", style, err)
				}
			}
		})
	}
}

func TestWorkbookKeepsLinks(t *testing.T) {
	one := documents.Cell{documents.Plain("Rapport, "), documents.Link("se her", "https://eksempel.no/1")}
	two := documents.Cell{documents.Link("a", "https://eksempel.no/1"), documents.Plain(" "), documents.Link("b", "https://eksempel.no/2")}
	book := opened(t, write(t, "xlsx", paperOf(documents.Table{Caption: "T", Columns: []documents.Column{{Heading: "A"}}, Rows: [][]documents.Cell{{one}, {two}}})))
	if ok, address, err := book.GetCellHyperLink("T", "A2"); !ok || address != "https://eksempel.no/1" || err != nil {
		t.Errorf("link %v %q %v", ok, address, err)
	}
	if got := rowsOf(t, book, "T")[2][0]; got != "a b\nhttps://eksempel.no/1\nhttps://eksempel.no/2" {
		t.Errorf("two links became %q", got)
	}
}

func TestWorkbookIsRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		paper documents.Document
		want  error
	}{
		{"without tables", documents.Document{Title: "Eksempel", Language: "nb-NO", Blocks: []documents.Block{documents.Paragraph(documents.Plain("Tekst"))}}, documents.ErrNoTables},
		{"where a text does not fit a cell", paperOf(documents.Table{Columns: []documents.Column{{Heading: "A"}}, Rows: [][]documents.Cell{documents.Cells(strings.Repeat("x", 32768))}}), documents.ErrCellTooLong},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := documents.XLSX(&b, c.paper); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes were written", b.Len())
			}
		})
	}
}

func TestAnyTextSurvivesInAWorkbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, _ := anyDocument(t)
		var b bytes.Buffer
		if err := documents.XLSX(&b, d); err != nil {
			t.Fatalf("write: %v", err)
		}
		book := opened(t, b.Bytes())
		sheets := book.GetSheetList()
		if len(sheets) != 2 {
			t.Fatalf("sheets %q", sheets)
		}
		var all strings.Builder
		for _, sheet := range sheets {
			for _, row := range rowsOf(t, book, sheet) {
				all.WriteString(printed(strings.Join(row, "")))
			}
		}
		got := all.String()
		for _, block := range d.Blocks {
			if want := printed(shown(block.Runs)); !strings.Contains(got, want) {
				t.Fatalf("%q is not in %q", want, got)
			}
			if block.Table == nil {
				continue
			}
			// numbers may be written another way: 0,50 is 0.5
			for _, want := range []string{block.Table.Columns[0].Heading, block.Table.Columns[1].Heading, shown(block.Table.Rows[0][0])} {
				if want := printed(strings.ToValidUTF8(want, "")); !strings.Contains(got, want) {
					t.Fatalf("%q is not in %q", want, got)
				}
			}
		}
	})
}

func TestFormatsAreListedByTheKindOfPaper(t *testing.T) {
	if _, err := documents.TextFormats().Find("xlsx"); err == nil {
		t.Error("a running text can be had as a workbook")
	}
	if diff := cmp.Diff([]string{"docx", "odt", "html", "md", "txt", "xlsx"}, documents.Formats().Names()); diff != "" {
		t.Error(diff)
	}
	var unknown *documents.UnknownFormatError
	if _, err := documents.TableFormats().Find("docx"); !errors.As(err, &unknown) || len(unknown.Known) != 1 {
		t.Errorf("got %v", err)
	}
}
