package newsletter_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/models"
)

// paragraphsIn are the paragraphs, headings, list items and cells of a file in
// any of the formats, as a reader sees them: a file of Office, HTML, or lines.
func paragraphsIn(t testing.TB, body []byte) []string {
	t.Helper()
	var found []string
	switch {
	case bytes.HasPrefix(body, []byte("PK")):
		found = officeParagraphs(t, body)
	case bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")):
		found = htmlParagraphs(string(body))
	default:
		found = strings.Split(unmarked(string(body)), "\n")
	}
	var shown []string
	for _, text := range found {
		if text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " "); text != "" {
			shown = append(shown, text)
		}
	}
	return shown
}

var officePart = regexp.MustCompile(`^(word/document\.xml|content\.xml|ppt/slides/slide\d+\.xml)$`)

func officeParagraphs(t testing.TB, body []byte) []string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := slices.Clone(archive.File)
	slices.SortFunc(files, func(a, b *zip.File) int { // slide2 before slide10
		if len(a.Name) != len(b.Name) {
			return len(a.Name) - len(b.Name)
		}
		return strings.Compare(a.Name, b.Name)
	})
	var found []string
	for _, file := range files {
		if !officePart.MatchString(path.Clean(file.Name)) {
			continue
		}
		part, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(file.Name, "ppt/") {
			content = slideEdges.ReplaceAll(content, nil)
		}
		for _, paragraph := range xmlParagraphs(t, bytes.NewReader(content)) {
			if !strings.HasSuffix(paragraph, " forts.") { // a heading that is said again
				found = append(found, paragraph)
			}
		}
	}
	return found
}

// slideEdges are what stands on every slide: title, mark, footer and number.
var slideEdges = regexp.MustCompile(`(?s)<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="(Title|Mark|Footer|Slide number) .*?</p:sp>`)

// xmlParagraphs gathers the text of w:p, text:p, text:h and a:p.
func xmlParagraphs(t testing.TB, part io.Reader) []string {
	t.Helper()
	decoder := xml.NewDecoder(part)
	var found []string
	var open []*strings.Builder // a paragraph may hold a frame with paragraphs
	for {
		next, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		switch next := next.(type) {
		case xml.StartElement:
			switch next.Name.Local {
			case "p", "h":
				open = append(open, &strings.Builder{})
			case "s", "tab", "br", "line-break":
				if len(open) > 0 {
					open[len(open)-1].WriteString(" ")
				}
			}
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].Write(next)
			}
		case xml.EndElement:
			if (next.Name.Local == "p" || next.Name.Local == "h") && len(open) > 0 {
				found = append(found, open[len(open)-1].String())
				open = open[:len(open)-1]
			}
		}
	}
}

var (
	unseen   = regexp.MustCompile(`(?s)<(style|script|title)[ >].*?</(style|script|title)>|<!--.*?-->`)
	blockEnd = regexp.MustCompile(`</(?:p|h\d|li|td|th|caption|div|figcaption|tr|table|ul)>|<br ?/?>`)
	tags     = regexp.MustCompile(`(?s)<[^>]*>`)
)

func htmlParagraphs(text string) []string {
	text = strings.ReplaceAll(unseen.ReplaceAllString(text, ""), "\n", " ")
	var found []string
	for _, block := range strings.Split(blockEnd.ReplaceAllString(text, "\x00"), "\x00") {
		found = append(found, html.UnescapeString(tags.ReplaceAllString(block, "")))
	}
	return found
}

var (
	markdownLink = regexp.MustCompile(`\[([^\[\]]*)\]\(<[^>]*>\)`)
	lineHead     = regexp.MustCompile(`(?m)^(#+|-|•) `)
	escaped      = regexp.MustCompile(`\\(.)`)
)

// unmarked takes away what Markdown and plain text put around words.
func unmarked(text string) string {
	text = lineHead.ReplaceAllString(markdownLink.ReplaceAllString(text, "$1"), "")
	return escaped.ReplaceAllString(strings.NewReplacer("**", "", "*(", "(", ")*", ")").Replace(text), "$1")
}

