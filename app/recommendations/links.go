package recommendations

import (
	"context"
	"strings"
	"unicode/utf8"

	"tiltak/app/editions"
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
	Degree models.Degree
	Note   string
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
	}
	return problems.Err()
}

// trace is what the trail tells of a link.
type trace struct {
	Recommendation string        `json:"recommendation"`
	Measure        string        `json:"measure"`
	Degree         models.Degree `json:"degree"`
	Note           string        `json:"note,omitempty"`
	Confirmed      bool          `json:"confirmed"`
}

// Confirm says that a measure answers a recommendation: it adds the link, or
// confirms and changes the one there is. Only who keeps the catalogue may.
func (l *Links) Confirm(ctx context.Context, person models.Person, planID int64, ref string, number int, answer Answer) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	answer.Note = strings.TrimSpace(answer.Note)
	if err := answer.check(); err != nil {
		return err
	}
	return l.store.Write(ctx, func(tx *store.Tx) error {
		ends, link, err := find(tx, planID, ref, number)
		if err != nil {
			return err
		}
		after := trace{ref, ends.Key, answer.Degree, answer.Note, true}
		if link == nil {
			link = &models.RecommendationLink{RecommendationID: ends.RecommendationID, MeasureID: ends.MeasureID, Degree: answer.Degree, Note: answer.Note, Confirmed: true}
			if err := tx.Create(link).Error; err != nil {
				return err
			}
			if err := editions.KeepCatalogue(tx); err != nil {
				return err
			}
			return tx.Record(store.ActorOf(person), "link.add", "link", link.ID, ends.PlanCode, nil, after)
		}
		before := trace{ref, ends.Key, link.Degree, link.Note, link.Confirmed}
		link.Degree, link.Note, link.Confirmed = answer.Degree, answer.Note, true
		if err := tx.Save(link).Error; err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "link.confirm", "link", link.ID, ends.PlanCode, before, after)
	})
}

// Remove takes a link away. A link that is not there is a not-found error.
func (l *Links) Remove(ctx context.Context, person models.Person, planID int64, ref string, number int) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	return l.store.Write(ctx, func(tx *store.Tx) error {
		ends, link, err := find(tx, planID, ref, number)
		if err != nil {
			return err
		}
		if link == nil {
			return models.NotFound()
		}
		if err := tx.Delete(link).Error; err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "link.remove", "link", link.ID, ends.PlanCode, trace{ref, ends.Key, link.Degree, link.Note, link.Confirmed}, nil)
	})
}
