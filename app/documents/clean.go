package documents

import (
	"fmt"
	"strings"
	"unicode"
)

// cleanText removes what no format can carry or what would deceive a reader:
// control characters, broken UTF-8, characters that XML forbids and those that
// turn the direction of the text. Breaks and tabs become spaces.
func cleanText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			return -1
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\uFEFF':
			return -1
		case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF: // noncharacters
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// clean is a copy of the document with clean texts; the original is untouched.
func (d Document) clean() Document {
	for _, text := range []*string{&d.Title, &d.Subject, &d.Author, &d.Language, &d.Period, &d.Footer, &d.Draft, &d.Example, &d.Words.Page, &d.Words.Figure, &d.Words.Sheet, &d.Words.Continued} {
		*text = strings.TrimSpace(cleanText(*text))
	}
	blocks := make([]Block, len(d.Blocks))
	for i, b := range d.Blocks {
		b.Runs = cleanRuns(b.Runs)
		if b.Table != nil {
			table := b.Table.clean()
			b.Table = &table
		}
		if b.Image != nil {
			b.Image = &Image{PNG: b.Image.PNG, Alt: strings.TrimSpace(cleanText(b.Image.Alt))}
		}
		blocks[i] = b
	}
	d.Blocks = blocks
	return d
}

func (t Table) clean() Table {
	t.Caption = strings.TrimSpace(cleanText(t.Caption))
	columns := make([]Column, len(t.Columns))
	for i, c := range t.Columns {
		c.Heading = cleanText(c.Heading)
		columns[i] = c
	}
	rows := make([][]Cell, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = make([]Cell, len(row))
		for j, cell := range row {
			rows[i][j] = cleanRuns(cell)
		}
	}
	t.Columns, t.Rows = columns, rows
	return t
}

// cleanRuns also drops runs without text.
func cleanRuns(runs []Run) []Run {
	var kept []Run
	for _, r := range runs {
		r.Text = cleanText(r.Text)
		r.Link = encodeAddress(strings.TrimSpace(r.Link))
		if r.Text == "" {
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// shown is the text of a run as the reader sees it.
func (r Run) shown() string {
	if r.Mark {
		return "(" + strings.TrimSpace(r.Text) + ")"
	}
	return r.Text
}

// marks joins the marks of an unfinished or invented paper.
func (d Document) marks() string {
	return joined(" – ", d.Draft, d.Example)
}

// footer is the text at the foot of each page.
func (d Document) footer() string {
	text := d.Footer
	if text == "" {
		text = joined(" – ", d.Subject, d.Period)
	}
	return text
}

func joined(separator string, texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, separator)
}

// encodeAddress percent-encodes what an address may not hold, as a browser does.
// The host keeps its letters: «https://blåbær.no/» is what readers know.
func encodeAddress(address string) string {
	path := 0
	if scheme := strings.Index(address, "://"); scheme >= 0 {
		path = len(address)
		if end := strings.IndexAny(address[scheme+3:], "/?#"); end >= 0 {
			path = scheme + 3 + end
		}
	}
	var b strings.Builder
	b.WriteString(address[:path])
	for _, c := range []byte(address[path:]) {
		if c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
