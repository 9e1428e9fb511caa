package documents

import "strconv"

// kindCaption is the caption of a table, which stands in a box of text over it.
const kindCaption Kind = -1

const namespaceP = "http://schemas.openxmlformats.org/presentationml/2006/main"

// slideWriter writes one slide and gathers what it leads to.
type slideWriter struct {
	xmlWriter
	d      Document
	frame  SlideFrame
	links  links
	shapes int
}

// paragraphs writes the text of a box.
func (w *slideWriter) paragraphs(blocks []Block) {
	w.start("p:txBody")
	w.start("a:bodyPr", "wrap", "square", "lIns", "0", "tIns", "0", "rIns", "0", "bIns", "0", "anchor", "t")
	w.leaf("a:normAutofit")
	w.end()
	w.leaf("a:lstStyle")
	for i, b := range blocks {
		style := slideStyleOf(b.Kind)
		if i == 0 {
			style.before = 0
		}
		w.paragraph(style, b.Runs, b.Language, "")
	}
	w.end()
}

// paragraph writes one paragraph; align is l, r or nothing.
func (w *slideWriter) paragraph(style slideStyle, runs []Run, language, align string) {
	w.start("a:p")
	var attributes []string
	if style.bullet {
		attributes = append(attributes, "marL", emu(hang), "indent", emu(-hang))
	} else {
		attributes = append(attributes, "marL", "0", "indent", "0")
	}
	if align != "" {
		attributes = append(attributes, "algn", align)
	}
	w.start("a:pPr", attributes...)
	w.spacing("a:spcBef", style.before)
	w.spacing("a:spcAft", style.after)
	if style.bullet {
		w.leaf("a:buFont", "typeface", "Arial")
		w.leaf("a:buChar", "char", "•")
	} else {
		w.leaf("a:buNone")
	}
	w.end()
	for _, r := range runs {
		w.run(style, r, language)
	}
	w.leaf("a:endParaRPr", "lang", w.d.Language, "sz", hundredths(style.size))
	w.end()
}

func (w *slideWriter) spacing(name string, points float64) {
	w.start(name)
	w.leaf("a:spcPts", "val", hundredths(points))
	w.end()
}

// hundredths are points as DrawingML counts them.
func hundredths(points float64) string { return strconv.Itoa(int(points*100 + 0.5)) }

func (w *slideWriter) run(style slideStyle, r Run, language string) {
	for _, candidate := range []string{r.Language, language, w.d.Language} {
		if candidate != "" {
			language = candidate
			break
		}
	}
	attributes := []string{"lang", language, "sz", hundredths(style.size)}
	if style.bold || r.Bold {
		attributes = append(attributes, "b", "1")
	}
	if r.Italic || r.Mark {
		attributes = append(attributes, "i", "1")
	}
	w.start("a:r")
	w.start("a:rPr", attributes...)
	if r.Link == "" {
		w.start("a:solidFill")
		w.leaf("a:schemeClr", "val", style.colour)
		w.end()
	} else {
		w.leaf("a:hlinkClick", "r:id", w.links.id(r.Link), "tooltip", shortened(r.Link, tooltipLength))
	}
	w.end()
	w.element("a:t", r.shown())
	w.end()
}
