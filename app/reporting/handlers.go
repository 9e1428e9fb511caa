package reporting

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/app/reporting/readings"
	"tiltak/models"
	view "tiltak/views/reporting"
)

// Handlers answer for the pages on which the lead ministry reports.
type Handlers struct {
	desk   *Desk
	reader *readings.Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, reader *readings.Reader, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, reader: reader, pages: renderer}
}

// navigationEntry is the entry of the navigation that these pages belong to.
const navigationEntry = "/rapporter"

// Mine answers GET /rapporter.
func (h *Handlers) Mine(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	owed, err := h.reader.Owed(c.UserContext(), visit.Person, visit.PlanID)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.OwedPage(h.pages.Frame(c, navigationEntry, "reporting.mine_title"), owed))
}

// Summary answers GET /rapporter/oppsummering.
func (h *Handlers) Summary(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	in, err := h.reader.Summary(c.UserContext(), visit.Person, visit.PlanID)
	if err != nil {
		return err
	}
	for i, r := range in.Reports {
		if r.State.Editable() {
			in.Reports[i].Missing = models.TextProblems(r.Content.ForSubmission(), h.pages.Today())
		}
	}
	return h.pages.Render(c, view.SummaryPage(h.pages.Frame(c, navigationEntry, "reporting.summary_title"), in))
}

// Form answers GET /rapporter/{id}. ?ny=lenke and ?ny=milepael add an empty row.
func (h *Handlers) Form(c *fiber.Ctx) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	switch c.Query("ny") {
	case "lenke":
		in.BlankLinks = 1
	case "milepael":
		in.BlankSteps = 1
	}
	return h.show(c, fiber.StatusOK, in)
}

func (h *Handlers) read(c *fiber.Ctx) (view.FormInput, error) {
	id, err := pages.ID(c, "id")
	if err != nil {
		return view.FormInput{}, err
	}
	visit := pages.VisitOf(c)
	return h.reader.Form(c.UserContext(), visit.Person, visit.PlanID, id)
}

func (h *Handlers) show(c *fiber.Ctx, status int, in view.FormInput) error {
	frame := h.pages.Frame(c, navigationEntry, "reporting.form_title", "Number", in.Measure.Number, "Quarter", h.pages.Printer(c).Quarter(in.Round.Period))
	return h.pages.RenderStatus(c, status, view.FormPage(frame, in))
}

// Save answers POST /rapporter/{id}/kladd: «Lagre kladd», the automatic save,
// and every button of the form that changes its fields.
func (h *Handlers) Save(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	sent := pages.Posted(c)
	what, detail, _ := strings.Cut(sent("handling"), ":")
	if what == "fjern_lenke" {
		sent = without(sent, "link_url_"+detail, "link_label_"+detail)
	}
	form := ParseForm(sent)
	person := pages.VisitOf(c).Person
	var saved Saved
	if milestone, parseErr := strconv.ParseInt(detail, 10, 64); what == "fjern_milepael" && parseErr == nil {
		saved, err = h.desk.RemoveMilestone(c.UserContext(), person, id, form, milestone)
	} else {
		saved, err = h.desk.SaveForm(c.UserContext(), person, id, form)
	}
	if err != nil {
		return h.notSaved(c, id, form, err)
	}
	switch what {
	case "hent":
		return h.fetch(c, id, saved, detail)
	case "bidrag":
		return h.takeIn(c, id, saved, detail)
	case "ingen_endring":
		return h.noChange(c, id, saved)
	case "ny_lenke":
		return h.back(c, id, "?ny=lenke#link_url_"+strconv.Itoa(len(saved.Content.Links)), "")
	case "ny_milepael":
		return h.back(c, id, "?ny=milepael#milestone_title_"+strconv.Itoa(len(saved.Content.Milestones)), "")
	case "fjern_lenke":
		return h.back(c, id, "#links", "")
	case "fjern_milepael":
		return h.back(c, id, "#milestones", "")
	case "oppsummering":
		return h.pages.Redirect(c, pages.Address(c, navigationEntry+"/oppsummering"), "flash.report_saved", "Revision", strconv.Itoa(saved.Revision))
	case "neste":
		if next, err := strconv.ParseInt(detail, 10, 64); err == nil && next > 0 {
			id = next
		}
	}
	if pages.Partial(c) {
		return h.savedPart(c, id, form, saved)
	}
	return h.back(c, id, "", "flash.report_saved", "Revision", strconv.Itoa(saved.Revision))
}

