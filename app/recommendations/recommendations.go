// Package recommendations follows up the recommendations to Norway: which
// measures answer them, and the coordinator's word for it.
package recommendations

import (
	"slices"

	"tiltak/models"
	"tiltak/views/parts"
	views "tiltak/views/recommendations"
)

// pageSize is how many recommendations a page of the list shows, and firstGaps
// how many of what is missing stand below it.
const (
	pageSize  = 50
	firstGaps = 12
)

// ListOf gives a page of the recommendations that a filter leaves, and what is
// missing three ways. A page that there is not gives the nearest.
func ListOf(s models.Snapshot, source parts.Source, filter views.Filter, page int) views.List {
	all := recommendationsOf(s)
	left, facets := narrow(all, dimensionsOf(s), filter)
	list := views.List{Source: source, Filter: filter, Facets: facets, Left: len(left), Total: len(all), Pages: max(1, (len(left)+pageSize-1)/pageSize)}
	list.Page = min(max(1, page), list.Pages)
	from, to := (list.Page-1)*pageSize, min(list.Page*pageSize, len(left))
	list.From, list.To = from+1, to
	lines := models.LinesOf(s.Recommendations)
	for _, r := range left[from:to] {
		r.Chain = lines.Chain(r.Ref)
		if last := len(list.Groups) - 1; last < 0 || list.Groups[last].Body != r.Body || list.Groups[last].Round != r.Round {
			list.Groups = append(list.Groups, views.Group{Body: r.Body, BodyName: r.BodyName, Round: r.Round, Reference: r.Reference, Published: r.Published})
		}
		group := &list.Groups[len(list.Groups)-1]
		group.List = append(group.List, r)
	}
	linked := map[string]bool{}
	for _, r := range all {
		if r.Coverage == views.Uncovered {
			miss(&list.Uncovered, r)
		}
		if r.Behind {
			miss(&list.Behind, r)
		}
		for _, link := range r.Links {
			linked[link.LinkFacts.Measure] = true
		}
	}
	for _, m := range s.Measures {
		if !linked[m.Key] {
			list.Unlinked = append(list.Unlinked, parts.Measure{MeasureFacts: m, Figure: s.Figure(m)})
		}
	}
	return list
}

func miss(gap *views.Gap, r views.Recommendation) {
	if gap.Count++; gap.Count <= firstGaps {
		gap.First = append(gap.First, r)
	}
}

func recommendationsOf(s models.Snapshot) []views.Recommendation {
	measures := make(map[string]parts.Measure, len(s.Measures))
	for _, m := range s.Measures {
		measures[m.Key] = parts.Measure{MeasureFacts: m, Figure: s.Figure(m)}
	}
	list := make([]views.Recommendation, len(s.Recommendations))
	for i, facts := range s.Recommendations {
		r := views.Recommendation{RecommendationFacts: facts, Coverage: views.Uncovered}
		well := false
		for _, link := range facts.Links {
			m, known := measures[link.Measure]
			if !known {
				continue
			}
			r.Links = append(r.Links, views.Link{LinkFacts: link, Measure: m})
			well = well || !m.Figure.Behind()
			if r.Coverage != views.Confirmed {
				r.Coverage = views.Proposed
			}
			if link.Confirmed {
				r.Coverage = views.Confirmed
			}
		}
		r.Behind = len(r.Links) > 0 && !well
		r.Differ = len(r.Assessments) > 0 && models.DisagreementOf(facts, s.Indicated(facts)).Any()
		list[i] = r
	}
	return list
}

// PageOf gives one recommendation, or a not-found error.
func PageOf(s models.Snapshot, source parts.Source, ref string) (views.Page, error) {
	all := recommendationsOf(s)
	i := slices.IndexFunc(all, func(r views.Recommendation) bool { return r.Ref == ref })
	if i < 0 {
		return views.Page{}, models.NotFound()
	}
	page := views.Page{Source: source, Recommendation: all[i], Assessors: map[string]models.Name{}}
	page.Indication = s.Indicated(all[i].RecommendationFacts)
	page.Disagreement = models.DisagreementOf(all[i].RecommendationFacts, page.Indication)
	for _, a := range all[i].Assessments {
		page.Assessors[a.By] = nameOf(s, a.By)
	}
	for _, code := range all[i].Addressees {
		page.Addressees = append(page.Addressees, nameOf(s, code))
	}
	evaluation, known := s.Evaluation(all[i].Body, all[i].Round)
	page.Incomplete = known && !evaluation.Complete
	page.Lineage.Chain = models.LinesOf(s.Recommendations).Chain(ref)
	for _, r := range s.Recommendations {
		if r.Body == all[i].Body && r.Round < all[i].Round && !slices.Contains(all[i].EarlierRefs, r.Ref) {
			page.Lineage.Choices = append(page.Lineage.Choices, r)
		}
	}
	for _, m := range s.Measures {
		if !slices.ContainsFunc(all[i].Links, func(l views.Link) bool { return l.Measure.Key == m.Key }) {
			page.Choices = append(page.Choices, m)
		}
	}
	return page, nil
}

// nameOf gives the name of an organisation, or its code where the snapshot does
// not have it.
func nameOf(s models.Snapshot, code string) models.Name {
	if organisation, known := s.Organisation(code); known {
		return organisation.Name
	}
	return models.Name{NB: code}
}
