package recommendations

import (
	"context"

	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/models"
)

// Lineages keeps which recommendations raise the same point again.
type Lineages struct {
	store *store.Store
}

// NewLineages makes the lineages of a store.
func NewLineages(s *store.Store) *Lineages { return &Lineages{store: s} }

// lineageTrace is what the trail tells of a line.
type lineageTrace struct {
	Earlier   string `json:"earlier"`
	Later     string `json:"later"`
	Confirmed bool   `json:"confirmed"`
}

// Confirm says that a recommendation continues an earlier one: it draws the
// line, or confirms the one there is. Only who keeps the catalogue may. add
// tells that there need not be a line; without it, one that is missing is a
// not-found error.
func (l *Lineages) Confirm(ctx context.Context, person models.Person, planCode, later, earlier string, add bool) error {
	return l.change(ctx, person, later, earlier, func(tx *store.Tx, actor store.Actor, pair linePair) error {
		if pair.Line == nil {
			if !add {
				return models.NotFound()
			}
			held, err := linesHeld(tx)
			if err != nil {
				return err
			}
			if err := models.CheckLineage(pair.Earlier, pair.Later, held); err != nil {
				return err
			}
		}
		line := models.Lineage{EarlierID: pair.Earlier.ID, LaterID: pair.Later.ID}
		action, before := "lineage.add", any(nil)
		if pair.Line != nil {
			line, action, before = *pair.Line, "lineage.confirm", lineageTrace{earlier, later, pair.Line.Confirmed}
		}
		line.Confirmed = true
		if err := saveLine(tx, &line); err != nil {
			return err
		}
		return tx.Record(actor, action, "lineage", line.ID, planCode, before, lineageTrace{earlier, later, true})
	})
}

// Remove takes a line away. One that is not there is a not-found error.
func (l *Lineages) Remove(ctx context.Context, person models.Person, planCode, later, earlier string) error {
	return l.change(ctx, person, later, earlier, func(tx *store.Tx, actor store.Actor, pair linePair) error {
		if pair.Line == nil {
			return models.NotFound()
		}
		if err := removeLine(tx, pair.Line); err != nil {
			return err
		}
		return tx.Record(actor, "lineage.remove", "lineage", pair.Line.ID, planCode, lineageTrace{earlier, later, pair.Line.Confirmed}, nil)
	})
}

// change finds the two recommendations and keeps the catalogue as it is after
// do. Lines change one at a time, so that two together make no circle.
func (l *Lineages) change(ctx context.Context, person models.Person, later, earlier string, do func(*store.Tx, store.Actor, linePair) error) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	return l.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.LockHead(); err != nil {
			return err
		}
		pair, err := findPair(tx, earlier, later)
		if err != nil {
			return err
		}
		if err := do(tx, store.ActorOf(person), pair); err != nil {
			return err
		}
		return editions.KeepCatalogue(tx)
	})
}
