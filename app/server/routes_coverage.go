package server

import (
	"tiltak/app/editions"
	"tiltak/app/recommendations/coverage"
	"tiltak/models"
)

// coverage: how far the measures answer the recommendations.
func (h capabilities) coverage() []Route {
	handlers := coverage.NewHandlers(editions.NewReader(h.server.config.Store), h.server.pages)
	return perPlan(
		get("/dekning", may(models.SeeState), handlers.Map),
		get("/dekning/fil/:format", may(models.ExportPapers), handlers.File),
	)
}
