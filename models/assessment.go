package models

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Verdict is how far a recommendation has been met.
type Verdict string

// The verdicts.
const (
	NotMet      Verdict = "not"
	PartlyMet   Verdict = "partly"
	Implemented Verdict = "implemented"
)

// Verdicts from nothing to everything.
func Verdicts() []Verdict { return []Verdict{NotMet, PartlyMet, Implemented} }

// AssessmentSide is from which side a recommendation is assessed. Sides stand
// beside one another and are never merged.
type AssessmentSide string

// The sides.
const (
	OwnSide         AssessmentSide = "own"         // Norway's, written and cleared by the coordinator
	BodySide        AssessmentSide = "body"        // that of the body which gave the recommendation
	IndependentSide AssessmentSide = "independent" // that of an organisation which answers to no ministry
)

// SameVoice tells whether what is written from one side, for two organisations,
// comes one after another or stands beside each other: there is one assessment of
// our own, whichever ministry coordinates, and one of the body's.
func (s AssessmentSide) SameVoice(one, other string) bool {
	return s != IndependentSide || one == other
}

// Assessment is how far a recommendation had been met on a day, as somebody saw
// it. It is never changed: a later one comes beside it, or it is withdrawn.
type Assessment struct {
	ID               int64
	RecommendationID int64
	Side             AssessmentSide
	OrganisationID   *int64 // who assesses; nil: the body itself
	Verdict          Verdict
	Grounds          string
	SourceURL        string
	AssessedOn       Date
	WrittenBy        int64
	WrittenAt        time.Time
	ClearedBy        *int64 // nil: a draft of our own
	ClearedAt        *time.Time
	WithdrawnBy      *int64
	WithdrawnAt      *time.Time
	WithdrawnBecause string
}

// Draft tells whether it waits to be cleared.
func (a Assessment) Draft() bool { return a.ClearedAt == nil && a.WithdrawnAt == nil }

// ReplacedAssessment is the reason for withdrawing a draft in whose place another
// came.
const ReplacedAssessment = "replaced"

// MaxGrounds is the most characters of an assessment's grounds.
const MaxGrounds = 2000

// AssessmentText is what is said in an assessment.
type AssessmentText struct {
	Verdict    Verdict
	Grounds    string
	SourceURL  string
	AssessedOn Date
}

// Normal gives the text as it is stored: without spaces around it, lines ending
// in one way.
func (t AssessmentText) Normal() AssessmentText {
	t.Grounds = strings.TrimSpace(strings.ReplaceAll(t.Grounds, "\r\n", "\n"))
	t.SourceURL = strings.TrimSpace(t.SourceURL)
	return t
}

// Check gives every rule that a normal text breaks. Field names are those of the
// form.
func (t AssessmentText) Check(today Date) error {
	var problems Problems
	if t.Verdict != NotMet && t.Verdict != PartlyMet && t.Verdict != Implemented {
		problems.Add("vurdering", "assessment.problem.verdict_missing")
	}
	switch length := utf8.RuneCountInString(t.Grounds); {
	case length == 0:
		problems.Add("grunnlag", "assessment.problem.grounds_missing")
	case length > MaxGrounds:
		problems.Add("grunnlag", "assessment.problem.grounds_long", "Length", length, "Most", MaxGrounds)
	case strings.ContainsFunc(t.Grounds, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }):
		problems.Add("grunnlag", "assessment.problem.grounds_control")
	}
	if t.SourceURL != "" && !ValidWebAddress(t.SourceURL) {
		problems.Add("kilde", "assessment.problem.source")
	}
	switch {
	case t.AssessedOn.IsZero():
		problems.Add("dato", "assessment.problem.day_missing")
	case today.Before(t.AssessedOn):
		problems.Add("dato", "assessment.problem.day_to_come")
	}
	return problems.Err()
}

// AssessesFor gives the organisations whose assessment the person may write:
// those for which the person is assessor, and which answer to no ministry.
func (p Person) AssessesFor() []Standing {
	var list []Standing
	for _, s := range p.Standings {
		if s.Role == Assessor && s.Independent() {
			list = append(list, s)
		}
	}
	return list
}

// Independent tells whether the organisation answers to no ministry, and is none.
func (s Standing) Independent() bool { return independent(s.Kind, s.ParentID) }

// Independent tells whether the organisation answers to no other, and is no
// ministry.
func (o Organisation) Independent() bool { return independent(o.Kind, o.ParentID) }

func independent(kind OrganisationKind, parent *int64) bool { return kind != Ministry && parent == nil }

// MayClearAssessment tells whether the person may clear an assessment of our
// own, and whether that would be an exception because the person wrote it.
func (p Person) MayClearAssessment(a Assessment) (allowed, exception bool) {
	if !p.May(KeepCatalogue) {
		return false, false
	}
	return true, a.WrittenBy == p.UserID
}
