package dashboard

import (
	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

// changesOf lists what is different from the edition before, measure by
// measure. A report that was missing then and is missing still, in the same
// round, is no news.
func changesOf(s models.Snapshot, before *models.Snapshot) views.Changes {
	if before == nil {
		return views.Changes{}
	}
	changes := views.Changes{Since: before.Period}
	place := map[string]int{}
	measures := map[string]parts.Measure{}
	for _, m := range measuresOf(s) {
		measures[m.Key] = m
	}
	recommendations := map[string]models.RecommendationFacts{}
	for _, r := range s.Recommendations {
		recommendations[r.Ref] = r
	}
	for _, change := range models.Changes(*before, s) {
		measure, known := measures[change.MeasureKey]
		switch {
		case !known:
			continue
		case change.Kind == models.LinkProposed: // stands among what is not confirmed, on the pages about recommendations
			continue
		case change.Kind == models.LinkConfirmed:
			changes.Links = append(changes.Links, views.LinkChange{Recommendation: recommendations[change.Recommendation], Measure: measure})
			continue
		case change.Kind == models.ReportMissing && change.From == change.To && s.Period == before.Period:
			continue
		}
		i, listed := place[change.MeasureKey]
		if !listed {
			i = len(changes.Measures)
			place[change.MeasureKey] = i
			changes.Measures = append(changes.Measures, views.MeasureChanges{Measure: measure})
		}
		changes.Measures[i].Changes = append(changes.Measures[i].Changes, change)
	}
	return changes
}
