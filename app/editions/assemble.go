package editions

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
)

// assembleCatalogue builds plan, areas, organisations and measures.
func assembleCatalogue(rows []catalogueRow) models.Snapshot {
	var s models.Snapshot
	if len(rows) == 0 {
		return s
	}
	s.Example, s.Plan = rows[0].Example, rows[0].Plan
	for _, row := range rows {
		if _, known := s.Area(row.Area.Number); !known {
			s.Areas = append(s.Areas, row.Area)
		}
		m := row.Measure
		m.Area = row.Area.Number
		for _, part := range splitInvolved(row.Involved) {
			if _, known := s.Organisation(part.Organisation.Code); !known {
				s.Organisations = append(s.Organisations, part.Organisation)
			}
			switch code := part.Organisation.Code; part.Involvement {
			case models.Lead:
				m.Lead = code
			case models.Contributing:
				m.Contributors = append(m.Contributors, code)
			case models.TakingPart:
				m.Agencies = append(m.Agencies, code)
			case models.Independent:
				m.Independent = append(m.Independent, code)
			}
		}
		s.Measures = append(s.Measures, m)
	}
	slices.SortFunc(s.Areas, func(a, b models.AreaFacts) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortFunc(s.Organisations, func(a, b models.OrganisationFacts) int { return cmp.Compare(a.ID, b.ID) })
	return s
}

// Many small rows are read as one text, since rows cost more than bytes. The
// separators are control characters, which no name can hold.
const (
	fieldSeparator = "\x1f"
	rowSeparator   = "\x1e"
)

// splitInvolved reads: involvement, id, code, kind, name in three languages,
// confirmed, code of the parent.
func splitInvolved(text string) []involvedRow {
	var rows []involvedRow
	for _, row := range splitRows(text, 9) {
		id, _ := strconv.ParseInt(row[1], 10, 64)
		rows = append(rows, involvedRow{models.Involvement(row[0]), models.OrganisationFacts{
			ID: id, Code: row[2], Kind: models.OrganisationKind(row[3]), Name: models.Name{NB: row[4], NN: row[5], EN: row[6]},
			Confirmed: row[7] == "1", Parent: row[8],
		}})
	}
	return rows
}

// splitHistory reads: period, stage, health.
func splitHistory(text string) map[models.Quarter]models.Figure {
	figures := map[models.Quarter]models.Figure{}
	for _, row := range splitRows(text, 3) {
		period, _ := strconv.Atoi(row[0])
		figures[models.QuarterFromIndex(period)] = models.Status{Stage: models.Stage(row[1]), Health: models.Health(row[2])}.Figure()
	}
	return figures
}

func splitRows(text string, fields int) [][]string {
	var rows [][]string
	for row := range strings.SplitSeq(text, rowSeparator) {
		if parts := strings.Split(row, fieldSeparator); len(parts) == fields {
			rows = append(rows, parts)
		}
	}
	return rows
}

// addRounds sets the snapshot's period, the rounds of its history and the
// running round. rows come newest first.
func addRounds(s *models.Snapshot, rows []roundRow, w window) {
	for _, row := range rows {
		if row.Running() && !w.past {
			s.Open = &models.OpenRoundFacts{ID: row.ID, Period: row.Period, State: row.State, OpensOn: row.OpensOn, Deadline: row.Deadline, Instructions: row.Instructions}
		}
		if w.closed(row) && len(s.History) < models.HistoryRounds {
			if s.Period.IsZero() {
				s.Period = row.Period
			}
			if s.Newest.Ref.IsZero() && row.NewestAt != nil {
				s.Newest = models.NewestEdition{Ref: models.EditionRef{Period: row.Period, Revision: row.Number}, StatusDate: row.StatusDate}
			}
			s.History = append(s.History, row.Period)
		}
	}
	slices.Reverse(s.History)
}

// addReports gives each measure its newest cleared report, its history and its
// report in the running round. contributions tells whether signed paragraphs
// are wanted.
func addReports(s *models.Snapshot, rows []reportRow, contributions bool) error {
	place := measurePlaces(s)
	for _, row := range rows {
		i, known := place[row.MeasureID]
		if !known {
			continue
		}
		m := &s.Measures[i]
		if row.ReportID != nil {
			last := models.ReportFacts{ReportID: *row.ReportID, Period: row.Period, Revision: row.Revision, ClearedAt: row.ClearedAt.UTC()}
			if err := readCleared(&last, row.Content, row.Contributions, row.Lacking, contributions); err != nil {
				return err
			}
			m.Last = &last
		}
		if row.OpenID != nil {
			m.Open = &models.OpenReportFacts{ReportID: *row.OpenID, State: row.OpenState, SubmittedAt: row.OpenSent}
		}
		figures := splitHistory(row.History)
		for _, period := range s.History {
			figure, cleared := figures[period]
			if !cleared {
				figure = models.FigureNotReported
			}
			m.History = append(m.History, models.HistoryFacts{Period: period, Figure: figure})
		}
	}
	return nil
}

// readCleared reads what was cleared as it is stored.
func readCleared(report *models.ReportFacts, content, contributions, lacking string, wanted bool) error {
	var err error
	if report.Content, err = models.DecodeReportContent(content); err != nil {
		return err
	}
	if lacking != noContributions {
		if err := json.Unmarshal([]byte(lacking), &report.Lacking); err != nil {
			return models.Wrap(err, "decode who lacks")
		}
	}
	if !wanted || contributions == noContributions {
		return nil
	}
	err = json.Unmarshal([]byte(contributions), &report.Contributions)
	return models.Wrap(err, "decode contributions")
}

// noContributions is how no paragraphs at all, and nobody lacking, are stored.
const noContributions = "[]"

func measurePlaces(s *models.Snapshot) map[int64]int {
	place := make(map[int64]int, len(s.Measures))
	for i, m := range s.Measures {
		place[m.ID] = i
	}
	return place
}

// addMoves hangs the moves of milestones on their measures.
func addMoves(s *models.Snapshot, rows []moveRow) {
	place := measurePlaces(s)
	for _, row := range rows {
		if i, known := place[row.MeasureID]; known {
			s.Measures[i].Moves = append(s.Measures[i].Moves, models.MoveFacts{
				MilestoneID: row.MilestoneID, Period: row.Period, From: row.FromDate, To: row.ToDate, Reason: row.Reason,
			})
		}
	}
}
