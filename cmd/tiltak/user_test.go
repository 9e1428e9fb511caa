package main

import (
	"bytes"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tiltak/app/catalogue"
	"tiltak/app/store"
)

// typed runs the program with something typed on standard input.
func typed(t *testing.T, input string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, map[string]string{}, strings.NewReader(input), &out, &err)
	return code, out.String(), err.String()
}

// withCatalogue gives the address of a database with the built-in catalogue.
func withCatalogue(t *testing.T) string {
	t.Helper()
	database := "sqlite:" + filepath.Join(t.TempDir(), "test.db")
	if code, _, stderr := typed(t, builtInText(), "catalogue", "import", "-", "--database", database); code != exitOK {
		t.Fatalf("import gives %d: %s", code, stderr)
	}
	return database
}

// step is one run of the program and what must come of it.
type step struct {
	name  string
	input string
	args  []string
	code  int
	out   string
	err   string
}

func runSteps(t *testing.T, database string, steps []step) {
	t.Helper()
	for _, tt := range steps {
		t.Run(tt.name, func(t *testing.T) {
			args := tt.args
			if tt.code != exitUsage {
				args = append(append([]string{}, args...), "--database", database)
			}
			code, stdout, stderr := typed(t, tt.input, args...)
			if code != tt.code {
				t.Errorf("exit code %d, want %d\n%s%s", code, tt.code, stdout, stderr)
			}
			if !strings.Contains(stdout, tt.out) || !strings.Contains(stderr, tt.err) {
				t.Errorf("standard output:\n%s\nstandard error:\n%s\nwant %q and %q", stdout, stderr, tt.out, tt.err)
			}
		})
	}
}

func TestUserCommands(t *testing.T) {
	database := withCatalogue(t)
	add := func(username, role string, more ...string) []string {
		return append([]string{"user", "add", "--username", username, "--name", "Bruker i prøve", "--role", role}, more...)
	}
	runSteps(t, database, []step{
		{"without a command it is wrong use", "", []string{"user"}, 2, "", "add, list, disable eller reset-password"},
		{"an unknown command is wrong use", "", []string{"user", "delete"}, 2, "", "delete"},
		{"a user without role is wrong use", "", []string{"user", "add", "--username", "a", "--name", "A"}, 2, "", "--role må gis"},
		{"an unknown role is wrong use", "", add("a", "king:JD"), 2, "", "reporter:AID"},
		{"a role without organisation is wrong use", "", add("a", "reporter"), 2, "", "reporter:AID"},
		{"an unknown organisation is refused", "", add("a", "reporter:XYZ"), 1, "", "koden XYZ"},
		{"a name that cannot be used is refused", "", add("å lese", "reporter:AID"), 1, "", "små bokstaver"},
		{"a new user gets a link", "", add("rapportor.aid", "reporter:AID,contributor:BFD"), 0, "/oppsett/", ""},
		{"a name is not used twice", "", add("Rapportor.AID", "reporter:AID"), 1, "", "i bruk"},
		{"a password too short is refused, and no user made", "kort\n", add("admin.jd", "admin:JD", "--password-stdin"), 1, "", "minst 12"},
		{"a password may be typed", "en lang setning om vinter\n", add("admin.jd", "admin:JD", "--password-stdin"), 0, "lagt inn", ""},
		{"the list shows roles", "", []string{"user", "list"}, 0, "reporter:AID,contributor:BFD", ""},
		{"the last administrator cannot be shut out", "", []string{"user", "disable", "admin.jd"}, 1, "", "siste administratoren"},
		{"another user can", "", []string{"user", "disable", "rapportor.aid"}, 0, "stengt ute", ""},
		{"but once", "", []string{"user", "disable", "rapportor.aid"}, 1, "", "allerede"},
		{"the list shows who is shut out", "", []string{"user", "list"}, 0, "stengt ute", ""},
		{"who is shut out gets no link", "", []string{"user", "reset-password", "rapportor.aid"}, 1, "", "stengt ute"},
		{"a new link can be had", "", []string{"user", "reset-password", "admin.jd", "--public-url", "https://tiltak.example.no/"}, 0, "https://tiltak.example.no/oppsett/", ""},
		{"nobody gets no link", "", []string{"user", "reset-password", "ukjent"}, 1, "", "ukjent"},
		{"a name must be given", "", []string{"user", "disable"}, 2, "", "mangler"},
	})
	t.Run("help tells the flags", func(t *testing.T) {
		for _, name := range []string{"add", "list", "disable", "reset-password"} {
			if code, _, stderr := typed(t, "", "user", name, "--help"); code != exitOK || !strings.Contains(stderr, "-database") {
				t.Errorf("user %s --help gives %d: %s", name, code, stderr)
			}
		}
	})
	t.Run("a database without a catalogue says what to do", func(t *testing.T) {
		empty := "sqlite:" + filepath.Join(t.TempDir(), "empty.db")
		code, _, stderr := typed(t, "", append(add("a", "reporter:AID"), "--database", empty)...)
		if code != exitFailed || !strings.Contains(stderr, "tiltak catalogue import") {
			t.Errorf("%d: %s", code, stderr)
		}
	})
}

