package editions

import (
	"context"

	"tiltak/models"
)

// Meeting gives a plan as the review meeting of a round talks about it, with
// what is not for publication, and the edition before to compare it with (nil
// for the first round; it is shared and must not be changed). Its Period is the
// round's: a measure that has sent in nothing counts as not reported.
//
// Of a running round it holds what is sent in and what is cleared, never a
// draft or what has been given back, and costs four queries. Of a closed one,
// for which running is nil, it is the edition, at one query; a round that left
// none is a not-found error.
func (r *Reader) Meeting(ctx context.Context, planID int64, period models.Quarter, running *models.OpenRoundFacts, today models.Date) (models.Snapshot, *models.Snapshot, error) {
	if running == nil {
		edition, err := r.Load(ctx, planID, models.EditionRef{Period: period}, true)
		return edition.Snapshot, edition.Previous, err
	}
	earlier := upTo(period.Index()-1, today)
	catalogue, err := queryCatalogue(r.store.Read(ctx), planID, earlier)
	if err != nil {
		return models.Snapshot{}, nil, err
	}
	s := assembleCatalogue(catalogue)
	rounds, err := queryRounds(r.store.Read(ctx), planID, earlier, models.HistoryRounds, true)
	if err != nil {
		return s, nil, err
	}
	addRounds(&s, rounds, earlier)
	s.Open, s.Period, s.StatusDate = running, period, today
	reports, err := r.queryMeeting(ctx, planID, s)
	if err != nil {
		return s, nil, err
	}
	if err := addMeeting(&s, reports); err != nil {
		return s, nil, err
	}
	recommendations, err := queryRecommendations(r.store.Read(ctx), planID)
	if err != nil {
		return s, nil, err
	}
	if err := addRecommendations(&s, recommendations); err != nil {
		return s, nil, err
	}
	var previous *models.Snapshot
	for _, round := range rounds {
		if round.Payload != "" {
			previous, err = r.decoded.decode(round.PayloadHash, round.Payload)
		}
	}
	addKnownMoves(&s, previous)
	return s, previous, err
}

// meetingRow is a measure's newest cleared report and, where one is sent in and
// not cleared, that.
type meetingRow struct {
	reportRow
	SentRevision int
	Sent         string // content; empty: nothing is waiting to be cleared
}

func (r *Reader) queryMeeting(ctx context.Context, planID int64, s models.Snapshot) ([]meetingRow, error) {
	return scan(r.store.Read(ctx), "read the reports of a meeting", func(r *meetingRow) []any {
		return []any{&r.MeasureID, &r.ReportID, &r.Period, &r.Revision, &r.ClearedAt, &r.Content, &r.Contributions, &r.Lacking, &r.History, &r.OpenID, &r.OpenState, &r.OpenSent, &r.SentRevision, &r.Sent}
	}, meetingQuery, upTo(s.Period.Index(), s.StatusDate).named(map[string]any{"plan": planID, "open": s.Open.ID, "history": oneAtLeast(s.History), "field": fieldSeparator, "row": rowSeparator}))
}

// addMeeting gives each measure what is sent in of it, or else its newest
// cleared report.
func addMeeting(s *models.Snapshot, rows []meetingRow) error {
	cleared := make([]reportRow, len(rows))
	for i, row := range rows {
		cleared[i] = row.reportRow
	}
	if err := addReports(s, cleared, true); err != nil {
		return err
	}
	place := measurePlaces(s)
	for _, row := range rows {
		i, known := place[row.MeasureID]
		if !known || row.Sent == "" {
			continue
		}
		sent := models.ReportFacts{ReportID: *row.OpenID, Period: s.Period, Revision: row.SentRevision}
		if err := readCleared(&sent, row.Sent, noContributions, noContributions, false); err != nil {
			return err
		}
		s.Measures[i].Last = &sent
	}
	return nil
}

// addKnownMoves gives each measure the moves that the edition before knows of,
// and those that its report in the round makes, at no query.
func addKnownMoves(s *models.Snapshot, previous *models.Snapshot) {
	for i := range s.Measures {
		m := &s.Measures[i]
		if previous != nil {
			old, _ := previous.Measure(m.Key)
			m.Moves = append(m.Moves, old.Moves...)
		}
		if m.Last == nil || m.Last.Period != s.Period {
			continue
		}
		for _, milestone := range m.Last.Content.Milestones {
			if milestone.Moved() {
				m.Moves = append(m.Moves, models.MoveFacts{
					MilestoneID: milestone.MilestoneID, Period: s.Period, From: milestone.Was, To: milestone.Due, Reason: milestone.Reason,
				})
			}
		}
	}
}

// meetingQuery is reportsQuery with what is sent in beside it: the revision that
// was submitted, of reports that are not cleared yet.
const meetingQuery = `
SELECT m.id, n.report_id, COALESCE(n.period, 0), COALESCE(n.revision, 0), n.cleared_at, COALESCE(n.content, ''), COALESCE(n.contributions, ''), COALESCE(n.lacking, ''),
       COALESCE((SELECT string_agg(c.period || @field || c.stage || @field || c.health, @row)
                 FROM clearings c
                 WHERE c.measure_id = m.id AND c.period IN @history AND ` + standing + `), ''),
       o.id, COALESCE(o.state, ''), o.submitted_at, COALESCE(v.number, 0), COALESCE(v.content, '')
FROM measures m
LEFT JOIN clearings n ON n.id = (
    SELECT c.id FROM clearings c
    WHERE c.measure_id = m.id AND ` + standing + `
    ORDER BY c.period DESC, c.id DESC LIMIT 1)
LEFT JOIN reports o ON o.measure_id = m.id AND o.round_id = @open
LEFT JOIN revisions v ON v.subject = 'report' AND v.subject_id = o.id AND v.number = o.submitted_revision AND NOT v.set_aside AND o.state = 'submitted'
WHERE m.plan_id = @plan`
