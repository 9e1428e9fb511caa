package server

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/models"
)

func isAPI(c *fiber.Ctx) bool { return strings.HasPrefix(c.Path(), "/api/") }

// problem answers an API call with problem+json (RFC 9457).
func (s *Server) problem(c *fiber.Ctx, status int, err *models.Error) error {
	body := fiber.Map{
		"type": "about:blank", "status": status, "title": s.pages.Printer(c).T("error_title." + string(err.Kind)),
		"detail": s.pages.Printer(c).Error(err), "code": err.Key,
	}
	if answer := c.Status(status).JSON(body); answer != nil {
		return answer
	}
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return nil
}
