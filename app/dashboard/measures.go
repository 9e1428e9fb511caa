package dashboard

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
	views "tiltak/views/measures"
	"tiltak/views/parts"
)

// MeasuresOf gives the measures that a filter leaves, and for every value of
// every other choice how many would be left.
func MeasuresOf(s models.Snapshot, source parts.Source, filter views.Filter) views.List {
	all := measuresOf(s)
	list := views.List{Source: source, Filter: filter, Total: len(all), Areas: s.Areas}
	list.Rows = matching(s, all, filter)
	list.ByFigure = figureFacets(matching(s, all, filter.Without("status")), filter)
	list.ByArea = areaFacets(s, matching(s, all, filter.Without("omrade")), filter)
	list.ByMinistry = ministryFacets(s, all, filter)
	list.Continuing = len(matching(s, all, filter.Set("lopende", "1")))
	return list
}

func matching(s models.Snapshot, all []parts.Measure, filter views.Filter) []parts.Measure {
	words := strings.Fields(strings.ToLower(filter.Text))
	var list []parts.Measure
	for _, m := range all {
		switch {
		case filter.Area != "" && strconv.Itoa(m.Area) != filter.Area,
			filter.Figure != "" && string(m.Figure) != filter.Figure,
			filter.Continuing && !m.Continuing,
			filter.Ministry != "" && !takesPart(m.MeasureFacts, filter),
			!hasWords(s, m.MeasureFacts, words):
			continue
		}
		list = append(list, m)
	}
	return list
}

func takesPart(m models.MeasureFacts, filter views.Filter) bool {
	return m.Lead == filter.Ministry || filter.With && slices.Contains(m.Contributors, filter.Ministry)
}

// hasWords tells whether every word stands somewhere in what may be published
// of the measure: number, title, area, organisations, cleared texts.
func hasWords(s models.Snapshot, m models.MeasureFacts, words []string) bool {
	if len(words) == 0 {
		return true
	}
	texts := []string{strconv.Itoa(m.Number), m.Key, m.Title.NB, m.Title.NN, m.Title.EN}
	if area, known := s.Area(m.Area); known {
		texts = append(texts, area.Title.NB, area.Title.NN, area.Title.EN)
	}
	for _, code := range slices.Concat([]string{m.Lead}, m.Contributors, m.Agencies, m.Independent) {
		texts = append(texts, code)
		if organisation, known := s.Organisation(code); known {
			texts = append(texts, organisation.Name.NB, organisation.Name.NN, organisation.Name.EN)
		}
	}
	if m.Last != nil {
		texts = append(texts, m.Last.Content.Done, m.Last.Content.Next, m.Last.Content.NewsletterText)
		for _, milestone := range m.Last.Content.Milestones {
			texts = append(texts, milestone.Title)
		}
	}
	text := strings.ToLower(strings.Join(texts, "\n"))
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func figureFacets(left []parts.Measure, filter views.Filter) []views.Facet {
	var facets []views.Facet
	for _, figure := range models.Figures() {
		count := 0
		for _, m := range left {
			if m.Figure == figure {
				count++
			}
		}
		if count > 0 || filter.Figure == string(figure) {
			facets = append(facets, views.Facet{Value: string(figure), Count: count})
		}
	}
	return facets
}

func areaFacets(s models.Snapshot, left []parts.Measure, filter views.Filter) []views.Facet {
	var facets []views.Facet
	for _, area := range s.Areas {
		count, value := 0, strconv.Itoa(area.Number)
		for _, m := range left {
			if m.Area == area.Number {
				count++
			}
		}
		if count > 0 || filter.Area == value {
			facets = append(facets, views.Facet{Value: value, Name: area.Title, Count: count})
		}
	}
	return facets
}

func ministryFacets(s models.Snapshot, all []parts.Measure, filter views.Filter) []views.Facet {
	var facets []views.Facet
	for _, o := range s.Organisations {
		if o.Kind != models.Ministry {
			continue
		}
		with := filter
		with.Ministry = o.Code
		if count := len(matching(s, all, with)); count > 0 || filter.Ministry == o.Code {
			facets = append(facets, views.Facet{Value: o.Code, Name: o.Name, Count: count})
		}
	}
	return facets
}
