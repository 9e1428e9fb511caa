package language

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"
)

// And joins names as a sentence does: JD, AID og BFD.
func (p Printer) And(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + p.T("list.and") + " " + names[last]
}

// Sort puts names in Norwegian order: … z, æ, ø, å. The collation for nynorsk
// is used for all: the one for bokmål sorts å among a (golang/go#59908).
func Sort[T any](rows []T, name func(T) string) {
	collator := collate.New(xlanguage.MustParse("nn"))
	slices.SortStableFunc(rows, func(a, b T) int { return collator.CompareString(name(a), name(b)) })
}
