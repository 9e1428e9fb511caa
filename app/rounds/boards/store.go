package boards

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/rounds"
)

type listedRow struct {
	models.Round
	ReportState models.ReportState
	Count       int
}

const listedQuery = `
SELECT rd.*, COALESCE(r.state, '') AS report_state, COUNT(r.id) AS count
FROM (SELECT * FROM rounds WHERE plan_id = ? ORDER BY period DESC LIMIT ? OFFSET ?) rd
LEFT JOIN reports r ON r.round_id = rd.id
GROUP BY rd.id, rd.plan_id, rd.period, rd.state, rd.opens_on, rd.deadline, rd.instructions, rd.opened_at, rd.closed_at, rd.reopened_because, r.state
ORDER BY rd.period DESC`

func (r *Reader) listed(ctx context.Context, planID int64, skip, limit int) ([]listedRow, error) {
	var rows []listedRow
	err := r.store.Read(ctx).Raw(listedQuery, planID, limit, skip).Scan(&rows).Error
	return rows, store.TranslateError(err, "list rounds")
}

// mailTrouble is a round with how many of its mails wait for a person.
type mailTrouble struct {
	models.Round
	MailTrouble int
}

const withMailTrouble = "rounds.*, (SELECT COUNT(*) FROM mails m WHERE m.round_id = rounds.id AND m.state IN ('failed', 'uncertain')) AS mail_trouble"

// roundWithMail gives a round, and how many of its mails wait for a person.
func (r *Reader) roundWithMail(ctx context.Context, planID int64, period models.Quarter) (models.Round, int, error) {
	var row mailTrouble
	err := r.store.Read(ctx).Table("rounds").Select(withMailTrouble).Where("plan_id = ? AND period = ?", planID, period).Take(&row).Error
	return row.Round, row.MailTrouble, store.TranslateError(err, "read round")
}

func (r *Reader) running(ctx context.Context, planID int64) ([]mailTrouble, error) {
	var rounds []mailTrouble
	err := r.store.Read(ctx).Table("rounds").Select(withMailTrouble).Where("plan_id = ? AND state IN ('open', 'in_review')", planID).Limit(1).Find(&rounds).Error
	return rounds, store.TranslateError(err, "read the running round")
}

func (r *Reader) cells(ctx context.Context, roundID int64, before time.Time) ([]cellRow, error) {
	var rows []cellRow
	err := r.store.Read(ctx).Raw(cellsQuery, before, roundID).Scan(&rows).Error
	return rows, store.TranslateError(err, "read the board")
}

func (r *Reader) paragraphs(ctx context.Context, roundID int64, before time.Time) ([]paragraphRow, error) {
	var rows []paragraphRow
	err := r.store.Read(ctx).Raw(paragraphsQuery, before, roundID).Scan(&rows).Error
	return rows, store.TranslateError(err, "read the contributions of the board")
}

func (r *Reader) moves(ctx context.Context, roundID int64, before time.Time) ([]models.DeliveryMove, error) {
	var rows []models.DeliveryMove
	err := r.store.Read(ctx).Raw(movesQuery, roundID, before).Scan(&rows).Error
	return rows, store.TranslateError(err, "read what was delivered when")
}

func (r *Reader) followed(ctx context.Context, roundID int64) ([]followRow, error) {
	var rows []followRow
	err := r.store.Read(ctx).Raw(followQuery, map[string]any{"line": "\n", "tab": "\t", "round": roundID}).Scan(&rows).Error
	return rows, store.TranslateError(err, "read what reports are held against")
}

func (r *Reader) waiting(ctx context.Context, roundID, userID int64) ([]waitingRow, error) {
	var rows []waitingRow
	err := r.store.Read(ctx).Raw(waitingQuery, map[string]any{"round": roundID, "user": userID}).Scan(&rows).Error
	return rows, store.TranslateError(err, "read the submitted reports")
}

