package measures

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// Page is the input of one measure's page.
type Page struct {
	Source        parts.Source
	Measure       parts.Measure
	Area          models.AreaFacts
	Organisations map[string]models.OrganisationFacts // by code
	Current       *Report                             // the newest cleared report; nil: never
	RoundsAgo     int                                 // how old Current is, in quarters; 0: of the state shown
	Computed      *models.Computed                    // of Current; nil: not reported in the state shown
	Slips         models.SlipLedger                   // of Current
	Unchanged     []models.UnchangedText              // of Current, as far back as Rounds go
	Milestones    []parts.Milestone
	Rounds        []Round // the last rounds, newest first
	Older         string  // quarter before which there may be older rounds; empty: none
	Linked        []Linked
	Previous      int // number of the measure before in the plan; 0: none
	Next          int
}

// Report is a cleared report as the person may see it.
type Report struct {
	models.ReportFacts
	Whole bool // with what is not for publication
}

// Round is how a measure stood in one round. Report is nil when it was not
// reported, or when only the figure is known.
type Round struct {
	Period models.Quarter
	Figure models.Figure
	Report *Report
}

// mostLinked is how many recommendations the page of a measure lists.
const mostLinked = 12

// Linked is a recommendation that the measure answers.
type Linked struct {
	models.RecommendationFacts
	Link    models.LinkFacts
	Chain   models.Chain
	Differs bool // others assess it otherwise than we do
}

// History is the input of the page of older rounds.
type History struct {
	Source  parts.Source // a day, or as it is now
	Measure models.MeasureFacts
	Rounds  []Round
	Older   string
}

// organisationName names an organisation, with its code where that is another
// word: Politidirektoratet (POD).
func (in Page) organisationName(f layout.Frame, code string) string {
	organisation, known := in.Organisations[code]
	if !known || f.Name(organisation.Name) == code {
		return code
	}
	return f.Name(organisation.Name) + " (" + code + ")"
}

// texts are the parts of a report with their headings, those that have text.
func texts(r Report) []part {
	content := r.Content
	all := []part{{"done", content.Done, models.TextDone}, {"next", content.Next, models.TextNext}, {"newsletter", content.NewsletterText, models.TextNewsletter}}
	if r.Whole {
		all = append(all, part{"obstacles", content.Obstacles, models.TextObstacles}, part{"help", content.HelpNeeded, models.TextHelpNeeded}, part{key: "status_note", text: content.StatusNote})
	}
	var shown []part
	for _, p := range all {
		if p.text != "" {
			shown = append(shown, p)
		}
	}
	return shown
}

type part struct {
	key   string
	text  string
	which models.ReportText // empty: a text that is no text field of the report
}

func (p part) publishable() bool { return p.which != "" && p.which.Publishable() }

func itoa(number int) string { return strconv.Itoa(number) }

// conditionLine tells how a milestone stands: Forsinket, 95 dager over fristen.
func conditionLine(f layout.Frame, m parts.Milestone) string {
	text := f.T("milestone.condition." + string(m.Condition))
	if m.Condition == parts.Overdue {
		text += ", " + f.T("milestone.over", "Count", m.DaysOver)
	}
	return text
}

// baselineLine tells when a milestone was first due, and how far it has moved.
func baselineLine(f layout.Frame, m parts.Milestone) string {
	if m.State.Baseline.IsZero() {
		return f.T("measures.no_baseline")
	}
	text := f.T("measures.baseline", "Date", f.Date(m.State.Baseline))
	if line := parts.SlipLine(f, m.Slip()); line != "" {
		text += ", " + line
	}
	return text + "."
}
