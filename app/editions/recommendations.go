package editions

import (
	"slices"
	"strings"

	"tiltak/models"
)

// addRecommendations gives the snapshot the evaluations and the recommendations
// of the rows, which come evaluation by evaluation.
func addRecommendations(s *models.Snapshot, rows []recommendationRow) error {
	s.Evaluations, s.Recommendations = nil, nil
	for _, row := range rows {
		e, r := row.Evaluation, row.Recommendation
		if last := len(s.Evaluations) - 1; last < 0 || s.Evaluations[last] != e {
			s.Evaluations = append(s.Evaluations, e)
		}
		if r.ID == 0 {
			continue
		}
		r.Body, r.BodyName, r.Round, r.Reference, r.Published = e.Body, e.BodyName, e.Round, e.Reference, e.Published
		r.Articles, r.Addressees = row.Articles, row.Addressees
		if row.Official.Text != "" {
			r.Official = &row.Official
		}
		r.Links = splitLinks(row.Links)
		r.LaterRefs = splitRefs(row.Later)
		for _, earlier := range splitRows(row.Earlier, 2) {
			r.EarlierRefs = append(r.EarlierRefs, earlier[0])
			r.Lineage = append(r.Lineage, models.LineageFacts{Ref: earlier[0], Confirmed: earlier[1] == "1"})
		}
		var err error
		if r.Assessments, err = splitAssessments(row.Assessments); err != nil {
			return err
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	return nil
}

func splitLinks(text string) []models.LinkFacts {
	var links []models.LinkFacts
	for _, row := range splitRows(text, 4) {
		links = append(links, models.LinkFacts{Measure: row[0], Degree: models.Degree(row[1]), Note: row[2], Confirmed: row[3] == "1"})
	}
	return links
}

func splitRefs(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, rowSeparator)
}

// splitAssessments gives the newest of each who assesses. The rows come oldest
// first.
func splitAssessments(text string) ([]models.AssessmentFacts, error) {
	var newest []models.AssessmentFacts
	for _, row := range splitRows(text, 6) {
		on, err := models.ParseDate(row[5])
		if err != nil {
			return nil, models.Wrap(err, "read the day of an assessment")
		}
		a := models.AssessmentFacts{
			Side: models.AssessmentSide(row[0]), By: row[1], Verdict: models.Verdict(row[2]), Grounds: row[3], Source: row[4], On: on,
		}
		newest = slices.DeleteFunc(newest, func(older models.AssessmentFacts) bool {
			return older.Side == a.Side && a.Side.SameVoice(older.By, a.By)
		})
		newest = append(newest, a)
	}
	slices.SortStableFunc(newest, func(a, b models.AssessmentFacts) int {
		if by := strings.Compare(string(b.Side), string(a.Side)); by != 0 { // own, independent, body
			return by
		}
		return strings.Compare(a.By, b.By)
	})
	return newest, nil
}
