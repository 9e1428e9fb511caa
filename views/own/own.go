// Package own has the pages about a person's own access: one's page, and the
// pages that one-time links lead to.
package own

import "tiltak/models"

// Own is the input of a person's own page.
type Own struct {
	Problem   *models.Error // of the password form
	Languages []models.Language
	Email     string
	// EmailProblem is of the form for the address.
	EmailProblem *models.Error
}

// Setup is the input of the page that makes the first administrator.
type Setup struct {
	Secret      string
	Username    string
	DisplayName string
	Problem     *models.Error
}

// NewPassword is the input of the page that sets a password.
type NewPassword struct {
	Secret   string
	Username string
	Problem  *models.Error
}
