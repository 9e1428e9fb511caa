package meeting

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/documents"
	"tiltak/app/pages"
	"tiltak/models"
	"tiltak/views/layout"
	view "tiltak/views/meeting"
	"tiltak/views/trail"
)

// Handlers answer for the meeting and its decisions.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

const active = "/runder"

func (h *Handlers) meeting(c *fiber.Ctx) (view.Meeting, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Meeting{}, err
	}
	return h.desk.Meeting(c.UserContext(), pages.VisitOf(c), period, h.pages.Today())
}

func (h *Handlers) frame(c *fiber.Ctx, key string, meeting view.Meeting) layout.Frame {
	return h.pages.Frame(c, active, key, "Quarter", h.pages.Printer(c).Quarter(meeting.Period))
}

// Agenda answers GET /runder/{kvartal}/mote.
func (h *Handlers) Agenda(c *fiber.Ctx) error {
	meeting, err := h.meeting(c)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.AgendaPage(h.frame(c, "meeting.title", meeting), meeting))
}

// Print answers GET /runder/{kvartal}/mote/utskrift.
func (h *Handlers) Print(c *fiber.Ctx) error {
	meeting, err := h.meeting(c)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.PrintPage(h.frame(c, "meeting.title", meeting), meeting))
}

// Item answers GET /runder/{kvartal}/mote/{sak}.
func (h *Handlers) Item(c *fiber.Ctx) error {
	return h.showItem(c, fiber.StatusOK, nil, nil)
}

// showItem shows an item, and the form as it was typed where that could not be
// taken.
func (h *Handlers) showItem(c *fiber.Ctx, status int, typed *Typed, problem *models.Error) error {
	meeting, err := h.meeting(c)
	if err != nil {
		return err
	}
	item, err := Find(meeting, models.AgendaSubject(c.Params("sak")))
	if err != nil {
		return err
	}
	form := view.Form{Owners: meeting.Now.Organisations, Owner: meeting.Now.Plan.Coordinator, Problem: problem, OfMeasure: item.Measure != nil}
	if item.Measure != nil {
		form.Owner = item.Measure.Lead
	}
	if typed != nil {
		form.Text, form.Owner, form.Due, form.Publishable = typed.Text, typed.Owner, typed.Due, typed.Publishable
	}
	frame := h.frame(c, "meeting.title", meeting)
	frame.Title = view.PlainTitle(frame, item)
	frame.Navigation = nil // the room looks at the item, not at the menu
	return h.pages.RenderStatus(c, status, view.ItemPage(frame, meeting, item, form))
}

func typedIn(c *fiber.Ctx) Typed {
	return Typed{Text: c.FormValue("text"), Owner: c.FormValue("owner"), Due: c.FormValue("due"), Publishable: c.FormValue("publishable") != ""}
}

// Record answers POST /runder/{kvartal}/mote/{sak}.
func (h *Handlers) Record(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	visit, typed, subject := pages.VisitOf(c), typedIn(c), models.AgendaSubject(c.Params("sak"))
	_, err = h.desk.Record(c.UserContext(), visit.Person, visit.PlanID, period, subject, typed)
	if problem := invalid(err); problem != nil {
		return h.showItem(c, fiber.StatusUnprocessableEntity, &typed, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, view.ItemPath(period, subject)), "flash.decision_recorded")
}

// invalid gives the error when it is about what was typed.
func invalid(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return known
	}
	return nil
}

// Minutes answers GET /runder/{kvartal}/mote/referat.
func (h *Handlers) Minutes(c *fiber.Ctx) error {
	on, err := h.held(c)
	if err != nil {
		return err
	}
	meeting, err := h.meeting(c)
	if err != nil {
		return err
	}
	in := view.Minutes{Meeting: meeting, On: on, Formats: documents.TextFormats().Names()}
	return h.pages.Render(c, view.MinutesPage(h.frame(c, "meeting.minutes.title", meeting), in))
}

// held is the day of the meeting as the address has it; today where it has none.
func (h *Handlers) held(c *fiber.Ctx) (models.Date, error) {
	if text := c.Query("dato"); text != "" {
		return models.ParseDate(text)
	}
	return h.pages.Today(), nil
}

// MinutesFile answers GET /runder/{kvartal}/mote/referat/fil/{format}.
func (h *Handlers) MinutesFile(c *fiber.Ctx) error {
	format, err := documents.TextFormats().Find(c.Params("format"))
	var unknown *documents.UnknownFormatError
	if errors.As(err, &unknown) {
		return models.NewError(models.KindNotFound, "meeting.problem.format", "Format", c.Params("format"), "Formats", strings.Join(unknown.Known, ", "))
	}
	on, err := h.held(c)
	if err != nil {
		return err
	}
	meeting, err := h.meeting(c)
	if err != nil {
		return err
	}
	body, err := MinutesFile(meeting, on, h.pages.Printer(c), format)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, format.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+FileName(meeting.Period, on, format)+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(body)
}

// List answers GET /beslutninger.
func (h *Handlers) List(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	filter := Filter{All: c.Query("vis") == "alle", Measure: max(0, c.QueryInt("tiltak")), Page: max(1, c.QueryInt("side", 1))}
	decisions, more, err := h.desk.List(c.UserContext(), visit.Person, visit.PlanID, filter)
	if err != nil {
		return err
	}
	in := view.List{Decisions: decisions, More: more, All: filter.All, Measure: filter.Measure, Page: filter.Page, MayChange: visit.Person.May(models.RunRounds)}
	return h.pages.Render(c, view.DecisionsPage(h.pages.Frame(c, active, "decisions.title"), in))
}

