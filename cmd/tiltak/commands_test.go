package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/store/storetest"
)

func TestCommands(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		code int
		out  string
		err  string
	}{
		{"without a command it is wrong use, and the help is shown", nil, exitUsage, "Bruk: tiltak KOMMANDO", ""},
		{"help lists the commands", []string{"help"}, exitOK, "serve", ""},
		{"--help is help", []string{"--help"}, exitOK, "migrate", ""},
		{"an unknown command is wrong use", []string{"start"}, exitUsage, "", `ukjent kommando "start"`},
		{"version tells the program", []string{"version"}, exitOK, "tiltak ", ""},
		{"version takes no unknown flag", []string{"version", "--x"}, exitUsage, "", "-x"},
		{"audit without a command is wrong use", []string{"audit"}, exitUsage, "", "verify eller export"},
		{"audit help tells what there is", []string{"audit", "help"}, exitOK, "export -o FIL", ""},
		{"audit export without a file is wrong use", []string{"audit", "export"}, exitUsage, "", "-o FIL"},
		{"a database that is not there is not made by looking", []string{"audit", "verify", "--database", "sqlite:" + filepath.Join(t.TempDir(), "x.db")}, exitFailed, "", "finner ikke databasen"},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, out, err := tiltak(t, test.args...)
			if code != test.code || !strings.Contains(out, test.out) || !strings.Contains(err, test.err) {
				t.Errorf("exit code %d, want %d; out %q, want %q; err %q, want %q", code, test.code, out, test.out, err, test.err)
			}
		})
	}
	for _, command := range commands() {
		t.Run(command.name+" has help", func(t *testing.T) {
			if code, out, err := tiltak(t, command.name, "--help"); code != exitOK || len(out)+len(err) < 20 {
				t.Errorf("exit code %d, out %q, err %q", code, out, err)
			}
		})
	}
}

func TestMigrate(t *testing.T) {
	for kind, address := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			for _, step := range []struct{ flag, want string }{{"--status", "mangler"}, {"", "gjort"}, {"--status", "gjort"}, {"", "gjort"}} {
				args := []string{"migrate", "--database", address}
				if step.flag != "" {
					args = append(args, step.flag)
				}
				code, out, err := tiltak(t, args...)
				if code != exitOK || !strings.HasPrefix(out, step.want) || !strings.Contains(out, "00001") {
					t.Errorf("migrate %s: exit code %d, out %q, err %q", step.flag, code, out, err)
				}
			}
		})
	}
}

func TestAuditCommands(t *testing.T) {
	for kind, address := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			if code, _, err := tiltak(t, "audit", "verify", "--database", address); code != exitFailed {
				t.Errorf("an empty database: exit code %d, %q", code, err)
			}
			s := storetest.Open(t, address, nil)
			if err := s.MarkDemo(t.Context()); err != nil {
				t.Fatal(err)
			}
			code, out, err := tiltak(t, "audit", "verify", "--database", address)
			if code != exitOK || !strings.Contains(out, "Linjer i loggen: 1.") {
				t.Errorf("exit code %d, out %q, err %q", code, out, err)
			}
			file := filepath.Join(t.TempDir(), "logg.jsonl")
			if code, _, err := tiltak(t, "audit", "export", "-o", file, "--database", address); code != exitOK {
				t.Fatalf("exit code %d, err %q", code, err)
			}
			text, readErr := os.ReadFile(file)
			if readErr != nil {
				t.Fatal(readErr)
			}
			var line map[string]any
			if err := json.Unmarshal(text, &line); err != nil || line["action"] != "installation.demo" {
				t.Errorf("the file holds %s: %v", text, err)
			}
			if err := s.Read(t.Context()).Exec("UPDATE installation SET audit_head_sequence = 7").Error; err != nil {
				t.Fatal(err)
			}
			code, _, err = tiltak(t, "audit", "verify", "--database", address)
			if code != exitFailed || !strings.Contains(err, "slutter med linje 1") || !strings.Contains(err, "skrevet 7") {
				t.Errorf("a cut tail: exit code %d, err %q", code, err)
			}
		})
	}
}
