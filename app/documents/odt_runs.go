package documents

import "strings"

// runs writes the runs of a paragraph, links included. Spaces at its start and
// after another space are written as elements: readers drop them otherwise.
func (w *odtWriter) runs(runs []Run) {
	spaced := true
	for _, r := range runs {
		depth := len(w.open)
		if r.Link != "" {
			w.start("text:a", "xlink:type", "simple", "xlink:href", r.Link, "office:title", r.Link,
				"text:style-name", "Internet_20_link", "text:visited-style-name", "Internet_20_link")
		}
		if style := w.styles.run(r); style != "" {
			w.start("text:span", "text:style-name", style)
		}
		spaced = w.spacedText(r.shown(), spaced)
		w.endTo(depth)
	}
}

// spacedText tells whether what it wrote ends with a space.
func (w *odtWriter) spacedText(s string, spaced bool) bool {
	for {
		// the first space that follows another
		at, after := -1, spaced
		for i := range len(s) {
			if s[i] == ' ' && after {
				at = i
				break
			}
			after = s[i] == ' '
		}
		if at < 0 {
			w.text(s)
			return after
		}
		rest := strings.TrimLeft(s[at:], " ")
		w.text(s[:at])
		for range len(s) - at - len(rest) {
			w.leaf("text:s")
		}
		s, spaced = rest, true
	}
}
