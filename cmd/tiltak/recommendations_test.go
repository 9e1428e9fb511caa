package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/catalogue"
)

func TestRecommendationsCommands(t *testing.T) {
	const example = "../../app/recommendations/intake/testdata/eksempel-60.xlsx"
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "test.db")
	if code, _, err := tiltak(t, "catalogue", "import", writeFile(t, "plan.yaml", catalogue.BuiltIn()), "--database", database); code != 0 {
		t.Fatal(err)
	}
	second := writeFile(t, "runde2.csv", []byte("Referanse;Tema;Artikler\nEKS2-01;Eksempel: refleksjonsperiode, rutiner;13\n"))
	bad := writeFile(t, "feil.csv", []byte("Referanse;Tema;Styrke\nEKS2-01;Eksempel;kanskje\nEKS2-02;;mener\n"))
	of := func(args ...string) []string {
		return append(append([]string{"recommendations"}, args...), "--database", database)
	}
	round := []string{"--evaluation", "body=EKS", "--evaluation", "round=2"}
	for _, tt := range []struct {
		name string
		args []string
		code int
		out  string // must stand on standard output
		err  string // must stand on standard error
	}{
		{"help tells what there is", []string{"recommendations", "--help"}, 0, "import FIL [--dry-run]", ""},
		{"without a command it is wrong use", []string{"recommendations"}, 2, "", "check, import eller template"},
		{"an unknown command is wrong use", []string{"recommendations", "export"}, 2, "", "export"},
		{"check without a file is wrong use", []string{"recommendations", "check"}, 2, "", "navnet på filen mangler"},
		{"a field of the evaluation that there is not is wrong use", of("check", second, "--evaluation", "leader=Ingen"), 2, "", "leader"},
		{"half a pair is wrong use", of("import", second, "--lineage", "EKS2-01"), 2, "", "navn=verdi"},
		{"a file that is not there fails", of("check", example+"x"), 1, "", "kan ikke lese"},
		{"a good file is in order", of("check", example), 0, "Filen er i orden: EKS, 1. runde, 60 nye anbefalinger, 0 endret og 0 uendret.", ""},
		{"a dry run tells what would happen", of("import", example, "--dry-run"), 0, "Ingenting er endret i databasen. Uten --dry-run ville dette skjedd: EKS, 1. runde, 60 nye", ""},
		{"an import counts", of("import", example), 0, "Anbefalingene er tatt inn: EKS, 1. runde, 60 nye", ""},
		{"the second import says that nothing changed", of("import", example), 0, "Ingen endring.", ""},
		{"CSV must say which evaluation it is of", of("check", second), 1, "", "--evaluation body: «Organ» er ikke fylt ut."},
		{"every fault of a bad file is listed: the level", of(append([]string{"check", bad}, round...)...), 1, "", "Rad 2, kolonne C «Styrke»: «kanskje» er ikke en styrke."},
		{"every fault of a bad file is listed: the topic", of(append([]string{"check", bad}, round...)...), 1, "", "Rad 3, kolonne B «Tema»: Teksten mangler."},
		{"every fault of a bad file is counted", of(append([]string{"import", bad}, round...)...), 1, "", "Den har 2 feil."},
		{"likely predecessors are offered", of(append([]string{"import", second, "--dry-run"}, round...)...), 0, "bruk --lineage EKS2-01=EKS1-10", ""},
		{"a predecessor that there is not fails", of(append([]string{"import", second, "--lineage", "EKS2-01=EKS1-99"}, round...)...), 1, "", "Det finnes ingen anbefaling EKS1-99"},
		{"what is chosen is taken in", of(append([]string{"import", second, "--lineage", "EKS2-01=EKS1-10"}, round...)...), 0, "lineage[EKS1-10 → EKS2-01]: legges til", ""},
		{"an unknown plan fails", of("import", second, "--plan", "x"), 1, "", ""},
		{"a template without a name is wrong use", []string{"recommendations", "template"}, 2, "", ".xlsx, .csv eller .yaml"},
		{"a template of another form is wrong use", []string{"recommendations", "template", "-o", filepath.Join(folder, "mal.docx")}, 2, "", ".xlsx, .csv eller .yaml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, err := tiltak(t, tt.args...)
			if code != tt.code || !strings.Contains(out, tt.out) || !strings.Contains(err, tt.err) {
				t.Errorf("exit code %d\nstdout: %s\nstderr: %s", code, out, err)
			}
		})
	}
	for _, extension := range []string{"xlsx", "csv", "yaml", "yml"} {
		t.Run("a template is written as "+extension, func(t *testing.T) {
			path := filepath.Join(folder, "mal."+extension)
			if code, _, err := tiltak(t, "recommendations", "template", "-o", path); code != 0 {
				t.Fatal(err)
			}
			if written, err := os.Stat(path); err != nil || written.Size() < 100 {
				t.Errorf("%v, %v", written, err)
			}
		})
	}
}
