package roundtrip

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/roundtrip"
)

// Handlers answer for the pages on which workbooks go out and come back.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// navigationEntry is the entry of the navigation that these pages belong to.
const navigationEntry = "/rapporter"

// Address of the first of these pages; uploads are sent to it.
const Address = "/rapporter/regneark"

// Start answers GET /rapporter/regneark.
func (h *Handlers) Start(c *fiber.Ctx) error { return h.start(c, fiber.StatusOK, nil) }

func (h *Handlers) start(c *fiber.Ctx, status int, faults Faults) error {
	visit := pages.VisitOf(c)
	in := view.Start{Most: MostBytes >> 20}
	for _, fault := range faults {
		in.Faults = append(in.Faults, view.Fault{Sheet: fault.Sheet, Row: fault.Row, Column: fault.Column, Text: h.pages.Printer(c).Message(fault.Key, fault.Args)})
	}
	if visit.Running != nil {
		waiting, err := h.desk.Has(c.UserContext(), visit.Person, visit.PlanID)
		if err != nil {
			return err
		}
		in.Waiting, in.Period, in.Deadline = waiting, visit.Running.Period, visit.Running.Deadline
		if in.Reports, in.Contributions, err = h.desk.Count(c.UserContext(), visit.Person, visit.Running.ID); err != nil {
			return err
		}
	}
	return h.pages.RenderStatus(c, status, view.StartPage(h.pages.Frame(c, navigationEntry, "roundtrip.title"), in))
}

// File answers GET /rapporter/regneark/fil with the workbook.
func (h *Handlers) File(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	book, err := h.desk.Book(c.UserContext(), visit.Person, visit.PlanID)
	if err != nil {
		return err
	}
	if book.Empty() {
		return models.NotFound()
	}
	book.Example = visit.Demo
	var file bytes.Buffer
	if err := Write(&file, book, h.pages.Printer(c), h.desk.now()); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+fileName(book)+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(file.Bytes())
}

// fileName tells which round and ministry a workbook is of.
func fileName(book Book) string {
	who := ""
	for _, r := range book.Reports {
		if !strings.Contains(who+"-", "-"+strings.ToLower(r.Lead)+"-") {
			who += "-" + strings.ToLower(r.Lead)
		}
	}
	if who == "" {
		who = "-bidrag"
	}
	return "rapportering-" + book.Period.String() + who + ".xlsx"
}

// Upload answers POST /rapporter/regneark.
func (h *Handlers) Upload(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	file, err := sentFile(c)
	if err != nil {
		return err
	}
	changed, err := h.desk.Take(c.UserContext(), visit.Person, visit.PlanID, file, h.pages.Printer(c))
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return h.start(c, fiber.StatusUnprocessableEntity, refused.Faults)
	case err != nil:
		return err
	case !changed:
		return h.pages.Redirect(c, pages.Address(c, Address), "flash.roundtrip_same")
	}
	return h.pages.Redirect(c, pages.Address(c, Address+"/endringer"), "")
}

// sentFile reads the file of the form; none is an empty one.
func sentFile(c *fiber.Ctx) ([]byte, error) {
	header, err := c.FormFile("regneark")
	if err != nil {
		return nil, nil //nolint:nilerr // told as an empty file
	}
	file, err := header.Open()
	if err != nil {
		return nil, models.Wrap(err, "open an upload")
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, MostBytes+1))
	return content, models.Wrap(err, "read an upload")
}

// Preview answers GET /rapporter/regneark/endringer.
func (h *Handlers) Preview(c *fiber.Ctx) error {
	return h.preview(c, fiber.StatusOK, Outcome{}, Decisions{})
}

func (h *Handlers) preview(c *fiber.Ctx, status int, outcome Outcome, decisions Decisions) error {
	visit := pages.VisitOf(c)
	w, err := h.desk.Waiting(c.UserContext(), visit.Person, visit.PlanID)
	if models.IsKind(err, models.KindNotFound) {
		return h.pages.Redirect(c, pages.Address(c, Address), "flash.roundtrip_none")
	}
	if err != nil {
		return err
	}
	frame := h.pages.Frame(c, navigationEntry, "roundtrip.preview_title")
	in := previewOf(w, outcome, decisions, frame.Printer, frame.URL)
	return h.pages.RenderStatus(c, status, view.PreviewPage(frame, in))
}

// Confirm answers POST /rapporter/regneark/endringer.
func (h *Handlers) Confirm(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	decisions := decided(c)
	outcome, err := h.desk.Confirm(c.UserContext(), visit.Person, visit.PlanID, decisions)
	switch {
	case models.IsKind(err, models.KindNotFound):
		return h.pages.Redirect(c, pages.Address(c, Address), "flash.roundtrip_none")
	case models.IsKind(err, models.KindState):
		return h.preview(c, fiber.StatusConflict, Outcome{Stale: map[string]bool{}}, Decisions{Upload: -1})
	case err != nil:
		return err
	case !outcome.Done() && len(outcome.Undecided) > 0:
		return h.preview(c, fiber.StatusUnprocessableEntity, outcome, decisions)
	case !outcome.Done():
		return h.preview(c, fiber.StatusConflict, outcome, decisions)
	case outcome.Saved == 0:
		return h.pages.Redirect(c, pages.Address(c, navigationEntry), "flash.roundtrip_kept")
	}
	return h.pages.Redirect(c, pages.Address(c, navigationEntry), "flash.roundtrip_saved", "Drafts", h.pages.Printer(c).T("roundtrip.drafts", "Count", outcome.Saved))
}

// Discard answers POST /rapporter/regneark/forkast.
func (h *Handlers) Discard(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	if err := h.desk.Discard(c.UserContext(), visit.Person, visit.PlanID, visit.PlanCode); err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, Address), "flash.roundtrip_discarded")
}

// decided reads what the person has said.
func decided(c *fiber.Ctx) Decisions {
	d := Decisions{Seen: map[string]int{}, File: map[string]map[Field]bool{}}
	for name, value := range c.Request().PostArgs().All() {
		key, text := string(name), string(value)
		if key == "opplasting" {
			d.Upload, _ = strconv.ParseInt(text, 10, 64)
		}
		if rest, ok := strings.CutPrefix(key, view.SeenPrefix); ok {
			if revision, err := strconv.Atoi(text); err == nil {
				d.Seen[rest] = revision
			}
		}
		if rest, ok := strings.CutPrefix(key, view.ChoicePrefix); ok && (text == view.ChooseFile || text == view.ChooseNow) {
			of, field, _ := strings.Cut(rest, "_")
			if d.File[of] == nil {
				d.File[of] = map[Field]bool{}
			}
			d.File[of][Field(field)] = text == view.ChooseFile
		}
	}
	return d
}
