package reporting

import (
	"strings"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
)

// newsletterChanges compares the newsletter text with the last one, word by
// word; nothing where there is not a text on either side, or no change.
func newsletterChanges(in FormInput) []models.TextPart {
	before, now := in.Last.Content.NewsletterText, in.Content.NewsletterText
	if strings.TrimSpace(before) == "" || strings.TrimSpace(now) == "" || sameWords(before, now) {
		return nil
	}
	return models.TextChanges(before, now)
}

// unchangedFields are the texts for publication that say what the last report
// said. A report marked as unchanged says so itself.
func unchangedFields(in FormInput) []string {
	if in.Content.NoChange {
		return nil
	}
	var same []string
	for _, field := range []textFieldKind{textDone, textNext, textNewsletter} {
		if text := field.of(in.Content); strings.TrimSpace(text) != "" && sameWords(text, field.of(in.Last.Content)) {
			same = append(same, field.name)
		}
	}
	return same
}

func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
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
