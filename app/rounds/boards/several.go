package boards

import (
	"context"

	"tiltak/app/store"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// waitingRow is a submitted report with the last one that was cleared before it.
type waitingRow struct {
	models.Report
	Number         int
	Title          models.Name `gorm:"embedded;embeddedPrefix:title_"`
	TitleConfirmed bool
	LeadCode       string
	Own            bool
	LastContent    string
	LastPeriod     models.Quarter
	store.Judged
}

const waitingQuery = `
SELECT r.*, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed, o.code AS lead_code, ` + ownColumn + ` AS own,
       COALESCE(l.content, '') AS last_content, COALESCE(l.period, 0) AS last_period, ` + store.JudgedColumns + `
FROM reports r
JOIN rounds q ON q.id = r.round_id
JOIN plans p ON p.id = q.plan_id
JOIN measures m ON m.id = r.measure_id
JOIN organisations o ON o.id = r.lead_id
LEFT JOIN clearings l ON l.id = (
    SELECT x.id FROM clearings x WHERE x.measure_id = r.measure_id AND x.undone_at IS NULL AND x.period < r.period
    ORDER BY x.period DESC, x.id DESC LIMIT 1)
WHERE r.round_id = @round AND r.state = 'submitted'
ORDER BY m.number`

// ownColumn tells whether the visitor has written some of a report.
const ownColumn = `COALESCE(r.submitted_by = @user, FALSE) OR COALESCE(r.written_by = @user, FALSE)
         OR EXISTS (SELECT 1 FROM revisions v WHERE v.subject = 'report' AND v.subject_id = r.id AND v.saved_by = @user AND NOT v.set_aside AND v.number <= r.submitted_revision)
         OR EXISTS (SELECT 1 FROM contributions c WHERE c.report_id = r.id AND (c.written_by = @user OR c.signed_by = @user))`

// waitingPart is a contribution of a submitted report.
type waitingPart struct {
	ReportID       int64
	OrganisationID int64
	Code           string
	Revision       int
	Signed         bool
}

// Several gives the submitted reports of a round with what has changed in each
// since the last cleared one. It costs three queries.
func (r *Reader) Several(ctx context.Context, person models.Person, planID int64, period models.Quarter, today models.Date) (view.Several, error) {
	round, _, err := r.roundWithMail(ctx, planID, period)
	if err != nil {
		return view.Several{}, err
	}
	in := view.Several{Round: round, Chosen: map[int]bool{}}
	if !round.Running() {
		return in, models.NewError(models.KindState, "rounds.problem.round_not_running")
	}
	rows, err := r.waiting(ctx, round.ID, person.UserID)
	if err != nil {
		return in, err
	}
	all, err := r.waitingParts(ctx, round.ID)
	if err != nil {
		return in, err
	}
	for _, row := range rows {
		item, err := row.item(all[row.ID], today)
		if err != nil {
			return in, err
		}
		in.Items = append(in.Items, item)
	}
	return in, nil
}

func (row waitingRow) item(contributions []waitingPart, today models.Date) (view.SeveralItem, error) {
	judgement := row.Judgement()
	item := view.SeveralItem{
		ReportID: row.ID, Number: row.Number, Title: row.Title, Confirmed: row.TitleConfirmed, Lead: row.LeadCode, Own: row.Own, Now: row.Content,
		Computed: judgement.Of(row.Content, row.Period, today), Slips: models.SlipsOf(row.Content, row.Period, judgement.Moves),
	}
	if row.LastContent != "" {
		before, err := models.DecodeReportContent(row.LastContent)
		if err != nil {
			return item, err
		}
		item.Before, item.From = &before, row.LastPeriod
	}
	var signed []models.SignedText
	for _, c := range contributions {
		if !c.Signed {
			item.Unsigned = append(item.Unsigned, c.Code)
			continue
		}
		item.Signed = append(item.Signed, c.Code)
		signed = append(signed, models.SignedText{OrganisationID: c.OrganisationID, Revision: c.Revision})
	}
	item.Seen = models.SeenMark(row.Revision, signed)
	return item, nil
}
