package server

import (
	"github.com/gofiber/fiber/v2"

	"tiltak/models"
)

// Route is one row of the route table.
type Route struct {
	Method   string
	Path     string // fiber's pattern
	Who      Who
	Handler  fiber.Handler
	PerPlan  bool // stands under /plan/{kode} too
	ByItself bool // asked for by a page that nobody need sit at; it keeps no session alive
}

// Who says who may call a route at all. What depends on whose report it is, the
// handler's capability asks the policy in models.
type Who struct {
	noSession bool // not even asked who it is: files, health
	anyone    bool
	loggedIn  bool
	rights    []models.Right // any of these
}

func (w Who) allows(person models.Person) bool {
	switch {
	case w.noSession, w.anyone:
		return true
	case w.loggedIn && person.LoggedIn():
		return true
	}
	for _, right := range w.rights {
		if person.May(right) {
			return true
		}
	}
	return false
}

// may allows whoever has any of the rights.
func may(rights ...models.Right) Who { return Who{rights: rights} }

var (
	everyone   = Who{anyone: true}
	unasked    = Who{noSession: true}
	whoIsKnown = Who{loggedIn: true}
)

func get(path string, who Who, handler fiber.Handler) Route {
	return Route{Method: fiber.MethodGet, Path: path, Who: who, Handler: handler}
}

func post(path string, who Who, handler fiber.Handler) Route {
	return Route{Method: fiber.MethodPost, Path: path, Who: who, Handler: handler}
}

// perPlan makes routes stand under /plan/{kode} too.
func perPlan(routes ...Route) []Route {
	for i := range routes {
		routes[i].PerPlan = true
	}
	return routes
}
