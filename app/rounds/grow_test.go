package rounds_test

import (
	"fmt"
	"testing"

	"tiltak/app/rounds"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

func openInput(period models.Quarter) rounds.OpenInput {
	return rounds.OpenInput{Period: period, OpensOn: models.DefaultOpening(period), Deadline: models.DefaultDeadline(period, models.IsNorwegianHoliday)}
}

// change writes to the catalogue of a world.
func change(t testing.TB, w *servertest.World, do func(tx *store.Tx) error) {
	t.Helper()
	err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "catalogue.import", "plan", 1, "", nil, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// keep leaves only the first measures of the plan.
func keep(t testing.TB, w *servertest.World, measures int) {
	t.Helper()
	// What is kept of links holds their measures; a plan of the test's size never had them.
	forget := "DROP TRIGGER link_histories_no_delete"
	if w.Store.Dialect() == store.PostgreSQL {
		forget = "ALTER TABLE link_histories DISABLE TRIGGER USER"
	}
	change(t, w, func(tx *store.Tx) error {
		if err := tx.Exec(forget).Error; err != nil {
			return err
		}
		for _, table := range []string{"measure_roles", "recommendation_links", "link_histories"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE measure_id IN (SELECT id FROM measures WHERE number > ?)", measures).Error; err != nil {
				return err
			}
		}
		return tx.Exec("DELETE FROM measures WHERE number > ?", measures).Error
	})
}

// grow adds measures and ministries until there are so many of each.
func grow(t testing.TB, w *servertest.World, measures, ministries int) {
	t.Helper()
	change(t, w, func(tx *store.Tx) error {
		var first models.Measure
		if err := tx.Order("number").Take(&first).Error; err != nil {
			return err
		}
		var ids []int64
		for i := range ministries {
			organisation := models.Organisation{Code: fmt.Sprintf("D%02d", i), Kind: models.Ministry, Name: models.Name{NB: fmt.Sprintf("Departement %d", i)}}
			if err := tx.Create(&organisation).Error; err != nil {
				return err
			}
			ids = append(ids, organisation.ID)
		}
		for number := 6; number <= measures; number++ {
			measure := models.Measure{PlanID: first.PlanID, AreaID: first.AreaID, Key: fmt.Sprintf("vokst-%d", number), Number: number, Title: models.Name{NB: fmt.Sprintf("Tiltak nummer %d", number)}}
			if err := tx.Create(&measure).Error; err != nil {
				return err
			}
			roles := []models.MeasureRole{
				{MeasureID: measure.ID, OrganisationID: ids[number%ministries], Involvement: models.Lead, FromDate: models.NewDate(2025, 1, 1)},
				{MeasureID: measure.ID, OrganisationID: ids[(number+1)%ministries], Involvement: models.Contributing, FromDate: models.NewDate(2025, 1, 1)},
			}
			if err := tx.Create(&roles).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
