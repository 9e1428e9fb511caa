package servertest

import (
	"tiltak/models"
)

// What the assessments of the situation say.
const (
	IndependentGrounds = "NIM ser ingen endring"
	DraftGrounds       = "Kladd som ingen andre ser"
)

// assessments makes NIM's assessment of G3-01, and a draft of our own.
func (s *situation) assessments() error {
	var recommendation models.Recommendation
	if err := s.tx.Where("ref = ?", "G3-01").Take(&recommendation).Error; err != nil {
		return err
	}
	now, nim, jd := s.tx.Now(), s.organisations["NIM"], s.organisations["JD"]
	writer := s.user("vurderer.nim")
	independent := models.Assessment{
		RecommendationID: recommendation.ID, Side: models.IndependentSide, OrganisationID: &nim, Verdict: models.NotMet, Grounds: IndependentGrounds,
		AssessedOn: closedPeriod.LastDay(), WrittenBy: *writer, WrittenAt: now, ClearedBy: writer, ClearedAt: &now,
	}
	if err := s.tx.Create(&independent).Error; err != nil {
		return err
	}
	draft := models.Assessment{
		RecommendationID: recommendation.ID, Side: models.OwnSide, OrganisationID: &jd, Verdict: models.PartlyMet, Grounds: DraftGrounds,
		AssessedOn: closedPeriod.LastDay(), WrittenBy: *s.user("koordinator.jd"), WrittenAt: now,
	}
	err := s.tx.Create(&draft).Error
	s.made.AssessmentID, s.made.AssessmentDraftID = independent.ID, draft.ID
	return err
}
