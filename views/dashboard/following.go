package dashboard

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiltak/models"
	"tiltak/views/comparison"
	"tiltak/views/layout"
)

// How many entries stand open; the rest is folded.
const (
	attentionShown = 6
	changesShown   = 8
)

// reasonSentence tells one reason for following up.
func reasonSentence(f layout.Frame, r Reason) string {
	args := []any{
		"Status", lower(f.Figure(r.Was)), "Quarter", "", "Milestone", r.Milestone, "Days", r.Days, "Count", r.Count,
	}
	if !r.WasIn.IsZero() {
		args[3] = f.Quarter(r.WasIn)
	}
	key := "dashboard.reason." + string(r.Kind)
	switch r.Kind {
	case IsOffTrack, IsNotReported:
		if r.Was == "" {
			key += "_first"
		}
	case MilestoneOverdue:
		args = append(args, "Count", r.Days) // the days decide between one and many
	case MovedOften:
		if r.Days <= 0 {
			key += "_back"
		}
	}
	return f.T(key, args...)
}

// reasonIcon and reasonClass give the shape and colour of the gravest reason.
func reasonIcon(a Attention) string { return layout.FigureIcon(reasonFigure(a)) }

func reasonClass(a Attention) string { return "st--" + string(reasonFigure(a)) }

func reasonFigure(a Attention) models.Figure {
	switch a.Reasons[0].Kind {
	case IsOffTrack:
		return models.FigureOffTrack
	case IsNotReported:
		return models.FigureNotReported
	}
	return models.FigureDelayed
}

// changeSentence tells one change in a sentence, with before and now.
func changeSentence(f layout.Frame, c models.Change) string {
	days := c.Milestone.Due.DaysSince(c.Was)
	args := []any{
		"From", lower(f.Figure(c.From)), "To", lower(f.Figure(c.To)), "Milestone", c.Milestone.Title,
		"Was", f.Date(c.Was), "Due", f.Date(c.Milestone.Due), "Reached", f.Date(c.Milestone.ReachedOn),
		"Reason", withoutStop(c.Milestone.Reason), "Count", max(days, -days),
		"Decision", c.Decided.Text, "Owner", c.Decided.Owner, "By", f.Date(c.Decided.Due),
	}
	key := "dashboard.change." + string(c.Kind)
	switch {
	case c.Kind == models.MilestoneShifted && days < 0:
		key += "_earlier"
	case c.Kind == models.ReportMissing && c.From == c.To:
		key += "_still"
	}
	text := f.T(key, args...)
	if c.Milestone.Reason != "" && (c.Kind == models.MilestoneShifted || c.Kind == models.MilestoneGone) {
		text += " " + f.T("dashboard.change.reason", args...)
	}
	return text
}

func lower(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// withoutStop takes away the full stop that the sentence round the text has.
func withoutStop(text string) string { return strings.TrimRight(strings.TrimSpace(text), ".") }

// covered tells how many of all recommendations a measure answers.
func covered(levels []LevelCoverage) (count, total int) {
	for _, level := range levels {
		count += level.Confirmed + level.Proposed
		total += level.Total()
	}
	return count, total
}

// recommendationCount is the line that says how many are covered.
func recommendationCount(f layout.Frame, levels []LevelCoverage) string {
	count, total := covered(levels)
	return f.T("dashboard.coverage.count", "Part", count, "Total", total)
}

// areaCounts are the counts of all areas, for a common legend.
func areaCounts(areas []AreaCard) []models.Counts {
	counts := make([]models.Counts, len(areas))
	for i, area := range areas {
		counts[i] = area.Counts
	}
	return counts
}

// anyWorking tells whether any measure has a title that is not confirmed.
func anyWorking(rows []HistoryRow) bool {
	for _, row := range rows {
		if !row.Measure.TitleConfirmed {
			return true
		}
	}
	return false
}

// recommendationSource names the evaluation: GRETA, 3. runde.
func recommendationSource(f layout.Frame, r models.RecommendationFacts) string {
	return f.T("recommendation.source", "Body", r.Body, "Round", r.Round)
}

// startShown is how many entries the start page has room for.
const startShown = 5

// wayOf names an entry of the navigation: nav.dashboard is dashboard.
func wayOf(entry layout.Entry) string { return strings.TrimPrefix(entry.Key, "nav.") }

// comparisonAddress is the whole comparison with the edition before.
func comparisonAddress(in Board) string {
	to := in.Source.Chosen
	if to == "" {
		to = comparison.Now
	}
	return comparison.Address(in.Changes.Since.String(), to)
}
