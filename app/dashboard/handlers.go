package dashboard

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/dashboard/state"
	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/models"
	views "tiltak/views/dashboard"
	"tiltak/views/measures"
	"tiltak/views/milestones"
	"tiltak/views/parts"
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

func (h *Handlers) state(c *fiber.Ctx, reading state.Reading) (state.State, error) {
	var err error
	if reading.AsOf, err = asOf(c); err != nil {
		return state.State{}, err
	}
	return state.For(c.UserContext(), h.reader, pages.VisitOf(c), h.pages.Today(), reading)
}

// asOf reads which state an address asks for.
func asOf(c *fiber.Ctx) (models.AsOf, error) {
	return models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
}

// Board answers GET /tavle.
func (h *Handlers) Board(c *fiber.Ctx) error {
	shown, err := h.state(c, state.Reading{})
	if err != nil {
		return err
	}
	board := BoardOf(shown.Snapshot, shown.Previous, shown.Source)
	frame := h.pages.Frame(c, "/tavle", "dashboard.title_empty")
	if board.Known {
		frame.Title = frame.T("dashboard.title", "Quarter", frame.Quarter(shown.Snapshot.Period))
	}
	return h.pages.Render(c, views.BoardPage(frame, board))
}

// Measures answers GET /tiltak.
func (h *Handlers) Measures(c *fiber.Ctx) error {
	shown, err := h.state(c, state.Reading{})
	if err != nil {
		return err
	}
	list := MeasuresOf(shown.Snapshot, shown.Source, measures.ReadFilter(func(name string) string { return c.Query(name) }))
	c.Vary("HX-Request")
	return h.pages.Render(c, measures.ListPage(h.pages.Frame(c, "/tiltak", "measures.title"), list))
}

// Measure answers GET /tiltak/{nr}.
func (h *Handlers) Measure(c *fiber.Ctx) error {
	number, err := numberOf(c)
	if err != nil {
		return err
	}
	page, err := h.measurePage(c, number)
	if err != nil {
		return err
	}
	frame := h.pages.Frame(c, "/tiltak", "measures.title")
	frame.Title = parts.PlainTitle(frame, page.Measure.MeasureFacts)
	return h.pages.Render(c, measures.MeasurePage(frame, page))
}

func (h *Handlers) measurePage(c *fiber.Ctx, number int) (measures.Page, error) {
	visit := pages.VisitOf(c)
	asked, err := asOf(c)
	if err != nil {
		return measures.Page{}, err
	}
	if !asked.Edition.IsZero() {
		shown, err := h.state(c, state.Reading{Whole: true})
		if err != nil {
			return measures.Page{}, err
		}
		m, known := shown.Snapshot.MeasureNumber(number)
		if !known {
			return measures.Page{}, models.NotFound()
		}
		whole := visit.Person.May(models.SeeUnpublishable)
		if !whole && m.Last != nil && visit.Person.HasRole(models.Reporter) {
			// The measure may have been handed over since it was reported.
			lead, err := h.reader.LeadOf(c.UserContext(), m.Last.ReportID)
			if err != nil {
				return measures.Page{}, err
			}
			whole = Sees(visit.Person, lead)
		}
		return editionMeasure(shown, m, whole), nil
	}
	included := visit.Person.May(models.SeeOpenRound)
	snapshot, reports, err := h.reader.Measure(c.UserContext(), visit.PlanID, h.pages.Today(), editions.MeasureOptions{IncludeOpenRound: included, Number: number, Day: asked.Date})
	if err != nil {
		return measures.Page{}, err
	}
	source := state.LiveSource(snapshot, included)
	if !asked.Date.IsZero() {
		source = state.DaySource(snapshot, h.pages.Today())
	}
	return liveMeasure(snapshot, source, number, reports, visit.Person), nil
}

// MeasureHistory answers GET /tiltak/{nr}/historikk: rounds before a quarter.
func (h *Handlers) MeasureHistory(c *fiber.Ctx) error {
	number, err := numberOf(c)
	if err != nil {
		return err
	}
	before := models.QuarterOf(h.pages.Today()).Next()
	if text := c.Query("for"); text != "" {
		if before, err = models.ParseQuarter(text); err != nil {
			return err
		}
	}
	visit := pages.VisitOf(c)
	asked, err := asOf(c)
	if err != nil {
		return err
	}
	history, err := h.reader.MeasureHistory(c.UserContext(), visit.PlanID, number, before, asked.Date)
	if err != nil {
		return err
	}
	frame := h.pages.Frame(c, "/tiltak", "measures.history")
	return h.pages.Render(c, measures.HistoryPage(frame, olderRounds(history, asked, visit.Person)))
}

// numberOf reads the measure's number in an address as it is written: 14, not
// 014 or +14.
func numberOf(c *fiber.Ctx) (int, error) {
	number, err := strconv.Atoi(c.Params("nr"))
	if err != nil || number < 1 || strconv.Itoa(number) != c.Params("nr") {
		return 0, models.NotFound()
	}
	return number, nil
}

// Milestones answers GET /milepaeler.
func (h *Handlers) Milestones(c *fiber.Ctx) error {
	shown, err := h.state(c, state.Reading{Events: true})
	if err != nil {
		return err
	}
	page := MilestonePageOf(shown.Snapshot, shown.Source, milestones.ReadFilter(func(name string) string { return c.Query(name) }))
	frame := h.pages.Frame(c, "/milepaeler", "milestones.title", "From", page.Source.PlanFrom, "To", page.Source.PlanTo)
	return h.pages.Render(c, milestones.MilestonesPage(frame, page))
}
