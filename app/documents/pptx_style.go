package documents

import "fmt"

// lineHeight is a line's share of the letters' size, as LibreOffice sets Arial on
// slides (measured).
const lineHeight = 1.2

const emuPerPoint = 12700

func emu(points float64) string { return fmt.Sprint(int(points*emuPerPoint + 0.5)) }

// slideStyle is how a kind of paragraph looks on a slide. Lengths in points.
type slideStyle struct {
	size          float64
	bold          bool
	colour        string // of the theme
	before, after float64
	bullet        bool
}

// hang is how far the text of an item stands in from its bullet.
const hang = 12.0

func slideStyleOf(kind Kind) slideStyle {
	switch kind {
	case KindTitle:
		return slideStyle{size: 22, bold: true, colour: "tx2"}
	case KindLead:
		return slideStyle{size: 13, colour: "tx1", after: 8}
	case KindHeading1:
		return slideStyle{size: 15, bold: true, colour: "tx2", before: 10, after: 4}
	case KindHeading2:
		return slideStyle{size: 11, bold: true, colour: "tx1", before: 6, after: 1}
	case KindItem:
		return slideStyle{size: 11, colour: "tx1", after: 3, bullet: true}
	case kindCaption:
		return slideStyle{size: 10, bold: true, colour: "tx1", after: 2}
	case KindNote:
		return slideStyle{size: 9, colour: "tx1", before: 8}
	}
	return slideStyle{size: 11, colour: "tx1", after: 6}
}

// titleStyle makes a long title smaller, so that it stays in its room.
func titleStyle(title string, width float64) slideStyle {
	const room = 56.0
	style := slideStyleOf(KindTitle)
	for style.size > 12 && style.height([]Run{Plain(title)}, width) > room {
		style.size--
	}
	return style
}

// cellStyle is that of a table's cells.
func cellStyle() slideStyle { return slideStyle{size: 9, colour: "tx1"} }

// height is how tall a paragraph is in a column of so many points.
func (s slideStyle) height(runs []Run, room float64) float64 {
	if s.bullet {
		room -= hang
	}
	return s.before + s.after + float64(linesOf(runs, s.size, room, s.bold))*s.size*lineHeight
}
