package rounds

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/app/rounds/boards"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// Handlers answer the coordinator's pages.
type Handlers struct {
	rounds *Rounds
	boards *boards.Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(rounds *Rounds, renderer *pages.Renderer) *Handlers {
	return &Handlers{rounds: rounds, boards: boards.NewReader(rounds.store), pages: renderer}
}

const active = "/runder"

// List answers GET /runder.
func (h *Handlers) List(c *fiber.Ctx) error {
	chosen := models.Quarter{}
	if text := c.Query("kvartal"); text != "" {
		var err error
		if chosen, err = models.ParseQuarter(text); err != nil {
			return err
		}
	}
	return h.list(c, fiber.StatusOK, chosen, nil)
}

func (h *Handlers) list(c *fiber.Ctx, status int, chosen models.Quarter, typed *view.Opening) error {
	page := max(1, c.QueryInt("side", 1))
	visit := pages.VisitOf(c)
	rounds, more, err := h.boards.List(c.UserContext(), visit.PlanID, page)
	if err != nil {
		return err
	}
	if len(rounds) == 0 && page > 1 {
		return models.NotFound()
	}
	in := view.List{Rounds: rounds, Page: page, More: more}
	frame := h.pages.Frame(c, active, "rounds.title")
	switch {
	case visit.Running != nil:
		in.Runs = &models.Round{ID: visit.Running.ID, Period: visit.Running.Period, State: visit.Running.State, Deadline: visit.Running.Deadline}
	case typed != nil:
		in.Next = typed
	case page == 1:
		opening := propose(rounds, chosen, frame.Today)
		opening.Instructions = frame.T("rounds.default_instructions")
		in.Next = &opening
	}
	return h.pages.RenderStatus(c, status, view.ListPage(frame, in))
}

// otherQuarters is how many quarters beside the proposed one are offered.
const otherQuarters = 3

// propose fills in the form for the next round: the quarter after the newest,
// or the one that was chosen, opened today.
func propose(rounds []view.Listed, chosen models.Quarter, today models.Date) view.Opening {
	next := models.QuarterOf(today)
	if len(rounds) > 0 {
		next = rounds[0].Period.Next()
	}
	period := next
	if !chosen.IsZero() {
		period = chosen
	}
	opening := view.Opening{Period: period, Proposed: models.DefaultOpening(period), OpensOn: today.String()}
	deadline := models.DefaultDeadline(period, models.IsNorwegianHoliday)
	if deadline.Before(today) {
		deadline = today
	}
	opening.Deadline = deadline.String()
	for i := range otherQuarters + 1 {
		if other := models.QuarterFromIndex(next.Index() + i); other != period && len(opening.Others) < otherQuarters {
			opening.Others = append(opening.Others, other)
		}
	}
	return opening
}

// Open answers POST /runder.
func (h *Handlers) Open(c *fiber.Ctx) error {
	period, err := models.ParseQuarter(c.FormValue("period"))
	if err != nil {
		return err
	}
	in := OpenInput{Period: period, Instructions: c.FormValue("instructions")}
	in.OpensOn, _ = models.ParseDate(c.FormValue("opens_on")) // no date is told as a missing one
	in.Deadline, _ = models.ParseDate(c.FormValue("deadline"))
	visit := pages.VisitOf(c)
	round, err := h.rounds.Open(c.UserContext(), visit.Person, visit.PlanID, in)
	if problem := invalid(err); problem != nil {
		return h.list(c, fiber.StatusUnprocessableEntity, period, &view.Opening{
			Period: period, Proposed: models.DefaultOpening(period), OpensOn: c.FormValue("opens_on"), Deadline: c.FormValue("deadline"),
			Instructions: in.Instructions, Problem: problem,
		})
	}
	if err != nil {
		return err
	}
	return h.redirect(c, view.Path(round.Period), "flash.round_opened")
}

// invalid gives the error when it is about what was typed.
func invalid(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return known
	}
	return nil
}

