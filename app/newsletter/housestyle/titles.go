package housestyle

import (
	"regexp"
	"strings"
)

// titles finds working titles in texts.
type titles struct {
	titles []title
	mark   string
	marked *regexp.Regexp // the mark, right after a title
}

type title struct {
	words  string
	plain  *regexp.Regexp // as running text; nil for a title of one word
	quoted *regexp.Regexp // between quotation marks, whatever the case
}

const quoteMarks = `"«»“”„'`

// workingTitles makes ready to look for the titles of a section. A title counts
// where it stands between quotation marks, and where it stands as it is written,
// capital and all. One of a single word («Forebygging») counts only when it is
// quoted: it is an ordinary word too.
func workingTitles(section Section) titles {
	var t titles
	for _, name := range section.Titles {
		for _, words := range []string{name.NB, name.NN, name.EN} {
			words = strings.TrimSuffix(strings.Join(strings.Fields(words), " "), ".")
			if words == "" || t.knows(words) {
				continue
			}
			pattern := spaced(words)
			one := title{words: words, quoted: regexp.MustCompile(`(?i)[` + quoteMarks + `]\s*(` + pattern + `)[.,]?\s*[` + quoteMarks + `]`)}
			if strings.Contains(words, " ") {
				one.plain = regexp.MustCompile(`(` + pattern + `)`)
			}
			t.titles = append(t.titles, one)
		}
	}
	t.marked = nothing
	var marks []string
	for _, mark := range section.Marks {
		marks = append(marks, spaced(mark))
	}
	if len(marks) > 0 {
		t.mark = section.Marks[0]
		t.marked = regexp.MustCompile(`^[.,]?[` + quoteMarks + `]?[\s\x{00a0}]*\((?i:` + strings.Join(marks, "|") + `)\)`)
	}
	return t
}

// nothing matches no text.
var nothing = regexp.MustCompile(`[^\s\S]`)

func (t titles) knows(words string) bool {
	for _, known := range t.titles {
		if known.words == words {
			return true
		}
	}
	return false
}

// spaced is the pattern of words with any space between them. Quotation marks
// and dashes of any kind are the same.
func spaced(words string) string {
	var b strings.Builder
	for i, word := range strings.Fields(words) {
		if i > 0 {
			b.WriteString(`[\s\x{00a0}]+`)
		}
		for _, r := range word {
			switch {
			case strings.ContainsRune(quoteMarks, r):
				b.WriteString(`[` + quoteMarks + `]`)
			case strings.ContainsRune("-–—−", r):
				b.WriteString(`[-–—−]`)
			default:
				b.WriteString(regexp.QuoteMeta(string(r)))
			}
		}
	}
	return b.String()
}

// in finds the titles that stand in a text without their mark.
func (t titles) in(text string) []Advice {
	var advice []Advice
	for _, title := range t.titles {
		for _, find := range []*regexp.Regexp{title.plain, title.quoted} {
			if find == nil {
				continue
			}
			for _, at := range find.FindAllStringSubmatchIndex(text, -1) {
				at, end := at[2], at[3]
				if wordBefore(text, at) || wordAfter(text, end) || t.marked.MatchString(text[end:]) {
					continue
				}
				advice = append(advice, Advice{Rule: WorkingTitle, At: at, End: end, Phrase: title.words, Write: title.words + " (" + t.mark + ")"})
			}
		}
	}
	return advice
}
