package models

import "slices"

// RecommendationDifference is what differs in the assessments of a
// recommendation, or that it is new or gone. Was and Now are nil where nobody
// had assessed it from that side.
type RecommendationDifference struct {
	Kind           RecommendationKind
	Recommendation RecommendationFacts
	Side           AssessmentSide
	By             string // organisation code
	Was, Now       *AssessmentFacts
}

// RecommendationKind is what differs.
type RecommendationKind string

// What may differ.
const (
	RecommendationAdded   RecommendationKind = "added"
	RecommendationRemoved RecommendationKind = "removed"
	AssessmentAdded       RecommendationKind = "assessed"
	AssessmentWithdrawn   RecommendationKind = "withdrawn"
	AssessmentChanged     RecommendationKind = "verdict" // another verdict
	AssessmentRenewed     RecommendationKind = "renewed" // the same verdict, on other grounds or another day
)

func recommendationDifferences(before, after Snapshot) []RecommendationDifference {
	var list []RecommendationDifference
	old := make(map[string]RecommendationFacts, len(before.Recommendations))
	for _, r := range before.Recommendations {
		old[r.Ref] = r
	}
	for _, r := range after.Recommendations {
		was, known := old[r.Ref]
		delete(old, r.Ref)
		if !known {
			list = append(list, RecommendationDifference{Kind: RecommendationAdded, Recommendation: r})
		}
		list = append(list, assessmentDifferences(was, r)...)
	}
	for _, r := range before.Recommendations {
		if _, gone := old[r.Ref]; gone {
			list = append(list, RecommendationDifference{Kind: RecommendationRemoved, Recommendation: r})
		}
	}
	return list
}

func assessmentDifferences(before, after RecommendationFacts) []RecommendationDifference {
	var list []RecommendationDifference
	from := func(r RecommendationFacts, side AssessmentSide, by string) *AssessmentFacts {
		i := slices.IndexFunc(r.Assessments, func(a AssessmentFacts) bool { return a.Side == side && side.SameVoice(a.By, by) })
		if i < 0 {
			return nil
		}
		return &r.Assessments[i]
	}
	for i, now := range after.Assessments {
		d := RecommendationDifference{Recommendation: after, Side: now.Side, By: now.By, Was: from(before, now.Side, now.By), Now: &after.Assessments[i]}
		switch {
		case d.Was == nil:
			d.Kind = AssessmentAdded
		case d.Was.Verdict != now.Verdict:
			d.Kind = AssessmentChanged
		case *d.Was != now:
			d.Kind = AssessmentRenewed
		default:
			continue
		}
		list = append(list, d)
	}
	for i, was := range before.Assessments {
		if from(after, was.Side, was.By) == nil {
			list = append(list, RecommendationDifference{Kind: AssessmentWithdrawn, Recommendation: after, Side: was.Side, By: was.By, Was: &before.Assessments[i]})
		}
	}
	return list
}
