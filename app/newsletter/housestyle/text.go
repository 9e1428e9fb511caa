package housestyle

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden stands for a byte that is not to be read.
const hidden = "\x01"

// quoted is what stands between quotation marks, which keeps its own form: titles
// are quoted as they are. Addresses are no words either.
var quoted = regexp.MustCompile(`"[^"\n]*"|«[^«»\n]*»|[“”„][^“”\n]*[“”]|https?://[^\s]+|www\.[^\s]+|[^\s@]+@[^\s@]+`)

// mask hides what is quoted. Every byte keeps its place.
func mask(text string) string {
	return quoted.ReplaceAllStringFunc(text, func(found string) string {
		if first := found[:1]; first == `"` && len(found) > 1 {
			return `"` + strings.Repeat(hidden, len(found)-2) + `"`
		}
		return strings.Repeat(hidden, len(found))
	})
}

// token is one word of a text.
type token struct {
	at, end int
	word    string
}

// tokens are the words of a text: letters and digits, with hyphens inside.
func tokens(text string) []token {
	var found []token
	start := -1
	flush := func(end int) {
		if start >= 0 {
			word := strings.TrimRight(text[start:end], "-")
			if word != "" {
				found = append(found, token{start, start + len(word), word})
			}
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
		case r == '-' && start >= 0:
		default:
			flush(i)
		}
	}
	flush(len(text))
	return found
}

// line is one paragraph of a text as it is set.
type line struct {
	at, end int // without the space around
}

func linesOf(text string) []line {
	var found []line
	at := 0
	for part := range strings.SplitSeq(text, "\n") {
		left := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		if trimmed := strings.TrimSpace(part); trimmed != "" {
			found = append(found, line{at + left, at + left + len(trimmed)})
		}
		at += len(part) + 1
	}
	return found
}

// wordBefore and wordAfter tell whether a letter or digit stands beside a place.
func wordBefore(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return at > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func wordAfter(text string, end int) bool {
	r, _ := utf8.DecodeRuneInString(text[end:])
	return end < len(text) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// beginsSentence tells whether a place is the first of a sentence.
func beginsSentence(text string, at int) bool {
	before := strings.TrimRightFunc(text[:at], func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '"' || r == '«' || r == '(' })
	if before == "" || strings.HasSuffix(before, "\n") || strings.ContainsAny(before[len(before)-1:], "!?:") {
		return true
	}
	if !strings.HasSuffix(before, ".") {
		return false
	}
	return !wordIsNumber(strings.TrimSuffix(before, "."))
}

// wordIsNumber tells whether a text ends in a number: the stop of «28.» ends no
// sentence.
func wordIsNumber(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsDigit(r)
}
