package documents

import "fmt"

// Lengths on a slide, in points. A slide is an A4 sheet, upright, as the
// newsletter is made.
const (
	slideWidth     = 595.25
	slideHeight    = 841.85
	slideMargin    = 45.0
	slideGap       = 24.0 // between the two columns
	slideTitleTop  = 40.0
	slideTitleRoom = 56.0
	slideTop       = slideTitleTop + slideTitleRoom + 10
	slideBottom    = slideHeight - 60
	slideFoot      = slideHeight - 44
	lineHeight     = 1.2 // of the letters' size
)

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
	case KindNote:
		return slideStyle{size: 9, colour: "tx1", before: 8}
	}
	return slideStyle{size: 11, colour: "tx1", after: 6}
}

// captionStyle is that of a table's caption, cellStyle that of its cells.
func captionStyle() slideStyle { return slideStyle{size: 10, bold: true, colour: "tx1", after: 2} }
func cellStyle() slideStyle    { return slideStyle{size: 9, colour: "tx1"} }

// height is how tall a paragraph is in a column of so many points.
func (s slideStyle) height(runs []Run, room float64) float64 {
	if s.bullet {
		room -= hang
	}
	return s.before + s.after + float64(linesOf(runs, s.size, room, s.bold))*s.size*lineHeight
}
