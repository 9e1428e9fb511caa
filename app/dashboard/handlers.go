package dashboard

import (
	"github.com/gofiber/fiber/v2"

	"tiltak/app/editions"
	"tiltak/app/pages"
	views "tiltak/views/dashboard"
)

// Handlers answer for the boards and lists of the plan's state.
type Handlers struct {
	reader *editions.Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(reader *editions.Reader, renderer *pages.Renderer) *Handlers {
	return &Handlers{reader: reader, pages: renderer}
}

func (h *Handlers) state(c *fiber.Ctx, reading Reading) (State, error) {
	reading.Edition = c.Query("utgave")
	return StateFor(c.UserContext(), h.reader, pages.VisitOf(c), h.pages.Today(), reading)
}

// Board answers GET /tavle.
func (h *Handlers) Board(c *fiber.Ctx) error {
	state, err := h.state(c, Reading{})
	if err != nil {
		return err
	}
	board := BoardOf(state.Snapshot, state.Previous, state.Source)
	frame := h.pages.Frame(c, "/tavle", "dashboard.title_empty")
	if board.Known {
		frame.Title = frame.T("dashboard.title", "Quarter", frame.Quarter(state.Snapshot.Period))
	}
	return h.pages.Render(c, views.BoardPage(frame, board))
}
