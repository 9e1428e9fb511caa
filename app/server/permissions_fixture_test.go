package server_test

import (
	"strconv"
	"testing"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
)

func ringOf(t *testing.T, w *servertest.World) *keys.Ring {
	t.Helper()
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	return keys.NewRing(w.Store, passwords)
}

// passwordLink gives the secret of a one-time link for a user.
func passwordLink(t *testing.T, w *servertest.World, userID int64) string {
	t.Helper()
	secret, err := ringOf(t, w).PasswordLink(t.Context(), store.CommandLine(), userID)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// token gives the number of a new token.
func token(t *testing.T, w *servertest.World) string {
	t.Helper()
	made, _, err := ringOf(t, w).AddToken(t.Context(), store.CommandLine(), "Nettredaksjonen")
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(made.ID, 10)
}
