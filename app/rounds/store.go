package rounds

import (
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"tiltak/app/clearings"
	"tiltak/app/store"
	"tiltak/models"
)

// rowsInOneInsert keeps an insert under what the databases take: a report has
// some forty columns.
const rowsInOneInsert = 200

func planOf(tx *store.Tx, planID int64) (models.Plan, error) {
	var plan models.Plan
	err := tx.Where("id = ?", planID).Take(&plan).Error
	return plan, store.TranslateError(err, "read plan")
}

// roundsInTheWay gives the plan's rounds that run, or are of a quarter or a
// later one.
func roundsInTheWay(tx *store.Tx, planID int64, period models.Quarter) ([]models.Round, error) {
	var rounds []models.Round
	err := tx.Where("plan_id = ? AND (state IN ('open', 'in_review') OR period >= ?)", planID, period).Order("period DESC").Find(&rounds).Error
	return rounds, store.TranslateError(err, "read rounds")
}

func roundOf(tx *store.Tx, roundID int64) (models.Round, models.Plan, error) {
	var round models.Round
	if err := tx.Where("id = ?", roundID).Take(&round).Error; err != nil {
		return round, models.Plan{}, store.TranslateError(err, "read round")
	}
	plan, err := planOf(tx, round.PlanID)
	return round, plan, err
}

// moveRound writes the round's state if it is still in the state it was read
// in; else somebody else was first.
func moveRound(tx *store.Tx, round models.Round, from models.RoundState) error {
	done := tx.Model(&models.Round{}).Where("id = ? AND state = ?", round.ID, from).
		Updates(map[string]any{"state": round.State, "closed_at": round.ClosedAt, "reopened_because": round.ReopenedBecause})
	if done.Error != nil {
		return store.TranslateError(done.Error, "write round")
	}
	if done.RowsAffected != 1 {
		return models.NewError(models.KindState, "rounds.problem.somebody_first")
	}
	return nil
}

type owed struct{ reports, contributions int }

type roleRow struct {
	MeasureID      int64
	Number         int
	OrganisationID *int64
	Involvement    models.Involvement
}

// The roles of every measure on a day: portfolios move between ministries.
const rolesOnDay = `
SELECT m.id AS measure_id, m.number, r.organisation_id, COALESCE(r.involvement, '') AS involvement
FROM measures m
LEFT JOIN measure_roles r ON r.measure_id = m.id AND r.involvement IN ('lead', 'contributing')
  AND r.from_date <= @day AND (r.to_date IS NULL OR r.to_date > @day)
WHERE m.plan_id = @plan
ORDER BY m.number, r.from_date, r.id`

// createRound writes the round with the reports and contributions it asks for,
// in a number of statements that does not grow with the measures.
func createRound(tx *store.Tx, round *models.Round) (owed, error) {
	if err := tx.Create(round).Error; err != nil {
		return owed{}, store.TranslateError(err, "write round")
	}
	var roles []roleRow
	err := tx.Raw(rolesOnDay, map[string]any{"day": round.Period.LastDay(), "plan": round.PlanID}).Scan(&roles).Error
	if err != nil {
		return owed{}, store.TranslateError(err, "read who leads")
	}
	leads := map[int64]int64{}
	for _, role := range roles {
		if role.Involvement == models.Lead {
			leads[role.MeasureID] = *role.OrganisationID // ordered by date: the latest wins
		}
	}
	last, err := clearings.Last(tx.DB, round.PlanID, round.Period, 0)
	if err != nil {
		return owed{}, err
	}
	var reports []models.Report
	asked := map[int64]bool{}
	for _, role := range roles {
		if asked[role.MeasureID] {
			continue
		}
		asked[role.MeasureID] = true
		lead, led := leads[role.MeasureID]
		if !led {
			return owed{}, models.NewError(models.KindInvalid, "rounds.problem.no_lead", "Number", role.Number)
		}
		reports = append(reports, newReport(tx, *round, role.MeasureID, lead, last[role.MeasureID]))
	}
	if len(reports) == 0 {
		return owed{}, models.NewError(models.KindInvalid, "rounds.problem.no_measures")
	}
	if err := tx.CreateInBatches(&reports, rowsInOneInsert).Error; err != nil {
		return owed{}, store.TranslateError(err, "write reports")
	}
	contributions, err := createContributions(tx, *round, roles)
	return owed{reports: len(reports), contributions: contributions}, err
}

