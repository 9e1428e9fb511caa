package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// SignedText is one signed contribution as somebody has seen it.
type SignedText struct {
	OrganisationID int64
	Revision       int
}

// SeenMark names the texts that a page shows of a report: its revision and the
// signed contributions. A decision carries the mark, so that nothing is cleared
// that was not seen. The order of the contributions has no bearing on it.
func SeenMark(revision int, signed []SignedText) string {
	sorted := slices.SortedFunc(slices.Values(signed), func(a, b SignedText) int { return cmp.Compare(a.OrganisationID, b.OrganisationID) })
	var text strings.Builder
	fmt.Fprintf(&text, "%d", revision)
	for _, s := range sorted {
		fmt.Fprintf(&text, " %d:%d", s.OrganisationID, s.Revision)
	}
	return fmt.Sprintf("%d-%s", revision, HashText(text.String())[:16])
}
