package newsletter

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

const active = "/nyhetsbrev"

// perPage is how many quarters the list shows at once.
const perPage = 12

// Handlers answer for the newsletter's pages.
type Handlers struct {
	desk  *Desk
	pages *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(desk *Desk, renderer *pages.Renderer) *Handlers {
	return &Handlers{desk: desk, pages: renderer}
}

// List answers GET /nyhetsbrev.
func (h *Handlers) List(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	page := max(1, c.QueryInt("side", 1))
	if query := strings.TrimSpace(c.Query("q")); query != "" {
		return h.search(c, query, page)
	}
	listed, err := h.desk.List(c.UserContext(), visit.Person, visit.PlanID, (page-1)*perPage, perPage)
	if err != nil {
		return err
	}
	if len(listed) == 0 && page > 1 {
		return models.NotFound()
	}
	in := view.List{Page: page, Pages: 1, MayEdit: visit.Person.May(models.EditNewsletter), Drafts: visit.Person.May(models.ReadNewsletter)}
	for _, l := range listed {
		in.Rows = append(in.Rows, rowOf(l))
		in.Pages = (l.Total + perPage - 1) / perPage
	}
	return h.pages.Render(c, view.ListPage(h.pages.Frame(c, active, "nav.newsletter"), in))
}

// search answers GET /nyhetsbrev?q=…: the frozen newsletters that hold the words.
func (h *Handlers) search(c *fiber.Ctx, query string, page int) error {
	visit := pages.VisitOf(c)
	hits, err := h.desk.Search(c.UserContext(), visit.Person, visit.PlanID, query, (page-1)*perPage, perPage)
	if err != nil {
		return err
	}
	in := view.Found{Query: query, Page: page, Pages: 1}
	for _, hit := range hits {
		in.Total, in.Pages = hit.Total, (hit.Total+perPage-1)/perPage
		row := view.Hit{Ref: models.IssueRef{Period: hit.Period}, Number: hit.Number, FrozenAt: hit.FrozenAt, Before: hit.Before, Found: hit.Found, After: hit.After, Replaced: hit.Number < hit.Newest}
		if row.Replaced {
			row.Ref.Number = hit.Number
		}
		in.Hits = append(in.Hits, row)
	}
	return h.pages.Render(c, view.FoundPage(h.pages.Frame(c, active, "newsletter.search.title"), in))
}

// Begin answers POST /nyhetsbrev/{kvartal}/begynn.
func (h *Handlers) Begin(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	if _, err := h.desk.Begin(c.UserContext(), visit.Person, visit.PlanID, period); err != nil {
		return err
	}
	return h.pages.Redirect(c, h.address(c, period, ""), "")
}

// Show answers GET /nyhetsbrev/{kvartal}: the desk for the editor of a draft,
// the paper for all others.
func (h *Handlers) Show(c *fiber.Ctx) error {
	loaded, err := h.load(c)
	if err != nil {
		return err
	}
	if loaded.Issue.State == models.IssueDraft && pages.VisitOf(c).Person.May(models.EditNewsletter) {
		return h.showDesk(c, fiber.StatusOK, loaded, nil)
	}
	return h.read(c, fiber.StatusOK, loaded, nil)
}

// Again shows a frozen issue's page with what was wrong in a form on it.
func (h *Handlers) Again(c *fiber.Ctx, change func(*view.Reading)) error {
	loaded, err := h.load(c)
	if err != nil {
		return err
	}
	return h.read(c, fiber.StatusUnprocessableEntity, loaded, change)
}

// read shows an issue as those who do not edit it see it; change may add what
// went wrong.
func (h *Handlers) read(c *fiber.Ctx, status int, loaded Loaded, change func(*view.Reading)) error {
	printer := h.pages.Printer(c)
	paper, err := h.desk.printer(loaded.Issue.Language)
	if err != nil {
		return err
	}
	in := view.Reading{
		Ref: models.IssueRef{Period: loaded.Issue.Period}, Life: lifeOf(loaded, pages.VisitOf(c).Person, h.pages.Today()),
		Period: loaded.Issue.Period, Frozen: loaded.Issue.State == models.IssueFrozen, FrozenAt: loaded.Issue.FrozenAt,
		Sheet: sheetOf(loaded.Issue, loaded.Items, loaded.Snapshot, paper), Formats: formatsOf(loaded),
	}
	// Without the number, the files beside it would be those of the newest.
	if named, err := models.ParseIssueRef(c.Params("kvartal")); in.Life.Replaced() || err == nil && named.Number > 0 {
		in.Ref.Number = loaded.Issue.Number
	}
	if change != nil {
		change(&in)
	}
	frame := h.pages.Frame(c, active, "newsletter.title", "Months", printer.Months(loaded.Issue.Period))
	return h.pages.RenderStatus(c, status, view.ReadingPage(frame, in))
}

// load reads the quarter that the address names.
func (h *Handlers) load(c *fiber.Ctx) (Loaded, error) {
	visit := pages.VisitOf(c)
	ref, err := models.ParseIssueRef(c.Params("kvartal"))
	if err != nil {
		return Loaded{}, err
	}
	return h.desk.LoadNumber(c.UserContext(), visit.Person, visit.PlanID, ref)
}

// showDesk writes the desk; change may add what went wrong.
func (h *Handlers) showDesk(c *fiber.Ctx, status int, loaded Loaded, change func(*view.Desk)) error {
	printer, err := h.desk.printer(loaded.Issue.Language)
	if err != nil {
		return err
	}
	in := deskOf(loaded, printer)
	in.Life = lifeOf(loaded, pages.VisitOf(c).Person, h.pages.Today())
	if change != nil {
		change(&in)
	}
	frame := h.pages.Frame(c, active, "newsletter.title", "Months", h.pages.Printer(c).Months(in.Period))
	frame.Script = "arrange.js"
	if !pages.Partial(c) {
		return h.pages.RenderStatus(c, status, view.DeskPage(frame, in))
	}
	if status != fiber.StatusOK {
		return h.pages.RenderStatus(c, status, view.Feedback(frame, in))
	}
	return h.pages.Render(c, view.Saved(frame, in))
}

// Save answers POST /nyhetsbrev/{kvartal}: it keeps what is typed, and then
// does what the pressed button says.
func (h *Handlers) Save(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	loaded, err := h.load(c)
	if err != nil {
		return err
	}
	form, err := url.ParseQuery(string(c.Body()))
	if err != nil {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	typed := contentFrom(form)
	basedOn, _ := strconv.Atoi(form.Get("revision"))
	if over, err := strconv.Atoi(form.Get("over")); err == nil {
		basedOn = over
	}
	var actions []Action
	action, pressed, err := actionFrom(form.Get("gjor"))
	if err != nil {
		return err
	}
	if pressed {
		actions = append(actions, action)
	}
	saved, err := h.desk.Save(c.UserContext(), visit.Person, loaded.Issue.ID, basedOn, typed, actions...)
	if err != nil {
		return h.notSaved(c, loaded, typed, basedOn, err)
	}
	if action.Do == AskMinistry {
		return h.ask(c, loaded, action.Item)
	}
	if pages.Partial(c) {
		if loaded, err = h.load(c); err != nil {
			return err
		}
		return h.showDesk(c, fiber.StatusOK, loaded, nil)
	}
	period := loaded.Issue.Period
	switch {
	case form.Get("gjor") == "frys":
		return h.pages.Redirect(c, h.address(c, period, "/frys"), "")
	case saved.NewItem != 0:
		return h.pages.Redirect(c, h.address(c, period, "#punkt_"+strconv.FormatInt(saved.NewItem, 10)), "")
	case action.Item != 0 && action.Do != RemoveOwn:
		return h.pages.Redirect(c, h.address(c, period, "#punkt_"+strconv.FormatInt(action.Item, 10)), "")
	case action.Key != "":
		return h.pages.Redirect(c, h.address(c, period, "#tiltak-"+action.Key), "")
	}
	return h.pages.Redirect(c, h.address(c, period, ""), "flash.newsletter_saved", "Time", h.pages.Printer(c).Time(saved.At))
}

// ask asks the ministry about an item that has just been saved.
func (h *Handlers) ask(c *fiber.Ctx, loaded Loaded, itemID int64) error {
	asked, err := h.desk.Ask(c.UserContext(), pages.VisitOf(c).Person, loaded.Issue.ID, itemID)
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, h.address(c, loaded.Issue.Period, "#punkt_"+strconv.FormatInt(itemID, 10)), "flash.newsletter_asked", "Ministry", asked.Organisation)
}

// notSaved shows the form again with what was typed, and why it was not saved.
func (h *Handlers) notSaved(c *fiber.Ctx, loaded Loaded, typed Content, basedOn int, err error) error {
	var conflict *ConflictError
	var known *models.Error
	switch {
	case errors.As(err, &conflict):
		return h.showDesk(c, fiber.StatusConflict, overlaid(loaded, typed), func(in *view.Desk) {
			in.Conflict = conflictOf(conflict, loaded, h.pages.Printer(c))
			in.Revision = basedOn
		})
	case errors.As(err, &known) && known.Kind == models.KindInvalid:
		return h.showDesk(c, fiber.StatusUnprocessableEntity, overlaid(loaded, typed), func(in *view.Desk) {
			in.Problem = known
			in.Revision = basedOn
		})
	}
	return err
}

// Refresh answers POST /nyhetsbrev/{kvartal}/oppdater.
func (h *Handlers) Refresh(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	if err := h.desk.Refresh(c.UserContext(), visit.Person, visit.PlanID, period); err != nil {
		return err
	}
	return h.pages.Redirect(c, h.address(c, period, ""), "flash.newsletter_refreshed")
}

// ChangeBasis answers POST /nyhetsbrev/{kvartal}/grunnlag.
func (h *Handlers) ChangeBasis(c *fiber.Ctx) error {
	visit := pages.VisitOf(c)
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return err
	}
	basis := Basis{Language: models.Language(c.FormValue("malform"))}
	if text := c.FormValue("mot"); text != "" {
		if basis.Before, err = models.ParseEditionRef(text); err != nil {
			return err
		}
	}
	if err := h.desk.ChangeBasis(c.UserContext(), visit.Person, visit.PlanID, period, basis); err != nil {
		return err
	}
	return h.pages.Redirect(c, h.address(c, period, ""), "flash.newsletter_basis")
}

