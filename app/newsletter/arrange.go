package newsletter

import (
	"cmp"
	"slices"

	"tiltak/models"
)

// Arranged is the items of an issue in the order they stand on paper and on the
// desk: the editor's own for the plan as a whole, then area by area, then the
// milestones ahead.
type Arranged struct {
	Own      []models.IssueItem
	Areas    []ArrangedArea
	Upcoming []models.IssueItem
}

// ArrangedArea is one area: the editor's own paragraphs, then the measures.
type ArrangedArea struct {
	Area     int
	Own      []models.IssueItem
	Measures []ArrangedMeasure
}

// ArrangedMeasure is the items of one measure, which always stand together.
type ArrangedMeasure struct {
	Key   string
	Items []models.IssueItem
}

// Arrange puts items in order by area and position. A measure stands where the
// first of its items does.
func Arrange(items []models.IssueItem) Arranged {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b models.IssueItem) int {
		return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	var a Arranged
	for _, item := range items {
		switch {
		case item.Kind == models.ItemUpcoming:
			a.Upcoming = append(a.Upcoming, item)
		case item.Area == 0:
			a.Own = append(a.Own, item)
		default:
			a.area(item.Area).add(item)
		}
	}
	slices.SortStableFunc(a.Upcoming, func(x, y models.IssueItem) int {
		return cmp.Or(cmp.Compare(x.Position, y.Position), cmp.Compare(x.ID, y.ID))
	})
	return a
}

func (a *Arranged) area(number int) *ArrangedArea {
	if last := len(a.Areas) - 1; last >= 0 && a.Areas[last].Area == number {
		return &a.Areas[last]
	}
	a.Areas = append(a.Areas, ArrangedArea{Area: number})
	return &a.Areas[len(a.Areas)-1]
}

func (a *ArrangedArea) add(item models.IssueItem) {
	if item.Kind == models.ItemOwn {
		a.Own = append(a.Own, item)
		return
	}
	for i := range a.Measures {
		if a.Measures[i].Key == item.MeasureKey {
			a.Measures[i].Items = append(a.Measures[i].Items, item)
			return
		}
	}
	a.Measures = append(a.Measures, ArrangedMeasure{Key: item.MeasureKey, Items: []models.IssueItem{item}})
}

// Items are all items in order, numbered anew.
func (a Arranged) Items() []models.IssueItem {
	items := slices.Clone(a.Own)
	for _, area := range a.Areas {
		items = append(items, area.Own...)
		for _, m := range area.Measures {
			items = append(items, m.Items...)
		}
	}
	items = append(items, a.Upcoming...)
	for i := range items {
		items[i].Position = i + 1
	}
	return items
}

// Kept leaves out what the editor has dropped, and what has no words.
func Kept(items []models.IssueItem) []models.IssueItem {
	var kept []models.IssueItem
	for _, item := range items {
		if item.Kept && item.Wording() != "" {
			kept = append(kept, item)
		}
	}
	return kept
}

// MoveItem moves an item one step among its neighbours: those of the same
// measure, the own paragraphs of the same area, or the milestones ahead. At the
// end of the row it stays where it is.
func MoveItem(items []models.IssueItem, id int64, step int) []models.IssueItem {
	a := Arrange(items)
	move := func(row []models.IssueItem) {
		shift(row, slices.IndexFunc(row, func(i models.IssueItem) bool { return i.ID == id }), step)
	}
	move(a.Own)
	move(a.Upcoming)
	for _, area := range a.Areas {
		move(area.Own)
		for _, m := range area.Measures {
			move(m.Items)
		}
	}
	return a.Items()
}

// MoveMeasure moves a measure with all its items one step within its area.
func MoveMeasure(items []models.IssueItem, key string, step int) []models.IssueItem {
	a := Arrange(items)
	for _, area := range a.Areas {
		shift(area.Measures, slices.IndexFunc(area.Measures, func(m ArrangedMeasure) bool { return m.Key == key }), step)
	}
	return a.Items()
}

func shift[T any](row []T, from, step int) {
	to := from + step
	if from >= 0 && to >= 0 && to < len(row) {
		row[from], row[to] = row[to], row[from]
	}
}
