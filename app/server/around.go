package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/store"
)

const requestIDKey = "request_id"

func requestID(c *fiber.Ctx) string {
	id, _ := c.Locals(requestIDKey).(string)
	return id
}

// observe gives the request a number, counts what it costs, and logs it: the
// route's pattern, never the address, which may name what was searched for.
func (s *Server) observe(c *fiber.Ctx) error {
	var random [8]byte
	_, _ = rand.Read(random[:])
	id := hex.EncodeToString(random[:])
	c.Locals(requestIDKey, id)
	c.Set(fiber.HeaderXRequestID, id)
	ctx, queries := store.CountQueries(c.UserContext())
	c.SetUserContext(ctx)
	start := time.Now()
	if err := c.Next(); err != nil {
		if handlerErr := s.answerError(c, err); handlerErr != nil {
			return handlerErr
		}
	}
	seen := Observation{Method: c.Method(), Route: routePattern(c), Status: c.Response().StatusCode(), Took: time.Since(start), Queries: queries.Load()}
	if s.config.Observe != nil {
		s.config.Observe(seen)
	}
	s.config.Logger.LogAttrs(ctx, slog.LevelInfo, "request",
		slog.String("id", id), slog.String("method", seen.Method), slog.String("route", seen.Route),
		slog.Int("status", seen.Status), slog.Duration("took", seen.Took), slog.Int64("queries", seen.Queries))
	return nil
}

// routePattern is the pattern that answered, or «none»: addresses would make
// endless labels.
func routePattern(c *fiber.Ctx) string {
	if pattern := c.Route().Path; pattern != "" && pattern != "/" || c.Path() == "/" {
		return c.Route().Path
	}
	return "none"
}

// Some browsers load the icon sprite under default-src, so that is 'self', and
// every kind of content the pages do not have is closed by name.
const contentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"object-src 'none'; frame-src 'none'; media-src 'none'; worker-src 'none'; manifest-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers sets the security headers of every answer.
func (s *Server) headers(c *fiber.Ctx) error {
	s.setHeaders(c)
	return c.Next()
}

func (s *Server) setHeaders(c *fiber.Ctx) {
	c.Set(fiber.HeaderContentSecurityPolicy, contentSecurityPolicy)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set(fiber.HeaderXFrameOptions, "DENY")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if s.secure {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
}

// deadline bounds what a request may take; queries stop with it.
func (s *Server) deadline(c *fiber.Ctx) error {
	whole := c.UserContext()
	ctx, cancel := context.WithTimeout(whole, requestTimeout)
	defer cancel()
	c.SetUserContext(ctx)
	defer c.SetUserContext(whole) // an error page is made after the time is up
	return c.Next()
}

func (s *Server) logPanic(c *fiber.Ctx, reason any) {
	s.config.Logger.Error("panic", "id", requestID(c), "route", routePattern(c), "reason", reason, "stack", string(debug.Stack()))
}
