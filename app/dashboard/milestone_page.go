package dashboard

import (
	"strconv"

	"tiltak/models"
	views "tiltak/views/milestones"
	"tiltak/views/parts"
)

// MilestonePageOf gives the milestones that a filter leaves, and for every value
// of every choice how many would be left.
func MilestonePageOf(s models.Snapshot, source parts.Source, filter views.Filter) views.Page {
	all := MilestonesOf(s)
	page := views.Page{Source: source, Filter: filter, Total: len(all), Events: s.Events, Milestones: leftBy(all, filter)}
	for _, row := range TimelineOf(s, page.Milestones) {
		if len(row.Milestones) > 0 {
			page.Rows = append(page.Rows, row)
		}
	}
	facet := func(name, value string, chosen bool) []views.Facet {
		count := len(leftBy(all, filter.Set(name, value)))
		if count == 0 && !chosen {
			return nil
		}
		return []views.Facet{{Value: value, Count: count}}
	}
	for _, condition := range parts.Conditions() {
		page.ByCondition = append(page.ByCondition, facet("tilstand", string(condition), filter.Condition == string(condition))...)
	}
	for _, year := range yearsOf(all) {
		page.ByYear = append(page.ByYear, facet("ar", year, filter.Year == year)...)
	}
	for _, lead := range s.Leads() {
		page.ByMinistry = append(page.ByMinistry, facet("dep", lead.Code, filter.Ministry == lead.Code)...)
	}
	return page
}

func leftBy(all []parts.Milestone, filter views.Filter) []parts.Milestone {
	var left []parts.Milestone
	for _, m := range all {
		switch {
		case filter.Year != "" && strconv.Itoa(m.On().Year()) != filter.Year,
			filter.Ministry != "" && m.Measure.Lead != filter.Ministry,
			filter.Condition != "" && string(m.Condition) != filter.Condition:
			continue
		}
		left = append(left, m)
	}
	return left
}

// yearsOf gives the years of milestones that come by date.
func yearsOf(all []parts.Milestone) []string {
	var years []string
	for _, m := range all {
		year := strconv.Itoa(m.On().Year())
		if len(years) == 0 || years[len(years)-1] != year {
			years = append(years, year)
		}
	}
	return years
}
