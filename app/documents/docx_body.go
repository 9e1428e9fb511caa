package documents

import "fmt"

const (
	namespaceW   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	namespaceR   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	namespaceWP  = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	namespaceA   = "http://schemas.openxmlformats.org/drawingml/2006/main"
	namespacePic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
)

// Lengths in twentieths of a point: A4 with margins of 2 cm.
const (
	pageWidth  = 11906
	pageHeight = 16838
	margin     = 1134
	textWidth  = pageWidth - 2*margin
	columnGap  = 567
)

// bodyWriter writes word/document.xml and gathers what the other parts need.
type bodyWriter struct {
	xmlWriter
	d        Document
	styles   WordStyles
	links    links
	pictures [][]byte
	columns  int    // of the running section
	sections int    // ended so far
	ended    bool   // the last paragraph ended its section
	language string // of the running block
}

func writeBody(d Document, styles WordStyles) (*bodyWriter, error) {
	w := &bodyWriter{d: d, styles: styles, columns: 1, links: newLinks()}
	w.b.WriteString(xmlHead)
	w.start("w:document", "xmlns:w", namespaceW, "xmlns:r", namespaceR, "xmlns:wp", namespaceWP, "xmlns:a", namespaceA, "xmlns:pic", namespacePic)
	w.start("w:body")
	if marks := d.marks(); marks != "" {
		w.paragraph(RoleDraft, []Run{Plain(marks)}, 0)
	}
	for i, b := range d.Blocks {
		if err := w.block(b, w.next(i)); err != nil {
			return nil, err
		}
	}
	w.section(w.columns, w.sections > 0)
	w.end()
	w.end()
	return w, nil
}

func (w *bodyWriter) document() string { return w.String() }

// next is the block after block i, or a zero paragraph at the end.
func (w *bodyWriter) next(i int) Block {
	if i+1 < len(w.d.Blocks) {
		return w.d.Blocks[i+1]
	}
	return Block{}
}

func (w *bodyWriter) block(b, next Block) error {
	w.language = b.Language
	ends := 0
	if next.Kind == KindColumns && next.Columns != w.columns {
		ends = w.columns
	}
	switch b.Kind {
	case KindColumns:
		w.changeColumns(b.Columns)
	case KindTable:
		w.table(*b.Table, ends)
	case KindImage:
		return w.image(*b.Image)
	default:
		role, known := roleOf(b.Kind)
		if !known {
			return fmt.Errorf("documents: no style for block kind %d", b.Kind)
		}
		if len(b.Runs) > 0 {
			w.paragraph(role, b.Runs, ends)
		}
	}
	return nil
}

// changeColumns ends the running section, unless the paragraph before has done
// so already.
func (w *bodyWriter) changeColumns(columns int) {
	if columns != w.columns && !w.ended {
		w.paragraph(RoleGap, nil, w.columns)
	}
	w.columns, w.ended = columns, false
}

// paragraph writes one paragraph; ends is the number of columns of the section
// that it ends, or 0.
func (w *bodyWriter) paragraph(role Role, runs []Run, ends int) {
	w.start("w:p")
	w.start("w:pPr")
	w.leaf("w:pStyle", "w:val", w.styles[role])
	if ends > 0 {
		w.section(ends, w.sections > 0)
		w.sections, w.ended = w.sections+1, true
	}
	w.end()
	w.runs(runs)
	w.end()
}

// section writes the properties of a section: paper, margins and columns.
func (w *bodyWriter) section(columns int, continuous bool) {
	w.start("w:sectPr")
	w.leaf("w:headerReference", "w:type", "default", "r:id", "rIdHeader")
	w.leaf("w:footerReference", "w:type", "default", "r:id", "rIdFooter")
	if continuous {
		w.leaf("w:type", "w:val", "continuous")
	}
	w.leaf("w:pgSz", "w:w", fmt.Sprint(pageWidth), "w:h", fmt.Sprint(pageHeight))
	m := fmt.Sprint(margin)
	w.leaf("w:pgMar", "w:top", m, "w:right", m, "w:bottom", m, "w:left", m, "w:header", "567", "w:footer", "567", "w:gutter", "0")
	w.leaf("w:cols", "w:num", fmt.Sprint(columns), "w:space", fmt.Sprint(columnGap))
	w.end()
}

// roomWidth is the width of the running column.
func (w *bodyWriter) roomWidth() int {
	return (textWidth - (w.columns-1)*columnGap) / w.columns
}
