package newsletter

import (
	"slices"
	"strings"
	"unicode"

	"tiltak/app/documents"
	"tiltak/app/newsletter/housestyle"
	"tiltak/models"
)

// lines are the paragraphs of a text: one for each line that has words.
func lines(text string) []string {
	var paragraphs []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			paragraphs = append(paragraphs, line)
		}
	}
	return paragraphs
}

// withoutStatus takes a status word away from the head of a paragraph where the
// paper prints the status itself, or where the word is not the measure's status.
// A text may be in another written form than the paper.
// What is printed is the snapshot's word, never the text's.
func (w *writer) withoutStatus(text string, figure models.Figure) string {
	for {
		rest, named, found := w.cutStatus(text)
		if !found || named == figure && !behind(figure) {
			return text
		}
		text = upperFirst(rest)
	}
}

// cutStatus takes one status word off the head of a text, where it stands as the
// paper states one: before a stop, a colon or a dash, or alone. Case and the kind
// of space make no difference to a reader.
func (w *writer) cutStatus(text string) (rest string, named models.Figure, found bool) {
	for _, f := range models.Figures() {
		for _, written := range []models.Language{models.Bokmaal, models.Nynorsk} {
			if rest, found := cutWord(text, w.In(written).Figure(f)); found {
				return rest, f, true
			}
		}
	}
	return text, "", false
}

// cutWord takes a status word off the head of a text, whatever its case and the
// kind of space in it.
func cutWord(text, status string) (string, bool) {
	rest := text
	for i, word := range strings.Fields(status) {
		if i > 0 {
			trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
			if trimmed == rest {
				return text, false
			}
			rest = trimmed
		}
		if len(rest) < len(word) || !strings.EqualFold(rest[:len(word)], word) {
			return text, false
		}
		rest = rest[len(word):]
	}
	if !endsStatus(rest) {
		return text, false
	}
	return strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".:!;–—-", r) }), true
}

// endsStatus tells whether what follows a status word sets it apart from a
// sentence.
func endsStatus(rest string) bool {
	bare := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if bare == "" || strings.ContainsAny(bare[:1], ".:!;") || strings.HasPrefix(bare, "–") || strings.HasPrefix(bare, "—") {
		return true
	}
	return bare != rest && strings.HasPrefix(bare, "- ")
}

// linked writes a text with its links as «se her»: where the text itself says
// so, else at its end. An address that cannot be opened is left out; an issue
// that has one cannot be frozen.
func (w *writer) linked(text string, links []models.Link) []documents.Run {
	var runs []documents.Run
	rest := text
	left := slices.DeleteFunc(slices.Clone(links), func(l models.Link) bool { return !documents.ValidLink(l.URL) })
	for len(left) > 0 {
		at := housestyle.SeeHere.FindStringIndex(rest)
		if at == nil {
			break
		}
		word := strings.ReplaceAll(rest[at[0]:at[1]], " ", "\u00a0")
		runs = append(runs, documents.Plain(rest[:at[0]]), documents.Link(word, left[0].URL))
		rest, left = rest[at[1]:], left[1:]
	}
	if len(left) == 0 {
		return append(runs, documents.Plain(rest))
	}
	return append(runs, w.ending(rest, left)...)
}

// ending hangs links at the end of a text: «…, se her.», or, where there are
// several, «…, se "det ene" her og "det andre" her.»
func (w *writer) ending(text string, links []models.Link) []documents.Run {
	text = strings.TrimRight(text, " ")
	open := strings.TrimSuffix(text, ".")
	see := ", " + w.T("newsletter.paper.see")
	if text == "" || strings.HasSuffix(text, "..") || strings.ContainsAny(text[len(text)-1:], "!?:)") {
		open, see = strings.TrimLeft(text+" ", " "), w.T("newsletter.paper.see_first")
	}
	here := w.T("newsletter.paper.here")
	if len(links) == 1 {
		return []documents.Run{
			documents.Plain(open + strings.TrimSuffix(see, lastWord(see))),
			documents.Link(lastWord(see)+"\u00a0"+here, links[0].URL), documents.Plain("."),
		}
	}
	runs := []documents.Run{documents.Plain(open + see)}
	for i, link := range links {
		between := " "
		switch {
		case i > 0 && i == len(links)-1:
			between = " " + w.T("list.and") + " "
		case i > 0:
			between = ", "
		}
		runs = append(runs, documents.Plain(between+`"`+quotable(link.Label)+`"`+"\u00a0"), documents.Link(here, link.URL))
	}
	return append(runs, documents.Plain("."))
}

// lastWord is what follows the last space.
func lastWord(text string) string { return text[strings.LastIndex(text, " ")+1:] }
