package intake

import (
	"encoding/base64"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/intake"
)

// Handlers answer for the pages on which recommendations are taken in.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// The addresses that files are sent to, and the largest body of each.
const (
	Address        = view.Path
	AddressConfirm = view.Path + "/bekreft"
	MostSent       = MostBytes + 1<<20
	MostConfirmed  = MostBytes/3*4 + 1<<20
)

const navigationEntry = "/anbefalinger"

// Start answers GET /anbefalinger/import.
func (h *Handlers) Start(c *fiber.Ctx) error { return h.start(c, fiber.StatusOK, Sent{}, nil) }

func (h *Handlers) start(c *fiber.Ctx, status int, sent Sent, faults []Fault) error {
	frame := h.pages.Frame(c, navigationEntry, "intake.title")
	in := view.Start{Most: MostBytes >> 10, Fields: fieldsOf(frame.Printer, sent)}
	for _, field := range in.Fields {
		in.Typed = in.Typed || field.Value != ""
	}
	for _, fault := range faults {
		in.Faults = append(in.Faults, view.Fault{Where: fault.Where(frame.Printer), Text: fault.Text(frame.Printer)})
		in.Typed = in.Typed || fault.Place.InForm
	}
	return h.pages.RenderStatus(c, status, view.StartPage(frame, in))
}

// Template answers GET /anbefalinger/import/mal.xlsx and its siblings.
func (h *Handlers) Template(form Form) fiber.Handler {
	return func(c *fiber.Ctx) error {
		file, err := Template(form, h.pages.Printer(c))
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, form.ContentType())
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="anbefalinger-mal.`+string(form)+`"`)
		c.Set(fiber.HeaderCacheControl, "private, no-store")
		return c.Send(file)
	}
}

// Try answers POST /anbefalinger/import: what the file would change.
func (h *Handlers) Try(c *fiber.Ctx) error {
	sent, err := sentFile(c)
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	plan, err := h.desk.Try(c.UserContext(), AskerOf(visit.Person), visit.PlanCode, sent, nil, h.pages.Printer(c))
	if err != nil {
		return h.refused(c, sent, err)
	}
	return h.preview(c, fiber.StatusOK, sent, plan, nil, false)
}

// refused shows the first page again with what is wrong with the file.
func (h *Handlers) refused(c *fiber.Ctx, sent Sent, err error) error {
	var refused *FaultsError
	if errors.As(err, &refused) {
		return h.start(c, fiber.StatusUnprocessableEntity, sent, refused.Faults)
	}
	return err
}

func (h *Handlers) preview(c *fiber.Ctx, status int, sent Sent, plan Plan, chosen []Lineage, again bool) error {
	frame := h.pages.Frame(c, navigationEntry, "intake.preview_title")
	in := previewOf(plan, frame.Printer, chosen)
	in.Again = again
	in.FileName, in.Held = sent.Name, base64.RawURLEncoding.EncodeToString(sent.Content)
	in.Fields = fieldsOf(frame.Printer, sent)
	return h.pages.RenderStatus(c, status, view.PreviewPage(frame, in))
}

// Confirm answers POST /anbefalinger/import/bekreft.
func (h *Handlers) Confirm(c *fiber.Ctx) error {
	posted := pages.Posted(c)
	content, err := base64.RawURLEncoding.DecodeString(posted(view.HeldField))
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	sent := Sent{Name: posted(view.NameField), Content: content, Evaluation: evaluationOf(posted)}
	chosen := chosenOf(c)
	visit := pages.VisitOf(c)
	plan, err := h.desk.Import(c.UserContext(), AskerOf(visit.Person), visit.PlanCode, sent, chosen, posted(view.AgreedField), h.pages.Printer(c))
	if models.IsKind(err, models.KindConflict) {
		if plan, err = h.desk.Try(c.UserContext(), AskerOf(visit.Person), visit.PlanCode, sent, nil, h.pages.Printer(c)); err == nil {
			return h.preview(c, fiber.StatusConflict, sent, plan, chosen, true)
		}
	}
	if err != nil {
		return h.refused(c, sent, err)
	}
	words := h.pages.Printer(c)
	if plan.Nothing() {
		return h.pages.Redirect(c, pages.Address(c, navigationEntry), "flash.intake_same")
	}
	return h.pages.Redirect(c, pages.Address(c, navigationEntry), "flash.intake_done", "Evaluation", plan.Name(words), "Counts", plan.Count(words))
}

// sentFile reads the file of the form, and what is typed beside it.
func sentFile(c *fiber.Ctx) (Sent, error) {
	sent := Sent{Evaluation: evaluationOf(func(name string) string { return c.FormValue(name) })}
	header, err := c.FormFile(view.FileField)
	if err != nil {
		return sent, nil //nolint:nilerr // told as an empty file
	}
	file, err := header.Open()
	if err != nil {
		return sent, models.Wrap(err, "open an upload")
	}
	defer file.Close()
	sent.Name = path.Base(strings.ReplaceAll(header.Filename, `\`, "/"))
	sent.Content, err = io.ReadAll(io.LimitReader(file, MostBytes+1))
	return sent, models.Wrap(err, "read an upload")
}

func evaluationOf(posted func(name string) string) map[Field]string {
	values := map[Field]string{}
	for _, field := range EvaluationFields() {
		if text := strings.TrimSpace(posted(view.EvaluationFor + string(field))); text != "" {
			values[field] = strings.Clone(text)
		}
	}
	return values
}

// chosenOf reads which recommendations are said to raise the same as which.
func chosenOf(c *fiber.Ctx) []Lineage {
	pairs := map[string][]string{}
	for _, value := range c.Request().PostArgs().PeekMulti(view.LineageField) {
		if later, earlier, both := strings.Cut(string(value), "="); both {
			pairs[later] = append(pairs[later], earlier)
		}
	}
	return Lineages(pairs)
}
