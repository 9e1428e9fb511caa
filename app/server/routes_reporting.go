package server

import (
	"tiltak/app/reporting"
	"tiltak/app/reporting/contributions"
	"tiltak/app/reporting/history"
	"tiltak/app/reporting/readings"
	"tiltak/models"
)

// reportingHandlers answer for what ministries write.
type reportingHandlers struct {
	reports       *reporting.Handlers
	history       *history.Handlers
	contributions *contributions.Handlers
}

func (s *Server) reportingHandlers() reportingHandlers {
	desk, reader := reporting.NewDesk(s.config.Store), readings.NewReader(s.config.Store)
	return reportingHandlers{
		reports:       reporting.NewHandlers(desk, reader, s.pages),
		history:       history.NewHandlers(desk, reader, s.pages),
		contributions: contributions.NewHandlers(desk, reader, s.pages),
	}
}

// reporting: what ministries write. Whose report it is, the pages ask.
func (h capabilities) reporting() []Route {
	writers := may(models.WriteReports)
	return perPlan(
		get("/rapporter", writers, h.desks.reports.Mine),
		get("/rapporter/oppsummering", writers, h.desks.reports.Summary),
		get("/rapporter/:id", writers, h.desks.reports.Form),
		post("/rapporter/:id/kladd", writers, h.desks.reports.Save),
		post("/rapporter/:id/send-inn", writers, h.desks.reports.Submit),
		post("/rapporter/:id/trekk-tilbake", writers, h.desks.reports.Withdraw),
		post("/rapporter/:id/konflikt", writers, h.desks.reports.Choose),
		get("/rapporter/:id/kvittering", writers, h.desks.history.Receipt),
		get("/rapporter/:id/versjoner", writers, h.desks.history.List),
		get("/rapporter/:id/versjoner/:versjon", writers, h.desks.history.Show),
		post("/rapporter/:id/versjoner/:versjon/hent", writers, h.desks.history.Restore),
		get("/bidrag/:id", writers, h.desks.contributions.Form),
		post("/bidrag/:id/kladd", writers, h.desks.contributions.Save),
		post("/bidrag/:id/signer", writers, h.desks.contributions.Sign),
		post("/bidrag/:id/konflikt", writers, h.desks.contributions.Choose),
		get("/bidrag/:id/versjoner", writers, h.desks.contributions.Versions),
		get("/bidrag/:id/versjoner/:versjon", writers, h.desks.contributions.Version),
		post("/bidrag/:id/versjoner/:versjon/hent", writers, h.desks.contributions.Restore),
	)
}
