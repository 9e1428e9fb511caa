package keep

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	"tiltak/views/keeping"
)

const overviewPath = "/katalog"

// Handlers answer for the catalogue's pages.
type Handlers struct {
	keeper *Keeper
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(keeper *Keeper, renderer *pages.Renderer) *Handlers {
	return &Handlers{keeper: keeper, pages: renderer}
}

// OverviewPage answers GET /katalog.
func (h *Handlers) OverviewPage(c *fiber.Ctx) error {
	ctx, plan := c.UserContext(), pages.VisitOf(c).PlanID
	rows, err := h.keeper.Rows(ctx, plan)
	if err != nil {
		return err
	}
	parts, err := h.keeper.Parts(ctx, plan)
	if err != nil {
		return err
	}
	frame := h.pages.Frame(c, overviewPath, "keeping.title")
	return h.pages.Render(c, keeping.OverviewPage(frame, overviewOf(frame, rows, parts)))
}

// EntryPage answers GET /katalog/:slag/:ref.
func (h *Handlers) EntryPage(c *fiber.Ctx) error {
	row, err := h.row(c)
	if err != nil {
		return err
	}
	return h.entryPage(c, fiber.StatusOK, row, nil, nil, nil, nil)
}

func (h *Handlers) row(c *fiber.Ctx) (Row, error) {
	kind, ref := Kind(param(c, "slag")), param(c, "ref")
	if param(c, "slag") == "" { // the routes of a measure's organisations name the kind themselves
		kind = Measures
	}
	return h.keeper.Row(c.UserContext(), pages.VisitOf(c).PlanID, kind, ref)
}

// entryPage shows the form. typed and parts are what the person wrote, where it could not be taken.
func (h *Handlers) entryPage(c *fiber.Ctx, status int, row Row, typed map[string]string, problem *models.Error, parts *Parts, partsProblem *models.Error) error {
	in := entryOf(row, typed, problem)
	if row.Kind == Measures {
		organisations, err := h.keeper.Organisations(c.UserContext())
		if err != nil {
			return err
		}
		held, err := h.keeper.Parts(c.UserContext(), pages.VisitOf(c).PlanID)
		if err != nil {
			return err
		}
		for _, p := range held {
			if p.Key == row.Ref {
				in.Parts = partsOf(organisations, p, parts, partsProblem)
			}
		}
	}
	frame := h.pages.Frame(c, overviewPath, "keeping.entry_title."+string(row.Kind), "Label", row.Label)
	return h.pages.RenderStatus(c, status, keeping.EntryPage(frame, in))
}

// Confirm answers POST /katalog/:slag/:ref/bekreft.
func (h *Handlers) Confirm(c *fiber.Ctx) error {
	kind, ref := Kind(param(c, "slag")), param(c, "ref")
	if err := h.keeper.Confirm(c.UserContext(), change(c), kind, ref); err != nil {
		return err
	}
	return h.pages.Redirect(c, addressOf(c, overviewPath), "flash.catalogue_confirmed")
}

// Replace answers POST /katalog/:slag/:ref.
func (h *Handlers) Replace(c *fiber.Ctx) error {
	kind, ref := Kind(param(c, "slag")), param(c, "ref")
	typed := map[string]string{}
	for _, field := range kind.Fields() {
		typed[field.Name] = c.FormValue(field.Name)
	}
	err := h.keeper.Replace(c.UserContext(), change(c), kind, ref, typed)
	if problem, status := shownAgain(err); problem != nil {
		row, err := h.row(c)
		if err != nil {
			return err
		}
		return h.entryPage(c, status, row, typed, problem, nil, nil)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, addressOf(c, overviewPath), "flash.catalogue_replaced")
}

// ConfirmParts answers POST /katalog/tiltak/:ref/ansvar/bekreft.
func (h *Handlers) ConfirmParts(c *fiber.Ctx) error {
	if err := h.keeper.ConfirmParts(c.UserContext(), change(c), param(c, "ref")); err != nil {
		return err
	}
	return h.pages.Redirect(c, addressOf(c, overviewPath), "flash.catalogue_confirmed")
}

// ReplaceParts answers POST /katalog/tiltak/:ref/ansvar.
func (h *Handlers) ReplaceParts(c *fiber.Ctx) error {
	typed := Parts{
		Key: param(c, "ref"), Lead: c.FormValue("lead"), Contributors: chosen(c, "contributors"),
		Agencies: chosen(c, "agencies"), Independent: chosen(c, "independent"),
	}
	var err error
	if day := c.FormValue("from"); day != "" {
		if typed.From, err = models.ParseDate(day); err != nil {
			problems := models.Problems{{Field: "from", Key: "error.bad_date", Args: models.Args("Text", day)}}
			err = problems.Err()
		}
	}
	if err == nil {
		err = h.keeper.ReplaceParts(c.UserContext(), change(c), typed.Key, typed)
	}
	if problem, status := shownAgain(err); problem != nil {
		row, err := h.row(c)
		if err != nil {
			return err
		}
		return h.entryPage(c, status, row, nil, nil, &typed, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, addressOf(c, overviewPath), "flash.catalogue_replaced")
}

// shownAgain gives the problem and the status of a form that is shown once more with what was typed.
func shownAgain(err error) (*models.Error, int) {
	var known *models.Error
	if !errors.As(err, &known) {
		return nil, 0
	}
	switch known.Kind {
	case models.KindInvalid:
		return known, fiber.StatusUnprocessableEntity
	case models.KindConflict:
		return known, fiber.StatusConflict
	}
	return nil, 0
}

func change(c *fiber.Ctx) Change {
	visit := pages.VisitOf(c)
	return Change{Person: visit.Person, PlanID: visit.PlanID, PlanCode: visit.PlanCode, Seen: c.FormValue("sett")}
}

// chosen gives the values of checkboxes of one name.
func chosen(c *fiber.Ctx, name string) []string {
	var out []string
	for _, value := range c.Request().PostArgs().PeekMulti(name) {
		out = append(out, string(value))
	}
	return out
}

// param gives a part of the address as it was meant: codes may have letters such as Ø.
func param(c *fiber.Ctx, name string) string {
	text, err := url.PathUnescape(c.Params(name))
	if err != nil {
		return c.Params(name)
	}
	return text
}

func addressOf(c *fiber.Ctx, path string) string {
	if visit := pages.VisitOf(c); !visit.DefaultPlan {
		return "/plan/" + visit.PlanCode + path
	}
	return path
}
