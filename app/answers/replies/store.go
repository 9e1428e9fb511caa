package replies

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"tiltak/app/store"
	"tiltak/models"
)

// Saved is a saved text with who saved it.
type Saved struct {
	models.ReplyText
	Who string
}

// Listed is a reply with who froze it.
type Listed struct {
	models.ReplyDesk
	Frozen string
	Files  []models.ReplyFile // without their bodies
}

// place is where a reply belongs.
type place struct {
	EvaluationID int64
	PlanCode     string
}

func placeOf(tx *store.Tx, planID int64, evaluation models.EvaluationRef) (place, error) {
	var rows []place
	err := tx.Raw(`SELECT e.id AS evaluation_id, p.code AS plan_code FROM plans p, evaluations e JOIN bodies b ON b.id = e.body_id
		WHERE p.id = ? AND b.code = ? AND e.round = ?`, planID, evaluation.Body, evaluation.Round).Scan(&rows).Error
	if err != nil {
		return place{}, err
	}
	if len(rows) == 0 {
		return place{}, models.NotFound()
	}
	return rows[0], nil
}

// List gives the replies to an evaluation, newest first, with the names of the
// files of those that are frozen. An evaluation that does not exist is a
// not-found error. It costs two queries.
func (d *Desk) List(ctx context.Context, planID int64, evaluation models.EvaluationRef) ([]Listed, error) {
	var rows []struct {
		models.ReplyDesk
		Frozen string
	}
	err := d.store.Read(ctx).Raw(`SELECT r.*, COALESCE(f.display_name, '') AS frozen
		FROM replies r JOIN evaluations e ON e.id = r.evaluation_id JOIN bodies b ON b.id = e.body_id LEFT JOIN users f ON f.id = r.frozen_by
		WHERE r.plan_id = ? AND b.code = ? AND e.round = ? ORDER BY r.number DESC`, planID, evaluation.Body, evaluation.Round).Scan(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "list replies")
	}
	if len(rows) == 0 {
		return nil, d.exists(ctx, evaluation)
	}
	replies, ids := make([]Listed, len(rows)), make([]int64, len(rows))
	for i, row := range rows {
		replies[i], ids[i] = Listed{ReplyDesk: row.ReplyDesk, Frozen: row.Frozen}, row.ID
	}
	var files []models.ReplyFile
	if err := d.store.Read(ctx).Select("id", "reply_id", "language", "format", "name", "hash", "made_at").Where("reply_id IN ?", ids).Order("id").Find(&files).Error; err != nil {
		return nil, store.TranslateError(err, "list the files of replies")
	}
	for i := range replies {
		for _, file := range files {
			if file.ReplyID == replies[i].ID {
				replies[i].Files = append(replies[i].Files, file)
			}
		}
	}
	return replies, nil
}

// exists is a not-found error where there is no such evaluation.
func (d *Desk) exists(ctx context.Context, evaluation models.EvaluationRef) error {
	var found int64
	err := d.store.Read(ctx).Raw("SELECT COUNT(*) FROM evaluations e JOIN bodies b ON b.id = e.body_id WHERE b.code = ? AND e.round = ?", evaluation.Body, evaluation.Round).Scan(&found).Error
	if err == nil && found == 0 {
		return models.NotFound()
	}
	return store.TranslateError(err, "find an evaluation")
}

// Work reads the draft of an evaluation with what it is made from, to somebody
// who may word it. Where none is under way, it is a not-found error. It costs
// four queries.
func (d *Desk) Work(ctx context.Context, person models.Person, planID int64, evaluation models.EvaluationRef) (Work, error) {
	if !person.May(models.KeepCatalogue) {
		return Work{}, models.Forbidden()
	}
	var rows []models.ReplyDesk
	err := d.store.Read(ctx).Raw(`SELECT r.* FROM replies r JOIN evaluations e ON e.id = r.evaluation_id JOIN bodies b ON b.id = e.body_id
		WHERE r.plan_id = ? AND b.code = ? AND e.round = ? AND r.state = 'draft'`, planID, evaluation.Body, evaluation.Round).Scan(&rows).Error
	if err != nil {
		return Work{}, store.TranslateError(err, "find a reply")
	}
	if len(rows) == 0 {
		return Work{}, models.NotFound()
	}
	return d.work(ctx, rows[0], evaluation)
}

// texts gives the newest text of each recommendation and language.
func (d *Desk) texts(ctx context.Context, replyID int64) ([]Saved, error) {
	var rows []Saved
	err := d.store.Read(ctx).Raw(`SELECT t.*, COALESCE(u.display_name, '') AS who FROM reply_texts t LEFT JOIN users u ON u.id = t.saved_by
		WHERE t.reply_id = ? AND NOT t.set_aside AND t.number = (SELECT MAX(n.number) FROM reply_texts n
			WHERE n.reply_id = t.reply_id AND n.ref = t.ref AND n.language = t.language AND NOT n.set_aside)
		ORDER BY t.id`, replyID).Scan(&rows).Error
	return rows, store.TranslateError(err, "read the wordings of a reply")
}

