package newsletter

import (
	"slices"
	"strings"

	"tiltak/models"
)

// refresh puts the items of a new comparison in place of the old ones. What the
// editor has kept, dropped, ordered and worded stays; a wording whose source has
// changed is marked. A proposal that no longer holds is gone, unless the editor
// has worded it: then it stays as the editor's own.
func refresh(old, proposed []models.IssueItem) []models.IssueItem {
	old = Arrange(old).Items()
	next := pair(old, proposed)
	taken := map[int]bool{}
	var items []models.IssueItem
	for i, item := range old {
		switch kin, found := next[i]; {
		case item.Kind == models.ItemOwn:
			items = append(items, item)
		case found:
			taken[kin] = true
			items = append(items, renewed(item, proposed[kin]))
		case item.Edited():
			item.Kind, item.Fact, item.MeasureKey, item.Source = models.ItemOwn, "", "", "{}"
			item.Template, item.TemplateValues = "", "{}"
			items = append(items, item)
		}
	}
	for i, item := range proposed {
		if !taken[i] {
			items = append(items, item)
		}
	}
	for i := range items {
		items[i].Position = i + 1
	}
	return items
}

// pair finds for each old item the proposal that tells of the same thing, as
// places in the two lists. Items from before sentences were kept as data come
// last: what they tell of must be read out of their words.
func pair(old, proposed []models.IssueItem) map[int]int {
	pairs, taken := map[int]int{}, map[int]bool{}
	match := func(as func(a, b models.IssueItem) bool) {
		for i, item := range old {
			if _, found := pairs[i]; found || item.Kind == models.ItemOwn {
				continue
			}
			for k, next := range proposed {
				if !taken[k] && kin(item, next) && as(item, next) {
					pairs[i], taken[k] = k, true
					break
				}
			}
		}
	}
	match(sameThing)
	match(func(a, b models.IssueItem) bool { return a.Template == "" && a.Proposed == b.Proposed })
	match(func(a, b models.IssueItem) bool { return a.Template == "" && names(a.Proposed, b) })
	return pairs
}

// kin tells whether two items are of the same kind and measure.
func kin(a, b models.IssueItem) bool {
	return a.Kind == b.Kind && a.Fact == b.Fact && a.MeasureKey == b.MeasureKey
}

// thing is what a proposed item tells of within its kind and measure: a
// milestone, a recommendation or a decision. A measure has many of these, and
// one text and one status.
type thing struct {
	milestone, decision int64
	recommendation      string
}

func thingOf(item models.IssueItem) (thing, bool) {
	v, known := ValuesOf(item)
	return thing{v.Milestone, v.Decision, v.Recommendation}, known
}

func sameThing(a, b models.IssueItem) bool {
	if a.Kind == models.ItemText {
		return true
	}
	mine, known := thingOf(a)
	theirs, _ := thingOf(b)
	return known && mine == theirs
}

// names tells whether an old sentence names what an item tells of.
func names(text string, item models.IssueItem) bool {
	v, _ := ValuesOf(item)
	words := strings.Fields(text)
	switch {
	case v.Milestone != 0 && item.Kind == models.ItemUpcoming:
		return strings.Contains(text, houseStyle(strings.Join(strings.Fields(v.Title), " ")))
	case v.Milestone != 0:
		return strings.Contains(text, `"`+quotable(v.Title)+`"`)
	case v.Recommendation != "":
		return slices.Contains(words, v.Recommendation)
	}
	return v.Decision == 0 // a measure has one status
}

// renewed is an item with its new proposal.
func renewed(item, next models.IssueItem) models.IssueItem {
	source, _ := SourceOf(next)
	before, _ := SourceOf(item)
	if item.Text == next.Proposed {
		item.Text = ""
	}
	if item.Edited() {
		was := item.Proposed // what the editor worded anew
		if before.Was != "" {
			was = before.Was
		}
		if was != next.Proposed {
			source.Was = was
		}
	} else {
		item.Language = next.Language
	}
	if sameLinks(item.Links, before.Links) {
		item.Links = next.Links
	}
	item.Proposed, item.Area, item.Source = next.Proposed, next.Area, encodeSource(source)
	item.Template, item.TemplateValues = next.Template, next.TemplateValues
	if asProposed(item) {
		item.WordedBy, item.WordedAt = nil, nil
	}
	return item
}

func sameLinks(a, b []models.Link) bool { return slices.Equal(a, b) }
