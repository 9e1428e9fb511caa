// Package recommendations has the list of recommendations to Norway and the
// page of each.
package recommendations

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Coverage is whether a measure answers a recommendation.
type Coverage string

// The kinds of coverage, as they are called in addresses.
const (
	Confirmed Coverage = "bekreftet"
	Proposed  Coverage = "foreslatt"
	Uncovered Coverage = "uten"
)

// Coverages in the order they are listed.
func Coverages() []Coverage { return []Coverage{Confirmed, Proposed, Uncovered} }

// levelNone is how an address says that the strength has not been seen.
const levelNone = "ingen"

// LevelValue is a level as an address says it.
func LevelValue(level models.Level) string {
	if level == models.NoLevel {
		return levelNone
	}
	return string(level)
}

// Filter is what the list is narrowed to. Empty means everything.
type Filter struct {
	Round    string
	Level    string // as LevelValue writes it
	Coverage string
}

// Pairs are the filter as names and values of an address.
func (f Filter) Pairs() []string {
	return []string{"runde", f.Round, "styrke", f.Level, "dekning", f.Coverage}
}

// IsEmpty tells whether everything is shown.
func (f Filter) IsEmpty() bool { return f == Filter{} }

// Set is the filter with one choice changed; an empty value takes it away.
func (f Filter) Set(name, value string) Filter {
	switch name {
	case "runde":
		f.Round = value
	case "styrke":
		f.Level = value
	case "dekning":
		f.Coverage = value
	}
	return f
}

// ReadFilter reads the filter of an address. get gives the value of a name.
func ReadFilter(get func(name string) string) Filter {
	return Filter{Round: get("runde"), Level: get("styrke"), Coverage: get("dekning")}
}

// Recommendation is a recommendation with the measures that answer it.
type Recommendation struct {
	models.RecommendationFacts
	Links    []Link
	Coverage Coverage
}

// Link is a link with its measure.
type Link struct {
	models.LinkFacts
	Measure parts.Measure
}

// Group is the recommendations of one evaluation.
type Group struct {
	Body      string
	BodyName  models.Name
	Round     int
	Reference string
	Published string
	List      []Recommendation
}

// Facet is one value to narrow by, and how many would be left.
type Facet struct {
	Value string
	Count int
}

// List is the input of the list.
type List struct {
	Source     parts.Source
	Filter     Filter
	Groups     []Group
	Shown      int
	Total      int
	ByRound    []Facet
	ByLevel    []Facet
	ByCoverage []Facet
	Uncovered  []Recommendation // of all: those without any measure
	Unlinked   []parts.Measure  // measures that answer no recommendation
}

func (in List) address(f layout.Frame, filter Filter) string {
	return in.Source.Address(f, "/anbefalinger", filter.Pairs()...)
}

// toggled is the filter with a value chosen, or taken away when it was chosen.
func (in List) toggled(name, value string) Filter {
	set := in.Filter.Set(name, value)
	if set == in.Filter {
		return in.Filter.Set(name, "")
	}
	return set
}

// levelOf is the level an address names.
func levelOf(value string) models.Level {
	if value == levelNone {
		return models.NoLevel
	}
	return models.Level(value)
}

// Path is the address of a recommendation, without plan and state.
func Path(ref string) string { return "/anbefalinger/" + ref }

// Page is the input of one recommendation's page.
type Page struct {
	Source         parts.Source
	Recommendation Recommendation
	Earlier, Later []models.RecommendationFacts
	Assessors      map[string]models.Name // who has assessed, by code
	Indication     models.Indication
	Disagreement   models.Disagreement
	MayAssess      bool                  // may write some assessment
	MayLink        bool                  // may confirm, change, add and remove links
	Choices        []models.MeasureFacts // measures that can be added
	Typed          Typed
	Problem        *models.Error
}

// Typed is what was sent in a form that could not be taken.
type Typed struct {
	Measure string
	Degree  string
	Note    string
}

// articles writes the articles as a list of numbers.
func articles(f layout.Frame, list []int) string {
	words := make([]string, len(list))
	for i, article := range list {
		words[i] = strconv.Itoa(article)
	}
	return f.And(words)
}

func itoa(number int) string { return strconv.Itoa(number) }

// evaluationLine names the evaluation: its round, document and date.
func evaluationLine(f layout.Frame, r models.RecommendationFacts) string {
	text := f.T("recommendation.round", "Round", r.Round)
	if r.Reference != "" {
		text += ", " + r.Reference
	}
	if r.Published != "" {
		text += ", " + f.T("recommendation.published", "When", f.When(r.Published))
	}
	return text
}
