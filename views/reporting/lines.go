package reporting

import (
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// Line is one thing a report says, as text: for reading, for comparing, and for
// the receipt.
type Line struct {
	Field            string // the first form field it stands in
	Label            string
	Text             string
	InReportLanguage bool
	Unpublishable    bool
}

// printer is what lines are written with: a page's frame or a printer alone.
type printer interface {
	T(key string, args ...any) string
	Date(day models.Date) string
	Stage(s models.Stage) string
	Health(h models.Health) string
}

var _ printer = language.Printer{}

// ContentLines lists what a report says, in the order of the form.
func ContentLines(p printer, c models.ReportContent) []Line {
	lines := []Line{{Field: "stage", Label: p.T("reporting.stage_legend"), Text: statusText(p, c.Status)}}
	text := func(field, written string, unpublishable bool) {
		label := p.T("reporting.field." + field)
		if unpublishable {
			label += " (" + p.T("reporting.unpublishable") + ")"
		}
		lines = append(lines, Line{Field: field, Label: label, Text: written, InReportLanguage: true, Unpublishable: unpublishable})
	}
	text("status_note", c.StatusNote, true)
	text("done", c.Done, false)
	text("next", c.Next, false)
	lines = append(lines, Line{Field: "milestones", Label: p.T("reporting.milestones_legend"), Text: milestonesText(p, c.Milestones)})
	text("newsletter_text", c.NewsletterText, false)
	lines = append(lines,
		Line{Field: "links", Label: p.T("reporting.links_legend"), Text: linksText(c.Links)},
		Line{Field: "language", Label: p.T("reporting.language_legend"), Text: p.T("reporting.language." + string(languageOf(c)))},
	)
	text("obstacles", c.Obstacles, true)
	text("help_needed", c.HelpNeeded, true)
	return lines
}

func languageOf(c models.ReportContent) models.Language {
	if c.Language == models.Nynorsk {
		return models.Nynorsk
	}
	return models.Bokmaal
}

func statusText(p printer, s models.Status) string {
	if s.Stage == "" {
		return ""
	}
	if s.Health == "" {
		return p.Stage(s.Stage)
	}
	return p.Stage(s.Stage) + ", " + p.Health(s.Health)
}

func milestonesText(p printer, milestones []models.MilestoneState) string {
	lines := make([]string, len(milestones))
	for i, m := range milestones {
		due := p.Date(m.Due)
		if m.Due.IsZero() {
			due = m.DueTyped
		}
		switch {
		case m.Phase == models.MilestoneReached:
			reached := p.Date(m.ReachedOn)
			if m.ReachedOn.IsZero() {
				reached = m.ReachedTyped
			}
			lines[i] = p.T("reporting.milestone_line.reached", "Title", m.Title, "Date", reached)
		case m.Phase == models.MilestoneDropped:
			lines[i] = p.T("reporting.milestone_line.dropped", "Title", m.Title, "Reason", m.Reason)
		case m.Moved():
			lines[i] = p.T("reporting.milestone_line.moved", "Title", m.Title, "From", p.Date(m.Was), "To", due, "Reason", m.Reason)
		default:
			lines[i] = p.T("reporting.milestone_line.planned", "Title", m.Title, "Date", due)
		}
	}
	return strings.Join(lines, "\n")
}

func linksText(links []models.Link) string {
	lines := make([]string, len(links))
	for i, link := range links {
		lines[i] = strings.TrimSpace(link.Label + " " + link.URL)
	}
	return strings.Join(lines, "\n")
}

// Difference is one line on which two texts of a report do not agree.
type Difference struct {
	Label  string
	Theirs string
	Mine   string
}

// Differences lists the fields in which two contents differ.
func Differences(p printer, theirs, mine models.ReportContent) []Difference {
	other := ContentLines(p, mine)
	var differences []Difference
	for i, line := range ContentLines(p, theirs) {
		if line.Text != other[i].Text {
			differences = append(differences, Difference{Label: line.Label, Theirs: line.Text, Mine: other[i].Text})
		}
	}
	return differences
}

func closedReason(in FormInput) string {
	switch {
	case !in.Round.Running():
		return "reporting.closed.round"
	case in.State == models.ReportCleared:
		return "reporting.closed.cleared"
	}
	return "reporting.closed.submitted"
}
