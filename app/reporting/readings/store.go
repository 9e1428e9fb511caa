package readings

import (
	"context"
	"strings"
	"time"

	"tiltak/app/clearings"
	"tiltak/app/store"
	"tiltak/models"
	"tiltak/views/reporting"
)

// keys lead from a report to what stands beside it.
type keys struct {
	roundID   int64
	measureID int64
	leadID    int64
	period    models.Quarter
}

func (r *Reader) runningRound(ctx context.Context, planID int64) (*models.Round, error) {
	var rounds []models.Round
	err := r.store.Read(ctx).Where("plan_id = ? AND state IN ?", planID, []models.RoundState{models.RoundOpen, models.RoundInReview}).Limit(1).Find(&rounds).Error
	if err != nil || len(rounds) == 0 {
		return nil, store.TranslateError(err, "read the running round")
	}
	return &rounds[0], nil
}

// MeasureColumns are the columns that every row about a measure has.
type MeasureColumns struct {
	Number         int
	Title          models.Name `gorm:"embedded;embeddedPrefix:title_"`
	Continuing     bool
	TitleConfirmed bool
}

const measureSelect = "m.number, m.title_nb, m.title_nn, m.title_en, m.continuing, m.title_confirmed"

func (m MeasureColumns) measure() reporting.Measure {
	return reporting.Measure{Number: m.Number, Title: m.Title, TitleConfirmed: m.TitleConfirmed, Continuing: m.Continuing}
}

// A kept revision of a number is unique, so this never gives a row twice.
const (
	joinReportRevision       = "LEFT JOIN revisions v ON v.subject = 'report' AND v.subject_id = r.id AND v.number = r.revision AND NOT v.set_aside"
	joinContributionRevision = "LEFT JOIN revisions v ON v.subject = 'contribution' AND v.subject_id = c.id AND v.number = c.revision AND NOT v.set_aside"
)

// owedReports gives the reports of the running round, those of closed rounds that
// are open for correction, and what the newsletter's editor asks about reports,
// in one query.
func (r *Reader) owedReports(ctx context.Context, planID, roundID int64, leads []int64) (in reporting.OwedInput, err error) {
	var rows []struct {
		ID int64
		MeasureColumns
		State            models.ReportState
		Code             string
		SavedAt          *time.Time
		ReturnComment    string
		RoundID          int64
		Period           models.Quarter
		CorrectionReason string
		QuestionID       *int64
		AskedAt          *time.Time
	}
	err = r.store.Read(ctx).Table("reports r").
		Select("r.id, "+measureSelect+", r.state, o.code, v.saved_at, r.return_comment, r.round_id, r.period, r.correction_reason, k.id AS question_id, k.asked_at").
		Joins("JOIN measures m ON m.id = r.measure_id").Joins("JOIN organisations o ON o.id = r.lead_id").Joins("JOIN rounds q ON q.id = r.round_id").Joins(joinReportRevision).
		Joins("LEFT JOIN issue_questions k ON k.report_id = r.id AND k.answer = '' AND k.withdrawn_at IS NULL").
		Where("(r.round_id = ? OR (q.plan_id = ? AND q.state = 'closed' AND (r.correction_reason <> '' OR k.id IS NOT NULL))) AND r.lead_id IN ?", roundID, planID, leads).
		Order("r.period, m.number, r.id, k.id").Find(&rows).Error
	if err != nil {
		return in, store.TranslateError(err, "read owed reports")
	}
	for i, row := range rows {
		if row.QuestionID != nil {
			in.Questions = append(in.Questions, reporting.OwedAnswer{ID: *row.QuestionID, Period: row.Period, Measure: row.measure(), AskedAt: *row.AskedAt})
		}
		if i > 0 && rows[i-1].ID == row.ID {
			continue // one more question about the same report
		}
		report := reporting.OwedReport{ID: row.ID, Measure: row.measure(), State: row.State, Lead: row.Code}
		if row.RoundID == roundID {
			report.SavedAt, report.ReturnComment = row.SavedAt, row.ReturnComment
			in.Reports = append(in.Reports, report)
			continue
		}
		if row.CorrectionReason == "" {
			continue
		}
		report.ReturnComment, report.Period = row.CorrectionReason, row.Period
		in.Corrections = append(in.Corrections, report)
	}
	return in, nil
}

