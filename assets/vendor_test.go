package assets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/assets"
)

func TestEveryThirdPartyFileIsTheOneThatWasTaken(t *testing.T) {
	list, err := os.ReadFile("vendor/VERSIONS.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) != 4 {
			t.Fatalf("the line %q should have package, version, sha256 and file", line)
		}
		sum, path := fields[2], fields[3]
		listed[path] = true
		body, err := os.ReadFile(filepath.Join("vendor", path))
		if err != nil {
			t.Error(err)
			continue
		}
		if got := sha256.Sum256(body); hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s is not the file that VERSIONS.txt lists", path)
		}
	}
	err = filepath.WalkDir("vendor", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == filepath.Join("vendor", "VERSIONS.txt") {
			return err
		}
		name, err := filepath.Rel("vendor", path)
		if err != nil {
			return err
		}
		if !listed[filepath.ToSlash(name)] {
			t.Errorf("%s is not listed in VERSIONS.txt", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A page printed by someone who uses dark mode would be pale text on white.
func TestDarkColoursAreForScreensOnly(t *testing.T) {
	css, _, _, _ := assets.Open(assets.URL("app.css"), "")
	dark := strings.Count(string(css), "prefers-color-scheme:dark")
	onScreen := strings.Count(string(css), "@media screen and (prefers-color-scheme:dark)")
	if dark == 0 || dark != onScreen {
		t.Errorf("%d of %d dark blocks are for screens only", onScreen, dark)
	}
}

func TestEveryThirdPartyFolderHasItsLicence(t *testing.T) {
	folders, err := os.ReadDir("vendor")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		checked++
		text, err := os.ReadFile(filepath.Join("vendor", folder.Name(), "LICENSE"))
		if err != nil {
			t.Error(err)
		} else if len(text) < 400 {
			t.Errorf("the licence of %s is only %d bytes", folder.Name(), len(text))
		}
	}
	if checked == 0 {
		t.Fatal("there are no third-party folders")
	}
}