func (r *Reader) waitingParts(ctx context.Context, roundID int64) (map[int64][]waitingPart, error) {
	var rows []waitingPart
	err := r.store.Read(ctx).Raw(`
SELECT c.report_id, c.organisation_id, o.code, c.revision, c.signed_at IS NOT NULL AS signed
FROM contributions c
JOIN reports r ON r.id = c.report_id
JOIN organisations o ON o.id = c.organisation_id
WHERE r.round_id = ? AND r.state = 'submitted'
ORDER BY o.id`, roundID).Scan(&rows).Error
	of := map[int64][]waitingPart{}
	for _, row := range rows {
		of[row.ReportID] = append(of[row.ReportID], row)
	}
	return of, store.TranslateError(err, "read the contributions of the submitted reports")
}

// roundBefore is the round as it stood just before a moment, or a not-found
// error if it had not been opened.
func (r *Reader) roundBefore(ctx context.Context, planID int64, period models.Quarter, before time.Time) (models.Round, error) {
	var row pastRound
	err := r.store.Read(ctx).Raw(roundBeforeQuery, map[string]any{"plan": planID, "period": period, "before": before}).Take(&row).Error
	if err != nil {
		return models.Round{}, store.TranslateError(err, "read round")
	}
	return row.asOf(before)
}

type reviewRow struct {
	models.Report
	RoundPeriod      models.Quarter
	RoundState       models.RoundState
	RoundOpensOn     models.Date
	RoundDeadline    models.Date
	Title            models.Name `gorm:"embedded;embeddedPrefix:title_"`
	TitleConfirmed   bool
	AreaTitle        models.Name `gorm:"embedded;embeddedPrefix:area_title_"`
	LeadCode         string
	LeadName         models.Name `gorm:"embedded;embeddedPrefix:lead_name_"`
	SubmittedName    string
	ClearedName      string
	SubmittedContent string
	Own              bool
	Neighbours       string // number and state of every report of the round
	store.Judged
}

func (r reviewRow) round() models.Round {
	return models.Round{ID: r.RoundID, Period: r.RoundPeriod, State: r.RoundState, OpensOn: r.RoundOpensOn, Deadline: r.RoundDeadline}
}

// submitted is what was submitted last. A returned report may have been written
// in since, so its text comes from the revision that was submitted.
func (r reviewRow) submitted() (*models.ReportContent, error) {
	if r.State.Delivered() {
		return &r.Content, nil
	}
	if r.SubmittedContent == "" {
		return nil, nil //nolint:nilnil // nothing to show is an answer here
	}
	content, err := models.DecodeReportContent(r.SubmittedContent)
	return &content, err
}

const reviewQuery = `
SELECT r.*, rd.period AS round_period, rd.state AS round_state, rd.opens_on AS round_opens_on, rd.deadline AS round_deadline,
       m.title_nb, m.title_nn, m.title_en, m.title_confirmed, a.title_nb AS area_title_nb, a.title_nn AS area_title_nn, a.title_en AS area_title_en,
       o.code AS lead_code, o.name_nb AS lead_name_nb, o.name_nn AS lead_name_nn, o.name_en AS lead_name_en,
       COALESCE(su.display_name, '') AS submitted_name, COALESCE(cu.display_name, '') AS cleared_name,
       COALESCE((SELECT v.content FROM revisions v WHERE v.subject = 'report' AND v.subject_id = r.id AND v.number = r.submitted_revision AND NOT v.set_aside), '') AS submitted_content,
       ` + ownColumn + ` AS own,
       (SELECT string_agg(nm.number || ' ' || nr.state, ',') FROM reports nr JOIN measures nm ON nm.id = nr.measure_id WHERE nr.round_id = rd.id) AS neighbours,
       ` + store.JudgedColumns + `
FROM rounds rd
JOIN plans p ON p.id = rd.plan_id
JOIN measures m ON m.plan_id = rd.plan_id AND m.number = @number
JOIN areas a ON a.id = m.area_id
JOIN reports r ON r.round_id = rd.id AND r.measure_id = m.id
JOIN organisations o ON o.id = r.lead_id
LEFT JOIN users su ON su.id = r.submitted_by
LEFT JOIN users cu ON cu.id = r.cleared_by
WHERE rd.plan_id = @plan AND rd.period = @period`

