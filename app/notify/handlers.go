package notify

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/notify/sender"
	"tiltak/app/notify/smtp"
	"tiltak/app/pages"
	"tiltak/models"
	"tiltak/views/layout"
	view "tiltak/views/notify"
)

// Handlers answer the pages about a round's mails.
type Handlers struct {
	desk   *Desk
	pages  *pages.Renderer
	server smtp.Server
	office *sender.Office
}

// Through lets tests of mail be sent by an office; nil: mail is not set up.
func (h *Handlers) Through(office *sender.Office) { h.office = office }

// NewHandlers makes the handlers. server is the mail server; the zero value is
// none.
func NewHandlers(desk *Desk, renderer *pages.Renderer, server smtp.Server) *Handlers {
	return &Handlers{desk: desk, pages: renderer, server: server}
}

const active = "/runder"

func invalid(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return known
	}
	return nil
}

func (h *Handlers) redirect(c *fiber.Ctx, path, key string, args ...any) error {
	return h.pages.Redirect(c, pages.Address(c, path), key, args...)
}

// Page answers GET /runder/{kvartal}/paminnelser.
func (h *Handlers) Page(c *fiber.Ctx) error { return h.page(c, fiber.StatusOK, nil, nil) }

func (h *Handlers) page(c *fiber.Ctx, status int, typed *models.ReminderRules, problem *models.Error) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	only := view.StateOf(c.Query("vis"))
	in, err := h.desk.Page(c.UserContext(), pages.VisitOf(c).PlanID, period, only, max(1, c.QueryInt("side", 1)))
	if err != nil {
		return err
	}
	in.On, in.Sender, in.Problem = h.server.On(), h.server.Sender(), problem
	if typed != nil {
		in.Rules = *typed
	}
	return h.pages.RenderStatus(c, status, view.RemindersPage(h.frame(c, period, "reminders.title"), in))
}

func (h *Handlers) frame(c *fiber.Ctx, period models.Quarter, key string, args ...any) layout.Frame {
	args = append(args, "Quarter", h.pages.Printer(c).Quarter(period))
	return h.pages.Frame(c, active, key, args...)
}

// SaveRules answers POST /runder/{kvartal}/paminnelser/regler.
func (h *Handlers) SaveRules(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	posted := pages.Posted(c)
	number := func(name string) int { n, _ := strconv.Atoi(strings.TrimSpace(posted(name))); return n } // no number is told as one out of bounds
	on := func(kind models.MailKind) bool { return posted("on_"+string(kind)) != "" }
	hour, err := strconv.Atoi(strings.TrimSpace(posted("hour")))
	if err != nil {
		hour = -1
	}
	rules := models.ReminderRules{
		BeforeDays: number("before_days"), EveryDays: number("every_days"), EscalateDays: number("escalate_days"), Hour: hour,
		Opening: on(models.MailOpening), Before: on(models.MailBefore), Deadline: on(models.MailDeadline), After: on(models.MailAfter),
		Escalation: on(models.MailEscalation), Returned: on(models.MailReturned), Cleared: on(models.MailCleared),
	}
	visit := pages.VisitOf(c)
	err = h.desk.SaveRules(c.UserContext(), visit.Person, visit.PlanID, period, rules)
	if problem := invalid(err); problem != nil {
		return h.page(c, fiber.StatusUnprocessableEntity, &rules, problem)
	}
	if err != nil {
		return err
	}
	return h.redirect(c, view.Path(period), "flash.reminder_rules_saved")
}

// Text answers GET /runder/{kvartal}/paminnelser/tekster/{slag}.
func (h *Handlers) Text(c *fiber.Ctx) error {
	return h.text(c, fiber.StatusOK, nil, nil)
}

func (h *Handlers) text(c *fiber.Ctx, status int, typed *models.MailText, problem *models.Error) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	kind := view.KindOf(c.Params("slag"))
	in, err := h.desk.Text(c.UserContext(), visit.PlanID, period, kind, int64(c.QueryInt("person")), typed)
	switch found := invalid(err); {
	case found != nil:
		problem, status = found, fiber.StatusUnprocessableEntity
	case err != nil:
		return err
	}
	in.Problem, in.MailOn, in.Typed = problem, h.server.On(), typed != nil
	return h.pages.RenderStatus(c, status, view.TextsPage(h.frame(c, period, "reminders.text_title."+string(kind)), in))
}

