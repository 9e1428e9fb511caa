package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Opening is how a text begins: as many whole sentences of its first paragraph
// as fit in most characters, at least one; a first sentence that is longer is
// cut between words, with an ellipsis.
func Opening(text string, most int) string {
	paragraph, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	paragraph = strings.TrimSpace(paragraph)
	if utf8.RuneCountInString(paragraph) <= most {
		return paragraph
	}
	fits := ""
	for _, end := range sentenceEnds(paragraph) {
		if utf8.RuneCountInString(paragraph[:end]) > most {
			break
		}
		fits = paragraph[:end]
	}
	if fits != "" {
		return fits
	}
	cut := string([]rune(paragraph)[:most])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–-") + " …"
}

// sentenceEnds gives where in a paragraph sentences end: after a mark before a
// space and what may begin a sentence. «28. mai» ends none.
func sentenceEnds(paragraph string) []int {
	var ends []int
	for i, r := range paragraph {
		if r != '.' && r != '!' && r != '?' {
			continue
		}
		rest := paragraph[i+1:]
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " «\"("))
		if strings.HasPrefix(rest, " ") && (unicode.IsUpper(next) || unicode.IsDigit(next)) {
			ends = append(ends, i+1)
		}
	}
	return ends
}