func (r *Reader) reviewed(ctx context.Context, planID int64, period models.Quarter, number int, userID int64) (reviewRow, error) {
	var rows []reviewRow
	err := r.store.Read(ctx).Raw(reviewQuery, map[string]any{"plan": planID, "period": period, "number": number, "user": userID}).Scan(&rows).Error
	if err != nil {
		return reviewRow{}, store.TranslateError(err, "read the report")
	}
	if len(rows) == 0 {
		return reviewRow{}, models.NotFound()
	}
	return rows[0], nil
}

// contributions gives the paragraphs of a report with the signed ones of the
// last clearing beside them, and what of it is signed now.
func (r *Reader) contributions(ctx context.Context, reportID int64, last *models.Clearing) ([]view.Contribution, []models.SignedText, error) {
	var rows []struct {
		OrganisationID int64
		Code           string
		Name           models.Name `gorm:"embedded;embeddedPrefix:name_"`
		Text           string
		Language       models.Language
		Revision       int
		SignedAt       *time.Time
		SignedRole     string
		Agency         string
	}
	err := r.store.Read(ctx).Raw(`
SELECT c.organisation_id, o.code, o.name_nb, o.name_nn, o.name_en, c.text, c.language, c.revision, c.signed_at, c.signed_role, COALESCE(g.code, '') AS agency
FROM contributions c
JOIN organisations o ON o.id = c.organisation_id
LEFT JOIN organisations g ON g.id = c.signed_for_by
WHERE c.report_id = ?
ORDER BY o.id`, reportID).Scan(&rows).Error
	if err != nil {
		return nil, nil, store.TranslateError(err, "read contributions")
	}
	before := map[string]string{}
	if last != nil {
		for _, c := range last.Contributions {
			before[c.Organisation] = c.Text
		}
	}
	var list []view.Contribution
	var signed []models.SignedText
	for _, row := range rows {
		c := view.Contribution{Ministry: row.Code, Name: row.Name, Language: row.Language, SignedAt: row.SignedAt, SignedRole: row.SignedRole, Agency: row.Agency, Before: before[row.Code]}
		if row.SignedAt != nil {
			c.Text = row.Text
			signed = append(signed, models.SignedText{OrganisationID: row.OrganisationID, Revision: row.Revision})
		}
		list = append(list, c)
	}
	return list, signed, nil
}

func (r *Reader) returns(ctx context.Context, reportID int64) ([]view.Return, error) {
	var rows []struct {
		ID             int64
		ReturnedAt     time.Time
		DisplayName    string
		Comment        string
		Section        models.ReturnSection
		SectionComment string
	}
	err := r.store.Read(ctx).Raw(`
SELECT b.id, b.returned_at, COALESCE(u.display_name, '') AS display_name, b.comment, COALESCE(s.section, '') AS section, COALESCE(s.comment, '') AS section_comment
FROM report_returns b
LEFT JOIN users u ON u.id = b.returned_by
LEFT JOIN report_return_sections s ON s.return_id = b.id
WHERE b.report_id = ?
ORDER BY b.id DESC, s.id`, reportID).Scan(&rows).Error
	var list []view.Return
	var newest int64
	for _, row := range rows {
		if row.ID != newest {
			list = append(list, view.Return{At: row.ReturnedAt, By: row.DisplayName, Comment: row.Comment})
			newest = row.ID
		}
		if row.Section != "" {
			last := &list[len(list)-1]
			last.Sections = append(last.Sections, models.SectionComment{Section: row.Section, Comment: row.SectionComment})
		}
	}
	return list, store.TranslateError(err, "read returns")
}

type neighbourRow struct {
	Number int
	State  models.ReportState
}

// neighbours reads the reports of the round, by measure number.
func (r reviewRow) neighbours() []neighbourRow {
	var rows []neighbourRow
	for part := range strings.SplitSeq(r.Neighbours, ",") {
		text, state, found := strings.Cut(part, " ")
		if number, err := strconv.Atoi(text); err == nil && found {
			rows = append(rows, neighbourRow{Number: number, State: models.ReportState(state)})
		}
	}
	slices.SortFunc(rows, func(a, b neighbourRow) int { return cmp.Compare(a.Number, b.Number) })
	return rows
}
