package documents

import (
	"io"
	"strings"
)

// Markdown writes CommonMark with pipe tables. Pictures become their texts:
// a Markdown file cannot carry a picture with it.
func Markdown(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	m := markdownWriter{words: d.Words}
	m.marks(d)
	for i, b := range d.Blocks {
		m.block(b, i > 0 && d.Blocks[i-1].Kind == KindItem)
	}
	m.paragraph(escapeMarkdown(d.footer()))
	m.marks(d)
	_, err = io.WriteString(w, strings.TrimLeft(m.b.String(), "\n"))
	return err
}

type markdownWriter struct {
	b     strings.Builder
	words Words
}

func (m *markdownWriter) marks(d Document) {
	if marks := d.marks(); marks != "" {
		m.paragraph("**" + escapeMarkdown(marks) + "**")
	}
}

func (m *markdownWriter) block(b Block, afterItem bool) {
	text := markdownRuns(b.Runs)
	switch b.Kind {
	case KindColumns:
	case KindTitle:
		m.heading("# ", text)
	case KindHeading1:
		m.heading("## ", text)
	case KindHeading2:
		m.heading("### ", text)
	case KindItem:
		if !afterItem {
			m.b.WriteString("\n")
		}
		m.b.WriteString("- " + text + "\n")
	case KindTable:
		m.table(*b.Table)
	case KindImage:
		m.paragraph("*" + escapeMarkdown(joined(": ", m.words.Figure, b.Image.Alt)) + "*")
	default:
		m.paragraph(text)
	}
}

func (m *markdownWriter) heading(level, text string) {
	if text != "" {
		m.paragraph(level + text)
	}
}

func (m *markdownWriter) paragraph(text string) {
	if text != "" {
		m.b.WriteString("\n" + text + "\n")
	}
}

func (m *markdownWriter) table(t Table) {
	m.paragraph(escapeMarkdown(t.Caption))
	headings, rules := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		headings[i], rules[i] = escapeMarkdown(c.Heading), "---"
		if c.Number {
			rules[i] = "---:"
		}
	}
	m.b.WriteString("\n")
	m.row(headings)
	m.row(rules)
	for n, row := range t.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = markdownRuns(cell)
			if t.Total && n == len(t.Rows)-1 && cells[i] != "" {
				cells[i] = markdownRuns(embolden(cell))
			}
		}
		m.row(cells)
	}
}

func (m *markdownWriter) row(cells []string) {
	m.b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func embolden(runs []Run) []Run {
	bold := make([]Run, len(runs))
	for i, r := range runs {
		r.Bold = true
		bold[i] = r
	}
	return bold
}

// markdownRuns trims the whole, since four leading spaces would make code.
func markdownRuns(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(markdownRun(r))
	}
	return strings.TrimSpace(b.String())
}

// markdownRun keeps the spaces round a run outside the asterisks, where they
// must stand for the emphasis to take effect.
func markdownRun(r Run) string {
	shown := r.shown()
	core := strings.TrimSpace(shown)
	if core == "" {
		return shown
	}
	before, after, _ := strings.Cut(shown, core)
	text := escapeMarkdown(core)
	if r.Italic || r.Mark {
		text = "*" + text + "*"
	}
	if r.Bold {
		text = "**" + text + "**"
	}
	if r.Link != "" {
		text = "[" + text + "](<" + r.Link + ">)"
	}
	return before + text + after
}

// escapeMarkdown escapes every character that Markdown could take for its own,
// wherever it stands; «1.» and «+» only matter where a line starts.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_{}[]<>#|~&", r):
			b.WriteByte('\\')
		case i == 0 && strings.ContainsRune("+-=", r):
			b.WriteByte('\\')
		case (r == '.' || r == ')') && digits(s[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
