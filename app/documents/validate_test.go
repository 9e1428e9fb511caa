package documents_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/documents"
)

func TestValidate(t *testing.T) {
	text := documents.Plain("Eksempel")
	link := func(address string) documents.Block { return documents.Paragraph(documents.Link("se her", address)) }
	for _, c := range []struct {
		name   string
		blocks []documents.Block
		want   documents.Reason
	}{
		{"a web address is allowed", []documents.Block{link("https://eksempel.no/søk?a=b|c")}, ""},
		{"a mail address is allowed", []documents.Block{link("mailto:post@eksempel.no")}, ""},
		{"a script is no link", []documents.Block{link("javascript:alert(1)")}, documents.BadLink},
		{"a script in capitals is no link", []documents.Block{link("JavaScript:alert(1)")}, documents.BadLink},
		{"a file is no link", []documents.Block{link("file:///etc/passwd")}, documents.BadLink},
		{"a data address is no link", []documents.Block{link("data:text/html,x")}, documents.BadLink},
		{"a part of an address is no link", []documents.Block{link("/tiltak/14")}, documents.BadLink},
		{"an address without a host is no link", []documents.Block{link("https:///tiltak")}, documents.BadLink},
		{"a broken address is no link", []documents.Block{link("https://eksempel.no/\x00")}, documents.BadLink},
		{"a link in a table counts too", []documents.Block{documents.TableOf(documents.Table{Columns: []documents.Column{{}}, Rows: [][]documents.Cell{{{documents.Link("x", "ftp://eksempel.no")}}}})}, documents.BadLink},
		{"headings in order are allowed", []documents.Block{documents.Title(text), documents.Heading1(text), documents.Heading2(text), documents.Heading1(text)}, ""},
		{"a part without its section is refused", []documents.Block{documents.Title(text), documents.Heading2(text)}, documents.HeadingOrder},
		{"a title after a section is refused", []documents.Block{documents.Heading1(text), documents.Title(text)}, documents.HeadingOrder},
		{"two titles are refused", []documents.Block{documents.Title(text), documents.Title(text)}, documents.HeadingOrder},
		{"an unknown language is refused", []documents.Block{documents.Paragraph(text).In("no")}, documents.BadLanguage},
		{"an unknown language of a run is refused", []documents.Block{documents.Paragraph(text.In("xx"))}, documents.BadLanguage},
		{"a table without columns is refused", []documents.Block{documents.TableOf(documents.Table{})}, documents.BadTable},
		{"a row with a cell too few is refused", []documents.Block{documents.TableOf(documents.Table{Columns: make([]documents.Column, 2), Rows: [][]documents.Cell{documents.Cells("1")}})}, documents.BadTable},
		{"a picture that is none is refused", []documents.Block{documents.Picture(documents.Image{PNG: []byte("GIF89a"), Alt: "x"})}, documents.BadImage},
		{"three columns are refused", []documents.Block{documents.Columns(3)}, documents.BadColumns},
		{"a table block without a table is refused", []documents.Block{{Kind: documents.KindTable}}, documents.BadBlock},
		{"a picture block without a picture is refused", []documents.Block{{Kind: documents.KindImage}}, documents.BadBlock},
		{"an unknown kind is refused", []documents.Block{{Kind: 99}}, documents.BadBlock},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := documents.Document{Language: "nb-NO", Blocks: c.blocks}
			got := reasons(t, d.Validate())
			if c.want == "" && len(got) > 0 || c.want != "" && !slices.Equal(got, []documents.Reason{c.want}) {
				t.Errorf("faults %q, want %q", got, c.want)
			}
			for _, format := range documents.TextFormats() {
				var b bytes.Buffer
				if err := format.Write(&b, d); (err != nil) != (c.want != "") {
					t.Errorf("%s: %v", format.Name, err)
				} else if err != nil && b.Len() > 0 {
					t.Errorf("%s: wrote %d bytes of a document that it refused", format.Name, b.Len())
				}
			}
		})
	}
	t.Run("a picture needs a text that says the same", func(t *testing.T) {
		d := sample(t)
		d.Blocks[2].Image.Alt = " "
		if got := reasons(t, d.Validate()); !slices.Equal(got, []documents.Reason{documents.NoAlt}) {
			t.Errorf("faults %q", got)
		}
	})
	t.Run("every fault is named with its place", func(t *testing.T) {
		err := documents.Document{Language: "no", Blocks: []documents.Block{documents.Heading2(text), link("x")}}.Validate()
		if err == nil {
			t.Fatal("no error")
		}
		for _, want := range []string{"the document:", "block 1:", "block 2:", `"x"`} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q does not name %s", err, want)
			}
		}
	})
}

func reasons(t *testing.T, err error) []documents.Reason {
	t.Helper()
	if err == nil {
		return nil
	}
	var invalid *documents.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("error of type %T", err)
	}
	var all []documents.Reason
	for _, f := range invalid.Faults {
		all = append(all, f.Reason)
	}
	return all
}

func TestAnUnknownFormatIsRefusedWithThoseThatExist(t *testing.T) {
	var b bytes.Buffer
	err := documents.Write("pdf", &b, sample(t))
	var unknown *documents.UnknownFormatError
	if !errors.As(err, &unknown) {
		t.Fatalf("error = %v", err)
	}
	if diff := cmp.Diff([]string{"docx", "pptx", "odt", "html", "web", "md", "txt", "xlsx"}, unknown.Known); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(err.Error(), "docx, pptx, odt, html, web, md, txt, xlsx") {
		t.Errorf("%q does not list the formats", err)
	}
	if b.Len() > 0 {
		t.Error("something is written")
	}
}

func TestWritingLeavesTheDocumentAlone(t *testing.T) {
	d, untouched := sample(t), sample(t)
	d.Blocks[0].Runs[0].Text, untouched.Blocks[0].Runs[0].Text = "a\x00b", "a\x00b"
	for _, format := range documents.AllFormats() {
		write(t, format.Name, d)
	}
	if diff := cmp.Diff(untouched, d); diff != "" {
		t.Error(diff)
	}
}
