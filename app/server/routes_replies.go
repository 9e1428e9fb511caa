package server

import (
	"tiltak/app/answers/replies"
	"tiltak/models"
)

// replies: the reply on the recommendations of an evaluation. Who may word it
// sees the one under way; everybody sees what is frozen.
func (h capabilities) replies() []Route {
	handlers := replies.NewHandlers(replies.NewDesk(h.server.config.Store), h.server.pages)
	words := may(models.KeepCatalogue)
	return perPlan(
		get("/anbefalinger/svar/:evaluering", may(models.SeeState), handlers.Desk),
		post("/anbefalinger/svar/:evaluering/begynn", words, handlers.Begin),
		post("/anbefalinger/svar/:evaluering/folg", words, handlers.Follow),
		post("/anbefalinger/svar/:evaluering/frys", words, handlers.Freeze),
		get("/anbefalinger/svar/:evaluering/tekst/:ref", words, handlers.Wording),
		post("/anbefalinger/svar/:evaluering/tekst/:ref", words, handlers.Save),
		get("/anbefalinger/svar/:evaluering/fil/:format", words, handlers.DraftFile),
		get("/anbefalinger/svar/:evaluering/:nr/fil/:format", may(models.SeeState), handlers.FrozenFile),
	)
}
