// Package history shows what a ministry has saved of a report, fetches it back,
// and gives the receipt for what was submitted.
package history

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/app/reporting"
	"tiltak/app/reporting/readings"
	"tiltak/models"
	view "tiltak/views/reporting"
)

// Handlers answer for the versions of a report.
type Handlers struct {
	desk   *reporting.Desk
	reader *readings.Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *reporting.Desk, reader *readings.Reader, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, reader: reader, pages: renderer}
}

func (h *Handlers) read(c *fiber.Ctx) (view.FormInput, error) {
	id, err := pages.ID(c, "id")
	if err != nil {
		return view.FormInput{}, err
	}
	visit := pages.VisitOf(c)
	return h.reader.Form(c.UserContext(), visit.Person, visit.PlanID, id)
}

// List answers GET /rapporter/{id}/versjoner.
func (h *Handlers) List(c *fiber.Ctx) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	page := max(c.QueryInt("side", 1), 1)
	list, err := h.reader.Versions(c.UserContext(), in, page)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.VersionsPage(h.pages.Frame(c, "/rapporter", "reporting.versions_title"), list))
}

// Show answers GET /rapporter/{id}/versjoner/{revision}.
func (h *Handlers) Show(c *fiber.Ctx) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	revisionID, err := pages.ID(c, "versjon")
	if err != nil {
		return err
	}
	version, err := h.reader.Version(c.UserContext(), in, revisionID)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.VersionPage(h.pages.Frame(c, "/rapporter", "reporting.versions_title"), version))
}

// Restore answers POST /rapporter/{id}/versjoner/{revision}/hent.
func (h *Handlers) Restore(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	revisionID, err := pages.ID(c, "versjon")
	if err != nil {
		return err
	}
	basedOn, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	address := pages.Address(c, "/rapporter/"+strconv.FormatInt(id, 10))
	_, err = h.desk.Restore(c.UserContext(), pages.VisitOf(c).Person, id, revisionID, basedOn)
	var conflict *reporting.ConflictError
	if errors.As(err, &conflict) { // nothing was typed here, so there is nothing to choose between
		return h.pages.Redirect(c, address+"/versjoner", "flash.report_restore_late")
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, address, "flash.report_restored")
}

// Receipt answers GET /rapporter/{id}/kvittering with a text file for the
// ministry's archive.
func (h *Handlers) Receipt(c *fiber.Ctx) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	version, err := h.reader.Submitted(c.UserContext(), in)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	c.Set(fiber.HeaderContentType, "text/plain; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+receiptName(in)+`"`)
	return c.SendString(receipt(h.pages.Printer(c), visit.PlanTitle, visit.Demo, in, version))
}
