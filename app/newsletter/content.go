package newsletter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiltak/models"
)

// Limits of an issue. They only keep a slip of the clipboard out.
const (
	maxOwn   = 40
	maxIntro = 2000
)

// Content is all that an editor may decide about an issue: the opening, and for
// each item, in the order they stand, whether it is kept and how it is worded.
// Every save is kept as a revision of it.
type Content struct {
	Intro string        `json:"intro"`
	Items []ItemContent `json:"items"`
}

// ItemContent is one item. An empty Text means the proposed wording.
type ItemContent struct {
	ID       int64           `json:"id"`
	Kind     models.ItemKind `json:"kind"`
	Measure  string          `json:"measure,omitempty"`
	Area     int             `json:"area,omitempty"`
	Kept     bool            `json:"kept"`
	Proposed string          `json:"proposed,omitempty"`
	Text     string          `json:"text"`
	Links    []models.Link   `json:"links,omitempty"`
	Reason   *string         `json:"reason,omitempty"` // nil: none, or not on the form
	Again    bool            `json:"-"`                // the reason holds for this wording too
}

// ContentOf gives what the editor has decided so far.
func ContentOf(issue models.Issue, items []models.IssueItem) Content {
	c := Content{Intro: issue.Intro, Items: []ItemContent{}}
	for _, item := range Arrange(items).Items() {
		c.Items = append(c.Items, ItemContent{
			ID: item.ID, Kind: item.Kind, Measure: item.MeasureKey, Area: item.Area,
			Kept: item.Kept, Proposed: item.Proposed, Text: item.Text, Links: item.Links, Reason: reasonOf(item),
		})
	}
	return c
}

