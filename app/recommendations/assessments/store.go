package assessments

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/assessments"
)

// hold gives the id of a recommendation and holds it, so that two do not assess
// it at once. One that does not exist is a not-found error.
func hold(tx *store.Tx, ref string) (int64, error) {
	done := tx.Exec("UPDATE recommendations SET ref = ref WHERE ref = ?", ref)
	if done.Error != nil {
		return 0, store.TranslateError(done.Error, "hold a recommendation")
	}
	var found models.Recommendation
	err := tx.Select("id").Where("ref = ?", ref).Take(&found).Error
	return found.ID, store.TranslateError(err, "read a recommendation")
}

// sameSide are the assessments of the same recommendation from the same side.
func sameSide(tx *store.Tx, a models.Assessment) *gorm.DB {
	db := tx.Where("recommendation_id = ? AND side = ?", a.RecommendationID, a.Side)
	if a.Side == models.IndependentSide {
		db = db.Where("organisation_id = ?", *a.OrganisationID)
	}
	return db
}

func newestOf(tx *store.Tx, a models.Assessment) (*models.Assessment, error) {
	return one(sameSide(tx, a).Order("id DESC"), "read the newest assessment")
}

// standingOf gives the assessment that counts, drafts apart.
func standingOf(tx *store.Tx, a models.Assessment) (*models.Assessment, error) {
	return one(sameSide(tx, a).Where("cleared_at IS NOT NULL AND withdrawn_at IS NULL").Order("assessed_on DESC, id DESC"), "read the assessment that counts")
}

func one(db *gorm.DB, doing string) (*models.Assessment, error) {
	var found models.Assessment
	err := db.Take(&found).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	return &found, store.TranslateError(err, doing)
}

// find gives an assessment of a recommendation with the code of who assesses.
func find(tx *store.Tx, ref string, assessmentID int64) (models.Assessment, string, error) {
	if _, err := hold(tx, ref); err != nil {
		return models.Assessment{}, "", err
	}
	var found struct {
		models.Assessment
		Code string
	}
	err := tx.Table("assessments a").Select("a.*, COALESCE(o.code, '') AS code").
		Joins("JOIN recommendations r ON r.id = a.recommendation_id AND r.ref = ?", ref).
		Joins("LEFT JOIN organisations o ON o.id = a.organisation_id").Where("a.id = ?", assessmentID).Take(&found).Error
	return found.Assessment, found.Code, store.TranslateError(err, "read an assessment")
}

func clear(tx *store.Tx, a models.Assessment, by int64) error {
	return store.TranslateError(tx.Model(&models.Assessment{}).Where("id = ?", a.ID).
		Updates(map[string]any{"cleared_by": by, "cleared_at": tx.Now()}).Error, "clear an assessment")
}

func withdraw(tx *store.Tx, a *models.Assessment, by int64, reason string) error {
	return store.TranslateError(tx.Model(&models.Assessment{}).Where("id = ?", a.ID).
		Updates(map[string]any{"withdrawn_by": by, "withdrawn_at": tx.Now(), "withdrawn_because": reason}).Error, "withdraw an assessment")
}

// historyQuery gives a recommendation with its assessments, the newest first: one
// page of them, and whichever is the newest of its side.
const historyQuery = `
SELECT r.ref, r.level, r.topic_nb, r.topic_nn, r.topic_en, r.confirmed AS settled, b.code AS body, ev.round,
       COALESCE(x.place, 0) AS place, COALESCE(x.newest, 0) AS newest, COALESCE(x.id, 0) AS id, COALESCE(x.side, '') AS side, x.organisation_id,
       COALESCE(o.code, '') AS organisation, COALESCE(o.name_nb, '') AS name_nb, COALESCE(o.name_nn, '') AS name_nn, COALESCE(o.name_en, '') AS name_en,
       COALESCE(x.verdict, '') AS verdict, COALESCE(x.grounds, '') AS grounds, COALESCE(x.source_url, '') AS source_url, x.assessed_on,
       COALESCE(x.written_by, 0) AS written_by, x.written_at, x.cleared_at, x.withdrawn_at, COALESCE(x.withdrawn_because, '') AS withdrawn_because,
       COALESCE(writer.display_name, '') AS writer, COALESCE(clearer.display_name, '') AS clearer, COALESCE(withdrawer.display_name, '') AS withdrawer
FROM recommendations r
JOIN evaluations ev ON ev.id = r.evaluation_id
JOIN bodies b ON b.id = ev.body_id
LEFT JOIN (
    SELECT a.*, MAX(a.id) OVER (PARTITION BY a.side, a.organisation_id) AS newest, ROW_NUMBER() OVER (ORDER BY a.id DESC) AS place
    FROM assessments a
    WHERE a.recommendation_id = (SELECT id FROM recommendations WHERE ref = @ref) AND (@drafts OR a.cleared_at IS NOT NULL)
) x ON x.recommendation_id = r.id AND (x.id = x.newest OR (x.place > @skip AND x.place <= @upto))
LEFT JOIN organisations o ON o.id = x.organisation_id
LEFT JOIN users writer ON writer.id = x.written_by
LEFT JOIN users clearer ON clearer.id = x.cleared_by
LEFT JOIN users withdrawer ON withdrawer.id = x.withdrawn_by
WHERE r.ref = @ref
ORDER BY x.id DESC`

// perPage is how many assessments the history shows at a time.
const perPage = 12

type historyRow struct {
	view.Row
	Ref     string
	Level   models.Level
	Topic   models.Name `gorm:"embedded;embeddedPrefix:topic_"`
	Settled bool
	Body    string
	Round   int
	Place   int
	Newest  int64
}

// History gives a recommendation with a page of its assessments. drafts tells
// whether ours that wait to be cleared are among them. It costs one query.
func (d *Desk) History(ctx context.Context, ref string, drafts bool, page int) (view.Page, error) {
	skip := (page - 1) * perPage
	var rows []historyRow
	err := d.store.Read(ctx).Raw(historyQuery, map[string]any{"ref": ref, "drafts": drafts, "skip": skip, "upto": skip + perPage + 1}).Scan(&rows).Error
	if err != nil {
		return view.Page{}, store.TranslateError(err, "read assessments")
	}
	if len(rows) == 0 {
		return view.Page{}, models.NotFound()
	}
	first := rows[0]
	history := view.Page{Ref: first.Ref, Level: first.Level, Topic: first.Topic, Settled: first.Settled, Body: first.Body, Round: first.Round, Number: page}
	for _, row := range rows {
		switch {
		case row.ID == 0:
			continue
		case row.Place == skip+perPage+1:
			history.More = true
		case row.Place > skip && row.Place <= skip+perPage:
			history.Rows = append(history.Rows, row.Row)
		}
		if row.ID == row.Newest {
			history.Newest = append(history.Newest, row.Row)
		}
	}
	if page > 1 && len(history.Rows) == 0 {
		return view.Page{}, models.NotFound()
	}
	return history, nil
}
