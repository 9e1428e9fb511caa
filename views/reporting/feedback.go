package reporting

import (
	"strings"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
)

// newsletterChanges compares the newsletter text with the last one, word by
// word; nothing where there is not a text on either side, or no change.
func newsletterChanges(in FormInput) []models.TextPart {
	before, now := in.Last.Content.NewsletterText, in.Content.NewsletterText
	if strings.TrimSpace(before) == "" || strings.TrimSpace(now) == "" || models.SameWords(before, now) {
		return nil
	}
	return models.TextChanges(before, now)
}

// unchangedFields are the texts for publication that say what the reports
// before said. A report marked as unchanged says so itself.
func unchangedFields(in FormInput) []models.UnchangedText {
	if in.Content.NoChange {
		return nil
	}
	var same []models.UnchangedText
	for _, u := range models.UnchangedTexts(in.Content, in.Earlier) {
		if u.Text.Publishable() {
			same = append(same, u)
		}
	}
	return same
}

// unchanged tells whether one text of the report says what the reports before
// said.
func unchanged(in FormInput, name string) (models.UnchangedText, bool) {
	return parts.UnchangedIn(models.UnchangedTexts(in.Content, in.Earlier), name)
}

func nothingToSay(advice language.PlainAdvice) bool {
	return advice.Characters <= AdvisedNewsletterText && advice.Readability == "" && len(advice.Long)+len(advice.Phrases) == 0
}

// savedText is the line that tells when the draft was saved.
func savedText(f layout.Frame, in FormInput) string {
	if in.SavedAt == nil {
		return f.T("reporting.not_saved")
	}
	return savedLine(f, in)
}

func shortSaved(f layout.Frame, in FormInput) string {
	if in.SavedAt == nil {
		return ""
	}
	return f.T("reporting.saved_short", "Time", savedTime(f, *in.SavedAt))
}

func contributionShort(f layout.Frame, in ContributionInput) string {
	if in.SavedAt == nil {
		return ""
	}
	return f.T("reporting.saved_short", "Time", savedTime(f, *in.SavedAt))
}
