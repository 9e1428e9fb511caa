// Package templates lets KOM set its newsletter in the office's own Word and
// PowerPoint templates.
package templates

import (
	"errors"
	"io"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/documents"
	"tiltak/app/documents/letterhead"
	"tiltak/app/newsletter"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// Address is where the page stands.
const Address = "/nyhetsbrev-maler"

// Handlers answer under /nyhetsbrev-maler.
type Handlers struct {
	desk  *newsletter.Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *newsletter.Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// List answers GET /nyhetsbrev-maler.
func (h *Handlers) List(c *fiber.Ctx) error { return h.list(c, fiber.StatusOK, nil) }

func (h *Handlers) list(c *fiber.Ctx, status int, problem *models.Error) error {
	visit := pages.VisitOf(c)
	kept, err := h.desk.Templates(c.UserContext(), visit.Person, visit.PlanID)
	if err != nil {
		return err
	}
	in := view.Templates{Problem: problem, Required: letterhead.Required(), Most: letterhead.MostBytes >> 20}
	for _, t := range kept {
		in.Rows = append(in.Rows, view.Template{DocumentTemplate: t.DocumentTemplate, By: t.By})
	}
	return h.pages.RenderStatus(c, status, view.TemplatesPage(h.pages.Frame(c, "/nyhetsbrev", "letterhead.title"), in))
}

// Add answers POST /nyhetsbrev-maler.
func (h *Handlers) Add(c *fiber.Ctx) error {
	name, body, err := sentFile(c)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	err = h.desk.AddTemplate(c.UserContext(), visit.Person, visit.PlanID, name, body)
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return h.list(c, fiber.StatusUnprocessableEntity, known)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, Address), "flash.template_added")
}

// sentFile reads the file of the form; none is an empty one.
func sentFile(c *fiber.Ctx) (name string, body []byte, err error) {
	header, err := c.FormFile("mal")
	if err != nil {
		return "", nil, nil //nolint:nilerr // told as an empty file
	}
	file, err := header.Open()
	if err != nil {
		return "", nil, models.Wrap(err, "open an upload")
	}
	defer file.Close()
	body, err = io.ReadAll(io.LimitReader(file, letterhead.MostBytes+1))
	return header.Filename, body, models.Wrap(err, "read an upload")
}

// Retire answers POST /nyhetsbrev-maler/{format}/ut.
func (h *Handlers) Retire(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	if err := h.desk.RetireTemplate(c.UserContext(), visit.Person, visit.PlanID, c.Params("format")); err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, Address), "flash.template_retired")
}

// Try answers GET /nyhetsbrev-maler/{format}: example text in the template that
// stands, or in ours, which may serve as one to begin with.
func (h *Handlers) Try(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	format, err := newsletter.FormatOf(c.Params("format"))
	if err != nil || format.Name != "docx" && format.Name != "pptx" {
		return errors.Join(models.NotFound(), err)
	}
	file, err := h.desk.TryTemplate(c.UserContext(), visit.Person, visit.PlanID, format)
	if err != nil {
		return err
	}
	return send(c, format, file)
}

func send(c *fiber.Ctx, format documents.Format, file models.IssueFile) error {
	c.Set(fiber.HeaderContentType, format.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="eksempel`+format.Extension+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(file.Body)
}
