// Package recommendations has the list of recommendations to Norway and the
// page of each.
package recommendations

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Recommendation is a recommendation with the measures that answer it.
type Recommendation struct {
	models.RecommendationFacts
	Links    []Link
	Coverage Coverage
	Behind   bool         // measures answer it, and none of them is completed or on track
	Chain    models.Chain // of those listed
	Differ   bool         // its assessments, and what the statuses of its measures say
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

// List is the input of the list.
type List struct {
	Source      parts.Source
	Filter      Filter
	Groups      []Group // of the page shown
	From, To    int     // the numbers of the first and the last one shown
	Left        int     // that the filter leaves
	Total       int
	Page, Pages int
	Facets      []FacetGroup
	Uncovered   Gap
	Behind      Gap
	Unlinked    []parts.Measure // measures that answer no recommendation
}

// Gap is what is missing: how many, and the first of them.
type Gap struct {
	Count int
	First []Recommendation
}

// Path is the address of a recommendation, without plan and state.
func Path(ref string) string { return "/anbefalinger/" + ref }

// Page is the input of one recommendation's page.
type Page struct {
	Source         parts.Source
	Recommendation Recommendation
	Assessors      map[string]models.Name // who has assessed, by code
	Addressees     []models.Name
	Incomplete     bool // not all recommendations of the evaluation are entered
	Indication     models.Indication
	Disagreement   models.Disagreement
	MayAssess      bool // may write some assessment
	Lineage        Lineage
	MayLink        bool                  // may confirm, change, add and remove links
	Choices        []models.MeasureFacts // measures that can be added
	History        LinkHistory
	Timeline       Timeline
	Typed          Typed
	Problem        *models.Error
}

// addressees are the names of those whom it is addressed to.
func (in Page) addressees(f layout.Frame) []string {
	names := make([]string, len(in.Addressees))
	for i, name := range in.Addressees {
		names[i] = f.Name(name)
	}
	return names
}

// Typed is what was sent in a form that could not be taken.
type Typed struct {
	Measure string
	Degree  string
	Note    string
	Link    int // the number of the measure whose link was to be changed; 0: one was to be added
	Reason  string
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
