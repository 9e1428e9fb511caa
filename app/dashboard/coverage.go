package dashboard

import (
	"cmp"
	"slices"

	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

// CoverageOf counts, level by level, how many recommendations a measure
// answers, how many of those are behind, and on how many the assessments do not
// agree. In each level those that want looking into come first. Levels that
// nothing has are left out.
func CoverageOf(s models.Snapshot) []views.LevelCoverage {
	measures := map[string]parts.Measure{}
	for _, m := range measuresOf(s) {
		measures[m.Key] = m
	}
	var coverage []views.LevelCoverage
	for _, level := range models.Levels() {
		row := views.LevelCoverage{Level: level}
		for _, r := range s.Recommendations {
			if r.Level != level {
				continue
			}
			covered := views.CoveredRecommendation{RecommendationFacts: r}
			confirmed, well := false, false
			for _, link := range r.Links {
				if m, known := measures[link.Measure]; known {
					covered.Measures = append(covered.Measures, m)
					confirmed, well = confirmed || link.Confirmed, well || !m.Figure.Behind()
				}
			}
			switch {
			case confirmed:
				row.Confirmed++
			case len(covered.Measures) > 0:
				row.Proposed++
			default:
				row.Uncovered++
			}
			if covered.Behind = len(covered.Measures) > 0 && !well; covered.Behind {
				row.Behind++
			}
			if covered.Disagreed = len(r.Assessments) > 0 && models.DisagreementOf(r, s.Indicated(r)).Any(); covered.Disagreed {
				row.Disagreed++
			}
			row.Recommendations = append(row.Recommendations, covered)
		}
		slices.SortStableFunc(row.Recommendations, func(a, b views.CoveredRecommendation) int { return cmp.Compare(b.Urgency(), a.Urgency()) })
		if len(row.Recommendations) > 0 {
			coverage = append(coverage, row)
		}
	}
	return coverage
}
