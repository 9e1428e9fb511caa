package server_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the kept files under testdata")

// answered are the papers that are compared with kept files, in the formats that
// people can read the differences of.
var answered = []struct{ paper, format, language string }{
	{"statusrapport", "md", "nb"},
	{"budsjettabell", "md", "nb"},
	{"budsjettabell", "md", "nn"},
	{"svarpakke", "md", "nb"},
	{"tiltaksliste", "json", "nb"},
	{"tiltaksliste", "csv", "nb"},
}

// answers makes every paper for three days: while the second round ran, the day
// after the third round's edition, and the last day of the story. What was
// cleared on a day is told the same however much has happened since.
func (y *year) answers(when string) {
	y.t.Helper()
	for _, day := range []string{"2026-07-10", "2026-10-21", "2027-03-30"} {
		for _, paper := range answered {
			y.t.Run(when+" "+day+" "+paper.paper+" "+paper.language+" "+paper.format, func(t *testing.T) {
				page := y.coordinator().Get("/eksport/" + paper.paper + "/fil/" + paper.format + "?dato=" + day + "&sprak=" + paper.language).WantStatus(200)
				compareKept(t, filepath.Join("testdata", "year", day, paper.paper+"."+paper.language+"."+paper.format), page.Body)
			})
		}
	}
}

// compareKept compares with a kept file. Both databases have the same.
func compareKept(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v. Make it with: .ci/with-postgres go test ./app/server -run TestAYear -update", err)
	}
	if diff := cmp.Diff(string(kept), got); diff != "" {
		t.Errorf("%s (-) and what is made now (+) differ:\n%s", name, diff)
	}
}
