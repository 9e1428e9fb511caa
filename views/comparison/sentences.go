package comparison

import (
	"tiltak/app/language"
	"tiltak/models"
)

// SummaryLines tell in sentences how much differs.
func SummaryLines(p language.Printer, c models.Comparison) []string {
	var lines []string
	add := func(key string, count int, more ...any) {
		if count > 0 {
			lines = append(lines, p.T("comparison.summary."+key, append([]any{"Count", count}, more...)...))
		}
	}
	add("statuses", len(c.Statuses), "Worse", c.Worse())
	add("first", len(c.First))
	add("missing", newlyMissing(c))
	add("reached", c.MilestonesOf(models.MilestoneAttained))
	add("moved", c.MilestonesOf(models.MilestoneShifted))
	add("overdue", c.MilestonesOf(models.MilestoneLate))
	add("added_milestones", c.MilestonesOf(models.MilestoneNew))
	add("dropped", c.MilestonesOf(models.MilestoneGone))
	add("leads", leadChanges(c))
	add("catalogue", len(c.Catalogue)-leadChanges(c)+len(c.Added)+len(c.Removed))
	add("links", len(c.Links))
	add("recommended", len(c.Recommendations))
	add("decided", len(c.Decisions))
	add("texts", len(c.Texts))
	return lines
}

// newlyMissing is how many are not reported that were so before.
func newlyMissing(c models.Comparison) int {
	count := 0
	for _, d := range c.Missing {
		if d.From != d.To {
			count++
		}
	}
	return count
}

// MissingLine tells what was known of a measure that is not reported.
func MissingLine(p language.Printer, d models.Difference) string {
	if d.From == d.To {
		return p.T("comparison.missing_still")
	}
	return p.T("comparison.missing_line", "Status", p.Figure(d.From))
}

// FirstLine tells the status of a measure that is reported for the first time.
func FirstLine(p language.Printer, d models.Difference) string {
	return p.T("comparison.first_line", "Status", p.Figure(d.To))
}

func leadChanges(c models.Comparison) int {
	count := 0
	for _, d := range c.Catalogue {
		if d.Kind == models.LeadChanged {
			count++
		}
	}
	return count
}

// Direction tells whether a change of status asks for more attention.
func Direction(p language.Printer, d models.Difference) string {
	switch {
	case d.Worse():
		return p.T("comparison.direction.worse")
	case d.To != models.FigureDiscontinued && d.To.Severity() < d.From.Severity():
		return p.T("comparison.direction.better")
	}
	return p.T("comparison.direction.sideways")
}

// MilestoneWhat tells what became of a milestone, in a sentence with its dates.
func MilestoneWhat(p language.Printer, d models.Difference) string {
	m := d.Milestone
	text := p.T("comparison.milestone."+string(d.Kind),
		"Was", p.Date(d.Was), "Due", p.Date(m.Due), "Reached", p.Date(m.ReachedOn), "WasTitle", d.WasTitle)
	if m.Reason != "" && (d.Kind == models.MilestoneShifted || d.Kind == models.MilestoneGone) {
		text += " " + p.T("comparison.milestone.reason", "Reason", m.Reason)
	}
	return text
}

// MilestoneDays tells how far a milestone was moved; empty where it was not.
func MilestoneDays(p language.Printer, d models.Difference) string {
	switch days := d.Days(); {
	case d.Kind != models.MilestoneShifted:
		return ""
	case days < 0:
		return p.T("comparison.earlier", "Count", -days)
	default:
		return p.T("comparison.later", "Count", days)
	}
}

// CatalogueWhat tells which value of the catalogue differs, with both values.
func CatalogueWhat(p language.Printer, d models.CatalogueDifference) string {
	args := []any{"Code", d.Code, "Number", d.NowNumber, "WasNumber", d.WasNumber}
	switch d.Kind {
	case models.TitleSettled, models.RolesSettled:
		key := "comparison.catalogue." + string(d.Kind)
		if !d.NowSettled {
			key += "_undone"
		}
		return p.T(key)
	case models.TitleChanged:
		args = append(args, "Was", marked(p, d.Was, d.WasSettled), "Now", marked(p, d.Now, d.NowSettled))
	case models.ContributorsChanged, models.PartakersChanged:
		args = append(args, "Was", orNone(p, d.Was), "Now", orNone(p, d.Now))
	default:
		args = append(args, "Was", provisional(p, d.Was, d.WasSettled), "Now", provisional(p, d.Now, d.NowSettled))
	}
	return p.T("comparison.catalogue."+string(d.Kind), args...)
}

func orNone(p language.Printer, name models.Name) string {
	if name.NB == "" {
		return p.T("comparison.none")
	}
	return name.NB
}

func provisional(p language.Printer, name models.Name, settled bool) string {
	text := p.Name(name)
	if !settled {
		text += " (" + p.T("mark.provisional") + ")"
	}
	return text
}

// LinkWhat tells what became of a link.
func LinkWhat(p language.Printer, d models.LinkDifference) string {
	text := p.T("comparison.link."+string(d.Kind), "Was", degree(p, d.Was), "Now", degree(p, d.Now))
	if d.Kind == models.LinkAdded && !d.Now.Confirmed {
		text += " (" + p.T("mark.provisional") + ")"
	}
	return text
}

func degree(p language.Printer, l models.LinkFacts) string {
	if l.Degree == "" {
		return ""
	}
	return p.T("comparison.degree." + string(l.Degree))
}

// FieldName names a text of a report, or the ministry whose paragraph it is.
func FieldName(p language.Printer, d models.FieldDifference) string {
	if d.Organisation != "" {
		return p.T("comparison.field.contribution", "Code", d.Organisation)
	}
	return p.T("comparison.field." + d.Field)
}
