package audit

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	views "tiltak/views/trail"
)

// Handlers answer for the log.
type Handlers struct {
	log   *Log
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(log *Log, renderer *pages.Renderer) *Handlers {
	return &Handlers{log: log, pages: renderer}
}

// List answers GET /logg.
func (h *Handlers) List(c *fiber.Ctx) error {
	filter, err := ParseFilter(func(name string) string { return c.Query(name) })
	var wrong *models.Error
	if err != nil && (!errors.As(err, &wrong) || wrong.Kind != models.KindInvalid) {
		return err
	}
	input := views.Trail{
		What: c.Query("hva"), Number: c.Query("nr"), Who: c.Query("hvem"), From: c.Query("fra"), To: c.Query("til"),
		Below: filter.Below, Wrong: wrong,
	}
	if input.Users, err = h.log.Users(c.UserContext()); err != nil {
		return err
	}
	frame := h.pages.Frame(c, "/logg", "trail.title")
	if wrong != nil {
		return h.pages.RenderStatus(c, fiber.StatusUnprocessableEntity, views.TrailPage(frame, input))
	}
	if visit := pages.VisitOf(c); !visit.Person.May(models.ManageUsers) {
		filter.PlanCode = visit.PlanCode // a coordinator has one plan's log
	}
	page, err := h.log.Page(c.UserContext(), filter)
	if err != nil {
		return err
	}
	input.Older, input.Whole = page.Older, page.Whole
	for _, line := range page.Lines {
		input.Lines = append(input.Lines, views.Line{AuditEvent: line.AuditEvent, Whole: line.Whole})
	}
	return h.pages.Render(c, views.TrailPage(frame, input))
}
