package assets_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"tiltak/assets"
)

func TestEveryNameInTheManifestIsServed(t *testing.T) {
	list, err := os.ReadFile("dist/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest map[string]string
	if err := json.Unmarshal(list, &manifest); err != nil {
		t.Fatal(err)
	}
	for _, needed := range []string{"app.css", "app.js", "icons.svg", "favicon.svg", "licences.txt"} {
		if manifest[needed] == "" {
			t.Errorf("the manifest lacks %s", needed)
		}
	}
	for name, hashed := range manifest {
		t.Run(name, func(t *testing.T) {
			if got, want := assets.URL(name), "/static/"+hashed; got != want {
				t.Errorf("URL = %q, want %q", got, want)
			}
			plain, contentType, encoding, ok := assets.Open(assets.URL(name), "")
			if !ok || len(plain) == 0 || contentType == "" || encoding != "" {
				t.Fatalf("Open gave %d bytes, type %q, encoding %q, ok %v", len(plain), contentType, encoding, ok)
			}
			for _, accepted := range []string{"br", "gzip", "gzip, deflate, br"} {
				body, _, encoding, _ := assets.Open(assets.URL(name), accepted)
				if got := decoded(t, body, encoding); !bytes.Equal(got, plain) {
					t.Errorf("the body for %q does not decode to the plain file", accepted)
				}
			}
		})
	}
}

func TestTheEncodingFollowsTheHeader(t *testing.T) {
	tests := map[string]string{
		"":                       "",
		"identity":               "",
		"gzip":                   "gzip",
		"br":                     "br",
		"gzip, deflate, br":      "br",
		"GZIP;q=0.5":             "gzip",
		"br;q=0, gzip":           "gzip",
		"br; q=0.000, gzip; q=0": "",
		"brotli":                 "",
	}
	for header, want := range tests {
		t.Run(header, func(t *testing.T) {
			if _, _, got, _ := assets.Open(assets.URL("app.css"), header); got != want {
				t.Errorf("encoding = %q, want %q", got, want)
			}
		})
	}
	t.Run("a font is never compressed twice", func(t *testing.T) {
		if _, _, got, _ := assets.Open(assets.URL("inter-latin-wght-normal.woff2"), "br, gzip"); got != "" {
			t.Errorf("encoding = %q, want none", got)
		}
	})
}

func TestUnknownNames(t *testing.T) {
	t.Run("an unknown path is not found", func(t *testing.T) {
		for _, path := range []string{"/static/", "/static/app.css", "/static/manifest.json", "/static/../assets.go", ""} {
			if _, _, _, ok := assets.Open(path, "br"); ok {
				t.Errorf("Open(%q) found something", path)
			}
		}
	})
	t.Run("an unknown name stops the program", func(t *testing.T) {
		defer func() {
			if problem, _ := recover().(string); !strings.Contains(problem, `"ap.css"`) {
				t.Errorf("the panic %q does not tell the name", problem)
			}
		}()
		assets.URL("ap.css")
	})
}

// Names are plain strings, so the sources are searched for those in use.
func TestTheProgramNamesOnlyFilesAndIconsThatExist(t *testing.T) {
	sprite, _, _, _ := assets.Open(assets.URL("icons.svg"), "")
	calls := regexp.MustCompile(`\b(assets\.URL|AssetURL|Icon)\((?:f, )?"([^"/]*)"\)`)
	searched := 0
	err := filepath.WalkDir("..", func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != ".." {
			return filepath.SkipDir
		}
		extension := filepath.Ext(path)
		if entry.IsDir() || extension != ".templ" && extension != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		searched++
		for _, call := range calls.FindAllStringSubmatch(string(source), -1) {
			found := slices.Contains(assets.Names(), call[2])
			if call[1] == "Icon" {
				found = bytes.Contains(sprite, []byte(`<symbol id="`+call[2]+`"`))
			}
			if !found {
				t.Errorf("%s names %s, which does not exist", path, call[0])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if searched == 0 {
		t.Fatal("no source files were searched")
	}
}

// The first visit must stay under 175 KB, of which 40 KB are the page's own.
func TestTheFirstVisitStaysSmall(t *testing.T) {
	const kilobyte = 1024
	budgets := map[string]int{
		"app.css":                       35 * kilobyte,
		"app.js":                        50 * kilobyte,
		"inter-latin-wght-normal.woff2": 50 * kilobyte,
	}
	for name, budget := range budgets {
		if body, _, _, _ := assets.Open(assets.URL(name), "br"); len(body) > budget {
			t.Errorf("%s is %d bytes compressed, more than %d", name, len(body), budget)
		}
	}
	total := 0
	for _, name := range []string{"app.css", "app.js", "inter-latin-wght-normal.woff2", "icons.svg", "favicon.svg"} {
		body, _, _, _ := assets.Open(assets.URL(name), "br")
		total += len(body)
	}
	if total > 135*kilobyte {
		t.Errorf("the files of a first visit are %d bytes, more than 135 KB", total)
	}
}

func decoded(t *testing.T, body []byte, encoding string) []byte {
	t.Helper()
	var reader io.Reader = bytes.NewReader(body)
	switch encoding {
	case "br":
		reader = brotli.NewReader(reader)
	case "gzip":
		unzipped, err := gzip.NewReader(reader)
		if err != nil {
			t.Fatal(err)
		}
		reader = unzipped
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
