package documents_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tiltak/app/documents"
)

// slidesOf gives the slides of a presentation in order.
func slidesOf(t fataler, file []byte) []string {
	t.Helper()
	parts := partsOf(t, file)
	var slides []string
	for number := 1; ; number++ {
		slide, there := parts[fmt.Sprintf("ppt/slides/slide%d.xml", number)]
		if !there {
			return slides
		}
		slides = append(slides, slide)
	}
}

// runsOn gives the texts of a slide, one for each paragraph.
func paragraphsOn(t fataler, slide string) []string {
	t.Helper()
	var paragraphs []string
	var paragraph strings.Builder
	inText := false
	each(t, slide, func(token xml.Token) {
		switch token := token.(type) {
		case xml.StartElement:
			inText = token.Name.Local == "t"
		case xml.CharData:
			if inText {
				paragraph.Write(token)
			}
		case xml.EndElement:
			inText = false
			if token.Name.Local == "p" && token.Name.Space != "" && paragraph.Len() > 0 {
				paragraphs = append(paragraphs, paragraph.String())
				paragraph.Reset()
			}
		}
	})
	return paragraphs
}

func TestAPresentationRunsOverInTwoColumnsASlide(t *testing.T) {
	d := long(t)
	slides := slidesOf(t, write(t, "pptx", d))
	if len(slides) < 3 {
		t.Fatalf("%d slides", len(slides))
	}
	var all []string
	titles := map[string]bool{}
	for _, slide := range slides {
		paragraphs := paragraphsOn(t, slide)
		all = append(all, paragraphs...)
		titles[paragraphs[0]] = true
		if !slices.Contains(paragraphs, "Utkast – Eksempeldata") {
			t.Error("a slide does not say that it is a draft")
		}
	}
	if len(titles) != len(slides) {
		t.Errorf("%d titles for %d slides", len(titles), len(slides))
	}
	at := 0
	for _, want := range texts(d) { // in the order of the document
		found := slices.Index(all[at:], want)
		if found < 0 && want == shown(d.Blocks[0].Runs) {
			continue
		}
		if found < 0 {
			t.Fatalf("%q is not there, or out of order", want)
		}
		at += found
	}
	if continued := strings.Count(strings.Join(all, "\n"), " forts.\n"); continued < 3 {
		t.Errorf("%d headings are said again where a box goes on", continued)
	}
}

var place = regexp.MustCompile(`<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>`)

// TestNothingOnASlideStandsOutsideIt draws documents at random, with paragraphs and
// cells longer than a slide.
func TestNothingOnASlideStandsOutsideIt(t *testing.T) {
	const width, footer = 7559675, 10132695 // English metric units: the sheet, and where the footer begins
	rapid.Check(t, func(t *rapid.T) {
		d := documents.Document{Title: "Eksempel", Language: "nb-NO", Words: documents.Words{Continued: "forts."}}
		text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"å", "tiltak ", "menneskehandel ", "og ", "en-til-en ", "april–juni ", strings.Repeat("lang", 30), strings.Repeat("igjen og igjen ", 400)}), 1, 60),
			func(words []string) string { return strings.Join(words, "") })
		for range rapid.IntRange(1, 20).Draw(t, "blocks") {
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				d.Blocks = append(d.Blocks, documents.Columns(rapid.IntRange(1, 2).Draw(t, "columns")))
			case 1:
				d.Blocks = append(d.Blocks, documents.Heading1(documents.Plain(rapid.StringMatching(`[a-zæøå ]{3,60}`).Draw(t, "heading"))))
			case 2:
				table := documents.Table{Caption: "Tabell", Columns: []documents.Column{{Heading: "Navn"}, {Heading: "Antall", Number: true}}}
				for row := range rapid.IntRange(0, 12).Draw(t, "rows") {
					table.Rows = append(table.Rows, documents.Cells(text.Draw(t, "cell"), strconv.Itoa(row)))
				}
				d.Blocks = append(d.Blocks, documents.TableOf(table))
			default:
				d.Blocks = append(d.Blocks, documents.Paragraph(documents.Plain(text.Draw(t, "text"))))
			}
		}
		var b bytes.Buffer
		if err := documents.PPTX(&b, d); err != nil {
			t.Fatal(err)
		}
		for number, slide := range slidesOf(t, b.Bytes()) {
			for _, found := range place.FindAllStringSubmatch(slide, -1) {
				var at [4]int
				for i := range at {
					at[i], _ = strconv.Atoi(found[i+1])
				}
				if at[0]+at[2] > width || at[1]+at[3] > footer {
					t.Fatalf("slide %d: something stands at %v", number+1, at)
				}
			}
		}
	})
}

// edges are what stands on every slide.
var edges = regexp.MustCompile(`(?s)<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="(Title|Mark|Footer|Slide number) .*?</p:sp>`)