func newReport(tx *store.Tx, round models.Round, measureID, leadID int64, last *models.Clearing) models.Report {
	var content *models.ReportContent
	if last != nil {
		content = &last.Content.ReportContent
	}
	return models.Report{
		RoundID: round.ID, MeasureID: measureID, Period: round.Period, LeadID: leadID, State: models.ReportDraft,
		Content: models.CarryOver(content), CreatedAt: tx.Now(), UpdatedAt: tx.Now(),
	}
}

func createContributions(tx *store.Tx, round models.Round, roles []roleRow) (int, error) {
	var reports []struct{ ID, MeasureID, LeadID int64 }
	err := tx.Model(&models.Report{}).Select("id", "measure_id", "lead_id").Where("round_id = ?", round.ID).Scan(&reports).Error
	if err != nil {
		return 0, store.TranslateError(err, "read new reports")
	}
	type owner struct{ report, organisation int64 }
	reportOf, taken := map[int64]int64{}, map[owner]bool{}
	for _, report := range reports {
		reportOf[report.MeasureID] = report.ID
		taken[owner{report.ID, report.LeadID}] = true
	}
	var contributions []models.Contribution
	for _, role := range roles {
		if role.Involvement != models.Contributing {
			continue
		}
		key := owner{reportOf[role.MeasureID], *role.OrganisationID}
		if taken[key] {
			continue
		}
		taken[key] = true
		contributions = append(contributions, models.Contribution{ReportID: key.report, OrganisationID: key.organisation, Language: models.Bokmaal, UpdatedAt: tx.Now()})
	}
	if len(contributions) == 0 {
		return 0, nil
	}
	err = tx.CreateInBatches(&contributions, rowsInOneInsert).Error
	return len(contributions), store.TranslateError(err, "write contributions")
}

func reviewCaseOf(tx *store.Tx, reportID int64) (reviewCase, error) {
	var c reviewCase
	if err := tx.Where("id = ?", reportID).Take(&c.report).Error; err != nil {
		return c, store.TranslateError(err, "read report")
	}
	// A round that is held so cannot be closed meanwhile.
	err := tx.Clauses(clause.Locking{Strength: "SHARE"}).Where("id = ?", c.report.RoundID).Take(&c.round).Error
	if err != nil {
		return c, store.TranslateError(err, "hold round")
	}
	c.round.ForCorrection = c.report.CorrectionReason != ""
	if c.plan, err = planOf(tx, c.round.PlanID); err != nil {
		return c, err
	}
	last, err := clearings.Last(tx.DB, c.round.PlanID, c.report.Period, c.report.MeasureID)
	if err != nil {
		return c, err
	}
	c.last = last[c.report.MeasureID]
	c.baselines, err = baselinesOf(tx, c.report.MeasureID)
	return c, err
}

func baselinesOf(tx *store.Tx, measureID int64) (map[int64]models.Date, error) {
	var milestones []models.Milestone
	err := tx.Where("measure_id = ? AND baseline IS NOT NULL", measureID).Find(&milestones).Error
	baselines := make(map[int64]models.Date, len(milestones))
	for _, m := range milestones {
		baselines[m.ID] = m.Baseline
	}
	return baselines, store.TranslateError(err, "read milestones")
}

// moveReport writes a decision about a report if it is still as it was read;
// else somebody else was first, and there is one decision only.
func moveReport(tx *store.Tx, report models.Report, changes map[string]any) error {
	changes["updated_at"] = tx.Now()
	done := tx.Model(&models.Report{}).Where("id = ? AND state = ? AND revision = ?", report.ID, report.State, report.Revision).Updates(changes)
	if done.Error != nil {
		return store.TranslateError(done.Error, "write report")
	}
	if done.RowsAffected != 1 {
		return models.NewError(models.KindState, "rounds.problem.somebody_first")
	}
	return nil
}

