package server

import (
	"tiltak/app/editions"
	"tiltak/app/notify/calendar"
)

// calendars: a person's own, by a secret address that lets its holder in.
func (h capabilities) calendars() []Route {
	config := h.server.config
	handlers := calendar.NewHandlers(calendar.NewFeeds(config.Store, editions.NewReader(config.Store)), h.server.pages, config.PublicURL)
	return perPlan(
		get("/kalender", whoIsKnown, handlers.Page),
		post("/kalender/ny", whoIsKnown, handlers.Renew),
		post("/kalender/trekk", whoIsKnown, handlers.Revoke),
		get("/kalender/:hemmelighet", unasked, handlers.Feed),
	)
}
