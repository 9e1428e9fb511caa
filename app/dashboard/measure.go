package dashboard

import (
	"slices"

	"tiltak/app/dashboard/state"
	"tiltak/app/editions"
	"tiltak/models"
	views "tiltak/views/measures"
	"tiltak/views/parts"
)

// Sees tells whether the person sees what is not for publication in a cleared
// report owed by a ministry.
func Sees(person models.Person, leadID int64) bool {
	return person.May(models.SeeUnpublishable) || person.MayWriteReport(leadID)
}

// measurePage works out the page of a measure from a snapshot. The current
// report and the rounds are the caller's to fill in where the snapshot has not
// got them.
func measurePage(s models.Snapshot, source parts.Source, m models.MeasureFacts) views.Page {
	page := views.Page{
		Source: source, Measure: parts.Measure{MeasureFacts: m, Figure: s.Figure(m)},
		Organisations: map[string]models.OrganisationFacts{}, Milestones: milestonesOfMeasure(s, m),
	}
	slices.SortStableFunc(page.Milestones, byDate)
	page.Area, _ = s.Area(m.Area)
	for _, o := range s.Organisations {
		page.Organisations[o.Code] = o
	}
	lines := models.LinesOf(s.Recommendations)
	for _, r := range s.Recommendations {
		for _, link := range r.Links {
			if link.Measure == m.Key {
				// The statuses of the other measures are not always read here, so only what people say is held together.
				differs := len(models.DisagreementOf(r, models.Indication{}).Others) > 0
				page.Linked = append(page.Linked, views.Linked{RecommendationFacts: r, Link: link, Chain: lines.Chain(r.Ref), Differs: differs})
			}
		}
	}
	page.Slips = m.Slips()
	if s.Reported(m) {
		computed := s.Computed(m)
		page.Computed = &computed
	}
	if m.Last != nil {
		page.RoundsAgo = s.Period.Index() - m.Last.Period.Index()
	}
	for _, other := range s.Measures {
		if other.Number < m.Number && other.Number > page.Previous {
			page.Previous = other.Number
		}
		if other.Number > m.Number && (page.Next == 0 || other.Number < page.Next) {
			page.Next = other.Number
		}
	}
	return page
}

// editionMeasure is the page of a measure in an edition: the current report as
// the edition has it, and the figures of the rounds before. whole tells whether
// the visitor sees what is not for publication in it.
func editionMeasure(shown state.State, m models.MeasureFacts, whole bool) views.Page {
	page := measurePage(shown.Snapshot, shown.Source, m)
	if m.Last != nil {
		page.Current = reportFor(*m.Last, whole)
	}
	for _, h := range slices.Backward(m.History) {
		page.Rounds = append(page.Rounds, views.Round{Period: h.Period, Figure: h.Figure})
	}
	return page
}

// liveMeasure is the page of a measure as it is now.
func liveMeasure(s models.Snapshot, source parts.Source, number int, reports []editions.MeasureReport, person models.Person) views.Page {
	m, _ := s.MeasureNumber(number)
	page := measurePage(s, source, m)
	if len(reports) > 0 {
		page.Current = reportFor(reports[0].ReportFacts, Sees(person, reports[0].LeadID))
	}
	periods := state.NewestFirst(s.History)
	if m.Last != nil && !slices.Contains(periods, m.Last.Period) && m.Last.Period.Index() > s.Period.Index() {
		periods = append([]models.Quarter{m.Last.Period}, periods...)
	}
	page.Rounds = roundsOf(periods, reports, person)
	page.Unchanged = unchanged(page)
	if len(s.History) == models.HistoryRounds {
		page.Older = s.History[0].String()
	}
	return page
}

// unchanged finds the texts of the current report that say what the rounds
// before said, as far as the visitor sees them.
func unchanged(page views.Page) []models.UnchangedText {
	if page.Current == nil {
		return nil
	}
	var earlier []models.EarlierReport
	for _, round := range page.Rounds {
		if round.Report != nil && round.Period.Index() < page.Current.Period.Index() {
			earlier = append(earlier, models.EarlierReport{Period: round.Period, Content: round.Report.Content})
		}
	}
	return models.UnchangedTexts(page.Current.Content, earlier)
}

// olderRounds is the page of a window of a measure's past.
func olderRounds(history editions.MeasureHistory, asOf models.AsOf, person models.Person) views.History {
	page := views.History{Measure: history.Measure, Rounds: roundsOf(history.Periods, history.Reports, person)}
	page.Source.Day, page.Source.Chosen = asOf.Date, asOf.String()
	if history.More {
		page.Older = history.Periods[len(history.Periods)-1].String()
	}
	return page
}

// roundsOf joins rounds with the reports cleared in them.
func roundsOf(periods []models.Quarter, reports []editions.MeasureReport, person models.Person) []views.Round {
	rounds := make([]views.Round, len(periods))
	for i, period := range periods {
		rounds[i] = views.Round{Period: period, Figure: models.FigureNotReported}
		for _, report := range reports {
			if report.Period == period {
				rounds[i].Figure = report.Content.Status.Figure()
				rounds[i].Report = reportFor(report.ReportFacts, Sees(person, report.LeadID))
			}
		}
	}
	return rounds
}

// reportFor is a report as a person may see it.
func reportFor(report models.ReportFacts, whole bool) *views.Report {
	if !whole {
		report.Content = report.Content.WithoutUnpublishable()
	}
	return &views.Report{ReportFacts: report, Whole: whole}
}
