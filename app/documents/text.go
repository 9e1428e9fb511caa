package documents

import (
	"io"
	"slices"
	"strings"
)

// Text writes plain text in the newsletter's house style: one line for each
// paragraph, however long, and the addresses behind the links collected after
// each section.
func Text(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	t := textWriter{words: d.Words}
	t.paragraph(d.marks())
	for i, b := range d.Blocks {
		t.block(b, i > 0 && d.Blocks[i-1].Kind == KindItem)
	}
	t.addresses()
	t.paragraph(d.footer())
	t.paragraph(d.marks())
	_, err = io.WriteString(w, strings.TrimLeft(t.b.String(), "\n"))
	return err
}

type textWriter struct {
	b     strings.Builder
	words Words
	links []string // of the running section
}

func (t *textWriter) block(b Block, afterItem bool) {
	switch b.Kind {
	case KindColumns:
	case KindHeading1:
		t.addresses()
		t.b.WriteString("\n")
		t.paragraph(t.runs(b.Runs))
	case KindItem:
		if !afterItem {
			t.b.WriteString("\n")
		}
		t.b.WriteString("• " + strings.TrimSpace(t.runs(b.Runs)) + "\n")
	case KindTable:
		t.table(*b.Table)
	case KindImage:
		t.paragraph("[" + joined(": ", t.words.Figure, b.Image.Alt) + "]")
	default:
		t.paragraph(t.runs(b.Runs))
	}
}

func (t *textWriter) paragraph(text string) {
	if text = strings.TrimSpace(text); text != "" {
		t.b.WriteString("\n" + text + "\n")
	}
}

// table writes a row as a line that can be read aloud and pasted anywhere:
// the first cell, then heading and value of the others.
func (t *textWriter) table(table Table) {
	t.paragraph(table.Caption)
	t.b.WriteString("\n")
	for _, row := range table.Rows {
		var values []string
		for i, cell := range row[1:] {
			values = append(values, joined(": ", table.Columns[i+1].Heading, strings.TrimSpace(t.runs(cell))))
		}
		first := strings.TrimSpace(t.runs(row[0]))
		if first == "" {
			first = table.Columns[0].Heading
		}
		t.b.WriteString(joined(" – ", first, strings.Join(values, "; ")) + "\n")
	}
}

func (t *textWriter) runs(runs []Run) string {
	for _, r := range runs {
		if r.Link != "" && r.Link != strings.TrimSpace(r.Text) && !slices.Contains(t.links, r.Link) {
			t.links = append(t.links, r.Link)
		}
	}
	return plainText(runs)
}

// addresses ends a section.
func (t *textWriter) addresses() {
	if len(t.links) > 0 {
		t.b.WriteString("\n" + strings.Join(t.links, "\n") + "\n")
	}
	t.links = nil
}
