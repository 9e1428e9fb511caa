package models

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ReturnSection is a part of a report that a return is about, called as in the
// form.
type ReturnSection string

// The sections that a report can be sent back for.
const (
	SectionStatus     ReturnSection = "status"
	SectionMilestones ReturnSection = "milestones"
	SectionLinks      ReturnSection = "links"
	SectionPart       ReturnSection = "contributions"
)

// ReturnSections in the order of the form: the texts among the rest.
func ReturnSections() []ReturnSection {
	return []ReturnSection{
		SectionStatus, ReturnSection(TextDone), ReturnSection(TextNext), SectionMilestones, ReturnSection(TextNewsletter), SectionLinks,
		ReturnSection(TextObstacles), ReturnSection(TextHelpNeeded), SectionPart,
	}
}

// Valid tells whether the section is one of them.
func (s ReturnSection) Valid() bool { return slices.Contains(ReturnSections(), s) }

// SectionComment is what the coordinator says of one section.
type SectionComment struct {
	Section ReturnSection `json:"section"`
	Comment string        `json:"comment"`
}

// CheckReturn gives every reason why a report cannot be sent back with these
// comments: there must be one comment at least, and none may be too long.
// Field names are those of the form.
func CheckReturn(comment string, sections []SectionComment) error {
	var problems Problems
	if strings.TrimSpace(comment) == "" && len(sections) == 0 {
		problems.Add("comment", "rounds.problem.comment_missing")
	}
	if length := utf8.RuneCountInString(comment); length > MaxComment {
		problems.Add("comment", "rounds.problem.text_too_long", "Length", length, "Most", MaxComment)
	}
	for _, s := range sections {
		if length := utf8.RuneCountInString(s.Comment); length > MaxComment {
			problems.Add("comment_"+string(s.Section), "rounds.problem.text_too_long", "Length", length, "Most", MaxComment)
		}
	}
	return problems.Err()
}
