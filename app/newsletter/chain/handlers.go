// Package chain has the pages of where a newsletter's text comes from: the chain
// of each item, and KOM's question to the ministry behind it.
package chain

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/newsletter"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

const active = "/nyhetsbrev"

// Handlers answer for the pages.
type Handlers struct {
	desk  *newsletter.Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *newsletter.Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// Show answers GET /nyhetsbrev/{kvartal}/punkt/{id}.
func (h *Handlers) Show(c *fiber.Ctx) error {
	found, err := h.load(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, found, nil)
}

func (h *Handlers) show(c *fiber.Ctx, status int, found newsletter.Chain, problem *models.Error) error {
	in := shown(found, h.pages.Printer(c))
	in.From, in.To = chosen(in.Stages, c.Query("fra"), c.Query("til"))
	in.MayEdit, in.Problem = pages.VisitOf(c).Person.May(models.EditNewsletter), problem
	frame := h.pages.Frame(c, active, "newsletter.chain.title", "Number", in.Measure.Number)
	return h.pages.RenderStatus(c, status, view.ChainPage(frame, in))
}

func (h *Handlers) load(c *fiber.Ctx) (newsletter.Chain, error) {
	visit := pages.VisitOf(c)
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return newsletter.Chain{}, err
	}
	id, err := pages.ID(c, "id")
	if err != nil {
		return newsletter.Chain{}, err
	}
	return h.desk.Chain(c.UserContext(), visit.Person, visit.PlanID, period, id)
}

// Ask answers POST /nyhetsbrev/{kvartal}/punkt/{id}/spor.
func (h *Handlers) Ask(c *fiber.Ctx) error {
	found, err := h.load(c)
	if err != nil {
		return err
	}
	asked, err := h.desk.Ask(c.UserContext(), pages.VisitOf(c).Person, found.Issue.ID, found.Item.ID)
	if problem := ofKind(err, models.KindState); problem != nil {
		return h.show(c, fiber.StatusConflict, found, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, view.Path(found.Issue.Period, found.Item.ID)), "flash.newsletter_asked", "Ministry", asked.Organisation)
}

// Withdraw answers POST /nyhetsbrev/{kvartal}/punkt/{id}/trekk.
func (h *Handlers) Withdraw(c *fiber.Ctx) error {
	found, err := h.load(c)
	if err != nil {
		return err
	}
	id, _ := strconv.ParseInt(c.FormValue("sporsmal"), 10, 64)
	err = models.NotFound()
	for _, q := range found.Questions {
		if q.ID == id && q.ItemID == found.Item.ID {
			err = h.desk.Withdraw(c.UserContext(), pages.VisitOf(c).Person, pages.VisitOf(c).PlanID, id)
		}
	}
	if problem := ofKind(err, models.KindState); problem != nil {
		return h.show(c, fiber.StatusConflict, found, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, view.Path(found.Issue.Period, found.Item.ID)), "flash.newsletter_withdrawn")
}

// Question answers GET /sporsmal/{id}.
func (h *Handlers) Question(c *fiber.Ctx) error {
	return h.question(c, fiber.StatusOK, models.AnswerNone, "", nil)
}

func (h *Handlers) question(c *fiber.Ctx, status int, typed models.QuestionAnswer, comment string, problem *models.Error) error {
	visit := pages.VisitOf(c)
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	found, err := h.desk.Question(c.UserContext(), visit.Person, visit.PlanID, id)
	if err != nil {
		return err
	}
	known, err := h.desk.KnownNames(c.UserContext())
	if err != nil {
		return err
	}
	in := view.Put{
		Question: questionOf(found.Asked), Period: found.Period, Number: found.Number, Title: found.Title, Confirmed: found.Confirmed,
		Marks: models.MeaningMarks(found.SourceText, found.Wording, known), Answered: typed, Typed: comment, Problem: problem,
	}
	return h.pages.RenderStatus(c, status, view.QuestionPage(h.pages.Frame(c, "/rapporter", "newsletter.question.heading", "Number", in.Number), in))
}

// Answer answers POST /sporsmal/{id}.
func (h *Handlers) Answer(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	posted := pages.Posted(c)
	answer, comment := models.QuestionAnswer(posted("svar")), posted("kommentar")
	err = h.desk.Answer(c.UserContext(), visit.Person, visit.PlanID, id, answer, comment)
	if problem := ofKind(err, models.KindInvalid); problem != nil {
		return h.question(c, fiber.StatusUnprocessableEntity, answer, comment, problem)
	}
	if problem := ofKind(err, models.KindState); problem != nil {
		return h.question(c, fiber.StatusConflict, answer, comment, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, "/sporsmal/"+strconv.FormatInt(id, 10)), "flash.newsletter_answered")
}

func ofKind(err error, kind models.Kind) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == kind {
		return known
	}
	return nil
}
