package documents

import (
	"bytes"
	"fmt"
	"image/png"
)

// slide is one slide as it is laid out.
type slide struct {
	title  string
	shapes []slideShape
}

// slideShape is a box of text, a table or a picture at its place, in points.
type slideShape struct {
	x, y, w, h float64
	column     int // 1 or 2 for the first box of text of a column: it fills the layout's
	paragraphs []Block
	table      *Table
	rows       [2]int // of the table: from and to
	image      *Image
}

// flow lays blocks out on slides: over the whole width first, and after a change
// of columns in two, from the left box to the right and on to the next slide. A
// heading that is parted from what follows it stands again with Words.Continued
// behind it.
type flow struct {
	d       Document
	frame   SlideFrame
	title   string
	slides  []slide
	columns int
	column  int     // 1 or 2
	top     float64 // where the columns of this slide begin
	y       float64 // where the next thing goes
	start   float64 // where this box's own matter begins: under a heading said again
	text    []Block // of the box that is being filled
	textTop float64
	heading [2]Block // the running headings: of the section, and of its part
	filled  [3]bool
}

func layOutSlides(d Document, frame SlideFrame) ([]slide, error) {
	f := &flow{d: d, frame: frame, columns: 1, column: 1, title: d.Title}
	for _, b := range d.Blocks {
		if b.Kind == KindTitle && len(b.Runs) > 0 {
			f.title = plainText(b.Runs)
		}
	}
	f.newSlide()
	for i, b := range d.Blocks {
		if err := f.block(b, d.Blocks[i+1:]); err != nil {
			return nil, err
		}
	}
	f.flush()
	return f.slides, nil
}

func (f *flow) newSlide() {
	f.flush()
	title := f.title
	if n := len(f.slides); n > 0 {
		title = fmt.Sprintf("%s (%d)", joined(" ", title, f.d.Words.Continued), n+1)
	}
	f.slides = append(f.slides, slide{title: title})
	f.top, f.y, f.start, f.column, f.filled = f.frame.Top, f.frame.Top, f.frame.Top, 1, [3]bool{}
}

func (f *flow) width() float64 {
	return (f.frame.Right - f.frame.Left - float64(f.columns-1)*f.frame.Gap) / float64(f.columns)
}

func (f *flow) left() float64 {
	return f.frame.Left + float64(f.column-1)*(f.width()+f.frame.Gap)
}

// flush closes the running box of text.
func (f *flow) flush() {
	if len(f.text) == 0 {
		return
	}
	shape := slideShape{x: f.left(), y: f.textTop, w: f.width(), h: f.y - f.textTop, paragraphs: f.text}
	if !f.filled[f.column] {
		shape.column, f.filled[f.column] = f.column, true
	}
	f.place(shape)
	f.text = nil
}

func (f *flow) place(shape slideShape) {
	last := &f.slides[len(f.slides)-1]
	last.shapes = append(last.shapes, shape)
}

// next goes to the next column, or to the next slide.
func (f *flow) next() {
	f.flush()
	if f.column < f.columns {
		f.column++
		f.y, f.start = f.top, f.top
	} else {
		f.newSlide()
	}
	for _, again := range f.heading {
		if len(again.Runs) > 0 && f.d.Words.Continued != "" {
			again.Runs = append(append([]Run{}, again.Runs...), Plain(" "+f.d.Words.Continued))
			f.write(again)
			f.start = f.y
		}
	}
}

// makeRoom goes on until there is room for so much, or the slide is a new one.
func (f *flow) makeRoom(height float64) {
	for f.y+height > f.frame.Bottom && (f.y > f.start || f.top > f.frame.Top) {
		f.next()
	}
}

func (f *flow) block(b Block, rest []Block) error {
	switch b.Kind {
	case KindTitle: // each slide has it
		return nil
	case KindColumns:
		f.change(b.Columns)
		return nil
	case KindTable:
		f.table(*b.Table)
		return nil
	case KindImage:
		return f.picture(*b.Image)
	}
	if len(b.Runs) == 0 {
		return nil
	}
	level := map[Kind]int{KindHeading1: 0, KindHeading2: 1}
	at, heads := level[b.Kind]
	if heads {
		clear(f.heading[at:])
	}
	f.makeRoom(f.needed(b, rest))
	f.pour(b)
	if heads && slideStyleOf(b.Kind).height(b.Runs, f.width()) < f.room()/8 {
		f.heading[at] = b
	}
	return nil
}

// pour writes a block, and goes on in the next box with what is longer than a
// whole column.
func (f *flow) pour(b Block) {
	style, room := slideStyleOf(b.Kind), f.textRoom(b.Kind)
	for {
		lines := int((f.frame.Bottom - f.y - style.before) / (style.size * lineHeight))
		before, after := cut(b.Runs, max(lines, 1), style.size, room, style.bold)
		if len(after) == 0 {
			f.write(b)
			return
		}
		rest := b
		b.Runs, rest.Runs = before, after
		f.write(b)
		f.next()
		b = rest
		if b.Kind == KindItem { // one bullet an item
			b.Kind = KindParagraph
		}
	}
}

// textRoom is the width of the letters of a kind of paragraph.
func (f *flow) textRoom(kind Kind) float64 {
	if slideStyleOf(kind).bullet {
		return f.width() - hang
	}
	return f.width()
}

// needed is the room that a block must have to stand where it is: a heading
// takes what follows it along, and what no column has room for begins anywhere
// that has room for some lines.
func (f *flow) needed(b Block, rest []Block) float64 {
	const someLines = 4
	style := slideStyleOf(b.Kind)
	room := style.height(b.Runs, f.width())
	if room > f.room()*longest {
		return style.before + someLines*style.size*lineHeight
	}
	if (b.Kind == KindHeading1 || b.Kind == KindHeading2) && len(rest) > 0 && len(rest[0].Runs) > 0 {
		room += f.needed(rest[0], rest[1:])
	}
	return room
}

// longest is the share of a column that a paragraph may take and still be kept
// whole.
const longest = 0.8

func (f *flow) write(b Block) {
	if len(f.text) == 0 {
		f.textTop = f.y
	}
	f.text = append(f.text, b)
	f.y += slideStyleOf(b.Kind).height(b.Runs, f.width())
}

// leastColumns is the room that columns must have to begin on the same slide.
const leastColumns = 180.0

func (f *flow) change(columns int) {
	f.flush()
	if columns == f.columns {
		return
	}
	if f.column > 1 || f.frame.Bottom-f.y < leastColumns {
		f.newSlide()
	}
	f.columns, f.column = columns, 1
	f.top, f.start, f.filled = f.y, f.y, [3]bool{}
}

// tallestPicture keeps a picture from filling the slide.
const tallestPicture = 260.0

func (f *flow) picture(i Image) error {
	size, err := png.DecodeConfig(bytes.NewReader(i.PNG))
	if err != nil {
		return fmt.Errorf("documents: read picture: %w", err)
	}
	w := f.width()
	h := w * float64(size.Height) / float64(size.Width)
	if h > tallestPicture {
		w, h = w*tallestPicture/h, tallestPicture
	}
	f.makeRoom(h)
	f.flush()
	f.place(slideShape{x: f.left(), y: f.y, w: w, h: h, image: &i})
	f.y += h + objectGap
	return nil
}

// objectGap stands under pictures and tables.
const objectGap = 12.0
