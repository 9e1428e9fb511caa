package corrections

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/app/rounds"
	"tiltak/models"
	"tiltak/views/comparison"
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

// erratum gives the page as it is before a reason is given.
func (h *Handlers) erratum(c *fiber.Ctx) (view.Erratum, error) {
	period, err := models.ParseQuarter(c.Params("utgave"))
	if err != nil {
		return view.Erratum{}, err
	}
	e, err := h.desk.begin(c.UserContext(), pages.VisitOf(c).PlanID, period)
	if err != nil {
		return view.Erratum{}, err
	}
	return view.Erratum{
		Ref: e.Edition.Ref, Next: models.EditionRef{Period: period, Revision: e.Edition.Ref.Revision + 1}, Corrections: e.Edition.Corrections,
	}, nil
}

func (h *Handlers) showErratum(c *fiber.Ctx, status int, in view.Erratum) error {
	frame := h.pages.Frame(c, "/utgaver", "corrections.erratum.page", "Quarter", h.pages.Printer(c).Quarter(in.Ref.Period))
	return h.pages.RenderStatus(c, status, view.ErratumPage(frame, in))
}

// ErratumPage answers GET /utgaver/{kvartal}/rett.
func (h *Handlers) ErratumPage(c *fiber.Ctx) error {
	in, err := h.erratum(c)
	if err != nil {
		return err
	}
	return h.showErratum(c, fiber.StatusOK, in)
}

// MakeErratum answers POST /utgaver/{kvartal}/rett: first with what will
// differ, then, when that is confirmed, by making the erratum.
func (h *Handlers) MakeErratum(c *fiber.Ctx) error {
	in, err := h.erratum(c)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	in.Reason = c.FormValue("reason")
	if problem := invalid(rounds.CheckReason(in.Reason)); problem != nil {
		in.Problem = problem
		return h.showErratum(c, fiber.StatusUnprocessableEntity, in)
	}
	if confirmed(c) {
		if _, err := h.desk.Make(c.UserContext(), visit.Person, visit.PlanID, in.Ref.Period, in.Reason, c.FormValue("sett")); err != nil {
			return err
		}
		return h.pages.Redirect(c, pages.Address(c, "/utgaver/"+in.Ref.Period.String()), "flash.erratum_made", "Ref", in.Next.String())
	}
	e, err := h.desk.Draft(c.UserContext(), visit.PlanID, in.Ref.Period)
	if err != nil {
		return err
	}
	changed, err := e.Changed()
	if err != nil {
		return err
	}
	in.Confirm, in.Unchanged, in.Seen = true, !changed, e.Seen
	in.Difference = comparison.Page{
		From:       comparison.Side{AsOf: models.AsOf{Edition: in.Ref}, Ref: in.Ref, Kind: models.EditionAtClose, Snapshot: e.Edition.Snapshot},
		To:         comparison.Side{AsOf: models.AsOf{Edition: in.Next}, Ref: in.Next, Kind: models.EditionAtClose, Snapshot: e.Next},
		Difference: models.Compare(e.Edition.Snapshot, e.Next),
	}
	return h.showErratum(c, fiber.StatusOK, in)
}

func (h *Handlers) report(c *fiber.Ctx) (view.Report, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Report{}, err
	}
	number, err := strconv.Atoi(c.Params("nr"))
	if err != nil {
		return view.Report{}, models.NotFound()
	}
	return h.desk.report(c.UserContext(), pages.VisitOf(c).PlanID, period, number)
}

func (h *Handlers) showReport(c *fiber.Ctx, status int, in view.Report) error {
	frame := h.pages.Frame(c, "/runder", "corrections.report.page", "Number", in.Number)
	return h.pages.RenderStatus(c, status, view.ReportPage(frame, in))
}

// ReportPage answers GET /runder/{kvartal}/tiltak/{nr}/rett.
func (h *Handlers) ReportPage(c *fiber.Ctx) error {
	in, err := h.report(c)
	if err != nil {
		return err
	}
	return h.showReport(c, fiber.StatusOK, in)
}

// OpenReport answers POST /runder/{kvartal}/tiltak/{nr}/rett.
func (h *Handlers) OpenReport(c *fiber.Ctx) error {
	in, err := h.report(c)
	if err != nil {
		return err
	}
	in.Reason = c.FormValue("reason")
	err = h.desk.rounds.OpenCorrection(c.UserContext(), pages.VisitOf(c).Person, in.ReportID, in.Reason)
	if problem := invalid(err); problem != nil {
		in.Problem = problem
		return h.showReport(c, fiber.StatusUnprocessableEntity, in)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, roundview.MeasurePath(in.Period, in.Number)), "flash.report_opened", "Number", strconv.Itoa(in.Number))
}
