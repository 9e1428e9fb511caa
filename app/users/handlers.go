package users

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/pages"
	"tiltak/app/store"
	"tiltak/models"
	"tiltak/views/admin"
)

// Handlers answer for the administrator's pages.
type Handlers struct {
	register  *Register
	ring      *keys.Ring
	pages     *pages.Renderer
	publicURL string
	mail      admin.Mail
}

// ShowMail says which mail server there is, and who mails come from; empty for
// none.
func (h *Handlers) ShowMail(server, sender string) *Handlers {
	h.mail = admin.Mail{Server: server, Sender: sender}
	return h
}

// NewHandlers makes the handlers. publicURL is what links begin with; empty
// means the address the administrator uses.
func NewHandlers(register *Register, ring *keys.Ring, renderer *pages.Renderer, publicURL string) *Handlers {
	return &Handlers{register: register, ring: ring, pages: renderer, publicURL: publicURL}
}

// emptyRows is how many memberships more than those there are the form has
// room for.
const emptyRows = 2

func actor(c *fiber.Ctx) store.Actor { return store.ActorOf(pages.VisitOf(c).Person) }

// invalid gives the error when it is about what was typed or chosen.
func invalid(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && (known.Kind == models.KindInvalid || known.Kind == models.KindState) {
		return known
	}
	return nil
}

func statusOf(problem *models.Error) int {
	switch {
	case problem == nil:
		return fiber.StatusOK
	case problem.Kind == models.KindState:
		return fiber.StatusConflict
	}
	return fiber.StatusUnprocessableEntity
}

// Overview answers GET /admin.
func (h *Handlers) Overview(c *fiber.Ctx) error { return h.overview(c, "", nil) }

func (h *Handlers) overview(c *fiber.Ctx, tokenName string, problem *models.Error) error {
	accounts, err := h.register.List(c.UserContext())
	if err != nil {
		return err
	}
	tokens, err := h.ring.Tokens(c.UserContext())
	if err != nil {
		return err
	}
	input := admin.Overview{Mail: h.mail, Tokens: tokens, TokenName: tokenName, Problem: problem}
	for _, account := range accounts {
		input.Users = append(input.Users, shown(account, pages.VisitOf(c).Demo))
	}
	return h.pages.RenderStatus(c, statusOf(problem), admin.OverviewPage(h.pages.Frame(c, "/admin", "admin.title"), input))
}

// shown is a user as the pages show one. In a demo nobody needs a password.
func shown(account Account, demo bool) admin.User {
	return admin.User{
		ID: account.User.ID, Username: account.User.Username, DisplayName: account.User.DisplayName, Email: account.User.Email, Standings: account.Standings,
		Disabled: !account.Enabled(), NoPassword: account.User.PasswordHash == "" && !demo,
	}
}

// NewUser answers GET /admin/brukere/ny.
func (h *Handlers) NewUser(c *fiber.Ctx) error { return h.newUser(c, admin.Form{}) }

func (h *Handlers) newUser(c *fiber.Ctx, input admin.Form) error {
	organisations, err := h.register.Organisations(c.UserContext())
	if err != nil {
		return err
	}
	input.Organisations, input.Rows = organisations, withEmpty(input.Rows)
	return h.pages.RenderStatus(c, statusOf(input.Problem), admin.NewUserPage(h.pages.Frame(c, "/admin", "admin.new_user"), input))
}

func withEmpty(rows []admin.Row) []admin.Row {
	return append(rows, make([]admin.Row, emptyRows)...)
}

// standings reads the memberships of a form: rows with neither role nor
// organisation are empty, rows with one of them are at fault.
func standings(c *fiber.Ctx) ([]access.NewStanding, []admin.Row, *models.Error) {
	roles, organisations := c.Request().PostArgs().PeekMulti("rolle"), c.Request().PostArgs().PeekMulti("virksomhet")
	var chosen []access.NewStanding
	var rows []admin.Row
	var problem *models.Error
	for i := range min(len(roles), len(organisations)) {
		role, organisation := models.Role(roles[i]), string(organisations[i])
		if role == "" && organisation == "" {
			continue
		}
		rows = append(rows, admin.Row{Role: role, Organisation: organisation})
		if role == "" || organisation == "" {
			problem = models.NewError(models.KindInvalid, "admin.problem.half_role")
			continue
		}
		chosen = append(chosen, access.NewStanding{Role: role, Organisation: organisation})
	}
	return chosen, rows, problem
}

// AddUser answers POST /admin/brukere: it makes the user and shows the link
// with which the user chooses a password.
func (h *Handlers) AddUser(c *fiber.Ctx) error {
	account := access.NewUser{Username: c.FormValue("brukernavn"), DisplayName: c.FormValue("navn"), Email: c.FormValue("epost")}
	chosen, rows, problem := standings(c)
	account.Standings = chosen
	var user models.User
	if problem == nil {
		var err error
		user, err = h.register.Add(c.UserContext(), actor(c), account)
		if problem = invalid(err); err != nil && problem == nil {
			return err
		}
	}
	if problem != nil {
		return h.newUser(c, admin.Form{User: admin.User{Username: account.Username, DisplayName: account.DisplayName, Email: account.Email}, Rows: rows, Problem: problem})
	}
	return h.showLink(c, user)
}

