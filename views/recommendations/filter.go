package recommendations

import (
	"slices"
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// The names of what the list can be narrowed by, as in addresses.
const (
	ByCoverage   = "dekning"
	ByLevel      = "styrke"
	ByRound      = "runde"
	ByAssessment = "vurdering"
	ByArticle    = "artikkel"
	ByArea       = "omrade"
	ByMinistry   = "departement"
	ByBody       = "organ"
	ByMeasure    = "tiltak" // its number; offered by the measure's page, not among the choices
	byText       = "q"
)

// Coverage is whether a measure answers a recommendation.
type Coverage string

// The kinds of coverage, as they are called in addresses. Behind is beside the
// others: measures answer it, and none of them is completed or on track.
const (
	Confirmed Coverage = "bekreftet"
	Proposed  Coverage = "foreslatt"
	Uncovered Coverage = "uten"
	Behind    Coverage = "etter"
)

// Coverages in the order they are listed.
func Coverages() []string {
	return []string{string(Confirmed), string(Proposed), string(Uncovered), string(Behind)}
}

// What an address says of assessments. NotAssessed: not by us; Disagreed: ours,
// and those of others or the measures' statuses say otherwise.
const (
	NotAssessed = "ingen"
	Disagreed   = "avvik"
)

// VerdictValue is a verdict as an address says it.
func VerdictValue(verdict models.Verdict) string {
	switch verdict {
	case models.NotMet:
		return "ikke"
	case models.PartlyMet:
		return "delvis"
	case models.Implemented:
		return "gjennomfort"
	}
	return NotAssessed
}

// Assessments in the order they are listed.
func Assessments() []string {
	var list []string
	for _, verdict := range models.Verdicts() {
		list = append(list, VerdictValue(verdict))
	}
	return append(list, NotAssessed, Disagreed)
}

// levelNone is how an address says that the strength has not been seen.
const levelNone = "ingen"

// LevelValue is a level as an address says it.
func LevelValue(level models.Level) string {
	if level == models.NoLevel {
		return levelNone
	}
	return string(level)
}

// levelOf is the level an address names.
func levelOf(value string) models.Level {
	if value == levelNone {
		return models.NoLevel
	}
	return models.Level(value)
}

// Filter is what the list is narrowed to. Empty means everything.
type Filter struct {
	Coverage   string
	Level      string // as LevelValue writes it
	Round      string
	Assessment string
	Article    string
	Area       string
	Ministry   string
	Body       string
	Measure    string
	Text       string
}

// fields are the choices with their names, in the order of addresses.
func (f *Filter) fields() []struct {
	name  string
	value *string
} {
	return []struct {
		name  string
		value *string
	}{
		{ByRound, &f.Round},
		{ByLevel, &f.Level},
		{ByCoverage, &f.Coverage},
		{ByAssessment, &f.Assessment},
		{ByArticle, &f.Article},
		{ByArea, &f.Area},
		{ByMinistry, &f.Ministry},
		{ByBody, &f.Body},
		{ByMeasure, &f.Measure},
		{byText, &f.Text},
	}
}

// Pairs are the filter as names and values of an address.
func (f Filter) Pairs() []string {
	var pairs []string
	for _, field := range f.fields() {
		pairs = append(pairs, field.name, *field.value)
	}
	return pairs
}

// IsEmpty tells whether everything is shown.
func (f Filter) IsEmpty() bool { return f == Filter{} }

// Get is the choice of a name.
func (f Filter) Get(name string) string {
	for _, field := range f.fields() {
		if field.name == name {
			return *field.value
		}
	}
	return ""
}

// Set is the filter with one choice changed; an empty value takes it away.
func (f Filter) Set(name, value string) Filter {
	for _, field := range f.fields() {
		if field.name == name {
			*field.value = value
		}
	}
	return f
}

// ReadFilter reads the filter of an address. get gives the value of a name.
func ReadFilter(get func(name string) string) Filter {
	var f Filter
	for _, field := range f.fields() {
		*field.value = get(field.name)
	}
	return f
}

// Facet is one value to narrow by, and how many would be left.
type Facet struct {
	Value string
	Count int
	Name  models.Name // where the value has one of its own
}

// FacetGroup is everything one name can be narrowed to.
type FacetGroup struct {
	Name   string
	Facets []Facet
}

// more are the names that are folded away until they are chosen.
func more() []string { return []string{ByArticle, ByArea, ByMinistry, ByBody} }

// folded gives the groups that are folded away, or the others; open tells
// whether one of them is chosen.
func (in List) folded(away bool) (groups []FacetGroup, open bool) {
	for _, group := range in.Facets {
		if slices.Contains(more(), group.Name) == away && len(group.Facets) > 0 {
			groups = append(groups, group)
			open = open || in.Filter.Get(group.Name) != ""
		}
	}
	return groups, open
}

// facetName is a value in words.
func facetName(f layout.Frame, group string, facet Facet) string {
	switch group {
	case ByCoverage:
		return f.T("recommendation.coverage." + facet.Value)
	case ByLevel:
		return parts.LevelName(f, levelOf(facet.Value))
	case ByRound:
		return f.T("recommendation.round", "Round", facet.Value)
	case ByAssessment:
		return f.T("recommendation.assessed." + facet.Value)
	case ByArticle, ByArea:
		if name := f.Name(facet.Name); name != "" {
			return facet.Value + ". " + name
		}
	case ByMeasure:
		return f.T("recommendation.measure_number", "Number", facet.Value)
	case ByMinistry, ByBody:
		if name := f.Name(facet.Name); name != "" {
			return name
		}
	}
	return facet.Value
}

// address is the list narrowed to a filter, from its first page.
func (in List) address(f layout.Frame, filter Filter) string {
	return in.Source.Address(f, "/anbefalinger", filter.Pairs()...)
}

// pageAddress is another page of the list as it is narrowed.
func (in List) pageAddress(f layout.Frame, page int) string {
	return in.Source.Address(f, "/anbefalinger", append(in.Filter.Pairs(), "side", itoa(page))...)
}

// toggled is the filter with a value chosen, or taken away when it was chosen.
func (in List) toggled(name, value string) Filter {
	if in.Filter.Get(name) == value {
		return in.Filter.Set(name, "")
	}
	return in.Filter.Set(name, value)
}

// kept are the choices that searching for a text keeps.
func (in List) kept() [][2]string {
	var kept [][2]string
	pairs := in.Filter.Set(byText, "").Pairs()
	name, value := in.Source.Choice()
	pairs = append(pairs, name, value)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			kept = append(kept, [2]string{pairs[i], pairs[i+1]})
		}
	}
	return kept
}

// standing tells in a line how a recommendation is answered and assessed.
func standing(f layout.Frame, r Recommendation) string {
	var texts []string
	if len(r.Links) > 0 {
		texts = append(texts, f.T("recommendation.coverage."+string(r.Coverage)))
	}
	if own, assessed := r.Own(); assessed {
		texts = append(texts, f.T("recommendation.by.vurdering")+": "+parts.VerdictName(f, own.Verdict))
	}
	if r.Differ {
		texts = append(texts, f.T("recommendation.assessed."+Disagreed))
	}
	return strings.Join(texts, " · ")
}
