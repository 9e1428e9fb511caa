package server

import (
	"tiltak/app/recommendations/intake"
	"tiltak/models"
)

// intake: all the recommendations of a report at once. The rows stand before
// those of single recommendations, whose addresses would catch them.
func (h capabilities) intake() []Route {
	handlers := intake.NewHandlers(intake.NewDesk(h.server.config.Store), h.server.pages)
	who := may(models.KeepCatalogue)
	return perPlan(
		get(intake.Address, who, handlers.Start),
		post(intake.Address, who, handlers.Try),
		post(intake.AddressConfirm, who, handlers.Confirm),
		get(intake.Address+"/mal.xlsx", who, handlers.Template(intake.Workbook)),
		get(intake.Address+"/mal.csv", who, handlers.Template(intake.CSV)),
		get(intake.Address+"/mal.yaml", who, handlers.Template(intake.YAML)),
	)
}
