package housestyle

import (
	"net/url"
	"regexp"
	"strings"

	"tiltak/models"
)

// SeeHere finds where a writer has set the place of a link.
var SeeHere = regexp.MustCompile(`(?i)\b(?:se|sjå)[ \x{00a0}]her\b`)

// links advises on «se her» without a link, and on addresses by their form.
// The links of an item hang on its last line; one without a place is hung at
// the end. Nothing is fetched.
func links(p Paragraph) []Advice {
	var advice []Advice
	for _, l := range p.Links {
		if !goodAddress(l.URL) {
			advice = append(advice, Advice{Rule: LinkAddress, At: len(p.Text), End: len(p.Text), Phrase: l.URL})
		}
	}
	lines := linesOf(p.Text)
	if len(lines) == 0 {
		return advice
	}
	last, left := lines[len(lines)-1], len(p.Links)
	for _, at := range SeeHere.FindAllStringIndex(p.Text, -1) {
		if at[0] >= last.at && left > 0 {
			left--
			continue
		}
		return append(advice, Advice{Rule: NoLink, At: at[0], End: at[1], Phrase: p.Text[at[0]:at[1]]})
	}
	return advice
}

// goodAddress tells whether an address has the form of one on the web: http or
// https, and a host with a dot in it.
func goodAddress(text string) bool {
	if !models.ValidWebAddress(text) {
		return false
	}
	parsed, err := url.Parse(text)
	if err != nil {
		return false
	}
	host := parsed.Hostname()
	return strings.Contains(strings.Trim(host, "."), ".") && !strings.Contains(host, "..")
}
