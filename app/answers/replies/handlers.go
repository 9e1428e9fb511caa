package replies

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/answers"
	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/replies"
)

const active = "/anbefalinger"

// Handlers answer for the replies to evaluations.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// asked is what an address is about.
type asked struct {
	pages.Visit
	evaluation models.EvaluationRef
	written    models.Language
}

func askedOf(c *fiber.Ctx) (asked, error) {
	evaluation, err := models.ParseEvaluationRef(c.Params("evaluering"))
	if err != nil {
		return asked{}, err
	}
	written := Languages()[0]
	if text := c.Query("sprak"); text != "" {
		if written = models.Language(text); !slices.Contains(Languages(), written) {
			return asked{}, models.NewError(models.KindInvalid, "reply.problem.language", "Text", text)
		}
	}
	return asked{pages.VisitOf(c), evaluation, written}, nil
}

// Desk answers GET /anbefalinger/svar/{evaluering}: what is frozen for everybody,
// and what is under way for who may word it.
func (h *Handlers) Desk(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	listed, err := h.desk.List(c.UserContext(), ask.PlanID, ask.evaluation)
	if err != nil {
		return err
	}
	in := view.Desk{Evaluation: ask.evaluation.String(), Keeper: ask.Person.May(models.KeepCatalogue), Frozen: frozenOf(listed)}
	switch under := slices.IndexFunc(listed, func(r Listed) bool { return r.State == models.ReplyDraft }); {
	case in.Keeper && under >= 0:
		in.Draft, err = h.draft(c, listed[under].ReplyDesk, ask)
	case in.Keeper:
		newest, failed := h.desk.newest(c.UserContext(), ask.PlanID)
		if len(newest) > 0 {
			in.Newest = models.EditionRef{Period: newest[0].Period}
		}
		err = failed
	}
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.DeskPage(h.pages.Frame(c, active, "reply.title", "Evaluation", in.Evaluation), in))
}

func (h *Handlers) draft(c *fiber.Ctx, reply models.ReplyDesk, ask asked) (*view.Draft, error) {
	work, err := h.desk.work(c.UserContext(), reply, ask.evaluation)
	if err != nil {
		return nil, err
	}
	made, err := h.desk.made(work, ask.written, true)
	if err != nil {
		return nil, err
	}
	printer, err := h.desk.papers.Printer(models.Bokmaal)
	return draftOf(work, made, ask.written, printer), err
}

// Begin answers POST /anbefalinger/svar/{evaluering}/begynn.
func (h *Handlers) Begin(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	if err := h.desk.Begin(c.UserContext(), ask.Person, ask.PlanID, ask.evaluation); err != nil {
		return err
	}
	return h.back(c, ask, "")
}

// back goes to the desk.
func (h *Handlers) back(c *fiber.Ctx, ask asked, flash string) error {
	return h.pages.Redirect(c, h.pages.Frame(c, active, "recommendation.title").URL(view.Path(ask.evaluation.String())+"?sprak="+string(ask.written)), flash)
}

// Follow answers POST /anbefalinger/svar/{evaluering}/folg.
func (h *Handlers) Follow(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	if err := h.desk.Follow(c.UserContext(), ask.Person, ask.PlanID, ask.evaluation); err != nil {
		return err
	}
	return h.back(c, ask, "flash.reply_followed")
}

// Freeze answers POST /anbefalinger/svar/{evaluering}/frys.
func (h *Handlers) Freeze(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	last, err := strconv.ParseInt(c.FormValue("sist"), 10, 64)
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	if err := h.desk.Freeze(c.UserContext(), ask.Person, ask.PlanID, ask.evaluation, Seen{Edition: c.FormValue("utgave"), Last: last}); err != nil {
		return err
	}
	return h.back(c, ask, "flash.reply_frozen")
}

// Wording answers GET /anbefalinger/svar/{evaluering}/tekst/{ref}.
func (h *Handlers) Wording(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	return h.wording(c, ask, fiber.StatusOK, nil)
}

