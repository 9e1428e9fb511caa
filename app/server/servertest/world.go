// Package servertest gives tests a whole server over a database with the
// built-in catalogue and a user of every role, and browsers to visit it with.
//
//	w := servertest.Start(t)
//	page := w.As("rapportor.aid").Get("/")
//	page.WantStatus(200)
//	page.Doc().Find("h1").Text()
package servertest

import (
	"bytes"
	"log/slog"
	"net/netip"
	"sync"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/notify/smtp"
	"tiltak/app/server"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// World is a server with its database, users and clock.
type World struct {
	Store    *store.Store
	Server   *server.Server
	Accounts *access.Accounts
	// Clock is the server's and the database's time; nil when New was given
	// another.
	Clock *Clock

	t         testing.TB
	publicURL string
	now       func() time.Time
}

// Options of a server under test. The zero value is a server for http, no demo.
type Options struct {
	Now            func() time.Time // nil: the real clock
	PublicURL      string
	Demo           bool // the server runs as a demo; the database is marked on its own
	TrustedProxies []netip.Prefix
	// Mail is the mail server; the zero value is none.
	Mail smtp.Server
	// Observe is told of every answered request.
	Observe func(server.Observation)
	// Logger is the server's log; nil: it is shown when the test fails.
	Logger *slog.Logger
}

// Midday of an ordinary Tuesday in the last quarter of 2026, in Oslo.
func startTime() time.Time { return time.Date(2026, time.November, 24, 11, 0, 0, 0, time.UTC) }

// Start makes a world on a new SQLite database with a clock that the test sets.
func Start(t testing.TB) *World { return StartWith(t, Options{}) }

// StartWith is Start with other options; Now is the world's own clock.
func StartWith(t testing.TB, options Options) *World {
	t.Helper()
	clock := NewClock(startTime())
	options.Now = clock.Now
	w := NewWith(t, storetest.Open(t, storetest.SQLiteAddress(t), clock.Now), options)
	w.Clock = clock
	return w
}

// Each runs a test in a world on each of the two databases.
func Each(t *testing.T, run func(t *testing.T, w *World)) {
	t.Helper()
	each(t, run, func(t *testing.T, s *store.Store) {
		if err := access.AddExampleUsers(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	})
}

// EachEmpty is Each without users.
func EachEmpty(t *testing.T, run func(t *testing.T, w *World)) {
	t.Helper()
	each(t, run, func(*testing.T, *store.Store) {})
}

func each(t *testing.T, run func(*testing.T, *World), prepare func(*testing.T, *store.Store)) {
	t.Helper()
	clock := NewClock(startTime())
	storetest.Each(t, clock.Now, func(t *testing.T, s *store.Store) {
		clock.Set(startTime())
		fill(t, s)
		prepare(t, s)
		w := Over(t, s, Options{Now: clock.Now})
		w.Clock = clock
		run(t, w)
	})
}

// New makes a world over an empty, migrated database.
func New(t testing.TB, s *store.Store, now func() time.Time) *World {
	t.Helper()
	return NewWith(t, s, Options{Now: now})
}

// NewWith is New with other options.
func NewWith(t testing.TB, s *store.Store, options Options) *World {
	t.Helper()
	fill(t, s)
	if err := access.AddExampleUsers(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return Over(t, s, options)
}

// Over makes a world over a database that has its catalogue and users already:
// a second node, or a copy.
func Over(t testing.TB, s *store.Store, options Options) *World {
	t.Helper()
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Logger == nil {
		options.Logger = logger(t)
	}
	web, err := server.New(server.Config{
		Store: s, Logger: options.Logger, Now: options.Now, PublicURL: options.PublicURL, Demo: options.Demo, Observe: options.Observe,
		TrustedProxies: options.TrustedProxies, Mail: options.Mail,
	})
	if err != nil {
		t.Fatal(err)
	}
	return &World{Store: s, Server: web, Accounts: access.NewAccounts(s), t: t, publicURL: options.PublicURL, now: options.Now}
}

// logger keeps the server's log and shows it when the test fails.
func logger(t testing.TB) *slog.Logger {
	var log lockedBuffer
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(log.String())
		}
	})
	return slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

type lockedBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}
