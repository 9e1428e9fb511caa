package reporting_test

import (
	"testing"

	"tiltak/app/reporting/readings"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

func TestReadingCostsTheSameForOneReportAndForThirty(t *testing.T) {
	cost := func(t *testing.T, measures int) (owed, form int64) {
		m := open(t, storetest.Open(t, storetest.SQLiteAddress(t), start), measures)
		reader := readings.NewReader(m.store)
		ctx, queries := store.CountQueries(t.Context())
		in, err := reader.Owed(ctx, m.jd, m.plan.ID)
		if err != nil || len(in.Reports) != measures {
			t.Fatalf("owes %d reports, %v", len(in.Reports), err)
		}
		owed = queries.Load()
		shown, err := reader.Form(ctx, m.jd, m.plan.ID, m.reports[0].ID)
		if err != nil || len(shown.Steps) != measures || len(shown.Contributions) != 1 {
			t.Fatalf("shows %d steps, %v", len(shown.Steps), err)
		}
		return owed, queries.Load() - owed
	}
	owedOne, formOne := cost(t, 1)
	owedMany, formMany := cost(t, 30)
	if owedOne != owedMany || formOne != formMany {
		t.Errorf("one report costs %d and %d queries, thirty cost %d and %d", owedOne, formOne, owedMany, formMany)
	}
}
