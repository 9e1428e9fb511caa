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
	asked, err := askedOf(c, StatusReport) // in a language that all papers have
	if err == nil {
		err = in.choose(asked.AsOf, h.pages.Today())
	}
	if problem := (*models.Error)(nil); errors.As(err, &problem) {
		in.Problem, status = problem, fiber.StatusUnprocessableEntity
	}
	in.Basis.Language = asked.Language
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
	asked, err := askedOf(c, kind)
	if err != nil {
		return err
	}
	if asked.AsOf.Now() {
		return h.pages.Redirect(c, pages.Address(c, active), "")
	}
	visit := pages.VisitOf(c)
	basis, err := h.desk.For(c.UserContext(), visit.PlanID, asked, h.pages.Today())
	if err != nil {
		return err
	}
	printer, err := h.desk.Printer(asked.Language)
	if err != nil {
		return err
	}
	made := LayOut(kind, basis, printer)
	in := view.Preview{Basis: basisOf(basis, asked.Language), Paper: paperOf(kind), Lang: string(asked.Language), Sheet: sheetOf(made)}
	if kind == Reply {
		in.Reply = replyOf(basis, made, visit.Person.May(models.KeepCatalogue))
	}
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
	asked, err := askedOf(c, kind)
	if err != nil {
		return err
	}
	file, err := h.desk.File(c.UserContext(), pages.VisitOf(c).PlanID, asked, h.pages.Today(), format)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, file.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+file.Name+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(file.Body)
}

// askedOf reads what the address asks for of a paper.
func askedOf(c *fiber.Ctx, kind Kind) (Asked, error) {
	asked := Asked{Kind: kind, Evaluation: c.Query("evaluering")}
	var err error
	if asked.Language, err = kind.ParseLanguage(c.Query("sprak")); err != nil {
		asked.Language = kind.Languages()[0]
		return asked, err
	}
	asked.AsOf, err = models.ParseAsOf(c.Query("utgave"), c.Query("dato"))
	return asked, err
}
