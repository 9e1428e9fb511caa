package recommendations

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
	views "tiltak/views/recommendations"
)

// dimension is one thing the list can be narrowed by.
type dimension struct {
	name   string
	values func(*views.Recommendation) []string // each once
	order  func(a, b string) int
	named  func(value string) models.Name
}

// dimensionsOf gives what the recommendations of a snapshot can be narrowed by.
func dimensionsOf(s models.Snapshot) []dimension {
	areas, articles, organisations, bodies := map[string]models.Name{}, map[string]models.Name{}, map[string]models.Name{}, map[string]models.Name{}
	for _, area := range s.Areas {
		areas[strconv.Itoa(area.Number)] = area.Title
	}
	for _, article := range models.ConventionArticles() {
		articles[strconv.Itoa(article.Number)] = article.Title
	}
	for _, r := range s.Recommendations {
		bodies[r.Body] = r.BodyName
	}
	ministry := map[string]string{} // that an organisation is, or answers to
	var ministries []string
	for _, o := range s.Organisations {
		organisations[o.Code] = o.Name
		if o.Kind == models.Ministry {
			ministry[o.Code] = o.Code
			ministries = append(ministries, o.Code)
		} else {
			ministry[o.Code] = o.Parent
		}
	}
	return []dimension{
		{views.ByCoverage, coverageOf, listed(views.Coverages()), nil},
		{views.ByLevel, func(r *views.Recommendation) []string { return []string{views.LevelValue(r.Level)} }, listed(levels()), nil},
		{views.ByRound, func(r *views.Recommendation) []string { return []string{strconv.Itoa(r.Round)} }, func(a, b string) int { return byNumber(b, a) }, nil},
		{views.ByAssessment, assessedOf, listed(views.Assessments()), nil},
		{views.ByArticle, articlesOf, byNumber, named(articles)},
		{views.ByArea, areasOf, byNumber, named(areas)},
		{views.ByMinistry, ministriesOf(ministry), listed(ministries), named(organisations)},
		{views.ByBody, func(r *views.Recommendation) []string { return []string{r.Body} }, strings.Compare, named(bodies)},
		{views.ByMeasure, measuresOf, byNumber, nil},
	}
}

func named(names map[string]models.Name) func(string) models.Name {
	return func(value string) models.Name { return names[value] }
}

func levels() []string {
	var list []string
	for _, level := range models.Levels() {
		list = append(list, views.LevelValue(level))
	}
	return list
}

// listed orders values as a list has them, those that it has not last.
func listed(list []string) func(a, b string) int {
	place := make(map[string]int, len(list))
	for i, value := range list {
		place[value] = i + 1
	}
	of := func(value string) int {
		if at := place[value]; at > 0 {
			return at
		}
		return len(list) + 1
	}
	return func(a, b string) int { return cmp.Or(cmp.Compare(of(a), of(b)), strings.Compare(a, b)) }
}

func byNumber(a, b string) int {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return cmp.Or(cmp.Compare(x, y), strings.Compare(a, b))
}

func coverageOf(r *views.Recommendation) []string {
	if r.Behind {
		return []string{string(r.Coverage), string(views.Behind)}
	}
	return []string{string(r.Coverage)}
}

func assessedOf(r *views.Recommendation) []string {
	own, _ := r.Own()
	values := []string{views.VerdictValue(own.Verdict)}
	if r.Differ {
		values = append(values, views.Disagreed)
	}
	return values
}

func articlesOf(r *views.Recommendation) []string {
	var values []string
	for _, article := range r.Articles {
		values = once(values, strconv.Itoa(article))
	}
	return values
}

func measuresOf(r *views.Recommendation) []string {
	var values []string
	for _, link := range r.Links {
		values = once(values, strconv.Itoa(link.Measure.Number))
	}
	return values
}

func areasOf(r *views.Recommendation) []string {
	var values []string
	for _, link := range r.Links {
		values = once(values, strconv.Itoa(link.Measure.Area))
	}
	return values
}

// ministriesOf gives the ministries that lead or contribute to what answers a
// recommendation, and those that it is addressed to or whose agencies are.
func ministriesOf(ministry map[string]string) func(*views.Recommendation) []string {
	return func(r *views.Recommendation) []string {
		var values []string
		add := func(code string) {
			if of := ministry[code]; of != "" {
				values = once(values, of)
			}
		}
		for _, link := range r.Links {
			add(link.Measure.Lead)
			for _, code := range link.Measure.Contributors {
				add(code)
			}
		}
		for _, code := range r.Addressees {
			add(code)
		}
		return values
	}
}

func once(list []string, value string) []string {
	if slices.Contains(list, value) {
		return list
	}
	return append(list, value)
}

// narrow gives the recommendations that a filter leaves, and for each dimension
// how many each of its values would leave, given all the other choices. It
// looks at each recommendation once.
func narrow(all []views.Recommendation, dimensions []dimension, filter views.Filter) ([]views.Recommendation, []views.FacetGroup) {
	words := strings.Fields(strings.ToLower(filter.Text))
	counts := make([]map[string]int, len(dimensions))
	chosen := make([]string, len(dimensions))
	for d, dimension := range dimensions {
		counts[d], chosen[d] = map[string]int{}, filter.Get(dimension.name)
		if chosen[d] != "" {
			counts[d][chosen[d]] = 0
		}
	}
	var left []views.Recommendation
	values := make([][]string, len(dimensions))
	for i := range all {
		if !says(&all[i], words) {
			continue
		}
		refused, by := 0, 0 // how many choices it does not meet, and the last of them
		for d, dimension := range dimensions {
			values[d] = dimension.values(&all[i])
			if chosen[d] != "" && !slices.Contains(values[d], chosen[d]) {
				refused, by = refused+1, d
			}
		}
		if refused == 0 {
			left = append(left, all[i])
		}
		for d := range dimensions {
			if refused == 0 || refused == 1 && by == d {
				for _, value := range values[d] {
					counts[d][value]++
				}
			}
		}
	}
	groups := make([]views.FacetGroup, len(dimensions))
	for d, dimension := range dimensions {
		groups[d] = groupOf(dimension, counts[d])
		switch {
		case dimension.name == views.ByMeasure: // the one that was asked for can be taken away
			groups[d].Facets = slices.DeleteFunc(groups[d].Facets, func(f views.Facet) bool { return f.Value != chosen[d] })
		case dimension.name == views.ByBody && len(groups[d].Facets) < 2 && chosen[d] == "": // one that all share is no choice
			groups[d].Facets = nil
		}
	}
	return left, groups
}

func groupOf(dimension dimension, counts map[string]int) views.FacetGroup {
	group := views.FacetGroup{Name: dimension.name}
	for value, count := range counts {
		facet := views.Facet{Value: value, Count: count}
		if dimension.named != nil {
			facet.Name = dimension.named(value)
		}
		group.Facets = append(group.Facets, facet)
	}
	slices.SortFunc(group.Facets, func(a, b views.Facet) int { return dimension.order(a.Value, b.Value) })
	return group
}

// says tells whether a recommendation has every word somewhere.
func says(r *views.Recommendation, words []string) bool {
	if len(words) == 0 {
		return true
	}
	texts := []string{r.Ref, r.Reference, r.Paragraph, r.Topic.NB, r.Topic.NN, r.Topic.EN, r.Summary.NB, r.Summary.NN, r.Summary.EN}
	if r.Official != nil {
		texts = append(texts, r.Official.Text)
	}
	text := strings.ToLower(strings.Join(texts, "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}
