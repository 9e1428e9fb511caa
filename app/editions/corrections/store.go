package corrections

import (
	"context"

	"gorm.io/gorm/clause"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/corrections"
)

func (d *Desk) round(ctx context.Context, planID int64, period models.Quarter) (models.Round, error) {
	var round models.Round
	err := d.store.Read(ctx).Where("plan_id = ? AND period = ?", planID, period).Take(&round).Error
	return round, store.TranslateError(err, "read a round")
}

// later gives the quarter of the newest round after one; zero where there is none.
func (d *Desk) later(ctx context.Context, round models.Round) (models.Quarter, error) {
	var rounds []models.Round
	err := d.store.Read(ctx).Where("plan_id = ? AND period > ?", round.PlanID, round.Period).Order("period DESC").Limit(1).Find(&rounds).Error
	if err != nil || len(rounds) == 0 {
		return models.Quarter{}, store.TranslateError(err, "read the rounds after one")
	}
	return rounds[0].Period, nil
}

// hold keeps a closed round from being opened or corrected by somebody else
// meanwhile, and gives its plan.
func hold(tx *store.Tx, round models.Round) (models.Plan, error) {
	var plan models.Plan
	var held models.Round
	err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", round.ID).Take(&held).Error
	if err != nil {
		return plan, store.TranslateError(err, "hold a round")
	}
	if held.State != models.RoundClosed {
		return plan, models.NewError(models.KindState, "corrections.problem.running")
	}
	err = tx.Where("id = ?", round.PlanID).Take(&plan).Error
	return plan, store.TranslateError(err, "read a plan")
}

// report finds the report of a measure in a round, by the measure's number.
func (d *Desk) report(ctx context.Context, planID int64, period models.Quarter, number int) (view.Report, error) {
	var row struct {
		ID             int64
		Title          models.Name `gorm:"embedded;embeddedPrefix:title_"`
		TitleConfirmed bool
	}
	err := d.store.Read(ctx).Table("reports r").Select("r.id, m.title_nb, m.title_nn, m.title_en, m.title_confirmed").
		Joins("JOIN measures m ON m.id = r.measure_id").Where("m.plan_id = ? AND m.number = ? AND r.period = ?", planID, number, period).Take(&row).Error
	return view.Report{ReportID: row.ID, Period: period, Number: number, Title: row.Title, Confirmed: row.TitleConfirmed}, store.TranslateError(err, "read a report")
}
