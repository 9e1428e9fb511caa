package keys

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/access"
	"tiltak/app/pages"
	"tiltak/app/store"
	"tiltak/models"
	"tiltak/views/own"
)

// Handlers answer for a person's own page and for one-time links.
type Handlers struct {
	ring   *Ring
	pages  *pages.Renderer
	secure bool
}

// NewHandlers makes the handlers. secure tells whether cookies are for https
// only.
func NewHandlers(ring *Ring, renderer *pages.Renderer, secure bool) *Handlers {
	return &Handlers{ring: ring, pages: renderer, secure: secure}
}

// OwnPage answers GET /min-side.
func (h *Handlers) OwnPage(c *fiber.Ctx) error {
	return h.ownPage(c, fiber.StatusOK, own.Own{})
}

func (h *Handlers) ownPage(c *fiber.Ctx, status int, input own.Own) error {
	input.Languages = []models.Language{models.Bokmaal, models.Nynorsk, models.English}
	if input.EmailProblem == nil {
		var err error
		if input.Email, err = h.ring.Email(c.UserContext(), pages.VisitOf(c).Person); err != nil {
			return err
		}
	}
	return h.pages.RenderStatus(c, status, own.OwnPage(h.pages.Frame(c, "", "own.title"), input))
}

// ChooseLanguage answers POST /min-side/sprak.
func (h *Handlers) ChooseLanguage(c *fiber.Ctx) error {
	if err := h.ring.ChooseLanguage(c.UserContext(), pages.VisitOf(c).Person, models.Language(c.FormValue("sprak"))); err != nil {
		return err
	}
	return h.pages.Redirect(c, "/min-side", "flash.language_chosen")
}

// SaveEmail answers POST /min-side/epost.
func (h *Handlers) SaveEmail(c *fiber.Ctx) error {
	person := pages.VisitOf(c).Person
	err := h.ring.SaveEmail(c.UserContext(), store.ActorOf(person), person.UserID, c.FormValue("epost"))
	if problem := invalid(err); problem != nil {
		return h.ownPage(c, fiber.StatusUnprocessableEntity, own.Own{Email: c.FormValue("epost"), EmailProblem: problem})
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, "/min-side", "flash.own_email_saved")
}

// ChangePassword answers POST /min-side/passord.
func (h *Handlers) ChangePassword(c *fiber.Ctx) error {
	err := h.ring.ChangePassword(c.UserContext(), pages.VisitOf(c).Person, access.Secret(c, h.secure),
		c.FormValue("passord"), c.FormValue("passord_nytt"), c.FormValue("passord_igjen"))
	if problem := invalid(err); problem != nil {
		return h.ownPage(c, fiber.StatusUnprocessableEntity, own.Own{Problem: problem})
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, "/min-side", "flash.password_changed")
}

// invalid gives the error when it is about what was typed.
func invalid(err error) *models.Error {
	var known *models.Error
	if errors.As(err, &known) && known.Kind == models.KindInvalid {
		return known
	}
	return nil
}

// LinkPage answers GET /oppsett/{secret}. Opening a link does not use it up:
// mail scanners open links too.
func (h *Handlers) LinkPage(c *fiber.Ctx) error {
	secret := c.Params("hemmelighet")
	link, err := h.ring.Link(c.UserContext(), secret)
	if err != nil {
		return err
	}
	if link.Purpose == FirstAdministrator {
		return h.setupPage(c, fiber.StatusOK, own.Setup{Secret: secret})
	}
	return h.passwordPage(c, fiber.StatusOK, own.NewPassword{Secret: secret, Username: link.Username})
}

func (h *Handlers) setupPage(c *fiber.Ctx, status int, input own.Setup) error {
	return h.pages.RenderStatus(c, status, own.SetupPage(h.pages.Frame(c, "", "own.setup_title"), input))
}

func (h *Handlers) passwordPage(c *fiber.Ctx, status int, input own.NewPassword) error {
	return h.pages.RenderStatus(c, status, own.NewPasswordPage(h.pages.Frame(c, "", "own.new_password_title"), input))
}

// UseLink answers POST /oppsett/{secret}.
func (h *Handlers) UseLink(c *fiber.Ctx) error {
	secret := c.Params("hemmelighet")
	link, err := h.ring.Link(c.UserContext(), secret)
	if err != nil {
		return err
	}
	if link.Purpose == FirstAdministrator {
		return h.makeFirst(c, secret)
	}
	err = h.ring.SetPassword(c.UserContext(), secret, c.FormValue("passord_nytt"), c.FormValue("passord_igjen"))
	if problem := invalid(err); problem != nil {
		return h.passwordPage(c, fiber.StatusUnprocessableEntity, own.NewPassword{Secret: secret, Username: link.Username, Problem: problem})
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, "/logg-inn", "flash.password_set")
}

func (h *Handlers) makeFirst(c *fiber.Ctx, secret string) error {
	chosen := NewAdministrator{
		Username: c.FormValue("brukernavn"), DisplayName: c.FormValue("navn"),
		Password: c.FormValue("passord_nytt"), Again: c.FormValue("passord_igjen"),
	}
	err := h.ring.MakeFirstAdministrator(c.UserContext(), secret, chosen)
	if problem := invalid(err); problem != nil {
		return h.setupPage(c, fiber.StatusUnprocessableEntity, own.Setup{Secret: secret, Username: chosen.Username, DisplayName: chosen.DisplayName, Problem: problem})
	}
	if err != nil {
		return err
	}
	return h.pages.Redirect(c, "/logg-inn", "flash.administrator_made")
}
