package dashboard

import (
	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

// CoverageOf counts, level by level, how many recommendations a measure
// answers. Levels that nothing has are left out.
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
			confirmed := false
			for _, link := range r.Links {
				if m, known := measures[link.Measure]; known {
					covered.Measures = append(covered.Measures, m)
					confirmed = confirmed || link.Confirmed
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
			row.Recommendations = append(row.Recommendations, covered)
		}
		if len(row.Recommendations) > 0 {
			coverage = append(coverage, row)
		}
	}
	return coverage
}
