package server

import (
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"

	"tiltak/app/access"
	"tiltak/app/pages"
	"tiltak/models"
)

// guard stands before every handler: it refuses unsafe requests from other
// sites, reads the visit, and asks the route table who may.
func (s *Server) guard(route Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if route.Who.noSession {
			return c.Next()
		}
		if !safe(c.Method()) {
			if err := s.checkOrigin(c); err != nil {
				return err
			}
		}
		look := s.accounts.Visit
		if route.ByItself {
			look = s.accounts.Glance
		}
		visit, err := look(c.UserContext(), access.Secret(c, s.secure), c.Params("plan"))
		visit.RequestID = requestID(c)
		pages.SetVisit(c, visit)
		if err != nil && !models.IsKind(err, models.KindNotFound) {
			return err
		}
		if !route.Who.allows(visit.Person) {
			if !visit.Person.LoggedIn() {
				return models.NewError(models.KindUnauthenticated, "error.unauthenticated")
			}
			return models.Forbidden()
		}
		if err != nil { // only somebody who may come in is told that a plan does not exist
			return err
		}
		return c.Next()
	}
}

func safe(method string) bool {
	return method == fiber.MethodGet || method == fiber.MethodHead || method == fiber.MethodOptions
}

func (s *Server) checkOrigin(c *fiber.Ctx) error {
	request, err := adaptor.ConvertRequest(c, true)
	if err != nil {
		return models.Wrap(err, "convert request")
	}
	if err := s.origin.Check(request); err != nil {
		return errors.Join(models.NewError(models.KindForbidden, "error.cross_site"), err)
	}
	return nil
}