func TestTokenCommands(t *testing.T) {
	database := withCatalogue(t)
	t.Run("only the secret is written to standard output", func(t *testing.T) {
		code, stdout, _ := typed(t, "", "token", "add", "--name", "Nettredaksjonen", "--database", database)
		if code != exitOK || !regexp.MustCompile(`\Atiltak_[A-Za-z0-9_-]{43}\n\z`).MatchString(stdout) {
			t.Fatalf("%d: %q", code, stdout)
		}
		_, list, _ := typed(t, "", "token", "list", "--database", database)
		if strings.Contains(list, strings.TrimSpace(stdout)) || !strings.Contains(list, "Nettredaksjonen") {
			t.Errorf("the list is\n%s", list)
		}
	})
	runSteps(t, database, []step{
		{"without a command it is wrong use", "", []string{"token"}, 2, "", "add, list eller revoke"},
		{"a token must have a name", "", []string{"token", "add"}, 2, "", "--name"},
		{"names are not used twice", "", []string{"token", "add", "--name", "Nettredaksjonen"}, 1, "", "dette navnet"},
		{"a token can be revoked", "", []string{"token", "revoke", "1"}, 0, "trukket tilbake", ""},
		{"but once", "", []string{"token", "revoke", "1"}, 1, "", "fra før"},
		{"an unknown number fails", "", []string{"token", "revoke", "99"}, 1, "", ""},
		{"a number is a number", "", []string{"token", "revoke", "x"}, 2, "", "ikke et nummer"},
		{"the list shows it", "", []string{"token", "list"}, 0, "trukket tilbake", ""},
	})
}

func TestTheFirstAdministratorIsOfferedOnce(t *testing.T) {
	database := withCatalogue(t)
	offered := func(t *testing.T, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		offer(t, database, &out, args...)
		return out.String()
	}
	t.Run("a database without users offers a link to the terminal", func(t *testing.T) {
		if text := offered(t); !regexp.MustCompile(`http://127\.0\.0\.1:8080/oppsett/[A-Za-z0-9_-]{43}\n`).MatchString(text) {
			t.Errorf("got %q", text)
		}
	})
	t.Run("the link begins with the address people use", func(t *testing.T) {
		if text := offered(t, "--public-url", "https://tiltak.example.no"); !strings.Contains(text, "\nhttps://tiltak.example.no/oppsett/") {
			t.Errorf("got %q", text)
		}
	})
	t.Run("with a user nothing is offered", func(t *testing.T) {
		typed(t, "", "user", "add", "--username", "admin.jd", "--name", "Administrator i JD", "--role", "admin:JD", "--database", database)
		if text := offered(t); text != "" {
			t.Errorf("got %q", text)
		}
	})
}
func builtInText() string { return string(catalogue.BuiltIn()) }

// offer does what serve does before it answers, without listening.
func offer(t *testing.T, database string, out io.Writer, args ...string) {
	t.Helper()
	options, err := parseServe(call{name: "serve", args: append(args, "--database", database), stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	s, err := openMigrated(t.Context(), database, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := offerFirstAdministrator(t.Context(), s, options, options.listen, out); err != nil {
		t.Fatal(err)
	}
}
