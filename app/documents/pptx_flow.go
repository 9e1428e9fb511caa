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
	title   string
	slides  []slide
	columns int
	column  int     // 1 or 2
	top     float64 // where the columns of this slide begin
	y       float64 // where the next thing goes
	text    []Block // of the box that is being filled
	textTop float64
	heading Block // the running heading
	filled  [3]bool
}

func layOutSlides(d Document) ([]slide, error) {
	f := &flow{d: d, columns: 1, column: 1, title: d.Title}
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
	f.top, f.y, f.column, f.filled = slideTop, slideTop, 1, [3]bool{}
}

func (f *flow) width() float64 {
	return (slideWidth - 2*slideMargin - float64(f.columns-1)*slideGap) / float64(f.columns)
}

func (f *flow) left() float64 {
	return slideMargin + float64(f.column-1)*(f.width()+slideGap)
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
		f.y = f.top
	} else {
		f.newSlide()
	}
	if len(f.heading.Runs) > 0 && f.d.Words.Continued != "" {
		again := f.heading
		again.Runs = append(append([]Run{}, again.Runs...), Plain(" "+f.d.Words.Continued))
		f.write(again)
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
	if b.Kind == KindHeading1 {
		f.heading = Block{}
	}
	if f.y+f.needed(b, rest) > slideBottom && f.y > f.top {
		f.next()
	}
	if b.Kind == KindHeading1 {
		f.heading = b
	}
	f.write(b)
	return nil
}

// needed is the room that a block must have to stand where it is: a heading
// takes what follows it along.
func (f *flow) needed(b Block, rest []Block) float64 {
	room := slideStyleOf(b.Kind).height(b.Runs, f.width())
	if (b.Kind == KindHeading1 || b.Kind == KindHeading2) && len(rest) > 0 && len(rest[0].Runs) > 0 {
		room += f.needed(rest[0], rest[1:])
	}
	return room
}

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
	if f.column > 1 || slideBottom-f.y < leastColumns {
		f.newSlide()
	}
	f.columns, f.column = columns, 1
	f.top, f.filled = f.y, [3]bool{}
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
	if f.y+h > slideBottom && f.y > f.top {
		f.next()
	}
	f.flush()
	f.place(slideShape{x: f.left(), y: f.y, w: w, h: h, image: &i})
	f.y += h + objectGap
	return nil
}

// objectGap stands under pictures and tables.
const objectGap = 12.0

// table goes on in the next box where it must, with its head again.
func (f *flow) table(t Table) {
	head := f.rowHeight(t, headOf(t))
	for from := 0; from == 0 || from < len(t.Rows); {
		caption := Block{Kind: kindCaption, Runs: []Run{Plain(t.Caption)}}
		first := head
		if t.Caption != "" {
			first += captionStyle().height(caption.Runs, f.width())
		}
		if from < len(t.Rows) {
			first += f.rowHeight(t, t.Rows[from])
		}
		if f.y+first > slideBottom && f.y > f.top {
			f.next()
		}
		if t.Caption != "" {
			f.write(caption)
		}
		f.flush()
		h, to := head, from
		for to < len(t.Rows) && (to == from || f.y+h+f.rowHeight(t, t.Rows[to]) <= slideBottom) {
			h += f.rowHeight(t, t.Rows[to])
			to++
		}
		f.place(slideShape{x: f.left(), y: f.y, w: f.width(), h: h, table: &t, rows: [2]int{from, to}})
		f.y += h + objectGap
		from = max(to, 1)
	}
}

func headOf(t Table) []Cell {
	head := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = Cell{Bold(c.Heading)}
	}
	return head
}

// Insets of a cell, in points.
const (
	cellSide = 3.0
	cellEdge = 2.0
)

func (f *flow) rowHeight(t Table, row []Cell) float64 {
	lines := 1
	for i, width := range slideColumns(t, f.width()) {
		lines = max(lines, linesOf(row[i], cellStyle().size, width-2*cellSide, true))
	}
	return float64(lines)*cellStyle().size*lineHeight + 2*cellEdge
}

// slideColumns are the widths of a table's columns, in points.
func slideColumns(t Table, room float64) []float64 {
	const twips = 20
	widths := make([]float64, len(t.Columns))
	for i, width := range columnWidths(t, int(room*twips)) {
		widths[i] = float64(width) / twips
	}
	return widths
}
