// Package versions shows an editor what was saved of a newsletter, and fetches
// it back.
package versions

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/newsletter"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

const active = "/nyhetsbrev"

// Handlers answer under /nyhetsbrev/{kvartal}/versjoner.
type Handlers struct {
	desk  *newsletter.Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *newsletter.Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// List answers GET /nyhetsbrev/{kvartal}/versjoner.
func (h *Handlers) List(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	page := max(1, c.QueryInt("side", 1))
	versions, err := h.desk.Versions(c.UserContext(), visit.Person, visit.PlanID, period, page)
	if err != nil {
		return err
	}
	in := view.Versions{Period: period, Page: page, Pages: newsletter.VersionPages(versions)}
	for _, v := range versions {
		in.Rows = append(in.Rows, row(v))
	}
	frame := h.pages.Frame(c, active, "newsletter.versions.title", "Months", h.pages.Printer(c).Months(period))
	return h.pages.Render(c, view.VersionsPage(frame, in))
}

func row(v newsletter.Version) view.VersionRow {
	return view.VersionRow{ID: v.ID, Number: v.Number, SetAside: v.SetAside, SavedAt: v.SavedAt, SavedBy: v.SavedBy}
}

// Show answers GET /nyhetsbrev/{kvartal}/versjoner/{versjon}.
func (h *Handlers) Show(c *fiber.Ctx) error {
	period, id, err := named(c)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	version, loaded, err := h.desk.VersionOf(c.UserContext(), visit.Person, visit.PlanID, period, id)
	if err != nil {
		return err
	}
	sheet, err := h.desk.Sheet(loaded)
	if err != nil {
		return err
	}
	in := view.VersionInput{Period: period, Row: row(version), Revision: loaded.Issue.Revision, Sheet: sheet}
	frame := h.pages.Frame(c, active, "newsletter.versions.title", "Months", h.pages.Printer(c).Months(period))
	return h.pages.Render(c, view.VersionPage(frame, in))
}

// Restore answers POST /nyhetsbrev/{kvartal}/versjoner/{versjon}/hent.
func (h *Handlers) Restore(c *fiber.Ctx) error {
	period, id, err := named(c)
	if err != nil {
		return err
	}
	basedOn, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	visit := pages.VisitOf(c)
	if err := h.desk.Restore(c.UserContext(), visit.Person, visit.PlanID, period, id, basedOn); err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, active+"/"+period.String()), "flash.newsletter_restored")
}

func named(c *fiber.Ctx) (models.Quarter, int64, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return period, 0, err
	}
	id, err := pages.ID(c, "versjon")
	return period, id, err
}
