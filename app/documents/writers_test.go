package documents_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"tiltak/app/documents"
)

func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := documents.HTML(&b, sample(t)); err != nil {
		t.Fatal(err)
	}
	fragment := b.String()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("the file holds the fragment and says its character set", func(t *testing.T) {
		file := string(write(t, "html", sample(t)))
		if !strings.Contains(file, fragment) {
			t.Error("the fragment is not in the file")
		}
		if !strings.Contains(file[:200], `<meta charset="utf-8">`) {
			t.Errorf("the file opens with %.200q", file)
		}
	})
	t.Run("loads nothing and hides nothing in a style sheet", func(t *testing.T) {
		if got := page.Find("[src], [class], style, link, script, img").Length(); got != 0 {
			t.Errorf("%d elements that a mail reader would drop", got)
		}
	})
	t.Run("puts each run of items in one list", func(t *testing.T) {
		if lists, items := page.Find("ul").Length(), page.Find("ul > li").Length(); lists != 1 || items != 3 {
			t.Errorf("%d lists with %d items, want 1 with 3", lists, items)
		}
	})
	t.Run("tells where the language changes", func(t *testing.T) {
		for selector, want := range map[string]string{
			"div[lang=nb-NO]": "Status for eksempelstrategien", "h3[lang=nn-NO]": "Eit døme", "p[lang=nn-NO]": "Vesentleg avvik.", "span[lang=en-GB]": "urges",
		} {
			if got := page.Find(selector).Text(); !strings.Contains(got, want) {
				t.Errorf("%s: %.60q", selector, got)
			}
		}
		if got := page.Find("[lang=nb-NO]").Length(); got != 1 {
			t.Errorf("the document's language is repeated %d times", got)
		}
	})
	t.Run("heads each column and row of a table", func(t *testing.T) {
		if columns, rows := page.Find("th[scope=col]").Length(), page.Find("th[scope=row]").Length(); columns != 5 || rows != 5 {
			t.Errorf("%d columns and %d rows have headings, want 5 and 5", columns, rows)
		}
	})
}

func TestMarkdownEscapesWhatItWouldTakeForItsOwn(t *testing.T) {
	for text, want := range map[string]string{
		"1. januar":            `1\. januar`,
		"- strek":              `\- strek`,
		"# tegn":               `\# tegn`,
		"a * b _ c":            `a \* b \_ c`,
		"<b>x</b> &amp;":       `\<b\>x\</b\> \&amp;`,
		"[a](b) | `c` ~d~ \\e": "\\[a\\](b) \\| \\`c\\` \\~d\\~ \\\\e",
		"    innrykk":          "innrykk",
		"5-10 og 2+2":          "5-10 og 2+2",
	} {
		t.Run(text, func(t *testing.T) {
			d := documents.Document{Language: "nb-NO", Blocks: []documents.Block{documents.Paragraph(documents.Plain(text))}}
			if got := strings.TrimSpace(string(write(t, "md", d))); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestTextCollectsAddressesAfterEachSection(t *testing.T) {
	plain, link := documents.Plain, documents.Link
	d := documents.Document{Language: "nb-NO", Blocks: []documents.Block{
		documents.Paragraph(plain("Først, "), link("se her", "https://eksempel.no/1"), plain(" og "), link("her", "https://eksempel.no/1"), plain(".")),
		documents.Heading1(plain("Del")),
		documents.Paragraph(link("https://eksempel.no/2", "https://eksempel.no/2")),
		documents.Paragraph(plain("Se "), link("her", "https://eksempel.no/3")),
	}}
	want := "Først, se her og her.\n\nhttps://eksempel.no/1\n\n\nDel\n\nhttps://eksempel.no/2\n\nSe her\n\nhttps://eksempel.no/3\n"
	if diff := cmp.Diff(want, string(write(t, "txt", d))); diff != "" {
		t.Error(diff)
	}
}

func TestProseMakesParagraphsAndItems(t *testing.T) {
	got := documents.Prose("Første avsnitt.\r\n\r\nAndre avsnitt.\n- ett\n• to\n-\n  Siste.  ")
	plain := documents.Plain
	want := []documents.Block{
		documents.Paragraph(plain("Første avsnitt.")), documents.Paragraph(plain("Andre avsnitt.")),
		documents.Item(plain("ett")), documents.Item(plain("to")), documents.Paragraph(plain("-")), documents.Paragraph(plain("Siste.")),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
