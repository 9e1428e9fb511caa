// Package contributions answers for the pages on which a contributing ministry
// writes and signs its paragraph.
package contributions

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/app/reporting"
	"tiltak/app/reporting/readings"
	"tiltak/models"
	view "tiltak/views/reporting"
)

// Handlers answer for contributions.
type Handlers struct {
	desk   *reporting.Desk
	reader *readings.Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *reporting.Desk, reader *readings.Reader, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, reader: reader, pages: renderer}
}

// typed is the form as it was sent.
type typed struct {
	id       int64
	revision int
	content  models.ContributionContent
	role     string
	choice   string
}

func parse(c *fiber.Ctx) (typed, error) {
	id, err := pages.ID(c, "id")
	if err != nil {
		return typed{}, err
	}
	sent := pages.Posted(c)
	revision, err := strconv.Atoi(sent("revision"))
	if err != nil {
		revision = -1 // collides with everything, so nothing is overwritten
	}
	return typed{
		id: id, revision: revision, role: strings.TrimSpace(models.CleanText(sent("signed_role"))), choice: sent("valg"),
		content: models.ContributionContent{Text: sent("text"), Language: models.Language(sent("language"))},
	}, nil
}

func address(c *fiber.Ctx, id int64) string {
	return pages.Address(c, "/bidrag/"+strconv.FormatInt(id, 10))
}

// Form answers GET /bidrag/{id}.
func (h *Handlers) Form(c *fiber.Ctx) error {
	in, err := h.asked(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, in)
}

func (h *Handlers) read(c *fiber.Ctx, id int64) (view.ContributionInput, error) {
	visit := pages.VisitOf(c)
	return h.reader.Contribution(c.UserContext(), visit.Person, visit.PlanID, id)
}

func (h *Handlers) show(c *fiber.Ctx, status int, in view.ContributionInput) error {
	frame := h.pages.Frame(c, "/rapporter", "reporting.contribution_to", "Number", in.Measure.Number)
	return h.pages.RenderStatus(c, status, view.ContributionPage(frame, in))
}

// Save answers POST /bidrag/{id}/kladd.
func (h *Handlers) Save(c *fiber.Ctx) error {
	form, err := parse(c)
	if err != nil {
		return err
	}
	saved, err := h.desk.SaveContribution(c.UserContext(), pages.VisitOf(c).Person, form.id, form.revision, form.content.Text, form.content.Language)
	if err != nil {
		return h.notSaved(c, form, err)
	}
	if pages.Partial(c) {
		in := view.ContributionInput{Revision: saved.Revision, SavedAt: &saved.At, SavedBy: pages.VisitOf(c).Person.DisplayName, Round: view.Round{State: models.RoundOpen}, Text: models.CleanText(form.content.Text), Language: form.content.Language}
		return h.pages.Render(c, view.ContributionAnswer(h.pages.Frame(c, "/rapporter", "reporting.mine_title"), in))
	}
	return h.pages.Redirect(c, address(c, form.id), "flash.contribution_saved", "Revision", strconv.Itoa(saved.Revision))
}

// Sign answers POST /bidrag/{id}/signer: the paragraph as it is in the form is
// saved and signed in one step.
func (h *Handlers) Sign(c *fiber.Ctx) error {
	form, err := parse(c)
	if err != nil {
		return err
	}
	if _, err := h.desk.SaveAndSign(c.UserContext(), pages.VisitOf(c).Person, form.id, form.revision, form.content, form.role); err != nil {
		return h.notSaved(c, form, err)
	}
	return h.pages.Redirect(c, address(c, form.id), "flash.contribution_signed")
}

// notSaved answers a save that was refused, with everything that was typed.
func (h *Handlers) notSaved(c *fiber.Ctx, form typed, err error) error {
	var conflict *reporting.ConflictError
	var known *models.Error
	switch {
	case errors.As(err, &conflict):
		return h.conflict(c, form, conflict)
	case errors.As(err, &known) && pages.Partial(c) && (known.Kind == models.KindInvalid || known.Kind == models.KindState):
		status := fiber.StatusUnprocessableEntity
		if known.Kind == models.KindState {
			status = fiber.StatusConflict
		}
		return h.pages.RenderStatus(c, status, view.RefusedAnswer(h.pages.Frame(c, "/rapporter", "reporting.mine_title"), known, address(c, form.id)+"/versjoner"))
	case !errors.As(err, &known) || known.Kind != models.KindInvalid:
		return err
	}
	in, readErr := h.read(c, form.id)
	if readErr != nil {
		return readErr
	}
	in.Text, in.Language, in.Role, in.Problem = form.content.Text, form.content.Language, form.role, known
	return h.show(c, fiber.StatusUnprocessableEntity, in)
}

