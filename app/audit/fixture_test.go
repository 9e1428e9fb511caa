package audit_test

import (
	"fmt"

	"tiltak/app/editions"
	"tiltak/app/reporting/texts"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

func makeEdition(tx *store.Tx, round models.Round, reason string) error {
	if err := tx.Record(store.CommandLine(), "round.reopen", "round", round.ID, "", nil, nil); err != nil {
		return err
	}
	_, err := editions.Make(tx, store.CommandLine(), round, models.EditionErratum, reason)
	return err
}

func saveText(tx *store.Tx, situation servertest.Situation, text string) error {
	person := models.Person{
		UserID: situation.UserID, Username: "rapportor.aid", DisplayName: "Rapportør i AID",
		Standings: []models.Standing{{Role: models.Reporter, OrganisationCode: "AID"}},
	}
	_, err := texts.Keep(tx, texts.Subject{Kind: models.RevisionOfReport, ID: situation.DraftID, Person: person}, 1, text)
	return err
}

// movedEdition are the statements that make an edition stand for the quarter
// before its own, with the round it belongs to.
func movedEdition(w *servertest.World) []string {
	from, to := models.Quarter{Year: 2026, Number: 3}, models.Quarter{Year: 2026, Number: 2}
	if w.Store.Dialect() == store.SQLite {
		return []string{
			"PRAGMA foreign_keys = OFF",
			fmt.Sprintf("UPDATE editions SET period = %d WHERE period = %d", to.Index(), from.Index()),
		}
	}
	return []string{
		"DO $$ DECLARE name text; BEGIN FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'editions'::regclass AND contype = 'f' LOOP EXECUTE 'ALTER TABLE editions DROP CONSTRAINT ' || quote_ident(name); END LOOP; END $$",
		fmt.Sprintf("UPDATE editions SET period = %d WHERE period = %d", to.Index(), from.Index()),
	}
}