// redirect sends the browser to a page of the visited plan.
func (h *Handlers) redirect(c *fiber.Ctx, path, key string, args ...any) error {
	return h.pages.Redirect(c, h.pages.Frame(c, active, "rounds.title").URL(path), key, args...)
}

func (h *Handlers) board(c *fiber.Ctx) (view.Board, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Board{}, err
	}
	return h.boards.Board(c.UserContext(), pages.VisitOf(c).PlanID, period, h.pages.Today())
}

// StartReview answers POST /runder/{kvartal}/gjennomgang.
func (h *Handlers) StartReview(c *fiber.Ctx) error {
	board, err := h.board(c)
	if err != nil {
		return err
	}
	if err := h.rounds.StartReview(c.UserContext(), pages.VisitOf(c).Person, board.Round.ID); err != nil {
		return err
	}
	return h.redirect(c, view.Path(board.Round.Period), "flash.round_in_review")
}

// ClosePage answers GET /runder/{kvartal}/lukk.
func (h *Handlers) ClosePage(c *fiber.Ctx) error {
	board, err := h.board(c)
	if err != nil {
		return err
	}
	if !board.Round.Running() {
		return models.NewError(models.KindState, "error.round_state")
	}
	frame := h.pages.Frame(c, active, "rounds.close_page", "Quarter", h.pages.Printer(c).Quarter(board.Round.Period))
	return h.pages.Render(c, view.ClosePage(frame, board))
}

// Close answers POST /runder/{kvartal}/lukk.
func (h *Handlers) Close(c *fiber.Ctx) error {
	board, err := h.board(c)
	if err != nil {
		return err
	}
	if _, err := h.rounds.Close(c.UserContext(), pages.VisitOf(c).Person, board.Round.ID); err != nil {
		return err
	}
	return h.redirect(c, "/utgaver/"+board.Round.Period.String(), "flash.round_closed")
}

func (h *Handlers) review(c *fiber.Ctx) (view.Review, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Review{}, err
	}
	number, err := strconv.Atoi(c.Params("nr"))
	if err != nil {
		return view.Review{}, models.NotFound()
	}
	visit := pages.VisitOf(c)
	return h.boards.Review(c.UserContext(), visit.Person, visit.PlanID, period, number, h.pages.Today())
}

// Review answers GET /runder/{kvartal}/tiltak/{nr}.
func (h *Handlers) Review(c *fiber.Ctx) error {
	in, err := h.review(c)
	if err != nil {
		return err
	}
	return h.showReview(c, fiber.StatusOK, in)
}

func (h *Handlers) showReview(c *fiber.Ctx, status int, in view.Review) error {
	frame := h.pages.Frame(c, active, "rounds.review_page", "Number", in.Number, "Quarter", h.pages.Printer(c).Quarter(in.Round.Period))
	return h.pages.RenderStatus(c, status, view.ReviewPage(frame, in))
}

// Clear answers POST /runder/{kvartal}/tiltak/{nr}/klarer.
func (h *Handlers) Clear(c *fiber.Ctx) error {
	return h.decide(c, "flash.report_cleared", func(person models.Person, reportID int64, seen string) error {
		return h.rounds.ClearSeen(c.UserContext(), person, reportID, seen, c.FormValue("exception_reason"))
	})
}

// Return answers POST /runder/{kvartal}/tiltak/{nr}/returner.
func (h *Handlers) Return(c *fiber.Ctx) error {
	returning := Returning{Comment: c.FormValue("comment"), Sections: sectionsTyped(c), Pointer: h.pages.Printer(c).T("review.pointer")}
	return h.decide(c, "flash.report_returned", func(person models.Person, reportID int64, seen string) error {
		return h.rounds.GiveBack(c.UserContext(), person, reportID, seen, returning)
	})
}

// sectionsTyped are the comments at sections as they were typed.
func sectionsTyped(c *fiber.Ctx) []models.SectionComment {
	var typed []models.SectionComment
	for _, section := range models.ReturnSections() {
		if comment := c.FormValue("comment_" + string(section)); comment != "" {
			typed = append(typed, models.SectionComment{Section: section, Comment: comment})
		}
	}
	return typed
}

