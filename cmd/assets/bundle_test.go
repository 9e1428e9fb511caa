package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheCommittedFilesAreCurrent(t *testing.T) {
	out := filepath.Join(t.TempDir(), "dist")
	if err := run("../..", out); err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(names(t, "../../assets/dist"), names(t, out)); difference != "" {
		t.Fatalf("assets/dist is out of date, run go run ./cmd/assets:\n%s", difference)
	}
	for _, name := range names(t, out) {
		if string(read(t, "../../assets/dist", name)) != string(read(t, out, name)) {
			t.Errorf("assets/dist/%s is out of date, run go run ./cmd/assets", name)
		}
	}
}

func TestBundlingTwiceChangesNothingAndClearsOldFiles(t *testing.T) {
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, "app-OLDOLDOL.css"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run("../..", out); err != nil {
		t.Fatal(err)
	}
	first := map[string]os.FileInfo{}
	for _, name := range names(t, out) {
		if name == "app-OLDOLDOL.css" {
			t.Error("a file from before is still there")
		}
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		first[name] = info
	}
	if err := run("../..", out); err != nil {
		t.Fatal(err)
	}
	for _, name := range names(t, out) {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if before := first[name]; before == nil || !before.ModTime().Equal(info.ModTime()) {
			t.Errorf("%s was written again", name)
		}
	}
}

func TestTheResultDoesNotDependOnWhereTheSourcesLie(t *testing.T) {
	moved := t.TempDir()
	if err := os.CopyFS(filepath.Join(moved, "assets"), os.DirFS("../../assets")); err != nil {
		t.Fatal(err)
	}
	here, err := bundle("../../assets")
	if err != nil {
		t.Fatal(err)
	}
	there, err := bundle(filepath.Join(moved, "assets"))
	if err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(here, there); difference != "" {
		t.Error("the moved sources give other files")
	}
}

func TestBrokenSourcesAreRefused(t *testing.T) {
	tests := []struct {
		name, path, body, want string
	}{
		{"an icon without a viewBox", "vendor/aksel-icons/Circle.svg", `<svg width="1em"></svg>`, "viewBox"},
		{"an icon that is no picture", "vendor/aksel-icons/Circle.svg", `<p>no</p>`, "svg element"},
		{"a stylesheet that names a missing file", "css/text.css", `@import url("./missing.css");`, "missing.css"},
		{"a script that does not parse", "js/print.js", `export function (`, "print.js"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sources := filepath.Join(t.TempDir(), "assets")
			if err := os.CopyFS(sources, os.DirFS("../../assets")); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(sources, test.path), []byte(test.body), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := bundle(sources); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want one that names %q", err, test.want)
			}
		})
	}
	t.Run("a third-party folder without its licence", func(t *testing.T) {
		sources := filepath.Join(t.TempDir(), "assets")
		if err := os.CopyFS(sources, os.DirFS("../../assets")); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(sources, "vendor", "inter", "LICENSE")); err != nil {
			t.Fatal(err)
		}
		if _, err := bundle(sources); err == nil || !strings.Contains(err.Error(), "inter") {
			t.Errorf("error = %v, want one that names the folder", err)
		}
	})
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, entry := range entries {
		list = append(list, entry.Name())
	}
	return list
}

func read(t *testing.T, folder, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return body
}
