package catalogue_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiltak/app/catalogue"
)

// faults lists the files under testdata that have one fault each.
var faults = []struct {
	file string // without .yaml
	line int
	key  string // without catalogue.problem.
	path string
}{
	{"syntax-unclosed-bracket", 14, "syntax", ""},
	{"syntax-unclosed-quote", 21, "syntax", ""},
	{"syntax-truncated", 30, "syntax", ""},
	{"several-documents", 29, "several_documents", ""},
	{"after-end-of-document", 30, "several_documents", ""},
	{"anchor", 19, "forbidden_syntax", ""},
	{"alias", 19, "forbidden_syntax", ""},
	{"merge-key", 19, "forbidden_syntax", ""},
	{"tag", 19, "forbidden_syntax", ""},
	{"explicit-key", 2, "forbidden_syntax", ""},
	{"directive", 1, "forbidden_syntax", ""},
	{"unknown-key", 19, "unknown_key", "measures[1].colour"},
	{"unknown-section", 29, "unknown_key", "budget"},
	{"missing-key", 19, "missing_key", "measures[1].number"},
	{"missing-section", 1, "missing_key", "areas"},
	{"key-twice", 19, "key_twice", "measures[1].number"},
	{"section-twice", 29, "key_twice", "bodies"},
	{"number-for-text", 19, "want_text", "measures[1].title.nb"},
	{"null-for-text", 19, "want_text", "measures[1].title.nb"},
	{"text-for-number", 19, "want_number", "measures[1].number"},
	{"octal-for-number", 19, "want_number", "measures[1].number"},
	{"text-for-flag", 19, "want_bool", "measures[1].confirmed"},
	{"list-for-date", 6, "want_date", "plan.launched"},
	{"text-for-list", 18, "want_list", "measures[0].contributors"},
	{"text-for-mapping", 19, "want_mapping", "measures[1].title"},
	{"duplicate-measure-key", 19, "duplicate", "measures[1].key"},
	{"duplicate-measure-number", 19, "duplicate", "measures[1].number"},
	{"duplicate-area", 17, "duplicate", "areas[1].number"},
	{"duplicate-organisation", 13, "duplicate", "organisations[1].code"},
	{"duplicate-reference", 28, "duplicate", "recommendations[1].ref"},
	{"duplicate-body", 24, "duplicate", "bodies[1].code"},
	{"duplicate-level", 23, "duplicate", "bodies[0].levels[1]"},
	{"duplicate-evaluation", 26, "duplicate", "evaluations[1].round"},
	{"duplicate-event", 22, "duplicate", "events[1]"},
	{"duplicate-link", 31, "duplicate", "links[1]"},
	{"duplicate-lineage", 33, "duplicate", "lineage[1]"},
	{"duplicate-article", 16, "duplicate", "areas[0].articles[1]"},
	{"no-such-area", 19, "no_such_area", "measures[1].area"},
	{"no-such-lead", 19, "no_such_organisation", "measures[1].lead"},
	{"no-such-contributor", 18, "no_such_organisation", "measures[0].contributors[0]"},
	{"no-such-agency", 18, "no_such_organisation", "measures[0].agencies[0]"},
	{"no-such-parent", 14, "no_such_organisation", "organisations[2].parent"},
	{"no-such-coordinator", 7, "no_such_organisation", "plan.coordinator"},
	{"no-such-measure", 30, "no_such_measure", "links[0].measure"},
	{"no-such-body", 26, "no_such_body", "evaluations[1].body"},
	{"no-such-evaluation", 28, "no_such_evaluation", "recommendations[1].evaluation"},
	{"no-such-recommendation", 30, "no_such_recommendation", "links[0].recommendation"},
	{"no-such-later-recommendation", 32, "no_such_recommendation", "lineage[0].later"},
	{"coordinator-is-agency", 7, "not_a_ministry", "plan.coordinator"},
	{"lead-is-agency", 19, "not_a_ministry", "measures[1].lead"},
	{"contributor-is-agency", 18, "not_a_ministry", "measures[0].contributors[0]"},
	{"lead-contributes", 18, "lead_contributes", "measures[0].contributors[0]"},
	{"contributor-twice", 18, "organisation_twice", "measures[0].contributors[1]"},
	{"agency-watches", 18, "organisation_twice", "measures[0].independent[0]"},
	{"measure-count", 8, "measure_count", "plan.measure_count"},
	{"no-such-day", 6, "bad_date", "plan.launched"},
	{"no-such-month", 25, "bad_date", "evaluations[0].published"},
	{"year-alone", 25, "bad_date", "evaluations[0].published"},
	{"range-backwards", 21, "bad_date", "events[0].date"},
	{"range-of-three", 21, "bad_date", "events[0].date"},
	{"launched-over-days", 6, "want_day", "plan.launched"},
	{"launched-in-a-month", 6, "want_day", "plan.launched"},
	{"published-over-days", 25, "range_not_allowed", "evaluations[0].published"},
	{"level-of-its-own", 23, "bad_choice", "bodies[0].levels[1]"},
	{"plan-ends-before-it-begins", 5, "bad_period", "plan.period"},
	{"plan-period-not-years", 5, "bad_period", "plan.period.from"},
	{"blank-title", 19, "empty_text", "measures[1].title.nb"},
	{"measure-key-format", 19, "bad_format", "measures[1].key"},
	{"organisation-code-format", 14, "bad_format", "organisations[2].code"},
	{"number-zero", 19, "too_low", "measures[1].number"},
	{"number-too-high", 19, "too_high", "measures[1].number"},
	{"no-such-article", 16, "bad_article", "areas[0].articles[1]"},
	{"no-such-degree", 30, "bad_choice", "links[0].degree"},
	{"no-such-kind-of-plan", 3, "bad_choice", "plan.kind"},
	{"no-such-kind-of-organisation", 14, "bad_choice", "organisations[2].kind"},
	{"no-such-level", 27, "bad_level", "recommendations[0].level"},
	{"parents-in-a-ring", 14, "cycle", "organisations[2].parent"},
	{"lineage-in-a-ring", 33, "cycle", "lineage[1]"},
	{"parent-is-itself", 14, "points_to_itself", "organisations[2].parent"},
	{"lineage-to-itself", 32, "points_to_itself", "lineage[0]"},
	{"url-not-web", 9, "bad_url", "plan.source_url"},
	{"url-without-host", 21, "bad_url", "events[0].url"},
	{"title-too-long", 19, "too_long", "measures[1].title.nb"},
	{"control-character", 19, "control_character", "measures[1].title.nb"},
	{"text-that-turns-direction", 19, "control_character", "measures[1].title.nb"},
	{"title-of-two-lines", 19, "control_character", "measures[1].title.nb"},
	{"no-measures", 17, "no_rows", "measures"},
	{"too-deep", 18, "too_deep", ""},
	{"empty", 1, "empty_file", ""},
	{"binary", 2, "binary", ""},
	{"encoding-latin1", 2, "encoding", ""},
}

