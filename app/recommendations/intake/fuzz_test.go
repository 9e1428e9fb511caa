package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tiltak/app/recommendations/intake"
)

// FuzzRead reads any bytes as a file of each form. It must end with what the file
// says or with faults that can be read, and keep its bounds.
func FuzzRead(f *testing.F) {
	names := []string{"a.xlsx", "a.csv", "a.yaml"}
	seeds, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range seeds {
		content, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		for i := range names {
			f.Add(i, content)
		}
	}
	for _, form := range []intake.Form{intake.Workbook, intake.CSV, intake.YAML} {
		content, err := intake.Template(form, words(f))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(1, content)
		f.Add(2, content)
	}
	f.Add(1, csvOf(exampleRows(f)[:3], ';'))
	f.Add(1, []byte("ref,topic\n\"E1\",\"a\nb\"\n"))
	f.Add(1, []byte("ref\ttopic\nE1\t\xe5\n"))
	f.Add(2, []byte("evaluation: {body: EKS, round: 1}\nrecommendations:\n  - {ref: E1, level: null, articles: [10], topic: {nb: a}, links: [{number: 1, degree: full}]}\n"))
	f.Add(2, []byte("evaluation: {body: &a 1}\n"))
	f.Fuzz(func(t *testing.T, which int, content []byte) {
		file := intake.Sent{Name: names[uint(which)%uint(len(names))], Content: content, Evaluation: exampleEvaluation()}
		in, faults := intake.Read(file, words(t))
		if len(faults) == 0 && len(in.Rows) == 0 {
			t.Error("it says nothing, and nothing is wrong with it")
		}
		if len(faults) > 100 || len(in.Rows) > 2000 {
			t.Errorf("%d faults, %d recommendations", len(faults), len(in.Rows))
		}
		for _, fault := range faults {
			if text := fault.Where(words(t)) + fault.Text(words(t)); strings.Contains(text, "intake.") || strings.Contains(text, "<no value>") || !utf8.ValidString(text) {
				t.Errorf("%+v is told as %q", fault, text)
			}
		}
		seen := map[string]bool{}
		for _, row := range in.Rows {
			if row.Ref == "" || seen[strings.ToLower(row.Ref)] {
				t.Errorf("the reference %q stands twice, or is none", row.Ref)
			}
			seen[strings.ToLower(row.Ref)] = true
		}
	})
}
