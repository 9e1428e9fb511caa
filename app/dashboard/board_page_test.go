package dashboard_test

import (
	"testing"

	"tiltak/app/server/servertest"
)

func TestDashboard(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		t.Run("before the first round it says that nothing is known, and shows no status", func(t *testing.T) {
			page := w.As("leser.nim").Get("/tavle").WantStatus(200)
			page.WantText("Ingen status ennå", "Den første rapporteringsrunden er ikke lukket", "18")
			if n := page.Doc().Find("#oppfolging, #endret, #samlet").Length(); n != 0 {
				t.Errorf("%d figures of a status that nobody has reported", n)
			}
		})
		w.Situation()
		t.Run("it is headed by the last closed round and its date, and tells of the running one", func(t *testing.T) {
			w.As("leser.nim").Get("/tavle").WantStatus(200).WantText(
				"Status etter 3. kvartal 2026", "24. november 2026", "4. kvartal 2026 rapporteres nå.", "1 av 18 er klarert.",
				"18 tiltak: 18 under gjennomføring, av disse 3 løpende.")
		})
		t.Run("an edition has the same address for ever and says that it is one", func(t *testing.T) {
			for _, address := range []string{"/tavle?utgave=2026-k3", "/tavle?utgave=2026-k3.1"} {
				page := w.As("leser.nim").Get(address).WantStatus(200)
				page.WantText("Du ser utgaven for 3. kvartal 2026").WantNoText("rapporteres nå")
			}
		})
		t.Run("links from an edition stay in it", func(t *testing.T) {
			page := w.As("leser.nim").Get("/tavle?utgave=2026-k3").WantStatus(200)
			if href := page.Doc().Find(".mx__c").First().AttrOr("href", ""); href != "/tiltak?dep=JD&omrade=1&utgave=2026-k3" {
				t.Errorf("a field of the matrix leads to %q", href)
			}
		})
		t.Run("an edition that does not exist is not found", func(t *testing.T) {
			for _, address := range []string{"/tavle?utgave=2026-k2", "/tavle?utgave=2026-k3.7", "/tavle?utgave=nei"} {
				w.As("leser.nim").Get(address).WantStatus(404)
			}
		})
		t.Run("nobody sees a draft or what is not for publication", func(t *testing.T) {
			for _, username := range []string{"leser.nim", "koordinator.jd", "rapportor.aid"} {
				w.As(username).Get("/tavle").WantStatus(200).WantNoText(servertest.DraftText, servertest.ObstacleText)
			}
		})
		t.Run("an administrator does not see what is cleared in the running round", func(t *testing.T) {
			w.As("administrator.jd").Get("/tavle").WantStatus(200).WantNoText("Det som er klarert, er tatt med")
			w.As("leser.nim").Get("/tavle").WantText("Det som er klarert, er tatt med i tallene her.")
		})
		t.Run("every working title is marked", func(t *testing.T) {
			page := w.As("leser.nim").Get("/tavle").WantStatus(200)
			page.WantText("* arbeidstittel.")
			if rows := page.Doc().Find(".hist tbody th").Length(); rows != 18 {
				t.Errorf("%d measures in the history", rows)
			}
		})
	})
}
