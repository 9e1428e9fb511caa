package answers

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/answers"
)

const active = view.Path

// Handlers answer for the pages where papers are made.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// Choose answers GET /eksport. Without a choice, papers are made of the newest
// edition. A choice that cannot be used is said, and the page stands all the
// same.
func (h *Handlers) Choose(c *fiber.Ctx) error {
	in, err := h.desk.choices(c.UserContext(), pages.VisitOf(c).PlanID)
	if err != nil {
		return err
	}
	status := fiber.StatusOK
	in.Day = c.Query("dato")
	asOf, written, err := asked(c)
	if err == nil {
		err = in.choose(asOf, h.pages.Today())
	}
	if problem := (*models.Error)(nil); errors.As(err, &problem) {
		in.Problem, status = problem, fiber.StatusUnprocessableEntity
	}
	in.Basis.Language = written
	for _, kind := range Kinds() {
		in.Papers = append(in.Papers, paperOf(kind))
	}
	return h.pages.RenderStatus(c, status, view.ChoosePage(h.pages.Frame(c, active, "answers.title"), in.Choose))
}

// Preview answers GET /eksport/{dokument}.
func (h *Handlers) Preview(c *fiber.Ctx) error {
	kind, err := ParseKind(c.Params("dokument"))
	if err != nil {
		return err
	}
	asOf, written, err := asked(c)
	if err != nil {
		return err
	}
	if asOf.Now() {
		return h.pages.Redirect(c, pages.Address(c, active), "")
	}
	basis, err := h.desk.Read(c.UserContext(), pages.VisitOf(c).PlanID, asOf, h.pages.Today())
	if err != nil {
		return err
	}
	printer, err := h.desk.Printer(written)
	if err != nil {
		return err
	}
	in := view.Preview{Basis: basisOf(basis, written), Paper: paperOf(kind), Lang: string(written), Sheet: sheetOf(LayOut(kind, basis, printer))}
	own := h.pages.Printer(c)
	frame := h.pages.Frame(c, active, "answers.page", "Name", own.T("answers.name."+string(kind)), "Basis", nameOf(basis, own))
	return h.pages.Render(c, view.PreviewPage(frame, in))
}

// Download answers GET /eksport/{dokument}/fil/{format}.
func (h *Handlers) Download(c *fiber.Ctx) error {
	kind, err := ParseKind(c.Params("dokument"))
	if err != nil {
		return err
	}
	format, err := kind.FormatOf(c.Params("format"))
	if err != nil {
		return err
	}
	asOf, written, err := asked(c)
	if err != nil {
		return err
	}
	file, err := h.desk.File(c.UserContext(), pages.VisitOf(c).PlanID, kind, asOf, h.pages.Today(), written, format)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, file.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+file.Name+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(file.Body)
}

// asked reads what the address asks for.
func asked(c *fiber.Ctx) (models.AsOf, models.Language, error) {
	written, err := ParseLanguage(c.Query("sprak"))
	if err != nil {
		return models.AsOf{}, models.Bokmaal, err
	}
	asOf, err := models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
	return asOf, written, err
}
