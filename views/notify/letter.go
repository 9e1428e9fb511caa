// Package notify has the page about reminders, and the mails themselves.
package notify

import (
	"strings"

	"tiltak/models"
)

// Letter is a mail as it is read.
type Letter struct {
	Subject  string
	Language models.Language
	Parts    []Part
}

// Part is a paragraph of a letter, line by line, or a list.
type Part struct {
	Lines []Line
	Items []Item
}

// Line is one line of a paragraph.
type Line []Span

// Span is a piece of text; one with an address is a link.
type Span struct {
	Text string
	URL  string
}

// Item is an entry of a list. An item without address is no link.
type Item struct {
	Text string
	URL  string
	Note string
}

// Text is the letter without any markup.
func (l Letter) Text() string {
	var parts []string
	for _, part := range l.Parts {
		var lines []string
		for _, line := range part.Lines {
			var text strings.Builder
			for _, span := range line {
				text.WriteString(span.Text)
			}
			lines = append(lines, text.String())
		}
		for _, item := range part.Items {
			lines = append(lines, "- "+item.Text)
			for note := range strings.SplitSeq(item.Note, "\n") {
				if note != "" {
					lines = append(lines, "  "+note)
				}
			}
			if item.URL != "" {
				lines = append(lines, "  "+item.URL)
			}
		}
		parts = append(parts, strings.Join(lines, "\n"))
	}
	return strings.Join(parts, "\n\n") + "\n"
}
