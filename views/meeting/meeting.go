// Package meeting has the review meeting's pages: the agenda, an item a screen,
// the minutes, and the decisions.
package meeting

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
)

// Meeting is the review meeting of a round.
type Meeting struct {
	Period  models.Quarter
	Running bool             // the round is not closed yet
	Over    bool             // a later round has begun: nothing more is decided here
	Now     models.Snapshot  // what is sent in or cleared
	Before  *models.Snapshot // the edition before; nil for the first round
	Items   []Item
	Made    []models.DecisionFacts // in this meeting
	Earlier []models.DecisionFacts // of earlier ones, open when the round began
}

// Item is one item of the agenda as the meeting sees it.
type Item struct {
	models.AgendaItem
	Place          int // from 1; 0: not on the agenda
	Figure         models.Figure
	Was            models.Figure
	WasIn          models.Quarter  // zero: never reported before
	Delivery       models.Delivery // in the running round; empty for a closed one
	Key            string          // how the text to the newsletter begins
	Written        models.Language // of the texts
	Help           string          // not for publication
	Moved          []models.MilestoneState
	Made           []models.DecisionFacts // about it, in this meeting
	Earlier        []models.DecisionFacts // about it, in earlier ones
	Previous, Next models.AgendaSubject   // empty: there is none
}

// Form is the form for a decision, as it was typed.
type Form struct {
	Text, Owner, Due string
	Owners           []models.OrganisationFacts
	Problem          *models.Error
	OfMeasure        bool // about a measure: the newsletter may be allowed to tell it
	Publishable      bool
}

// Path is the address of a round's meeting.
func Path(period models.Quarter) string { return "/runder/" + period.String() + "/mote" }

// ItemPath is the address of an item.
func ItemPath(period models.Quarter, subject models.AgendaSubject) string {
	return Path(period) + "/" + string(subject)
}

// DecisionPath is the address of a decision.
func DecisionPath(id int64) string { return "/beslutninger/" + strconv.FormatInt(id, 10) }

// Group is the items that are on the agenda for the same first reason, and for
// missing reports of the same ministry.
type Group struct {
	Kind     models.AgendaReasonKind
	Ministry string
	Items    []Item
}

// Groups are the agenda in order.
func (m Meeting) Groups() []Group {
	var groups []Group
	for _, item := range m.Items {
		ministry := ""
		if item.First() == models.AgendaNotReported && item.Measure != nil {
			ministry = item.Measure.Lead
		}
		if last := len(groups) - 1; last < 0 || groups[last].Kind != item.First() || groups[last].Ministry != ministry {
			groups = append(groups, Group{Kind: item.First(), Ministry: ministry})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, item)
	}
	return groups
}

// OffAgenda are the measures that nothing is to be said about.
func (m Meeting) OffAgenda() []models.MeasureFacts {
	on := map[models.AgendaSubject]bool{}
	for _, item := range m.Items {
		on[item.Subject] = true
	}
	var off []models.MeasureFacts
	for _, measure := range m.Now.Measures {
		if !on[models.SubjectOfMeasure(measure.Number)] {
			off = append(off, measure)
		}
	}
	return off
}

// OpenEarlier counts the decisions of earlier meetings that are still open.
func (m Meeting) OpenEarlier() int {
	open := 0
	for _, d := range m.Earlier {
		if d.State == models.DecisionOpen {
			open++
		}
	}
	return open
}

// NotReported are the items of measures that have sent in nothing.
func (m Meeting) NotReported() []Item {
	var missing []Item
	for _, item := range m.Items {
		if item.Measure != nil && item.Figure == models.FigureNotReported {
			missing = append(missing, item)
		}
	}
	return missing
}

// Uncleared tells whether what is shown has been sent in but not cleared.
func (i Item) Uncleared() bool { return i.Delivery == models.DeliverySubmitted }

// Worse tells whether the status is worse than it was.
func (i Item) Worse() bool { return !i.WasIn.IsZero() && i.Figure.Severity() > i.Was.Severity() }

// plainTitle is what the item is called, without markup.
func plainTitle(f layout.Frame, i Item) string {
	switch {
	case i.Measure != nil:
		return f.T("meeting.measure", "Number", i.Measure.Number) + " " + f.Name(i.Measure.Title)
	case i.Recommendation != nil:
		return f.T("meeting.recommendation", "Ref", i.Recommendation.Ref) + " " + f.Name(i.Recommendation.Topic)
	}
	return f.T("meeting.matters")
}

// PlainTitle is what the item is called, without markup.
func PlainTitle(f layout.Frame, i Item) string { return plainTitle(f, i) }

