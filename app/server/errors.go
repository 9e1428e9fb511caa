package server

import (
	"context"
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	"tiltak/views/layout"
)

var statusOf = map[models.Kind]int{
	models.KindInvalid:         fiber.StatusUnprocessableEntity,
	models.KindMalformed:       fiber.StatusBadRequest,
	models.KindNotFound:        fiber.StatusNotFound,
	models.KindForbidden:       fiber.StatusForbidden,
	models.KindUnauthenticated: fiber.StatusUnauthorized,
	models.KindConflict:        fiber.StatusConflict,
	models.KindState:           fiber.StatusConflict,
	models.KindTooMany:         fiber.StatusTooManyRequests,
	models.KindNotAcceptable:   fiber.StatusNotAcceptable,
	models.KindInternal:        fiber.StatusInternalServerError,
}

// domainError gives the domain error for anything a handler or fiber returned.
func domainError(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) {
		return known
	}
	var web *fiber.Error
	if errors.As(err, &web) {
		switch web.Code {
		case fiber.StatusNotFound:
			return models.NewError(models.KindNotFound, "error.not_found")
		case fiber.StatusMethodNotAllowed:
			return models.NewError(models.KindNotFound, "error.method")
		case fiber.StatusRequestEntityTooLarge:
			return models.NewError(models.KindInvalid, "error.too_large")
		}
		if web.Code < fiber.StatusInternalServerError {
			return models.NewError(models.KindMalformed, "error.malformed")
		}
	}
	return models.NewError(models.KindInternal, "error.internal")
}

// answerError is the one place where an error becomes an answer. What broke
// inside is logged, never shown.
func (s *Server) answerError(c *fiber.Ctx, err error) error {
	s.setHeaders(c) // what the web server itself refuses has met no middleware
	known := domainError(err)
	status := statusOf[known.Kind]
	switch {
	case errors.Is(err, fiber.ErrRequestEntityTooLarge):
		status = fiber.StatusRequestEntityTooLarge
	case errors.Is(err, context.DeadlineExceeded):
		known, status = models.NewError(models.KindInternal, "error.timeout"), fiber.StatusServiceUnavailable
	case status >= fiber.StatusInternalServerError:
		s.config.Logger.Error("request failed", "id", requestID(c), "route", routePattern(c), "error", err.Error())
	}
	if known.Kind == models.KindUnauthenticated && safe(c.Method()) && !pages.Partial(c) && !isAPI(c) {
		return c.Redirect("/logg-inn?neste="+url.QueryEscape(c.OriginalURL()), fiber.StatusSeeOther)
	}
	if isAPI(c) {
		return s.problem(c, status, known)
	}
	if known.Kind == models.KindUnauthenticated && !safe(c.Method()) {
		return s.entry.Lapsed(c)
	}
	frame := s.pages.Frame(c, "", "error_title."+string(known.Kind))
	if known.Kind == models.KindInternal {
		frame.RequestID = requestID(c)
	}
	return s.pages.RenderStatus(c, status, layout.Message(frame, frame.Error(known)))
}
