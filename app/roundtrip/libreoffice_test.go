package roundtrip_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/roundtrip"
)

// resaved opens a workbook in LibreOffice and saves it again.
func resaved(t *testing.T, file []byte) []byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is not installed: apt-get install -y libreoffice-calc-nogui")
	}
	folder := t.TempDir()
	source, out := filepath.Join(folder, "regneark.xlsx"), filepath.Join(folder, "ut")
	if err := os.WriteFile(source, file, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	said, err := exec.CommandContext(ctx, program, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", out, source).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	saved, err := os.ReadFile(filepath.Join(out, "regneark.xlsx"))
	if err != nil {
		t.Fatalf("%v: apt-get install -y libreoffice-calc-nogui\n%s", err, said)
	}
	return saved
}

func TestAWorkbookThatAnotherProgramHasSavedIsStillTheSame(t *testing.T) {
	edit := edited(t, written(t, book()), func(s *sheet) {
		s.set(measures, "Hva er gjort", 3, "Første linje med «tegn».\n\n+ andre & <tredje>")
		s.set(measures, "Hvor langt", 4, "Gjennomført")
		s.must(s.SetCellValue(milestones, "E3", day("2027-01-31").Time()))
		row := s.free(milestones)
		s.set(milestones, "Tiltak", row, 9)
		s.set(milestones, "Tittel", row, "Nytt møte")
		s.must(s.SetCellStr(milestones, cellAt("E", row), "15.12.2026"))
	})
	_, want, faults := roundtrip.Read(edit, words(t))
	if len(faults) > 0 || len(want.Reports) != 2 {
		t.Fatalf("faults %s, pending %+v", told(t, faults), want)
	}
	for name, c := range map[string]struct {
		file []byte
		want roundtrip.Pending
	}{"as it was downloaded": {written(t, book()), roundtrip.Pending{}}, "filled in": {edit, want}} {
		t.Run(name, func(t *testing.T) {
			_, got, faults := roundtrip.Read(resaved(t, c.file), words(t))
			if len(faults) > 0 {
				t.Fatal(told(t, faults))
			}
			if diff := cmp.Diff(c.want, got, dates()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
