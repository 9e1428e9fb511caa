package recommendations

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiltak/app/editions"
	"tiltak/app/recommendations/history"
	"tiltak/app/store"
	"tiltak/models"
)

// Links keeps which measures answer which recommendations.
type Links struct {
	store *store.Store
}

// NewLinks makes the links of a store.
func NewLinks(s *store.Store) *Links { return &Links{store: s} }

// Answer is what the coordinator says of a link.
type Answer struct {
	Degree   models.Degree
	Note     string
	Proposed bool   // not confirmed: it is kept as a proposal
	Reason   string // why it is changed; needed where a confirmed link becomes a proposal
	Seen     string // the mark of the link as it was seen; empty: whatever it was
}

// check gives every rule that the answer breaks. Field names are those of the
// form.
func (a Answer) check() error {
	var problems models.Problems
	if a.Degree != models.Full && a.Degree != models.Partial {
		problems.Add("grad", "recommendation.problem.degree_missing")
	}
	if length := utf8.RuneCountInString(a.Note); length > models.MaxReason {
		problems.Add("merknad", "recommendation.problem.note_too_long", "Length", length, "Most", models.MaxReason)
	} else if strings.ContainsFunc(a.Note, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
		problems.Add("merknad", "recommendation.problem.note_control")
	}
	if length := utf8.RuneCountInString(a.Reason); length > models.MaxReason {
		problems.Add("grunn", "recommendation.problem.reason_too_long", "Length", length, "Most", models.MaxReason)
	}
	return problems.Err()
}

// of is the link as the answer says it is.
func (a Answer) of(link models.RecommendationLink) models.RecommendationLink {
	link.Degree, link.Note, link.Confirmed = a.Degree, a.Note, !a.Proposed
	return link
}

// trace is what the trail tells of a link.
type trace struct {
	Recommendation string        `json:"recommendation"`
	Measure        string        `json:"measure"`
	Degree         models.Degree `json:"degree"`
	Note           string        `json:"note,omitempty"`
	Confirmed      bool          `json:"confirmed"`
}

func traceOf(ref string, to ends, link models.RecommendationLink) trace {
	return trace{ref, to.Key, link.Degree, link.Note, link.Confirmed}
}

// Save says that a measure answers a recommendation, for certain or as a
// proposal: it adds the link, or changes the one there is. What changes nothing
// is no change. Only who keeps the catalogue may.
func (l *Links) Save(ctx context.Context, person models.Person, planID int64, ref string, number int, answer Answer) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	answer.Note = strings.TrimSpace(strings.ReplaceAll(answer.Note, "\r\n", "\n"))
	answer.Reason = strings.TrimSpace(answer.Reason)
	if err := answer.check(); err != nil {
		return err
	}
	actor := store.ActorOf(person)
	return l.store.Write(ctx, func(tx *store.Tx) error {
		ends, link, err := find(tx, planID, ref, number)
		if err != nil {
			return err
		}
		if err := unchanged(link, answer.Seen); err != nil {
			return err
		}
		after := models.RecommendationLink{RecommendationID: ends.RecommendationID, MeasureID: ends.MeasureID}
		action, before := "link.add", any(nil)
		if link != nil {
			after, action, before = *link, actionOf(answer), traceOf(ref, ends, *link)
			if link.Confirmed && answer.Proposed && answer.Reason == "" {
				var problems models.Problems
				problems.Add("grunn", "recommendation.problem.reason_missing")
				return problems.Err()
			}
		}
		after = answer.of(after)
		if err := tx.Save(&after).Error; err != nil {
			return err
		}
		if err := history.Keep(tx, actor, link, &after, answer.Reason); err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(actor, action, "link", after.ID, ends.PlanCode, before, traceOf(ref, ends, after))
	})
}

// unchanged is a conflict where a link is not as it was seen.
func unchanged(link *models.RecommendationLink, seen string) error {
	if seen != "" && seen != link.Mark() {
		return models.NewError(models.KindConflict, "recommendation.problem.changed_since")
	}
	return nil
}

func actionOf(answer Answer) string {
	if answer.Proposed {
		return "link.propose"
	}
	return "link.confirm"
}

// Remove takes a link away; reason may be empty, and seen is as in an [Answer]. A
// link that is not there is a not-found error.
func (l *Links) Remove(ctx context.Context, person models.Person, planID int64, ref string, number int, reason, seen string) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	reason = strings.TrimSpace(reason)
	if length := utf8.RuneCountInString(reason); length > models.MaxReason {
		var problems models.Problems
		problems.Add("grunn", "recommendation.problem.reason_too_long", "Length", length, "Most", models.MaxReason)
		return problems.Err()
	}
	actor := store.ActorOf(person)
	return l.store.Write(ctx, func(tx *store.Tx) error {
		ends, link, err := find(tx, planID, ref, number)
		if err != nil {
			return err
		}
		if link == nil {
			return models.NotFound()
		}
		if err := unchanged(link, seen); err != nil {
			return err
		}
		if err := tx.Delete(link).Error; err != nil {
			return err
		}
		if err := history.Keep(tx, actor, link, nil, reason); err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(actor, "link.remove", "link", link.ID, ends.PlanCode, traceOf(ref, ends, *link), nil)
	})
}
