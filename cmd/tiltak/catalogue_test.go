package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/catalogue"
)

// tiltak runs the program as a terminal would.
func tiltak(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, map[string]string{}, strings.NewReader(""), &out, &err)
	return code, out.String(), err.String()
}

func writeFile(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCatalogueCommands(t *testing.T) {
	good := writeFile(t, "god.yaml", catalogue.BuiltIn())
	bad := writeFile(t, "feil.yaml", []byte(strings.Replace(strings.Replace(string(catalogue.BuiltIn()),
		"measure_count: 18", "measure_count: 17", 1), "lead: UD,", "lead: XX,", 1)))
	database := "sqlite:" + filepath.Join(t.TempDir(), "test.db")

	for _, tt := range []struct {
		name string
		args []string
		code int
		out  string // must stand on standard output
		err  string // must stand on standard error
	}{
		{"help tells what there is", []string{"catalogue", "--help"}, 0, "import FIL [--dry-run]", ""},
		{"without a command it is wrong use", []string{"catalogue"}, 2, "", "check, import eller export"},
		{"an unknown command is wrong use", []string{"catalogue", "delete"}, 2, "", "delete"},
		{"check without a file is wrong use", []string{"catalogue", "check"}, 2, "", "navnet på filen mangler"},
		{"two files are wrong use", []string{"catalogue", "check", good, bad}, 2, "", "bare én fil"},
		{"a good file is in order", []string{"catalogue", "check", good}, 0, "18 tiltak", ""},
		{"a file that is not there fails", []string{"catalogue", "check", good + "x"}, 1, "", "kan ikke lese"},
		{"every problem of a bad file is listed: the count", []string{"catalogue", "check", bad}, 1, "", "Planen skal ha 17 tiltak"},
		{"every problem of a bad file is listed: the ministry", []string{"catalogue", "check", bad}, 1, "", "«XX»"},
		{"nothing can be exported before an import", []string{"catalogue", "export", "--database", database}, 1, "", "ingen plan ennå"},
		{"a bad file is not imported", []string{"catalogue", "import", bad, "--database", database}, 1, "", "2 feil"},
		{"a dry run tells what would happen", []string{"catalogue", "import", good, "--dry-run", "--database", database}, 0, "Ingenting er endret", ""},
		{"a dry run changes nothing", []string{"catalogue", "export", "--database", database}, 1, "", "ingen plan ennå"},
		{"an import counts", []string{"catalogue", "import", good, "--database", database}, 0, "Katalogen er tatt inn", ""},
		{"the second import says that nothing changed", []string{"catalogue", "import", good, "--database", database}, 0, "Ingen endring", ""},
		{"an unknown plan cannot be exported", []string{"catalogue", "export", "--plan", "x", "--database", database}, 1, "", "koden «x»"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, err := tiltak(t, tt.args...)
			if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(err, tt.err) {
				t.Errorf("exit code %d\nstdout: %s\nstderr: %s", code, out, err)
			}
		})
	}

	t.Run("what is exported can be imported and changes nothing", func(t *testing.T) {
		exported := filepath.Join(t.TempDir(), "ut.yaml")
		if code, _, err := tiltak(t, "catalogue", "export", "-o", exported, "--database", database); code != 0 {
			t.Fatal(err)
		}
		_, printed, _ := tiltak(t, "catalogue", "export", "--database", database)
		text, err := os.ReadFile(exported)
		if err != nil || string(text) != printed {
			t.Errorf("the file and standard output differ: %v", err)
		}
		code, out, told := tiltak(t, "catalogue", "import", exported, "--database", database)
		if code != 0 || out != "Ingen endring.\n" {
			t.Errorf("exit code %d: %s%s", code, out, told)
		}
	})
}
