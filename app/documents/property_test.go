package documents_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"pgregory.net/rapid"

	"tiltak/app/documents"
)

// anyText is what people, other systems and attackers may put in a form.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.SampledFrom([]string{
			"<&>\"'", "]]>", "<script>alert(1)</script>", "&amp;", "<!--", "a\x00b\x1bc", "linje\r\nto\tog tre", "\ufffe\uffff",
			"👩‍👩‍👧‍👦 🇳🇴", "\u202Eakiv\u202C", "\u00adbløt\u00a0hard", "æøåÆØÅ", strings.Repeat("superlangtord", 400), "  ", "**fet** _kursiv_ [a](b)",
		}),
	)
}

// printed leaves only what a reader can see, to compare what went in with what
// came out.
func printed(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
}

func anyDocument(t *rapid.T) (documents.Document, string) {
	text := func(name string) string { return anyText().Draw(t, name) }
	run := func(name string) documents.Run {
		return documents.Run{Text: text(name), Bold: rapid.Bool().Draw(t, "bold"), Italic: rapid.Bool().Draw(t, "italic")}
	}
	linked := documents.Link(text("link text"), "https://eksempel.no/?q="+rapid.StringMatching(`[a-zæøå"<>&']{0,9}`).Draw(t, "query"))
	d := documents.Document{
		Title: text("title"), Subject: text("subject"), Author: text("author"), Language: "nb-NO", Period: text("period"),
		Draft: text("draft"), Words: documents.Words{Page: text("page word"), Figure: text("figure word")},
		Blocks: []documents.Block{
			documents.Title(run("heading")),
			documents.Paragraph(run("first"), linked, run("second")).In("nn-NO"),
			documents.Item(run("item")),
			documents.TableOf(documents.Table{
				Caption: text("caption"), Columns: []documents.Column{{Heading: text("column")}, {Heading: text("number"), Number: true}},
				Rows: [][]documents.Cell{{{run("cell")}, {run("value")}}}, Total: rapid.Bool().Draw(t, "total"),
			}),
			documents.Note(run("note")),
		},
	}
	var all strings.Builder
	all.WriteString(printed(d.Draft))
	for _, part := range texts(d) {
		all.WriteString(printed(part))
	}
	return d, all.String()
}

func TestAnyTextSurvivesInAWordFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, want := anyDocument(t)
		var b bytes.Buffer
		if err := documents.DOCX(&b, d); err != nil {
			t.Fatalf("write: %v", err)
		}
		if got := printed(visible(t, partsOf(t, b.Bytes())["word/document.xml"])); got != want {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}

func TestAnyTextSurvivesInHTMLAndAddsNoElement(t *testing.T) {
	known := map[string]bool{}
	for _, name := range strings.Fields("div h1 p a strong em ul li table caption thead tbody tr th td") {
		known[name] = true
	}
	rapid.Check(t, func(t *rapid.T) {
		d, want := anyDocument(t)
		var b bytes.Buffer
		if err := documents.HTML(&b, d); err != nil {
			t.Fatalf("write: %v", err)
		}
		page, err := goquery.NewDocumentFromReader(&b)
		if err != nil {
			t.Fatalf("read: %v", err)
		}
		page.Find("body *").Each(func(_ int, s *goquery.Selection) {
			if !known[goquery.NodeName(s)] {
				t.Fatalf("the text made an element %s", goquery.NodeName(s))
			}
		})
		if got := printed(page.Find("body").Text()); !strings.HasPrefix(got, want) {
			t.Fatalf("got  %q\nwant %q first", got, want)
		}
	})
}

func TestAnyTextSurvivesInPlainText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paragraph := anyText().Draw(t, "text")
		var b bytes.Buffer
		if err := documents.Text(&b, documents.Document{Language: "nb-NO", Blocks: []documents.Block{documents.Paragraph(documents.Plain(paragraph))}}); err != nil {
			t.Fatalf("write: %v", err)
		}
		if got := printed(b.String()); got != printed(paragraph) {
			t.Fatalf("got %q, want %q", got, printed(paragraph))
		}
		if lines := strings.Count(strings.TrimSpace(b.String()), "\n"); lines > 0 {
			t.Fatalf("one paragraph became %d lines", lines+1)
		}
	})
}
