package recommendations

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/dashboard/state"
	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/app/recommendations/history"
	"tiltak/models"
	views "tiltak/views/recommendations"
)

// Handlers answer for the recommendations.
type Handlers struct {
	reader  *editions.Reader
	history *history.Reader
	links   *Links
	lines   *Lineages
	pages   *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(reader *editions.Reader, past *history.Reader, links *Links, lines *Lineages, renderer *pages.Renderer) *Handlers {
	return &Handlers{reader: reader, history: past, links: links, lines: lines, pages: renderer}
}

const active = "/anbefalinger"

func (h *Handlers) state(c *fiber.Ctx) (state.State, error) {
	asOf, err := models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
	if err != nil {
		return state.State{}, err
	}
	return state.For(c.UserContext(), h.reader, pages.VisitOf(c), h.pages.Today(), state.Reading{AsOf: asOf, WithoutMoves: true})
}

// List answers GET /anbefalinger.
func (h *Handlers) List(c *fiber.Ctx) error {
	shown, err := h.state(c)
	if err != nil {
		return err
	}
	filter := views.ReadFilter(func(name string) string { return c.Query(name) })
	list := ListOf(shown.Snapshot, shown.Source, filter, c.QueryInt("side", 1))
	return h.pages.Render(c, views.ListPage(h.pages.Frame(c, active, "recommendation.title"), list))
}

// Page answers GET /anbefalinger/{ref}.
func (h *Handlers) Page(c *fiber.Ctx) error {
	return h.show(c, fiber.StatusOK, func(*views.Page) {})
}

// show shows the page with what was wrong in a form put into it.
func (h *Handlers) show(c *fiber.Ctx, status int, put func(*views.Page)) error {
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
	if page.History, err = h.past(c, shown); err != nil {
		return err
	}
	page.Timeline = TimelineOf(shown.Snapshot, page)
	put(&page)
	frame := h.pages.Frame(c, active, "recommendation.title")
	frame.Title = page.Recommendation.Ref + " " + frame.Name(page.Recommendation.Topic)
	return h.pages.RenderStatus(c, status, views.RecommendationPage(frame, page))
}

// past reads the page of the links' history that the address asks for, of what
// had happened in the state shown.
func (h *Handlers) past(c *fiber.Ctx, shown state.State) (views.LinkHistory, error) {
	window := history.Window{Before: shown.Until}
	if text := c.Query("for"); text != "" {
		older, err := strconv.ParseInt(text, 10, 64)
		if err != nil || older < 1 {
			return views.LinkHistory{}, models.NotFound()
		}
		window.Older = older
	}
	changes, more, err := h.history.Of(c.UserContext(), pages.VisitOf(c).PlanID, c.Params("ref"), window)
	if err != nil {
		return views.LinkHistory{}, err
	}
	past := views.LinkHistory{Paged: window.Older > 0}
	for _, change := range changes {
		past.Changes = append(past.Changes, views.LinkChange(change))
	}
	if more {
		past.Older = changes[len(changes)-1].ID
	}
	return past, nil
}

// Add answers POST /anbefalinger/{ref}/koblinger.
func (h *Handlers) Add(c *fiber.Ctx) error {
	typed := typedOf(c, 0)
	number, err := strconv.Atoi(typed.Measure)
	if err != nil {
		var problems models.Problems
		problems.Add("tiltak-valg", "recommendation.problem.measure_missing")
		err = problems.Err()
	} else {
		err = h.save(c, number)
	}
	return h.answer(c, savedKey(c), number, typed, err)
}

// Save answers POST /anbefalinger/{ref}/koblinger/{nr}.
func (h *Handlers) Save(c *fiber.Ctx) error {
	number, err := numberOf(c)
	if err != nil {
		return err
	}
	return h.answer(c, savedKey(c), number, typedOf(c, number), h.save(c, number))
}

// Remove answers POST /anbefalinger/{ref}/koblinger/{nr}/fjern.
func (h *Handlers) Remove(c *fiber.Ctx) error {
	number, err := numberOf(c)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	err = h.links.Remove(c.UserContext(), visit.Person, visit.PlanID, c.Params("ref"), number, c.FormValue("grunn"), c.FormValue("sett"))
	return h.answer(c, "flash.link_removed", number, typedOf(c, number), err)
}

func (h *Handlers) save(c *fiber.Ctx, number int) error {
	visit := pages.VisitOf(c)
	answer := Answer{
		Degree: models.Degree(c.FormValue("grad")), Note: c.FormValue("merknad"),
		Proposed: views.IsProposed(c.FormValue("tilstand")), Reason: c.FormValue("grunn"), Seen: c.FormValue("sett"),
	}
	return h.links.Save(c.UserContext(), visit.Person, visit.PlanID, c.Params("ref"), number, answer)
}

// typedOf is what was sent about a link: 0, one to add.
func typedOf(c *fiber.Ctx, link int) views.Typed {
	return views.Typed{Measure: c.FormValue("tiltak"), Degree: c.FormValue("grad"), Note: c.FormValue("merknad"), Reason: c.FormValue("grunn"), Link: link}
}

func savedKey(c *fiber.Ctx) string {
	if views.IsProposed(c.FormValue("tilstand")) {
		return "flash.link_proposed"
	}
	return "flash.link_saved"
}

// answer goes back to the page, or shows it again with what was typed.
func (h *Handlers) answer(c *fiber.Ctx, key string, number int, typed views.Typed, err error) error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		for i, problem := range known.Fields {
			known.Fields[i].Field = typed.Field(problem.Field)
		}
		return h.show(c, fiber.StatusUnprocessableEntity, func(page *views.Page) { page.Typed, page.Problem = typed, known })
	}
	if errors.As(err, &known) && known.Kind == models.KindConflict {
		return h.show(c, fiber.StatusConflict, func(page *views.Page) { page.Typed, page.Problem = typed.On(*page), known })
	}
	if err != nil {
		return err
	}
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

