// Package measures has the list of measures and the page of one.
package measures

import (
	"strconv"
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Filter is what the list is narrowed to. Empty means everything. The values
// are as they stand in the address, also when nothing has them.
type Filter struct {
	Text       string
	Area       string // the area's number
	Ministry   string // code of the lead ministry
	With       bool   // measures that the ministry contributes to, too
	Figure     string
	Continuing bool // only those that are løpende
}

// List is the input of the list of measures.
type List struct {
	Source     parts.Source
	Filter     Filter
	Rows       []parts.Measure
	Total      int // in the plan
	Areas      []models.AreaFacts
	ByArea     []Facet
	ByMinistry []Facet
	ByFigure   []Facet
	Continuing int // how many would be left
}

// Facet is one value to narrow by, and how many measures would be left.
type Facet struct {
	Value string
	Name  models.Name // of areas and ministries
	Count int
}

// Pairs are the filter as names and values of an address.
func (f Filter) Pairs() []string {
	return []string{"q", f.Text, "omrade", f.Area, "dep", f.Ministry, "rolle", when(f.With, "med"), "status", f.Figure, "lopende", when(f.Continuing, "1")}
}

func when(is bool, value string) string {
	if is {
		return value
	}
	return ""
}

// IsEmpty tells whether everything is shown.
func (f Filter) IsEmpty() bool { return strings.Join(values(f.Pairs()), "") == "" }

func values(pairs []string) []string {
	var list []string
	for i := 1; i < len(pairs); i += 2 {
		list = append(list, pairs[i])
	}
	return list
}

// ReadFilter reads the filter of an address. get gives the value of a name.
func ReadFilter(get func(name string) string) Filter {
	return Filter{
		Text: strings.TrimSpace(get("q")), Area: get("omrade"), Ministry: get("dep"), With: get("rolle") == "med",
		Figure: get("status"), Continuing: get("lopende") == "1",
	}
}

// Without is the filter with one choice taken away.
func (f Filter) Without(name string) Filter { return f.Set(name, "") }

// Set is the filter with one choice changed.
func (f Filter) Set(name, value string) Filter {
	switch name {
	case "q":
		f.Text = value
	case "omrade":
		f.Area = value
	case "dep":
		f.Ministry = value
		f.With = f.With && value != ""
	case "rolle":
		f.With = value == "med"
	case "status":
		f.Figure = value
	case "lopende":
		f.Continuing = value == "1"
	}
	return f
}

// address is where the list with a filter stands.
func (in List) address(f layout.Frame, filter Filter) string {
	return in.Source.Address(f, "/tiltak", filter.Pairs()...)
}

// chosen is a choice that can be taken away.
type chosen struct{ name, text string }

// chosen lists the choices in words.
func (in List) chosen(f layout.Frame) []chosen {
	var list []chosen
	add := func(name, value, key string, args ...any) {
		if value != "" {
			list = append(list, chosen{name, f.T(key, args...)})
		}
	}
	filter := in.Filter
	add("q", filter.Text, "measures.chosen.text", "Text", filter.Text)
	add("omrade", filter.Area, "measures.chosen.area", "Area", in.areaName(f, filter.Area))
	add("dep", filter.Ministry, "measures.chosen.ministry", "Ministry", filter.Ministry)
	add("rolle", when(filter.With, "med"), "measures.chosen.with")
	status := filter.Figure
	if figure := models.Figure(filter.Figure); figure.Valid() {
		status = f.Figure(figure)
	}
	add("status", filter.Figure, "measures.chosen.status", "Status", status)
	add("lopende", when(filter.Continuing, "1"), "measures.chosen.continuing")
	return list
}

func (in List) areaName(f layout.Frame, number string) string {
	for _, area := range in.Areas {
		if strconv.Itoa(area.Number) == number {
			return number + ". " + f.Name(area.Title)
		}
	}
	return number
}

// area finds the area of a measure.
func (in List) area(number int) models.AreaFacts {
	for _, area := range in.Areas {
		if area.Number == number {
			return area
		}
	}
	return models.AreaFacts{Number: number}
}

// excerptLength is the most characters of a text shown in the list.
const excerptLength = 220

// excerpt is what the list says of a measure: the text for the newsletter, or
// the beginning of what was done.
func excerpt(m models.MeasureFacts) (string, models.Language) {
	if m.Last == nil {
		return "", ""
	}
	text := m.Last.Content.NewsletterText
	if strings.TrimSpace(text) == "" {
		text = m.Last.Content.Done
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > excerptLength {
		cut := string(runes[:excerptLength])
		if space := strings.LastIndexByte(cut, ' '); space > 0 {
			cut = cut[:space]
		}
		text = cut + " …"
	}
	return text, m.Last.Content.Language
}

// kept are the choices that a search keeps, as names and values.
func kept(in List) [][2]string {
	var list [][2]string
	name, value := in.Source.Choice()
	pairs := append(in.Filter.Without("q").Pairs(), name, value)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			list = append(list, [2]string{pairs[i], pairs[i+1]})
		}
	}
	return list
}

// toggled is the filter with a value chosen, or taken away when it was chosen.
func (in List) toggled(name, value string) Filter {
	set := in.Filter.Set(name, value)
	if set == in.Filter {
		return in.Filter.Without(name)
	}
	return set
}

// leadOf names the lead ministry, or says that there is none.
func leadOf(f layout.Frame, m models.MeasureFacts) string {
	if m.Lead == "" {
		return f.T("measures.no_lead")
	}
	return m.Lead
}
