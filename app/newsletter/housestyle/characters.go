package housestyle

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	otherQuotes = regexp.MustCompile(`[«»“”„‟‹›]`)
	manySpaces  = regexp.MustCompile(`[^\s]([ \x{00a0}]{2,})[^\s]`)
	spaceBefore = regexp.MustCompile(`[\pL\d)"»]([ \x{00a0}]+[,.;:!?])(?:\s|$)`)
)

// characters advises on quotation marks, spaces and the stop at the end of a
// paragraph.
func characters(p Paragraph) []Advice {
	text := p.Text
	var advice []Advice
	if at := otherQuotes.FindStringIndex(text); at != nil {
		advice = append(advice, Advice{Rule: QuotationMark, At: at[0], End: at[1], Phrase: text[at[0]:at[1]], Write: `"`})
	}
	for _, at := range manySpaces.FindAllStringSubmatchIndex(text, -1) {
		from, end := around(text, at[2], at[3])
		advice = append(advice, Advice{Rule: DoubleSpace, At: at[2], End: at[3], Phrase: text[from:end]})
	}
	for _, at := range spaceBefore.FindAllStringSubmatchIndex(text, -1) {
		from, _ := around(text, at[2], at[3])
		advice = append(advice, Advice{Rule: SpaceBefore, At: at[2], End: at[3], Phrase: text[from:at[3]]})
	}
	lines := linesOf(text)
	for i, l := range lines {
		written := text[l.at:l.end]
		if strings.Count(written, `"`)%2 != 0 {
			at := l.at + strings.LastIndex(written, `"`)
			advice = append(advice, Advice{Rule: LoneQuotation, At: at, End: at + 1, Phrase: begins(text[at:l.end])})
		}
		hung := i == len(lines)-1 && len(p.Links) > len(SeeHere.FindAllString(written, -1)) // the paper writes the end
		if !p.Listed && !hung && !ends(written) {
			advice = append(advice, Advice{Rule: NoFullStop, At: l.end, End: l.end, Phrase: lastWords(written)})
		}
	}
	return advice
}

// ends tells whether a paragraph has its mark at the end. Lists, and what
// introduces one, need none.
func ends(written string) bool {
	if strings.HasPrefix(written, "- ") || strings.HasPrefix(written, "• ") || strings.HasPrefix(written, "– ") {
		return true
	}
	if open := strings.LastIndexByte(written, '('); open > 0 && strings.HasSuffix(written, ")") { // a remark after the stop
		if before := strings.TrimSpace(written[:open]); before != "" && strings.ContainsAny(before[len(before)-1:], ".!?") {
			return true
		}
	}
	bare := strings.TrimRight(written, `"»”)`)
	last, _ := utf8.DecodeLastRuneInString(bare)
	return strings.ContainsRune(".!?:…", last)
}

// around gives the words before and after a place, to know it by.
func around(text string, at, end int) (int, int) {
	for at > 0 && !strings.ContainsAny(text[at-1:at], " \n") && text[at-1] < utf8.RuneSelf {
		at--
	}
	for end < len(text) && !strings.ContainsAny(text[end:end+1], " \n") && text[end] < utf8.RuneSelf {
		end++
	}
	return at, end
}

const fewWords = 4

func begins(text string) string {
	fields := strings.Fields(text)
	if len(fields) <= fewWords {
		return strings.Join(fields, " ")
	}
	return strings.Join(fields[:fewWords], " ") + " …"
}

func lastWords(text string) string {
	fields := strings.Fields(text)
	if len(fields) <= fewWords {
		return strings.Join(fields, " ")
	}
	return "… " + strings.Join(fields[len(fields)-fewWords:], " ")
}
