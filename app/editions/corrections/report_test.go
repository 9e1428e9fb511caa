package corrections_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"

	"tiltak/app/audit"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestAReportOfAClosedRoundIsCorrectedByItsMinistry(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		p := closedRound(w)
		coordinator, reader := w.As("koordinator.jd"), w.As("leser.nim")
		report := p.Report(third, 1)
		lead := p.Lead(report)
		reporter := w.As(lead.Username)
		form := "/rapporter/" + strconv.FormatInt(report.ID, 10)
		const address = "/runder/2026-k3/tiltak/1/rett"

		coordinator.Get("/runder/2026-k3/tiltak/1").WantText("Åpne rapporten for rettelse")
		coordinator.Get(address).WantStatus(http.StatusOK)
		coordinator.Post(address, nil).WantStatus(http.StatusUnprocessableEntity).WantText("Skriv hvorfor det må rettes.")
		coordinator.Post(address, url.Values{"reason": {"Det var 21 saker."}}).WantRedirect("/runder/2026-k3/tiltak/1").Follow().WantText("Åpnet for rettelse: Det var 21 saker.")
		coordinator.Post(address, url.Values{"reason": {"Igjen"}}).WantStatus(http.StatusConflict)
		reporter.Get("/rapporter").WantText("Rapporter å rette", "Det var 21 saker.")
		reporter.Get("/").WantText("Rapporter å rette")
		reader.Get("/utgaver/2026-k3").WantText("Én rapport er åpnet for rettelse.", "12 saker")
		reader.Get("/tiltak/1").WantText("12 saker")

		p.Submit(third, 1, func(c *models.ReportContent) {
			c.NewsletterText = "Departementet hadde 21 saker."
			c.Milestones[0].Due = models.NewDate(2027, time.January, 10)
		})
		reader.Get("/tiltak/1").WantText("12 saker").WantNoText("21 saker")
		action, fields := coordinator.Get("/runder/2026-k3/tiltak/1").WantText("21 saker").Form("form[action$=klarer]")
		coordinator.Post(action, fields).WantStatus(http.StatusSeeOther)
		reader.Get("/tiltak/1").WantText("21 saker").WantNoText("12 saker")
		reporter.Get("/rapporter").WantNoText("Rapporter å rette")
		reporter.Post(form+"/trekk-tilbake", nil).WantStatus(http.StatusConflict)
		reader.Get("/utgaver/2026-k3").WantText("12 saker").WantNoText("åpnet for rettelse")

		ask := coordinator.Post("/utgaver/2026-k3/rett", url.Values{"reason": {"Feil antall."}}).WantText("Ett tiltak har endret tekst.", "Én milepæl er flyttet.")
		action, fields = ask.Form(`form[action="/utgaver/2026-k3/rett"]`)
		coordinator.Post(action, fields).WantRedirect("/utgaver/2026-k3").Follow().WantText("Departementet hadde 21 saker.", "Rettelse: Feil antall.")
		reader.Get("/utgaver/2026-k3.1").WantText("12 saker").WantNoText("21 saker")
		if _, err := audit.NewLog(w.Store).Verify(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
