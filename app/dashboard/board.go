package dashboard

import (
	"cmp"
	"slices"

	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/parts"
)

// comingMilestones is how many milestones ahead the short list shows.
const comingMilestones = 6

// BoardOf works out everything the dashboard shows of a snapshot. before is the
// edition to compare with; nil when there is none.
func BoardOf(s models.Snapshot, before *models.Snapshot, source parts.Source) views.Board {
	milestones := MilestonesOf(s)
	return views.Board{
		Source:     source,
		Known:      slices.ContainsFunc(s.Measures, func(m models.MeasureFacts) bool { return m.Last != nil }),
		Counts:     s.Count(nil),
		Areas:      areaCards(s, milestones),
		Matrix:     MatrixOf(s),
		Attention:  AttentionOf(s, milestones),
		Changes:    changesOf(s, before),
		History:    HistoryOf(s),
		Timeline:   TimelineOf(s, milestones),
		Milestones: milestones,
		Coming:     coming(milestones),
		Events:     s.Events,
		Coverage:   CoverageOf(s),
	}
}

// measuresOf gives every measure with its figure.
func measuresOf(s models.Snapshot) []parts.Measure {
	measures := make([]parts.Measure, len(s.Measures))
	for i, m := range s.Measures {
		measures[i] = parts.Measure{MeasureFacts: m, Figure: s.Figure(m)}
	}
	return measures
}

func areaCards(s models.Snapshot, milestones []parts.Milestone) []views.AreaCard {
	cards := make([]views.AreaCard, len(s.Areas))
	for i, area := range s.Areas {
		cards[i] = views.AreaCard{AreaFacts: area, Counts: s.Count(func(m models.MeasureFacts) bool { return m.Area == area.Number })}
		for _, milestone := range milestones {
			if milestone.Measure.Area == area.Number && milestone.Condition == parts.Planned {
				cards[i].Next = &milestone
				break
			}
		}
	}
	return cards
}

// MatrixOf counts the measures by lead ministry and area. A lead that the
// snapshot does not name as an organisation gets a row all the same, so that
// the sums are the plan's.
func MatrixOf(s models.Snapshot) views.Matrix {
	matrix := views.Matrix{Areas: s.Areas, Sums: make([]int, len(s.Areas))}
	row := map[string]int{}
	for _, lead := range s.Leads() {
		row[lead.Code] = len(matrix.Rows)
		matrix.Rows = append(matrix.Rows, matrixRow(s, lead.Code, lead.Name))
	}
	for _, m := range s.Measures {
		column := slices.IndexFunc(s.Areas, func(a models.AreaFacts) bool { return a.Number == m.Area })
		if column < 0 {
			continue
		}
		if _, known := row[m.Lead]; !known {
			row[m.Lead] = len(matrix.Rows)
			matrix.Rows = append(matrix.Rows, matrixRow(s, m.Lead, models.Name{}))
		}
		line := &matrix.Rows[row[m.Lead]]
		cell := &line.Cells[column]
		if figure := s.Figure(m); cell.Count == 0 || figure.Severity() > cell.Worst.Severity() {
			cell.Worst = figure
		}
		cell.Count++
		line.Sum++
		matrix.Sums[column]++
		matrix.Total++
	}
	return matrix
}

func matrixRow(s models.Snapshot, code string, name models.Name) views.MatrixRow {
	row := views.MatrixRow{Code: code, Name: name, Cells: make([]views.MatrixCell, len(s.Areas))}
	for i, area := range s.Areas {
		row.Cells[i].Area = area.Number
	}
	return row
}

// HistoryOf is the figure of every measure in the rounds that the snapshot
// keeps, oldest first. A measure that has no figure for a round was not
// reported in it.
func HistoryOf(s models.Snapshot) views.History {
	history := views.History{Rounds: s.History}
	for _, round := range s.History {
		if last := len(history.Years) - 1; last >= 0 && history.Years[last].Year == round.Year {
			history.Years[last].Rounds++
			continue
		}
		history.Years = append(history.Years, views.YearSpan{Year: round.Year, Rounds: 1})
	}
	for _, m := range measuresOf(s) {
		row := views.HistoryRow{Measure: m, Figures: make([]models.Figure, len(s.History))}
		for i, round := range s.History {
			row.Figures[i] = figureIn(m.MeasureFacts, round)
		}
		history.Rows = append(history.Rows, row)
	}
	return history
}

// figureIn is a measure's figure in a round.
func figureIn(m models.MeasureFacts, round models.Quarter) models.Figure {
	for _, h := range m.History {
		if h.Period == round {
			return h.Figure
		}
	}
	return models.FigureNotReported
}

func coming(milestones []parts.Milestone) []parts.Milestone {
	var list []parts.Milestone
	ahead := 0
	for _, m := range milestones {
		switch {
		case m.Condition == parts.Overdue:
			list = append(list, m)
		case m.Condition == parts.Planned && ahead < comingMilestones:
			ahead++
			list = append(list, m)
		}
	}
	return list
}

// byDate orders milestones by the day they are shown at, then by measure.
func byDate(a, b parts.Milestone) int {
	return cmp.Or(a.On().Time().Compare(b.On().Time()), cmp.Compare(a.Measure.Number, b.Measure.Number), cmp.Compare(a.State.MilestoneID, b.State.MilestoneID))
}
