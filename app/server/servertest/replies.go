package servertest

import (
	"time"

	"tiltak/models"
)

// What the replies to GRETA's third evaluation say: the frozen one, and the one
// under way.
const (
	ReplyDraftText  = "A wording that nobody has frozen (example)"
	ReplyFrozenText = "What the frozen reply says (example)"
)

// replies makes a frozen reply, with one file, and one under way.
func (s *situation) replies() error {
	var evaluationID int64
	if err := s.tx.Raw("SELECT e.id FROM evaluations e JOIN bodies b ON b.id = e.body_id WHERE b.code = 'GRETA' AND e.round = 3").Scan(&evaluationID).Error; err != nil {
		return err
	}
	coordinator, then := s.user("koordinator.jd"), s.tx.Now().Add(-20*24*time.Hour)
	frozen := models.ReplyDesk{
		PlanID: s.made.PlanID, EvaluationID: evaluationID, Number: 1, Period: closedPeriod, Revision: 1, State: models.ReplyFrozen,
		BegunBy: *coordinator, BegunAt: then, FrozenBy: coordinator, FrozenAt: &then,
	}
	if err := s.tx.Create(&frozen).Error; err != nil {
		return err
	}
	file := models.ReplyFile{
		ReplyID: frozen.ID, Language: models.English, Format: "docx", Name: "svar-greta-3-2026-k3.1-en.docx", Body: []byte(ReplyFrozenText), Hash: models.HashText(ReplyFrozenText), MadeAt: then,
	}
	if err := s.tx.Create(&file).Error; err != nil {
		return err
	}
	draft := models.ReplyDesk{PlanID: s.made.PlanID, EvaluationID: evaluationID, Number: 2, Period: closedPeriod, State: models.ReplyDraft, BegunBy: *coordinator, BegunAt: then}
	if err := s.tx.Create(&draft).Error; err != nil {
		return err
	}
	return s.tx.Create(&models.ReplyText{
		ReplyID: draft.ID, Ref: "G3-01", Language: models.English, Number: 1, Text: ReplyDraftText, Source: "", SavedBy: *coordinator, SavedAt: then,
	}).Error
}
