package deputies

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/deputies"
)

// Handlers answer for who stands in for whom.
type Handlers struct {
	roster *Roster
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(roster *Roster, renderer *pages.Renderer) *Handlers {
	return &Handlers{roster: roster, pages: renderer}
}

const path = "/stedfortredere"

// Page answers GET /stedfortredere.
func (h *Handlers) Page(c *fiber.Ctx) error {
	return h.page(c, fiber.StatusOK, view.Typed{From: h.pages.Today().String()}, nil)
}

func (h *Handlers) page(c *fiber.Ctx, status int, typed view.Typed, problem *models.Error) error {
	page, err := h.roster.Page(c.UserContext(), pages.VisitOf(c).Person)
	if err != nil {
		return err
	}
	page.Typed, page.Problem = typed, problem
	return h.pages.RenderStatus(c, status, view.DeputiesPage(h.pages.Frame(c, "", "deputies.title"), page))
}

// Appoint answers POST /stedfortredere.
func (h *Handlers) Appoint(c *fiber.Ctx) error {
	posted := pages.Posted(c)
	typed := view.Typed{Role: posted("rolle"), Deputy: posted("stedfortreder"), From: posted("fra"), To: posted("til")}
	err := h.roster.Cover(c.UserContext(), pages.VisitOf(c).Person, CoverInput{
		MembershipID: number(typed.Role), DeputyID: number(typed.Deputy), From: date(typed.From), To: date(typed.To),
	})
	var problem *models.Error
	if errors.As(err, &problem) && problem.Kind == models.KindInvalid {
		return h.page(c, fiber.StatusUnprocessableEntity, typed, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, path, "flash.deputy_appointed")
}

// End answers POST /stedfortredere/{id}/avslutt.
func (h *Handlers) End(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	if err := h.roster.End(c.UserContext(), pages.VisitOf(c).Person, id); err != nil {
		return err
	}
	return h.pages.Redirect(c, path, "flash.deputy_ended")
}

// number reads an id that was chosen; 0 stands for none.
func number(text string) int64 {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// date reads a day; what is no day stands for none, and is asked for.
func date(text string) models.Date {
	day, err := models.ParseDate(text)
	if err != nil {
		return models.Date{}
	}
	return day
}
