// Package storetest gives tests an empty, migrated database of either kind.
package storetest

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tiltak/app/store"
)

// AddressVariable names the environment variable with the address of a
// throw-away PostgreSQL. `.ci/with-postgres COMMAND` starts one and sets it.
const AddressVariable = "TILTAK_TEST_POSTGRES"

// Each runs a test on both databases, each empty and migrated.
func Each(t *testing.T, now func() time.Time, run func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, Open(t, SQLiteAddress(t), now)) })
	t.Run("postgres", func(t *testing.T) { run(t, Open(t, PostgresAddress(t), now)) })
}

// Addresses gives the address of an empty database of each kind.
func Addresses(t testing.TB) map[string]string {
	return map[string]string{"sqlite": SQLiteAddress(t), "postgres": PostgresAddress(t)}
}

// SQLiteAddress gives the address of a new file that is removed after the test.
func SQLiteAddress(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "test.db")
}

// PostgresAddress gives the address of a new schema that is dropped after the
// test.
func PostgresAddress(t testing.TB) string {
	t.Helper()
	address := os.Getenv(AddressVariable)
	if address == "" {
		t.Fatalf("%s is not set: run the tests with «make test», or one package with «.ci/with-postgres go test ./app/store»", AddressVariable)
	}
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		t.Fatal(err)
	}
	schema := "t" + hex.EncodeToString(random[:])
	server, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := server.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatalf("cannot make a schema in the throw-away PostgreSQL: %v", err)
	}
	t.Cleanup(func() {
		if _, err := server.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
			t.Errorf("cannot drop the test schema: %v", err)
		}
		_ = server.Close()
	})
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := parsed.Query()
	query.Set("search_path", schema)
	parsed.RawQuery = query.Encode()
	return parsed.String()
}

// Open opens and migrates the database at an address and closes it after the
// test. now may be nil for the real clock.
func Open(t testing.TB, address string, now func() time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address, store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}
