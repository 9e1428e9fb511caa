package newsletter

import (
	"strings"
	"unicode/utf8"

	"tiltak/models"
)

// reason takes what was typed as the reason for a wording. A reason is kept with
// the source and the wording it was given for; said again, it is given for those
// that are now.
func (t ItemContent) reason(item *models.IssueItem, problems *models.Problems) {
	if t.Reason == nil {
		return
	}
	reason := strings.TrimSpace(models.CleanText(*t.Reason))
	if utf8.RuneCountInString(reason) > models.MaxReason {
		problems.Add(fieldOf("reason", *item), "newsletter.problem.text_too_long", "Most", models.MaxReason)
	}
	if reason == item.Reason && !t.Again {
		return
	}
	item.Reason, item.ReasonSource, item.ReasonWording = reason, item.Proposed, item.Text
	if reason == "" {
		item.ReasonSource, item.ReasonWording = "", ""
	}
}

// reasonOf is the reason as the content of a revision tells it.
func reasonOf(item models.IssueItem) *string {
	if item.Reason == "" {
		return nil
	}
	return &item.Reason
}

// sign notes who has worded what, and when. Ticks and order are no wording.
func (o *opened) sign(items []models.IssueItem) {
	before := make(map[int64]models.IssueItem, len(o.items))
	for _, item := range o.items {
		before[item.ID] = item
	}
	now := o.tx.Now()
	for i := range items {
		item := &items[i]
		was := before[item.ID]
		switch {
		case asProposed(*item):
			item.WordedBy, item.WordedAt = nil, nil
		case was.Text != item.Text || !sameLinks(was.Links, item.Links):
			item.WordedBy, item.WordedAt = &o.person.UserID, &now
		}
	}
}

// asProposed tells whether nobody has worded an item: text and links are those
// of its source.
func asProposed(item models.IssueItem) bool {
	source, _ := SourceOf(item)
	return !item.Edited() && sameLinks(item.Links, source.Links)
}