func TestEachFaultIsToldWithItsLine(t *testing.T) {
	tested := map[string]bool{"valid.yaml": true}
	for _, tt := range faults {
		tested[tt.file+".yaml"] = true
		t.Run(strings.ReplaceAll(tt.file, "-", " "), func(t *testing.T) {
			problems := problemsOf(t, tt.file+".yaml")
			if len(problems) != 1 {
				t.Fatalf("%d problems, want one: %+v", len(problems), problems)
			}
			p := problems[0]
			if p.Line != tt.line || p.Key != "catalogue.problem."+tt.key || p.Path != tt.path {
				t.Errorf("line %d, %s at %q; want line %d, %s at %q", p.Line, p.Key, p.Path, tt.line, tt.key, tt.path)
			}
		})
	}
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !tested[filepath.Base(file)] {
			t.Errorf("%s is in no test", file)
		}
	}
}

func problemsOf(t *testing.T, file string) []catalogue.Problem {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, err = catalogue.Load(f, file, catalogue.Known{})
	var found *catalogue.Fault
	if !errors.As(err, &found) {
		t.Fatalf("error %v, want a fault", err)
	}
	if found.Name != file {
		t.Errorf("fault of %q, want %q", found.Name, file)
	}
	return found.Problems
}

func TestTheFileWithoutFaultsPasses(t *testing.T) {
	f, err := os.Open("testdata/valid.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := catalogue.Load(f, "valid.yaml", catalogue.Known{}); err != nil {
		t.Fatal(err)
	}
}
