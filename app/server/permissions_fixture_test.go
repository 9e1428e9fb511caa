package server_test

import (
	"testing"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
)

// passwordLink gives the secret of a one-time link for a user.
func passwordLink(t *testing.T, w *servertest.World, userID int64) string {
	t.Helper()
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	secret, err := keys.NewRing(w.Store, passwords).PasswordLink(t.Context(), store.CommandLine(), userID)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}
