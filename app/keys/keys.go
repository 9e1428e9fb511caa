// Package keys keeps the secrets that people and systems come in with: their
// own passwords, one-time links and tokens. Only hashes are stored.
package keys

import (
	"strings"
	"time"

	"tiltak/app/access"
	"tiltak/app/store"
	"tiltak/models"
)

// LinkLife is how long a one-time link may be used.
const LinkLife = 24 * time.Hour

// SetupPath is the address of the page of a one-time link, with the secret
// after it.
const SetupPath = "/oppsett/"

// Ring keeps passwords, one-time links and tokens.
type Ring struct {
	store     *store.Store
	passwords *access.Passwords
}

// NewRing makes the ring of a store.
func NewRing(s *store.Store, passwords *access.Passwords) *Ring {
	return &Ring{store: s, passwords: passwords}
}

// Purpose is what a one-time link lets its holder do.
type Purpose string

// The purposes of links.
const (
	FirstAdministrator Purpose = "first_admin"
	SetPassword        Purpose = "set_password"
)

// Link is a one-time link that is still good.
type Link struct {
	Purpose  Purpose
	UserID   *int64
	Username string // of the user whose password may be set
}

// linkSpent is the same for a link that is used, too old or never was.
func linkSpent() error { return models.NewError(models.KindNotFound, "keys.problem.link") }

// tokenPrefix shows what a leaked secret is for.
const tokenPrefix = "tiltak_"

// NewAdministrator is what the first administrator chooses.
type NewAdministrator struct {
	Username    string
	DisplayName string
	Password    string
	Again       string
}

func (n *NewAdministrator) check() error {
	n.Username, n.DisplayName = models.NormalUsername(n.Username), strings.TrimSpace(n.DisplayName)
	var problems models.Problems
	problems.CheckUsername("brukernavn", n.Username)
	problems.CheckDisplayName("navn", n.DisplayName)
	checkNewPassword(&problems, n.Password, n.Again)
	return problems.Err()
}

// checkNewPassword notes what is wrong with a password chosen on a page, where
// it is typed twice.
func checkNewPassword(problems *models.Problems, password, again string) {
	if err := access.CheckLength(password); err != nil {
		problems.Add("passord_nytt", "access.problem.password_length", "Least", access.ShortestPassword, "Most", access.LongestPassword)
	} else if password != again {
		problems.Add("passord_igjen", "keys.problem.differ")
	}
}
