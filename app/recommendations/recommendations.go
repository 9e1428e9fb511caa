// Package recommendations follows up the recommendations to Norway: which
// measures answer them, and the coordinator's word for it.
package recommendations

import (
	"slices"
	"strconv"

	"tiltak/models"
	"tiltak/views/parts"
	views "tiltak/views/recommendations"
)

// ListOf gives the recommendations that a filter leaves, and what is missing
// both ways.
func ListOf(s models.Snapshot, source parts.Source, filter views.Filter) views.List {
	all := recommendationsOf(s)
	list := views.List{Source: source, Filter: filter, Total: len(all)}
	for _, r := range leftBy(all, filter) {
		list.Shown++
		if last := len(list.Groups) - 1; last < 0 || list.Groups[last].Body != r.Body || list.Groups[last].Round != r.Round {
			list.Groups = append(list.Groups, views.Group{Body: r.Body, BodyName: r.BodyName, Round: r.Round, Reference: r.Reference, Published: r.Published})
		}
		group := &list.Groups[len(list.Groups)-1]
		group.List = append(group.List, r)
	}
	facet := func(name, value string, chosen bool) []views.Facet {
		count := len(leftBy(all, filter.Set(name, value)))
		if count == 0 && !chosen {
			return nil
		}
		return []views.Facet{{Value: value, Count: count}}
	}
	for _, coverage := range views.Coverages() {
		list.ByCoverage = append(list.ByCoverage, facet("dekning", string(coverage), filter.Coverage == string(coverage))...)
	}
	for _, level := range models.Levels() {
		value := views.LevelValue(level)
		list.ByLevel = append(list.ByLevel, facet("styrke", value, filter.Level == value)...)
	}
	for _, round := range roundsOf(all) {
		list.ByRound = append(list.ByRound, facet("runde", round, filter.Round == round)...)
	}
	linked := map[string]bool{}
	for _, r := range all {
		if r.Coverage == views.Uncovered {
			list.Uncovered = append(list.Uncovered, r)
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

func recommendationsOf(s models.Snapshot) []views.Recommendation {
	list := make([]views.Recommendation, len(s.Recommendations))
	for i, facts := range s.Recommendations {
		r := views.Recommendation{RecommendationFacts: facts, Coverage: views.Uncovered}
		for _, link := range facts.Links {
			m, known := s.Measure(link.Measure)
			if !known {
				continue
			}
			r.Links = append(r.Links, views.Link{LinkFacts: link, Measure: parts.Measure{MeasureFacts: m, Figure: s.Figure(m)}})
			if r.Coverage != views.Confirmed {
				r.Coverage = views.Proposed
			}
			if link.Confirmed {
				r.Coverage = views.Confirmed
			}
		}
		list[i] = r
	}
	return list
}

func leftBy(all []views.Recommendation, filter views.Filter) []views.Recommendation {
	var left []views.Recommendation
	for _, r := range all {
		if filter.Round != "" && strconv.Itoa(r.Round) != filter.Round ||
			filter.Level != "" && views.LevelValue(r.Level) != filter.Level ||
			filter.Coverage != "" && string(r.Coverage) != filter.Coverage {
			continue
		}
		left = append(left, r)
	}
	return left
}

// roundsOf gives the rounds that there are, the newest first.
func roundsOf(all []views.Recommendation) []string {
	var rounds []int
	for _, r := range all {
		if !slices.Contains(rounds, r.Round) {
			rounds = append(rounds, r.Round)
		}
	}
	slices.Sort(rounds)
	slices.Reverse(rounds)
	texts := make([]string, len(rounds))
	for i, round := range rounds {
		texts[i] = strconv.Itoa(round)
	}
	return texts
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
		page.Assessors[a.By] = models.Name{NB: a.By}
		if organisation, known := s.Organisation(a.By); known {
			page.Assessors[a.By] = organisation.Name
		}
	}
	for _, r := range s.Recommendations {
		if slices.Contains(all[i].EarlierRefs, r.Ref) {
			page.Earlier = append(page.Earlier, r)
		}
		if slices.Contains(all[i].LaterRefs, r.Ref) {
			page.Later = append(page.Later, r)
		}
	}
	for _, m := range s.Measures {
		if !slices.ContainsFunc(all[i].Links, func(l views.Link) bool { return l.Measure.Key == m.Key }) {
			page.Choices = append(page.Choices, m)
		}
	}
	return page, nil
}
