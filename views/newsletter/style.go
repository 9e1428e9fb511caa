package newsletter

import (
	"strings"

	"tiltak/models"
)

// Advice is one thing that the house style would have otherwise.
type Advice struct {
	Rule   string
	Phrase string // what stands there
	Write  string // what to write instead
	Number int    // of characters, or the LIX
	Blocks bool   // keeps the section from being frozen
}

// Style is what the house style says of the whole section.
type Style struct {
	Total    int // advices
	Blocking int // of them, what keeps the section from being frozen
	Words    int
	Nynorsk  int // per cent of the words
	Places   []StylePlace
}

// StylePlace is a paragraph that is advised on.
type StylePlace struct {
	Field   string // id on the page
	Kind    models.ItemKind
	Measure int // number; 0 for the plan as a whole
	Count   int
}

// lowerFirst writes a label for use inside a line.
func lowerFirst(text string) string {
	for i, r := range text {
		return strings.ToLower(string(r)) + text[i+len(string(r)):]
	}
	return text
}
