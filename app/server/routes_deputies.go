package server

import "tiltak/app/deputies"

// deputies: who stands in for whom. Whose role it is, the roster asks.
func (h capabilities) deputies() []Route {
	handlers := deputies.NewHandlers(deputies.NewRoster(h.server.config.Store), h.server.pages)
	return []Route{
		get("/stedfortredere", whoIsKnown, handlers.Page),
		post("/stedfortredere", whoIsKnown, handlers.Appoint),
		post("/stedfortredere/:id/avslutt", whoIsKnown, handlers.End),
	}
}
