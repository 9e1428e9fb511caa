package documents_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tiltak/app/documents"
)

// run runs a program that the test cannot do without.
func run(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is not installed: apt-get install -y libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui poppler-utils", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, out)
	}
	return string(out)
}

// converted writes the document in a format, and has LibreOffice make another
// kind of file of it.
func converted(t *testing.T, d documents.Document, format, kind string) string {
	t.Helper()
	folder := t.TempDir()
	source := filepath.Join(folder, "eksempel."+format)
	if err := os.WriteFile(source, write(t, format, d), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", kind, "--outdir", folder, source)
	return filepath.Join(folder, "eksempel."+kind)
}

func TestLibreOfficeOpensAPaperWithAllItsTexts(t *testing.T) {
	for _, format := range []string{"docx", "odt", "pptx"} {
		for name, d := range map[string]documents.Document{"sample": sample(t), "long": long(t)} {
			t.Run(format+" "+name, func(t *testing.T) { opensWhole(t, format, d) })
		}
	}
}

// opensWhole has LibreOffice make a PDF of a paper, and looks for every text, link
// and picture of it there.
func opensWhole(t *testing.T, format string, d documents.Document) {
	t.Helper()
	pdf := converted(t, d, format, "pdf")
	// In the order of the file, so that columns and cells stay whole; hyphens at
	// line ends aside, lines are the only difference.
	got := squeezed(run(t, "pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"))
	for _, want := range []string{"Statusdel til nyhetsbrev – april–juni 2026 – Utkast – Eksempeldata", "Utkast – Eksempeldata", "Side 1"} {
		if !strings.Contains(got, squeezed(want)) {
			t.Errorf("%q is not in the file", want)
		}
		got = strings.ReplaceAll(got, squeezed(want), "") // a paragraph may go on over the page's edge
	}
	got = regexp.MustCompile(`Side\d`).ReplaceAllString(got, "")
	for _, want := range texts(d) {
		if !strings.Contains(got, squeezed(want)) {
			t.Errorf("%q is not in the file", want)
		}
	}
	// the list of links: all, as often as in the document, and no other; one that
	// is broken over two lines is two in the file
	found, wanted := map[string]int{}, map[string]int{}
	for line := range strings.Lines(run(t, "pdfinfo", "-url", pdf)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] != "Page" {
			found[fields[2]]++
		}
	}
	for _, address := range links(d) {
		wanted[address]++
	}
	for address, times := range wanted {
		if found[address] < times {
			t.Errorf("%d links to %s in the file, want %d", found[address], address, times)
		}
	}
	for address := range found {
		if wanted[address] == 0 {
			t.Errorf("a link to %s came into the file", address)
		}
	}
	if pictures := run(t, "pdfimages", "-list", pdf); !strings.Contains(pictures, "image") {
		t.Errorf("no picture in the file:\n%s", pictures)
	}
}

// TestSlidesAreFullAndNotOverfull looks at where LibreOffice sets each word.
func TestSlidesAreFullAndNotOverfull(t *testing.T) {
	frame := documents.OwnSlideFrame()
	boxes := run(t, "pdftotext", "-bbox", converted(t, long(t), "pptx", "pdf"), "-")
	pages := strings.Split(boxes, "<page ")[1:]
	word := regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"`)
	for number, page := range pages {
		var lowest [2]float64
		for _, match := range word.FindAllStringSubmatch(page, -1) {
			var place [4]float64
			for i := range place {
				place[i], _ = strconv.ParseFloat(match[i+1], 64)
			}
			if middle := (frame.Left + frame.Right) / 2; place[1] < frame.Foot {
				column := 0
				if place[0] > middle {
					column = 1
				} else if place[1] > frame.Top+250 && place[2] > middle {
					t.Errorf("slide %d: a word in the left column reaches to %.0f", number+1, place[2])
				}
				lowest[column] = max(lowest[column], place[3])
			}
			if place[2] > frame.Right+1 {
				t.Errorf("slide %d: a word reaches to %.0f", number+1, place[2])
			}
		}
		for column, low := range lowest {
			if low > frame.Foot {
				t.Errorf("slide %d, column %d: the text reaches to %.0f", number+1, column+1, low)
			}
			if least := frame.Top + 0.75*(frame.Bottom-frame.Top); number < len(pages)-1 && low < least {
				t.Errorf("slide %d, column %d: the text ends at %.0f already", number+1, column+1, low)
			}
		}
	}
}

