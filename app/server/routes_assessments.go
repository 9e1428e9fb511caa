package server

import (
	"tiltak/app/editions"
	"tiltak/app/recommendations/assessments"
	"tiltak/models"
)

// assessments: how far each recommendation has been met. Whose assessment
// somebody may write, the desk asks.
func (h capabilities) assessments() []Route {
	handlers := assessments.NewHandlers(editions.NewReader(h.server.config.Store), assessments.NewDesk(h.server.config.Store), h.server.pages)
	return perPlan(
		get("/anbefalinger/:ref/vurderinger", may(models.SeeState), handlers.Page),
		post("/anbefalinger/:ref/vurderinger", may(models.KeepCatalogue, models.Assess), handlers.Write),
		post("/anbefalinger/:ref/vurderinger/:id/klarer", may(models.KeepCatalogue), handlers.Clear),
		post("/anbefalinger/:ref/vurderinger/:id/trekk", may(models.KeepCatalogue, models.Assess), handlers.Withdraw),
	)
}
