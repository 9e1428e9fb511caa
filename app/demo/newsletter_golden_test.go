package demo_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/demo"
	"tiltak/app/documents"
	"tiltak/app/editions"
	"tiltak/app/newsletter"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

var update = flag.Bool("update", false, "rewrite the kept files under testdata")

// TestThreeQuartersOfTheDemoReadAsKept writes what is proposed for three quarters
// in every format and both written forms, and holds it against files that were
// read by hand. What is packed is kept as its paragraphs, one a line.
func TestThreeQuartersOfTheDemoReadAsKept(t *testing.T) {
	address := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	s := storetest.Open(t, address, nil)
	desk := newsletter.NewDesk(s, editions.NewReader(s))
	for _, quarter := range []int{1, 2, 3} {
		// a revision is named, so that the proposal is written and not the frozen file
		ref := models.EditionRef{Period: models.Quarter{Year: 2026, Number: quarter}, Revision: 1}
		for _, language := range []models.Language{models.Bokmaal, models.Nynorsk} {
			for _, format := range documents.NewsletterFormats() {
				t.Run(fmt.Sprintf("%s %s %s", ref.Period, language, format.Name), func(t *testing.T) {
					file, err := desk.Export(t.Context(), 1, ref, 0, format, newsletter.Basis{Language: language})
					if err != nil {
						t.Fatal(err)
					}
					compare(t, fmt.Sprintf("nyhetsbrev-%s-%s%s", ref.Period, language, format.Extension), file.Body)
				})
			}
		}
	}
}

func compare(t *testing.T, name string, body []byte) {
	t.Helper()
	got := string(body)
	if bytes.HasPrefix(body, []byte("PK")) {
		got, name = paragraphs(t, body), name+".lines"
	}
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v: write it with go test ./app/demo -run Kept -update", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("differs from %s (-want +got):\n%s", name, diff)
	}
}

// textPart names the parts that hold what is read.
var textPart = regexp.MustCompile(`^(word/document\.xml|content\.xml|ppt/slides/slide\d+\.xml)$`)

// paragraphs are the texts of a packed file, one a line, each with the language it
// is marked with, and the addresses that it leads to.
func paragraphs(t *testing.T, body []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range archive.File {
		if textPart.MatchString(f.Name) || strings.HasSuffix(f.Name, ".rels") && strings.Contains(f.Name, "slides/") || strings.HasSuffix(f.Name, "document.xml.rels") {
			fmt.Fprintf(&out, "=== %s\n%s", f.Name, told(t, f))
		}
	}
	return out.String()
}

func told(t *testing.T, f *zip.File) string {
	t.Helper()
	opened, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	var out, line strings.Builder
	language := ""
	decoder := xml.NewDecoder(opened)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			for _, a := range token.Attr {
				switch {
				case token.Name.Local == "lang" && a.Name.Local == "val", token.Name.Local == "rPr" && a.Name.Local == "lang":
					language = a.Value
				case a.Name.Local == "Target" || a.Name.Local == "href" || a.Name.Local == "descr":
					out.WriteString(a.Value + "\n")
				}
			}
		case xml.CharData:
			line.Write(bytes.ReplaceAll(token, []byte("\n"), nil))
		case xml.EndElement:
			if name := token.Name.Local; (name == "p" || name == "h") && line.Len() > 0 {
				if language != "" {
					fmt.Fprintf(&line, " [%s]", language)
				}
				out.WriteString(line.String() + "\n")
				line.Reset()
				language = ""
			}
		}
	}
}
