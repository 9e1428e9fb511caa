package editions

import (
	"context"
	"slices"
	"time"

	"tiltak/models"
)

// MeasureReport is a cleared report of one measure with the ministry that owed
// it, since portfolios move.
type MeasureReport struct {
	models.ReportFacts
	LeadID int64
}

// MeasureOptions say what is read of one measure.
type MeasureOptions struct {
	IncludeOpenRound bool
	Number           int // of the measure
}

// Measure gives a live snapshot in which one measure has its reports, whole and
// with signed contributions: the newest, and those of the rounds of the
// snapshot's history, newest first. Other measures have none. It costs five
// queries.
func (r *Reader) Measure(ctx context.Context, planID int64, today models.Date, options MeasureOptions) (models.Snapshot, []MeasureReport, error) {
	catalogue, err := queryCatalogue(r.store.Read(ctx), planID)
	if err != nil {
		return models.Snapshot{}, nil, err
	}
	s := assembleCatalogue(catalogue)
	s.StatusDate = today
	measure, known := s.MeasureNumber(options.Number)
	if !known {
		return s, nil, models.NotFound()
	}
	rounds, err := queryPlainRounds(r.store.Read(ctx), planID, noLimit, models.HistoryRounds+1)
	if err != nil {
		return s, nil, err
	}
	addRounds(&s, rounds)
	uncounted := runningWithout(s, options.IncludeOpenRound)
	milestones, err := queryMilestones(r.store.Read(ctx), planID, noLimit, uncounted)
	if err != nil {
		return s, nil, err
	}
	rows, err := queryMeasureReports(r.store.Read(ctx), measure.ID, uncounted, s.History)
	if err != nil {
		return s, nil, err
	}
	reports := assembleMeasureReports(rows)
	addMeasureReports(&s, measure.Key, reports)
	addMilestones(&s, milestones)
	recommendations, err := queryRecommendations(r.store.Read(ctx), planID)
	if err != nil {
		return s, nil, err
	}
	s.Recommendations = assembleRecommendations(recommendations)
	return s, reports, nil
}

// runningWithout is the round whose reports are left out: the running one, for
// those who may not see it.
func runningWithout(s models.Snapshot, included bool) int64 {
	if s.Open == nil || included {
		return 0
	}
	return s.Open.ID
}

func addMeasureReports(s *models.Snapshot, key string, reports []MeasureReport) {
	for i := range s.Measures {
		m := &s.Measures[i]
		if m.Key != key {
			continue
		}
		if len(reports) > 0 {
			newest := reports[0].ReportFacts
			m.Last = &newest
		}
		for _, period := range s.History {
			fact := models.HistoryFacts{Period: period, Figure: models.FigureNotReported}
			for _, report := range reports {
				if report.Period == period {
					fact.Figure = report.Content.Status.Figure()
				}
			}
			m.History = append(m.History, fact)
		}
	}
}

// MeasureHistory is a window of a measure's past.
type MeasureHistory struct {
	Measure models.MeasureFacts
	Periods []models.Quarter // closed rounds, newest first
	Reports []MeasureReport  // those cleared in them
	More    bool             // there are still older rounds
}

// MeasureHistory gives closed rounds before a quarter, at the most
// HistoryRounds, and the cleared reports of a measure in them. It costs three
// queries.
func (r *Reader) MeasureHistory(ctx context.Context, planID int64, number int, before models.Quarter) (MeasureHistory, error) {
	var history MeasureHistory
	measure, err := queryMeasure(r.store.Read(ctx), planID, number)
	if err != nil {
		return history, err
	}
	history.Measure = models.MeasureFacts{
		ID: measure.ID, Key: measure.Key, Number: measure.Number, Title: measure.Title, TitleConfirmed: measure.TitleConfirmed,
		RolesConfirmed: measure.RolesConfirmed, Continuing: measure.Continuing,
	}
	rounds, err := queryPlainRounds(r.store.Read(ctx), planID, before.Index()-1, models.HistoryRounds+2)
	if err != nil {
		return history, err
	}
	for _, round := range rounds {
		if round.State == models.RoundClosed {
			history.Periods = append(history.Periods, round.Period)
		}
	}
	if history.More = len(history.Periods) > models.HistoryRounds; history.More {
		history.Periods = history.Periods[:models.HistoryRounds]
	}
	rows, err := queryMeasureReports(r.store.Read(ctx), measure.ID, 0, history.Periods)
	for _, report := range assembleMeasureReports(rows) {
		if slices.Contains(history.Periods, report.Period) {
			history.Reports = append(history.Reports, report)
		}
	}
	return history, err
}

// measureReportRow is a cleared report with one of its signed contributions, if
// it has any.
type measureReportRow struct {
	ID           int64
	LeadID       int64
	Period       models.Quarter
	Revision     int
	ClearedAt    *time.Time
	Content      models.ReportContent
	Organisation string
	Contributed  string
	Written      models.Language
	SignedRole   string
}

// assembleMeasureReports joins the rows of each report: one for every
// contribution.
func assembleMeasureReports(rows []measureReportRow) []MeasureReport {
	var reports []MeasureReport
	for _, row := range rows {
		if last := len(reports) - 1; last < 0 || reports[last].ReportID != row.ID {
			report := MeasureReport{LeadID: row.LeadID, ReportFacts: models.ReportFacts{ReportID: row.ID, Period: row.Period, Revision: row.Revision, Content: row.Content}}
			if row.ClearedAt != nil {
				report.ClearedAt = row.ClearedAt.UTC()
			}
			reports = append(reports, report)
		}
		if row.Organisation != "" {
			report := &reports[len(reports)-1]
			report.Contributions = append(report.Contributions, models.ContributionFacts{Organisation: row.Organisation, Text: row.Contributed, Language: row.Written, SignedRole: row.SignedRole})
		}
	}
	return reports
}

// oneAtLeast keeps the list of an IN from being empty; no round has the index 0.
func oneAtLeast(periods []models.Quarter) []int {
	indices := []int{0}
	for _, period := range periods {
		indices = append(indices, period.Index())
	}
	return indices
}

// measureRoundsQuery is roundsQuery without any edition's payload.
const measureRoundsQuery = `
SELECT r.id, r.period, r.state, r.opens_on, r.deadline, r.instructions
FROM rounds r
WHERE r.plan_id = ? AND r.period <= ? AND r.state <> 'planned'
ORDER BY r.period DESC
LIMIT ?`

const measureReportsQuery = `
SELECT r.id, r.lead_id, r.period, r.revision, r.cleared_at, r.stage, r.health, r.done, r.next, r.obstacles, r.help_needed, r.newsletter_text,
       r.links, r.language, r.no_change, r.milestones, r.status_note,
       COALESCE(o.code, '') AS organisation, COALESCE(c.text, '') AS contributed, COALESCE(c.language, '') AS written, COALESCE(c.signed_role, '') AS signed_role
FROM reports r
LEFT JOIN contributions c ON c.report_id = r.id AND c.signed_at IS NOT NULL
LEFT JOIN organisations o ON o.id = c.organisation_id
WHERE r.measure_id = ? AND r.state = 'cleared' AND r.round_id <> ?
  AND (r.id = (SELECT x.id FROM reports x WHERE x.measure_id = ? AND x.state = 'cleared' AND x.round_id <> ? ORDER BY x.period DESC LIMIT 1)
       OR r.period IN ?)
ORDER BY r.period DESC, o.id`