// AddEarlier answers POST /anbefalinger/{ref}/forlopere.
func (h *Handlers) AddEarlier(c *fiber.Ctx) error {
	visit, earlier := pages.VisitOf(c), c.FormValue("forloper")
	var err error
	if earlier == "" {
		var problems models.Problems
		problems.Add("forloper", "lineage.problem.missing")
		err = problems.Err()
	} else {
		err = h.lines.Confirm(c.UserContext(), visit.Person, visit.PlanCode, c.Params("ref"), earlier, true)
	}
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return h.show(c, fiber.StatusUnprocessableEntity, func(page *views.Page) {
			page.Problem, page.Lineage.Problem, page.Lineage.Typed = known, known, earlier
		})
	}
	return h.drawn(c, "flash.lineage_saved", earlier, err)
}

// ConfirmEarlier answers POST /anbefalinger/{ref}/forlopere/{annen}.
func (h *Handlers) ConfirmEarlier(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	err := h.lines.Confirm(c.UserContext(), visit.Person, visit.PlanCode, c.Params("ref"), c.Params("annen"), false)
	return h.drawn(c, "flash.lineage_saved", c.Params("annen"), err)
}

// RemoveEarlier answers POST /anbefalinger/{ref}/forlopere/{annen}/fjern.
func (h *Handlers) RemoveEarlier(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	err := h.lines.Remove(c.UserContext(), visit.Person, visit.PlanCode, c.Params("ref"), c.Params("annen"))
	return h.drawn(c, "flash.lineage_removed", c.Params("annen"), err)
}

// drawn goes back to the page after a line was changed.
func (h *Handlers) drawn(c *fiber.Ctx, key, earlier string, err error) error {
	if err != nil {
		return err
	}
	frame := h.pages.Frame(c, active, "recommendation.title")
	return h.pages.Redirect(c, frame.URL(views.Path(c.Params("ref"))), key, "Ref", earlier)
}
