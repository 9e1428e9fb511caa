package recommendations_test

import (
	"net/url"
	"testing"
	"time"

	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// TestWhoChangesARecommendationTakesTheCommonRowFirst holds the common row, as
// an import and the keeping of the catalogue do before they write rows, lets
// somebody assess or link meanwhile, and then writes the same rows: two that took
// them in other orders would wait for each other. SQLite has one writer at a time.
func TestWhoChangesARecommendationTakesTheCommonRowFirst(t *testing.T) {
	w := servertest.New(t, storetest.Open(t, storetest.PostgresAddress(t), nil), nil)
	w.Situation()
	coordinator := w.As("koordinator.jd")
	const page = "/anbefalinger/G3-01"
	coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}}).WantRedirect(page)
	for _, c := range []struct {
		name, path string
		form       url.Values
	}{
		{"an assessment", page + "/vurderinger", url.Values{"side": {"organ"}, "bygger-pa": {"0"}, "vurdering": {"not"}, "grunnlag": {"Sagt"}, "dato": {"2026-10-20"}}},
		{"a link", page + "/koblinger/14", url.Values{"grad": {"partial"}}},
		{"a link that goes", page + "/koblinger/14/fjern", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			status := make(chan int, 1)
			err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
				if _, err := tx.LockHead(); err != nil {
					return err
				}
				go func() { status <- coordinator.Post(c.path, c.form).Status }()
				again := time.NewTicker(5 * time.Millisecond)
				defer again.Stop()
				for waits := 0; waits == 0 && len(status) == 0; <-again.C {
					if err := tx.Raw("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))").Scan(&waits).Error; err != nil {
						return err
					}
				}
				for _, statement := range []string{
					"SELECT id FROM recommendations WHERE ref = 'G3-01' FOR NO KEY UPDATE NOWAIT",
					"SELECT l.id FROM recommendation_links l JOIN recommendations r ON r.id = l.recommendation_id WHERE r.ref = 'G3-01' FOR UPDATE OF l NOWAIT",
				} {
					if err := tx.Exec(statement).Error; err != nil {
						return err
					}
				}
				return tx.Record(store.CommandLine(), "catalogue.import", "plan", 1, "", nil, nil)
			})
			if err != nil {
				t.Errorf("who has the common row waits for rows that another holds: %v", err)
			}
			if got := <-status; got != 303 {
				t.Errorf("the one who waited gets %d", got)
			}
		})
	}
}
