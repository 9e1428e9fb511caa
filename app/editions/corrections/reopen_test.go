package corrections_test

import (
	"net/http"
	"net/url"
	"testing"

	"tiltak/app/audit"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

var third = models.Quarter{Year: 2026, Number: 3}

func TestAClosedRoundIsOpenedAgainWithAReason(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		p := w.Play()
		round := p.Open(third)
		p.Cleared(third, 1, nil)
		p.Close(round)
		coordinator, reader := w.As("koordinator.jd"), w.As("leser.nim")
		first := reader.Get("/utgaver/2026-k3.1").WantStatus(http.StatusOK).WantNoText("gjenåpnet", "Gjenåpnet").Text()

		address := "/runder/2026-k3/gjenapne"
		coordinator.Get("/runder/2026-k3").WantText("Åpne runden igjen")
		action, form := coordinator.Get(address).WantStatus(http.StatusOK).Form(`form[action="` + address + `"]`)
		coordinator.Post(action, form).WantStatus(http.StatusUnprocessableEntity).WantText("Skriv hvorfor det må rettes.")
		form.Set("reason", "Tiltak 2 ble glemt.")
		ask := coordinator.Post(action, form).WantStatus(http.StatusOK).WantText("Dette skjer", "Tiltak 2 ble glemt.")
		coordinator.Get("/runder/2026-k3").WantText("Lukket").WantNoText("Tiltak 2 ble glemt.")
		action, form = ask.Form(`form[action="` + address + `"]`)
		board := coordinator.Post(action, form).WantRedirect("/runder/2026-k3").Follow()
		board.WantText("Runden er åpnet igjen.", "Til gjennomgang", "Tiltak 2 ble glemt.")
		coordinator.Post(action, form).WantStatus(http.StatusConflict)

		for _, path := range []string{"/utgaver/2026-k3", "/utgaver/2026-k3.1", "/tavle?utgave=2026-k3", "/tiltak?utgave=2026-k3.1", "/utgaver/sammenlign?fra=2026-k3&til=2026-k3.1"} {
			reader.Get(path).WantText("Tiltak 2 ble glemt.")
		}
		reader.Get("/utgaver").WantText("gjenåpnet")

		p.Cleared(third, 2, nil)
		coordinator.Post("/runder/2026-k3/lukk", nil).WantRedirect("/utgaver/2026-k3").Follow().WantText("Runden ble gjenåpnet: Tiltak 2 ble glemt.").WantNoText("Utgaven står som den er")
		if again := reader.Get("/utgaver/2026-k3.1").WantText("Det finnes en nyere utgave").Text(); len(again) <= len(first) {
			t.Error("the first revision does not say that there is a newer one")
		}
		reader.Get("/tavle?utgave=2026-k3").WantText("rettet fordi: Tiltak 2 ble glemt.")
		reader.Get("/utgaver/sammenlign?fra=2026-k3.1&til=2026-k3.2").WantText("Ett tiltak er rapportert for første gang.")
		coordinator.Get("/logg").WantText("Åpnet runden igjen", "Tiltak 2 ble glemt.")
		if _, err := audit.NewLog(w.Store).Verify(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestOnlyTheNewestRoundIsOpenedAgain(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation() // 2026-k3 is closed and 2026-k4 runs
		coordinator := w.As("koordinator.jd")
		yes := url.Values{"reason": {"Feil"}, "bekreft": {"ja"}}
		coordinator.Get("/runder/2026-k3/gjenapne").WantStatus(http.StatusOK).WantText("Det er åpnet en runde for 4. kvartal 2026 etter denne")
		coordinator.Post("/runder/2026-k3/gjenapne", yes).WantStatus(http.StatusConflict).WantText("Rett utgaven i stedet.")
		coordinator.Post("/runder/2026-k4/lukk", nil).WantStatus(http.StatusSeeOther)
		coordinator.Post("/runder/2026-k3/gjenapne", yes).WantStatus(http.StatusConflict)
		coordinator.Post("/runder/2026-k4/gjenapne", yes).WantStatus(http.StatusSeeOther)
		coordinator.Post("/runder", url.Values{"period": {"2027-k1"}, "opens_on": {"2027-03-10"}, "deadline": {"2027-04-09"}}).
			WantStatus(http.StatusConflict).WantText("Runden for 4. kvartal 2026 er ikke lukket ennå.")
		coordinator.Get("/runder/2026-k2/gjenapne").WantStatus(http.StatusNotFound)
	})
}
