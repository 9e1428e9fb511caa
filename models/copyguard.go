package models

import "strings"

// ReportText is one of the texts of a report, as it is called in forms.
type ReportText string

// The texts of a report.
const (
	TextDone       ReportText = "done"
	TextNext       ReportText = "next"
	TextObstacles  ReportText = "obstacles"
	TextHelpNeeded ReportText = "help_needed"
	TextNewsletter ReportText = "newsletter_text"
)

// ReportTexts in the order of the form.
func ReportTexts() []ReportText {
	return []ReportText{TextDone, TextNext, TextNewsletter, TextObstacles, TextHelpNeeded}
}

// Publishable tells whether the text may be published.
func (t ReportText) Publishable() bool { return t != TextObstacles && t != TextHelpNeeded }

// Text gives one of the texts.
func (c ReportContent) Text(which ReportText) string {
	switch which {
	case TextDone:
		return c.Done
	case TextNext:
		return c.Next
	case TextObstacles:
		return c.Obstacles
	case TextHelpNeeded:
		return c.HelpNeeded
	case TextNewsletter:
		return c.NewsletterText
	}
	return ""
}

// EarlierReport is a cleared report of the same measure.
type EarlierReport struct {
	Period  Quarter
	Content ReportContent
}

// UnchangedText is a text that has stood unchanged.
type UnchangedText struct {
	Text   ReportText
	Since  Quarter // the earliest report of the unbroken run
	Rounds int     // reports that say it, the newest included: two or more
}

// SameWords tells whether two texts say the same but for white space.
func SameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// UnchangedTexts finds the texts that say, but for white space, what the
// measure's earlier cleared reports said, in one run back from the newest.
// earlier is newest first. Empty texts do not count.
func UnchangedTexts(now ReportContent, earlier []EarlierReport) []UnchangedText {
	var unchanged []UnchangedText
	for _, which := range ReportTexts() {
		text := now.Text(which)
		if strings.TrimSpace(text) == "" {
			continue
		}
		run := UnchangedText{Text: which, Rounds: 1}
		for _, report := range earlier {
			if !SameWords(text, report.Content.Text(which)) {
				break
			}
			run.Since = report.Period
			run.Rounds++
		}
		if run.Rounds > 1 {
			unchanged = append(unchanged, run)
		}
	}
	return unchanged
}
