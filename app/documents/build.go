package documents

import "strings"

// Plain is a run of ordinary text.
func Plain(text string) Run { return Run{Text: text} }

// Bold is a run of bold text.
func Bold(text string) Run { return Run{Text: text, Bold: true} }

// Italic is a run of italic text.
func Italic(text string) Run { return Run{Text: text, Italic: true} }

// Link is a run that leads to an address (http, https or mailto).
func Link(text, address string) Run { return Run{Text: text, Link: address} }

// Mark is a mark beside a value that is not settled, such as «arbeidstittel».
func Mark(text string) Run { return Run{Text: text, Mark: true} }

// Title is the heading of the paper.
func Title(runs ...Run) Block { return Block{Kind: KindTitle, Runs: runs} }

// Lead is the opening paragraph in larger type.
func Lead(runs ...Run) Block { return Block{Kind: KindLead, Runs: runs} }

// Heading1 heads a section.
func Heading1(runs ...Run) Block { return Block{Kind: KindHeading1, Runs: runs} }

// Heading2 heads a part of a section.
func Heading2(runs ...Run) Block { return Block{Kind: KindHeading2, Runs: runs} }

// Paragraph is ordinary text.
func Paragraph(runs ...Run) Block { return Block{Kind: KindParagraph, Runs: runs} }

// Item is one item of a bulleted list.
func Item(runs ...Run) Block { return Block{Kind: KindItem, Runs: runs} }

// Note is a remark in small type.
func Note(runs ...Run) Block { return Block{Kind: KindNote, Runs: runs} }

// TableOf puts a table in the text.
func TableOf(t Table) Block { return Block{Kind: KindTable, Table: &t} }

// Picture puts a picture in the text.
func Picture(i Image) Block { return Block{Kind: KindImage, Image: &i} }

// Columns sets what follows in so many columns (1 or 2), in formats with pages.
func Columns(number int) Block { return Block{Kind: KindColumns, Columns: number} }

// Cells makes a row of plain texts.
func Cells(texts ...string) []Cell {
	row := make([]Cell, len(texts))
	for i, text := range texts {
		row[i] = Cell{Plain(text)}
	}
	return row
}

// In gives the block a language of its own.
func (b Block) In(language string) Block {
	b.Language = language
	return b
}

// In gives the run a language of its own.
func (r Run) In(language string) Run {
	r.Language = language
	return r
}

// Prose splits a text as someone wrote it in a form into paragraphs, one for
// each line with text; lines that open with a bullet or a hyphen become items.
func Prose(text string) []Block {
	var blocks []Block
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if item, ok := bulleted(line); ok {
			blocks = append(blocks, Item(Plain(item)))
		} else {
			blocks = append(blocks, Paragraph(Plain(line)))
		}
	}
	return blocks
}

func bulleted(line string) (string, bool) {
	for _, bullet := range []string{"- ", "– ", "• ", "* "} {
		if item, ok := strings.CutPrefix(line, bullet); ok && strings.TrimSpace(item) != "" {
			return strings.TrimSpace(item), true
		}
	}
	return "", false
}
