// Package entry has the pages outside the work itself: login, about, the
// accessibility statement.
package entry

import "tiltak/models"

// Login is the input of the login page.
type Login struct {
	Username string
	Next     string // where to go after login
	Problem  *models.Error
	Examples []models.User // of a demo
}
