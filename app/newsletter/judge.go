package newsletter

import (
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// judge tells, on each item of the desk, what its wording changes the meaning
// of, and what there is to show for it.
func judge(in *view.Desk, l Loaded) {
	known := l.Snapshot.KnownNames()
	all := func(items []view.Item) {
		for i := range items {
			items[i].Meaning = MeaningOf(items[i].IssueItem, known, l.Questions)
		}
	}
	all(in.Own)
	all(in.Upcoming)
	for _, area := range in.Areas {
		all(area.Own)
		for _, m := range area.Measures {
			all(m.Items)
		}
	}
}

// MeaningOf is what an item's wording changes the meaning of, with the reason
// and the questions that are about it.
func MeaningOf(item models.IssueItem, known models.KnownNames, asked []Asked) view.Meaning {
	m := view.Meaning{Marks: item.Marks(known), MayAsk: MayAsk(item)}
	m.Backed, m.Lapsed = item.Backed(known)
	questions := make([]models.IssueQuestion, len(asked))
	for i, q := range asked {
		questions[i] = q.IssueQuestion
		mine := q.ItemID == item.ID && q.WithdrawnAt == nil
		if !mine && (q.Answer == models.AnswerNone || q.MeasureKey != item.MeasureKey || q.SourceText != item.Proposed) {
			continue // somebody else's, or withdrawn
		}
		shown := questionOf(q)
		shown.Holds = q.Covers(item, known)
		m.Question = &shown // the newest is what counts
	}
	m.Settled = item.Settled(known, questions)
	return m
}

func questionOf(q Asked) view.Question {
	return view.Question{IssueQuestion: q.IssueQuestion, Ministry: q.Organisation, AskedBy: q.AskedByName, AnsweredBy: q.AnsweredByName}
}
