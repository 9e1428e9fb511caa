package access

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/assets"
	"tiltak/models"
	"tiltak/views/entry"
)

// Handlers answer for login and logout.
type Handlers struct {
	accounts  *Accounts
	passwords *Passwords
	pages     *pages.Renderer
	options   Options
}

// Options of the handlers.
type Options struct {
	Secure bool // cookies are for https only
	// Demo lets an example user in without a password. It takes both a server
	// that runs as a demo and a database that is one.
	Demo bool
	// TrustedProxies may tell whose request they pass on.
	TrustedProxies []netip.Prefix
	Version        string // of the program; empty for one under development
}

// NewHandlers makes the handlers.
func NewHandlers(accounts *Accounts, passwords *Passwords, renderer *pages.Renderer, options Options) *Handlers {
	return &Handlers{accounts: accounts, passwords: passwords, pages: renderer, options: options}
}

// Secret gives the session secret the browser sent.
func Secret(c *fiber.Ctx, secure bool) string { return c.Cookies(CookieName(secure)) }

// LoginPage answers GET /logg-inn.
func (h *Handlers) LoginPage(c *fiber.Ctx) error {
	return h.loginPage(c, fiber.StatusOK, entry.Login{Next: pages.LocalPath(c.Query("neste"))})
}

func (h *Handlers) loginPage(c *fiber.Ctx, status int, input entry.Login) error {
	if h.demo(c) {
		users, err := h.accounts.DemoUsers(c.UserContext())
		if err != nil {
			return err
		}
		input.Groups = exampleGroups(users)
	}
	return h.pages.RenderStatus(c, status, entry.LoginPage(h.pages.Frame(c, "", "access.login_title"), input))
}

func (h *Handlers) demo(c *fiber.Ctx) bool { return h.options.Demo && pages.VisitOf(c).Demo }

// Lapsed answers a form that nobody logged in sent: the session has lapsed
// while it was being written. The login page carries what was typed.
func (h *Handlers) Lapsed(c *fiber.Ctx) error {
	if pages.Partial(c) {
		frame := h.pages.Frame(c, "", "access.login_title")
		return h.pages.RenderStatus(c, fiber.StatusUnauthorized, entry.LapsedPart(frame, models.NewError(models.KindUnauthenticated, "access.problem.lapsed")))
	}
	input := entry.Login{Next: "/"}
	if isForm(c) {
		input.Kept, input.KeptTooLarge = keep(c.OriginalURL(), string(c.Body()))
	}
	return h.loginPage(c, fiber.StatusUnauthorized, input)
}

func isForm(c *fiber.Ctx) bool {
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	return strings.EqualFold(strings.TrimSpace(kind), fiber.MIMEApplicationForm)
}

// Login answers POST /logg-inn. An unknown name and a wrong password get the
// same answer. In a demo a user may be picked without a password.
func (h *Handlers) Login(c *fiber.Ctx) error {
	ctx := c.UserContext()
	username := strings.ToLower(strings.TrimSpace(c.FormValue("brukernavn")))
	user, err := h.accounts.FindUser(ctx, username)
	if err != nil {
		return err
	}
	if picked := h.demo(c) && c.FormValue("passord") == "" && user != nil && user.DisabledAt == nil; !picked {
		refused, err := h.check(c, username, user)
		if err != nil {
			return err
		}
		if refused != nil {
			return h.refuse(c, username, refused)
		}
	}
	return h.letIn(c, *user)
}

// check tries the password, unless there have been too many failures. It gives
// what to tell the person, or nil when the password is right.
func (h *Handlers) check(c *fiber.Ctx, username string, user *models.User) (*models.Error, error) {
	ctx := c.UserContext()
	tried := newAttempt(username, visitorAddress(c.Context().RemoteIP().String(), c.Get(fiber.HeaderXForwardedFor), h.options.TrustedProxies))
	refused, first, err := h.accounts.countAttempt(ctx, tried)
	if err != nil {
		return nil, err
	}
	if refused != nil {
		if first {
			err = h.accounts.recordFailure(ctx, user, "user.login_blocked")
		}
		return refused, err
	}
	matches, err := h.passwords.Matches(ctx, user, c.FormValue("passord"))
	if err != nil {
		return nil, err
	}
	if !matches {
		return models.NewError(models.KindInvalid, "access.problem.wrong"), h.accounts.recordFailure(ctx, user, "user.login_failed")
	}
	return nil, h.accounts.forgive(ctx, tried)
}

func (h *Handlers) refuse(c *fiber.Ctx, username string, refused *models.Error) error {
	status := fiber.StatusUnprocessableEntity
	if refused.Kind == models.KindTooMany {
		status = fiber.StatusTooManyRequests
		if minutes, ok := refused.Args["Count"].(int); ok {
			c.Set(fiber.HeaderRetryAfter, strconv.Itoa(minutes*int(time.Minute/time.Second)))
		}
	}
	return h.loginPage(c, status, entry.Login{
		Username: username, Next: pages.LocalPath(c.FormValue("neste")), Problem: refused, Kept: keptAgain(c.FormValue(keptPathField), c.FormValue(keptFormField)),
	})
}

// letIn begins a session and leads on: to where the person was going, or to the
// form that was sent after the session before had lapsed.
func (h *Handlers) letIn(c *fiber.Ctx, user models.User) error {
	secret, err := h.accounts.Begin(c.UserContext(), user, Secret(c, h.options.Secure))
	if err != nil {
		return err
	}
	h.setCookie(c, secret, int(AbsoluteLimit/time.Second))
	kept := keptAgain(c.FormValue(keptPathField), c.FormValue(keptFormField))
	if !kept.Any() {
		return c.Redirect(pages.LocalPath(c.FormValue("neste")), fiber.StatusSeeOther)
	}
	visit, err := h.accounts.Visit(c.UserContext(), secret, "")
	if err != nil {
		return err
	}
	visit.RequestID = pages.VisitOf(c).RequestID
	pages.SetVisit(c, visit)
	return h.pages.Render(c, entry.KeptPage(h.pages.Frame(c, "", "access.kept_title"), kept))
}

// Logout answers POST /logg-ut.
func (h *Handlers) Logout(c *fiber.Ctx) error {
	if visit := pages.VisitOf(c); visit.Person.LoggedIn() {
		if err := h.accounts.End(c.UserContext(), visit.Person, Secret(c, h.options.Secure)); err != nil {
			return err
		}
	}
	h.setCookie(c, "", -1)
	return h.pages.Redirect(c, "/logg-inn", "flash.logged_out")
}

func (h *Handlers) setCookie(c *fiber.Ctx, value string, maxAge int) {
	cookie := &fiber.Cookie{Name: CookieName(h.options.Secure), Value: value, Path: "/", HTTPOnly: true, Secure: h.options.Secure, SameSite: "Lax", MaxAge: maxAge}
	if maxAge < 0 {
		cookie.Expires = time.Unix(0, 0)
	}
	c.Cookie(cookie)
}

// About answers GET /om.
func (h *Handlers) About(c *fiber.Ctx) error {
	frame := h.pages.Frame(c, "", "about.title")
	version := h.options.Version
	if version == "" {
		version = frame.T("about.version_development")
	}
	return h.pages.Render(c, entry.AboutPage(frame, entry.About{Version: version, Licences: assets.URL("licences.txt")}))
}

// Accessibility answers GET /tilgjengelighet.
func (h *Handlers) Accessibility(c *fiber.Ctx) error {
	return h.pages.Render(c, entry.AccessibilityPage(h.pages.Frame(c, "", "accessibility.title")))
}
