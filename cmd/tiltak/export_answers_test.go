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

func TestExportAnswers(t *testing.T) {
	database := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), database, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	edition := []string{"--edition", "2026-k3", "-o", "-"}
	for _, tt := range []struct {
		name string
		args []string
		code int
		out  string // must stand on standard output
		err  string // must stand on standard error
	}{
		{"the status report in nynorsk", append([]string{"status-report", "--format", "txt", "--language", "nn"}, edition...), 0, "Noko forseinka", ""},
		{"the budget table is in bokmål unless asked for", append([]string{"budget-table", "--format", "md"}, edition...), 0, "| Ansvarlig departement | Tiltak | Status |", ""},
		{"the budget table in nynorsk", append([]string{"budget-table", "--format", "md", "--language", "nn"}, edition...), 0, "| Ansvarleg departement | Tiltak | Status |", ""},
		{"the answer to the Storting tells how it can be checked", append([]string{"storting", "--format", "txt"}, edition...), 0, "Slik kan svaret kontrolleres", ""},
		{"the measures as data", append([]string{"measures", "--format", "json"}, edition...), 0, `"schema": 1`, ""},
		{"the measures as a workbook unless asked for", append([]string{"measures"}, edition...), 0, "PK", ""},
		{"the first revision can be named", []string{"storting", "--edition", "2026-k3.1", "--format", "txt", "-o", "-"}, 0, "2026-k3.1", ""},
		{"a day shows what was cleared when it was over", []string{"storting", "--date", "2026-09-30", "--format", "txt", "-o", "-"}, 0, "ved utgangen av 30.", ""},
		{"a day to come has nothing to show", []string{"storting", "--date", "2199-01-01", "-o", "-"}, 1, "", "til og med i dag"},
		{"a day before the plan has nothing to show", []string{"measures", "--date", "2020-01-01", "-o", "-"}, 1, "", "fra planen begynte"},
		{"a format that makes no sense lists those that do", append([]string{"status-report", "--format", "xlsx"}, edition...), 2, "", "docx, odt, html, md, txt"},
		{"so it is for the measures", append([]string{"measures", "--format", "docx"}, edition...), 2, "", "xlsx, csv, json"},
		{"English is refused", append([]string{"storting", "--language", "en"}, edition...), 2, "", "nb eller nn"},
		{"the reply is in English unless asked for, and tells what lacks", append([]string{"greta", "--format", "txt"}, edition...), 0, "Follow-up of recommendations: GRETA, evaluation round 3", "Tekster som mangler på engelsk:"},
		{"the reply in nynorsk", append([]string{"greta", "--format", "md", "--language", "nn", "--evaluation", "GRETA-2"}, edition...), 0, "Oppfølging av tilrådingar: GRETA, evalueringsrunde 2", ""},
		{"the reply as data", append([]string{"greta", "--format", "json"}, edition...), 0, `"document": "greta"`, ""},
		{"the reply as it stood on a day", []string{"greta", "--date", "2026-09-30", "--format", "txt", "-o", "-"}, 0, "cleared by the end of 30", ""},
		{"a reply to an evaluation without recommendations lists those that have them", append([]string{"greta", "--evaluation", "GRETA-4"}, edition...), 1, "", "GRETA-3, GRETA-2, GRETA-1"},
		{"a reply in another language is refused", append([]string{"greta", "--language", "fr"}, edition...), 2, "", "en, nb eller nn"},
		{"only a reply is to an evaluation", append([]string{"storting", "--evaluation", "GRETA-3"}, edition...), 2, "", "evaluation"},
		{"an edition or a day must be named", []string{"storting", "-o", "-"}, 2, "", "--edition 2026-k3 eller --date"},
		{"but not both", append([]string{"storting", "--date", "2026-09-30"}, edition...), 2, "", "ikke begge"},
		{"an edition must be one", []string{"storting", "--edition", "høsten", "-o", "-"}, 2, "", "høsten"},
		{"a day must be one", []string{"storting", "--date", "30.09.2026", "-o", "-"}, 2, "", "30.09.2026"},
		{"a file must be named", []string{"storting", "--edition", "2026-k3"}, 2, "", "-o"},
		{"a round that is not closed has no edition", []string{"storting", "--edition", "2026-k4", "-o", "-"}, 1, "", "finnes ikke"},
		{"an unknown plan fails", append([]string{"storting", "--plan", "x"}, edition...), 1, "", "«x»"},
		{"the newsletter is not made of a day", []string{"newsletter", "--date", "2026-09-30", "-o", "-"}, 2, "", "av en utgave, ikke av en dato"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, err := tiltak(t, append(append([]string{"export"}, tt.args...), "--database", database)...)
			if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(err, tt.err) {
				t.Errorf("code %d, want %d\n%.500s\n%s", code, tt.code, out, err)
			}
		})
	}
	t.Run("the same twice gives the same bytes", func(t *testing.T) {
		var files [2]string
		for i := range files {
			name := filepath.Join(folder, "svar.docx")
			if code, _, err := tiltak(t, "export", "storting", "--edition", "2026-k3", "--database", database, "-o", name); code != 0 {
				t.Fatal(err)
			}
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[i] = string(body)
		}
		if files[0] != files[1] {
			t.Error("two exports of the same differ")
		}
	})
}
