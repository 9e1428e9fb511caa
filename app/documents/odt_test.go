package documents_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tiltak/app/documents"
)

// prose is the text of an OpenDocument part, with a line for each paragraph and
// heading.
func prose(t fataler, content string) string {
	var b strings.Builder
	depth := 0
	each(t, content, func(token xml.Token) {
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "p", "h":
				depth++
			case "s":
				b.WriteString(" ")
			case "desc":
				depth = -depth
			}
		case xml.CharData:
			if depth > 0 {
				b.Write(token)
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "p", "h":
				depth--
				b.WriteString("\n")
			case "desc":
				depth = -depth
			}
		}
	})
	return b.String()
}

func TestOpenDocumentFile(t *testing.T) {
	file := write(t, "odt", sample(t))
	parts := partsOfODT(t, file)

	t.Run("says first and in the clear what kind of file it is", func(t *testing.T) {
		const kind = "application/vnd.oasis.opendocument.text"
		if got := string(file[30 : 30+len("mimetype")+len(kind)]); got != "mimetype"+kind {
			t.Errorf("the file starts with %q", got)
		}
	})
	t.Run("lists every part in its manifest, and no other", func(t *testing.T) {
		listed := map[string]bool{}
		each(t, parts["META-INF/manifest.xml"], func(token xml.Token) {
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "file-entry" {
				listed[attributeOf(e, "full-path")] = true
			}
		})
		delete(listed, "/")
		for name := range parts {
			if name != "mimetype" && name != "META-INF/manifest.xml" && !listed[name] {
				t.Errorf("%s is not listed", name)
			}
		}
		for name := range listed {
			if _, ok := parts[name]; !ok {
				t.Errorf("%s is not in the file", name)
			}
		}
	})
	t.Run("carries the time of the document and no other", func(t *testing.T) {
		if got := parts["meta.xml"]; strings.Count(got, "2026-07-10T12:30:00Z") != 2 {
			t.Errorf("created and changed are not of the document:\n%s", got)
		}
		d := sample(t)
		d.Created = time.Time{}
		if got := partsOfODT(t, write(t, "odt", d))["meta.xml"]; strings.Contains(got, "date>") {
			t.Errorf("has a time:\n%s", got)
		}
	})
	t.Run("defines every style that it uses", func(t *testing.T) {
		defined, used := map[string]bool{}, map[string]bool{}
		for _, name := range []string{"styles.xml", "content.xml"} {
			each(t, parts[name], func(token xml.Token) {
				e, ok := token.(xml.StartElement)
				if !ok {
					return
				}
				for _, a := range e.Attr {
					switch {
					case a.Name.Local == "name" && strings.HasSuffix(a.Name.Space, ":style:1.0"):
						defined[a.Value] = true
					case strings.HasSuffix(a.Name.Local, "style-name"):
						used[a.Value] = true
					}
				}
			})
		}
		for style := range used {
			if !defined[style] {
				t.Errorf("there is no style %s", style)
			}
		}
	})
	t.Run("shows the marks on top of the text and on every page", func(t *testing.T) {
		if got := prose(t, parts["content.xml"]); !strings.HasPrefix(got, "Utkast – Eksempeldata\n") {
			t.Errorf("the text starts with %.40q", got)
		}
		if got := strings.Count(prose(t, parts["styles.xml"]), "Utkast – Eksempeldata"); got != 2 {
			t.Errorf("%d marks at the edges of the page, want 2", got)
		}
	})
	t.Run("shows no mark once frozen", func(t *testing.T) {
		d := sample(t)
		d.Draft, d.Example = "", ""
		for name, part := range partsOfODT(t, write(t, "odt", d)) {
			if strings.Contains(part, "Utkast") || strings.Contains(part, "Eksempeldata") {
				t.Errorf("%s has a mark", name)
			}
		}
	})
	t.Run("keeps spaces in a row", func(t *testing.T) {
		d := documents.Document{Language: "nb-NO", Blocks: []documents.Block{documents.Paragraph(documents.Plain("  a  b "), documents.Bold(" c   d"))}}
		if got := prose(t, partsOfODT(t, write(t, "odt", d))["content.xml"]); got != "  a  b  c   d\n" {
			t.Errorf("got %q", got)
		}
	})
}

// partsOfODT reads the package; its first part is not markup.
func partsOfODT(t fataler, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("not a package: %v", err)
	}
	if first := archive.File[0]; first.Name != "mimetype" || first.Method != zip.Store || len(first.Extra) > 0 {
		t.Fatalf("the first part is %s, method %d, with %d extra bytes", first.Name, first.Method, len(first.Extra))
	}
	return partsOf(t, file)
}

func TestOpenDocumentFileChangesColumnsAfterAnyBlock(t *testing.T) {
	text := documents.Paragraph(documents.Plain("Eksempel"))
	item := documents.Item(documents.Plain("Eksempel"))
	table := documents.TableOf(documents.Table{Columns: []documents.Column{{Heading: "A"}}})
	change := documents.Columns
	for _, c := range []struct {
		name     string
		blocks   []documents.Block
		sections int
	}{
		{"one column all the way", []documents.Block{text, text}, 0},
		{"the same number again changes nothing", []documents.Block{text, change(1), text}, 0},
		{"after a paragraph", []documents.Block{text, change(2), text}, 1},
		{"after an item", []documents.Block{item, change(2), item}, 1},
		{"back again, after a table", []documents.Block{text, change(2), table, change(1), text}, 1},
		{"twice", []documents.Block{change(2), text, change(1), text, change(2), text}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := partsOfODT(t, write(t, "odt", documents.Document{Language: "nb-NO", Blocks: c.blocks}))["content.xml"]
			if got := strings.Count(content, "<text:section "); got != c.sections {
				t.Errorf("%d sections, want %d", got, c.sections)
			}
		})
	}
}

func TestAnyTextSurvivesInAnOpenDocumentFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, want := anyDocument(t)
		var b bytes.Buffer
		if err := documents.ODT(&b, d); err != nil {
			t.Fatalf("write: %v", err)
		}
		if got := printed(prose(t, partsOfODT(t, b.Bytes())["content.xml"])); got != want {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}
