package parts

import (
	"strconv"
	"time"

	"tiltak/app/charts"
	"tiltak/models"
	"tiltak/views/layout"
)

// TimelineRow is one measure on the timeline. From and To are zero where there
// is nothing to draw a bar over.
type TimelineRow struct {
	Measure    Measure
	Area       models.AreaFacts
	From, To   models.Date
	Milestones []Milestone
}

// TimelineChart draws the milestones of measures over the years of the plan.
func TimelineChart(f layout.Frame, s Source, rows []TimelineRow) charts.SVG {
	in := charts.TimelineInput{
		ID: "tidslinje", Title: f.T("timeline.title", "From", s.PlanFrom, "To", s.PlanTo),
		Description: timelineDescription(f, s, rows),
		From:        models.NewDate(s.PlanFrom, time.January, 1).Time(), To: models.NewDate(s.PlanTo+1, time.January, 1).Time(),
		Today: s.StatusDate.Time(), TodayLabel: f.DayMonth(s.StatusDate),
	}
	if s.Live() {
		in.TodayLabel = f.T("timeline.today")
	}
	for _, row := range rows {
		in.Rows = append(in.Rows, chartRow(f, row))
	}
	return charts.Timeline(in)
}

func chartRow(f layout.Frame, row TimelineRow) charts.TimelineRow {
	drawn := charts.TimelineRow{
		Group:      strconv.Itoa(row.Area.Number) + ". " + f.Name(row.Area.Title),
		GroupClass: AreaClass(row.Area.Number),
		Label:      strconv.Itoa(row.Measure.Number) + Star(row.Measure.TitleConfirmed) + " " + f.Name(row.Measure.Title),
		Tooltip:    PlainTitle(f, row.Measure.MeasureFacts) + ": " + f.Figure(row.Measure.Figure),
	}
	if !row.From.IsZero() && !row.To.IsZero() {
		drawn.Status, drawn.From, drawn.To = string(row.Measure.Figure), row.From.Time(), row.To.Time()
	}
	for _, m := range row.Milestones {
		mark := charts.TimelineMark{On: m.On().Time(), State: m.Condition.ChartState(), Label: MilestoneLine(f, m)}
		if baseline := m.State.Baseline; m.State.Slip() != 0 {
			at := baseline.Time()
			mark.Was = &at
		}
		drawn.Milestones = append(drawn.Milestones, mark)
	}
	return drawn
}

func timelineDescription(f layout.Frame, s Source, rows []TimelineRow) string {
	count := map[Condition]int{}
	slipped := 0
	for _, row := range rows {
		for _, m := range row.Milestones {
			count[m.Condition]++
			if m.Slip() > 0 {
				slipped++
			}
		}
	}
	return f.T("timeline.summary", "Measures", len(rows), "Date", f.Date(s.StatusDate), "Reached", count[Reached],
		"Planned", count[Planned], "Overdue", count[Overdue], "Dropped", count[Dropped], "Slipped", slipped)
}

// Star is the sign of a working title where there is no room for the word; a
// line under the drawing explains it.
func Star(confirmed bool) string {
	if confirmed {
		return ""
	}
	return "*"
}

// PlainTitle is a measure's number and title with the mark of a working title,
// for texts that hold no markup.
func PlainTitle(f layout.Frame, m models.MeasureFacts) string {
	text := strconv.Itoa(m.Number) + ". " + f.Name(m.Title)
	if !m.TitleConfirmed {
		text += " (" + f.T("mark.working_title") + ")"
	}
	return text
}

// MilestoneLine tells in one line what a milestone is and how it stands.
func MilestoneLine(f layout.Frame, m Milestone) string {
	text := f.T("milestone.line."+string(m.Condition), "Title", m.State.Title, "Date", f.Date(m.On()), "Count", m.DaysOver)
	if line := SlipLine(f, m.Slip()); line != "" {
		text += ", " + line
	}
	return text
}

// SlipLine tells how far a milestone has slipped, or nothing when it has not.
func SlipLine(f layout.Frame, days int) string {
	switch {
	case days > 0:
		return f.T("milestone.later", "Count", days)
	case days < 0:
		return f.T("milestone.earlier", "Count", -days)
	}
	return ""
}

// AnyWorkingTitle tells whether a row has a title that is not confirmed.
func AnyWorkingTitle(rows []TimelineRow) bool {
	for _, row := range rows {
		if !row.Measure.TitleConfirmed {
			return true
		}
	}
	return false
}

// MilestoneSentence tells when a milestone is due and how it stands, and which
// measure it belongs to.
func MilestoneSentence(f layout.Frame, m Milestone) string {
	text := f.Date(m.On()) + " · " + f.T("milestone.condition."+string(m.Condition))
	if m.Condition == Overdue {
		text += ", " + f.T("milestone.over", "Count", m.DaysOver)
	}
	if line := SlipLine(f, m.Slip()); line != "" {
		text += " · " + line
	}
	return text + " · " + f.T("measure.name_short", "Number", m.Measure.Number)
}
