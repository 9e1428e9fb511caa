package compare

import (
	"bytes"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/documents"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/comparison"
)

// Handlers answer for comparisons.
type Handlers struct {
	comparer *Comparer
	pages    *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(comparer *Comparer, renderer *pages.Renderer) *Handlers {
	return &Handlers{comparer, renderer}
}

// Page answers GET /utgaver/sammenlign. A day that is filled in goes before the
// edition that is chosen.
func (h *Handlers) Page(c *fiber.Ctx) error {
	question := Question{From: c.Query("fra"), To: c.Query("til")}
	if day := c.Query("fra_dato"); day != "" {
		question.From = day
	}
	if day := c.Query("til_dato"); day != "" {
		question.To = day
	}
	in, err := h.comparer.Compare(c.UserContext(), pages.VisitOf(c), h.pages.Today(), question)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.ComparisonPage(h.pages.Frame(c, "/utgaver", "comparison.title"), in))
}

// File answers GET /utgaver/sammenlign/fil/{format}.
func (h *Handlers) File(c *fiber.Ctx) error {
	format, err := documents.Find(c.Params("format"))
	var unknown *documents.UnknownFormatError
	if errors.As(err, &unknown) {
		return models.NewError(models.KindNotFound, "comparison.problem.format", "Format", unknown.Format, "Formats", strings.Join(unknown.Known, ", "))
	}
	if err != nil {
		return err
	}
	in, err := h.comparer.Compare(c.UserContext(), pages.VisitOf(c), h.pages.Today(), Question{From: c.Query("fra"), To: c.Query("til")})
	if err != nil {
		return err
	}
	if in.Nothing {
		return models.NotFound()
	}
	var body bytes.Buffer
	if err := format.Write(&body, Document(in, MadeAt(in), h.pages.Printer(c))); err != nil {
		return models.Wrap(err, "write a comparison")
	}
	c.Set(fiber.HeaderContentType, format.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+FileName(in, format)+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(body.Bytes())
}

// FileName is what a download is called.
func FileName(in view.Page, format documents.Format) string {
	return "sammenligning-" + in.From.Word() + "-" + in.To.Word() + format.Extension
}
