package start_test

import (
	"testing"

	"tiltak/app/server"
	"tiltak/app/server/servertest"
)

func TestStartPageByRole(t *testing.T) {
	w := servertest.Start(t)
	t.Run("before the first round it says so", func(t *testing.T) {
		w.As("leser.nim").Get("/").WantStatus(200).WantText("Ingen status ennå", "Gå videre")
	})
	w.Situation()
	for _, test := range []struct {
		username   string
		want, miss []string
	}{
		{"rapportor.aid", []string{"Dette skal du levere", "Status etter 3. kvartal 2026"}, []string{"Runden for"}},
		{"bidragsyter.bufdir", []string{"Dette skal du levere"}, []string{"Runden for"}},
		{"koordinator.jd", []string{"Runden for 4. kvartal 2026", "Status etter 3. kvartal 2026"}, []string{"Dette skal du levere"}},
		{"leser.nim", []string{"Status etter 3. kvartal 2026", "18 tiltak: 18 under gjennomføring"}, []string{"Dette skal du levere", "Runden for"}},
		{"redaktor.kom", []string{"Status etter 3. kvartal 2026"}, []string{"Dette skal du levere", "Runden for"}},
		{"administrator.jd", []string{"Status etter 3. kvartal 2026", "Brukere, roller og nøkler."}, []string{"Dette skal du levere"}},
	} {
		t.Run(test.username+" meets what is theirs", func(t *testing.T) {
			page := w.As(test.username).Get("/").WantStatus(200)
			page.WantText(test.want...).WantNoText(test.miss...).WantNoText(servertest.ObstacleText, servertest.DraftText)
		})
	}
	t.Run("the editor meets the newsletter of the closed quarter, others do not", func(t *testing.T) {
		if n := w.As("redaktor.kom").Get("/").Doc().Find("#nyhetsbrevet").Length(); n != 1 {
			t.Errorf("%d blocks for the editor", n)
		}
		if n := w.As("leser.nim").Get("/").Doc().Find("#nyhetsbrevet").Length(); n != 0 {
			t.Errorf("%d blocks for a reader", n)
		}
	})
	t.Run("whoever is not logged in is asked to", func(t *testing.T) {
		w.Anonymous().Get("/").WantRedirect("/logg-inn?neste=%2F")
	})
}

func TestStartPageCostsFewQueries(t *testing.T) {
	var seen []server.Observation
	w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { seen = append(seen, o) }})
	w.Situation()
	for _, username := range []string{"rapportor.aid", "bidragsyter.bufdir", "koordinator.jd", "redaktor.kom", "leser.nim"} {
		seen = nil
		w.As(username).Get("/").WantStatus(200)
		if queries := seen[len(seen)-1].Queries; queries > 6 {
			t.Errorf("%s: %d queries", username, queries)
		}
	}
}
