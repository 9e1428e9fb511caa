package assessments

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/dashboard/state"
	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/assessments"
)

// Handlers answer for the assessments of a recommendation.
type Handlers struct {
	reader *editions.Reader
	desk   *Desk
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(reader *editions.Reader, desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{reader: reader, desk: desk, pages: renderer}
}

const active = "/anbefalinger"

// Page answers GET /anbefalinger/{ref}/vurderinger.
func (h *Handlers) Page(c *fiber.Ctx) error {
	return h.show(c, fiber.StatusOK, view.Typed{}, nil)
}

func (h *Handlers) show(c *fiber.Ctx, status int, typed view.Typed, problem *models.Error) error {
	number := 1
	if text := c.Query("side"); text != "" && c.Method() == fiber.MethodGet {
		var err error
		if number, err = strconv.Atoi(text); err != nil || number < 1 || number > 100_000 {
			return models.NotFound()
		}
	}
	asOf, err := models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	shown, err := state.For(c.UserContext(), h.reader, visit, h.pages.Today(), state.Reading{AsOf: asOf, WithoutMoves: true})
	if err != nil {
		return err
	}
	facts, known := shown.Snapshot.Recommendation(c.Params("ref"))
	if !known {
		return models.NotFound()
	}
	own := shown.Source.Live() && visit.Person.May(models.KeepCatalogue)
	page, err := h.desk.History(c.UserContext(), facts.Ref, Asked{Until: shown.Until, Drafts: own, Page: number})
	if err != nil {
		return err
	}
	page.Source, page.Facts, page.Indication = shown.Source, facts, shown.Snapshot.Indicated(facts)
	page.Own, page.Person, page.Today = own, visit.Person.UserID, h.pages.Today()
	if shown.Source.Live() {
		page.Writes = visit.Person.AssessesFor()
	}
	page.Typed, page.Problem = typed, problem
	if problem != nil && problem.Kind == models.KindConflict {
		page.Other = page.Standing(typed.Form)
	}
	return h.pages.RenderStatus(c, status, view.AssessmentsPage(h.pages.Frame(c, active, "assessment.title", "Ref", facts.Ref), page))
}

// Write answers POST /anbefalinger/{ref}/vurderinger.
func (h *Handlers) Write(c *fiber.Ctx) error {
	posted := pages.Posted(c)
	visit := pages.VisitOf(c)
	at := Place{PlanCode: visit.PlanCode, Ref: c.Params("ref"), Side: view.SideOf(posted("side")), Organisation: posted("virksomhet")}
	typed := view.Typed{
		Form: view.FormID(at.Side, at.Organisation), Verdict: posted("vurdering"), Grounds: posted("grunnlag"), Source: posted("kilde"), On: posted("dato"),
	}
	text := models.AssessmentText{Verdict: models.Verdict(typed.Verdict), Grounds: typed.Grounds, SourceURL: typed.Source}
	if day, err := models.ParseDate(typed.On); err == nil {
		text.AssessedOn = day
	}
	basedOn, err := strconv.ParseInt(posted("bygger-pa"), 10, 64)
	if err != nil {
		basedOn = -1
	}
	key := "flash.assessment_saved"
	if at.Side == models.OwnSide {
		key = "flash.assessment_drafted"
	}
	return h.answer(c, typed, key, h.desk.Write(c.UserContext(), visit.Person, at, basedOn, text))
}

// Clear answers POST /anbefalinger/{ref}/vurderinger/{id}/klarer.
func (h *Handlers) Clear(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	return h.answer(c, view.Typed{}, "flash.assessment_cleared", h.desk.Clear(c.UserContext(), visit.Person, visit.PlanCode, c.Params("ref"), id))
}

// Withdraw answers POST /anbefalinger/{ref}/vurderinger/{id}/trekk.
func (h *Handlers) Withdraw(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	typed := view.Typed{Form: "trekk" + strconv.FormatInt(id, 10), Reason: pages.Posted(c)("grunn")}
	return h.answer(c, typed, "flash.assessment_withdrawn", h.desk.Withdraw(c.UserContext(), visit.Person, visit.PlanCode, c.Params("ref"), id, typed.Reason))
}

// answer goes back to the page, or shows it again with what was typed. Problems
// are those of one form among several: its name goes before the fields'.
func (h *Handlers) answer(c *fiber.Ctx, typed view.Typed, key string, err error) error {
	var known *models.Error
	if errors.As(err, &known) {
		switch known.Kind {
		case models.KindInvalid:
			named := *known
			named.Fields = nil
			for _, field := range known.Fields {
				field.Field = typed.Form + "-" + field.Field
				named.Fields = append(named.Fields, field)
			}
			return h.show(c, fiber.StatusUnprocessableEntity, typed, &named)
		case models.KindConflict:
			return h.show(c, fiber.StatusConflict, typed, known)
		}
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, view.Path(c.Params("ref"))), key)
}