func without(value func(string) string, names ...string) func(string) string {
	return func(name string) string {
		for _, left := range names {
			if name == left {
				return ""
			}
		}
		return value(name)
	}
}

// back leads to the form of a report after a change.
func (h *Handlers) back(c *fiber.Ctx, id int64, rest, flash string, args ...any) error {
	return h.pages.Redirect(c, pages.Address(c, navigationEntry+"/"+strconv.FormatInt(id, 10))+rest, flash, args...)
}

// savedPart answers an automatic save: when it was saved, and what the form on
// the page must know for its next save.
func (h *Handlers) savedPart(c *fiber.Ctx, id int64, form ParsedForm, saved Saved) error {
	beside, err := h.reader.Beside(c.UserContext(), id)
	if err != nil {
		return err
	}
	part := view.SavedPart{
		Form: view.FormInput{
			ReportID: id, Revision: saved.Revision, SavedAt: &saved.At, SavedBy: pages.VisitOf(c).Person.DisplayName,
			State: models.ReportDraft, Round: view.Round{State: models.RoundOpen}, Content: saved.Content, Last: beside.Last,
			Earlier: beside.Earlier, Judgement: beside.Judgement,
		},
		MilestoneIDs: map[int]int64{},
	}
	for i, row := range form.Rows {
		if i < len(saved.Content.Milestones) && form.Content.Milestones[i].MilestoneID == 0 {
			part.MilestoneIDs[row] = saved.Content.Milestones[i].MilestoneID
		}
	}
	return h.pages.Render(c, view.SavedAnswer(h.pages.Frame(c, navigationEntry, "reporting.mine_title"), part))
}

// notSaved answers a save that was refused, with everything that was typed.
func (h *Handlers) notSaved(c *fiber.Ctx, id int64, form ParsedForm, err error) error {
	var conflict *ConflictError
	var known *models.Error
	switch {
	case errors.As(err, &conflict):
		return h.conflict(c, id, form, conflict)
	case !errors.As(err, &known):
		return err
	case pages.Partial(c) && (known.Kind == models.KindInvalid || known.Kind == models.KindState):
		status := fiber.StatusUnprocessableEntity
		if known.Kind == models.KindState {
			status = fiber.StatusConflict
		}
		frame := h.pages.Frame(c, navigationEntry, "reporting.mine_title")
		return h.pages.RenderStatus(c, status, view.RefusedAnswer(frame, known, pages.Address(c, navigationEntry+"/"+strconv.FormatInt(id, 10)+"/versjoner")))
	case known.Kind != models.KindInvalid:
		return err
	}
	in, readErr := h.read(c)
	if readErr != nil {
		return readErr
	}
	in.Content, in.Approval, in.Without, in.Problem = form.Content, form.Approval, form.Without, known
	return h.show(c, fiber.StatusUnprocessableEntity, in)
}

// fetch puts the last report's text into a field. What stood there has been
// saved as a revision of its own just before.
func (h *Handlers) fetch(c *fiber.Ctx, id int64, saved Saved, field string) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	if in.Last == nil {
		return h.back(c, id, "", "")
	}
	content := saved.Content
	if !copyText(&content, in.Last.Content, field) {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	if _, err := h.desk.SaveDraft(c.UserContext(), pages.VisitOf(c).Person, id, saved.Revision, content); err != nil {
		return h.notSaved(c, id, ParsedForm{Content: content, Revision: saved.Revision}, err)
	}
	return h.back(c, id, "#"+field, "flash.report_fetched")
}

// takeIn adds a signed contribution to what the lead has written itself, as a
// starting point.
func (h *Handlers) takeIn(c *fiber.Ctx, id int64, saved Saved, ministry string) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	content := saved.Content
	for _, other := range in.Contributions {
		if other.Code == ministry && other.SignedAt != nil {
			content.Done = strings.TrimSpace(content.Done + "\n\n" + other.Text)
		}
	}
	if _, err := h.desk.SaveDraft(c.UserContext(), pages.VisitOf(c).Person, id, saved.Revision, content); err != nil {
		return h.notSaved(c, id, ParsedForm{Content: content, Revision: saved.Revision}, err)
	}
	return h.back(c, id, "#done", "flash.report_contribution_fetched", "Ministry", ministry)
}

