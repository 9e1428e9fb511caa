package server

import (
	"tiltak/app/editions"
	"tiltak/app/editions/compare"
	"tiltak/app/editions/corrections"
	"tiltak/models"
)

// editions: what is done with editions beside reading them. Stands before the
// addresses that take the name of an edition.
func (h capabilities) editions() []Route {
	comparison := compare.NewHandlers(compare.NewComparer(editions.NewReader(h.server.config.Store)), h.server.pages)
	coordinator := may(models.RunRounds)
	corrected := corrections.NewHandlers(corrections.NewDesk(h.server.config.Store), h.server.pages)
	return perPlan(
		get("/utgaver/sammenlign", may(models.SeeState), comparison.Page),
		get("/utgaver/sammenlign/fil/:format", may(models.ExportPapers), comparison.File),
		get("/runder/:kvartal/gjenapne", coordinator, corrected.ReopenPage),
		post("/runder/:kvartal/gjenapne", coordinator, corrected.Reopen),
		get("/runder/:kvartal/tiltak/:nr/rett", coordinator, corrected.ReportPage),
		post("/runder/:kvartal/tiltak/:nr/rett", coordinator, corrected.OpenReport),
		get("/utgaver/:utgave/rett", coordinator, corrected.ErratumPage),
		post("/utgaver/:utgave/rett", coordinator, corrected.MakeErratum),
	)
}
