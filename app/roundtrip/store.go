package roundtrip

import (
	"context"

	"gorm.io/gorm"

	"tiltak/app/store"
	"tiltak/models"
)

// MeasureColumns are the columns that every row about a measure has.
type MeasureColumns struct {
	Number         int
	Title          models.Name `gorm:"embedded;embeddedPrefix:title_"`
	TitleConfirmed bool
}

const measureSelect = "m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed"

// readRound gives the plan's running round, or a not-found error.
func readRound(db *gorm.DB, planID int64) (Book, error) {
	var rows []struct {
		ID       int64
		Period   models.Quarter
		Deadline models.Date
		Code     string
		Title    models.Name `gorm:"embedded;embeddedPrefix:title_"`
	}
	err := db.Table("rounds q").Select("q.id, q.period, q.deadline, p.code, p.title_nb, p.title_nn, p.title_en").
		Joins("JOIN plans p ON p.id = q.plan_id").
		Where("q.plan_id = ? AND q.state IN ?", planID, []models.RoundState{models.RoundOpen, models.RoundInReview}).Limit(1).Find(&rows).Error
	if err != nil {
		return Book{}, store.TranslateError(err, "read the running round")
	}
	if len(rows) == 0 {
		return Book{}, models.NewError(models.KindState, "roundtrip.problem.no_round")
	}
	r := rows[0]
	return Book{PlanID: planID, PlanCode: r.Code, PlanTitle: r.Title, RoundID: r.ID, Period: r.Period, Deadline: r.Deadline}, nil
}

// readBook reads all that a person writes in the running round, in a fixed
// number of queries. last tells whether the texts of last time are wanted too.
func readBook(db *gorm.DB, person models.Person, planID int64, last bool) (Book, error) {
	fresh := func() *gorm.DB { return db.Session(&gorm.Session{NewDB: true}) }
	book, err := readRound(fresh(), planID)
	if err != nil {
		return book, err
	}
	leads, writes := organisations(person)
	if len(leads) > 0 {
		if book.Reports, err = readReports(fresh(), book.RoundID, leads, last); err != nil {
			return book, err
		}
	}
	if len(writes) > 0 {
		book.Contributions, err = readContributions(fresh(), book.RoundID, writes, last)
	}
	return book, err
}

// organisations gives the ministries that a person reports for, and those whose
// paragraphs the person writes.
func organisations(person models.Person) (leads, writes []int64) {
	for _, s := range person.Standings {
		switch s.Role {
		case models.Reporter:
			leads, writes = append(leads, s.OrganisationID), append(writes, s.OrganisationID)
		case models.Contributor:
			writes = append(writes, s.OrganisationID)
			if s.ParentID != nil {
				writes = append(writes, *s.ParentID)
			}
		}
	}
	return leads, writes
}

func readReports(db *gorm.DB, roundID int64, leads []int64, last bool) ([]Report, error) {
	var rows []struct {
		models.Report
		MeasureColumns
		Code string
	}
	err := db.Table("reports r").Select("r.*, "+measureSelect+", o.code").
		Joins("JOIN measures m ON m.id = r.measure_id").Joins("JOIN organisations o ON o.id = r.lead_id").
		Where("r.round_id = ? AND r.lead_id IN ?", roundID, leads).Order("m.number").Find(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read the reports of a workbook")
	}
	reports := make([]Report, len(rows))
	for i, row := range rows {
		reports[i] = Report{
			ID: row.Report.ID, Number: row.Number, Title: row.Title, TitleConfirmed: row.TitleConfirmed, Lead: row.Code,
			State: row.State, Revision: row.Revision, Content: row.Content,
		}
	}
	if !last || len(rows) == 0 {
		return reports, nil
	}
	var earlier []models.Report
	err = db.Session(&gorm.Session{NewDB: true}).Table("reports l").Select("l.*").
		Joins("JOIN reports r ON r.measure_id = l.measure_id AND r.round_id = ? AND r.lead_id IN ?", roundID, leads).
		Where("l.state = ? AND l.period = (SELECT MAX(x.period) FROM reports x WHERE x.measure_id = r.measure_id AND x.state = ? AND x.period < r.period)", models.ReportCleared, models.ReportCleared).
		Find(&earlier).Error
	if err != nil {
		return nil, store.TranslateError(err, "read what was reported last")
	}
	for _, l := range earlier {
		for i, row := range rows {
			if row.MeasureID != l.MeasureID {
				continue
			}
			content := l.Content
			if l.LeadID != row.LeadID { // the measure was handed over
				content = content.WithoutUnpublishable()
			}
			reports[i].Last, reports[i].LastPeriod = &content, l.Period
		}
	}
	return reports, nil
}

