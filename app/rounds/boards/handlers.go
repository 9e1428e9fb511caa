package boards

import (
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	view "tiltak/views/rounds"
)

// Handlers answer for a round's board.
type Handlers struct {
	reader *Reader
	pages  *pages.Renderer
}

// NewHandlers makes the handlers.
func NewHandlers(reader *Reader, renderer *pages.Renderer) *Handlers {
	return &Handlers{reader: reader, pages: renderer}
}

// Board answers GET /runder/{kvartal}. ?dato= shows it as it was at the end of a
// day; the other choices narrow it.
func (h *Handlers) Board(c *fiber.Ctx) error {
	board, err := h.read(c)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.BoardPage(h.pages.Frame(c, "/runder", "rounds.board_page", "Quarter", h.pages.Printer(c).Quarter(board.Round.Period)), board))
}

// Part answers GET /runder/{kvartal}/tavle: what of the board may have changed.
// As long as nothing has, the answer is 304, and no more is read than who asks.
func (h *Handlers) Part(c *fiber.Ctx) error {
	tag := h.tag(c)
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	if strings.TrimPrefix(c.Get(fiber.HeaderIfNoneMatch), "W/") == tag {
		c.Status(fiber.StatusNotModified)
		return nil
	}
	board, err := h.read(c)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.BoardPart(h.pages.Frame(c, "/runder", "rounds.title"), board))
}

func (h *Handlers) read(c *fiber.Ctx) (view.Board, error) {
	period, err := models.ParseQuarter(c.Params("kvartal"))
	if err != nil {
		return view.Board{}, err
	}
	asOf, err := models.ParseAsOf("", c.Query("dato"))
	if err != nil {
		return view.Board{}, err
	}
	planID, today := pages.VisitOf(c).PlanID, h.pages.Today()
	var board view.Board
	switch {
	case asOf.Now():
		board, err = h.reader.Board(c.UserContext(), planID, period, today)
		if err == nil {
			err = h.reader.Mark(c.UserContext(), &board, today)
		}
	case asOf.Date.After(today):
		err = models.NewError(models.KindInvalid, "rounds.problem.day_to_come")
	default:
		board, err = h.reader.BoardAt(c.UserContext(), planID, period, asOf.Date)
	}
	board.Filter = view.ReadFilter(func(name string) string { return c.Query(name) })
	board.Filter.Day = asOf.Date
	board.Read, board.Tag = h.reader.store.Now(), h.tag(c)
	return board, err
}

// draftPause is how long the board may go on showing the age of drafts that have
// been saved since: a saved draft is no change that others see, so it makes no
// new version of the data.
const draftPause = 10 * time.Minute

// tag names what the board shows: the data as others see it, the visitor's
// language, and the ten minutes that the age of drafts is from.
func (h *Handlers) tag(c *fiber.Ctx) string {
	visit := pages.VisitOf(c)
	return fmt.Sprintf("\"%d-%d-%s-%d\"", visit.PlanID, visit.DataVersion, visit.Person.Language, h.reader.store.Now().Unix()/int64(draftPause.Seconds()))
}