func (r *Reader) owedContributions(ctx context.Context, roundID int64, organisations []int64) ([]reporting.OwedContribution, error) {
	var rows []struct {
		ID int64
		MeasureColumns
		State    models.ReportState
		Code     string
		LeadCode string
		SignedAt *time.Time
		SavedAt  *time.Time
	}
	err := r.store.Read(ctx).Table("contributions c").
		Select("c.id, "+measureSelect+", r.state, o.code, l.code AS lead_code, c.signed_at, v.saved_at").
		Joins("JOIN reports r ON r.id = c.report_id").Joins("JOIN measures m ON m.id = r.measure_id").
		Joins("JOIN organisations o ON o.id = c.organisation_id").Joins("JOIN organisations l ON l.id = r.lead_id").Joins(joinContributionRevision).
		Where("r.round_id = ? AND c.organisation_id IN ?", roundID, organisations).Order("m.number, o.code").Find(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read owed contributions")
	}
	owed := make([]reporting.OwedContribution, len(rows))
	for i, row := range rows {
		owed[i] = reporting.OwedContribution{
			ID: row.ID, Measure: row.measure(), Lead: row.LeadCode, Organisation: row.Code,
			Signed: row.SignedAt != nil, Closed: row.State == models.ReportCleared, SavedAt: row.SavedAt,
		}
	}
	return owed, nil
}

// RoundColumns are the columns that every row about a round has.
type RoundColumns struct {
	PlanID       int64
	RoundState   models.RoundState
	Deadline     models.Date
	Instructions string
	OpenedAt     *time.Time
}

const roundSelect = "q.plan_id, q.state AS round_state, q.deadline, q.instructions, q.opened_at"

func (q RoundColumns) round(period models.Quarter) reporting.Round {
	return reporting.Round{Period: period, Deadline: q.Deadline, State: q.RoundState, Instructions: q.Instructions, OpenedAt: q.OpenedAt}
}

func (r *Reader) report(ctx context.Context, id int64) (reporting.FormInput, keys, error) {
	var row struct {
		models.Report
		MeasureColumns
		RoundColumns
		store.Judged
		Code     string
		SavedAt  *time.Time
		Who      string
		Sender   string
		Sections string
	}
	err := r.store.Read(ctx).Table("reports r").
		Select("r.*, "+measureSelect+", "+roundSelect+", o.code, v.saved_at, COALESCE(u.display_name, '') AS who, COALESCE(s.display_name, '') AS sender, "+store.JudgedColumns+", "+returnSections).
		Joins("JOIN measures m ON m.id = r.measure_id").Joins("JOIN rounds q ON q.id = r.round_id").Joins("JOIN plans p ON p.id = q.plan_id").
		Joins("JOIN organisations o ON o.id = r.lead_id").Joins(joinReportRevision).
		Joins("LEFT JOIN users u ON u.id = v.saved_by").Joins("LEFT JOIN users s ON s.id = r.submitted_by").
		Where("r.id = ?", id).Take(&row).Error
	if err != nil {
		return reporting.FormInput{}, keys{}, store.TranslateError(err, "read report")
	}
	in := reporting.FormInput{
		ReportID: row.Report.ID, PlanID: row.PlanID, Measure: row.measure(), Round: row.round(row.Period), State: row.State,
		LeadID: row.LeadID, Lead: row.Code, Revision: row.Revision, SavedAt: row.SavedAt, SavedBy: row.Who, Content: row.Content,
		ReturnComment: row.ReturnComment, ReturnedAt: row.ReturnedAt, SubmittedAt: row.SubmittedAt, Submitted: row.SubmittedRevision, SubmittedBy: row.Sender,
		Approved: models.Approval{Role: row.ApprovedRole, On: row.ApprovedOn}, Approval: row.DraftApproval, DoneWithout: row.SubmittedWithout,
		Judgement: row.Judgement(), Sections: splitSections(row.Sections),
	}
	in.Round.Correction = row.CorrectionReason
	return in, keys{roundID: row.RoundID, measureID: row.MeasureID, leadID: row.LeadID, period: row.Period}, nil
}

