package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// TestLinksFromBeforeTheirHistoryStandAsTheyStood upgrades a database that has
// links and no history of them.
func TestLinksFromBeforeTheirHistoryStandAsTheyStood(t *testing.T) {
	for name, address := range storetest.Addresses(t) {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), address, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			migrateTo(t, s, 18)
			for _, statement := range []string{
				`INSERT INTO organisations (id, code, kind, name_nb) VALUES (101, 'AA', 'ministry', 'A')`,
				`INSERT INTO plans (id, code, kind, title_nb, period_from, period_to, coordinator_id, measure_count, created_at) VALUES (101, 'en', 'strategy', 'En', 2025, 2030, 101, 1, NOW)`,
				`INSERT INTO areas (id, plan_id, number, title_nb) VALUES (101, 101, 1, 'Område')`,
				`INSERT INTO measures (id, plan_id, area_id, key, number, title_nb) VALUES (101, 101, 101, 'forste', 1, 'Første'), (102, 101, 101, 'andre', 2, 'Andre')`,
				`INSERT INTO bodies (id, code, name_nb) VALUES (101, 'GRETA', 'Ekspertgruppe')`,
				`INSERT INTO evaluations (id, body_id, round) VALUES (101, 101, 1)`,
				`INSERT INTO recommendations (id, evaluation_id, ref, topic_nb) VALUES (101, 101, 'G1-01', 'Tema')`,
				`INSERT INTO recommendation_links (id, recommendation_id, measure_id, degree, note, confirmed) VALUES (101, 101, 101, 'full', 'Helt', true), (102, 101, 102, 'partial', '', false)`,
			} {
				execute(t, s, fill(statement))
			}
			before := time.Now().Add(-time.Minute)
			if err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			var found []models.LinkHistory
			if err := s.Read(t.Context()).Order("id").Find(&found).Error; err != nil {
				t.Fatal(err)
			}
			want := []models.LinkHistory{
				{RecommendationID: 101, MeasureID: 101, Action: models.LinkStood, Degree: models.Full, Note: "Helt", Confirmed: true},
				{RecommendationID: 101, MeasureID: 102, Action: models.LinkStood, Degree: models.Partial},
			}
			if diff := cmp.Diff(want, found, cmpopts.IgnoreFields(models.LinkHistory{}, "ID", "At")); diff != "" {
				t.Errorf("wanted (-) and found (+) differ:\n%s", diff)
			}
			// A moment that was written by the database is read and compared like those that the program writes.
			var since int64
			if err := s.Read(t.Context()).Model(&models.LinkHistory{}).Where("at > ? AND at < ?", before, time.Now().Add(time.Minute)).Count(&since).Error; err != nil || since != 2 {
				t.Errorf("%d of 2 links stood at about now (%v)", since, err)
			}
		})
	}
}
