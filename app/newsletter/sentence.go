package newsletter

import (
	"regexp"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// teller tells what has changed as sentences, in the newsletter's house style:
// one for each fact, kept as a template and its values.
type teller struct {
	language.Printer
	after models.Snapshot
}

// told is a sentence as data, and as it is written now.
type told struct {
	Template string // name and version
	Values   Values
	Text     string
}

// say writes a sentence in the newest version of a template.
func (t teller) say(template string, values Values) told {
	text, err := Tell(t.Printer, template, values)
	if err != nil { // a test tells every template that is named here
		return told{}
	}
	return told{template, values, text}
}

// sentence tells one change. Changes of an unknown kind give nothing.
func (t teller) sentence(c models.Change) told {
	m, _ := t.after.Measure(c.MeasureKey)
	v := Values{Period: t.after.Period, Measure: m.Number, Continuing: m.Continuing, Who: m.Lead}
	switch c.Kind {
	case models.MeasureCompleted, models.StatusChanged, models.FirstReport, models.ReportMissing:
		return t.status(c, m, v)
	case models.LinkConfirmed, models.LinkProposed:
		return t.link(c, v)
	case models.DecisionMade:
		d := c.Decided
		v.Decision, v.Text, v.Owner, v.Due, v.On = d.ID, d.Text, d.Owner, d.Due, d.MadeOn
		return t.say("decided/1", v)
	}
	return t.milestone(c, v)
}

func (t teller) status(c models.Change, m models.MeasureFacts, v Values) told {
	v.From, v.To, v.Since = c.From, c.To, c.Since
	switch {
	case c.Kind == models.MeasureCompleted:
		return t.say("completed/1", v)
	case c.Kind == models.StatusChanged:
		return t.say("changed/1", v)
	case c.Kind == models.FirstReport:
		return t.say("first_report/1", v)
	case m.Last == nil:
		v.From, v.To = "", ""
		return t.say("never_reported/1", v)
	}
	// What was known last, with its age.
	v.From, v.Since = m.Last.Content.Status.Figure(), m.Last.Period
	return t.say("not_reported/1", v)
}

func (t teller) milestone(c models.Change, v Values) told {
	s := c.Milestone
	v.Milestone, v.Title, v.Due = s.MilestoneID, s.Title, s.Due
	switch c.Kind {
	case models.MilestoneAttained:
		if v.On = s.ReachedOn; v.On.IsZero() {
			return t.say("reached_some_day/1", v)
		}
		return t.say("reached/1", v)
	case models.MilestoneShifted:
		if v.Was = c.Was; v.Was.IsZero() {
			return t.say("moved_to/1", v)
		}
		return t.say("moved/1", v)
	case models.MilestoneLate:
		return t.say("overdue/1", v)
	case models.MilestoneGone:
		return t.say("dropped/1", v)
	case models.MilestoneNew:
		return t.say("added/1", v)
	}
	return told{}
}

func (t teller) link(c models.Change, v Values) told {
	v.Recommendation = c.Recommendation
	for _, r := range t.after.Recommendations {
		if r.Ref != c.Recommendation {
			continue
		}
		v.Body = r.Body
		for _, l := range r.Links {
			if l.Measure == c.MeasureKey {
				v.Degree = l.Degree
			}
		}
	}
	name := "link"
	if c.Kind == models.LinkProposed {
		name = "proposed"
	}
	if v.Degree == models.Partial {
		return t.say(name+"_partial/1", v)
	}
	return t.say(name+"_full/1", v)
}

// upcomingLine is a milestone ahead, as a line of a list.
func (t teller) upcomingLine(m models.MeasureFacts, s models.MilestoneState) told {
	return t.say("upcoming/1", Values{Period: t.after.Period, Measure: m.Number, Milestone: s.MilestoneID, Title: s.Title, Due: s.Due})
}

var singleQuotes = strings.NewReplacer(`"`, "'", "«", "'", "»", "'", "“", "'", "”", "'", "„", "'", "‟", "'")

// quotable is a title fit to stand between quotation marks inside a sentence:
// on one line, without the full stop, with its own quotation marks as single
// ones.
func quotable(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	if open := strings.TrimRight(title, ". "); open != "" {
		title = open
	}
	return singleQuotes.Replace(title)
}

var spanOfDays = regexp.MustCompile(`(\d{1,2}\.)[–—](\d{1,2}\.)`)

// houseStyle writes a cleared text as the newsletter does: straight quotation
// marks, and spans of days with a hyphen (2.-6. juni). Everything else stays.
func houseStyle(text string) string {
	text = strings.NewReplacer("«", `"`, "»", `"`, "“", `"`, "”", `"`, "„", `"`).Replace(strings.TrimSpace(text))
	return spanOfDays.ReplaceAllString(text, "$1-$2")
}
