package shelf

import (
	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/editions"
)

// Handlers answer the pages of editions.
type Handlers struct {
	shelf *Shelf
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(shelf *Shelf, renderer *pages.Renderer) *Handlers {
	return &Handlers{shelf: shelf, pages: renderer}
}

const active = "/utgaver"

// List answers GET /utgaver.
func (h *Handlers) List(c *fiber.Ctx) error {
	page := max(1, c.QueryInt("side", 1))
	list, err := h.shelf.List(c.UserContext(), pages.VisitOf(c).PlanID, page)
	if err != nil {
		return err
	}
	if len(list.Periods) == 0 && page > 1 {
		return models.NotFound()
	}
	return h.pages.Render(c, view.ListPage(h.pages.Frame(c, active, "editions.title"), list))
}

// Edition answers GET /utgaver/{ref}.
func (h *Handlers) Edition(c *fiber.Ctx) error {
	ref, err := models.ParseEditionRef(c.Params("utgave"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	edition, err := h.shelf.Edition(c.UserContext(), visit.PlanID, ref, visit.Person.May(models.SeeUnpublishable))
	if err != nil {
		return err
	}
	edition.Corrects = visit.Person.May(models.RunRounds)
	key := "editions.page"
	if edition.Ref.Revision > 1 || ref.Revision > 0 {
		key = "editions.page_revision"
	}
	frame := h.pages.Frame(c, active, key, "Quarter", h.pages.Printer(c).Quarter(edition.Ref.Period), "Revision", edition.Ref.Revision)
	return h.pages.Render(c, view.EditionPage(frame, edition))
}
