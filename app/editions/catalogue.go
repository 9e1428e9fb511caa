package editions

import (
	"context"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// planState is a plan and its newest kept catalogue; no hash: none is kept.
type planState struct {
	PlanID int64
	Code   string
	Hash   string
}

func planStateColumns(p *planState) []any { return []any{&p.PlanID, &p.Code, &p.Hash} }

func organisationColumns(o *models.OrganisationFacts) []any {
	return []any{&o.ID, &o.Code, &o.Kind, &o.Parent, &o.Name.NB, &o.Name.NN, &o.Name.EN, &o.Confirmed}
}

// KeepCatalogue writes how the catalogue of every plan now stands, where that is
// not as it stood before, inside the transaction that changes it and after the
// change. Catalogues change one at a time, so that each state holds those before
// it.
func KeepCatalogue(tx *store.Tx) error {
	if _, err := tx.LockHead(); err != nil {
		return err
	}
	today := models.DateOf(tx.Now(), language.Oslo)
	plans, err := scan(fresh(tx), "read the kept catalogues", planStateColumns, newestStatesQuery)
	if err != nil {
		return err
	}
	for _, plan := range plans {
		payload, err := catalogueNow(tx, plan.PlanID, today)
		if err != nil {
			return err
		}
		state := models.CatalogueState{PlanID: plan.PlanID, At: tx.Now(), Payload: payload, Hash: models.HashText(payload)}
		if state.Hash == plan.Hash {
			continue
		}
		if err := fresh(tx).Create(&state).Error; err != nil {
			return store.TranslateError(err, "keep the catalogue")
		}
	}
	return nil
}

func catalogueNow(tx *store.Tx, planID int64, today models.Date) (string, error) {
	rows, err := queryCatalogue(fresh(tx), planID, upTo(noLimit, today))
	if err != nil {
		return "", err
	}
	s := assembleCatalogue(rows)
	if s.Organisations, err = scan(fresh(tx), "read the organisations", organisationColumns, organisationsQuery); err != nil {
		return "", err
	}
	recommendations, err := queryRecommendations(fresh(tx), planID)
	if err != nil {
		return "", err
	}
	if err := addRecommendations(&s, recommendations); err != nil {
		return "", err
	}
	if s.Events, err = queryEvents(fresh(tx), planID); err != nil {
		return "", err
	}
	return s.CatalogueAlone().Encode()
}

// BeginCatalogue keeps the catalogues of a database from before they were kept.
// Where every plan has its state, it does nothing.
func BeginCatalogue(ctx context.Context, s *store.Store) error {
	plans, err := scan(s.Read(ctx), "read the kept catalogues", planStateColumns, newestStatesQuery)
	if err != nil {
		return err
	}
	for _, plan := range plans {
		if plan.Hash != "" {
			continue
		}
		return s.Write(ctx, func(tx *store.Tx) error {
			tx.Quiet()
			if err := KeepCatalogue(tx); err != nil {
				return err
			}
			return tx.Record(store.CommandLine(), "catalogue.begin", "plan", plan.PlanID, plan.Code, nil, nil)
		})
	}
	return nil
}

// catalogue gives the catalogue of a window with who is involved in each
// measure. whole tells that it has recommendations and events too: that of a day
// is read as it was kept, that of now from its tables. It costs one query, two
// of a day.
func (r *Reader) catalogue(ctx context.Context, planID int64, w window) (s models.Snapshot, whole bool, err error) {
	rows, err := queryCatalogue(r.store.Read(ctx), planID, w)
	if err != nil {
		return s, false, err
	}
	s = assembleCatalogue(rows)
	if !w.past {
		return s, false, nil
	}
	kept, err := scan(r.store.Read(ctx), "read the catalogue of a day", func(c *models.CatalogueState) []any {
		return []any{&c.Hash, &c.Payload}
	}, stateQuery, w.named(map[string]any{"plan": planID}))
	if err != nil || len(kept) == 0 {
		return s, false, err
	}
	then, err := r.decoded.decode(kept[0].Hash, kept[0].Payload)
	if err != nil {
		return s, false, err
	}
	return s.WithCatalogue(*then), true, nil
}
