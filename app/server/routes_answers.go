package server

import "tiltak/models"

// export: papers made of an edition or of a day.
func (h capabilities) export() []Route {
	who := may(models.ExportPapers)
	return perPlan(
		get("/eksport", who, h.papers.Choose),
		get("/eksport/:dokument", who, h.papers.Preview),
		get("/eksport/:dokument/fil/:format", who, h.papers.Download),
	)
}
