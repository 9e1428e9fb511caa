package recommendations

import (
	"errors"

	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
)

// ends are what a link goes between.
type ends struct {
	RecommendationID int64
	MeasureID        int64
	Key              string
	PlanCode         string
}

// find gives what a link goes between, and the link, if there is one. Links
// change one at a time: it takes the common row, as imports and who keeps the
// catalogue do before they write links. A recommendation or measure that does not
// exist is a not-found error.
func find(tx *store.Tx, planID int64, ref string, number int) (ends, *models.RecommendationLink, error) {
	if _, err := tx.LockHead(); err != nil {
		return ends{}, nil, err
	}
	var rows []ends
	err := tx.Raw(`SELECT r.id AS recommendation_id, m.id AS measure_id, m.key, p.code AS plan_code
		FROM recommendations r JOIN measures m ON m.plan_id = ? AND m.number = ? JOIN plans p ON p.id = m.plan_id
		WHERE r.ref = ?`, planID, number, ref).Scan(&rows).Error
	if err != nil {
		return ends{}, nil, err
	}
	if len(rows) == 0 {
		return ends{}, nil, models.NotFound()
	}
	var link models.RecommendationLink
	err = tx.Where("recommendation_id = ? AND measure_id = ?", rows[0].RecommendationID, rows[0].MeasureID).Take(&link).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return rows[0], nil, nil
	}
	return rows[0], &link, err
}

// linePair are two recommendations, and the line between them if there is one.
type linePair struct {
	Earlier, Later models.LineageEnd
	Line           *models.Lineage
}

// findPair gives two recommendations and the line between them. One that does
// not exist is a not-found error.
func findPair(tx *store.Tx, earlier, later string) (linePair, error) {
	var rows []struct {
		models.LineageEnd
		Ref string
	}
	err := tx.Raw(`SELECT r.id, e.body_id, e.round, r.ref FROM recommendations r JOIN evaluations e ON e.id = r.evaluation_id WHERE r.ref IN (?, ?)`, earlier, later).Scan(&rows).Error
	if err != nil {
		return linePair{}, store.TranslateError(err, "read two recommendations")
	}
	var pair linePair
	for _, row := range rows {
		if row.Ref == earlier {
			pair.Earlier = row.LineageEnd
		}
		if row.Ref == later {
			pair.Later = row.LineageEnd
		}
	}
	if pair.Earlier.ID == 0 || pair.Later.ID == 0 {
		return pair, models.NotFound()
	}
	var line models.Lineage
	err = tx.Where("earlier_id = ? AND later_id = ?", pair.Earlier.ID, pair.Later.ID).Take(&line).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return pair, nil
	}
	pair.Line = &line
	return pair, store.TranslateError(err, "read a line")
}

func linesHeld(tx *store.Tx) ([]models.Lineage, error) {
	var held []models.Lineage
	err := tx.Find(&held).Error
	return held, store.TranslateError(err, "read the lines")
}

func saveLine(tx *store.Tx, line *models.Lineage) error {
	return store.TranslateError(tx.Save(line).Error, "write a line")
}

func removeLine(tx *store.Tx, line *models.Lineage) error {
	return store.TranslateError(tx.Delete(line).Error, "remove a line")
}