// Save answers POST /anbefalinger/svar/{evaluering}/tekst/{ref}.
func (h *Handlers) Save(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	based, err := strconv.Atoi(c.FormValue("versjon"))
	if err != nil || based < 0 {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	wording := Wording{Ref: c.Params("ref"), Language: ask.written, Based: based, Text: c.FormValue("tekst")}
	err = h.desk.Save(c.UserContext(), ask.Person, ask.PlanID, ask.evaluation, wording)
	var conflict *ConflictError
	var known *models.Error
	switch {
	case err == nil:
		return h.back(c, ask, "flash.reply_saved")
	case errors.As(err, &conflict):
		return h.wording(c, ask, fiber.StatusConflict, func(in *view.Wording) {
			other := versionOf(conflict.Other)
			in.Typed, in.Other = conflict.Typed, &other
		})
	case errors.As(err, &known) && known.Kind == models.KindInvalid:
		return h.wording(c, ask, fiber.StatusUnprocessableEntity, func(in *view.Wording) {
			in.Typed, in.Based, in.Problem = wording.Text, based, known
		})
	}
	return err
}

// wording shows the page of a wording; change says what is other than it stands.
func (h *Handlers) wording(c *fiber.Ctx, ask asked, status int, change func(*view.Wording)) error {
	work, err := h.desk.Work(c.UserContext(), ask.Person, ask.PlanID, ask.evaluation)
	if models.IsKind(err, models.KindNotFound) { // where one begins
		return h.back(c, ask, "")
	}
	if err != nil {
		return err
	}
	sources, ref := work.Basis.Sources(), c.Params("ref")
	at := slices.IndexFunc(sources, func(s answers.Source) bool { return s.Recommendation.Ref == ref })
	if at < 0 {
		return models.NotFound()
	}
	printer, err := h.desk.papers.Printer(models.Bokmaal)
	if err != nil {
		return err
	}
	versions, err := h.desk.Versions(c.UserContext(), work.Reply.ID, ref, ask.written)
	if err != nil {
		return err
	}
	in := view.Wording{Evaluation: ask.evaluation.String(), Language: ask.written, Row: rowOf(work, sources[at], ask.written, printer)}
	in.Typed = in.Row.Text
	if saved, there := work.Find(ref, ask.written); there {
		in.Based = saved.Number
		if in.Row.Changed {
			in.Before = saved.Source
		}
	} else if in.Typed = sources[at].Proposed(ask.written); in.Typed != "" {
		in.Proposed = true
	}
	for _, version := range versions {
		in.Versions = append(in.Versions, versionOf(version))
	}
	if change != nil {
		in.Proposed = false
		change(&in)
	}
	frame := h.pages.Frame(c, active, "reply.title", "Evaluation", in.Evaluation)
	frame.Title = ref + " " + frame.Name(in.Row.Topic)
	return h.pages.RenderStatus(c, status, view.WordingPage(frame, in))
}

// DraftFile answers GET /anbefalinger/svar/{evaluering}/fil/{format}.
func (h *Handlers) DraftFile(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	if !slices.Contains(Formats(), c.Params("format")) {
		return models.NotFound()
	}
	file, err := h.desk.DraftFile(c.UserContext(), ask.Person, ask.PlanID, ask.evaluation, ask.written, c.Params("format"))
	if err != nil {
		return err
	}
	return send(c, file)
}

// FrozenFile answers GET /anbefalinger/svar/{evaluering}/{nr}/fil/{format}.
func (h *Handlers) FrozenFile(c *fiber.Ctx) error {
	ask, err := askedOf(c)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(c.Params("nr"))
	if err != nil {
		return models.NotFound()
	}
	kept, err := h.desk.FrozenFile(c.UserContext(), ask.PlanID, ask.evaluation, number, ask.written, c.Params("format"))
	if err != nil {
		return err
	}
	format, err := answers.Reply.FormatOf(kept.Format)
	if err != nil {
		return err
	}
	return send(c, answers.File{Name: kept.Name, ContentType: format.ContentType, Body: kept.Body})
}

func send(c *fiber.Ctx, file answers.File) error {
	c.Set(fiber.HeaderContentType, file.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+file.Name+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(file.Body)
}
