package letterhead_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tiltak/app/documents"
	"tiltak/app/documents/letterhead"
	"tiltak/models"
)

// paper is a small paper with a link, a list and a table.
func paper() documents.Document {
	return documents.Document{
		Title: "Eksempel i mal", Subject: "Statusdel", Language: "nb-NO", Draft: "Utkast", Words: documents.Words{Page: "Side", Continued: "forts."},
		Blocks: []documents.Block{
			documents.Title(documents.Plain("Eksempel i mal")), documents.Lead(documents.Plain("Innledningen.")),
			documents.TableOf(documents.Table{Caption: "Tabell", Columns: []documents.Column{{Heading: "Navn"}, {Heading: "Antall", Number: true}}, Rows: [][]documents.Cell{documents.Cells("En", "1")}}),
			documents.Columns(2), documents.Heading1(documents.Plain("Område")), documents.Heading2(documents.Plain("Tiltak")),
			documents.Paragraph(documents.Plain("Avsnittet, "), documents.Link("se her", "https://eksempel.no/a"), documents.Plain(".")),
			documents.Item(documents.Plain("Punktet")), documents.Note(documents.Plain("Merknaden.")),
		},
	}
}

// template is a good one to spoil: our own file of a kind, with another font and
// header text, called a template.
func template(t testing.TB, format string) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := documents.Write(format, &b, paper()); err != nil {
		t.Fatal(err)
	}
	parts := unzipped(t, b.Bytes())
	if format == "docx" {
		parts["word/styles.xml"] = strings.ReplaceAll(parts["word/styles.xml"], "Arial", "Courier New")
		parts["word/header1.xml"] = strings.Replace(parts["word/header1.xml"], "Utkast", "Eksempelkontoret", 1)
		parts["[Content_Types].xml"] = strings.Replace(parts["[Content_Types].xml"], "wordprocessingml.document.main", "wordprocessingml.template.main", 1)
	} else {
		parts["ppt/theme/theme1.xml"] = strings.ReplaceAll(parts["ppt/theme/theme1.xml"], "Arial", "Courier New")
		parts["[Content_Types].xml"] = strings.Replace(parts["[Content_Types].xml"], "presentationml.presentation.main", "presentationml.template.main", 1)
	}
	return parts
}

