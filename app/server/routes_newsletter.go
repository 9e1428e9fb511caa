package server

import "tiltak/models"

// newsletter: the status section of KOM's newsletter, and the frozen ones for
// other systems.
func (h capabilities) newsletter() []Route {
	return append(perPlan(
		get("/nyhetsbrev", may(models.ReadIssued), h.desk.List),
		get("/nyhetsbrev/:kvartal", may(models.ReadIssued), h.desk.Show),
		post("/nyhetsbrev/:kvartal", may(models.EditNewsletter), h.desk.Save),
		post("/nyhetsbrev/:kvartal/begynn", may(models.EditNewsletter), h.desk.Begin),
		post("/nyhetsbrev/:kvartal/oppdater", may(models.EditNewsletter), h.desk.Refresh),
		get("/nyhetsbrev/:kvartal/frys", may(models.EditNewsletter), h.desk.AskFreeze),
		post("/nyhetsbrev/:kvartal/frys", may(models.EditNewsletter), h.desk.Freeze),
		get("/nyhetsbrev/:kvartal/fil/:format", may(models.ReadIssued), h.desk.Download),
	),
		// A token lets in here, never a session: the handler itself asks for it.
		get("/api/v1/newsletter", unasked, h.issues.List),
		get("/api/v1/newsletter/:kvartal", unasked, h.issues.Get),
	)
}