func (h *Handlers) conflict(c *fiber.Ctx, form typed, conflict *reporting.ConflictError) error {
	printer := h.pages.Printer(c)
	theirs, mine := conflict.Theirs, conflict.Mine
	in := view.ConflictInput{
		Action: address(c, form.id) + "/konflikt", Versions: address(c, form.id) + "/versjoner", Back: address(c, form.id), WholePage: !pages.Partial(c),
		Revision: theirs.Number, SavedBy: theirs.SavedBy, SavedAt: theirs.SavedAt,
		Differences: []view.Difference{{Label: printer.T("reporting.contribution_text"), Theirs: theirs.Contribution.Text, Mine: mine.Contribution.Text}},
		Fields:      []view.Field{{Name: "text", Value: mine.Contribution.Text}, {Name: "language", Value: string(mine.Contribution.Language)}, {Name: "signed_role", Value: form.role}},
	}
	frame := h.pages.Frame(c, "/rapporter", "reporting.conflict_page")
	if pages.Partial(c) {
		return h.pages.RenderStatus(c, fiber.StatusConflict, view.ConflictBox(frame, in))
	}
	return h.pages.RenderStatus(c, fiber.StatusConflict, view.ConflictPage(frame, in))
}

// Choose answers POST /bidrag/{id}/konflikt: which of two texts is to stand.
func (h *Handlers) Choose(c *fiber.Ctx) error {
	form, err := parse(c)
	if err != nil {
		return err
	}
	choice, number, _ := strings.Cut(form.choice, ":")
	theirs, err := strconv.Atoi(number)
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	in, err := h.read(c, form.id)
	if err != nil {
		return err
	}
	flash := map[string]string{view.KeepMine: "flash.contribution_mine_kept", view.KeepTheirs: "flash.contribution_theirs_kept", view.KeepBoth: "flash.report_joined"}[choice]
	basedOn, text := theirs, form.content.Text
	switch choice {
	case view.KeepMine:
	case view.KeepTheirs:
		if form.revision < 0 || form.revision == in.Revision { // set aside when it collided
			return h.pages.Redirect(c, address(c, form.id), flash)
		}
		basedOn = form.revision
	case view.KeepBoth:
		printer := h.pages.Printer(c)
		text = reporting.Join(in.Text, models.CleanText(text), models.JoinMark+printer.T("reporting.join_theirs", "Who", in.SavedBy), models.JoinMark+printer.T("reporting.join_yours"))
	default:
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	_, err = h.desk.SaveContribution(c.UserContext(), pages.VisitOf(c).Person, form.id, basedOn, text, form.content.Language)
	var conflict *reporting.ConflictError
	if choice == view.KeepTheirs && errors.As(err, &conflict) {
		err = nil // what was typed since is set aside too
	}
	if err != nil {
		return h.notSaved(c, form, err)
	}
	return h.pages.Redirect(c, address(c, form.id), flash)
}

// Versions answers GET /bidrag/{id}/versjoner.
func (h *Handlers) Versions(c *fiber.Ctx) error {
	in, err := h.asked(c)
	if err != nil {
		return err
	}
	list, err := h.reader.ContributionVersions(c.UserContext(), in, max(c.QueryInt("side", 1), 1))
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.ContributionVersionsPage(h.pages.Frame(c, "/rapporter", "reporting.versions_title"), list))
}

// Version answers GET /bidrag/{id}/versjoner/{versjon}.
func (h *Handlers) Version(c *fiber.Ctx) error {
	in, err := h.asked(c)
	if err != nil {
		return err
	}
	revisionID, err := pages.ID(c, "versjon")
	if err != nil {
		return err
	}
	version, err := h.reader.ContributionVersion(c.UserContext(), in, revisionID)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.ContributionVersionPage(h.pages.Frame(c, "/rapporter", "reporting.versions_title"), version))
}

// Restore answers POST /bidrag/{id}/versjoner/{versjon}/hent: an earlier text is
// saved as the newest. A paragraph that was signed is not any more.
func (h *Handlers) Restore(c *fiber.Ctx) error {
	in, err := h.asked(c)
	if err != nil {
		return err
	}
	revisionID, err := pages.ID(c, "versjon")
	if err != nil {
		return err
	}
	basedOn, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	version, err := h.reader.ContributionVersion(c.UserContext(), in, revisionID)
	if err != nil {
		return err
	}
	_, err = h.desk.SaveContribution(c.UserContext(), pages.VisitOf(c).Person, in.ID, basedOn, version.Content.Text, version.Content.Language)
	var conflict *reporting.ConflictError
	if errors.As(err, &conflict) { // nothing was typed here, so there is nothing to choose between
		return h.pages.Redirect(c, address(c, in.ID)+"/versjoner", "flash.report_restore_late")
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, address(c, in.ID), "flash.report_restored")
}

// asked reads the contribution that an address names.
func (h *Handlers) asked(c *fiber.Ctx) (view.ContributionInput, error) {
	id, err := pages.ID(c, "id")
	if err != nil {
		return view.ContributionInput{}, err
	}
	return h.read(c, id)
}