func unzipped(t testing.TB, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type writer interface {
	Write(io.Writer, documents.Document) error
}

func read(format string, file []byte) (writer, error) {
	if format == "pptx" {
		return letterhead.ReadSlides(file)
	}
	return letterhead.ReadWord(file)
}

func set(t testing.TB, format string, parts map[string]string) []byte {
	t.Helper()
	w, err := read(format, zipped(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := w.Write(&b, paper()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPaperIsSetInTheOfficesTemplate(t *testing.T) {
	for format, look := range map[string]string{"docx": "Eksempelkontoret", "pptx": "Side 1"} {
		t.Run(format, func(t *testing.T) {
			file := set(t, format, template(t, format))
			if !bytes.Equal(file, set(t, format, template(t, format))) {
				t.Error("the same paper in the same template gives other bytes")
			}
			folder := t.TempDir()
			name := filepath.Join(folder, "fil."+format)
			if err := os.WriteFile(name, file, 0o600); err != nil {
				t.Fatal(err)
			}
			run(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder, name)
			text := run(t, "pdftotext", "-enc", "UTF-8", filepath.Join(folder, "fil.pdf"), "-")
			for _, want := range []string{"Eksempel i mal", "Innledningen.", "Tabell", "Område", "Avsnittet, se her.", "Punktet", "Merknaden.", "Utkast", look} {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in the file:\n%s", want, text)
				}
			}
			if urls := run(t, "pdfinfo", "-url", filepath.Join(folder, "fil.pdf")); !strings.Contains(urls, "https://eksempel.no/a") {
				t.Error("the link is gone")
			}
			if fonts := run(t, "pdffonts", filepath.Join(folder, "fil.pdf")); strings.Contains(fonts, "Arial") {
				t.Errorf("the template's letters are not used:\n%s", fonts)
			}
		})
	}
}

// TestADraftIsMarkedOnEveryPageOfATemplate: in the template's own headers, which a
// finished paper keeps to the byte, and in ours where a kind of page has none.
func TestADraftIsMarkedOnEveryPageOfATemplate(t *testing.T) {
	const theirs = `<x:hdr xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:p><x:r><x:t>Eksempelkontoret</x:t></x:r></x:p></x:hdr>`
	for name, header := range map[string]string{"default": "", "with another prefix": theirs, "empty": strings.Replace(theirs[:strings.Index(theirs, "><")], "x:p", "", 1) + "/>"} {
		t.Run(name, func(t *testing.T) {
			given := template(t, "docx")
			if header != "" {
				given["word/header1.xml"] = header
			}
			draft := unzipped(t, set(t, "docx", given))["word/header1.xml"]
			if strings.Count(draft, ">Utkast<") != 1 || name != "empty" && !strings.Contains(draft, "Eksempelkontoret") {
				t.Errorf("the header of a draft is %s", draft)
			}
			w, err := letterhead.ReadWord(zipped(t, given))
			if err != nil {
				t.Fatal(err)
			}
			finished := paper()
			finished.Draft = ""
			var b bytes.Buffer
			if err := w.Write(&b, finished); err != nil {
				t.Fatal(err)
			}
			if got := unzipped(t, b.Bytes())["word/header1.xml"]; got != given["word/header1.xml"] {
				t.Errorf("the header of a finished paper is %s", got)
			}
		})
	}
	t.Run("where other pages have no header", func(t *testing.T) {
		given := template(t, "docx")
		given["word/document.xml"] = strings.ReplaceAll(given["word/document.xml"], `<w:headerReference w:type="default"`, `<w:headerReference w:type="first"`)
		given["word/document.xml"] = strings.ReplaceAll(given["word/document.xml"], `</w:sectPr>`, `<w:titlePg/></w:sectPr>`)
		parts := unzipped(t, set(t, "docx", given))
		if !strings.Contains(parts["word/document.xml"], `<w:headerReference w:type="default" r:id="rIdHeader"/>`) || !strings.Contains(parts["word/tiltakHeader.xml"], ">Utkast<") {
			t.Errorf("other pages have no mark: %s", parts["word/_rels/document.xml.rels"])
		}
	})
}

// TestOurStylesAreAddedWhereATemplateLacksThem takes all but the required styles
// away: the paper is whole all the same.
func TestOurStylesAreAddedWhereATemplateLacksThem(t *testing.T) {
	parts := template(t, "docx")
	for _, name := range []string{"Ingress", "Merknad", "Figur", "Tabelltekst", "Statustabell", "Kladdlinje", "Kladdmerke", "Forbehold", "Hyperlink", "Skille"} {
		parts["word/styles.xml"] = without(t, parts["word/styles.xml"], name)
	}
	styles := unzipped(t, set(t, "docx", parts))["word/styles.xml"]
	for _, name := range []string{"Ingress", "Statustabell", "Hyperlink"} {
		if strings.Count(styles, `<w:name w:val="`+name+`"/>`) != 1 {
			t.Errorf("the style %s is not there once", name)
		}
	}
}

// without takes a style out by its name.
func without(t testing.TB, styles, name string) string {
	t.Helper()
	at := strings.Index(styles, `<w:name w:val="`+name+`"/>`)
	if at < 0 {
		t.Fatalf("no style is called %s", name)
	}
	from := strings.LastIndex(styles[:at], "<w:style ")
	to := at + strings.Index(styles[at:], "</w:style>") + len("</w:style>")
	return styles[:from] + styles[to:]
}

func run(t testing.TB, name string, arguments ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s. Install what is missing with: .ci/install", name, err, out)
	}
	return string(out)
}

// reason is why a template was refused: the last word of the message's key.
func reason(err error) string {
	var known *models.Error
	if !errors.As(err, &known) {
		return ""
	}
	return known.Key[strings.LastIndexByte(known.Key, '.')+1:]
}
