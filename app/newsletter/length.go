package newsletter

import (
	"strings"
	"unicode/utf8"
)

// How the newsletter is set: its columns hold some 40 characters a line and two
// columns of some 50 lines a page, and its paragraphs are short.
const (
	lineLength   = 40
	linesPerPage = 100
)

// Length is how much room a text takes.
type Length struct {
	Words      int
	Lines      int // of 40 characters
	Characters int
}

// Measure counts a text as it would be set in one column.
func Measure(text string) Length {
	length := Length{Words: len(strings.Fields(text)), Characters: utf8.RuneCountInString(strings.TrimSpace(text))}
	for paragraph := range strings.Lines(text) {
		length.Lines += linesOf(paragraph)
	}
	return length
}

// linesOf breaks a paragraph between words, as a column does.
func linesOf(paragraph string) int {
	lines, used := 0, 0
	for _, word := range strings.Fields(paragraph) {
		width := utf8.RuneCountInString(word)
		switch {
		case lines == 0:
			lines, used = 1, width
		case used+1+width <= lineLength:
			used += 1 + width
		default:
			lines, used = lines+1, width
		}
		for used > lineLength { // a word longer than the line is divided
			lines, used = lines+1, used-lineLength
		}
	}
	return lines
}
