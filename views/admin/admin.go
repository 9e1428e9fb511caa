// Package admin has the administrator's pages: users, their roles, and tokens.
package admin

import (
	"strconv"
	"strings"

	"tiltak/models"
	"tiltak/views/layout"
)

// Overview is the input of the administrator's first page.
type Overview struct {
	Mail   Mail
	Users  []User
	Tokens []models.Token
	// TokenName and Problem are of a token that could not be made.
	TokenName string
	Problem   *models.Error
}

// Mail is how mails are sent; without a server none are.
type Mail struct {
	Server string // without user and password
	Sender string
}

// User is a user as the list shows one.
type User struct {
	ID          int64
	Username    string
	DisplayName string
	Email       string
	Standings   []models.Standing
	Disabled    bool
	NoPassword  bool
}

// roles writes what a user may do.
func roles(f layout.Frame, standings []models.Standing) string {
	parts := make([]string, 0, len(standings))
	for _, s := range standings {
		parts = append(parts, f.Role(s.Role)+", "+s.OrganisationCode)
	}
	return strings.Join(parts, " · ")
}

// state is the key of the word for how a user stands.
func (u User) state() string {
	switch {
	case u.Disabled:
		return "admin.state.disabled"
	case u.NoPassword:
		return "admin.state.no_password"
	}
	return "admin.state.active"
}

func userPath(id int64) string { return "/admin/brukere/" + strconv.FormatInt(id, 10) }

// Form is the input of the page for a new user, or for one there is.
type Form struct {
	User          User
	Rows          []Row
	Organisations []models.Organisation
	Problem       *models.Error
	// Self tells that the user is the administrator who looks.
	Self bool
}

// Row is one membership in the form; an empty one may be filled in.
type Row struct {
	Role         models.Role
	Organisation string
}

// Once is the input of the page that shows a secret the one time it is known.
type Once struct {
	TitleKey string
	TextKey  string
	Name     string // of the user or the token
	Secret   string
	Back     string
}
