package servertest

import (
	"os"
	"path/filepath"
	"testing"

	"tiltak/app/store/storetest"
)

// Template is a database in a situation, of which tests take copies: making it
// once is much faster than making each anew.
type Template struct {
	file      []byte
	Situation Situation
}

// NewTemplate makes a template. prepare adds what the test needs besides.
func NewTemplate(t testing.TB, prepare func(*World)) Template {
	t.Helper()
	clock := NewClock(startTime())
	path := filepath.Join(t.TempDir(), "template.db")
	w := New(t, storetest.Open(t, "sqlite:"+path, clock.Now), clock.Now)
	w.Clock = clock
	prepare(w)
	template := Template{Situation: w.Situation()}
	// Closing writes what still stands beside the file into it.
	if err := w.Store.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	template.file = file
	return template
}

// Start makes a world of a copy.
func (template Template) Start(t testing.TB) *World {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, template.file, 0o600); err != nil {
		t.Fatal(err)
	}
	clock := NewClock(startTime())
	w := Over(t, storetest.Open(t, "sqlite:"+path, clock.Now), Options{Now: clock.Now})
	w.Clock = clock
	return w
}