func TestLibreOfficeKeepsHeadingsLanguagesAndAlternativeTexts(t *testing.T) {
	for _, format := range []string{"docx", "odt"} {
		t.Run(format, func(t *testing.T) {
			file, err := os.ReadFile(converted(t, sample(t), format, "fodt"))
			if err != nil {
				t.Fatal(err)
			}
			got := openDocumentFacts(t, string(file))
			want := map[string]int{
				"heading 1": 1, "heading 2": 4, "heading 3": 6, "list-item": 3, "table": 1, "table-header-rows": 1,
				"frame: " + figureText: 1, "columns 2": 1,
			}
			for fact, number := range want {
				if got[fact] != number {
					t.Errorf("%s: %d, want %d", fact, got[fact], number)
				}
			}
			for _, language := range []string{"language nb", "language nn", "language en"} {
				if got[language] == 0 {
					t.Errorf("nothing with the %s", language)
				}
			}
		})
	}
}

func TestLibreOfficeOpensAWorkbookWithAllItsTexts(t *testing.T) {
	d := sample(t)
	file, err := os.ReadFile(converted(t, d, "xlsx", "fods"))
	if err != nil {
		t.Fatal(err)
	}
	got := squeezed(prose(t, string(file)))
	for _, want := range texts(d) {
		if want == d.Blocks[3].Table.Caption { // is the name of the sheet
			continue
		}
		if !strings.Contains(got, squeezed(want)) {
			t.Errorf("%q is not in the file", want)
		}
	}
}

// openDocumentFacts counts what matters in a flat OpenDocument text.
func openDocumentFacts(t *testing.T, file string) map[string]int {
	t.Helper()
	facts, inDescription := map[string]int{}, false
	decoder := xml.NewDecoder(strings.NewReader(file))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return facts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Name.Local] = a.Value
			}
			switch name := token.Name.Local; name {
			case "h":
				facts["heading "+attributes["outline-level"]]++
			case "list-item", "table", "table-header-rows":
				facts[name]++
			case "columns":
				facts["columns "+attributes["column-count"]]++
			case "text-properties":
				facts["language "+attributes["language"]]++
			case "desc":
				inDescription = true
			}
		case xml.CharData:
			if inDescription {
				facts["frame: "+string(token)]++
			}
		case xml.EndElement:
			inDescription = false
		}
	}
}

var space = regexp.MustCompile(`[\s\x{00a0}]+`)

func squeezed(s string) string { return space.ReplaceAllString(s, "") }

// texts are the paragraphs and cells of a document as they are shown.
func texts(d documents.Document) []string {
	var all []string
	for _, b := range d.Blocks {
		all = append(all, shown(b.Runs))
		if b.Table == nil {
			continue
		}
		all = append(all, b.Table.Caption)
		for _, c := range b.Table.Columns {
			all = append(all, c.Heading)
		}
		for _, row := range b.Table.Rows {
			for _, cell := range row {
				all = append(all, shown(cell))
			}
		}
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

func shown(runs []documents.Run) string {
	var b strings.Builder
	for _, r := range runs {
		text := strings.ToValidUTF8(r.Text, "") // halves of letters in two runs make no letter
		if r.Mark {
			text = "(" + text + ")"
		}
		b.WriteString(text)
	}
	return b.String()
}

// links are the addresses as written: letters beyond ASCII percent-encoded.
func links(d documents.Document) []string {
	encoded := strings.NewReplacer("ø", "%C3%B8", "å", "%C3%A5")
	var all []string
	for _, b := range d.Blocks {
		for _, r := range b.Runs {
			if r.Link != "" {
				all = append(all, encoded.Replace(r.Link))
			}
		}
	}
	return all
}