// Undo answers POST /runder/{kvartal}/tiltak/{nr}/angre.
func (h *Handlers) Undo(c *fiber.Ctx) error {
	in, err := h.review(c)
	if err != nil {
		return err
	}
	if err := h.rounds.Undo(c.UserContext(), pages.VisitOf(c).Person, in.ReportID); err != nil {
		return err
	}
	return h.redirect(c, view.MeasurePath(in.Round.Period, in.Number), "flash.report_undone", "Number", strconv.Itoa(in.Number))
}

// SeveralPage answers GET /runder/{kvartal}/klarer. ?velg=4&velg=12 shows the
// chosen ones to be read once more.
func (h *Handlers) SeveralPage(c *fiber.Ctx) error {
	in, err := h.several(c)
	if err != nil {
		return err
	}
	for _, value := range c.Context().QueryArgs().PeekMulti("velg") {
		if number, err := strconv.Atoi(string(value)); err == nil {
			in.Chosen[number] = true
		}
	}
	return h.pages.Render(c, view.SeveralPage(h.pages.Frame(c, active, "review.several.title"), in))
}

func (h *Handlers) several(c *fiber.Ctx) (view.Several, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Several{}, err
	}
	visit := pages.VisitOf(c)
	return h.boards.Several(c.UserContext(), visit.Person, visit.PlanID, period, h.pages.Today())
}

// ClearSeveral answers POST /runder/{kvartal}/klarer.
func (h *Handlers) ClearSeveral(c *fiber.Ctx) error {
	chosen, err := chosenReports(c.Context().PostArgs().PeekMulti("rapport"))
	if err != nil {
		return err
	}
	in, err := h.several(c)
	if err != nil {
		return err
	}
	frame := h.pages.Frame(c, active, "review.several.title")
	if len(chosen) == 0 {
		return h.pages.Redirect(c, frame.URL(view.SeveralPath(in.Round.Period)), "flash.none_chosen")
	}
	results, err := h.rounds.clearEach(c.UserContext(), pages.VisitOf(c).Person, in.Items, chosen)
	if err != nil {
		return err
	}
	status := fiber.StatusOK
	for _, result := range results {
		if result.Problem != nil {
			status = fiber.StatusConflict
		}
	}
	return h.pages.RenderStatus(c, status, view.SeveralDonePage(frame, in.Round, results))
}

// decide does what the coordinator decided about the text that was shown, and
// goes on to the next report that waits. A form that lacks something, or that
// is about texts that are no longer the newest, is shown again with what was
// typed and with the newest texts.
func (h *Handlers) decide(c *fiber.Ctx, flash string, do func(person models.Person, reportID int64, seen string) error) error {
	in, err := h.review(c)
	if err != nil {
		return err
	}
	seen := c.FormValue("seen")
	if seen == unseen {
		return models.NewError(models.KindMalformed, "error.malformed")
	}
	err = do(pages.VisitOf(c).Person, in.ReportID, seen)
	var known *models.Error
	if errors.As(err, &known) && (known.Kind == models.KindInvalid || known.Kind == models.KindConflict) {
		in.Problem, in.Comment, in.Sections, in.Reason = known, c.FormValue("comment"), sectionsTyped(c), c.FormValue("exception_reason")
		status := fiber.StatusUnprocessableEntity
		if known.Kind == models.KindConflict {
			status = fiber.StatusConflict
		}
		return h.showReview(c, status, in)
	}
	if err != nil {
		return err
	}
	number := strconv.Itoa(in.Number)
	if in.NextWaiting == 0 {
		return h.redirect(c, view.Path(in.Round.Period), flash, "Number", number)
	}
	return h.redirect(c, view.MeasurePath(in.Round.Period, in.NextWaiting), flash+"_next", "Number", number, "Next", strconv.Itoa(in.NextWaiting))
}
