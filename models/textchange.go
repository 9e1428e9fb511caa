package models

import (
	"strings"
	"unicode"
)

// TextPart is a stretch of words in a comparison of two texts.
type TextPart struct {
	Change PartChange
	Text   string
}

// PartChange says in which of the two texts a part stands.
type PartChange string

// The kinds of part.
const (
	PartSame    PartChange = "same"
	PartAdded   PartChange = "added"
	PartRemoved PartChange = "removed"
)

// maxCompared is the most cells of the table that TextChanges fills: two texts
// of 1500 changed words each. Longer ones are told as wholly replaced.
const maxCompared = 9_000_000

// TextChanges compares two texts word by word. The parts that are not added
// make up before, those that are not removed make up after, to the letter.
func TextChanges(before, after string) []TextPart {
	a, b := splitWords(before), splitWords(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var parts []TextPart
	for _, word := range a[:head] {
		parts = appendPart(parts, PartSame, word)
	}
	parts = compareWords(parts, a[head:len(a)-tail], b[head:len(b)-tail])
	for _, word := range a[len(a)-tail:] {
		parts = appendPart(parts, PartSame, word)
	}
	return joinRuns(parts)
}

// joinRuns makes one removed and one added part of every run of changes that
// only white space parts, so that a changed sentence reads as one.
func joinRuns(parts []TextPart) []TextPart {
	var joined []TextPart
	var removed, added strings.Builder
	flush := func() {
		if removed.Len() > 0 {
			joined = append(joined, TextPart{Change: PartRemoved, Text: removed.String()})
		}
		if added.Len() > 0 {
			joined = append(joined, TextPart{Change: PartAdded, Text: added.String()})
		}
		removed.Reset()
		added.Reset()
	}
	for i, part := range parts {
		inside := removed.Len()+added.Len() > 0 && i+1 < len(parts) && strings.TrimSpace(part.Text) == ""
		switch {
		case part.Change == PartRemoved:
			removed.WriteString(part.Text)
		case part.Change == PartAdded:
			added.WriteString(part.Text)
		case inside:
			removed.WriteString(part.Text)
			added.WriteString(part.Text)
		default:
			flush()
			joined = append(joined, part)
		}
	}
	flush()
	return joined
}

// Rewritten tells whether two texts have so little in common that marking the
// differences helps nobody.
func Rewritten(parts []TextPart) bool {
	same, other := 0, 0
	for _, part := range parts {
		if part.Change == PartSame {
			same += len(part.Text)
		} else {
			other += len(part.Text)
		}
	}
	return same*2 < other
}

// compareWords follows the longest common run of words.
func compareWords(parts []TextPart, a, b []string) []TextPart {
	width := len(b) + 1
	var longest []uint16
	if (len(a)+1)*width <= maxCompared {
		longest = make([]uint16, (len(a)+1)*width)
		for i := len(a) - 1; i >= 0; i-- {
			for j := len(b) - 1; j >= 0; j-- {
				if a[i] == b[j] {
					longest[i*width+j] = longest[(i+1)*width+j+1] + 1
				} else {
					longest[i*width+j] = max(longest[(i+1)*width+j], longest[i*width+j+1])
				}
			}
		}
	}
	i, j := 0, 0
	for longest != nil && i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			parts = appendPart(parts, PartSame, a[i])
			i, j = i+1, j+1
		case longest[(i+1)*width+j] >= longest[i*width+j+1]:
			parts = appendPart(parts, PartRemoved, a[i])
			i++
		default:
			parts = appendPart(parts, PartAdded, b[j])
			j++
		}
	}
	for ; i < len(a); i++ {
		parts = appendPart(parts, PartRemoved, a[i])
	}
	for ; j < len(b); j++ {
		parts = appendPart(parts, PartAdded, b[j])
	}
	return parts
}

func appendPart(parts []TextPart, change PartChange, text string) []TextPart {
	if last := len(parts) - 1; last >= 0 && parts[last].Change == change {
		parts[last].Text += text
		return parts
	}
	return append(parts, TextPart{Change: change, Text: text})
}

// splitWords cuts a text into words and the white space between them.
func splitWords(text string) []string {
	var words []string
	start, space := 0, false
	for i, r := range text {
		if now := unicode.IsSpace(r); i > start && now != space {
			words = append(words, text[start:i])
			start, space = i, now
		} else if i == start {
			space = now
		}
	}
	if start < len(text) {
		words = append(words, text[start:])
	}
	return words
}
