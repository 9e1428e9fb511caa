package letterhead

import (
	"encoding/xml"
	"strings"

	"tiltak/app/documents"
)

const wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// markHeaders puts the marks of a draft or of example data into the template's own
// headers, and gives the page edges with ours where a kind of page has no header.
// A paper without marks keeps the template's headers to the byte.
func (w *Word) markHeaders(d documents.Document, ours string, parts map[string]string) (edges string, added bool) {
	edges = w.page.edges
	if edges == "" || d.Draft == "" && d.Example == "" {
		return edges, false
	}
	for _, r := range w.relations {
		if r.kind == "header" {
			parts[r.target] = marked(w.parts[r.target], ours)
		}
	}
	pages := []string{"default"}
	if w.page.first {
		pages = append(pages, "first")
	}
	for _, page := range pages {
		if !strings.Contains(edges, `<w:headerReference w:type="`+page+`"`) {
			edges, added = `<w:headerReference w:type="`+page+`" r:id="rIdHeader"/>`+edges, true
		}
	}
	return edges, added
}

// marked is a header with the paragraph of ours last in it. One that is empty or
// cannot be read becomes ours.
func marked(header, ours string) string {
	from, to := strings.Index(ours, "<w:p>"), strings.LastIndex(ours, "</w:hdr>")
	at := endOfRoot(header)
	if at < 0 || from < 0 || to < from {
		return ours
	}
	// The template may know the namespace by another prefix.
	paragraph := strings.Replace(ours[from:to], "<w:p>", `<w:p xmlns:w="`+wordNamespace+`">`, 1)
	return header[:at] + paragraph + header[at:]
}

// endOfRoot is where the closing tag of the root begins; -1: there is none.
func endOfRoot(part string) int {
	decoder := xml.NewDecoder(strings.NewReader(part))
	depth := 0
	for {
		at := decoder.InputOffset()
		token, err := decoder.Token()
		if err != nil {
			return -1
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 && strings.HasPrefix(part[at:], "</") {
				return int(at)
			}
		}
	}
}
