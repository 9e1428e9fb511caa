package editions

import (
	"cmp"
	"slices"

	"tiltak/models"
)

// assembleCatalogue builds plan, areas, organisations and measures.
func assembleCatalogue(rows []catalogueRow) models.Snapshot {
	var s models.Snapshot
	if len(rows) == 0 {
		return s
	}
	first := rows[0]
	s.Example = first.Example
	s.Plan = models.PlanFacts{
		Code: first.PlanCode, Kind: first.PlanKind, Title: first.PlanTitle, PeriodFrom: first.PeriodFrom, PeriodTo: first.PeriodTo,
		Launched: first.Launched, Coordinator: first.CoordinatorCode, SourceURL: first.SourceURL,
		Confirmed: first.PlanConfirmed, DelayedDays: first.DelayedDays,
	}
	for _, row := range rows {
		if _, known := s.Area(row.AreaNumber); !known {
			s.Areas = append(s.Areas, models.AreaFacts{Number: row.AreaNumber, Title: row.AreaTitle, Goal: row.AreaGoal, Confirmed: row.AreaConfirmed})
		}
		if row.Code != "" {
			if _, known := s.Organisation(row.Code); !known {
				s.Organisations = append(s.Organisations, models.OrganisationFacts{
					ID: row.OrganisationID, Code: row.Code, Kind: row.Kind, Parent: row.ParentCode, Name: row.Name, Confirmed: row.OrgConfirmed,
				})
			}
		}
		if last := len(s.Measures) - 1; last < 0 || s.Measures[last].ID != row.MeasureID {
			s.Measures = append(s.Measures, models.MeasureFacts{
				ID: row.MeasureID, Key: row.Key, Number: row.Number, Area: row.AreaNumber, Title: row.Title,
				TitleConfirmed: row.TitleConfirmed, RolesConfirmed: row.RolesConfirmed, Continuing: row.Continuing,
			})
		}
		m := &s.Measures[len(s.Measures)-1]
		switch row.Involvement {
		case models.Lead:
			m.Lead = row.Code
		case models.Contributing:
			m.Contributors = append(m.Contributors, row.Code)
		case models.TakingPart:
			m.Agencies = append(m.Agencies, row.Code)
		case models.Independent:
			m.Independent = append(m.Independent, row.Code)
		}
	}
	slices.SortFunc(s.Areas, func(a, b models.AreaFacts) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortFunc(s.Organisations, func(a, b models.OrganisationFacts) int { return cmp.Compare(a.ID, b.ID) })
	return s
}

// addRounds sets the snapshot's period, the rounds of its history and the
// running round. rows come newest first.
func addRounds(s *models.Snapshot, rows []roundRow) {
	for _, row := range rows {
		switch {
		case row.Running():
			s.Open = &models.OpenRoundFacts{ID: row.ID, Period: row.Period, State: row.State, OpensOn: row.OpensOn, Deadline: row.Deadline, Instructions: row.Instructions}
		case row.State == models.RoundClosed && len(s.History) < models.HistoryRounds:
			if s.Period.IsZero() {
				s.Period = row.Period
			}
			s.History = append(s.History, row.Period)
		}
	}
	slices.Reverse(s.History)
}

// addReports gives each measure its newest cleared report, its history and its
// report in the running round.
func addReports(s *models.Snapshot, rows []reportRow) {
	place := measurePlaces(s)
	figures := make([]map[models.Quarter]models.Figure, len(s.Measures))
	for i := range figures {
		figures[i] = map[models.Quarter]models.Figure{}
	}
	for _, row := range rows {
		i, known := place[row.MeasureID]
		if !known {
			continue
		}
		m := &s.Measures[i]
		switch {
		case row.Newest:
			m.Last = &models.ReportFacts{ReportID: row.ID, Period: row.Period, Revision: row.Revision, Content: row.Content}
			if row.ClearedAt != nil {
				m.Last.ClearedAt = row.ClearedAt.UTC()
			}
		case s.Open != nil && row.Period == s.Open.Period:
			m.Open = &models.OpenReportFacts{ReportID: row.ID, State: row.State, SubmittedAt: row.SubmittedAt}
		case row.State == models.ReportCleared:
			figures[i][row.Period] = row.Content.Status.Figure()
		}
	}
	for i := range s.Measures {
		for _, period := range s.History {
			figure, cleared := figures[i][period]
			if !cleared {
				figure = models.FigureNotReported
			}
			s.Measures[i].History = append(s.Measures[i].History, models.HistoryFacts{Period: period, Figure: figure})
		}
	}
}

func measurePlaces(s *models.Snapshot) map[int64]int {
	place := make(map[int64]int, len(s.Measures))
	for i, m := range s.Measures {
		place[m.ID] = i
	}
	return place
}

// addMilestones fills in baselines and the moves that were cleared.
func addMilestones(s *models.Snapshot, rows []milestoneRow) {
	place := measurePlaces(s)
	baselines := map[int64]models.Date{}
	for _, row := range rows {
		baselines[row.MilestoneID] = row.Baseline
		i, known := place[row.MeasureID]
		if !known || row.FromDate.IsZero() {
			continue
		}
		s.Measures[i].Moves = append(s.Measures[i].Moves, models.MoveFacts{
			MilestoneID: row.MilestoneID, Period: row.Period, From: row.FromDate, To: row.ToDate, Reason: row.Reason,
		})
	}
	for i := range s.Measures {
		last := s.Measures[i].Last
		if last == nil {
			continue
		}
		for j := range last.Content.Milestones {
			last.Content.Milestones[j].Baseline = baselines[last.Content.Milestones[j].MilestoneID]
		}
	}
}

// assembleRecommendations joins the rows of each recommendation: one for every
// pair of link and lineage.
func assembleRecommendations(rows []recommendationRow) []models.RecommendationFacts {
	var list []models.RecommendationFacts
	for _, row := range rows {
		if last := len(list) - 1; last < 0 || list[last].ID != row.ID {
			list = append(list, models.RecommendationFacts{
				ID: row.ID, Ref: row.Ref, Body: row.Body, BodyName: row.BodyName, Round: row.Round, Reference: row.Reference,
				Published: row.Published, Level: row.Level, Articles: row.Articles, Topic: row.Topic, Summary: row.Summary,
				SourceURL: row.SourceURL, Confirmed: row.Confirmed,
			})
		}
		r := &list[len(list)-1]
		if row.MeasureKey != "" && !slices.ContainsFunc(r.Links, func(l models.LinkFacts) bool { return l.Measure == row.MeasureKey }) {
			r.Links = append(r.Links, models.LinkFacts{Measure: row.MeasureKey, Degree: row.Degree, Note: row.Note, Confirmed: row.LinkConfirmed})
		}
		r.EarlierRefs = appendNew(r.EarlierRefs, row.EarlierRef)
		r.LaterRefs = appendNew(r.LaterRefs, row.LaterRef)
	}
	return list
}

func appendNew(list []string, text string) []string {
	if text == "" || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// addContributions hangs signed contributions on the newest cleared reports.
func addContributions(s *models.Snapshot, rows []contributionRow) {
	of := map[int64][]models.ContributionFacts{}
	for _, row := range rows {
		of[row.ReportID] = append(of[row.ReportID], models.ContributionFacts{Organisation: row.Code, Text: row.Text, Language: row.Language, SignedRole: row.SignedRole})
	}
	for i := range s.Measures {
		if last := s.Measures[i].Last; last != nil {
			last.Contributions = of[last.ReportID]
		}
	}
}
