// Package calendar has the page about a person's own calendar.
package calendar

import "tiltak/models"

// Page is the input of the page.
type Page struct {
	Current *models.CalendarFeed // the address that is in use; nil: none
	Address string               // the new address, the one time it is known
}
