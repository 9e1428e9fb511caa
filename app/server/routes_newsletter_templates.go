package server

import (
	"tiltak/app/newsletter/templates"
	"tiltak/models"
)

// newsletterTemplates: the office's own Word and PowerPoint templates.
func (h capabilities) newsletterTemplates() []Route {
	handlers := templates.NewHandlers(h.server.tellingDesk(), h.server.pages)
	who := may(models.EditNewsletter)
	return perPlan(
		get("/nyhetsbrev-maler", who, handlers.List),
		post("/nyhetsbrev-maler", who, handlers.Add),
		get("/nyhetsbrev-maler/:format", who, handlers.Try),
		post("/nyhetsbrev-maler/:format/ut", who, handlers.Retire),
	)
}