func (h *Handlers) showLink(c *fiber.Ctx, user models.User) error {
	secret, err := h.ring.PasswordLink(c.UserContext(), actor(c), user.ID)
	if err != nil {
		return err
	}
	base := h.publicURL
	if base == "" {
		base = c.BaseURL()
	}
	return h.once(c, admin.Once{
		TitleKey: "admin.link_shown_title", TextKey: "admin.link_shown", Name: user.DisplayName,
		Secret: strings.TrimRight(base, "/") + keys.SetupPath + secret, Back: "/admin",
	})
}

func (h *Handlers) once(c *fiber.Ctx, input admin.Once) error {
	return h.pages.Render(c, admin.OncePage(h.pages.Frame(c, "/admin", input.TitleKey), input))
}

// User answers GET /admin/brukere/{id}.
func (h *Handlers) User(c *fiber.Ctx) error {
	account, err := h.account(c)
	if err != nil {
		return err
	}
	return h.user(c, account, nil, nil)
}

func (h *Handlers) account(c *fiber.Ctx) (Account, error) {
	id, err := c.ParamsInt("id")
	if err != nil {
		return Account{}, models.NotFound()
	}
	return h.register.Get(c.UserContext(), int64(id))
}

// user shows a user's page; rows are what was chosen when it could not be taken.
func (h *Handlers) user(c *fiber.Ctx, account Account, rows []admin.Row, problem *models.Error) error {
	organisations, err := h.register.Organisations(c.UserContext())
	if err != nil {
		return err
	}
	visit := pages.VisitOf(c)
	input := admin.Form{User: shown(account, visit.Demo), Organisations: organisations, Rows: rows, Problem: problem, Self: account.User.ID == visit.Person.UserID}
	if rows == nil {
		for _, s := range account.Standings {
			input.Rows = append(input.Rows, admin.Row{Role: s.Role, Organisation: s.OrganisationCode})
		}
	}
	input.Rows = withEmpty(input.Rows)
	frame := h.pages.Frame(c, "/admin", "admin.user_title", "Name", account.User.DisplayName)
	return h.pages.RenderStatus(c, statusOf(problem), admin.UserPage(frame, input))
}

// SetRoles answers POST /admin/brukere/{id}/roller.
func (h *Handlers) SetRoles(c *fiber.Ctx) error {
	account, err := h.account(c)
	if err != nil {
		return err
	}
	chosen, rows, problem := standings(c)
	if problem == nil {
		err = h.register.SetStandings(c.UserContext(), actor(c), account.User.ID, chosen)
		if problem = invalid(err); err != nil && problem == nil {
			return err
		}
	}
	if problem != nil {
		return h.user(c, account, rows, problem)
	}
	return h.pages.Redirect(c, "/admin", "flash.roles_saved", "Name", account.User.DisplayName)
}

// SetEmail answers POST /admin/brukere/{id}/epost.
func (h *Handlers) SetEmail(c *fiber.Ctx) error {
	account, err := h.account(c)
	if err != nil {
		return err
	}
	err = h.ring.SaveEmail(c.UserContext(), actor(c), account.User.ID, c.FormValue("epost"))
	if problem := invalid(err); problem != nil {
		account.User.Email = c.FormValue("epost")
		return h.user(c, account, nil, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, "/admin", "flash.email_saved", "Name", account.User.DisplayName)
}

// Disable answers POST /admin/brukere/{id}/steng.
func (h *Handlers) Disable(c *fiber.Ctx) error {
	return h.toggle(c, h.register.Disable, "flash.user_disabled")
}

// Enable answers POST /admin/brukere/{id}/apne.
func (h *Handlers) Enable(c *fiber.Ctx) error {
	return h.toggle(c, h.register.Enable, "flash.user_enabled")
}

// MakeLink answers POST /admin/brukere/{id}/lenke.
func (h *Handlers) MakeLink(c *fiber.Ctx) error {
	account, err := h.account(c)
	if err != nil {
		return err
	}
	if !account.Enabled() {
		return h.user(c, account, nil, models.NewError(models.KindState, "users.problem.disabled_link"))
	}
	return h.showLink(c, account.User)
}

// AddToken answers POST /admin/nokler.
func (h *Handlers) AddToken(c *fiber.Ctx) error {
	name := strings.TrimSpace(c.FormValue("navn"))
	token, secret, err := h.ring.AddToken(c.UserContext(), actor(c), name)
	if problem := invalid(err); problem != nil {
		return h.overview(c, name, problem)
	}
	if err != nil {
		return err
	}
	return h.once(c, admin.Once{TitleKey: "admin.token_shown_title", TextKey: "admin.token_shown", Name: token.Name, Secret: secret, Back: "/admin"})
}

// RevokeToken answers POST /admin/nokler/{id}/trekk.
func (h *Handlers) RevokeToken(c *fiber.Ctx) error {
	id, err := c.ParamsInt("id")
	if err != nil {
		return models.NotFound()
	}
	if err := h.ring.RevokeToken(c.UserContext(), actor(c), int64(id)); err != nil {
		return err
	}
	return h.pages.Redirect(c, "/admin", "flash.token_revoked")
}

// toggle shuts a user out or lets one in again.
func (h *Handlers) toggle(c *fiber.Ctx, change func(context.Context, store.Actor, int64) error, flash string) error {
	account, err := h.account(c)
	if err != nil {
		return err
	}
	err = change(c.UserContext(), actor(c), account.User.ID)
	if problem := invalid(err); problem != nil {
		return h.user(c, account, nil, problem)
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, "/admin", flash, "Name", account.User.DisplayName)
}