// ReasonLine says why an item is on the agenda. It holds nothing that is not for
// publication.
func ReasonLine(f layout.Frame, m Meeting, i Item, r models.AgendaReason) string {
	switch r.Kind {
	case models.AgendaFollowUp:
		return f.T("meeting.reason.follow_up", "Quarter", f.Quarter(r.Decision.Period))
	case models.AgendaWorse:
		return f.T("meeting.reason.worse", "Was", f.Figure(r.Was), "Now", f.Figure(i.Figure))
	case models.AgendaNotReported:
		return notReportedLine(f, r)
	case models.AgendaOverdue:
		return f.T("meeting.reason.milestone_overdue", "Milestone", r.Milestone.Title, "Date", f.Date(r.Milestone.Due), "Count", r.Days)
	case models.AgendaDiffers:
		return f.T("meeting.reason.health_differs", "Declared", f.Figure(i.Figure), "Computed", f.Figure(r.Computed.Figure))
	case models.AgendaUncovered:
		return uncoveredLine(f, m, i)
	case models.AgendaCoveredLate:
		return f.T("meeting.reason.covered_late", "Ref", r.Recommendation)
	}
	return f.T("meeting.reason." + string(r.Kind))
}

func notReportedLine(f layout.Frame, r models.AgendaReason) string {
	line := f.T("meeting.reason.not_reported")
	if r.Returned {
		line = f.T("meeting.reason.returned")
	}
	if r.WasIn.IsZero() {
		return line + " " + f.T("meeting.reason.never_reported")
	}
	return line + " " + f.T("meeting.reason.last_known", "Status", f.Figure(r.Was), "Quarter", f.Quarter(r.WasIn), "Count", r.Rounds)
}

// uncoveredLine names the measures that are proposed but that nobody has
// confirmed.
func uncoveredLine(f layout.Frame, m Meeting, i Item) string {
	var numbers []string
	for _, link := range i.Recommendation.Links {
		if measure, known := m.Now.Measure(link.Measure); known {
			numbers = append(numbers, strconv.Itoa(measure.Number))
		}
	}
	if len(numbers) == 0 {
		return f.T("meeting.reason.uncovered")
	}
	return f.T("meeting.reason.unconfirmed", "Count", len(numbers), "Measures", f.And(numbers))
}

// movedLine tells how a milestone has moved.
func movedLine(f layout.Frame, s models.MilestoneState) string {
	line := f.T("meeting.moved", "Milestone", s.Title, "From", f.Date(s.Was), "To", f.Date(s.Due))
	if s.Reason != "" {
		line += " " + f.T("meeting.moved_because", "Reason", s.Reason)
	}
	return line
}

// stateIcon is the shape of a decision's state.
func stateIcon(d models.DecisionFacts, today models.Date) string {
	switch {
	case d.State == models.DecisionDone:
		return "CheckmarkCircleFill"
	case d.State == models.DecisionDropped:
		return "StopFill"
	case d.Overdue(today):
		return "ExclamationmarkTriangleFill"
	}
	return "Circle"
}

// stateWord is what has become of a decision.
func stateWord(f layout.Frame, d models.DecisionFacts) string {
	if d.Overdue(f.Today) {
		return f.T("decisions.state.overdue")
	}
	return f.T("decisions.state." + string(d.State))
}

func stateColour(d models.DecisionFacts, today models.Date) string {
	switch {
	case d.State == models.DecisionDone:
		return "success"
	case d.Overdue(today):
		return "warning"
	}
	return "neutral"
}

// OwnerLine says whose it is to do, and by when.
func OwnerLine(f layout.Frame, d models.DecisionFacts) string {
	return f.T("decisions.owner_due", "Owner", d.Owner.Code, "Date", f.Date(d.Due))
}

// groupTitle names why the items of a group are on the agenda.
func groupTitle(f layout.Frame, g Group) string {
	if g.Ministry != "" {
		return f.T("meeting.group.not_reported_by", "Ministry", g.Ministry)
	}
	return f.T("meeting.group." + string(g.Kind))
}

// reasonIcon is the shape of a reason.
func reasonIcon(kind models.AgendaReasonKind) string {
	switch kind {
	case models.AgendaOffTrack:
		return layout.FigureIcon(models.FigureOffTrack)
	case models.AgendaNotReported:
		return layout.FigureIcon(models.FigureNotReported)
	case models.AgendaWorse:
		return "ArrowDown"
	case models.AgendaOverdue:
		return "Calendar"
	case models.AgendaDiffers:
		return "QuestionmarkCircle"
	}
	return "Globe"
}

// StateLine is what has become of a decision, with what came of it.
func StateLine(f layout.Frame, d models.DecisionFacts) string {
	if d.Note == "" {
		return stateWord(f, d)
	}
	return stateWord(f, d) + ": " + d.Note
}
