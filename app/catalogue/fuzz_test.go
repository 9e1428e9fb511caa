package catalogue_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/catalogue"
)

// FuzzRead holds that any bytes either give a fault, with lines that exist, or a file that is written and read
// back the same.
func FuzzRead(f *testing.F) {
	f.Add(catalogue.BuiltIn())
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := catalogue.Read(bytes.NewReader(text), "fuzz.yaml")
		problems := catalogue.Check(file, catalogue.Known{})
		var found *catalogue.Fault
		switch {
		case errors.As(err, &found):
			problems = append(problems, found.Problems...)
		case err != nil:
			t.Fatal(err)
		default:
			var b bytes.Buffer
			if err := catalogue.Write(&b, file); err != nil {
				t.Fatal(err)
			}
			back, err := catalogue.Read(&b, "written.yaml")
			if err != nil {
				t.Fatalf("written and refused: %v", err)
			}
			if d := cmp.Diff(file, back, ignoreSource()); d != "" {
				t.Fatal(d)
			}
		}
		lines := bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r")) + 1
		if len(problems) > 200 {
			t.Errorf("%d problems", len(problems))
		}
		for _, p := range problems {
			if p.Line < 0 || p.Line > lines+1 {
				t.Errorf("line %d of %d: %s", p.Line, lines, p.Key)
			}
		}
	})
}
