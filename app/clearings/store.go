// Package clearings keeps every report as it was cleared, so that the state at
// any moment can be read again.
package clearings

import (
	"slices"
	"time"

	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
)

// Keep writes that a report was cleared with a content, inside the transaction
// that clears it. The paragraphs signed now are kept with it. An earlier
// clearing of the same report gives place to it; replaced tells whether there
// was one.
func Keep(tx *store.Tx, report models.Report, content models.ReportContent, by int64, exception string) (replaced bool, err error) {
	return keep(tx, report, content, &by, tx.Now(), exception)
}

// KeepCleared writes the clearing of a report that was made as cleared, at the
// moment it says.
func KeepCleared(tx *store.Tx, report models.Report) error {
	at := tx.Now()
	if report.ClearedAt != nil {
		at = *report.ClearedAt
	}
	_, err := keep(tx, report, report.Content, report.ClearedBy, at, report.ExceptionReason)
	return err
}

func keep(tx *store.Tx, report models.Report, content models.ReportContent, by *int64, at time.Time, exception string) (bool, error) {
	signed, lacking, err := contributionsNow(fresh(tx), report.ID)
	if err != nil {
		return false, err
	}
	replaced, err := end(tx, report.ID, by)
	if err != nil {
		return false, err
	}
	clearing := models.Clearing{
		ReportID: report.ID, RoundID: report.RoundID, MeasureID: report.MeasureID, Period: report.Period, LeadID: report.LeadID,
		Revision: report.Revision, Stage: content.Status.Stage, Health: content.Status.Health, Content: models.ClearedContent{ReportContent: content},
		Contributions: signed, Lacking: lacking, ApprovedRole: report.ApprovedRole, ApprovedOn: report.ApprovedOn,
		ClearedAt: at, ClearedBy: by, Exception: exception,
	}
	return replaced, store.TranslateError(fresh(tx).Create(&clearing).Error, "keep the clearing")
}

// Undo writes that the clearing of a report no longer stands, inside the
// transaction that undoes it.
func Undo(tx *store.Tx, reportID, by int64) error {
	_, err := end(tx, reportID, &by)
	return err
}

func end(tx *store.Tx, reportID int64, by *int64) (bool, error) {
	done := fresh(tx).Model(&models.Clearing{}).Where("report_id = ? AND undone_at IS NULL", reportID).
		Updates(map[string]any{"undone_at": tx.Now(), "undone_by": by})
	return done.RowsAffected > 0, store.TranslateError(done.Error, "end the clearing")
}

func fresh(tx *store.Tx) *gorm.DB { return tx.Session(&gorm.Session{NewDB: true}) }

// contributionsNow gives the signed paragraphs of a report and, by code, the
// ministries that have not signed theirs. It costs one query.
func contributionsNow(db *gorm.DB, reportID int64) (models.List[models.ContributionFacts], models.List[string], error) {
	var rows []struct {
		Code       string
		Text       string
		Language   models.Language
		SignedRole string
		Signed     bool
	}
	err := db.Table("contributions c").Joins("JOIN organisations o ON o.id = c.organisation_id").
		Select("o.code, c.text, c.language, c.signed_role, c.signed_at IS NOT NULL AS signed").
		Where("c.report_id = ?", reportID).Order("o.id").Scan(&rows).Error
	signed, lacking := models.List[models.ContributionFacts]{}, models.List[string]{}
	for _, row := range rows {
		if !row.Signed {
			lacking = append(lacking, row.Code)
			continue
		}
		signed = append(signed, models.ContributionFacts{Organisation: row.Code, Text: row.Text, Language: row.Language, SignedRole: row.SignedRole})
	}
	slices.Sort(lacking)
	return signed, lacking, store.TranslateError(err, "read the contributions")
}

// The newest standing clearing of every measure before a quarter, found by
// index however long the history is. Measure 0 means all.
const lastQuery = `
SELECT c.*
FROM measures m
JOIN clearings c ON c.id = (
    SELECT x.id FROM clearings x
    WHERE x.measure_id = m.id AND x.undone_at IS NULL AND x.period < ?
    ORDER BY x.period DESC, x.id DESC LIMIT 1)
WHERE m.plan_id = ? AND (? = 0 OR m.id = ?)`

// Last gives, by measure, the newest standing clearing before a quarter: of
// every measure of a plan, or of one. It costs one query.
func Last(db *gorm.DB, planID int64, before models.Quarter, measureID int64) (map[int64]*models.Clearing, error) {
	var found []models.Clearing
	err := db.Raw(lastQuery, before, planID, measureID, measureID).Scan(&found).Error
	if err != nil {
		return nil, store.TranslateError(err, "read the last clearings")
	}
	last := make(map[int64]*models.Clearing, len(found))
	for i := range found {
		last[found[i].MeasureID] = &found[i]
	}
	return last, nil
}

// LastOf gives the newest standing clearing of a measure before a quarter; nil
// when there is none. It costs one query.
func LastOf(db *gorm.DB, measureID int64, before models.Quarter) (*models.Clearing, error) {
	var found []models.Clearing
	err := db.Where("measure_id = ? AND undone_at IS NULL AND period < ?", measureID, before).
		Order("period DESC, id DESC").Limit(1).Find(&found).Error
	if err != nil || len(found) == 0 {
		return nil, store.TranslateError(err, "read the last clearing")
	}
	return &found[0], nil
}

// Before gives the standing clearings of a measure before a quarter, newest
// first, of as many rounds as a page of history shows. It costs one query.
func Before(db *gorm.DB, measureID int64, before models.Quarter) ([]models.Clearing, error) {
	var found []models.Clearing
	err := db.Where("measure_id = ? AND undone_at IS NULL AND period < ?", measureID, before).
		Order("period DESC, id DESC").Limit(models.HistoryRounds).Find(&found).Error
	return found, store.TranslateError(err, "read the clearings before")
}
