package recommendations

import (
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

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

// find gives what a link goes between, and the link, if there is one. A
// recommendation or measure that does not exist is a not-found error.
func find(tx *store.Tx, planID int64, ref string, number int) (ends, *models.RecommendationLink, error) {
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
	err = tx.Clauses(clause.Locking{Strength: "UPDATE"}).
		Where("recommendation_id = ? AND measure_id = ?", rows[0].RecommendationID, rows[0].MeasureID).Take(&link).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return rows[0], nil, nil
	}
	return rows[0], &link, err
}
