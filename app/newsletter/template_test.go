package newsletter_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"tiltak/app/newsletter"
	"tiltak/models"
)

// kept is one line of the kept file: a template that was used, its values, and
// how they read.
type kept struct{ template, values, nb, nn string }

// keptTemplates reads testdata/templates.tsv. It is only added to: a mended
// template gets a new version, and the lines of the old one stay.
func keptTemplates(t *testing.T) []kept {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "templates.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var list []kept
	for line := range strings.Lines(string(text)) {
		part := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(part) != 4 {
			t.Fatalf("%q has %d columns, want 4", line, len(part))
		}
		list = append(list, kept{part[0], part[1], part[2], part[3]})
	}
	return list
}

func TestEveryTemplateThatWasEverUsedStillReadsTheSame(t *testing.T) {
	for _, k := range keptTemplates(t) {
		item := models.IssueItem{Template: k.template, TemplateValues: k.values}
		for written, want := range map[models.Language]string{models.Bokmaal: k.nb, models.Nynorsk: k.nn} {
			got, err := newsletter.Retell(printerOf(t, written), item)
			if err != nil || plainSpaces(got) != want {
				t.Errorf("%s %s in %s gives\n %q, %v, want\n %q", k.template, k.values, written, got, err, want)
			}
		}
		if v, known := newsletter.ValuesOf(item); !known {
			t.Errorf("the values %s of %s cannot be read", k.values, k.template)
		} else if again, err := json.Marshal(v); err != nil || string(again) != k.values {
			t.Errorf("the values %s are written anew as %s, %v", k.values, again, err)
		}
	}
}

func TestEveryTemplateOfTheCatalogueIsKeptAndStandsInBothWrittenForms(t *testing.T) {
	used := map[string]bool{}
	for _, k := range keptTemplates(t) {
		used[k.template] = true
	}
	bokmaal, nynorsk := templatesIn(t, "nb/newsletter_sentences.toml"), templatesIn(t, "nn/newsletter.toml")
	if len(bokmaal) < 15 {
		t.Fatalf("only %d templates were found", len(bokmaal))
	}
	if !slices.Equal(bokmaal, nynorsk) {
		t.Errorf("bokmål has %q, nynorsk %q", bokmaal, nynorsk)
	}
	for _, template := range bokmaal {
		if !used[template] {
			t.Errorf("%s has no line in the kept file", template)
		}
		delete(used, template)
	}
	for template := range used {
		t.Errorf("%s is gone from the catalogue", template)
	}
}

func templatesIn(t *testing.T, file string) []string {
	t.Helper()
	var read struct {
		Newsletter struct{ Sentence map[string]map[string]any }
	}
	if _, err := toml.DecodeFile(filepath.Join("..", "language", filepath.FromSlash(file)), &read); err != nil {
		t.Fatal(err)
	}
	var templates []string
	for name, versions := range read.Newsletter.Sentence {
		for version := range versions {
			templates = append(templates, name+"/"+version)
		}
	}
	slices.Sort(templates)
	return templates
}

func TestATemplateThatWasNeverThereIsToldNothingOf(t *testing.T) {
	for _, template := range []string{"", "changed", "changed/99", "changed/0", "nothing/1", "../changed/1", "status_was/1"} {
		if got, err := newsletter.Tell(bokmaal(t), template, newsletter.Values{}); !models.IsKind(err, models.KindNotFound) {
			t.Errorf("%q gives %q, %v", template, got, err)
		}
	}
}
