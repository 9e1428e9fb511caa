package calendar

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	view "tiltak/views/calendar"
)

// Handlers answer for people's calendars.
type Handlers struct {
	feeds     *Feeds
	pages     *pages.Renderer
	publicURL string
}

// NewHandlers makes the handlers. publicURL is what addresses begin with; empty
// means the address the visitor uses.
func NewHandlers(feeds *Feeds, renderer *pages.Renderer, publicURL string) *Handlers {
	return &Handlers{feeds: feeds, pages: renderer, publicURL: strings.TrimRight(publicURL, "/")}
}

func (h *Handlers) base(c *fiber.Ctx) string {
	if h.publicURL != "" {
		return h.publicURL
	}
	return c.BaseURL()
}

// Page answers GET /kalender.
func (h *Handlers) Page(c *fiber.Ctx) error {
	current, err := h.feeds.Current(c.UserContext(), pages.VisitOf(c).Person)
	if err != nil {
		return err
	}
	return h.pages.Render(c, view.CalendarPage(h.pages.Frame(c, "", "calendar.title"), view.Page{Current: current}))
}

// Renew answers POST /kalender/ny: the address is shown once.
func (h *Handlers) Renew(c *fiber.Ctx) error {
	secret, err := h.feeds.Renew(c.UserContext(), pages.VisitOf(c).Person)
	if err != nil {
		return err
	}
	address := h.base(c) + pages.Address(c, "/kalender/"+secret+".ics")
	return h.pages.Render(c, view.CalendarPage(h.pages.Frame(c, "", "calendar.title"), view.Page{Address: address}))
}

// Revoke answers POST /kalender/trekk.
func (h *Handlers) Revoke(c *fiber.Ctx) error {
	if err := h.feeds.Revoke(c.UserContext(), pages.VisitOf(c).Person); err != nil {
		return err
	}
	return h.pages.Redirect(c, pages.Address(c, "/kalender"), "flash.calendar_revoked")
}

// Feed answers GET /kalender/{secret}.ics. Whoever has the address may read it:
// calendar programs log in nowhere.
func (h *Handlers) Feed(c *fiber.Ctx) error {
	content, err := h.feeds.Read(c.UserContext(), strings.TrimSuffix(c.Params("hemmelighet"), ".ics"), c.Params("plan"))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "private, max-age=900")
	c.Set(fiber.HeaderContentDisposition, `inline; filename="tiltaksoversikten.ics"`)
	return c.SendString(feed(content, h.pages.PrinterIn(content.Person.Language), h.base(c), h.feeds.store.Now()))
}
