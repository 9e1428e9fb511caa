package server

import (
	"tiltak/app/catalogue/keep"
	"tiltak/models"
)

// catalogue: confirming and replacing the values of the catalogue.
func (h capabilities) catalogue() []Route {
	who := may(models.KeepCatalogue)
	handlers := keep.NewHandlers(keep.NewKeeper(h.server.config.Store), h.server.pages)
	return perPlan(
		get("/katalog", who, handlers.OverviewPage),
		get("/katalog/:slag/:ref", who, handlers.EntryPage),
		post("/katalog/:slag/:ref", who, handlers.Replace),
		post("/katalog/:slag/:ref/bekreft", who, handlers.Confirm),
		post("/katalog/tiltak/:ref/ansvar", who, handlers.ReplaceParts),
		post("/katalog/tiltak/:ref/ansvar/bekreft", who, handlers.ConfirmParts),
	)
}
