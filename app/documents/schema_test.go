package documents_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// validator finds the program that holds a file against the schemas of Office
// Open XML, part by part: that of the Open XML SDK, from an npm package. The
// schemas of ISO/IEC 29500 themselves may not be passed on, and no package that
// can be had here holds them.
func validator(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	machine := runtime.GOOS + "-" + map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if runtime.GOARCH != "amd64" {
		machine = runtime.GOOS + "-" + runtime.GOARCH
	}
	path := filepath.Join(cache, "tiltak-tests", "node_modules", "@xarsh", "ooxml-validator-"+machine, "ooxml-validator")
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the validator for Office files is missing. Install it with: .ci/install")
	}
	return path
}

// faults are what the validator finds in a file.
func faults(t *testing.T, extension string, file []byte) []string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "fil"+extension)
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	answer, err := exec.CommandContext(t.Context(), validator(t), name).Output()
	if err != nil && len(answer) == 0 {
		t.Fatal(err)
	}
	var report struct {
		OK     *bool
		Errors []struct{ Description, Path, XPath string }
	}
	if err := json.Unmarshal(answer, &report); err != nil || report.OK == nil {
		t.Fatalf("%v: %s", err, answer)
	}
	var found []string
	for _, e := range report.Errors {
		found = append(found, e.Path+" "+e.XPath+": "+e.Description)
	}
	if len(found) == 0 && !*report.OK {
		t.Fatalf("not valid, for no reason: %s", answer)
	}
	return found
}

func TestEveryPartOfAnOfficeFileIsValid(t *testing.T) {
	for _, format := range []string{"docx", "pptx", "xlsx"} {
		for _, fault := range faults(t, "."+format, write(t, format, sample(t))) {
			t.Errorf("%s: %s", format, fault)
		}
	}
	for _, format := range []string{"docx", "pptx"} {
		for _, fault := range faults(t, "."+format, write(t, format, long(t))) {
			t.Errorf("long %s: %s", format, fault)
		}
	}
}

func TestTheValidatorFindsWhatIsWrong(t *testing.T) {
	for format, spoil := range map[string][3]string{
		"docx": {"word/document.xml", `w:val="right"`, `w:val="sideways"`},
		"pptx": {"ppt/slides/slide1.xml", `algn="r"`, `algn="sideways"`},
	} {
		parts := partsOf(t, write(t, format, sample(t)))
		spoiled := strings.ReplaceAll(parts[spoil[0]], spoil[1], spoil[2])
		if spoiled == parts[spoil[0]] {
			t.Fatalf("nothing to spoil in %s", spoil[0])
		}
		parts[spoil[0]] = spoiled
		var file bytes.Buffer
		archive := zip.NewWriter(&file)
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			part, err := archive.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := part.Write([]byte(parts[name])); err != nil {
				t.Fatal(err)
			}
		}
		if err := archive.Close(); err != nil {
			t.Fatal(err)
		}
		if found := faults(t, "."+format, file.Bytes()); len(found) == 0 {
			t.Errorf("nothing was found in a spoiled %s", format)
		}
	}
}
