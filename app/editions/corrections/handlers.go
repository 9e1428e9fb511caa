package corrections

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/app/rounds"
	"tiltak/models"
	view "tiltak/views/corrections"
	roundview "tiltak/views/rounds"
)

// Handlers answer the pages where what is closed is changed.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers { return &Handlers{desk, renderer} }

// confirmed tells whether the visitor has been asked once more, and said yes.
func confirmed(c *fiber.Ctx) bool { return c.FormValue("bekreft") == "ja" }

// invalid gives the error when it is about what was typed.
func invalid(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return known
	}
	return nil
}

func (h *Handlers) reopening(c *fiber.Ctx) (view.Reopening, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Reopening{}, err
	}
	round, later, err := h.desk.Round(c.UserContext(), pages.VisitOf(c).PlanID, period)
	if err != nil {
		return view.Reopening{}, err
	}
	if _, err := round.State.After(models.ReopenRound); err != nil {
		return view.Reopening{}, err
	}
	return view.Reopening{Round: round, Later: later}, nil
}

func (h *Handlers) showReopening(c *fiber.Ctx, status int, in view.Reopening) error {
	frame := h.pages.Frame(c, "/runder", "corrections.reopen.page", "Quarter", h.pages.Printer(c).Quarter(in.Round.Period))
	return h.pages.RenderStatus(c, status, view.ReopenPage(frame, in))
}

// ReopenPage answers GET /runder/{kvartal}/gjenapne.
func (h *Handlers) ReopenPage(c *fiber.Ctx) error {
	in, err := h.reopening(c)
	if err != nil {
		return err
	}
	return h.showReopening(c, fiber.StatusOK, in)
}

// Reopen answers POST /runder/{kvartal}/gjenapne: first with what will happen,
// then, when that is confirmed, by doing it.
func (h *Handlers) Reopen(c *fiber.Ctx) error {
	in, err := h.reopening(c)
	if err != nil {
		return err
	}
	in.Reason = c.FormValue("reason")
	if problem := invalid(rounds.CheckReason(in.Reason)); problem != nil {
		in.Problem = problem
		return h.showReopening(c, fiber.StatusUnprocessableEntity, in)
	}
	if !confirmed(c) {
		in.Confirm = true
		return h.showReopening(c, fiber.StatusOK, in)
	}
	if err := h.desk.rounds.Reopen(c.UserContext(), pages.VisitOf(c).Person, in.Round.ID, in.Reason); err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, roundview.Path(in.Round.Period)), "flash.round_reopened")
}
