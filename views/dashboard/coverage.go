package dashboard

import (
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
	"tiltak/views/recommendations"
)

// coverageColumn is one figure of each level, and what the list is narrowed to
// by it.
type coverageColumn struct {
	heading     string
	name, value string
	count       func(LevelCoverage) int
}

func coverageColumns() []coverageColumn {
	return []coverageColumn{
		{"dashboard.coverage.confirmed", recommendations.ByCoverage, string(recommendations.Confirmed), func(l LevelCoverage) int { return l.Confirmed }},
		{"dashboard.coverage.proposed", recommendations.ByCoverage, string(recommendations.Proposed), func(l LevelCoverage) int { return l.Proposed }},
		{"dashboard.coverage.uncovered", recommendations.ByCoverage, string(recommendations.Uncovered), func(l LevelCoverage) int { return l.Uncovered }},
		{"dashboard.coverage.behind", recommendations.ByCoverage, string(recommendations.Behind), func(l LevelCoverage) int { return l.Behind }},
		{"dashboard.coverage.disagreed", recommendations.ByAssessment, recommendations.Disagreed, func(l LevelCoverage) int { return l.Disagreed }},
	}
}

// recommendationsAddress is the list narrowed to a level and one thing more.
func recommendationsAddress(f layout.Frame, s parts.Source, level models.Level, name, value string) string {
	filter := recommendations.Filter{Level: recommendations.LevelValue(level)}.Set(name, value)
	return s.Address(f, "/anbefalinger", filter.Pairs()...)
}

type followUpLine struct{ text, address string }

// followUp tells what is to be followed up, and where it is listed.
func followUp(f layout.Frame, in Board) []followUpLine {
	var lines []followUpLine
	messages := map[string]string{
		string(recommendations.Uncovered): "recommendation.gap.uncovered", string(recommendations.Behind): "recommendation.gap.behind",
		recommendations.Disagreed: "dashboard.coverage.disagreements",
	}
	for _, column := range coverageColumns() {
		count := 0
		for _, level := range in.Coverage {
			count += column.count(level)
		}
		if message, told := messages[column.value]; told && count > 0 {
			filter := recommendations.Filter{}.Set(column.name, column.value)
			lines = append(lines, followUpLine{f.T(message, "Count", count), in.Source.Address(f, "/anbefalinger", filter.Pairs()...)})
		}
	}
	return lines
}
