package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/demo"
	"tiltak/app/store/storetest"
)

func TestExportNewsletter(t *testing.T) {
	database := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), database, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, tt := range []struct {
		name string
		args []string
		code int
		out  string // must stand on standard output
		err  string // must stand on standard error
	}{
		{"help tells what there is", []string{"--help"}, 0, "newsletter", ""},
		{"without a paper it is wrong use", nil, 2, "", "newsletter"},
		{"an unknown paper is wrong use", []string{"avis"}, 2, "", "avis"},
		{"an unknown format lists those that exist", []string{"newsletter", "--edition", "2026-k3", "--format", "xlsx", "-o", "-"}, 2, "", "docx, pptx, odt, html, web, md, txt"},
		{"a quarter must be named", []string{"newsletter", "-o", "-"}, 2, "", "--edition"},
		{"a file must be named", []string{"newsletter", "--edition", "2026-k3"}, 2, "", "-o"},
		{"a quarter must be a quarter", []string{"newsletter", "--edition", "høsten", "-o", "-"}, 2, "", "høsten"},
		{"English is no language of the newsletter", []string{"newsletter", "--edition", "2026-k3", "--language", "en", "-o", "-"}, 2, "", "nb eller nn"},
		{"a round that is not closed has none", []string{"newsletter", "--edition", "2026-k4", "-o", "-"}, 1, "", "ikke lukket"},
		{"an unknown plan fails", []string{"newsletter", "--edition", "2026-k3", "--plan", "x", "-o", "-"}, 1, "", "«x»"},
		{"what nobody has frozen is a draft, and example data", []string{"newsletter", "--edition", "2026-k3", "--format", "txt", "-o", "-"}, 0, "Utkast – Eksempeldata", ""},
		{"an older edition is compared with, in nynorsk", []string{"newsletter", "--edition", "2026-k3", "--before", "2026-k1", "--language", "nn", "--format", "txt", "-o", "-"}, 0, "i januar–mars,", ""},
		{"what is compared with must be an edition", []string{"newsletter", "--edition", "2026-k3", "--before", "våren", "-o", "-"}, 2, "", "våren"},
		{"what is compared with must be older", []string{"newsletter", "--edition", "2026-k3", "--before", "2026-k3", "-o", "-"}, 2, "", "ikke eldre"},
		{"what is compared with must be there", []string{"newsletter", "--edition", "2026-k3", "--before", "2024-k1", "-o", "-"}, 1, "", "finnes ikke"},
		{"the decision that may be told is told", []string{"newsletter", "--edition", "2026-k3", "--format", "txt", "-o", "-"}, 0, "Gjennomgangsmøtet besluttet", ""},
		{"the first revision can be named", []string{"newsletter", "--edition", "2026-k3.1", "--format", "md", "-o", "-"}, 0, "# Status for strategien juli–september 2026", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			args := append([]string{"export"}, tt.args...)
			if len(tt.args) > 1 {
				args = append(args, "--database", database)
			}
			code, out, err := tiltak(t, args...)
			if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(err, tt.err) {
				t.Errorf("code %d, want %d\n%s\n%s", code, tt.code, out, err)
			}
		})
	}
	t.Run("the file is written whole, and the same twice", func(t *testing.T) {
		var files [2]string
		for i := range files {
			name := filepath.Join(folder, "nyhetsbrev.docx")
			if code, _, err := tiltak(t, "export", "newsletter", "--edition", "2026-k3", "--format", "docx", "--database", database, "-o", name); code != 0 {
				t.Fatal(err)
			}
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[i] = string(body)
		}
		if files[0] != files[1] || !strings.HasPrefix(files[0], "PK") {
			t.Error("two exports of the same differ, or are no Word files")
		}
		left, err := os.ReadDir(folder)
		if err != nil || len(left) != 1 {
			t.Errorf("%d files are left, want one", len(left))
		}
	})
}