// Encode writes the content as canonical JSON.
func (c Content) Encode() (string, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c); err != nil {
		return "", models.Wrap(err, "encode a newsletter's content")
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// overlay puts what was typed over the items as they stand. Items that are not
// mentioned stay. The wording of an item that states a status is never taken,
// and a text like the proposed one is no edit.
func overlay(items []models.IssueItem, typed Content) ([]models.IssueItem, error) {
	items = Arrange(items).Items()
	place := make(map[int64]int, len(items))
	for i, item := range items {
		place[item.ID] = i
	}
	var problems models.Problems
	for position, t := range typed.Items {
		i, known := place[t.ID]
		if !known { // removed by somebody meanwhile, or made up
			continue
		}
		item := &items[i]
		item.Kept, item.Position = t.Kept, position+1
		if item.Locked() {
			continue
		}
		text := strings.TrimSpace(models.CleanText(t.Text))
		if text == item.Proposed {
			text = ""
		}
		if utf8.RuneCountInString(text) > models.MaxNewsletterText {
			problems.Add(fieldOf("text", *item), "newsletter.problem.text_too_long", "Most", models.MaxNewsletterText)
		}
		if text != item.Text {
			settle(item) // the editor has seen the new source
		}
		item.Text = text
		if links, given := cleanLinks(t.Links); given {
			if len(links) > models.MaxLinks {
				problems.Add(fmt.Sprintf("link_url_%d_0", item.ID), "newsletter.problem.too_many_links", "Most", models.MaxLinks)
			}
			item.Links = links
		}
		t.reason(item, &problems)
	}
	if utf8.RuneCountInString(typed.Intro) > maxIntro {
		problems.Add("intro", "newsletter.problem.text_too_long", "Most", maxIntro)
	}
	return items, problems.Err()
}

// cleanLinks drops rows left empty. nil means that links were not on the form.
func cleanLinks(links []models.Link) (models.List[models.Link], bool) {
	if links == nil {
		return nil, false
	}
	kept := models.List[models.Link]{}
	for _, link := range links {
		link.URL = strings.TrimSpace(models.CleanText(link.URL))
		link.Label = strings.TrimSpace(models.CleanText(link.Label))
		if link.URL != "" || link.Label != "" {
			kept = append(kept, link)
		}
	}
	return kept, true
}

// Action is something done with a press of a button, beside the saving.
type Action struct {
	Do   ActionKind
	Item int64
	Key  string // of the measure, for moving it
	Area int    // for a new paragraph
	Kept Keeping
}

// ActionKind is what a button does.
type ActionKind string

// The actions.
const (
	ItemUp      ActionKind = "opp"
	ItemDown    ActionKind = "ned"
	MeasureUp   ActionKind = "tiltak-opp"
	MeasureDown ActionKind = "tiltak-ned"
	AddOwn      ActionKind = "nytt"
	RemoveOwn   ActionKind = "fjern"
	UndoEdit    ActionKind = "angre"
	TickMany    ActionKind = "hak"
	AskMinistry ActionKind = "spor" // after the saving
)

// Keeping is what many ticks at once leave kept.
type Keeping string

// What can be kept at once. The editor's own paragraphs stay as they are.
const (
	KeepTexts   Keeping = "tekster" // the ministries' texts alone
	KeepNothing Keeping = "ingen"
)

func (k Keeping) keeps(item models.IssueItem) bool {
	return k == KeepTexts && item.Kind == models.ItemText
}

// apply does one action on the items. A new paragraph has the id 0; a removed
// one is gone.
func (a Action) apply(items []models.IssueItem) ([]models.IssueItem, error) {
	switch a.Do {
	case AskMinistry:
		return items, nil
	case ItemUp:
		return MoveItem(items, a.Item, -1), nil
	case ItemDown:
		return MoveItem(items, a.Item, 1), nil
	case MeasureUp:
		return MoveMeasure(items, a.Key, -1), nil
	case MeasureDown:
		return MoveMeasure(items, a.Key, 1), nil
	case AddOwn:
		own := 0
		for _, item := range items {
			if item.Kind == models.ItemOwn {
				own++
			}
		}
		if own >= maxOwn {
			return items, models.NewError(models.KindInvalid, "newsletter.problem.too_many_own", "Most", maxOwn)
		}
		return append(items, models.IssueItem{Kind: models.ItemOwn, Area: a.Area, Source: "{}", Kept: true, Position: len(items) + 1}), nil
	case RemoveOwn:
		return slices.DeleteFunc(items, func(i models.IssueItem) bool { return i.ID == a.Item && i.Kind == models.ItemOwn }), nil
	case TickMany:
		if a.Kept != KeepTexts && a.Kept != KeepNothing {
			return items, models.NewError(models.KindMalformed, "error.malformed")
		}
		for i := range items {
			if items[i].Kind != models.ItemOwn {
				items[i].Kept = a.Kept.keeps(items[i])
			}
		}
		return items, nil
	case UndoEdit:
		for i := range items {
			if items[i].ID != a.Item || items[i].Kind == models.ItemOwn {
				continue
			}
			source, _ := SourceOf(items[i])
			items[i].Text, items[i].Links = "", source.Links
			if source.Language != "" {
				items[i].Language = source.Language
			}
			items[i].Reason, items[i].ReasonSource, items[i].ReasonWording = "", "", ""
			settle(&items[i])
		}
		return items, nil
	}
	return items, models.NewError(models.KindMalformed, "error.malformed")
}

// settle takes away the mark that an item's source has changed since it was
// worded.
func settle(item *models.IssueItem) {
	source, known := SourceOf(*item)
	if known && source.Was != "" {
		source.Was = ""
		item.Source = encodeSource(source)
	}
}

// CheckFrozen gives every reason why an issue cannot be frozen as it is. mark is
// what a working title is marked with.
func CheckFrozen(issue models.Issue, items []models.IssueItem, snapshot models.Snapshot, questions []models.IssueQuestion, mark string) error {
	var problems models.Problems
	kept := Kept(items)
	if len(kept) == 0 {
		problems.Add("intro", "newsletter.problem.nothing_kept")
	}
	known := snapshot.KnownNames()
	for _, item := range kept {
		if !item.Settled(known, questions) {
			m, _ := snapshot.Measure(item.MeasureKey)
			problems.Add(fieldOf("reason", item), "newsletter.problem.unsettled", "Number", m.Number)
		}
		for n, link := range item.Links {
			if !models.ValidWebAddress(link.URL) {
				problems.Add(fmt.Sprintf("link_url_%d_%d", item.ID, n), "newsletter.problem.link_address", "Text", link.URL)
			}
			if link.Label == "" && len(item.Links) > 1 {
				problems.Add(fmt.Sprintf("link_label_%d_%d", item.ID, n), "newsletter.problem.link_label", "Text", link.URL)
			}
		}
	}
	addUnmarked(&problems, issue, kept, snapshot, mark)
	return problems.Err()
}

func reasonIn(c ItemContent) string {
	if c.Reason == nil {
		return ""
	}
	return *c.Reason
}

// fieldOf is the name of one of an item's fields on the desk.
func fieldOf(name string, item models.IssueItem) string { return fmt.Sprintf("%s_%d", name, item.ID) }
