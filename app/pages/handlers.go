package pages

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"tiltak/app/language"
	"tiltak/assets"
	"tiltak/models"
	"tiltak/views/layout"
)

const visitKey = "visit"

// SetVisit remembers the visit for the handlers of this request.
func SetVisit(c *fiber.Ctx, visit Visit) { c.Locals(visitKey, visit) }

// VisitOf gives the visit; the zero visit is nobody's.
func VisitOf(c *fiber.Ctx) Visit {
	visit, _ := c.Locals(visitKey).(Visit)
	return visit
}

// Renderer builds frames and writes pages.
type Renderer struct {
	catalogue *language.Catalogue
	now       func() time.Time
	secure    bool
}

// NewRenderer makes a renderer. secure tells whether cookies are for https only.
func NewRenderer(catalogue *language.Catalogue, now func() time.Time, secure bool) *Renderer {
	return &Renderer{catalogue: catalogue, now: now, secure: secure}
}

// Today is the day it is in Oslo.
func (r *Renderer) Today() models.Date { return language.Today(r.now()) }

// Printer gives the printer of the visitor's language.
func (r *Renderer) Printer(c *fiber.Ctx) language.Printer {
	written := VisitOf(c).Person.Language
	if written == "" {
		written = models.Bokmaal
	}
	return r.catalogue.Printer(written)
}

// PrinterIn gives the printer of a language, for answers that no visit asks for.
func (r *Renderer) PrinterIn(written models.Language) language.Printer {
	return r.catalogue.Printer(written)
}

// Frame builds what stands round a page. titleKey names the message of the
// title; args are its arguments.
func (r *Renderer) Frame(c *fiber.Ctx, active, titleKey string, args ...any) layout.Frame {
	visit := VisitOf(c)
	printer := r.Printer(c)
	frame := layout.Frame{
		Printer: printer, Title: printer.T(titleKey, args...), Active: active,
		Person: visit.Person, PlanTitle: visit.PlanTitle, Demo: visit.Demo,
		Navigation: navigation(visit.Person), AssetURL: assets.URL, Today: r.Today(),
		Path: c.OriginalURL(),
	}
	if !visit.DefaultPlan {
		frame.PlanCode = visit.PlanCode
	}
	frame.Flash = r.takeFlash(c, printer)
	return frame
}

// Render writes a page with status 200.
func (r *Renderer) Render(c *fiber.Ctx, page templ.Component) error {
	return r.RenderStatus(c, fiber.StatusOK, page)
}

// RenderStatus writes a page with a status. The page is made whole before
// anything is sent, so that an error never leaves half a page.
func (r *Renderer) RenderStatus(c *fiber.Ctx, status int, page templ.Component) error {
	var body bytes.Buffer
	if err := page.Render(c.UserContext(), &body); err != nil {
		return models.Wrap(err, "render page")
	}
	c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
	if c.GetRespHeader(fiber.HeaderCacheControl) == "" {
		c.Set(fiber.HeaderCacheControl, "private, no-store")
	}
	return c.Status(status).Send(body.Bytes())
}

// Partial tells whether only a part of the page is asked for.
func Partial(c *fiber.Ctx) bool { return c.Get("HX-Request") == "true" }

const flashCookie = "melding"

// Redirect sends the browser on after a change (303), with a sentence that the
// next page shows once. key may be empty.
func (r *Renderer) Redirect(c *fiber.Ctx, path, key string, args ...any) error {
	if key != "" {
		values := url.Values{"k": {key}}
		for name, value := range models.Args(args...) {
			if text, ok := value.(string); ok {
				values.Set("a."+name, text)
			}
		}
		c.Cookie(&fiber.Cookie{
			Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString([]byte(values.Encode())),
			Path: "/", HTTPOnly: true, Secure: r.secure, SameSite: "Lax", MaxAge: 60,
		})
	}
	return c.Redirect(path, fiber.StatusSeeOther)
}

// Only keys of this group can be shown: the cookie comes from the browser.
const flashPrefix = "flash."

func (r *Renderer) takeFlash(c *fiber.Ctx, printer language.Printer) string {
	cookie := c.Cookies(flashCookie)
	if cookie == "" || Partial(c) {
		return ""
	}
	c.Cookie(&fiber.Cookie{Name: flashCookie, Path: "/", HTTPOnly: true, Secure: r.secure, SameSite: "Lax", MaxAge: -1, Expires: time.Unix(0, 0)})
	text, err := base64.RawURLEncoding.DecodeString(cookie)
	if err != nil {
		return ""
	}
	values, err := url.ParseQuery(string(text))
	if err != nil || !strings.HasPrefix(values.Get("k"), flashPrefix) {
		return ""
	}
	args := map[string]any{}
	for name := range values {
		if rest, ok := strings.CutPrefix(name, "a."); ok {
			args[rest] = values.Get(name)
		}
	}
	return printer.Message(values.Get("k"), args)
}

// strays are characters that browsers drop from an address, or read as a slash:
// a slash, a tab and a slash would lead to another site.
func strays(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }

// LocalPath gives an address of this site that is safe to send a browser to, or
// the start page.
func LocalPath(text string) string {
	if !strings.HasPrefix(text, "/") || strings.HasPrefix(text, "//") || strings.HasPrefix(text, "/\\") || strings.ContainsFunc(text, strays) {
		return "/"
	}
	return text
}

// Address gives the address of a page of the plan that is called, as
// layout.Frame.URL does.
func Address(c *fiber.Ctx, path string) string {
	frame := layout.Frame{}
	if visit := VisitOf(c); !visit.DefaultPlan {
		frame.PlanCode = visit.PlanCode
	}
	return frame.URL(path)
}

// ID reads a numeric part of the address. Anything else names no page.
func ID(c *fiber.Ctx, name string) (int64, error) {
	id, err := strconv.ParseInt(c.Params(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, models.NotFound()
	}
	return id, nil
}

// Posted gives the fields of the form that was sent; of a field sent twice, the
// last. The address of the form is not looked at.
func Posted(c *fiber.Ctx) func(name string) string {
	fields := map[string]string{}
	for key, value := range c.Request().PostArgs().All() {
		fields[string(key)] = string(value)
	}
	return func(name string) string { return fields[name] }
}
