package documents

import (
	"fmt"
	"strconv"
)

// write writes the slide; first is the number of the picture before its own.
func (w *slideWriter) write(s slide, number, first int) string {
	w.b.WriteString(xmlHead)
	w.start("p:sld", "xmlns:a", namespaceA, "xmlns:r", namespaceR, "xmlns:p", namespaceP)
	w.start("p:cSld")
	w.start("p:spTree")
	groupStart(&w.xmlWriter)
	w.box(placeholder{name: "Title", kind: w.frame.Title}, nil, func() {
		w.simple(titleStyle(s.title, w.frame.Right-w.frame.Left), s.title)
	})
	if marks := w.d.marks(); marks != "" {
		place := slideShape{x: w.frame.Left, y: w.frame.MarkTop, w: w.frame.Right - w.frame.Left, h: 18}
		w.box(placeholder{name: "Mark"}, &place, func() { w.simple(slideStyle{size: 11, bold: true, colour: "accent2"}, marks) })
	}
	for _, shape := range s.shapes {
		switch {
		case shape.image != nil:
			first++
			w.picture(shape, first)
		case shape.table != nil:
			w.table(shape)
		default:
			ph := placeholder{name: "Text"}
			if shape.column > 0 {
				ph = placeholder{name: fmt.Sprintf("Column %d", shape.column), index: w.frame.Columns[shape.column-1]}
			}
			w.box(ph, &shape, func() { w.paragraphs(shape.paragraphs) })
		}
	}
	left, right := w.frame.foot(0, 0.75), w.frame.foot(0.75, 1)
	w.box(placeholderOf("Footer", "ftr", w.frame.Footer), &left, func() {
		w.simple(slideStyle{size: 9, colour: "tx1"}, joined(" – ", w.d.footer(), w.d.marks()))
	})
	w.box(placeholderOf("Slide number", "sldNum", w.frame.Number), &right, func() { w.pageNumber(number) })
	w.end()
	w.end()
	w.start("p:clrMapOvr")
	w.leaf("a:masterClrMapping")
	w.end()
	w.end()
	return w.String()
}

// placeholder says which place of the layout a box fills; without kind and
// index it is a box of its own.
type placeholder struct {
	name, kind string
	index      int
}

// placeholderOf is a box of its own where the layout has no place for it.
func placeholderOf(name, kind string, index int) placeholder {
	if index == 0 {
		return placeholder{name: name}
	}
	return placeholder{name, kind, index}
}

func (p placeholder) own() bool { return p.kind == "" && p.index == 0 }

func groupStart(x *xmlWriter) {
	x.start("p:nvGrpSpPr")
	x.leaf("p:cNvPr", "id", "1", "name", "")
	x.leaf("p:cNvGrpSpPr")
	x.leaf("p:nvPr")
	x.end()
	x.leaf("p:grpSpPr")
}

// named writes the number and name of a shape, and the text that says the same
// for those who do not see it.
func (w *slideWriter) named(name, alternative string) {
	w.shapes++
	attributes := []string{"id", strconv.Itoa(w.shapes + 1), "name", fmt.Sprintf("%s %d", name, w.shapes)}
	if alternative != "" {
		attributes = append(attributes, "descr", alternative)
	}
	w.leaf("p:cNvPr", attributes...)
}

// box writes a shape that holds text, at its place; what has a kind stands where
// the layout has it.
func (w *slideWriter) box(p placeholder, where *slideShape, text func()) {
	w.start("p:sp")
	w.start("p:nvSpPr")
	w.named(p.name, "")
	if p.own() {
		w.leaf("p:cNvSpPr", "txBox", "1")
		w.leaf("p:nvPr")
	} else {
		w.start("p:cNvSpPr")
		w.leaf("a:spLocks", "noGrp", "1")
		w.end()
		w.start("p:nvPr")
		var attributes []string
		if p.kind != "" {
			attributes = append(attributes, "type", p.kind)
		}
		if p.index > 0 {
			attributes = append(attributes, "idx", strconv.Itoa(p.index))
		}
		w.leaf("p:ph", attributes...)
		w.end()
	}
	w.end()
	w.start("p:spPr")
	if where != nil && p.kind == "" {
		w.place("a:xfrm", *where)
		if p.own() {
			w.start("a:prstGeom", "prst", "rect")
			w.leaf("a:avLst")
			w.end()
			w.leaf("a:noFill")
		}
	}
	w.end()
	text()
	w.end()
}

func (w *slideWriter) place(name string, s slideShape) {
	w.start(name)
	w.leaf("a:off", "x", emu(s.x), "y", emu(s.y))
	w.leaf("a:ext", "cx", emu(s.w), "cy", emu(max(s.h, 1)))
	w.end()
}

// simple is a text of one paragraph.
func (w *slideWriter) simple(style slideStyle, text string) {
	w.start("p:txBody")
	w.start("a:bodyPr")
	w.leaf("a:normAutofit")
	w.end()
	w.leaf("a:lstStyle")
	w.paragraph(style, []Run{Plain(text)}, "", "")
	w.end()
}

func (w *slideWriter) pageNumber(number int) {
	w.start("p:txBody")
	w.leaf("a:bodyPr")
	w.leaf("a:lstStyle")
	w.start("a:p")
	w.leaf("a:pPr", "algn", "r")
	if w.d.Words.Page != "" {
		w.run(slideStyle{size: 9, colour: "tx1"}, Plain(w.d.Words.Page+" "), "")
	}
	w.start("a:fld", "id", "{5B2A6E9C-4D1F-4C57-9A77-2F0C1E6B8D31}", "type", "slidenum")
	w.leaf("a:rPr", "lang", w.d.Language, "sz", hundredths(9))
	w.element("a:t", strconv.Itoa(number))
	w.end()
	w.end()
	w.end()
}

func (w *slideWriter) picture(s slideShape, number int) {
	w.start("p:pic")
	w.start("p:nvPicPr")
	w.named("Figure", s.image.Alt)
	w.start("p:cNvPicPr")
	w.leaf("a:picLocks", "noChangeAspect", "1")
	w.end()
	w.leaf("p:nvPr")
	w.end()
	w.start("p:blipFill")
	w.leaf("a:blip", "r:embed", pictureID(number))
	w.start("a:stretch")
	w.leaf("a:fillRect")
	w.end()
	w.end()
	w.start("p:spPr")
	w.place("a:xfrm", s)
	w.start("a:prstGeom", "prst", "rect")
	w.leaf("a:avLst")
	w.end()
	w.end()
	w.end()
}
