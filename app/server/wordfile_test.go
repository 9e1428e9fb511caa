package server_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// paragraph is one paragraph of a Word file: its style, its text, and the
// addresses that its «se her» lead to.
type paragraph struct {
	style, text string
	links       []string
}

// readWordFile reads the paragraphs of a Word file with its links resolved.
func readWordFile(t *testing.T, file []byte) []paragraph {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("this is no Word file: %v", err)
	}
	targets := map[string]string{}
	each(t, archive, "word/_rels/document.xml.rels", func(d *xml.Decoder, start xml.StartElement) {
		if start.Name.Local == "Relationship" {
			targets[attribute(start, "Id")] = attribute(start, "Target")
		}
	})
	var list []paragraph
	link := ""
	each(t, archive, "word/document.xml", func(d *xml.Decoder, start xml.StartElement) {
		switch start.Name.Local {
		case "p":
			list, link = append(list, paragraph{}), ""
		case "pStyle":
			list[len(list)-1].style = attribute(start, "val")
		case "hyperlink":
			link = targets[attribute(start, "id")]
		case "t":
			var text string
			if err := d.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			last := &list[len(list)-1]
			last.text += text
			if strings.EqualFold(strings.ReplaceAll(text, "\u00a0", " "), "se her") {
				last.links = append(last.links, link)
			}
		}
	})
	return list
}

func each(t *testing.T, archive *zip.Reader, name string, do func(*xml.Decoder, xml.StartElement)) {
	t.Helper()
	part, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	decoder := xml.NewDecoder(part)
	for {
		token, err := decoder.Token()
		if err == io.EOF { //nolint:errorlint // the decoder gives it bare
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if start, ok := token.(xml.StartElement); ok {
			do(decoder, start)
		}
	}
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// checkWordFile holds the Word file against what was typed: each text under its
// own measure, with its link, every title marked, nothing that is not for
// publication, nothing of what was never handed in.
func checkWordFile(t *testing.T, file []byte, written map[int]string) {
	t.Helper()
	paragraphs := readWordFile(t, file)
	titles := measureTitles(t)
	var all strings.Builder
	under := map[int][]paragraph{}
	current := 0
	for _, p := range paragraphs {
		all.WriteString(p.text + "\n")
		if strings.HasPrefix(p.style, "Heading") {
			current = 0
			for number, title := range titles {
				if strings.Contains(p.text, title) {
					current = number
					if !strings.Contains(p.text, "arbeidstittel") {
						t.Errorf("the title of measure %d is not marked: %q", number, p.text)
					}
				}
			}
			continue
		}
		under[current] = append(under[current], p)
	}
	for number, text := range written {
		if number == 1 {
			text = editorsWording
		}
		stem := strings.TrimSuffix(text, ".")
		found := false
		for _, p := range under[number] {
			if strings.Contains(p.text, stem) {
				found = true
				if fmt.Sprint(p.links) != fmt.Sprint([]string{evidence(number)}) {
					t.Errorf("measure %d: se her leads to %q, not to %q", number, p.links, evidence(number))
				}
			}
		}
		if !found {
			t.Errorf("%q does not stand under measure %d, but: %v", text, number, under[number])
		}
	}
	for _, secret := range []string{"Fortrolig hindring", "aldri sendt inn", written[1]} {
		if strings.Contains(all.String(), secret) {
			t.Errorf("the Word file holds %q", secret)
		}
	}
	if !strings.Contains(all.String(), "oktober–desember 2026") || strings.Contains(all.String(), "Utkast") {
		t.Error("the Word file is not that of the frozen issue for oktober–desember 2026")
	}
}
