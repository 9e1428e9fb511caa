package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

func TestTextChanges(t *testing.T) {
	for name, c := range map[string]struct {
		before, after string
		want          []models.TextPart
	}{
		"a word put in between others is added": {"En gruppe er satt ned", "En ny gruppe er satt ned", []models.TextPart{
			{Change: models.PartSame, Text: "En "}, {Change: models.PartAdded, Text: "ny "}, {Change: models.PartSame, Text: "gruppe er satt ned"},
		}},
		"another word is removed and added": {"i mars", "i mai", []models.TextPart{
			{Change: models.PartSame, Text: "i "}, {Change: models.PartRemoved, Text: "mars"}, {Change: models.PartAdded, Text: "mai"},
		}},
		"a run of changed words is one change": {"den første samlingen ble flyttet nå", "den andre møteserien ble flyttet nå", []models.TextPart{
			{Change: models.PartSame, Text: "den "},
			{Change: models.PartRemoved, Text: "første samlingen"},
			{Change: models.PartAdded, Text: "andre møteserien"},
			{Change: models.PartSame, Text: " ble flyttet nå"},
		}},
		"the same text has one part": {"å", "å", []models.TextPart{{Change: models.PartSame, Text: "å"}}},
		"no texts have no parts":     {"", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if difference := cmp.Diff(c.want, models.TextChanges(c.before, c.after)); difference != "" {
				t.Error(difference)
			}
		})
	}
}

func TestBothTextsCanBeReadFromTheirChanges(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"å", "b", " ", "\n", "ord", "  ", "\u00a0", "æ."}), 0, 40).Draw(t, "words"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var a, b strings.Builder
		for _, part := range models.TextChanges(before, after) {
			if part.Change != models.PartAdded {
				a.WriteString(part.Text)
			}
			if part.Change != models.PartRemoved {
				b.WriteString(part.Text)
			}
		}
		if a.String() != before || b.String() != after {
			t.Fatalf("read %q and %q", a.String(), b.String())
		}
	})
}

func TestLongTextsAreCompared(t *testing.T) {
	before, after := strings.Repeat("a b ", 5000), strings.Repeat("c d ", 5000)
	if parts := models.TextChanges(before, after); len(parts) == 0 {
		t.Error("nothing was compared")
	}
}

func TestATextWithLittleInCommonIsRewritten(t *testing.T) {
	for name, c := range map[string]struct {
		before, after string
		want          bool
	}{
		"one word is changed":       {"Arbeidet følger planen fra mars", "Arbeidet følger planen fra mai", false},
		"nothing is changed":        {"Arbeidet følger planen", "Arbeidet følger planen", false},
		"every word is another one": {"Arbeidet følger planen", "JD sendte utkastet 3. mai", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := models.Rewritten(models.TextChanges(c.before, c.after)); got != c.want {
				t.Errorf("rewritten = %v", got)
			}
		})
	}
}
