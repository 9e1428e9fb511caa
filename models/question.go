package models

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// QuestionAnswer is what a ministry says to the newsletter's wording.
type QuestionAnswer string

// The answers. None: not answered.
const (
	AnswerNone QuestionAnswer = ""
	AnswerYes  QuestionAnswer = "yes"
	AnswerNo   QuestionAnswer = "no"
)

// IssueQuestion is KOM's question to a ministry about how its text is worded in
// the newsletter, with the texts as they stood when it was asked. It is answered
// or withdrawn once, and never changes after that.
type IssueQuestion struct {
	ID             int64
	IssueID        int64
	ItemID         int64
	ReportID       int64
	MeasureKey     string
	OrganisationID int64  // the ministry that leads the report
	SourceText     string // the ministry's text as the newsletter got it
	Wording        string // KOM's
	Links          List[Link]
	Language       Language
	AskedBy        int64
	AskedAt        time.Time
	Answer         QuestionAnswer
	Comment        string
	AnsweredBy     *int64
	AnsweredAt     *time.Time
	WithdrawnAt    *time.Time
}

// Open tells whether the question waits for an answer.
func (q IssueQuestion) Open() bool { return q.Answer == AnswerNone && q.WithdrawnAt == nil }

// MaxAnswer is the longest comment to an answer, in characters.
const MaxAnswer = 1000

// CheckAnswer gives what is wrong with an answer. Field names are those of the
// form.
func CheckAnswer(answer QuestionAnswer, comment string) error {
	var problems Problems
	if answer != AnswerYes && answer != AnswerNo {
		problems.Add("svar", "newsletter.question.problem.answer")
	}
	if answer == AnswerNo && strings.TrimSpace(comment) == "" {
		problems.Add("kommentar", "newsletter.question.problem.comment")
	}
	if length := utf8.RuneCountInString(comment); length > MaxAnswer {
		problems.Add("kommentar", "newsletter.question.problem.too_long", "Length", length, "Most", MaxAnswer)
	}
	return problems.Err()
}

// Marks tells what the editor's wording changes the meaning of. The editor's own
// paragraphs have nothing to be held against, and neither has what cannot be
// reworded.
func (i IssueItem) Marks(known KnownNames) []MeaningMark {
	if i.Kind == ItemOwn || i.Locked() || !i.Edited() {
		return nil
	}
	return MeaningMarks(i.Proposed, i.Text, known)
}

// Backed tells whether a reason holds, or has been given for another wording:
// it holds as long as the wording changes the same as when it was given.
func (i IssueItem) Backed(known KnownNames) (holds, lapsed bool) {
	if strings.TrimSpace(i.Reason) == "" {
		return false, false
	}
	holds = slices.Equal(MeaningMarks(i.ReasonSource, i.ReasonWording, known), i.Marks(known))
	return holds, !holds
}

// Covers tells whether what the question is about changes the same as the item
// does now, so that an answer to the one is an answer to the other.
func (q IssueQuestion) Covers(i IssueItem, known KnownNames) bool {
	return q.MeasureKey == i.MeasureKey && slices.Equal(MeaningMarks(q.SourceText, q.Wording, known), i.Marks(known))
}

// Settled tells whether an item may be frozen as it is worded: it changes no
// meaning, it has a reason that holds, or the ministry has said yes to it.
func (i IssueItem) Settled(known KnownNames, questions []IssueQuestion) bool {
	if len(i.Marks(known)) == 0 {
		return true
	}
	if holds, _ := i.Backed(known); holds {
		return true
	}
	answered := slices.DeleteFunc(slices.Clone(questions), func(q IssueQuestion) bool { return q.Answer == AnswerNone || !q.Covers(i, known) })
	if len(answered) == 0 {
		return false
	}
	newest := slices.MaxFunc(answered, func(a, b IssueQuestion) int { return a.AnsweredAt.Compare(*b.AnsweredAt) })
	return newest.Answer == AnswerYes
}

// KnownNames are the names of the organisations in a snapshot, each with its
// short form.
func (s Snapshot) KnownNames() KnownNames {
	var names KnownNames
	for _, o := range s.Organisations {
		forms := []string{o.Code}
		for _, name := range []string{o.Name.NB, o.Name.NN, o.Name.EN} {
			if name != "" && !slices.Contains(forms, name) {
				forms = append(forms, name)
			}
		}
		names = append(names, forms)
	}
	return names
}