// SaveText answers POST /runder/{kvartal}/paminnelser/tekster/{slag}: it shows
// the text as mails, keeps it, or gives the first one back.
func (h *Handlers) SaveText(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	posted := pages.Posted(c)
	typed := models.MailText{
		Kind: view.KindOf(c.Params("slag")), Subject: strings.TrimSpace(posted("subject")),
		Body: strings.TrimSpace(strings.ReplaceAll(posted("body"), "\r\n", "\n")),
	}
	visit := pages.VisitOf(c)
	back := view.TextPath(period, typed.Kind)
	switch posted("handling") {
	case "vis":
		return h.text(c, fiber.StatusOK, &typed, nil)
	case "standard":
		if err := h.desk.ResetText(c.UserContext(), visit.Person, visit.PlanID, period, typed.Kind); err != nil {
			return err
		}
		return h.redirect(c, back, "flash.mail_text_reset")
	}
	err = h.desk.SaveText(c.UserContext(), visit.Person, visit.PlanID, period, typed)
	if invalid(err) != nil {
		return h.text(c, fiber.StatusUnprocessableEntity, &typed, nil)
	}
	if err != nil {
		return err
	}
	return h.redirect(c, back, "flash.mail_text_saved")
}

// Extra answers POST /runder/{kvartal}/paminnelser/send.
func (h *Handlers) Extra(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	if !h.server.On() {
		return models.NewError(models.KindState, "reminders.problem.off")
	}
	visit := pages.VisitOf(c)
	count, err := h.desk.Extra(c.UserContext(), visit.Person, visit.PlanID, period)
	if err != nil {
		return err
	}
	return h.redirect(c, view.Path(period), "flash.reminder_extra", "Mails", strconv.Itoa(count))
}

// Mail answers GET /runder/{kvartal}/paminnelser/epost/{id}.
func (h *Handlers) Mail(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	in, err := h.desk.Mail(c.UserContext(), pages.VisitOf(c).PlanID, period, id)
	if err != nil {
		return err
	}
	in.On = h.server.On()
	return h.pages.Render(c, view.MailsPage(h.frame(c, period, "reminders.mail_title", "Name", in.Mail.Name), in))
}

// Retry answers POST /runder/{kvartal}/paminnelser/epost/{id}/send.
func (h *Handlers) Retry(c *fiber.Ctx) error {
	if !h.server.On() {
		return models.NewError(models.KindState, "reminders.problem.off")
	}
	return h.move(c, h.desk.Retry, "flash.mail_retried")
}

// Cancel answers POST /runder/{kvartal}/paminnelser/epost/{id}/avlys.
func (h *Handlers) Cancel(c *fiber.Ctx) error {
	return h.move(c, h.desk.Cancel, "flash.mail_cancelled")
}

func (h *Handlers) move(c *fiber.Ctx, do func(context.Context, models.Person, int64, models.Quarter, int64) error, flash string) error {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	if err := do(c.UserContext(), visit.Person, visit.PlanID, period, id); err != nil {
		return err
	}
	return h.redirect(c, view.MailPath(period, id), flash)
}

// Test answers POST /admin/epost/test: it sends a mail to the administrator who
// asks, and says at once what came of it.
func (h *Handlers) Test(c *fiber.Ctx) error {
	if h.office == nil {
		return models.NewError(models.KindState, "reminders.problem.off")
	}
	id, err := h.desk.Test(c.UserContext(), pages.VisitOf(c).Person)
	if err != nil {
		return err
	}
	if err := h.office.Now(c.UserContext(), id); err != nil {
		return err
	}
	mail, err := h.desk.test(c.UserContext(), id)
	if err != nil {
		return err
	}
	if mail.State == models.MailSent {
		return h.pages.Redirect(c, "/admin", "flash.mail_test_sent", "Address", mail.ToAddress)
	}
	return models.NewError(models.KindState, "reminders.problem.test_failed", "Why", h.pages.Printer(c).T("reminders.outcome."+string(mail.Outcome)), "Said", mail.LastError)
}
