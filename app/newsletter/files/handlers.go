// Package files gives a newsletter's section as files, and as a page for paper.
package files

import (
	"github.com/gofiber/fiber/v2"

	"tiltak/app/documents"
	"tiltak/app/newsletter"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

const active = "/nyhetsbrev"

// Handlers answer under /nyhetsbrev/{kvartal}.
type Handlers struct {
	desk  *newsletter.Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *newsletter.Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// Print answers GET /nyhetsbrev/{kvartal}/utskrift: the section alone.
func (h *Handlers) Print(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	ref, err := models.ParseIssueRef(c.Params("kvartal"))
	if err != nil {
		return err
	}
	loaded, err := h.desk.LoadNumber(c.UserContext(), visit.Person, visit.PlanID, ref)
	if err != nil {
		return err
	}
	sheet, err := h.desk.Sheet(loaded)
	if err != nil {
		return err
	}
	in := view.Print{Period: loaded.Issue.Period, Sheet: sheet}
	frame := h.pages.Frame(c, active, "newsletter.print.title", "Months", h.pages.Printer(c).Months(in.Period))
	return h.pages.Render(c, view.PrintPage(frame, in))
}

// Download answers GET /nyhetsbrev/{kvartal}/fil/{format}.
func (h *Handlers) Download(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	ref, err := models.ParseIssueRef(c.Params("kvartal"))
	if err != nil {
		return err
	}
	format, err := newsletter.FormatOf(c.Params("format"))
	if err != nil {
		return err
	}
	file, err := h.desk.Download(c.UserContext(), visit.Person, visit.PlanID, ref, format)
	if err != nil {
		return err
	}
	return sendFile(c, ref, format, file)
}

func sendFile(c *fiber.Ctx, ref models.IssueRef, format documents.Format, file models.IssueFile) error {
	c.Set(fiber.HeaderContentType, format.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+newsletter.FileName(ref, format)+`"`)
	if c.GetRespHeader(fiber.HeaderCacheControl) == "" {
		c.Set(fiber.HeaderCacheControl, "private, no-store")
	}
	return c.Send(file.Body)
}
