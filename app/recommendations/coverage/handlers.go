// Package coverage shows how far the measures answer the recommendations, on a
// page and as files.
package coverage

import (
	"bytes"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/dashboard/state"
	"tiltak/app/documents"
	"tiltak/app/editions"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/coverage"
)

// Handlers answer for the coverage map.
type Handlers struct {
	reader *editions.Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(reader *editions.Reader, renderer *pages.Renderer) *Handlers {
	return &Handlers{reader: reader, pages: renderer}
}

func (h *Handlers) state(c *fiber.Ctx) (state.State, error) {
	asOf, err := models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
	if err != nil {
		return state.State{}, err
	}
	return state.For(c.UserContext(), h.reader, pages.VisitOf(c), h.pages.Today(), state.Reading{AsOf: asOf})
}

// Map answers GET /dekning.
func (h *Handlers) Map(c *fiber.Ctx) error {
	shown, err := h.state(c)
	if err != nil {
		return err
	}
	in := view.Page{Source: shown.Source, Map: models.CoverageOf(shown.Snapshot), Formats: documents.Formats().Names()}
	return h.pages.Render(c, view.MapPage(h.pages.Frame(c, "/anbefalinger", "coverage.title"), in))
}

// File answers GET /dekning/fil/{format}.
func (h *Handlers) File(c *fiber.Ctx) error {
	format, err := documents.Find(c.Params("format"))
	var unknown *documents.UnknownFormatError
	if errors.As(err, &unknown) {
		return models.NewError(models.KindNotFound, "comparison.problem.format", "Format", unknown.Format, "Formats", strings.Join(unknown.Known, ", "))
	}
	if err != nil {
		return err
	}
	shown, err := h.state(c)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := format.Write(&body, Document(shown.Snapshot, h.pages.Printer(c))); err != nil {
		return models.Wrap(err, "write the coverage map")
	}
	c.Set(fiber.HeaderContentType, format.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="dekning-`+shown.Snapshot.StatusDate.String()+format.Extension+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(body.Bytes())
}