// returnSections is what the newest return says of each section. The separators
// are control characters, which no comment can hold.
const returnSections = `COALESCE((SELECT string_agg(bs.section || '` + fieldSeparator + `' || bs.comment, '` + rowSeparator + `' ORDER BY bs.id)
    FROM report_return_sections bs WHERE bs.return_id = (SELECT MAX(b.id) FROM report_returns b WHERE b.report_id = r.id)), '') AS sections`

const (
	fieldSeparator = "\x1f"
	rowSeparator   = "\x1e"
)

func splitSections(text string) []models.SectionComment {
	var sections []models.SectionComment
	for row := range strings.SplitSeq(text, rowSeparator) {
		if section, comment, found := strings.Cut(row, fieldSeparator); found {
			sections = append(sections, models.SectionComment{Section: models.ReturnSection(section), Comment: comment})
		}
	}
	return sections
}

// earlier gives the measure's cleared reports before the round, newest first,
// and which role approved the newest. What another ministry wrote before it
// handed the measure over is given without what is not for publication.
func (r *Reader) earlier(ctx context.Context, k keys) ([]models.EarlierReport, string, error) {
	rows, err := clearings.Before(r.store.Read(ctx), k.measureID, k.period)
	if err != nil {
		return nil, "", err
	}
	var role string
	list := make([]models.EarlierReport, len(rows))
	for i, row := range rows {
		if row.LeadID != k.leadID {
			row.Content.ReportContent = row.Content.WithoutUnpublishable()
		} else if i == 0 {
			role = row.ApprovedRole
		}
		list[i] = models.EarlierReport{Period: row.Period, Content: row.Content.ReportContent}
	}
	return list, role, nil
}

// newest is the first of them, or nil.
func newest(earlier []models.EarlierReport) *reporting.LastReport {
	if len(earlier) == 0 {
		return nil
	}
	return &reporting.LastReport{Period: earlier[0].Period, Content: earlier[0].Content}
}

// Beside gives what a report is held against: the measure's cleared reports
// before it, and what it is judged by. It costs two queries.
func (r *Reader) Beside(ctx context.Context, reportID int64) (reporting.FormInput, error) {
	in, keys, err := r.report(ctx, reportID)
	if err != nil {
		return in, err
	}
	in.Earlier, _, err = r.earlier(ctx, keys)
	in.Last = newest(in.Earlier)
	return in, err
}

func (r *Reader) contributions(ctx context.Context, reportID int64) ([]reporting.ContributionShown, error) {
	var rows []struct {
		Code       string
		Name       models.Name `gorm:"embedded;embeddedPrefix:name_"`
		Text       string
		Language   models.Language
		SignedRole string
		SignedAt   *time.Time
		Agency     string
	}
	err := r.store.Read(ctx).Table("contributions c").
		Select("o.code, o.name_nb, o.name_nn, o.name_en, c.text, c.language, c.signed_role, c.signed_at, COALESCE(g.code, '') AS agency").
		Joins("JOIN organisations o ON o.id = c.organisation_id").Joins("LEFT JOIN organisations g ON g.id = c.signed_for_by").Where("c.report_id = ?", reportID).Order("o.code").Find(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read contributions")
	}
	shown := make([]reporting.ContributionShown, len(rows))
	for i, row := range rows {
		shown[i] = reporting.ContributionShown{Code: row.Code, Name: row.Name, SignedRole: row.SignedRole, SignedAt: row.SignedAt, Agency: row.Agency}
		if row.SignedAt != nil { // a draft of another ministry is its own
			shown[i].Text, shown[i].Language = row.Text, row.Language
		}
	}
	return shown, nil
}

