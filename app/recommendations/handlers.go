package recommendations

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/dashboard/state"
	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/models"
	views "tiltak/views/recommendations"
)

// Handlers answer for the recommendations.
type Handlers struct {
	reader *editions.Reader
	links  *Links
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(reader *editions.Reader, links *Links, renderer *pages.Renderer) *Handlers {
	return &Handlers{reader: reader, links: links, pages: renderer}
}

const active = "/anbefalinger"

func (h *Handlers) state(c *fiber.Ctx) (state.State, error) {
	asOf, err := models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
	if err != nil {
		return state.State{}, err
	}
	return state.For(c.UserContext(), h.reader, pages.VisitOf(c), h.pages.Today(), state.Reading{AsOf: asOf})
}

// List answers GET /anbefalinger.
func (h *Handlers) List(c *fiber.Ctx) error {
	shown, err := h.state(c)
	if err != nil {
		return err
	}
	list := ListOf(shown.Snapshot, shown.Source, views.ReadFilter(func(name string) string { return c.Query(name) }))
	return h.pages.Render(c, views.ListPage(h.pages.Frame(c, active, "recommendation.title"), list))
}

// Page answers GET /anbefalinger/{ref}.
func (h *Handlers) Page(c *fiber.Ctx) error {
	return h.show(c, fiber.StatusOK, views.Typed{}, nil)
}

func (h *Handlers) show(c *fiber.Ctx, status int, typed views.Typed, problem *models.Error) error {
	shown, err := h.state(c)
	if err != nil {
		return err
	}
	page, err := PageOf(shown.Snapshot, shown.Source, c.Params("ref"))
	if err != nil {
		return err
	}
	person := pages.VisitOf(c).Person
	page.MayLink = shown.Source.Live() && person.May(models.KeepCatalogue)
	page.MayAssess = shown.Source.Live() && (page.MayLink || len(person.AssessesFor()) > 0)
	page.Typed, page.Problem = typed, problem
	frame := h.pages.Frame(c, active, "recommendation.title")
	frame.Title = page.Recommendation.Ref + " " + frame.Name(page.Recommendation.Topic)
	return h.pages.RenderStatus(c, status, views.RecommendationPage(frame, page))
}

// Add answers POST /anbefalinger/{ref}/koblinger.
func (h *Handlers) Add(c *fiber.Ctx) error {
	typed := views.Typed{Measure: c.FormValue("tiltak"), Degree: c.FormValue("grad"), Note: c.FormValue("merknad")}
	number, err := strconv.Atoi(typed.Measure)
	if err != nil {
		var problems models.Problems
		problems.Add("tiltak-valg", "recommendation.problem.measure_missing")
		err = problems.Err()
	} else {
		err = h.confirm(c, number)
	}
	return h.answer(c, number, typed, err)
}

// Confirm answers POST /anbefalinger/{ref}/koblinger/{nr}.
func (h *Handlers) Confirm(c *fiber.Ctx) error {
	number, err := numberOf(c)
	if err != nil {
		return err
	}
	return h.answer(c, number, views.Typed{Degree: c.FormValue("grad"), Note: c.FormValue("merknad")}, h.confirm(c, number))
}

func (h *Handlers) confirm(c *fiber.Ctx, number int) error {
	visit := pages.VisitOf(c)
	answer := Answer{Degree: models.Degree(c.FormValue("grad")), Note: c.FormValue("merknad")}
	return h.links.Confirm(c.UserContext(), visit.Person, visit.PlanID, c.Params("ref"), number, answer)
}

// answer goes back to the page, or shows it again with what was typed.
func (h *Handlers) answer(c *fiber.Ctx, number int, typed views.Typed, err error) error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return h.show(c, fiber.StatusUnprocessableEntity, typed, known)
	}
	if err != nil {
		return err
	}
	return h.back(c, "flash.link_saved", number)
}

// Remove answers POST /anbefalinger/{ref}/koblinger/{nr}/fjern.
func (h *Handlers) Remove(c *fiber.Ctx) error {
	number, err := numberOf(c)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	if err := h.links.Remove(c.UserContext(), visit.Person, visit.PlanID, c.Params("ref"), number); err != nil {
		return err
	}
	return h.back(c, "flash.link_removed", number)
}

func (h *Handlers) back(c *fiber.Ctx, key string, number int) error {
	frame := h.pages.Frame(c, active, "recommendation.title")
	return h.pages.Redirect(c, frame.URL(views.Path(c.Params("ref"))), key, "Number", strconv.Itoa(number))
}

func numberOf(c *fiber.Ctx) (int, error) {
	number, err := strconv.Atoi(c.Params("nr"))
	if err != nil || number < 1 {
		return 0, models.NotFound()
	}
	return number, nil
}
