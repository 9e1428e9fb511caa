package answers_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tiltak/app/answers"
)

func TestEveryPaperIsAsTheKeptFileHasIt(t *testing.T) {
	if *renew {
		renewBasis(t)
	}
	for name, basis := range map[string]answers.Basis{"utgave": edition(t), "dag": day(t), "rettet": erratum(t)} {
		for _, kind := range answers.Kinds() {
			for _, language := range kind.Languages() {
				m := made(t, kind, basisOf(t, kind, basis), language)
				for _, format := range kind.Formats() {
					if name == "rettet" && format.Name != "txt" { // the others say the same
						continue
					}
					t.Run(fmt.Sprintf("%s %s %s %s", name, kind, language, format.Name), func(t *testing.T) {
						compare(t, fmt.Sprintf("%s-%s-%s%s", kind, name, language, format.Extension), written(t, kind, format.Name, m))
					})
				}
			}
		}
	}
}

// compare holds a file against the kept one; what is packed is told as lines.
func compare(t *testing.T, name string, body []byte) {
	t.Helper()
	got := string(body)
	if bytes.HasPrefix(body, []byte("PK")) {
		got, name = lines(t, name, body), name+".lines"
	}
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v: write it with go test ./app/answers -update", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("differs from %s (-want +got):\n%s", name, diff)
	}
}

// lines tells what a packed file says, a paragraph or a cell a line, with what
// it is: its style, its language, whether it heads a table.
func lines(t *testing.T, name string, body []byte) string {
	t.Helper()
	if strings.HasSuffix(name, "xlsx") {
		return sheets(t, body)
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range archive.File {
		switch {
		case f.Name == "word/document.xml", f.Name == "content.xml":
			fmt.Fprintf(&b, "=== %s\n%s", f.Name, told(t, f))
		}
	}
	return b.String()
}

// sheets tells what a workbook says, a row a line.
func sheets(t *testing.T, body []byte) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var b strings.Builder
	for _, sheet := range book.GetSheetList() {
		fmt.Fprintf(&b, "=== %s\n", sheet)
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			b.WriteString(strings.ReplaceAll(strings.Join(row, " | "), "\n", " / ") + "\n")
		}
	}
	return b.String()
}

// told goes through a part of a packed file. Attributes that are names of
// styles, languages and the like stand in brackets.
func told(t *testing.T, f *zip.File) string {
	t.Helper()
	opened, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	var b, line strings.Builder
	decoder := xml.NewDecoder(opened)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			tell(&line, token)
		case xml.CharData:
			line.Write(bytes.TrimSuffix(token, []byte("\n")))
		case xml.EndElement:
			switch token.Name.Local {
			case "p", "h", "tr", "table-row":
				if text := strings.TrimSpace(line.String()); text != "" {
					b.WriteString(text + "\n")
				}
				line.Reset()
			}
		}
	}
}

func tell(line *strings.Builder, e xml.StartElement) {
	attribute := func(name string) string {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	switch e.Name.Local {
	case "pStyle", "lang":
		line.WriteString("[" + attribute("val") + "]")
	case "tblHeader", "table-header-rows":
		line.WriteString("[heading row]")
	case "h":
		line.WriteString("[h" + attribute("outline-level") + "]")
	case "docPr":
		line.WriteString("[picture: " + attribute("descr") + "]")
	}
}
