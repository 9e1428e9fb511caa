// Package milestones has the page of the plan's milestones.
package milestones

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Filter is what the page is narrowed to. Empty means everything. The values
// are as they stand in the address.
type Filter struct {
	Year      string
	Ministry  string
	Condition string
}

// Page is the input of the page of milestones.
type Page struct {
	Source      parts.Source
	Filter      Filter
	Rows        []parts.TimelineRow // the measures that have any of them
	Milestones  []parts.Milestone   // by date
	Total       int                 // in the plan
	Events      []models.EventFacts
	ByYear      []Facet
	ByMinistry  []Facet
	ByCondition []Facet
}

// Facet is one value to narrow by, and how many milestones would be left.
type Facet struct {
	Value string
	Count int
}

// Pairs are the filter as names and values of an address.
func (f Filter) Pairs() []string {
	return []string{"ar", f.Year, "dep", f.Ministry, "tilstand", f.Condition}
}

// IsEmpty tells whether everything is shown.
func (f Filter) IsEmpty() bool { return f == Filter{} }

// Set is the filter with one choice changed; an empty value takes it away.
func (f Filter) Set(name, value string) Filter {
	switch name {
	case "ar":
		f.Year = value
	case "dep":
		f.Ministry = value
	case "tilstand":
		f.Condition = value
	}
	return f
}

// ReadFilter reads the filter of an address. get gives the value of a name.
func ReadFilter(get func(name string) string) Filter {
	return Filter{Year: get("ar"), Ministry: get("dep"), Condition: get("tilstand")}
}

func (in Page) address(f layout.Frame, filter Filter) string {
	return in.Source.Address(f, "/milepaeler", filter.Pairs()...)
}

// toggled is the filter with a value chosen, or taken away when it was chosen.
func (in Page) toggled(name, value string) Filter {
	set := in.Filter.Set(name, value)
	if set == in.Filter {
		return in.Filter.Set(name, "")
	}
	return set
}

func itoa(number int) string { return strconv.Itoa(number) }
