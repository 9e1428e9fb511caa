// Package outbox decides which mails are due, puts them into the queue that all
// nodes share, and writes them when they are to be sent.
package outbox

import (
	"crypto/rand"
	"encoding/hex"
	"strings"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Setup is what mails need that the installation decides.
type Setup struct {
	PublicURL string // what links begin with
	Domain    string // what message ids end in
	Off       bool   // there is no mail server: what a person asks for is told as failed
}

// Outbox plans and keeps mails.
type Outbox struct {
	store   *store.Store
	setup   Setup
	letters letters
}

// New makes the outbox of a store.
func New(s *store.Store, setup Setup) (*Outbox, error) {
	messages, err := language.Load()
	if err != nil {
		return nil, err
	}
	setup.PublicURL = strings.TrimRight(setup.PublicURL, "/")
	return &Outbox{store: s, setup: setup, letters: letters{printer: messages.Printer(models.Bokmaal), publicURL: setup.PublicURL}}, nil
}

// today is the day in Oslo by the store's clock.
func (o *Outbox) today() models.Date { return language.Today(o.store.Now()) }

// newMessageID makes the name by which mail servers know one mail, whatever
// number of times it is tried.
func (o *Outbox) newMessageID() string {
	domain := o.setup.Domain
	if domain == "" {
		domain = "localhost"
	}
	return randomWord() + "@" + domain
}

func randomWord() string {
	var random [12]byte
	_, _ = rand.Read(random[:]) // never fails
	return hex.EncodeToString(random[:])
}

// actor is how the trail names what goes by itself.
func actor() store.Actor { return store.Actor{Who: "påminnelser"} }
