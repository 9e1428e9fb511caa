package answers

import (
	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
)

// milestones lists the milestones of a measure with their moves. What the
// ministry named them and why it moved them stands in its own language.
func (w *writer) milestones(m models.MeasureFacts) {
	if len(m.Milestones()) == 0 {
		return
	}
	w.add(documents.Paragraph(trimmed([]documents.Run{w.label("milestones")})...))
	written := m.Last.Content.Language
	for _, s := range m.Milestones() {
		runs := []documents.Run{w.in(documents.Plain(s.Title), written), documents.Plain(": " + w.milestone(s))}
		if s.Phase == models.MilestoneDropped && s.Reason != "" {
			runs = append(runs, documents.Plain(" "), w.in(documents.Plain(closed(oneLine(s.Reason))), written))
		}
		for _, move := range m.Moves {
			if move.MilestoneID != s.MilestoneID || s.MilestoneID == 0 {
				continue
			}
			runs = append(runs, documents.Plain(" "+w.say("moved", "From", w.Date(move.From), "To", w.Date(move.To), "Quarter", w.Quarter(move.Period))+" "),
				w.in(documents.Plain(closed(oneLine(move.Reason))), written))
		}
		w.add(documents.Item(trimmed(runs)...))
	}
}

// milestone tells where a milestone stands on the status date.
func (w *writer) milestone(s models.MilestoneState) string {
	switch {
	case s.Phase == models.MilestoneReached && s.ReachedOn == s.Due && !s.Due.IsZero():
		return w.say("milestone_reached_as_planned", "Date", w.Date(s.ReachedOn))
	case s.Phase == models.MilestoneReached && !s.ReachedOn.IsZero() && !s.Due.IsZero():
		return w.say("milestone_reached_on", "Date", w.Date(s.ReachedOn), "Due", w.Date(s.Due))
	case s.Phase == models.MilestoneReached:
		return w.say("milestone_reached")
	case s.Phase == models.MilestoneDropped:
		return w.say("milestone_dropped")
	case s.Due.IsZero():
		return w.say("milestone_no_date")
	}
	text := w.say("milestone_planned", "Date", w.Date(s.Due))
	if s.Overdue(w.snapshot.StatusDate) {
		text = w.say("milestone_overdue", "Date", w.Date(s.Due), "Count", w.snapshot.StatusDate.DaysSince(s.Due))
	}
	if slip := s.Slip(); slip > 0 {
		text += " " + w.say("milestone_later", "Count", slip, "Date", w.Date(s.Baseline))
	} else if slip < 0 {
		text += " " + w.say("milestone_earlier", "Count", -slip, "Date", w.Date(s.Baseline))
	}
	return text
}

// clearedOn is the day in Oslo on which a measure's newest report was cleared.
func (w *writer) clearedOn(m models.MeasureFacts) string {
	return w.Date(clearedDate(m))
}

func clearedDate(m models.MeasureFacts) models.Date {
	return models.DateOf(m.Last.ClearedAt, language.Oslo)
}
