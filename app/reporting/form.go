package reporting

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tiltak/models"
	view "tiltak/views/reporting"
)

// mostRows bounds how many numbered rows of a form are looked for.
const mostRows = models.MaxMilestones * 10

// ParsedForm is the report form as it was sent. Rows gives, for each milestone
// of the content, the number it had in the form.
type ParsedForm struct {
	Content  models.ReportContent
	Revision int
	Approval models.ApprovalTyped
	Without  bool // submit although contributions are not signed
	Rows     []int
}

// ParseForm reads the fields of the report form. value gives a field or
// nothing. It never fails: what is no date or no choice is kept as it was typed
// or left out.
func ParseForm(value func(name string) string) ParsedForm {
	revision, err := strconv.Atoi(value("revision"))
	if err != nil {
		revision = -1 // collides with everything, so nothing is overwritten
	}
	form := ParsedForm{
		Revision: revision,
		Approval: models.ApprovalTyped{Role: value("approved_role"), On: value("approved_on")},
		Without:  value("without_contributions") != "",
		Content: models.ReportContent{
			Status: models.Status{Stage: models.Stage(value("stage")), Health: models.Health(value("health"))},
			Done:   models.CleanText(value("done")), Next: models.CleanText(value("next")), Obstacles: models.CleanText(value("obstacles")), HelpNeeded: models.CleanText(value("help_needed")),
			NewsletterText: models.CleanText(value("newsletter_text")), StatusNote: models.CleanText(value("status_note")), Language: models.Language(value("language")), NoChange: value("no_change") != "",
		},
	}
	for i := range mostRows {
		link := models.Link{URL: value(fmt.Sprintf("link_url_%d", i)), Label: value(fmt.Sprintf("link_label_%d", i))}
		if link != (models.Link{}) {
			form.Content.Links = append(form.Content.Links, link)
		}
		if m := parseMilestone(value, i); m.MilestoneID != 0 || !m.Blank() {
			form.Content.Milestones = append(form.Content.Milestones, m)
			form.Rows = append(form.Rows, i)
		}
	}
	return form
}

func parseMilestone(value func(string) string, i int) models.MilestoneState {
	field := func(name string) string { return strings.TrimSpace(value(fmt.Sprintf("milestone_%s_%d", name, i))) }
	id, _ := strconv.ParseInt(field("id"), 10, 64)
	m := models.MilestoneState{MilestoneID: id, Title: field("title"), Reason: field("reason"), Phase: models.MilestonePhase(field("phase"))}
	// The form says where the milestone stood only so that «planlagt» needs no
	// date; what it says is never taken for the truth.
	was, _ := models.ParseDate(field("was"))
	if field("phase") == view.Moved {
		m.Phase = models.MilestonePlanned
	}
	if was.IsZero() || field("phase") == view.Moved {
		m.Due, m.DueTyped = dateOrText(field("due"))
	} else {
		m.Due, m.DueKept = was, field("due")
	}
	m.ReachedOn, m.ReachedTyped = dateOrText(field("reached_on"))
	return m
}

// dateOrText reads a date as browsers send it or as people write it
// (30.9.2026); what is no date is given back as it was typed.
func dateOrText(typed string) (models.Date, string) {
	if typed == "" {
		return models.Date{}, ""
	}
	if day, err := models.ParseDate(typed); err == nil {
		return day, ""
	}
	for _, form := range []string{"2.1.2006", "2/1/2006", "2.1.06", "2. 1. 2006"} {
		if at, err := time.Parse(form, typed); err == nil && at.Year() >= 1900 && at.Year() <= 2200 {
			return models.NewDate(at.Year(), at.Month(), at.Day()), ""
		}
	}
	return models.Date{}, typed
}

// approval reads the approval as it was typed.
func approval(typed models.ApprovalTyped) models.Approval {
	on, _ := dateOrText(strings.TrimSpace(typed.On))
	return models.Approval{Role: strings.TrimSpace(models.CleanText(typed.Role)), On: on}
}

// Join puts two texts that collided under each other, each with a line that
// says whose it is. Texts that agree stand as they are.
func Join(theirs, mine, theirMark, myMark string) string {
	if theirs == mine || strings.TrimSpace(mine) == "" {
		return theirs
	}
	if strings.TrimSpace(theirs) == "" {
		return mine
	}
	return theirMark + "\n" + theirs + "\n\n" + myMark + "\n" + mine
}

// joinContents puts every text of two contents together. Choices and rows are
// those that were typed now; links and milestones of both are kept.
func joinContents(theirs, mine models.ReportContent, theirMark, myMark string) models.ReportContent {
	both := mine
	both.NoChange = false
	for _, pair := range []struct {
		into  *string
		other string
	}{
		{&both.Done, theirs.Done},
		{&both.Next, theirs.Next},
		{&both.Obstacles, theirs.Obstacles},
		{&both.HelpNeeded, theirs.HelpNeeded},
		{&both.NewsletterText, theirs.NewsletterText},
		{&both.StatusNote, theirs.StatusNote},
	} {
		*pair.into = Join(pair.other, *pair.into, theirMark, myMark)
	}
	known := map[models.Link]bool{}
	for _, link := range both.Links {
		known[link] = true
	}
	for _, link := range theirs.Links {
		if !known[link] {
			both.Links = append(both.Links, link)
		}
	}
	return both
}

// copyText copies one text field from another content. It tells whether there
// is such a field.
func copyText(into *models.ReportContent, from models.ReportContent, field string) bool {
	switch field {
	case "done":
		into.Done = from.Done
	case "next":
		into.Next = from.Next
	case "obstacles":
		into.Obstacles = from.Obstacles
	case "help_needed":
		into.HelpNeeded = from.HelpNeeded
	case "newsletter_text":
		into.NewsletterText = from.NewsletterText
	default:
		return false
	}
	return true
}
