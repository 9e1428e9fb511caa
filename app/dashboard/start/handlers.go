package start

import (
	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	views "tiltak/views/dashboard"
)

// Handlers answer for the start page.
type Handlers struct {
	blocks Blocks
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(blocks Blocks, renderer *pages.Renderer) *Handlers {
	return &Handlers{blocks: blocks, pages: renderer}
}

// Start answers GET /.
func (h *Handlers) Start(c *fiber.Ctx) error {
	page, err := h.blocks.For(c.UserContext(), pages.VisitOf(c))
	if err != nil {
		return err
	}
	return h.pages.Render(c, views.StartPage(h.pages.Frame(c, "/", "start.title"), page))
}
