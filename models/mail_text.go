package models

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MailText is the text of a plan's mails of one kind, with placeholders in
// curly brackets.
type MailText struct {
	PlanID    int64    `gorm:"primaryKey"`
	Kind      MailKind `gorm:"primaryKey"`
	Subject   string
	Body      string
	UpdatedAt time.Time
	UpdatedBy *int64
}

// The placeholders of texts.
const (
	PlaceName         = "navn"
	PlaceQuarter      = "kvartal"
	PlaceDeadline     = "frist"
	PlaceWhen         = "når"
	PlaceList         = "liste"
	PlaceLink         = "lenke"
	PlaceInstructions = "instruks"
)

// Placeholders are those that a text of the kind may have. The list and the
// instructions stand on a line of their own in the body.
func (k MailKind) Placeholders() []string {
	if k.Newsletter() {
		return []string{PlaceName, PlaceQuarter, PlaceList, PlaceLink}
	}
	places := []string{PlaceName, PlaceQuarter, PlaceDeadline, PlaceWhen, PlaceList, PlaceLink}
	if k == MailOpening {
		places = append(places, PlaceInstructions)
	}
	return places
}

// Longest texts of a mail, in characters.
const (
	LongestMailSubject = 150
	LongestMailBody    = 4000
)

var placeholder = regexp.MustCompile(`\{[^{}\n]*\}`)

// ownLine tells whether a placeholder stands on a line of its own.
func ownLine(name string) bool { return name == PlaceList || name == PlaceInstructions }

// Check gives what is wrong with the text. Field names are those of the form.
func (t MailText) Check() error {
	var problems Problems
	subject := strings.TrimSpace(t.Subject)
	switch {
	case subject == "":
		problems.Add("subject", "reminders.problem.subject_missing")
	case utf8.RuneCountInString(subject) > LongestMailSubject:
		problems.Add("subject", "reminders.problem.too_long", "Length", utf8.RuneCountInString(subject), "Most", LongestMailSubject)
	case strings.ContainsFunc(subject, unicode.IsControl):
		problems.Add("subject", "reminders.problem.subject_lines")
	}
	if length := utf8.RuneCountInString(t.Body); length > LongestMailBody {
		problems.Add("body", "reminders.problem.too_long", "Length", length, "Most", LongestMailBody)
	}
	t.checkPlaces(&problems, "subject", subject)
	lists := 0
	for line := range strings.SplitSeq(t.Body, "\n") {
		line = strings.TrimSpace(line)
		if line == "{"+PlaceList+"}" {
			lists++
		}
		if name := strings.Trim(line, "{}"); ownLine(name) && line == "{"+name+"}" && slices.Contains(t.Kind.Placeholders(), name) {
			continue
		}
		t.checkPlaces(&problems, "body", line)
	}
	if lists != 1 {
		problems.Add("body", "reminders.problem.list_once", "Place", "{"+PlaceList+"}")
	}
	return problems.Err()
}

// checkPlaces notes unknown placeholders, those that need a line of their own,
// and brackets that belong to none.
func (t MailText) checkPlaces(problems *Problems, field, text string) {
	for _, found := range placeholder.FindAllString(text, -1) {
		name := strings.Trim(found, "{}")
		switch {
		case !slices.Contains(t.Kind.Placeholders(), name):
			problems.Add(field, "reminders.problem.unknown_place", "Place", found)
		case ownLine(name):
			problems.Add(field, "reminders.problem.own_line", "Place", found)
		}
	}
	if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
		problems.Add(field, "reminders.problem.loose_bracket")
	}
}

// FillPlaces puts values in place of the placeholders of a text. What is put in
// is not looked at again.
func FillPlaces(text string, value func(name string) string) string {
	return placeholder.ReplaceAllStringFunc(text, func(found string) string { return value(strings.Trim(found, "{}")) })
}
