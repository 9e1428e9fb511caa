package assessments

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/assessments"
)

// hold gives the id of a recommendation and takes the common row, so that two do
// not assess it at once. Imports and who keeps the catalogue take that row first
// too; a row of its own would make them wait for each other for ever. One that
// does not exist is a not-found error.
func hold(tx *store.Tx, ref string) (int64, error) {
	if _, err := tx.LockHead(); err != nil {
		return 0, err
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

// historyQuery gives the assessments of a recommendation, the newest first: one
// page of them, and whichever is the newest of its side.
const historyQuery = `
SELECT x.place, x.newest, x.id, x.side, x.organisation_id,
       COALESCE(o.code, '') AS organisation, COALESCE(o.name_nb, '') AS name_nb, COALESCE(o.name_nn, '') AS name_nn, COALESCE(o.name_en, '') AS name_en,
       x.verdict, x.grounds, x.source_url, x.assessed_on, x.written_by, x.written_at, x.cleared_at, x.withdrawn_at, x.withdrawn_because,
       COALESCE(writer.display_name, '') AS writer, COALESCE(clearer.display_name, '') AS clearer, COALESCE(withdrawer.display_name, '') AS withdrawer
FROM (
    SELECT a.*, MAX(a.id) OVER (PARTITION BY a.side, a.organisation_id) AS newest, ROW_NUMBER() OVER (ORDER BY a.id DESC) AS place
    FROM assessments a
    WHERE a.recommendation_id = (SELECT id FROM recommendations WHERE ref = @ref) AND (@drafts OR a.cleared_at < @until)
) x
LEFT JOIN organisations o ON o.id = x.organisation_id
LEFT JOIN users writer ON writer.id = x.written_by
LEFT JOIN users clearer ON clearer.id = x.cleared_by
LEFT JOIN users withdrawer ON withdrawer.id = x.withdrawn_by
WHERE x.id = x.newest OR (x.place > @skip AND x.place <= @upto)
ORDER BY x.id DESC`

// Progress is how many recommendations an organisation has assessed.
type Progress struct {
	Organisation string
	Name         models.Name `gorm:"embedded;embeddedPrefix:name_"`
	Total        int
	Assessed     int
	First        string // the first that it has not assessed; empty: none is left
}

// Progress gives how far each organisation has come with its assessments for
// which the person assesses. It costs one query, and none for all others.
func (d *Desk) Progress(ctx context.Context, person models.Person) ([]Progress, error) {
	var organisations []int64
	for _, standing := range person.AssessesFor() {
		organisations = append(organisations, standing.OrganisationID)
	}
	if len(organisations) == 0 {
		return nil, nil
	}
	var found []Progress
	err := d.store.Read(ctx).Raw(`SELECT o.code AS organisation, o.name_nb, o.name_nn, o.name_en, COUNT(r.id) AS total, COUNT(a.recommendation_id) AS assessed,
			COALESCE(MIN(CASE WHEN a.recommendation_id IS NULL THEN r.ref END), '') AS first
		FROM organisations o
		LEFT JOIN recommendations r ON TRUE
		LEFT JOIN (SELECT DISTINCT organisation_id, recommendation_id FROM assessments
			WHERE side = 'independent' AND withdrawn_at IS NULL) a ON a.recommendation_id = r.id AND a.organisation_id = o.id
		WHERE o.id IN ?
		GROUP BY o.id, o.code, o.name_nb, o.name_nn, o.name_en
		ORDER BY o.code`, organisations).Scan(&found).Error
	return found, store.TranslateError(err, "count assessments")
}

// perPage is how many assessments the history shows at a time.
const perPage = 12

type historyRow struct {
	view.Row
	Place  int
	Newest int64
}

// Asked is which assessments are wanted.
type Asked struct {
	Until  time.Time // what stood just before this moment; zero: what stands
	Drafts bool      // with ours that wait to be cleared
	Page   int       // from 1
}

// History gives a page of a recommendation's assessments. It costs one
// query.
func (d *Desk) History(ctx context.Context, ref string, asked Asked) (view.Page, error) {
	page, skip, until := asked.Page, (asked.Page-1)*perPage, asked.Until
	if until.IsZero() {
		until = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	var rows []historyRow
	err := d.store.Read(ctx).Raw(historyQuery, map[string]any{"ref": ref, "drafts": asked.Drafts, "until": until, "skip": skip, "upto": skip + perPage + 1}).Scan(&rows).Error
	if err != nil {
		return view.Page{}, store.TranslateError(err, "read assessments")
	}
	history := view.Page{Number: page}
	for _, row := range rows {
		if row.WithdrawnAt != nil && !row.WithdrawnAt.Before(until) {
			row.WithdrawnAt = nil
		}
		switch {
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
