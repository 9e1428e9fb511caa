// Package users keeps the register of users: who there is, and what each may do
// for which organisation.
package users

import (
	"tiltak/app/access"
	"tiltak/app/store"
	"tiltak/models"
)

// Register keeps users and their memberships.
type Register struct {
	store    *store.Store
	accounts *access.Accounts
}

// NewRegister makes the register of a store.
func NewRegister(s *store.Store) *Register {
	return &Register{store: s, accounts: access.NewAccounts(s)}
}

// Account is a user with everything the user may do.
type Account struct {
	User      models.User
	Standings []models.Standing
}

// Enabled tells whether the user may log in at all.
func (a Account) Enabled() bool { return a.User.DisabledAt == nil }

// standingsOf names memberships for the trail.
func standingsOf(standings []access.NewStanding) []string {
	names := make([]string, 0, len(standings))
	for _, s := range standings {
		names = append(names, string(s.Role)+" "+s.Organisation)
	}
	return names
}
