// Package entry has the pages outside the work itself: login, about, the
// accessibility statement.
package entry

import (
	"strings"

	"tiltak/models"
)

// Login is the input of the login page.
type Login struct {
	Username string
	Next     string // where to go after login
	Problem  *models.Error
	Groups   []ExampleGroup // of a demo
	Kept     Kept
	// KeptTooLarge says that a form was sent that cannot be carried.
	KeptTooLarge bool
}

// ExampleGroup is the example users of a kind, with the key of its heading.
type ExampleGroup struct {
	Key   string
	Users []Example
}

// Example is an example user.
type Example struct{ Username, DisplayName string }

// Kept is a form that was sent after the session had lapsed: the login page
// carries it, and the page after gives it back.
type Kept struct {
	Path   string
	Form   string // as a browser sends it
	Fields []Field
}

// Any tells whether there is a form to give back.
func (k Kept) Any() bool { return k.Path != "" }

// Field is one value of a form.
type Field struct{ Name, Value string }

// headingID names the heading of a group of example users.
func headingID(key string) string { return strings.ReplaceAll(key, ".", "-") }
