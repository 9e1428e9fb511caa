package access

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/pages"
	"tiltak/models"
	"tiltak/views/entry"
)

// Handlers answer for login and logout.
type Handlers struct {
	accounts  *Accounts
	passwords *Passwords
	pages     *pages.Renderer
	secure    bool
}

// NewHandlers makes the handlers. secure tells whether cookies are for https
// only.
func NewHandlers(accounts *Accounts, passwords *Passwords, renderer *pages.Renderer, secure bool) *Handlers {
	return &Handlers{accounts: accounts, passwords: passwords, pages: renderer, secure: secure}
}

// Secret gives the session secret the browser sent.
func Secret(c *fiber.Ctx, secure bool) string { return c.Cookies(CookieName(secure)) }

// LoginPage answers GET /logg-inn.
func (h *Handlers) LoginPage(c *fiber.Ctx) error {
	return h.loginPage(c, fiber.StatusOK, "", nil)
}

func (h *Handlers) loginPage(c *fiber.Ctx, status int, username string, problem *models.Error) error {
	input := entry.Login{Username: username, Next: pages.LocalPath(c.Query("neste", c.FormValue("neste"))), Problem: problem}
	if pages.VisitOf(c).Demo {
		users, err := h.accounts.DemoUsers(c.UserContext())
		if err != nil {
			return err
		}
		input.Examples = users
	}
	return h.pages.RenderStatus(c, status, entry.LoginPage(h.pages.Frame(c, "", "access.login_title"), input))
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
	demo := pages.VisitOf(c).Demo && c.FormValue("passord") == "" && user != nil && user.DisabledAt == nil
	if !demo {
		matches, err := h.passwords.Matches(ctx, user, c.FormValue("passord"))
		if err != nil {
			return err
		}
		if !matches {
			return h.loginPage(c, fiber.StatusUnprocessableEntity, username, models.NewError(models.KindInvalid, "access.problem.wrong"))
		}
	}
	secret, err := h.accounts.Begin(ctx, *user, Secret(c, h.secure))
	if err != nil {
		return err
	}
	h.setCookie(c, secret, int(AbsoluteLimit/time.Second))
	return c.Redirect(pages.LocalPath(c.FormValue("neste")), fiber.StatusSeeOther)
}

// Logout answers POST /logg-ut.
func (h *Handlers) Logout(c *fiber.Ctx) error {
	if visit := pages.VisitOf(c); visit.Person.LoggedIn() {
		if err := h.accounts.End(c.UserContext(), visit.Person, Secret(c, h.secure)); err != nil {
			return err
		}
	}
	h.setCookie(c, "", -1)
	return h.pages.Redirect(c, "/logg-inn", "flash.logged_out")
}

func (h *Handlers) setCookie(c *fiber.Ctx, value string, maxAge int) {
	cookie := &fiber.Cookie{Name: CookieName(h.secure), Value: value, Path: "/", HTTPOnly: true, Secure: h.secure, SameSite: "Lax", MaxAge: maxAge}
	if maxAge < 0 {
		cookie.Expires = time.Unix(0, 0)
	}
	c.Cookie(cookie)
}