// Decision answers GET /beslutninger/{id}.
func (h *Handlers) Decision(c *fiber.Ctx) error {
	return h.showDecision(c, fiber.StatusOK, func(*view.Decision) {})
}

// showDecision shows a decision, with what was typed put in by with.
func (h *Handlers) showDecision(c *fiber.Ctx, status int, with func(*view.Decision)) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	ctx, visit := c.UserContext(), pages.VisitOf(c)
	in := view.Decision{Back: back(c)}
	if in.DecisionFacts, err = h.desk.one(ctx, visit.PlanID, id); err != nil {
		return err
	}
	in.Form = view.Form{Text: in.Text, Owner: in.Owner.Code, Due: in.Due.String(), Publishable: in.Publishable, OfMeasure: in.MeasureKey != ""}
	if in.Form.Owners, err = h.desk.organisationsToChoose(ctx, visit.PlanID); err != nil {
		return err
	}
	frame := h.pages.Frame(c, active, "decisions.single")
	if in.History, err = h.history(ctx, frame, id); err != nil {
		return err
	}
	with(&in)
	return h.pages.RenderStatus(c, status, view.DecisionPage(frame, in))
}

// history puts the lines of the trail about a decision in words.
func (h *Handlers) history(ctx context.Context, frame layout.Frame, id int64) ([]view.Earlier, error) {
	lines, err := h.desk.trailOf(ctx, id)
	if err != nil {
		return nil, err
	}
	history := make([]view.Earlier, len(lines))
	for i, line := range lines {
		history[i] = view.Earlier{Line: trail.Line{AuditEvent: line}, Before: fieldsOf(frame, line.Before), After: fieldsOf(frame, line.After)}
	}
	return history, nil
}

// fieldsOf reads what a line of the trail tells of a decision.
func fieldsOf(frame layout.Frame, text string) []view.Field {
	var told struct {
		Text, Owner, Due, Note, State string
		Publishable                   *bool // not in lines from before it was asked
	}
	if text == "" || json.Unmarshal([]byte(text), &told) != nil {
		return nil
	}
	var fields []view.Field
	add := func(key, value string) {
		if value != "" {
			fields = append(fields, view.Field{Name: frame.T("decisions." + key), Text: value})
		}
	}
	add("said", told.Text)
	add("owner", told.Owner)
	if due, err := models.ParseDate(told.Due); err == nil {
		add("due", frame.Date(due))
	}
	if state := models.DecisionState(told.State); state.Valid() {
		add("state_word", frame.T("decisions.state."+told.State))
	}
	if told.Publishable != nil {
		add("newsletter", frame.T(map[bool]string{true: "decisions.may_be_told", false: "decisions.not_to_be_told"}[*told.Publishable]))
	}
	add("result", told.Note)
	return fields
}

// back is the page to return to, as the form or the address has it.
func back(c *fiber.Ctx) string {
	text := c.FormValue("til", c.Query("til"))
	if text == "" {
		return ""
	}
	return pages.LocalPath(text)
}

// Change answers POST /beslutninger/{id}.
func (h *Handlers) Change(c *fiber.Ctx) error {
	typed := typedIn(c)
	return h.act(c, "flash.decision_changed", func(ctx context.Context, person models.Person, id int64, revision int) error {
		return h.desk.Change(ctx, person, id, revision, typed)
	}, func(in *view.Decision, problem *models.Error) {
		in.Form.Text, in.Form.Owner, in.Form.Due, in.Form.Publishable, in.Form.Problem = typed.Text, typed.Owner, typed.Due, typed.Publishable, problem
	})
}

// Close answers POST /beslutninger/{id}/avslutt.
func (h *Handlers) Close(c *fiber.Ctx) error {
	next := models.DecisionState(c.FormValue("state"))
	if next == models.DecisionOpen {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	return h.act(c, "flash.decision_closed", func(ctx context.Context, person models.Person, id int64, revision int) error {
		return h.desk.Finish(ctx, person, id, revision, next, c.FormValue("note"))
	}, func(in *view.Decision, problem *models.Error) {
		in.Note, in.Problem = c.FormValue("note"), problem
	})
}

// Reopen answers POST /beslutninger/{id}/apne.
func (h *Handlers) Reopen(c *fiber.Ctx) error {
	return h.act(c, "flash.decision_reopened", func(ctx context.Context, person models.Person, id int64, revision int) error {
		return h.desk.Finish(ctx, person, id, revision, models.DecisionOpen, "")
	}, func(in *view.Decision, problem *models.Error) { in.Problem = problem })
}

// act does something to a decision of the visited plan and goes back to where
// the visitor came from. What could not be taken is shown again as typed.
func (h *Handlers) act(c *fiber.Ctx, flash string, do func(context.Context, models.Person, int64, int) error, again func(*view.Decision, *models.Error)) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	revision, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	visit := pages.VisitOf(c)
	if _, err := h.desk.one(c.UserContext(), visit.PlanID, id); err != nil {
		return err
	}
	err = do(c.UserContext(), visit.Person, id, revision)
	if problem := invalid(err); problem != nil {
		return h.showDecision(c, fiber.StatusUnprocessableEntity, func(in *view.Decision) { again(in, problem) })
	}
	if err != nil {
		return err
	}
	to := back(c)
	if to == "" {
		to = pages.Address(c, view.DecisionPath(id))
	}
	return h.pages.Redirect(c, to, flash)
}