// AskFreeze answers GET /nyhetsbrev/{kvartal}/frys.
func (h *Handlers) AskFreeze(c *fiber.Ctx) error {
	loaded, err := h.load(c)
	if err != nil {
		return err
	}
	if loaded.Issue.State == models.IssueFrozen {
		return h.pages.Redirect(c, h.address(c, loaded.Issue.Period, ""), "")
	}
	return h.askFreeze(c, fiber.StatusOK, loaded, nil)
}

func (h *Handlers) askFreeze(c *fiber.Ctx, status int, loaded Loaded, problem *models.Error) error {
	printer, err := h.desk.printer(loaded.Issue.Language)
	if err != nil {
		return err
	}
	in := view.Freeze{
		Period: loaded.Issue.Period, Edition: loaded.Source, Revision: loaded.Issue.Revision, Changed: loaded.SourceChanged(),
		Sheet: sheetOf(loaded.Issue, loaded.Items, loaded.Snapshot, printer), Problem: problem,
	}
	for _, m := range inOrder(loaded.Snapshot) {
		if !loaded.Snapshot.Reported(m) {
			in.Missing = append(in.Missing, view.Measure{MeasureFacts: m})
		}
	}
	frame := h.pages.Frame(c, active, "newsletter.freeze.title", "Months", h.pages.Printer(c).Months(in.Period))
	return h.pages.RenderStatus(c, status, view.FreezePage(frame, in))
}

