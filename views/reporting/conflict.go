package reporting

import (
	"strconv"
	"time"

	"tiltak/models"
)

// ConflictInput is two texts that collided. Theirs stands; mine is set aside.
type ConflictInput struct {
	Action      string // address the choice is sent to
	Versions    string // address of the list of versions
	Back        string // address of the form
	WholePage   bool   // the choice carries the typed text itself; else the form on the page does
	Revision    int    // of theirs
	SavedBy     string
	SavedAt     time.Time
	Differences []Difference
	Fields      []Field // everything typed, for a page without the form
}

// Field is one field of a form with what was typed.
type Field struct {
	Name  string
	Value string
}

// The ways out of a conflict.
const (
	KeepMine   = "min"
	KeepTheirs = "andre"
	KeepBoth   = "begge"
)

// FieldsOf lists the form fields that give a content again when they are sent.
func FieldsOf(c models.ReportContent) []Field {
	fields := []Field{
		{"stage", string(c.Status.Stage)},
		{"health", string(c.Status.Health)},
		{"done", c.Done},
		{"next", c.Next},
		{"obstacles", c.Obstacles},
		{"help_needed", c.HelpNeeded},
		{"status_note", c.StatusNote},
		{"newsletter_text", c.NewsletterText},
		{"language", string(c.Language)},
	}
	if c.NoChange {
		fields = append(fields, Field{"no_change", "1"})
	}
	for i, link := range c.Links {
		fields = append(fields, Field{row("link_url", i), link.URL}, Field{row("link_label", i), link.Label})
	}
	for i, m := range c.Milestones {
		due := dueTyped(m)
		if !m.Was.IsZero() {
			due = movedTyped(m)
		}
		fields = append(fields,
			Field{row("milestone_id", i), strconv.FormatInt(m.MilestoneID, 10)}, Field{row("milestone_title", i), m.Title},
			Field{row("milestone_was", i), m.Was.String()}, Field{row("milestone_due", i), due},
			Field{row("milestone_phase", i), milestoneChoice(m)}, Field{row("milestone_reached_on", i), reachedTyped(m)},
			Field{row("milestone_reason", i), m.Reason},
		)
	}
	return fields
}
