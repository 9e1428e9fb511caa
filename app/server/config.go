// Package server ties everything to HTTP: the fiber app, what happens round
// every request, the one route table, and the one place where an error becomes
// an answer.
package server

import (
	"log/slog"
	"net/netip"
	"time"

	"tiltak/app/notify/smtp"
	"tiltak/app/store"
)

// Config is what a server needs.
type Config struct {
	Store     *store.Store
	Logger    *slog.Logger
	Now       func() time.Time
	PublicURL string // https address people use; empty: plain http on this machine
	Demo      bool
	Version   string // of the program; empty for one under development
	// TrustedProxies stand before the server and tell whose requests they pass
	// on, in X-Forwarded-For.
	TrustedProxies []netip.Prefix
	// Mail is the mail server; the zero value is none, and nothing is sent.
	Mail smtp.Server
	// ObserveMail is told how many mails a sender is done with, and how; it may
	// be nil.
	ObserveMail func(outcome string, mails int64)
	// Observe is told of every answered request; metrics and tests listen.
	Observe func(Observation)
}

// Observation is what one request cost.
type Observation struct {
	Method  string
	Route   string // the pattern, never the address
	Status  int
	Took    time.Duration
	Queries int64
}
