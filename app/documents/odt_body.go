package documents

import (
	"bytes"
	"fmt"
	"image/png"
	"strconv"
	"strings"
)

const odf = "urn:oasis:names:tc:opendocument:xmlns:"

// odtWriter writes the text of content.xml and gathers its pictures and the
// styles that stand before it.
type odtWriter struct {
	xmlWriter
	d        Document
	pictures [][]byte
	styles   odtAutomatic
	tables   int
	sections int
	columns  int // of the running section
	list     bool
}

func writeODTBody(d Document) (*odtWriter, error) {
	w := &odtWriter{d: d, columns: 1, styles: newODTAutomatic()}
	if marks := d.marks(); marks != "" {
		w.paragraph("Kladdlinje", "", []Run{Plain(marks)})
	}
	for _, b := range d.Blocks {
		if err := w.block(b); err != nil {
			return nil, err
		}
	}
	w.endList()
	w.changeColumns(1)
	return w, nil
}

// document is content.xml. The parts of it are well-formed each for itself.
func (w *odtWriter) document() string {
	var x xmlWriter
	x.b.WriteString(xmlHead)
	x.start("office:document-content", "office:version", "1.2",
		"xmlns:office", odf+"office:1.0", "xmlns:style", odf+"style:1.0", "xmlns:text", odf+"text:1.0", "xmlns:table", odf+"table:1.0",
		"xmlns:draw", odf+"drawing:1.0", "xmlns:fo", odf+"xsl-fo-compatible:1.0", "xmlns:svg", odf+"svg-compatible:1.0",
		"xmlns:xlink", "http://www.w3.org/1999/xlink")
	x.start("office:automatic-styles")
	x.b.WriteString(w.styles.String())
	x.end()
	x.start("office:body")
	x.start("office:text")
	x.b.WriteString(w.String())
	x.endTo(0)
	return x.String()
}

func (w *odtWriter) block(b Block) error {
	if b.Kind != KindItem {
		w.endList()
	}
	switch b.Kind {
	case KindColumns:
		w.changeColumns(b.Columns)
	case KindTable:
		w.table(*b.Table, b.Language)
	case KindImage:
		return w.image(*b.Image, b.Language)
	case KindItem:
		w.item(b)
	default:
		style, level, err := odtStyleOf(b.Kind)
		switch {
		case err != nil:
			return err
		case len(b.Runs) == 0:
		case level > 0:
			w.start("text:h", "text:style-name", w.styles.paragraph(style, b.Language), "text:outline-level", strconv.Itoa(level))
			w.runs(b.Runs)
			w.end()
		default:
			w.paragraph(style, b.Language, b.Runs)
		}
	}
	return nil
}

// odtStyleOf gives the style of a kind, and the level of a heading. The levels
// are those of the Word file.
func odtStyleOf(kind Kind) (style string, level int, err error) {
	switch kind {
	case KindTitle:
		return "Heading_20_1", 1, nil
	case KindHeading1:
		return "Heading_20_2", 2, nil
	case KindHeading2:
		return "Heading_20_3", 3, nil
	case KindLead:
		return "Ingress", 0, nil
	case KindParagraph:
		return "Standard", 0, nil
	case KindNote:
		return "Merknad", 0, nil
	}
	return "", 0, fmt.Errorf("documents: no style for block kind %d", kind)
}

func (w *odtWriter) paragraph(style, language string, runs []Run) {
	w.start("text:p", "text:style-name", w.styles.paragraph(style, language))
	w.runs(runs)
	w.end()
}

func (w *odtWriter) item(b Block) {
	if len(b.Runs) == 0 {
		return
	}
	if !w.list {
		w.start("text:list", "text:style-name", "Punktliste")
		w.list = true
	}
	w.start("text:list-item")
	w.paragraph("List_20_Bullet", b.Language, b.Runs)
	w.end()
}

func (w *odtWriter) endList() {
	if w.list {
		w.end()
		w.list = false
	}
}

// changeColumns ends the running section and begins one, if there is more than
// one column: text outside any section stands in one.
func (w *odtWriter) changeColumns(columns int) {
	if columns == w.columns {
		return
	}
	if w.columns > 1 {
		w.end()
	}
	if w.columns = columns; columns > 1 {
		w.sections++
		w.start("text:section", "text:style-name", w.styles.section(columns), "text:name", "Section "+strconv.Itoa(w.sections))
	}
}

// roomWidth is the width of the running column in twentieths of a point.
func (w *odtWriter) roomWidth() int {
	return (textWidth - (w.columns-1)*columnGap) / w.columns
}

// image sets the picture as wide as the column, with its alternative text.
func (w *odtWriter) image(i Image, language string) error {
	size, err := png.DecodeConfig(bytes.NewReader(i.PNG))
	if err != nil {
		return fmt.Errorf("documents: read picture: %w", err)
	}
	width, height := pictureSize(size.Width, size.Height, w.roomWidth())
	w.pictures = append(w.pictures, i.PNG)
	number := len(w.pictures)
	depth := len(w.open)
	w.start("text:p", "text:style-name", w.styles.paragraph("Figur", language))
	w.start("draw:frame", "draw:name", "Figure "+strconv.Itoa(number), "draw:style-name", w.styles.picture(), "text:anchor-type", "as-char", "svg:width", points(width), "svg:height", points(height))
	w.leaf("draw:image", "xlink:href", odtPicture(number), "xlink:type", "simple", "xlink:show", "embed", "xlink:actuate", "onLoad")
	w.element("svg:desc", i.Alt)
	w.endTo(depth)
	return nil
}

// points writes a length given in twentieths of a point.
func points(twentieths int) string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(twentieths)/20, 'f', 2, 64), ".00") + "pt"
}