// reading goes through a file from top to end.
type reading struct {
	language.Printer
	statuses map[int]models.Status
	loaded   newsletter.Loaded
	kept     []models.IssueItem
	baseline []string
	found    map[int64]int
	key      string // the measure whose heading was read last
	figure   models.Figure
	first    bool
}

const ours = "(fra redaksjonen)"

var addressLine = regexp.MustCompile(`^https?://\S+$`)

// read takes the next paragraph, and says what is wrong with it.
func (r *reading) read(p string) string {
	if r.heading(p) || addressLine.MatchString(p) || p == "Utkast" {
		return ""
	}
	if i := slices.Index(r.baseline, p); i >= 0 {
		r.baseline = slices.Delete(r.baseline, i, i+1)
		return ""
	}
	if r.key == "" && strings.HasSuffix(p, ours) {
		return ""
	}
	if r.key == "" {
		return r.source(p, func(item models.IssueItem) bool { return item.Kind == models.ItemUpcoming })
	}
	word := r.Figure(r.figure)
	if r.first && (r.figure == models.FigureDelayed || r.figure == models.FigureOffTrack || r.figure == models.FigureDiscontinued) {
		rest, stated := strings.CutPrefix(p+" ", word+". ")
		if !stated {
			return "the paper should state «" + word + "»"
		}
		p = strings.TrimSpace(rest)
	}
	r.first = false
	if stated := r.stated(p); stated != "" && stated != r.figure {
		return "the paper states «" + r.Figure(stated) + "», and should state «" + word + "»"
	}
	return r.source(p, func(item models.IssueItem) bool { return item.MeasureKey == r.key && item.Kind != models.ItemUpcoming })
}

// heading tells whether p heads a measure, an area or the milestones ahead.
func (r *reading) heading(p string) bool {
	mark := " (" + r.T("mark.working_title") + ")"
	for _, m := range r.loaded.Snapshot.Measures {
		if p == fmt.Sprintf("%d. %s", m.Number, m.Title.NB)+mark {
			r.key, r.figure, r.first = m.Key, r.statuses[m.Number].Figure(), true
			return true
		}
	}
	for _, a := range r.loaded.Snapshot.Areas {
		if p == a.Title.NB || p == a.Title.NB+mark {
			r.key = ""
			return true
		}
	}
	if p == r.T("newsletter.paper.next_milestones") {
		r.key = ""
		return true
	}
	return false
}

// stated is the status that a paragraph begins with, as the paper would state
// one.
func (r *reading) stated(p string) models.Figure {
	for _, f := range models.Figures() {
		word := r.Figure(f)
		if len(p) < len(word) || !strings.EqualFold(p[:len(word)], word) {
			continue
		}
		rest := strings.TrimSpace(p[len(word):])
		if rest == "" || strings.ContainsAny(rest[:1], ".:!") || strings.HasPrefix(rest, "–") {
			return f
		}
	}
	return ""
}

// hung is what the paper writes after a text whose link has no place in it, and
// the mark of the editor's own.
var hung = regexp.MustCompile(`^\.?(,? ?[Ss]e ("[^"]*" her(, | og )?)+\.|,? ?[Ss]e her\.)?$`)

// source finds the kept item with a source that a paragraph comes from.
func (r *reading) source(p string, of func(models.IssueItem) bool) string {
	for _, item := range r.kept {
		if _, known := newsletter.SourceOf(item); !known || !of(item) {
			continue
		}
		for _, line := range strings.Split(item.Wording(), "\n") {
			line = strings.Join(strings.Fields(strings.ReplaceAll(line, "\u00a0", " ")), " ")
			for _, text := range []string{line, r.withoutHead(line)} {
				rest, begins := strings.CutPrefix(p, strings.TrimSuffix(text, "."))
				if begins && hung.MatchString(rest) {
					r.found[item.ID]++
					return ""
				}
			}
		}
	}
	return "it has no source, and is not marked as the editor's own"
}

// withoutHead is a line without the statuses that it began with.
func (r *reading) withoutHead(line string) string {
	for f := r.stated(line); f != ""; f = r.stated(line) {
		line = strings.TrimLeft(line[len(r.Figure(f)):], " .:!–")
	}
	return line
}