// Freeze answers POST /nyhetsbrev/{kvartal}/frys.
func (h *Handlers) Freeze(c *fiber.Ctx) error {
	loaded, err := h.load(c)
	if err != nil {
		return err
	}
	revision, _ := strconv.Atoi(c.FormValue("revision"))
	err = h.desk.FreezeAt(c.UserContext(), pages.VisitOf(c).Person, loaded.Issue.ID, revision)
	var known *models.Error
	if errors.As(err, &known) && (known.Kind == models.KindInvalid || known.Kind == models.KindConflict) {
		status := fiber.StatusUnprocessableEntity
		if known.Kind == models.KindConflict {
			status = fiber.StatusConflict
		}
		return h.askFreeze(c, status, loaded, known)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, h.address(c, loaded.Issue.Period, ""), "flash.newsletter_frozen")
}

// address is the address of a quarter's page in the visitor's plan.
func (h *Handlers) address(c *fiber.Ctx, period models.Quarter, rest string) string {
	path := active + "/" + period.String() + rest
	if visit := pages.VisitOf(c); !visit.DefaultPlan {
		path = "/plan/" + visit.PlanCode + path
	}
	return path
}

// contentFrom reads the desk's form. Items come in the order of the page.
func contentFrom(form url.Values) Content {
	typed := Content{Intro: form.Get("intro")}
	for _, text := range form["item"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			continue
		}
		item := ItemContent{ID: id, Kept: form.Get("kept_"+text) != "", Text: form.Get("text_" + text), Again: form.Has("again_" + text)}
		if form.Has("reason_" + text) {
			reason := form.Get("reason_" + text)
			item.Reason = &reason
		}
		for n := 0; n <= models.MaxLinks; n++ {
			name := text + "_" + strconv.Itoa(n)
			if !form.Has("link_url_" + name) {
				break
			}
			item.Links = append(item.Links, models.Link{URL: form.Get("link_url_" + name), Label: form.Get("link_label_" + name)})
		}
		typed.Items = append(typed.Items, item)
	}
	return typed
}

// actionFrom reads the value of a pressed button: opp:12, tiltak-ned:kurs,
// nytt:2, hak:ingen.
func actionFrom(text string) (Action, bool, error) {
	if text == "" || text == "frys" {
		return Action{}, false, nil
	}
	do, what, _ := strings.Cut(text, ":")
	action := Action{Do: ActionKind(do)}
	number, err := strconv.ParseInt(what, 10, 64)
	switch action.Do {
	case MeasureUp, MeasureDown:
		action.Key, err = what, nil
	case TickMany:
		action.Kept, err = Keeping(what), nil
	case AddOwn:
		action.Area = int(number)
	default:
		action.Item = number
	}
	if err != nil {
		return action, false, models.NewError(models.KindMalformed, "error.malformed")
	}
	return action, true, nil
}
