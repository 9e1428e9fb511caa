package newsletter

import (
	"regexp"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// teller tells changes as sentences, in the newsletter's house style.
type teller struct {
	language.Printer
	after models.Snapshot
}

// sentence tells one change. Changes of an unknown kind give nothing.
func (t teller) sentence(c models.Change) string {
	m, _ := t.after.Measure(c.MeasureKey)
	who := m.Lead
	if who == "" {
		who = t.T("newsletter.fact.ministry")
	}
	title := quotable(c.Milestone.Title)
	switch c.Kind {
	case models.MeasureCompleted:
		return t.T("newsletter.fact.completed", "Number", m.Number, "From", t.status(c.From))
	case models.StatusChanged:
		return t.T("newsletter.fact.changed", "Number", m.Number, "From", t.status(c.From), "To", t.status(c.To))
	case models.FirstReport:
		return t.T("newsletter.fact.first_report", "Number", m.Number, "To", t.status(c.To))
	case models.ReportMissing:
		return t.missing(m, who)
	case models.MilestoneAttained:
		if c.Milestone.ReachedOn.IsZero() {
			return t.T("newsletter.fact.reached_some_day", "Who", who, "Title", title)
		}
		return t.T("newsletter.fact.reached", "Who", who, "Title", title, "On", t.day(c.Milestone.ReachedOn))
	case models.MilestoneShifted:
		from, to := t.days(c.Was, c.Milestone.Due)
		return t.T("newsletter.fact.moved", "Who", who, "Title", title, "From", from, "To", to)
	case models.MilestoneLate:
		return t.T("newsletter.fact.overdue", "Title", title, "Due", t.day(c.Milestone.Due))
	case models.MilestoneGone:
		return t.T("newsletter.fact.dropped", "Who", who, "Title", title)
	case models.MilestoneNew:
		return t.T("newsletter.fact.added", "Who", who, "Title", title, "Due", t.day(c.Milestone.Due))
	case models.LinkConfirmed:
		return t.link(c, m)
	}
	return ""
}

// missing tells that nothing was cleared for the period, and what was known
// last, with its age.
func (t teller) missing(m models.MeasureFacts, who string) string {
	if m.Last == nil {
		return t.T("newsletter.fact.never_reported", "Number", m.Number)
	}
	return t.T("newsletter.fact.not_reported", "Who", who, "Number", m.Number, "Months", t.Months(t.after.Period),
		"From", t.status(m.Last.Content.Status.Figure()), "Last", t.Months(m.Last.Period))
}

func (t teller) link(c models.Change, m models.MeasureFacts) string {
	for _, r := range t.after.Recommendations {
		if r.Ref != c.Recommendation {
			continue
		}
		for _, l := range r.Links {
			if l.Measure == c.MeasureKey {
				return t.T("newsletter.fact.link_"+string(l.Degree), "Number", m.Number, "Ref", r.Ref, "Body", r.Body)
			}
		}
	}
	return ""
}

// status is the word for a figure inside a sentence.
func (t teller) status(f models.Figure) string { return t.T("newsletter.status." + string(f)) }

// day writes 28. mai, with the year when it is not the newsletter's.
func (t teller) day(d models.Date) string {
	if d.Year() == t.after.Period.Year {
		return t.DayMonth(d)
	}
	return t.Date(d)
}

// days writes two days of a sentence «fra … til …»: the year stands once where
// both share it.
func (t teller) days(from, to models.Date) (string, string) {
	switch {
	case from.Year() != to.Year():
		return t.Date(from), t.Date(to)
	case from.Year() == t.after.Period.Year:
		return t.DayMonth(from), t.DayMonth(to)
	}
	return t.DayMonth(from), t.Date(to)
}

// quotable is a title fit to stand between quotation marks inside a sentence.
func quotable(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	title = strings.TrimRight(title, ".")
	return strings.NewReplacer(`"`, "'", "«", "'", "»", "'", "“", "'", "”", "'").Replace(title)
}

var spanOfDays = regexp.MustCompile(`(\d{1,2}\.)[–—](\d{1,2}\.)`)

// houseStyle writes a cleared text as the newsletter does: straight quotation
// marks, and spans of days with a hyphen (2.-6. juni). Everything else stays.
func houseStyle(text string) string {
	text = strings.NewReplacer("«", `"`, "»", `"`, "“", `"`, "”", `"`, "„", `"`).Replace(strings.TrimSpace(text))
	return spanOfDays.ReplaceAllString(text, "$1-$2")
}
