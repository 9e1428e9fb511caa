package documents

// SlideFrame says where things stand on a slide, and which of the layout's
// placeholders take them. The content of slides (SlidesOf) knows their room by this
// table alone, so that it can stand in an office's own template: there the table is
// read from the template's presentation.xml and from the layout that is chosen.
// Lengths are in points.
type SlideFrame struct {
	Width, Height float64
	Left, Right   float64 // the edges of the text
	Top, Bottom   float64
	Gap           float64 // between the two columns
	MarkTop       float64 // where the mark of a draft stands, above the title
	Foot          float64 // where the footer stands if the layout has no place for it

	Title   string // the kind of the title's placeholder: title or ctrTitle
	Columns [2]int // the numbers (idx) of the placeholders of text; 0: a box of its own
	Footer  int
	Number  int // of the page's number
}

// OwnSlideFrame is that of parts/pptx-layout.xml: an A4 sheet, upright, as the
// newsletter is made.
func OwnSlideFrame() SlideFrame {
	const width, height, margin = 595.25, 841.85, 45.0
	return SlideFrame{
		Width: width, Height: height, Left: margin, Right: width - margin, Top: 106, Bottom: height - 60, Gap: 24, MarkTop: 18, Foot: height - 44,
		Title: "title", Columns: [2]int{1, 2}, Footer: 11, Number: 12,
	}
}

// footHeight is the room of the footer and the page's number.
const footHeight = 20.0

// foot is the place of a piece of the footer, from one share of the text's width
// to another.
func (f SlideFrame) foot(from, to float64) slideShape {
	width := f.Right - f.Left
	return slideShape{x: f.Left + from*width, y: f.Foot, w: (to - from) * width, h: footHeight}
}
