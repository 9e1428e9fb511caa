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
	Number           int         // of the measure
	Day              models.Date // as it was when the day ended in Oslo; zero: as it is now
}

// Measure gives a snapshot, live or of a day, in which one measure has its reports, whole and
// with signed contributions: the newest, and those of the rounds of the
// snapshot's history, newest first. Other measures have none. It costs five
// queries.
func (r *Reader) Measure(ctx context.Context, planID int64, today models.Date, options MeasureOptions) (models.Snapshot, []MeasureReport, error) {
	w := windowOf(options.Day, noLimit, today)
	s, whole, err := r.catalogue(ctx, planID, w)
	if err != nil {
		return models.Snapshot{}, nil, err
	}
	s.StatusDate = w.day
	if err := checkDay(options.Day, today, s.Plan); err != nil {
		return s, nil, err
	}
	measure, known := s.MeasureNumber(options.Number)
	if !known {
		return s, nil, models.NotFound()
	}
	rounds, err := queryRounds(r.store.Read(ctx), planID, w, models.HistoryRounds+1, false)
	if err != nil {
		return s, nil, err
	}
	addRounds(&s, rounds, w)
	if !options.IncludeOpenRound {
		w = w.hiding(rounds)
	}
	moves, err := queryMoves(r.store.Read(ctx), planID, w)
	if err != nil {
		return s, nil, err
	}
	rows, err := queryMeasureReports(r.store.Read(ctx), measure.ID, w, s.History)
	if err != nil {
		return s, nil, err
	}
	reports, err := assembleMeasureReports(rows)
	if err != nil {
		return s, nil, err
	}
	addMeasureReports(&s, measure.Key, reports)
	addMoves(&s, moves)
	if whole {
		return s, reports, nil
	}
	recommendations, err := queryRecommendations(r.store.Read(ctx), planID)
	if err != nil {
		return s, nil, err
	}
	err = addRecommendations(&s, recommendations)
	return s, reports, err
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
// HistoryRounds, and the cleared reports of a measure in them, as they are now
// or were when a day ended in Oslo. It costs three queries, four of a day.
func (r *Reader) MeasureHistory(ctx context.Context, planID int64, number int, before models.Quarter, day models.Date) (MeasureHistory, error) {
	var history MeasureHistory
	w := windowOf(day, before.Index()-1, models.Date{})
	var err error
	if history.Measure, err = r.measureOnDay(ctx, planID, number, w); err != nil {
		return history, err
	}
	rounds, err := queryRounds(r.store.Read(ctx), planID, w, models.HistoryRounds+2, false)
	if err != nil {
		return history, err
	}
	for _, round := range rounds {
		if w.closed(round) {
			history.Periods = append(history.Periods, round.Period)
		}
	}
	if history.More = len(history.Periods) > models.HistoryRounds; history.More {
		history.Periods = history.Periods[:models.HistoryRounds]
	}
	rows, err := queryMeasureReports(r.store.Read(ctx), history.Measure.ID, w.hiding(rounds), history.Periods)
	if err != nil {
		return history, err
	}
	reports, err := assembleMeasureReports(rows)
	for _, report := range reports {
		if slices.Contains(history.Periods, report.Period) {
			history.Reports = append(history.Reports, report)
		}
	}
	return history, err
}

// measureOnDay gives a measure by the number that it had in the window.
func (r *Reader) measureOnDay(ctx context.Context, planID int64, number int, w window) (models.MeasureFacts, error) {
	if w.past {
		s, _, err := r.catalogue(ctx, planID, w)
		if err != nil {
			return models.MeasureFacts{}, err
		}
		measure, known := s.MeasureNumber(number)
		if !known {
			return measure, models.NotFound()
		}
		return measure, nil
	}
	measure, err := queryMeasure(r.store.Read(ctx), planID, number)
	return models.MeasureFacts{
		ID: measure.ID, Key: measure.Key, Number: measure.Number, Title: measure.Title, TitleConfirmed: measure.TitleConfirmed,
		RolesConfirmed: measure.RolesConfirmed, Continuing: measure.Continuing,
	}, err
}

// measureReportRow is a cleared report with the paragraphs signed for it.
type measureReportRow struct {
	ID            int64
	LeadID        int64
	Period        models.Quarter
	Revision      int
	ClearedAt     time.Time
	Content       string
	Contributions string
	Lacking       string // codes, as a JSON list
}

func assembleMeasureReports(rows []measureReportRow) ([]MeasureReport, error) {
	reports := make([]MeasureReport, len(rows))
	for i, row := range rows {
		reports[i] = MeasureReport{LeadID: row.LeadID, ReportFacts: models.ReportFacts{
			ReportID: row.ID, Period: row.Period, Revision: row.Revision, ClearedAt: row.ClearedAt.UTC(),
		}}
		if err := readCleared(&reports[i].ReportFacts, row.Content, row.Contributions, row.Lacking, true); err != nil {
			return nil, err
		}
	}
	return reports, nil
}

// oneAtLeast keeps the list of an IN from being empty; no round has the index 0.
func oneAtLeast(periods []models.Quarter) []int {
	indices := []int{0}
	for _, period := range periods {
		indices = append(indices, period.Index())
	}
	return indices
}

const measureReportsQuery = `
SELECT c.report_id, c.lead_id, c.period, c.revision, c.cleared_at, c.content, c.contributions, c.lacking
FROM clearings c
WHERE c.measure_id = @measure AND ` + standing + `
  AND (c.period IN @periods OR c.id = (
      SELECT c.id FROM clearings c WHERE c.measure_id = @measure AND ` + standing + `
      ORDER BY c.period DESC, c.id DESC LIMIT 1))
ORDER BY c.period DESC`
