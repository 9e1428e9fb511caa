// Package deputies has the page about who stands in for whom.
package deputies

import (
	"strconv"

	"tiltak/models"
)

// Page is the input of the page.
type Page struct {
	Everybody bool // an administrator sees and covers everybody
	Roles     []Role
	People    []Colleague
	Covers    []Cover
	Typed     Typed
	Problem   *models.Error
}

// Role is a role that can be covered.
type Role struct {
	MembershipID   int64
	Role           models.Role
	OrganisationID int64
	Organisation   string // code
	UserID         int64
	Name           string // of who has it
}

// Colleague is somebody who can be chosen as deputy.
type Colleague struct {
	UserID       int64
	Name         string
	Organisation string // code
}

// Cover is a deputy, now or later.
type Cover struct {
	models.Deputy
	Organisation string // code
	CoveredName  string
	DeputyName   string
	Now          bool
	MayEnd       bool
}

// Typed is what stood in the form.
type Typed struct{ Role, Deputy, From, To string }

func idText(id int64) string { return strconv.FormatInt(id, 10) }