func (r *Reader) steps(ctx context.Context, roundID int64, leads []int64) ([]reporting.Step, error) {
	var rows []struct {
		ID int64
		MeasureColumns
		State    models.ReportState
		Revision int
	}
	err := r.store.Read(ctx).Table("reports r").Select("r.id, "+measureSelect+", r.state, r.revision").
		Joins("JOIN measures m ON m.id = r.measure_id").
		Where("r.round_id = ? AND r.lead_id IN ?", roundID, leads).Order("m.number").Find(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read own reports")
	}
	steps := make([]reporting.Step, len(rows))
	for i, row := range rows {
		steps[i] = reporting.Step{ReportID: row.ID, Number: row.Number, Title: row.Title, State: row.State, Begun: row.Revision > 0}
	}
	return steps, nil
}

func (r *Reader) written(ctx context.Context, roundID int64, leads []int64) ([]reporting.SummaryReport, error) {
	var rows []struct {
		models.Report
		MeasureColumns
	}
	err := r.store.Read(ctx).Table("reports r").Select("r.*, "+measureSelect).
		Joins("JOIN measures m ON m.id = r.measure_id").
		Where("r.round_id = ? AND r.lead_id IN ?", roundID, leads).Order("m.number").Find(&rows).Error
	if err != nil {
		return nil, store.TranslateError(err, "read what own reports say")
	}
	written := make([]reporting.SummaryReport, len(rows))
	for i, row := range rows {
		written[i] = reporting.SummaryReport{
			ID: row.Report.ID, Measure: row.measure(), State: row.State, Begun: row.Revision > 0,
			Changed: row.Revision > row.SubmittedRevision, ReturnComment: row.ReturnComment, Content: row.Content,
		}
	}
	return written, nil
}

func (r *Reader) contribution(ctx context.Context, id int64) (reporting.ContributionInput, keys, error) {
	var row struct {
		models.Contribution
		MeasureColumns
		RoundColumns
		MeasureID   int64
		RoundID     int64
		Period      models.Quarter
		ReportState models.ReportState
		LeadCode    string
		Code        string
		Name        models.Name `gorm:"embedded;embeddedPrefix:name_"`
		SavedAt     *time.Time
		Who         string
	}
	err := r.store.Read(ctx).Table("contributions c").
		Select("c.*, "+measureSelect+", "+roundSelect+", r.measure_id, r.round_id, r.period, r.state AS report_state, l.code AS lead_code, o.code, o.name_nb, o.name_nn, o.name_en, v.saved_at, COALESCE(u.display_name, '') AS who").
		Joins("JOIN reports r ON r.id = c.report_id").Joins("JOIN measures m ON m.id = r.measure_id").Joins("JOIN rounds q ON q.id = r.round_id").
		Joins("JOIN organisations o ON o.id = c.organisation_id").Joins("JOIN organisations l ON l.id = r.lead_id").
		Joins(joinContributionRevision).Joins("LEFT JOIN users u ON u.id = v.saved_by").Where("c.id = ?", id).Take(&row).Error
	if err != nil {
		return reporting.ContributionInput{}, keys{}, store.TranslateError(err, "read contribution")
	}
	in := reporting.ContributionInput{
		ID: row.Contribution.ID, PlanID: row.PlanID, Measure: row.measure(), Round: row.round(row.Period), ReportState: row.ReportState,
		Lead: row.LeadCode, OrgID: row.OrganisationID, Organisation: row.Code, OrgName: row.Name, Revision: row.Revision, SavedAt: row.SavedAt,
		SavedBy: row.Who, Text: row.Text, Language: row.Language, SignedRole: row.SignedRole, SignedAt: row.SignedAt, Role: row.SignedRole,
	}
	return in, keys{roundID: row.RoundID, measureID: row.MeasureID, period: row.Period}, nil
}
