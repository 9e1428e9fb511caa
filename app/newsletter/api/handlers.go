// Package api gives frozen newsletters to other systems, by token.
package api

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/models"
)

// Tokens finds the token of a secret; a secret that is no good is an error of
// the kind unauthenticated.
type Tokens interface {
	TokenOf(ctx context.Context, secret string) (models.Token, error)
}

// Handlers answer under /api/v1/newsletter.
type Handlers struct {
	desk      *newsletter.Desk
	tokens    Tokens
	publicURL string
	printer   language.Printer
}

// NewHandlers makes the handlers. Addresses in the feed begin with publicURL, and
// printer writes its few words.
func NewHandlers(desk *newsletter.Desk, tokens Tokens, publicURL string, printer language.Printer) *Handlers {
	return &Handlers{desk: desk, tokens: tokens, publicURL: strings.TrimRight(publicURL, "/"), printer: printer}
}

// perPage is how many newsletters one answer lists.
const perPage = 100

// listed is one newsletter of the list.
type listed struct {
	Period     string `json:"period"`
	Number     int    `json:"number"` // 1, and one more for each erratum
	Correction string `json:"correction,omitempty"`
	FrozenAt   string `json:"frozen_at"`
	Published  string `json:"published,omitempty"` // the public address
	Address    string `json:"address"`
}

// List answers GET /api/v1/newsletter: the frozen newsletters, newest first.
func (h *Handlers) List(c *fiber.Ctx) error {
	planID, err := h.enter(c)
	if err != nil {
		return err
	}
	frozen, err := h.desk.Frozen(c.UserContext(), planID, perPage)
	if err != nil {
		return err
	}
	list := make([]listed, 0, len(frozen))
	for _, l := range frozen {
		address := "/api/v1/newsletter/" + l.Period.String()
		if plan := c.Query("plan"); plan != "" {
			address += "?plan=" + url.QueryEscape(plan)
		}
		list = append(list, listed{Period: l.Period.String(), Number: l.Number, Correction: l.Reason, Published: l.Address, FrozenAt: l.FrozenAt.UTC().Format("2006-01-02T15:04:05Z"), Address: address})
	}
	return answer(c, fiber.Map{"newsletters": list})
}

// Feed answers GET /api/v1/newsletter.atom. It asks for the same token in the same
// header as the rest: an address with a secret in it would end in logs.
func (h *Handlers) Feed(c *fiber.Ctx) error {
	planID, err := h.enter(c)
	if err != nil {
		return err
	}
	issued, err := h.desk.Feed(c.UserContext(), planID, feedEntries)
	if err != nil {
		return err
	}
	body, err := atom(issued, h.publicURL, h.printer)
	if err != nil {
		return err
	}
	if same(c, models.HashText(body)) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	c.Set(fiber.HeaderContentType, "application/atom+xml; charset=utf-8")
	return c.SendString(body)
}

// Get answers GET /api/v1/newsletter/{kvartal}: the format that the suffix
// names, or the one the caller accepts; without either, JSON.
func (h *Handlers) Get(c *fiber.Ctx) error {
	planID, err := h.enter(c)
	if err != nil {
		return err
	}
	ref, suffix, err := named(c.Params("kvartal"))
	if err != nil {
		return err
	}
	format, asJSON, err := chosen(c, suffix)
	if err != nil {
		return err
	}
	if asJSON {
		return h.asJSON(c, planID, ref)
	}
	file, err := h.desk.Stored(c.UserContext(), planID, ref, format)
	if err != nil {
		return err
	}
	if same(c, file.Hash) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	c.Set(fiber.HeaderContentType, format.ContentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+newsletter.FileName(ref, format)+`"`)
	return c.Send(file.Body)
}

// named reads 2026-k3, 2026-k3.2, 2026-k3.docx and 2026-k3.2.docx: the quarter,
// perhaps a number, perhaps a format.
func named(text string) (models.IssueRef, string, error) {
	quarter, rest, _ := strings.Cut(text, ".")
	number, suffix, _ := strings.Cut(rest, ".")
	if _, err := strconv.Atoi(number); err == nil {
		ref, err := models.ParseIssueRef(quarter + "." + number)
		return ref, suffix, err
	}
	ref, err := models.ParseIssueRef(quarter)
	return ref, rest, err
}

func (h *Handlers) asJSON(c *fiber.Ctx, planID int64, ref models.IssueRef) error {
	issued, err := h.desk.Issued(c.UserContext(), planID, ref)
	if err != nil {
		return err
	}
	return answer(c, issued)
}

// enter lets in who has a good token, and gives the plan that is asked for.
func (h *Handlers) enter(c *fiber.Ctx) (int64, error) {
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	c.Set(fiber.HeaderVary, "Authorization, Accept")
	scheme, secret, _ := strings.Cut(c.Get(fiber.HeaderAuthorization), " ")
	refused := models.NewError(models.KindUnauthenticated, "newsletter.problem.token")
	if secret = strings.TrimSpace(secret); !strings.EqualFold(scheme, "Bearer") || secret == "" {
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="tiltak"`)
		return 0, refused
	}
	token, err := h.tokens.TokenOf(c.UserContext(), secret)
	if models.IsKind(err, models.KindUnauthenticated) || models.IsKind(err, models.KindNotFound) || err == nil && token.Scope != models.TokenScopeNewsletter {
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="tiltak", error="invalid_token"`)
		return 0, refused
	}
	if err != nil {
		return 0, err
	}
	return h.desk.PlanOf(c.UserContext(), c.Query("plan"))
}

// chosen gives the format asked for.
func chosen(c *fiber.Ctx, suffix string) (format documents.Format, asJSON bool, err error) {
	if suffix == "json" {
		return format, true, nil
	}
	if suffix != "" {
		format, err = newsletter.FormatOf(suffix)
		return format, false, err
	}
	offers := []string{fiber.MIMEApplicationJSON}
	var names []string
	for _, f := range documents.NewsletterFormats() {
		kind, _, _ := strings.Cut(f.ContentType, ";")
		offers, names = append(offers, kind), append(names, f.Name)
	}
	accepted := c.Accepts(offers...)
	if accepted == "" {
		return format, false, models.NewError(models.KindNotAcceptable, "newsletter.problem.not_acceptable", "Formats", strings.Join(append(names, "json"), ", "))
	}
	for _, f := range documents.NewsletterFormats() {
		if kind, _, _ := strings.Cut(f.ContentType, ";"); kind == accepted {
			return f, false, nil
		}
	}
	return format, true, nil
}

// answer sends a value as JSON, unless the caller has the same bytes already.
func answer(c *fiber.Ctx, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return models.Wrap(err, "write an answer")
	}
	if same(c, models.HashText(string(body))) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(body)
}

// same sets the ETag and tells whether the caller has these bytes already.
func same(c *fiber.Ctx, hash string) bool {
	tag := `"` + hash + `"`
	c.Set(fiber.HeaderETag, tag)
	for _, known := range strings.Split(c.Get(fiber.HeaderIfNoneMatch), ",") {
		known = strings.TrimPrefix(strings.TrimSpace(known), "W/")
		if known == tag || known == "*" {
			return true
		}
	}
	return false
}