// noChange repeats the last report, unless a milestone has passed.
func (h *Handlers) noChange(c *fiber.Ctx, id int64, saved Saved) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	if in.Last == nil || !models.MayReportNoChange(in.Content, &in.Last.Content, h.pages.Today()) {
		in.Problem = models.NewError(models.KindInvalid, "reporting.problem.no_change_refused")
		return h.show(c, fiber.StatusUnprocessableEntity, in)
	}
	content := models.RepeatLast(saved.Content, in.Last.Content)
	repeated, err := h.desk.SaveDraft(c.UserContext(), pages.VisitOf(c).Person, id, saved.Revision, content)
	switch {
	case err != nil:
		return h.notSaved(c, id, ParsedForm{Content: content, Revision: saved.Revision}, err)
	case !repeated.Content.NoChange: // a milestone was moved, reached or added
		return h.back(c, id, "#milestones", "flash.report_not_unchanged")
	}
	return h.back(c, id, "#godkjenning", "flash.report_no_change")
}

// Submit answers POST /rapporter/{id}/send-inn.
func (h *Handlers) Submit(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	form := ParseForm(pages.Posted(c))
	saved, err := h.desk.SaveAndSubmit(c.UserContext(), pages.VisitOf(c).Person, id, form)
	if err != nil {
		if saved.Revision > 0 { // kept as a draft, and its milestones have ids now
			form.Content = saved.Content
		}
		return h.notSaved(c, id, form, err)
	}
	return h.back(c, id, "", "flash.report_submitted")
}

// Withdraw answers POST /rapporter/{id}/trekk-tilbake.
func (h *Handlers) Withdraw(c *fiber.Ctx) error {
	id, err := pages.ID(c, "id")
	if err != nil {
		return err
	}
	if err := h.desk.Withdraw(c.UserContext(), pages.VisitOf(c).Person, id); err != nil {
		return err
	}
	return h.back(c, id, "", "flash.report_withdrawn")
}

func (h *Handlers) conflict(c *fiber.Ctx, id int64, form ParsedForm, conflict *ConflictError) error {
	printer := h.pages.Printer(c)
	address := pages.Address(c, navigationEntry+"/"+strconv.FormatInt(id, 10))
	in := view.ConflictInput{
		Action: address + "/konflikt", Versions: address + "/versjoner", Back: address, WholePage: !pages.Partial(c),
		Revision: conflict.Theirs.Number, SavedBy: conflict.Theirs.SavedBy, SavedAt: conflict.Theirs.SavedAt,
		Differences: view.Differences(printer, conflict.Theirs.Report, conflict.Mine.Report),
		Fields:      append(view.FieldsOf(conflict.Mine.Report), view.Field{Name: "approved_role", Value: form.Approval.Role}, view.Field{Name: "approved_on", Value: form.Approval.On}),
	}
	frame := h.pages.Frame(c, navigationEntry, "reporting.conflict_page")
	if pages.Partial(c) {
		return h.pages.RenderStatus(c, fiber.StatusConflict, view.ConflictBox(frame, in))
	}
	return h.pages.RenderStatus(c, fiber.StatusConflict, view.ConflictPage(frame, in))
}

// Choose answers POST /rapporter/{id}/konflikt: which of two texts is to stand.
// All that was typed comes with it, also what was typed after the collision.
func (h *Handlers) Choose(c *fiber.Ctx) error {
	in, err := h.read(c)
	if err != nil {
		return err
	}
	sent := pages.Posted(c)
	form := ParseForm(sent)
	choice, number, _ := strings.Cut(sent("valg"), ":")
	theirs, err := strconv.Atoi(number)
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	flash := map[string]string{view.KeepMine: "flash.report_mine_kept", view.KeepTheirs: "flash.report_theirs_kept", view.KeepBoth: "flash.report_joined"}[choice]
	basedOn, content := theirs, form.Content
	switch choice {
	case view.KeepMine:
	case view.KeepTheirs:
		if form.Revision < 0 || form.Revision == in.Revision { // set aside when it collided
			return h.back(c, in.ReportID, "", flash)
		}
		basedOn = form.Revision
	case view.KeepBoth:
		printer := h.pages.Printer(c)
		content = joinContents(in.Content, content,
			models.JoinMark+printer.T("reporting.join_theirs", "Who", in.SavedBy), models.JoinMark+printer.T("reporting.join_yours"))
	default:
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	_, err = h.desk.SaveForm(c.UserContext(), pages.VisitOf(c).Person, in.ReportID, ParsedForm{Revision: basedOn, Content: content, Approval: form.Approval})
	var conflict *ConflictError
	if choice == view.KeepTheirs && errors.As(err, &conflict) {
		err = nil // what was typed since is set aside too
	}
	if err != nil {
		return h.notSaved(c, in.ReportID, form, err)
	}
	return h.back(c, in.ReportID, "", flash)
}