func readContributions(db *gorm.DB, roundID int64, writes []int64, last bool) ([]Contribution, error) {
	var rows []struct {
		models.Contribution
		MeasureColumns
		Code        string
		LeadCode    string
		ReportState models.ReportState
		Earlier     string
	}
	earlier := "'' AS earlier"
	if last {
		// signed in a cleared report: that is what others have seen of it
		earlier = `COALESCE((SELECT y.text FROM contributions y JOIN reports x ON x.id = y.report_id
			WHERE x.measure_id = r.measure_id AND y.organisation_id = c.organisation_id AND x.state = 'cleared' AND x.period < r.period AND y.signed_at IS NOT NULL
			ORDER BY x.period DESC LIMIT 1), '') AS earlier`
	}
	err := db.Table("contributions c").Select("c.*, "+measureSelect+", o.code, l.code AS lead_code, r.state AS report_state, "+earlier).
		Joins("JOIN reports r ON r.id = c.report_id").Joins("JOIN measures m ON m.id = r.measure_id").
		Joins("JOIN organisations o ON o.id = c.organisation_id").Joins("JOIN organisations l ON l.id = r.lead_id").
		Where("r.round_id = ? AND c.organisation_id IN ?", roundID, writes).Order("m.number, o.code").Find(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read the paragraphs of a workbook")
	}
	list := make([]Contribution, len(rows))
	for i, row := range rows {
		list[i] = Contribution{
			ID: row.Contribution.ID, Number: row.Number, Title: row.Title, TitleConfirmed: row.TitleConfirmed, Organisation: row.Code, Lead: row.LeadCode,
			Closed: row.ReportState == models.ReportCleared, Signed: row.Signed(), Revision: row.Revision,
			Content: models.ContributionContent{Text: row.Text, Language: row.Language}, Last: row.Earlier,
		}
	}
	return list, nil
}

// waiting gives the upload of a person that is not confirmed yet, or nil.
func (d *Desk) waiting(ctx context.Context, person models.Person, planID int64) (*models.Upload, error) {
	var rows []models.Upload
	err := d.store.Read(ctx).Where("user_id = ? AND plan_id = ? AND expires_at > ?", person.UserID, planID, d.now()).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, store.TranslateError(err, "read the upload")
	}
	return &rows[0], nil
}

// keep sets an upload aside for its sender, instead of an earlier one, and
// throws away those that nobody has confirmed in time.
func (d *Desk) keep(ctx context.Context, person models.Person, planCode string, upload models.Upload) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet() // nobody else sees it
		if err := tx.Where("user_id = ? AND plan_id = ? OR expires_at <= ?", upload.UserID, upload.PlanID, tx.Now()).Delete(&models.Upload{}).Error; err != nil {
			return store.TranslateError(err, "throw away earlier uploads")
		}
		upload.CreatedAt, upload.ExpiresAt = tx.Now(), tx.Now().Add(waits)
		if err := tx.Create(&upload).Error; err != nil {
			return store.TranslateError(err, "keep an upload")
		}
		return tx.Record(store.ActorOf(person), "upload.keep", "upload", upload.ID, planCode, nil, map[string]any{"hash": upload.Hash})
	})
}

// discard throws an upload away, if it still waits.
func (d *Desk) discard(ctx context.Context, person models.Person, planCode string, upload models.Upload) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		gone := tx.Where("id = ? AND user_id = ?", upload.ID, person.UserID).Delete(&models.Upload{})
		if gone.Error != nil || gone.RowsAffected == 0 {
			return store.TranslateError(gone.Error, "throw away an upload")
		}
		return tx.Record(store.ActorOf(person), "upload.discard", "upload", upload.ID, planCode, map[string]any{"hash": upload.Hash}, nil)
	})
}

// reduce keeps what is left of an upload.
func (d *Desk) reduce(ctx context.Context, person models.Person, planCode string, upload models.Upload) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Model(&models.Upload{}).Where("id = ? AND user_id = ?", upload.ID, person.UserID).Update("content", upload.Content).Error; err != nil {
			return store.TranslateError(err, "keep what is left of an upload")
		}
		return tx.Record(store.ActorOf(person), "upload.keep", "upload", upload.ID, planCode, nil, map[string]any{"hash": upload.Hash})
	})
}

// Count tells how many reports and paragraphs the person writes in a round.
func (d *Desk) Count(ctx context.Context, person models.Person, roundID int64) (reports, contributions int, err error) {
	leads, writes := organisations(person)
	var counts struct{ Reports, Contributions int }
	err = d.store.Read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM reports WHERE round_id = ? AND lead_id IN ?) AS reports,
		(SELECT COUNT(*) FROM contributions c JOIN reports r ON r.id = c.report_id WHERE r.round_id = ? AND c.organisation_id IN ?) AS contributions`,
		roundID, orNone(leads), roundID, orNone(writes)).Scan(&counts).Error
	return counts.Reports, counts.Contributions, store.TranslateError(err, "count what a person writes")
}

func orNone(ids []int64) []int64 {
	if len(ids) == 0 {
		return []int64{0}
	}
	return ids
}
