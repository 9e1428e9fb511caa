package server

import (
	"tiltak/app/newsletter"
	newsletterapi "tiltak/app/newsletter/api"
	"tiltak/app/newsletter/files"
	"tiltak/app/newsletter/life"
	"tiltak/app/newsletter/versions"
	"tiltak/models"
)

// newsletterHandlers answer people and other systems about newsletters.
type newsletterHandlers struct {
	*newsletter.Handlers
	api      *newsletterapi.Handlers
	versions *versions.Handlers
	life     *life.Handlers
	files    *files.Handlers
}

func (s *Server) newsletterHandlers(tokens newsletterapi.Tokens) newsletterHandlers {
	desk := s.tellingDesk()
	pages := newsletter.NewHandlers(desk, s.pages)
	return newsletterHandlers{
		Handlers: pages, versions: versions.NewHandlers(desk, s.pages), life: life.NewHandlers(desk, s.pages, pages), files: files.NewHandlers(desk, s.pages),
		api: newsletterapi.NewHandlers(desk, tokens, s.config.PublicURL, s.pages.PrinterIn(models.Bokmaal)),
	}
}

// newsletter: the status section of KOM's newsletter, and the frozen ones for
// other systems.
func (h capabilities) newsletter() []Route {
	return append(perPlan(
		get("/nyhetsbrev", may(models.ReadIssued), h.news.List),
		get("/nyhetsbrev/:kvartal", may(models.ReadIssued), h.news.Show),
		post("/nyhetsbrev/:kvartal", may(models.EditNewsletter), h.news.Save),
		post("/nyhetsbrev/:kvartal/begynn", may(models.EditNewsletter), h.news.Begin),
		post("/nyhetsbrev/:kvartal/oppdater", may(models.EditNewsletter), h.news.Refresh),
		get("/nyhetsbrev/:kvartal/frys", may(models.EditNewsletter), h.news.AskFreeze),
		post("/nyhetsbrev/:kvartal/frys", may(models.EditNewsletter), h.news.Freeze),
		post("/nyhetsbrev/:kvartal/publisert", may(models.EditNewsletter), h.news.life.Publish),
		post("/nyhetsbrev/:kvartal/rett", may(models.EditNewsletter), h.news.life.Correct),
		post("/nyhetsbrev/:kvartal/forkast", may(models.EditNewsletter), h.news.life.Discard),
		get("/nyhetsbrev/:kvartal/utskrift", may(models.ReadIssued), h.news.files.Print),
		get("/nyhetsbrev/:kvartal/versjoner", may(models.EditNewsletter), h.news.versions.List),
		get("/nyhetsbrev/:kvartal/versjoner/:versjon", may(models.EditNewsletter), h.news.versions.Show),
		post("/nyhetsbrev/:kvartal/versjoner/:versjon/hent", may(models.EditNewsletter), h.news.versions.Restore),
		get("/nyhetsbrev/:kvartal/fil/:format", may(models.ReadIssued), h.news.files.Download),
	),
		// A token lets in here, never a session: the handler itself asks for it.
		get("/api/v1/newsletter", unasked, h.news.api.List),
		get("/api/v1/newsletter.atom", unasked, h.news.api.Feed),
		get("/api/v1/newsletter/:kvartal", unasked, h.news.api.Get),
	)
}
