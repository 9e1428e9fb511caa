package server

import (
	"slices"

	"tiltak/app/access"
	"tiltak/app/dashboard"
	"tiltak/app/editions"
	"tiltak/app/keys"
	"tiltak/models"
)

// capabilities are the handlers behind the route table.
type capabilities struct {
	server    *Server
	access    *access.Handlers
	keys      *keys.Handlers
	dashboard *dashboard.Handlers
}

func (s *Server) capabilities() (capabilities, error) {
	passwords, err := access.NewPasswords()
	if err != nil {
		return capabilities{}, err
	}
	s.entry = access.NewHandlers(s.accounts, passwords, s.pages, access.Options{
		Secure: s.secure, Demo: s.config.Demo, TrustedProxies: s.config.TrustedProxies, Version: s.config.Version,
	})
	ring := keys.NewRing(s.config.Store, passwords)
	return capabilities{
		server:    s,
		access:    s.entry,
		keys:      keys.NewHandlers(ring, s.pages, s.secure),
		dashboard: dashboard.NewHandlers(editions.NewReader(s.config.Store), s.pages),
	}, nil
}

// routes is the one route table: method, address, who may, who answers.
func routes(h capabilities) []Route {
	return slices.Concat(
		h.outside(),
		h.entry(),
		h.own(),
		h.state(),
	)
}

// outside: files and health, without a session.
func (h capabilities) outside() []Route {
	return []Route{
		get("/static/:name", unasked, h.server.static),
		get("/livez", unasked, h.server.alive),
		get("/readyz", unasked, h.server.ready),
	}
}

// state: where the plan stands, as boards and lists.
func (h capabilities) state() []Route {
	return perPlan(
		get("/tavle", may(models.SeeState), h.dashboard.Board),
	)
}