func TestAnyTextSurvivesInAPresentation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, _ := anyDocument(t)
		var b bytes.Buffer
		if err := documents.PPTX(&b, d); err != nil {
			t.Fatalf("write: %v", err)
		}
		var got strings.Builder
		for number, slide := range slidesOf(t, b.Bytes()) {
			if number == 0 {
				got.WriteString(printed(paragraphsOn(t, slide)[0])) // the title
			}
			got.WriteString(printed(strings.Join(paragraphsOn(t, edges.ReplaceAllString(slide, "")), " ")))
		}
		for _, want := range texts(d) {
			want := []rune(printed(want))
			if most := 1000; len(want) > most { // of a row that is parted, the cells stand side by side
				want = want[:most]
			}
			if !strings.Contains(got.String(), string(want)) {
				t.Fatalf("%q is not in %q", string(want), got.String())
			}
		}
	})
}

// TestAParagraphNeverStandsWithoutItsHeadings sees to it that a reader of one box
// knows what each paragraph is about.
func TestAParagraphNeverStandsWithoutItsHeadings(t *testing.T) {
	plain := documents.Plain
	d := documents.Document{Language: "nb-NO", Words: documents.Words{Continued: "forts."}, Blocks: []documents.Block{
		documents.Columns(2), documents.Heading1(plain("Område")), documents.Heading2(plain("1. Tiltak")),
	}}
	for range 12 {
		d.Blocks = append(d.Blocks, documents.Paragraph(plain(strings.Repeat("Tekst om tiltak 1. ", 30))))
	}
	d.Blocks = append(d.Blocks, documents.Heading2(plain("2. Tiltak")), documents.Paragraph(plain("Tekst om tiltak 2.")))
	boxes := 0
	for _, slide := range slidesOf(t, write(t, "pptx", d)) {
		for _, box := range strings.Split(edges.ReplaceAllString(slide, ""), "<p:sp>")[1:] {
			boxes++
			got, want := paragraphsOn(t, "<p:sp xmlns:a='a' xmlns:p='p' xmlns:r='r'>"+strings.Split(box, "</p:sp>")[0]+"</p:sp>"), []string{"Område forts.", "1. Tiltak forts."}
			if boxes == 1 {
				want = []string{"Område", "1. Tiltak"}
			}
			if len(got) < 3 || !slices.Equal(got[:2], want) {
				t.Errorf("box %d opens with %.60q", boxes, got)
			}
		}
	}
	if boxes < 3 {
		t.Errorf("%d boxes", boxes)
	}
}

func TestWhatIsLongerThanASlideGoesOnAtTheNext(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("Eit langt avsnitt som held fram, sjå her: 2025–2030. ", 400) + strings.Repeat("utanmellomrom", 400))
	link := documents.Link(text, "https://eksempel.no/")
	for name, blocks := range map[string][]documents.Block{
		"a paragraph": {documents.Paragraph(link)},
		"an item":     {documents.Columns(2), documents.Item(documents.Plain("Kort. "), link)},
		"a cell":      {documents.TableOf(documents.Table{Columns: []documents.Column{{}}, Rows: [][]documents.Cell{{{link}}}})},
	} {
		t.Run(name, func(t *testing.T) {
			slides := slidesOf(t, write(t, "pptx", documents.Document{Language: "nn-NO", Blocks: blocks}))
			var got strings.Builder
			for _, slide := range slides {
				if !strings.Contains(slide, "<a:hlinkClick ") {
					t.Error("the link is lost where the text goes on")
				}
				got.WriteString(strings.Join(paragraphsOn(t, edges.ReplaceAllString(slide, "")), ""))
			}
			if len(slides) < 3 {
				t.Errorf("%d slides", len(slides))
			}
			if want := squeezed(strings.TrimPrefix(got.String(), "Kort. ")); want != squeezed(text) {
				t.Errorf("the text is another: %.200q … %d letters, want %d", want, len(want), len(squeezed(text)))
			}
		})
	}
}

func TestAWebFragmentTakesTheLookOfThePageItIsPutInto(t *testing.T) {
	fragment := string(write(t, "web", sample(t)))
	for _, unwanted := range []string{"style=", "id=", "class=", "<html", "<h1", "<script", "<img"} {
		if strings.Contains(fragment, unwanted) {
			t.Errorf("the fragment has %s", unwanted)
		}
	}
	for _, want := range []string{`<section lang="nb-NO">`, "<h2>Status for eksempelstrategien", "<h3>Eksempelområde én", `<h4 lang="nn-NO">`, "<caption>", `<th scope="row">`, "<figcaption>Figur: ", `<a href="https://eksempel.no/s%C3%B8k?q=kurs&amp;spr%C3%A5k=nb">`} {
		if !strings.Contains(fragment, want) {
			t.Errorf("the fragment lacks %s", want)
		}
	}
}
