package documents_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/app/documents"
)

type fataler interface {
	Helper()
	Fatalf(format string, arguments ...any)
}

// partsOf reads a package and fails unless every part of markup is well-formed.
func partsOf(t fataler, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("not a package: %v", err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		parts[f.Name] = string(content)
		if path.Ext(f.Name) != ".png" {
			each(t, string(content), func(xml.Token) {})
		}
	}
	return parts
}

// each hands over the tokens of well-formed XML.
func each(t fataler, content string, f func(xml.Token)) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, content)
		}
		f(token)
	}
}

// visible is the text of a part, with a line for each paragraph.
func visible(t fataler, content string) string {
	var b strings.Builder
	inText := false
	each(t, content, func(token xml.Token) {
		switch token := token.(type) {
		case xml.StartElement:
			inText = token.Name.Local == "t"
		case xml.CharData:
			if inText {
				b.Write(token)
			}
		case xml.EndElement:
			inText = false
			if token.Name.Local == "p" {
				b.WriteString("\n")
			}
		}
	})
	return b.String()
}

func TestWordFile(t *testing.T) {
	file := write(t, "docx", sample(t))
	parts := partsOf(t, file)

	t.Run("carries the time of the document and no other", func(t *testing.T) {
		archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.File {
			if f.Modified.Year() != 1980 {
				t.Errorf("%s is of %v", f.Name, f.Modified)
			}
		}
		if got := parts["docProps/core.xml"]; strings.Count(got, "2026-07-10T12:30:00Z") != 2 {
			t.Errorf("created and modified are not of the document:\n%s", got)
		}
	})
	t.Run("leaves the time out when the document has none", func(t *testing.T) {
		d := sample(t)
		d.Created = time.Time{}
		if got := partsOf(t, write(t, "docx", d))["docProps/core.xml"]; strings.Contains(got, "dcterms:created") {
			t.Errorf("has a time:\n%s", got)
		}
	})
	t.Run("has every part that its relationships point to, and knows its type", func(t *testing.T) {
		types := parts["[Content_Types].xml"]
		each(t, parts["word/_rels/document.xml.rels"], func(token xml.Token) {
			e, ok := token.(xml.StartElement)
			if !ok || e.Name.Local != "Relationship" || attributeOf(e, "TargetMode") == "External" {
				return
			}
			name := "word/" + attributeOf(e, "Target")
			if _, ok := parts[name]; !ok {
				t.Errorf("%s is missing", name)
			}
			if extension := path.Ext(name)[1:]; extension == "xml" && !strings.Contains(types, `PartName="/`+name+`"`) || !strings.Contains(types, `Extension="`+extension+`"`) {
				t.Errorf("%s has no content type", name)
			}
		})
	})
	t.Run("defines every style and relationship that the text uses", func(t *testing.T) {
		for _, name := range []string{"word/document.xml", "word/header1.xml", "word/footer1.xml"} {
			each(t, parts[name], func(token xml.Token) {
				e, ok := token.(xml.StartElement)
				if !ok {
					return
				}
				switch e.Name.Local {
				case "pStyle", "rStyle", "tblStyle":
					if style := attributeOf(e, "val"); !strings.Contains(parts["word/styles.xml"], `w:styleId="`+style+`"`) {
						t.Errorf("there is no style %s", style)
					}
				case "hyperlink", "headerReference", "footerReference":
					if id := attributeOf(e, "id"); !strings.Contains(parts["word/_rels/document.xml.rels"], `Id="`+id+`"`) {
						t.Errorf("there is no relationship %s", id)
					}
				}
			})
		}
	})
	t.Run("shows the marks on top of the text and on every page", func(t *testing.T) {
		if got := visible(t, parts["word/document.xml"]); !strings.HasPrefix(got, "Utkast – Eksempeldata\n") {
			t.Errorf("the text starts with %.40q", got)
		}
		for _, name := range []string{"word/header1.xml", "word/footer1.xml"} {
			if got := visible(t, parts[name]); !strings.Contains(got, "Utkast – Eksempeldata") {
				t.Errorf("%s = %q", name, got)
			}
		}
	})
	t.Run("shows no mark once frozen", func(t *testing.T) {
		d := sample(t)
		d.Draft, d.Example = "", ""
		for name, part := range partsOf(t, write(t, "docx", d)) {
			if strings.Contains(part, "Utkast") || strings.Contains(part, "Eksempeldata") {
				t.Errorf("%s has a mark", name)
			}
		}
	})
	t.Run("reaches one address by one relationship", func(t *testing.T) {
		d := documents.Document{Language: "nb-NO"}
		for range 3 {
			d.Blocks = append(d.Blocks, documents.Paragraph(documents.Link("se her", exampleAddress)))
		}
		if got := strings.Count(partsOf(t, write(t, "docx", d))["word/_rels/document.xml.rels"], exampleAddress); got != 1 {
			t.Errorf("%d relationships, want 1", got)
		}
	})
}

func attributeOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestWordFileChangesColumnsAfterAnyBlock(t *testing.T) {
	text := documents.Paragraph(documents.Plain("Eksempel"))
	table := documents.TableOf(documents.Table{Columns: []documents.Column{{Heading: "A"}}})
	picture := sample(t).Blocks[2]
	change := documents.Columns
	for _, c := range []struct {
		name   string
		blocks []documents.Block
		want   string
	}{
		{"one column all the way", []documents.Block{text, text}, "1"},
		{"the same number again changes nothing", []documents.Block{text, change(1), text}, "1"},
		{"after a paragraph", []documents.Block{text, change(2), text}, "1 2"},
		{"after a paragraph without text", []documents.Block{documents.Paragraph(), change(2), text}, "1 2"},
		{"after a table", []documents.Block{table, change(2), text}, "1 2"},
		{"after a picture", []documents.Block{picture, change(2), text}, "1 2"},
		{"back again, after a table", []documents.Block{text, change(2), table, change(1), text}, "1 2 1"},
		{"from the start", []documents.Block{change(2), text}, "1 2"},
		{"twice in a row", []documents.Block{text, change(2), change(1), text}, "1 2 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := partsOf(t, write(t, "docx", documents.Document{Language: "nb-NO", Blocks: c.blocks}))
			var got []string
			each(t, parts["word/document.xml"], func(token xml.Token) {
				if e, ok := token.(xml.StartElement); ok && e.Name.Local == "cols" {
					got = append(got, attributeOf(e, "num"))
				}
			})
			if strings.Join(got, " ") != c.want {
				t.Errorf("columns %v, want %s", got, c.want)
			}
		})
	}
}

func TestWordTableColumns(t *testing.T) {
	widths := func(t fataler, table documents.Table) []int {
		var b bytes.Buffer
		if err := documents.DOCX(&b, documents.Document{Language: "nn-NO", Blocks: []documents.Block{documents.TableOf(table)}}); err != nil {
			t.Fatalf("write: %v", err)
		}
		var all []int
		each(t, partsOf(t, b.Bytes())["word/document.xml"], func(token xml.Token) {
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "gridCol" {
				width, err := strconv.Atoi(attributeOf(e, "w"))
				if err != nil {
					t.Fatalf("width: %v", err)
				}
				all = append(all, width)
			}
		})
		return all
	}
	const room = 9638 // A4 less margins of 2 cm, in twentieths of a point
	t.Run("take their given shares", func(t *testing.T) {
		got := widths(t, documents.Table{Columns: []documents.Column{{Width: 1}, {Width: 3}}})
		if got[0] != room/4 || got[0]+got[1] != room {
			t.Errorf("widths %v", got)
		}
	})
	t.Run("are never narrower than a ministry's name needs", func(t *testing.T) {
		got := widths(t, documents.Table{
			Columns: []documents.Column{{Heading: "Ansvarleg departement"}, {Heading: "Tiltak"}, {Heading: "Status"}},
			Rows:    [][]documents.Cell{documents.Cells("Arbeids- og inkluderingsdepartementet", strings.Repeat("ord ", 30), strings.Repeat("ord ", 300))},
		})
		if got[0] < 2400 {
			t.Errorf("widths %v", got)
		}
	})
	t.Run("fill the page whatever they hold", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			table := documents.Table{Rows: [][]documents.Cell{{}}}
			for range rapid.IntRange(1, 12).Draw(t, "columns") {
				table.Columns = append(table.Columns, documents.Column{Heading: rapid.String().Draw(t, "heading"), Number: rapid.Bool().Draw(t, "number"), Width: rapid.SampledFrom([]float64{0, 0.1, 1, 50}).Draw(t, "width")})
				table.Rows[0] = append(table.Rows[0], documents.Cell{documents.Plain(strings.Repeat("x", rapid.IntRange(0, 200).Draw(t, "letters")))})
			}
			sum := 0
			for _, width := range widths(t, table) {
				if width < 1 {
					t.Fatalf("a column of no width")
				}
				sum += width
			}
			if sum != room {
				t.Fatalf("the columns fill %d of %d", sum, room)
			}
		})
	})
}