// Versions gives every text that was saved of a recommendation in a language,
// newest first.
func (d *Desk) Versions(ctx context.Context, replyID int64, ref string, written models.Language) ([]Saved, error) {
	var rows []Saved
	err := d.store.Read(ctx).Raw(`SELECT t.*, COALESCE(u.display_name, '') AS who FROM reply_texts t LEFT JOIN users u ON u.id = t.saved_by
		WHERE t.reply_id = ? AND t.ref = ? AND t.language = ? ORDER BY t.number DESC`, replyID, ref, written).Scan(&rows).Error
	return rows, store.TranslateError(err, "read the versions of a wording")
}

// newestReply gives the newest reply to an evaluation, or nil.
func newestReply(tx *store.Tx, planID, evaluationID int64) (*models.ReplyDesk, error) {
	var reply models.ReplyDesk
	err := tx.Where("plan_id = ? AND evaluation_id = ?", planID, evaluationID).Order("number DESC").Take(&reply).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil //nolint:nilnil // none yet is an answer here
	}
	return &reply, err
}

// carry gives a new reply the newest texts of the one before.
func carry(tx *store.Tx, from, to models.ReplyDesk) error {
	return tx.Exec(`INSERT INTO reply_texts (reply_id, ref, language, number, set_aside, text, source, saved_by, saved_at)
		SELECT ?, t.ref, t.language, 1, false, t.text, t.source, t.saved_by, t.saved_at FROM reply_texts t
		WHERE t.reply_id = ? AND NOT t.set_aside AND t.text <> '' AND t.number = (SELECT MAX(n.number) FROM reply_texts n
			WHERE n.reply_id = t.reply_id AND n.ref = t.ref AND n.language = t.language AND NOT n.set_aside)`, to.ID, from.ID).Error
}

// takeDraft takes a draft until the transaction ends, and gives where it belongs.
func takeDraft(tx *store.Tx, reply models.ReplyDesk, evaluation models.EvaluationRef) (place, error) {
	found, err := placeOf(tx, reply.PlanID, evaluation)
	if err != nil {
		return found, err
	}
	return found, lockDraft(tx, reply.ID)
}

// lockDraft takes a draft until the transaction ends. One that is frozen is an
// error of state.
func lockDraft(tx *store.Tx, id int64) error {
	var reply models.ReplyDesk
	if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&reply).Error; err != nil {
		return err
	}
	if reply.State != models.ReplyDraft {
		return models.NewError(models.KindState, "reply.problem.frozen")
	}
	return nil
}

// newestText gives the newest text that counts, and the number of the newest of
// all, those set aside among them.
func newestText(tx *store.Tx, replyID int64, ref string, written models.Language) (Saved, int, error) {
	var rows []Saved
	err := tx.Raw(`SELECT t.*, COALESCE(u.display_name, '') AS who FROM reply_texts t LEFT JOIN users u ON u.id = t.saved_by
		WHERE t.reply_id = ? AND t.ref = ? AND t.language = ? ORDER BY t.number DESC`, replyID, ref, written).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return Saved{}, 0, err
	}
	for _, row := range rows {
		if !row.SetAside {
			return row, rows[0].Number, nil
		}
	}
	return Saved{}, rows[0].Number, nil
}

// unchanged tells whether a draft is as it was when the work was read.
func unchanged(tx *store.Tx, work Work) (bool, error) {
	var now struct {
		Period models.Quarter
		Last   int64
	}
	err := tx.Raw(`SELECT r.period, COALESCE((SELECT MAX(t.id) FROM reply_texts t WHERE t.reply_id = r.id AND NOT t.set_aside), 0) AS last FROM replies r WHERE r.id = ?`,
		work.Reply.ID).Scan(&now).Error
	return now.Period == work.Reply.Period && now.Last == work.Last(), err
}

// FrozenFile gives the bytes of a frozen reply. Bytes that are not those that
// were frozen are never given.
func (d *Desk) FrozenFile(ctx context.Context, planID int64, evaluation models.EvaluationRef, number int, written models.Language, format string) (models.ReplyFile, error) {
	var rows []models.ReplyFile
	err := d.store.Read(ctx).Raw(`SELECT f.* FROM reply_files f JOIN replies r ON r.id = f.reply_id JOIN evaluations e ON e.id = r.evaluation_id JOIN bodies b ON b.id = e.body_id
		WHERE r.plan_id = ? AND b.code = ? AND e.round = ? AND r.number = ? AND r.state = 'frozen' AND f.language = ? AND f.format = ?`,
		planID, evaluation.Body, evaluation.Round, number, written, format).Scan(&rows).Error
	switch {
	case err != nil:
		return models.ReplyFile{}, store.TranslateError(err, "read a file of a reply")
	case len(rows) == 0:
		return models.ReplyFile{}, models.NotFound()
	case hashOf(rows[0].Body) != rows[0].Hash:
		return models.ReplyFile{}, models.Wrap(errors.New("the file is not the one that was frozen"), "read a file of a reply")
	}
	return rows[0], nil
}
