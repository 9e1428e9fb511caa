package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/catalogue"
	"tiltak/app/store"
)

func TestAnEmptyDatabaseIsFilledWithTheBuiltInCatalogue(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "test.db")
	s, err := openMigrated(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out bytes.Buffer
	for range 2 { // the second start finds it filled
		if err := prepare(t.Context(), s, serveOptions{database: address}, &out); err != nil {
			t.Fatal(err)
		}
	}
	want, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := catalogue.NewImporter(s).Export(t.Context(), want.Plan.Code)
	if err != nil {
		t.Fatal(err)
	}
	if differences := catalogue.Diff(want, got); len(differences) > 0 {
		t.Errorf("the database holds something else: %+v", differences)
	}
	if err := prepare(t.Context(), s, serveOptions{database: address, demo: true}, &out); err == nil || !strings.Contains(err.Error(), "ikke en demo") {
		t.Errorf("a database in use became a demo: %v", err)
	}
}

func TestServeRefusesHalfTheSettingsOfMail(t *testing.T) {
	const secret = "hemmelig-passord"
	for _, row := range []struct {
		name string
		args []string
		want string
	}{
		{"a mail server and no sender", []string{"--smtp-url", "smtp://127.0.0.1", "--public-url", "https://tiltak.example.no"}, "--mail-from"},
		{"a sender and no mail server", []string{"--mail-from", "a@example.no"}, "--smtp-url"},
		{"mails without an address for links", []string{"--smtp-url", "smtp://127.0.0.1", "--mail-from", "a@example.no"}, "--public-url"},
		{"an address of no known kind", []string{"--smtp-url", "http://a:" + secret + "@b", "--mail-from", "a@example.no", "--public-url", "https://tiltak.example.no"}, "smtp://"},
		{"a password that cannot be read", []string{"--smtp-url", "smtps://a:" + secret + "%zz@b", "--mail-from", "a@example.no", "--public-url", "https://tiltak.example.no"}, "%40"},
		{"a user without a password", []string{"--smtp-url", "smtps://a@b", "--mail-from", "a@example.no", "--public-url", "https://tiltak.example.no"}, "passord"},
		{"a sender that is no address", []string{"--smtp-url", "smtps://a:" + secret + "@b", "--mail-from", "meg", "--public-url", "https://tiltak.example.no"}, "avsenderen"},
	} {
		t.Run(row.name, func(t *testing.T) {
			code, out, errors := tiltak(t, append([]string{"serve", "--database", "sqlite:" + filepath.Join(t.TempDir(), "test.db")}, row.args...)...)
			if code != 2 || !strings.Contains(errors, row.want) {
				t.Errorf("code %d, and it says:\n%s", code, errors)
			}
			if strings.Contains(out+errors, secret) {
				t.Error("the password is told")
			}
		})
	}
}
