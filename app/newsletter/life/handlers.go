// Package life answers for what becomes of a newsletter once it is frozen: it is
// marked as published, and mended by an erratum.
package life

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/newsletter"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// Handlers answer under /nyhetsbrev/{kvartal}.
type Handlers struct {
	desk  *newsletter.Desk
	pages *pages.Renderer
	read  *newsletter.Handlers
}

// NewHandlers makes the handlers; read shows the page again where something is
// wrong.
func NewHandlers(desk *newsletter.Desk, renderer *pages.Renderer, read *newsletter.Handlers) *Handlers {
	return &Handlers{desk: desk, pages: renderer, read: read}
}

// Publish answers POST /nyhetsbrev/{kvartal}/publisert.
func (h *Handlers) Publish(c *fiber.Ctx) error {
	ref, err := models.ParseIssueRef(c.Params("kvartal"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	on, _ := models.ParseDate(c.FormValue("on")) // an unreadable day is refused as a missing one
	err = h.desk.Publish(c.UserContext(), visit.Person, visit.PlanID, ref, c.FormValue("address"), on)
	if problem, wrong := invalid(err); wrong {
		return h.read.Again(c, func(in *view.Reading) {
			in.Problem, in.Life.Published, in.Life.PublishedOn = problem, c.FormValue("address"), on
		})
	}
	if err != nil {
		return err
	}
	return h.back(c, ref, "flash.newsletter_published")
}

// Correct answers POST /nyhetsbrev/{kvartal}/rett.
func (h *Handlers) Correct(c *fiber.Ctx) error {
	ref, err := models.ParseIssueRef(c.Params("kvartal"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	err = h.desk.Correct(c.UserContext(), visit.Person, visit.PlanID, ref.Period, c.FormValue("reason"))
	if problem, wrong := invalid(err); wrong {
		return h.read.Again(c, func(in *view.Reading) { in.Problem, in.Typed = problem, c.FormValue("reason") })
	}
	if err != nil {
		return err
	}
	return h.back(c, models.IssueRef{Period: ref.Period}, "flash.newsletter_correcting")
}

// Discard answers POST /nyhetsbrev/{kvartal}/forkast.
func (h *Handlers) Discard(c *fiber.Ctx) error {
	ref, err := models.ParseIssueRef(c.Params("kvartal"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	seen, _ := strconv.Atoi(c.FormValue("revision")) // 0 is no revision, and so a conflict
	if err := h.desk.Discard(c.UserContext(), visit.Person, visit.PlanID, ref.Period, seen); err != nil {
		return err
	}
	return h.back(c, models.IssueRef{Period: ref.Period}, "flash.newsletter_discarded")
}

func (h *Handlers) back(c *fiber.Ctx, ref models.IssueRef, flash string) error {
	return h.pages.Redirect(c, pages.Address(c, "/nyhetsbrev/"+ref.String()), flash)
}

func invalid(err error) (*models.Error, bool) {
	var known *models.Error
	return known, errors.As(err, &known) && known.Kind == models.KindInvalid
}
