package documents

import (
	"html"
	"io"
)

// Web writes a fragment that can be put into a page of another site: headings
// from the second level, real lists and tables, and no style or id of its own, so
// that the site's own look applies.
//
// A picture becomes its text: the fragment is one file, and the table beside the
// picture has its numbers.
func Web(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	h := htmlWriter{d: d, language: d.Language, bare: true}
	h.open("section", "", "lang", d.Language)
	h.line()
	h.paragraph("", d.marks())
	h.blocks()
	h.paragraph("", d.marks())
	h.close("section")
	h.line()
	_, err = io.WriteString(w, h.b.String())
	return err
}

// figure writes what a picture shows.
func (h *htmlWriter) figure(b Block) {
	text := joined(": ", h.d.Words.Figure, b.Image.Alt)
	if !h.bare {
		h.open("p", styleFigure, h.languageOf(b.Language)...)
		h.text(text)
		h.close("p")
		h.line()
		return
	}
	h.b.WriteString("<figure><figcaption>" + html.EscapeString(text) + "</figcaption></figure>\n")
}
