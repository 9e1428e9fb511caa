package models

import "time"

// Role is what a membership lets a person do for its organisation.
type Role string

// The roles. Rights of several memberships are added up.
const (
	Reader      Role = "reader"
	Reporter    Role = "reporter"
	Contributor Role = "contributor"
	Coordinator Role = "coordinator"
	Editor      Role = "editor"
	Admin       Role = "admin"
	Assessor    Role = "assessor" // reads, and writes the own organisation's assessment of recommendations
)

// Roles in the order of the permission table.
func Roles() []Role {
	return []Role{Reader, Reporter, Contributor, Coordinator, Editor, Admin, Assessor}
}

// Valid tells whether the role is one of them.
func (r Role) Valid() bool {
	for _, known := range Roles() {
		if r == known {
			return true
		}
	}
	return false
}

// User is an account. Users are never deleted, only disabled: the trail names
// them.
type User struct {
	ID           int64
	Username     string // lower case
	DisplayName  string
	PasswordHash string `json:"-"`
	Language     Language
	Email        string `json:"-"` // where reminders go; may be empty
	DisabledAt   *time.Time
	CreatedAt    time.Time
}

// Membership gives a user a role for an organisation.
type Membership struct {
	ID             int64
	UserID         int64
	OrganisationID int64
	Role           Role
}

// Standing is a membership with what is needed of its organisation to decide
// what it allows.
type Standing struct {
	Role             Role
	OrganisationID   int64
	OrganisationCode string
	Kind             OrganisationKind
	ParentID         *int64 // the ministry an agency answers to
	For              string // the name of whom a deputy stands in for; empty: the person's own
}

// Person is the one who asks: a user with all standings, or nobody.
type Person struct {
	UserID      int64
	Username    string
	DisplayName string
	Language    Language
	Standings   []Standing
}

// LoggedIn tells whether the person is known.
func (p Person) LoggedIn() bool { return p.UserID != 0 }

// HasRole tells whether any standing has the role.
func (p Person) HasRole(role Role) bool {
	for _, s := range p.Standings {
		if s.Role == role {
			return true
		}
	}
	return false
}

// Token lets another system fetch frozen newsletters, and nothing else.
type Token struct {
	ID        int64
	Name      string
	Hash      string // SHA-256 of the secret, hexadecimal
	Scope     string
	CreatedAt time.Time
	CreatedBy *int64
	RevokedAt *time.Time
	UsedAt    *time.Time
}

// TokenScopeNewsletter is the only right a token can have.
const TokenScopeNewsletter = "newsletter"
