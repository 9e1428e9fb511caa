package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest names taken, in characters.
const (
	LongestUsername    = 60
	LongestDisplayName = 100
	LongestTokenName   = 60
)

// NormalUsername gives a username as it is stored: names differ by more than
// capitals and spaces round them.
func NormalUsername(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// CheckUsername notes what is wrong with a username. Letters a to z, digits and
// . - _ are enough for anybody, and cannot be mistaken for one another.
func (p *Problems) CheckUsername(field, username string) {
	switch {
	case username == "":
		p.Add(field, "account.problem.username_missing")
	case len(username) > LongestUsername, strings.ContainsFunc(username, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '-' && r != '_'
	}):
		p.Add(field, "account.problem.username", "Most", LongestUsername)
	}
}

// CheckDisplayName notes what is wrong with the name a person is shown by.
func (p *Problems) CheckDisplayName(field, name string) { p.checkLine(field, name, LongestDisplayName) }

// CheckTokenName notes what is wrong with the name of a token.
func (p *Problems) CheckTokenName(field, name string) { p.checkLine(field, name, LongestTokenName) }

func (p *Problems) checkLine(field, text string, longest int) {
	switch {
	case strings.TrimSpace(text) == "":
		p.Add(field, "account.problem.name_missing")
	case utf8.RuneCountInString(text) > longest:
		p.Add(field, "account.problem.name_long", "Most", longest)
	case strings.ContainsFunc(text, unicode.IsControl):
		p.Add(field, "account.problem.name_control")
	}
}

// MayLoseAdministrator is the rule that somebody must be left who can manage
// users. before and after count the administrators who can log in.
func MayLoseAdministrator(before, after int) error {
	if before > 0 && after == 0 {
		return NewError(KindState, "account.problem.last_administrator")
	}
	return nil
}
