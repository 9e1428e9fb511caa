package intake_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/recommendations/intake"
)

// converted opens a workbook in LibreOffice and saves it in another form.
func converted(t *testing.T, file []byte, form string) []byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is not installed: apt-get install -y libreoffice-calc-nogui")
	}
	folder := t.TempDir()
	source, out := filepath.Join(folder, "rapport.xlsx"), filepath.Join(folder, "ut")
	if err := os.WriteFile(source, file, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	said, err := exec.CommandContext(ctx, program, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", form, "--outdir", out, source).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v: apt-get install -y libreoffice-calc-nogui\n%s", files, err, said)
	}
	saved, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestAReportThatAnotherProgramHasSavedIsStillTheSame(t *testing.T) {
	want := said(t, sent("a.xlsx", kept(t)))
	t.Run("as a workbook", func(t *testing.T) {
		if diff := cmp.Diff(want, said(t, sent("a.xlsx", converted(t, kept(t), "xlsx"))), sameWords); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("its sheet of recommendations as CSV", func(t *testing.T) {
		// parted by semicolons, in Windows-1252, the second sheet
		text := converted(t, kept(t), "csv:Text - txt - csv (StarCalc):59,34,1,1,,0,false,true,false,false,false,2")
		file := intake.Sent{Name: "a.csv", Content: text, Evaluation: exampleEvaluation()}
		if diff := cmp.Diff(want, said(t, file), sameWords); diff != "" {
			t.Error(diff)
		}
	})
}
