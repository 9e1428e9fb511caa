package server

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/assets"
	"tiltak/models"
)

// static answers GET /static/{name}: names carry a hash of their content, so
// browsers may keep them for ever.
func (s *Server) static(c *fiber.Ctx) error {
	body, contentType, encoding, ok := assets.Open(c.Path(), c.Get(fiber.HeaderAcceptEncoding))
	if !ok {
		return models.NotFound()
	}
	c.Set(fiber.HeaderContentType, contentType)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	return c.Send(body)
}

// alreadySmall says which answers are not compressed on the way out: files are
// compressed when they are built, and Word files are archives already.
func alreadySmall(c *fiber.Ctx) bool {
	return strings.HasPrefix(c.Path(), assets.Prefix) || strings.HasSuffix(c.Path(), "/docx")
}

// alive answers GET /livez: the process runs.
func (s *Server) alive(c *fiber.Ctx) error { return c.SendString("ok\n") }

// ready answers GET /readyz: the database answers and the node is not stopping.
func (s *Server) ready(c *fiber.Ctx) error {
	if s.stopping.Load() {
		return c.Status(fiber.StatusServiceUnavailable).SendString("stopping\n")
	}
	if err := s.config.Store.Ready(c.UserContext()); err != nil {
		s.config.Logger.Error("not ready", "error", err.Error())
		return c.Status(fiber.StatusServiceUnavailable).SendString("database does not answer\n")
	}
	return c.SendString("ok\n")
}
