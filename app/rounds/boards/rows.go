package boards

import (
	"time"

	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// cellRow is a report without any of its texts.
type cellRow struct {
	ID                 int64
	State              models.ReportState
	SubmittedAt        *time.Time
	FirstSubmittedAt   *time.Time
	ReturnedAt         *time.Time
	SavedAt            *time.Time // the newest saving
	ClearedAsException bool
	Number             int
	Area               int
	AreaTitle          models.Name `gorm:"embedded;embeddedPrefix:area_title_"`
	Title              models.Name `gorm:"embedded;embeddedPrefix:title_"`
	TitleConfirmed     bool
	LeadID             int64
	Code               string
	Name               models.Name `gorm:"embedded;embeddedPrefix:name_"`
}

// The newest saving is looked up by index, so a long history of drafts costs no
// more than a short one.
const cellsQuery = `
SELECT r.id, r.state, r.submitted_at, r.first_submitted_at, r.returned_at, r.cleared_as_exception, r.lead_id, v.saved_at,
       m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed, o.code, o.name_nb, o.name_nn, o.name_en,
       a.number AS area, a.title_nb AS area_title_nb, a.title_nn AS area_title_nn, a.title_en AS area_title_en
FROM reports r
JOIN measures m ON m.id = r.measure_id
JOIN areas a ON a.id = m.area_id
JOIN organisations o ON o.id = r.lead_id
LEFT JOIN revisions v ON v.id = (
    SELECT x.id FROM revisions x
    WHERE x.subject = 'report' AND x.subject_id = r.id AND NOT x.set_aside AND x.saved_at < ?
    ORDER BY x.number DESC LIMIT 1)
WHERE r.round_id = ?
ORDER BY m.number`

func (c cellRow) cell(round models.Round, today models.Date) view.Cell {
	cell := view.Cell{
		Number: c.Number, Title: c.Title, Confirmed: c.TitleConfirmed, Area: c.Area, Lead: c.Code, Delivery: c.State.Delivery(),
		Exception: c.ClearedAsException && c.State == models.ReportCleared, Late: round.DaysOver(c.FirstSubmittedAt, today, language.Oslo),
	}
	switch {
	case c.State.Delivered():
		cell.SubmittedAt = c.SubmittedAt
	case c.State == models.ReportReturned && c.SavedAt != nil && c.ReturnedAt != nil && c.SavedAt.Before(*c.ReturnedAt):
		// nothing has been written since it came back
	default:
		cell.DraftAge = age(c.SavedAt, today)
	}
	return cell
}

// age is how many days ago something was, counted in Oslo; nil: never.
func age(at *time.Time, today models.Date) *int {
	if at == nil {
		return nil
	}
	days := max(0, today.DaysSince(models.DateOf(*at, language.Oslo)))
	return &days
}

// paragraphRow is a contribution without its text.
type paragraphRow struct {
	ID             int64
	ReportID       int64
	OrganisationID int64
	Code           string
	Name           models.Name `gorm:"embedded;embeddedPrefix:name_"`
	SignedAt       *time.Time
	FirstSignedAt  *time.Time
	Agency         string // that signed for the ministry
	SavedAt        *time.Time
}

const paragraphsQuery = `
SELECT c.id, c.report_id, c.organisation_id, o.code, o.name_nb, o.name_nn, o.name_en, c.signed_at, c.first_signed_at,
       COALESCE(g.code, '') AS agency, v.saved_at
FROM contributions c
JOIN reports r ON r.id = c.report_id
JOIN organisations o ON o.id = c.organisation_id
LEFT JOIN organisations g ON g.id = c.signed_for_by
LEFT JOIN revisions v ON v.id = (
    SELECT x.id FROM revisions x
    WHERE x.subject = 'contribution' AND x.subject_id = c.id AND NOT x.set_aside AND x.saved_at < ?
    ORDER BY x.number DESC LIMIT 1)
WHERE r.round_id = ?
ORDER BY c.organisation_id`

func (p paragraphRow) paragraph(round models.Round, report view.Cell, today models.Date) view.Paragraph {
	paragraph := view.Paragraph{
		Ministry: p.Code, Signed: p.SignedAt != nil, Agency: p.Agency, Late: round.DaysOver(p.FirstSignedAt, today, language.Oslo),
	}
	if !paragraph.Signed {
		paragraph.DraftAge = age(p.SavedAt, today)
		return paragraph
	}
	paragraph.New = report.Delivery == models.DeliverySubmitted && report.SubmittedAt != nil && p.SignedAt.After(*report.SubmittedAt)
	return paragraph
}
