package newsletter

import (
	"strconv"
	"time"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
)

// Meaning is what an item's wording changes the meaning of, and what there is to
// show for it.
type Meaning struct {
	Marks    []models.MeaningMark
	Backed   bool // there is a reason for this wording
	Lapsed   bool // there is a reason, for another wording
	Settled  bool // it may be frozen as it is
	MayAsk   bool // there is a ministry to ask
	Question *Question
}

// Question is KOM's question about an item, with names.
type Question struct {
	models.IssueQuestion
	Ministry   string
	AskedBy    string
	AnsweredBy string
	Holds      bool // it is about what the wording changes now
}

// Path is the address of the chain of an item.
func Path(period models.Quarter, itemID int64) string {
	return "/nyhetsbrev/" + period.String() + "/punkt/" + strconv.FormatInt(itemID, 10)
}

// period is the quarter of an item's newsletter.
func (i Item) period() models.Quarter { return i.Source.Edition.Period }

// chained tells whether the desk leads to the item's chain: a ministry's text,
// and a sentence that the editor has worded.
func (i Item) chained() bool {
	return !i.period().IsZero() && (i.Kind == models.ItemText || i.Kind != models.ItemOwn && i.Edited())
}

// MarkWords says what a mark is about: Datoen 28. mai er tatt ut.
func MarkWords(f layout.Frame, m models.MeaningMark) string {
	what := "changed"
	switch "" {
	case m.Was:
		what = "added"
	case m.Now:
		what = "removed"
	}
	return f.T("newsletter.meaning."+string(m.Kind)+"."+what, "Was", m.Was, "Now", m.Now)
}

// questionState says where a question stands: spurt, ok, nei.
func questionState(f layout.Frame, q Question) string {
	switch {
	case q.WithdrawnAt != nil:
		return f.T("newsletter.question.state.withdrawn", "Ministry", q.Ministry, "Date", day(f, q.AskedAt))
	case q.Answer == models.AnswerYes:
		return f.T("newsletter.question.state.yes", "Ministry", q.Ministry, "Date", day(f, *q.AnsweredAt))
	case q.Answer == models.AnswerNo:
		return f.T("newsletter.question.state.no", "Ministry", q.Ministry, "Date", day(f, *q.AnsweredAt))
	}
	return f.T("newsletter.question.state.open", "Ministry", q.Ministry, "Date", day(f, q.AskedAt))
}

func day(f layout.Frame, at time.Time) string { return f.DayMonth(models.DateOf(at, language.Oslo)) }