func keepReturn(tx *store.Tx, report models.Report, comment string, sections []models.SectionComment, by int64) error {
	row := struct {
		ID         int64
		ReportID   int64
		Revision   int
		Comment    string
		ReturnedBy int64
		ReturnedAt time.Time
	}{ReportID: report.ID, Revision: report.SubmittedRevision, Comment: comment, ReturnedBy: by, ReturnedAt: tx.Now()}
	if err := tx.Table("report_returns").Create(&row).Error; err != nil {
		return store.TranslateError(err, "keep the return")
	}
	var rows []map[string]any
	for _, s := range sections {
		rows = append(rows, map[string]any{"return_id": row.ID, "section": s.Section, "comment": s.Comment})
	}
	if len(rows) == 0 {
		return nil
	}
	return store.TranslateError(tx.Table("report_return_sections").Create(rows).Error, "keep what the return says of each section")
}

// stillSeen refuses a decision about other texts than those that were seen.
// The report is held, so that nobody signs meanwhile.
func stillSeen(tx *store.Tx, report models.Report, seen string) error {
	var held models.Report
	err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Select("id", "revision").Where("id = ?", report.ID).Take(&held).Error
	if err != nil {
		return store.TranslateError(err, "hold the report")
	}
	var signed []models.SignedText
	err = tx.Table("contributions").Select("organisation_id", "revision").Where("report_id = ? AND signed_at IS NOT NULL", report.ID).Scan(&signed).Error
	if err != nil {
		return store.TranslateError(err, "read what is signed")
	}
	revision, _, _ := strings.Cut(seen, "-")
	switch {
	case seen == models.SeenMark(held.Revision, signed):
		return nil
	case revision != strconv.Itoa(held.Revision):
		return models.NewError(models.KindConflict, "rounds.problem.sent_anew")
	}
	return models.NewError(models.KindConflict, "rounds.problem.signed_since")
}

// wroteSome tells whether the person saved any of the text that was submitted,
// or wrote or signed a contribution to it.
func wroteSome(tx *store.Tx, report models.Report, userID int64) (bool, error) {
	var count int64
	err := tx.Raw(`
SELECT (SELECT COUNT(*) FROM revisions WHERE subject = 'report' AND subject_id = @report AND saved_by = @user AND NOT set_aside AND number <= @revision)
     + (SELECT COUNT(*) FROM contributions WHERE report_id = @report AND (written_by = @user OR signed_by = @user))`,
		map[string]any{"report": report.ID, "user": userID, "revision": report.SubmittedRevision}).Scan(&count).Error
	return count > 0, store.TranslateError(err, "read who wrote")
}

// fixBaselines gives milestones that have none the baseline they are cleared
// with: one statement for each, and only at a milestone's first clearing.
func fixBaselines(tx *store.Tx, milestones []models.MilestoneState) error {
	for _, m := range milestones {
		err := tx.Model(&models.Milestone{}).Where("id = ? AND baseline IS NULL", m.MilestoneID).Update("baseline", m.Baseline).Error
		if err != nil {
			return store.TranslateError(err, "fix baseline")
		}
	}
	return nil
}

func keepMoves(tx *store.Tx, report models.Report, milestones []models.MilestoneState) error {
	var moves []models.MilestoneMove
	for _, m := range milestones {
		if m.Moved() {
			moves = append(moves, models.MilestoneMove{
				MilestoneID: m.MilestoneID, ReportID: report.ID, FromDate: m.Was, ToDate: m.Due,
				Reason: m.Reason, MovedBy: report.SubmittedBy, MovedAt: tx.Now(),
			})
		}
	}
	if len(moves) == 0 {
		return nil
	}
	return store.TranslateError(tx.Create(&moves).Error, "keep moves")
}

func undoMoves(tx *store.Tx, report models.Report) error {
	err := tx.Model(&models.MilestoneMove{}).Where("report_id = ? AND undone_at IS NULL", report.ID).Update("undone_at", tx.Now()).Error
	return store.TranslateError(err, "undo moves")
}
