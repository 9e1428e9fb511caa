package corrections_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"tiltak/app/audit"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// closedRound closes 2026-k3 with the report of measure 1 cleared.
func closedRound(w *servertest.World) *servertest.Play {
	p := w.Play()
	round := p.Open(third)
	p.Cleared(third, 1, func(c *models.ReportContent) {
		c.NewsletterText = "Departementet hadde 12 saker."
		c.Milestones = models.List[models.MilestoneState]{{Title: "Lovforslag", Due: models.NewDate(2026, time.December, 1), Phase: models.MilestonePlanned}}
	})
	p.Close(round)
	return p
}

func TestAnErratumIsTheNextRevisionWithAReason(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		closedRound(w)
		coordinator, reader := w.As("koordinator.jd"), w.As("leser.nim")
		const address = "/utgaver/2026-k3/rett"
		reason := url.Values{"reason": {"Tittelen var feil."}}
		coordinator.Get("/utgaver/2026-k3").WantText("Rett utgaven")
		reader.Get("/utgaver/2026-k3").WantNoText("Rett utgaven")
		coordinator.Get(address).WantStatus(http.StatusOK).WantText("Begrunnelse")
		coordinator.Post(address, nil).WantStatus(http.StatusUnprocessableEntity).WantText("Skriv hvorfor det må rettes.")
		coordinator.Post(address, reason).WantStatus(http.StatusOK).WantText("det er ingenting å rette")
		forced := url.Values{"reason": {"Feil"}, "bekreft": {"ja"}, "sett": {"noe annet"}}
		coordinator.Post(address, forced).WantStatus(http.StatusConflict)

		retitle(t, w, 1, "Den rette tittelen")
		ask := coordinator.Post(address, reason).WantStatus(http.StatusOK).WantText("Den rette tittelen", "Samarbeidsstruktur mellom departementene", "Lag utgave 2026-k3.2")
		action, form := ask.Form(`form[action="` + address + `"]`)
		retitle(t, w, 1, "En tittel til")
		coordinator.Post(action, form).WantStatus(http.StatusConflict).WantText("Noe er endret etter at du så hva rettelsen ville inneholde.")
		action, form = coordinator.Post(address, reason).Form(`form[action="` + address + `"]`)
		w.Clock.Set(w.Clock.Now().Add(30 * 24 * time.Hour))
		coordinator = w.As("koordinator.jd")
		coordinator.Post(action, form).WantRedirect("/utgaver/2026-k3").Follow().WantText("Rettelsen er laget. Utgave 2026-k3.2", "Rettelse: Tittelen var feil.", "En tittel til", "Status per 24. november 2026")
		coordinator.Post(action, form).WantStatus(http.StatusConflict)

		reader = w.As("leser.nim")
		reader.Get("/utgaver/2026-k3.1").WantText("Samarbeidsstruktur mellom departementene", "Det finnes en nyere utgave").WantNoText("En tittel til")
		reader.Get("/tavle?utgave=2026-k3").WantText("rettet fordi: Tittelen var feil.")
		reader.Get("/utgaver").WantText("Rettelse", "Tittelen var feil.")
		reader.Get("/utgaver/sammenlign?fra=2026-k3.1&til=2026-k3.2").WantText("Utgave 2026-k3.2 er en rettelse, laget fordi: Tittelen var feil.", "En tittel til")
		coordinator.Get("/logg").WantText("Rettet utgaven")
		if _, err := audit.NewLog(w.Store).Verify(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// retitle gives a measure another title in the catalogue, as the coordinator.
func retitle(t *testing.T, w *servertest.World, number int, title string) {
	t.Helper()
	var key string
	if err := w.Store.Read(t.Context()).Table("measures").Where("number = ?", number).Pluck("key", &key).Error; err != nil {
		t.Fatal(err)
	}
	address := "/katalog/tiltak/" + key
	_, form := w.As("koordinator.jd").Get(address).Form(`form[action="` + address + `"]`)
	form.Set("title_nb", title)
	w.As("koordinator.jd").Post(address, form).WantStatus(http.StatusSeeOther)
}
