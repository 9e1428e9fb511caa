package editions_test

import (
	"testing"

	"tiltak/app/editions"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

var today = models.NewDate(2026, 11, 23)

func TestAPlanThatIsNotThereHasNothingToShow(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		reader := editions.NewReader(s)
		snapshot, previous, err := reader.Live(t.Context(), 1, today, editions.LiveOptions{IncludeOpenRound: true, Complete: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(snapshot.Measures) != 0 || previous != nil {
			t.Errorf("an empty database shows %d measures", len(snapshot.Measures))
		}
		_, err = reader.Load(t.Context(), 1, models.EditionRef{Period: models.Quarter{Year: 2026, Number: 3}}, false)
		if !models.IsKind(err, models.KindNotFound) {
			t.Errorf("an edition that does not exist: %v", err)
		}
		if _, err := reader.List(t.Context(), 1, 0, 12); err != nil {
			t.Error(err)
		}
	})
}
