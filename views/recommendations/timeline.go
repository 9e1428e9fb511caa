package recommendations

import (
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// MomentKind is what happened.
type MomentKind string

// What a timeline tells.
const (
	Visited      MomentKind = "visit"
	Adopted      MomentKind = "adopted"
	Published    MomentKind = "published"
	CommitteeSay MomentKind = "committee"
	ReplyDue     MomentKind = "reply_due"
	Replied      MomentKind = "replied"
	ToBeMet      MomentKind = "deadline"
	LinkMoved    MomentKind = "link"
	Assessed     MomentKind = "assessed"
	StatusMoved  MomentKind = "status"
)

// Moment is one thing on the timeline of a recommendation. Which of the rest it
// has, its kind says.
type Moment struct {
	Kind       MomentKind
	When       string         // a day, a month or a span, as the source has it
	Period     models.Quarter // the edition that told of a status
	Confirmed  bool           // the date is
	Link       LinkChange
	Assessment models.AssessmentFacts
	Figure     models.Figure
	Number     int // of the measure
}

// Timeline is what happened, in order, and how much of it is left out.
type Timeline struct {
	Moments []Moment
	LeftOut int // older statuses of measures
}

func (m Moment) icon() string {
	switch m.Kind {
	case LinkMoved:
		return m.Link.icon()
	case StatusMoved:
		return layout.FigureIcon(m.Figure)
	case Assessed:
		return "FileText"
	case Visited, Adopted, Published, CommitteeSay, ReplyDue, Replied, ToBeMet:
	}
	return "Calendar"
}

// day is when it happened, in words.
func (m Moment) day(f layout.Frame) string {
	if m.Kind == StatusMoved {
		return f.Quarter(m.Period)
	}
	return f.When(m.When)
}

// text tells what happened.
func (m Moment) text(f layout.Frame, in Page) string {
	switch m.Kind {
	case LinkMoved:
		return f.T("recommendation.measure_number", "Number", m.Number) + ": " + m.link(f)
	case StatusMoved:
		return f.T("recommendation.measure_number", "Number", m.Number) + ": " + f.Figure(m.Figure)
	case Assessed:
		return assessor(f, in, m.Assessment) + ": " + parts.VerdictName(f, m.Assessment.Verdict)
	case Visited, Adopted, Published, CommitteeSay, ReplyDue, Replied, ToBeMet:
	}
	return f.T("happened." + string(m.Kind))
}

// link tells what became of a link. Whether it is confirmed is said once.
func (m Moment) link(f layout.Frame) string {
	text := f.T("happened.link." + string(m.Link.Action))
	switch m.Link.Action {
	case models.LinkWasRemoved:
		return text
	case models.LinkWasProposed, models.LinkWasConfirmed:
		return text + ", " + degreeName(f, m.Link.Degree)
	default:
		return text + ", " + parts.LinkLine(f, models.LinkFacts{Degree: m.Link.Degree, Confirmed: m.Link.Confirmed})
	}
}
