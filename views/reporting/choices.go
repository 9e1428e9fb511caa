package reporting

import (
	"fmt"
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// AdvisedNewsletterText is how long a text to the newsletter should be, in
// characters: what fits three or four lines of its column.
const AdvisedNewsletterText = 300

// textFieldKind is one of the report's text fields.
type textFieldKind struct {
	name   string
	rows   int
	advice int
	of     func(models.ReportContent) string
}

var (
	textDone       = textFieldKind{"done", 6, 0, func(c models.ReportContent) string { return c.Done }}
	textNext       = textFieldKind{"next", 4, 0, func(c models.ReportContent) string { return c.Next }}
	textNewsletter = textFieldKind{"newsletter_text", 5, AdvisedNewsletterText, func(c models.ReportContent) string { return c.NewsletterText }}
	textObstacles  = textFieldKind{"obstacles", 3, 0, func(c models.ReportContent) string { return c.Obstacles }}
	textHelp       = textFieldKind{"help_needed", 3, 0, func(c models.ReportContent) string { return c.HelpNeeded }}
)

func lastText(in FormInput, field textFieldKind) string {
	if in.Last == nil {
		return ""
	}
	return field.of(in.Last.Content)
}

func lastQuarter(f layout.Frame, in FormInput) string {
	if in.Last == nil {
		return ""
	}
	return f.Quarter(in.Last.Period)
}

// overdueTitles are the milestones that stop «ingen endring».
func overdueTitles(f layout.Frame, in FormInput) []string {
	var titles []string
	for _, m := range in.Content.Milestones {
		if m.Overdue(f.Today) {
			titles = append(titles, "«"+m.Title+"»")
		}
	}
	return titles
}

func stageKey(stage models.Stage) string {
	if stage == models.InProgress {
		return string(models.FigureOnTrack)
	}
	return string(models.Status{Stage: stage}.Figure())
}

func stageIcon(stage models.Stage) string {
	if stage == models.InProgress {
		return "ArrowsCirclepath"
	}
	return layout.FigureIcon(models.Status{Stage: stage}.Figure())
}

func healthFigure(health models.Health) models.Figure {
	return models.Status{Stage: models.InProgress, Health: health}.Figure()
}

// choiceID gives the first choice the name of its group, so that the summary of
// errors leads to it.
func choiceID(group string, i int) string {
	if i == 0 {
		return group
	}
	return fmt.Sprintf("%s-%d", group, i+1)
}

func row(name string, i int) string { return fmt.Sprintf("%s_%d", name, i) }

func phaseID(i int, choice string) string {
	if choice == string(models.MilestonePlanned) {
		return row("milestone_phase", i)
	}
	return row("milestone_phase", i) + "-" + choice
}

// Moved is the choice «ny dato» of a milestone; it is no phase of its own.
const Moved = "moved"

func milestoneChoices(m models.MilestoneState) []string {
	if m.Was.IsZero() {
		return []string{string(models.MilestonePlanned), string(models.MilestoneReached)}
	}
	return []string{string(models.MilestonePlanned), string(models.MilestoneReached), Moved, string(models.MilestoneDropped)}
}

func milestoneChoice(m models.MilestoneState) string {
	if m.Phase == models.MilestonePlanned && m.Moved() {
		return Moved
	}
	if m.Phase == "" {
		return string(models.MilestonePlanned)
	}
	return string(m.Phase)
}

func dueTyped(m models.MilestoneState) string {
	if m.DueTyped != "" {
		return m.DueTyped
	}
	return m.Due.String()
}

// movedTyped is the new date; when the milestone stands where it stood, one that
// was typed and not chosen.
func movedTyped(m models.MilestoneState) string {
	if !m.Moved() {
		return m.DueKept
	}
	return dueTyped(m)
}

func reachedTyped(m models.MilestoneState) string {
	if m.ReachedTyped != "" {
		return m.ReachedTyped
	}
	return m.ReachedOn.String()
}

// dateType is text when what was typed is no date, since a date field would
// throw it away.
func dateType(typed string) string {
	if typed == "" {
		return "date"
	}
	if _, err := models.ParseDate(typed); err != nil {
		return "text"
	}
	return "date"
}

func describedBy(problem *models.Error, field string) string {
	if len(layout.FieldProblems(problem, field)) == 0 {
		return ""
	}
	return field + "-feil"
}

func invalid(problem *models.Error, field string) string {
	if len(layout.FieldProblems(problem, field)) == 0 {
		return "false"
	}
	return "true"
}

func stepState(step Step) string {
	switch {
	case step.State == models.ReportReturned:
		return "returned"
	case step.State.Delivered():
		return "done"
	}
	return "open"
}

func stepWord(f layout.Frame, step Step) string {
	if step.State == models.ReportDraft && !step.Begun {
		return f.T("reporting.not_begun")
	}
	return f.ReportState(step.State)
}

func nextStep(in FormInput) (Step, bool) {
	for i, step := range in.Steps {
		if step.ReportID == in.ReportID && i+1 < len(in.Steps) {
			return in.Steps[i+1], true
		}
	}
	return Step{}, false
}

// savedLine tells when the draft was saved, and by whom when it was a colleague.
func savedLine(f layout.Frame, in FormInput) string {
	if in.SavedBy != "" && in.SavedBy != f.Person.DisplayName {
		return f.T("reporting.saved_by", "Time", savedTime(f, *in.SavedAt), "Revision", in.Revision, "Who", in.SavedBy)
	}
	return f.T("reporting.saved", "Time", savedTime(f, *in.SavedAt), "Revision", in.Revision)
}

// savedTime is the time of day for a save of today, else the whole moment.
func savedTime(f layout.Frame, at time.Time) string {
	moment := f.Moment(at)
	if day := f.Date(f.Today); len(moment) > len(day) && moment[:len(day)] == day {
		return f.T("reporting.at", "Time", f.Time(at))
	}
	return moment
}
