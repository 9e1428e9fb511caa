package documents

import "strconv"

const (
	relationBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

	// Word refuses longer tooltips.
	tooltipLength = 255
)

// runs writes the runs of a paragraph, links included.
func (w *bodyWriter) runs(runs []Run) {
	for _, r := range runs {
		if r.Link == "" {
			w.run(r)
			continue
		}
		w.start("w:hyperlink", "r:id", w.links.id(r.Link), "w:history", "1", "w:tooltip", shortened(r.Link, tooltipLength))
		w.run(r)
		w.end()
	}
}

// run writes its properties in the order that the schema asks for.
func (w *bodyWriter) run(r Run) {
	language := r.Language
	if language == "" {
		language = w.language
	}
	w.start("w:r")
	if r.Link != "" || r.Bold || r.Italic || r.Mark || language != "" {
		w.start("w:rPr")
		switch {
		case r.Link != "":
			w.leaf("w:rStyle", "w:val", w.styles[RoleLink])
		case r.Mark:
			w.leaf("w:rStyle", "w:val", w.styles[RoleReservation])
		}
		if r.Bold {
			w.leaf("w:b")
		}
		if r.Italic {
			w.leaf("w:i")
		}
		if language != "" {
			w.leaf("w:lang", "w:val", language)
		}
		w.end()
	}
	w.element("w:t", r.shown(), "xml:space", "preserve")
	w.end()
}

func shortened(s string, length int) string {
	if runes := []rune(s); len(runes) > length {
		return string(runes[:length-1]) + "…"
	}
	return s
}

// links numbers the addresses that a text leads to, each once.
type links struct {
	ids       map[string]string
	addresses []string
}

func newLinks() links { return links{ids: map[string]string{}} }

func (l *links) id(address string) string {
	if id, ok := l.ids[address]; ok {
		return id
	}
	l.addresses = append(l.addresses, address)
	id := "rIdLink" + strconv.Itoa(len(l.addresses))
	l.ids[address] = id
	return id
}

func pictureID(number int) string     { return "rIdPicture" + strconv.Itoa(number) }
func pictureTarget(number int) string { return "media/picture" + strconv.Itoa(number) + ".png" }

// relationships is word/_rels/document.xml.rels of our own file.
func (c WordContent) relationships() string {
	return relationsOf(func(relation func(id, kind, target string, more ...string)) {
		relation("rIdStyles", "styles", "styles.xml")
		relation("rIdNumbering", "numbering", "numbering.xml")
		relation("rIdSettings", "settings", "settings.xml")
		relation("rIdHeader", "header", "header1.xml")
		relation("rIdFooter", "footer", "footer1.xml")
		for i, address := range c.Links {
			relation("rIdLink"+strconv.Itoa(i+1), "hyperlink", address, "TargetMode", "External")
		}
		for i := range c.Pictures {
			relation(pictureID(i+1), "image", pictureTarget(i+1))
		}
	})
}
