package roundtrip

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
)

// Field names one thing that a report says: «done», «milestone.12.due».
type Field string

// The fields of a report beside its milestones, in the order of the workbook.
const (
	fieldStage      Field = "stage"
	fieldHealth     Field = "health"
	fieldNote       Field = "status_note"
	fieldDone       Field = "done"
	fieldNext       Field = "next"
	fieldObstacles  Field = "obstacles"
	fieldHelp       Field = "help_needed"
	fieldNewsletter Field = "newsletter_text"
	fieldLanguage   Field = "language"
	fieldLinks      Field = "links"
	fieldText       Field = "text" // of a contribution
)

// The parts of a milestone.
const (
	partTitle   = "title"
	partDue     = "due"
	partPhase   = "phase"
	partReached = "reached_on"
	partReason  = "reason"
)

func milestoneParts() []string {
	return []string{partTitle, partDue, partPhase, partReached, partReason}
}

func reportFields() []Field {
	return []Field{fieldStage, fieldHealth, fieldNote, fieldDone, fieldNext, fieldObstacles, fieldHelp, fieldNewsletter, fieldLanguage}
}

func milestoneField(id int64, part string) Field {
	return Field(fmt.Sprintf("milestone.%d.%s", id, part))
}

// milestone gives the id and part that a field of a milestone names.
func (f Field) milestone() (id int64, part string, ok bool) {
	rest, ok := strings.CutPrefix(string(f), "milestone.")
	if !ok {
		return 0, "", false
	}
	number, part, ok := strings.Cut(rest, ".")
	id, err := strconv.ParseInt(number, 10, 64)
	return id, part, ok && err == nil && slices.Contains(milestoneParts(), part)
}

// values gives all that a report says, each as one text that can be compared.
// Texts are tidied: a spreadsheet keeps no spaces at the end of a line.
func values(c models.ReportContent) map[Field]string {
	v := map[Field]string{
		fieldStage: string(c.Status.Stage), fieldHealth: string(c.Status.Health), fieldNote: tidy(c.StatusNote),
		fieldDone: tidy(c.Done), fieldNext: tidy(c.Next), fieldObstacles: tidy(c.Obstacles), fieldHelp: tidy(c.HelpNeeded),
		fieldNewsletter: tidy(c.NewsletterText), fieldLanguage: string(c.Language), fieldLinks: joinLinks(c.Links),
	}
	for _, m := range c.Milestones {
		for _, part := range milestoneParts() {
			v[milestoneField(m.MilestoneID, part)] = partOf(m, part)
		}
	}
	return v
}

func partOf(m models.MilestoneState, part string) string {
	switch part {
	case partTitle:
		return tidy(m.Title)
	case partDue:
		return dateOrTyped(m.Due, m.DueTyped)
	case partPhase:
		return string(m.Phase)
	case partReached:
		return dateOrTyped(m.ReachedOn, m.ReachedTyped)
	}
	return tidy(m.Reason)
}

func dateOrTyped(day models.Date, typed string) string {
	if day.IsZero() {
		return tidy(typed)
	}
	return day.String()
}

// set puts a value into a report. A milestone that is not there is passed over.
func set(c *models.ReportContent, field Field, value string) {
	switch field {
	case fieldStage:
		c.Status.Stage = models.Stage(value)
	case fieldHealth:
		c.Status.Health = models.Health(value)
	case fieldNote:
		c.StatusNote = value
	case fieldDone:
		c.Done = value
	case fieldNext:
		c.Next = value
	case fieldObstacles:
		c.Obstacles = value
	case fieldHelp:
		c.HelpNeeded = value
	case fieldNewsletter:
		c.NewsletterText = value
	case fieldLanguage:
		c.Language = models.Language(value)
	case fieldLinks:
		c.Links = splitLinks(value)
	}
	if id, part, ok := field.milestone(); ok {
		for i := range c.Milestones {
			if c.Milestones[i].MilestoneID == id {
				setPart(&c.Milestones[i], part, value)
			}
		}
	}
}

func setPart(m *models.MilestoneState, part, value string) {
	day, err := models.ParseDate(value)
	typed := ""
	if err != nil {
		typed = value
	}
	switch part {
	case partTitle:
		m.Title = value
	case partDue:
		m.Due, m.DueTyped = day, typed
	case partPhase:
		m.Phase = models.MilestonePhase(value)
	case partReached:
		m.ReachedOn, m.ReachedTyped = day, typed
	case partReason:
		m.Reason = value
	}
}

// joinLinks writes each link on a line: what it shows, a tab, its address.
func joinLinks(links []models.Link) string {
	lines := make([]string, len(links))
	for i, l := range links {
		lines[i] = oneLine(l.Label) + "\t" + oneLine(l.URL)
	}
	return strings.Join(lines, "\n")
}

func splitLinks(value string) models.List[models.Link] {
	links := models.List[models.Link]{}
	for line := range strings.SplitSeq(value, "\n") {
		if label, address, ok := strings.Cut(line, "\t"); ok {
			links = append(links, models.Link{Label: label, URL: address})
		}
	}
	return links
}

// tidy takes away what cannot be seen: spaces at the ends of lines and of the
// text, and other line breaks than line feeds.
func tidy(s string) string {
	lines := strings.Split(models.CleanText(s), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\u00a0")
	}
	return strings.Trim(strings.Join(lines, "\n"), " \t\n\u00a0")
}

// oneLine is a tidy text without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(models.CleanText(s)), " ") }
