package newsletter

import (
	"strings"

	"tiltak/models"
)

// refresh puts the items of a newer revision of the edition in place of the old
// ones. What the editor has kept, dropped, ordered and worded stays; a wording
// whose source has changed is marked. A proposal that no longer holds is gone,
// unless the editor has worded it: then it stays as the editor's own.
func refresh(old, proposed []models.IssueItem) []models.IssueItem {
	fresh := map[string][]models.IssueItem{}
	for _, item := range proposed {
		fresh[kinship(item)] = append(fresh[kinship(item)], item)
	}
	var items []models.IssueItem
	for _, item := range Arrange(old).Items() {
		if item.Kind == models.ItemOwn {
			items = append(items, item)
			continue
		}
		kin := kinship(item)
		if len(fresh[kin]) == 0 {
			if item.Edited() {
				item.Kind, item.Fact, item.MeasureKey, item.Source = models.ItemOwn, "", "", "{}"
				items = append(items, item)
			}
			continue
		}
		next := fresh[kin][0]
		fresh[kin] = fresh[kin][1:]
		items = append(items, renewed(item, next))
	}
	for _, item := range proposed {
		kin := kinship(item)
		if len(fresh[kin]) > 0 {
			items = append(items, fresh[kin][0])
			fresh[kin] = fresh[kin][1:]
		}
	}
	for i := range items {
		items[i].Position = i + 1
	}
	return items
}

// renewed is an item with its new proposal.
func renewed(item, next models.IssueItem) models.IssueItem {
	source, _ := SourceOf(next)
	before, _ := SourceOf(item)
	if item.Edited() && item.Proposed != next.Proposed {
		source.Was = item.Proposed
	}
	if sameLinks(item.Links, before.Links) {
		item.Links = next.Links
	}
	item.Proposed, item.Area, item.Language, item.Source = next.Proposed, next.Area, next.Language, encodeSource(source)
	if item.Text == item.Proposed {
		item.Text = ""
	}
	if asProposed(item) {
		item.WordedBy, item.WordedAt = nil, nil
	}
	return item
}

func sameLinks(a, b []models.Link) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// kinship is what two items share that tell of the same thing.
func kinship(item models.IssueItem) string {
	return strings.Join([]string{string(item.Kind), string(item.Fact), item.MeasureKey}, " ")
}
