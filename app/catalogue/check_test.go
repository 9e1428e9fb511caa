package catalogue_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"tiltak/app/catalogue"
)

func valid(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/valid.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// without cuts the sections of the valid file that begin with the names.
func without(text string, sections ...string) string {
	var kept []string
	skip := false
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, " ") {
			skip = false
			for _, s := range sections {
				skip = skip || strings.HasPrefix(line, s+":")
			}
		}
		if !skip {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func keysOf(t *testing.T, text string, known catalogue.Known) []string {
	t.Helper()
	_, err := catalogue.Load(strings.NewReader(text), "x.yaml", known)
	if err == nil {
		return nil
	}
	var found *catalogue.Fault
	if !errors.As(err, &found) {
		t.Fatal(err)
	}
	var keys []string
	for _, p := range found.Problems {
		keys = append(keys, fmt.Sprintf("%d %s", p.Line, strings.TrimPrefix(p.Key, "catalogue.problem.")))
	}
	return keys
}

func TestWhatMayBeLeftOut(t *testing.T) {
	text := without(valid(t), "events", "bodies", "evaluations", "recommendations", "links", "lineage")
	if keys := keysOf(t, text, catalogue.Known{}); keys != nil {
		t.Errorf("%v", keys)
	}
}

func TestKnownOrganisations(t *testing.T) {
	known := catalogue.Known{Organisations: map[string]catalogue.KnownOrganisation{
		"JD": {Kind: "ministry"}, "UD": {Kind: "ministry"}, "POD": {Kind: "directorate", Parent: "JD"},
	}}
	t.Run("a second plan may use them without naming them", func(t *testing.T) {
		if keys := keysOf(t, without(valid(t), "organisations"), known); keys != nil {
			t.Errorf("%v", keys)
		}
	})
	t.Run("they may be named again", func(t *testing.T) {
		if keys := keysOf(t, valid(t), known); keys != nil {
			t.Errorf("%v", keys)
		}
	})
	t.Run("a known directorate leads no measure", func(t *testing.T) {
		text := strings.Replace(without(valid(t), "organisations"), "lead: UD", "lead: POD", 1)
		if keys := keysOf(t, text, known); len(keys) != 1 || !strings.HasSuffix(keys[0], "not_a_ministry") {
			t.Errorf("%v", keys)
		}
	})
	t.Run("a ring through one that the file does not name is found", func(t *testing.T) {
		text := strings.Replace(valid(t), "  - {code: POD, kind: directorate, parent: JD, confirmed: false, name: {nb: Etat}}\n", "", 1)
		text = strings.Replace(text, "{code: JD, kind: ministry,", "{code: JD, kind: ministry, parent: POD,", 1)
		if keys := keysOf(t, text, known); len(keys) != 1 || keys[0] != "12 cycle" {
			t.Errorf("%v", keys)
		}
	})
}

func TestAllProblemsAreToldAtOnce(t *testing.T) {
	t.Run("of form and of content, by line", func(t *testing.T) {
		text := valid(t)
		for _, edit := range [][2]string{
			{"kind: action_plan", "kind: idea"},
			{"number: 2,", "number: to, colour: red,"},
			{"area: 1, lead: UD", "area: 9, lead: UD"},
			{"degree: full", "degree: most"},
		} {
			text = strings.Replace(text, edit[0], edit[1], 1)
		}
		got := strings.Join(keysOf(t, text, catalogue.Known{}), ", ")
		want := "3 bad_choice, 19 want_number, 19 unknown_key, 19 no_such_area, 30 bad_choice"
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("but at most a hundred", func(t *testing.T) {
		text := without(valid(t), "lineage") + "lineage:\n" + strings.Repeat("  - {earlier: X, later: Y}\n", 150)
		if keys := keysOf(t, text, catalogue.Known{}); len(keys) != 100 {
			t.Errorf("%d problems", len(keys))
		}
	})
}

func TestLinesInEveryWayOfWriting(t *testing.T) {
	t.Run("block style", func(t *testing.T) {
		text := strings.Replace(valid(t), "  - {key: andre, number: 2, area: 1, lead: UD, confirmed: false, title: {nb: Andre}}\n",
			"  - key: andre\n    number: 2\n    area: 1\n    lead: UD\n    confirmed: false\n    # en merknad\n    title:\n      nb: >\n        Andre\n      en: \"\\u0007\"\n", 1)
		if keys := keysOf(t, text, catalogue.Known{}); len(keys) != 1 || keys[0] != "28 control_character" {
			t.Errorf("%v", keys)
		}
	})
	t.Run("line ends and byte order mark of Windows", func(t *testing.T) {
		text := "\uFEFF" + strings.ReplaceAll(strings.Replace(valid(t), "degree: full", "degree: most", 1), "\n", "\r\n")
		if keys := keysOf(t, text, catalogue.Known{}); len(keys) != 1 || keys[0] != "30 bad_choice" {
			t.Errorf("%v", keys)
		}
	})
}
