package catalogue_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/catalogue"
)

func TestDiff(t *testing.T) {
	before := valid(t)
	for _, tt := range []struct {
		name     string
		from, to string
		want     []catalogue.Difference
	}{
		{"the same file changes nothing", "", "", nil},
		{"a new title", "{nb: Andre}", "{nb: Endret}", []catalogue.Difference{
			{Kind: catalogue.Changed, Path: "measures[andre].title.nb", Before: "Andre", After: "Endret"},
		}},
		{"a translation is added", "{nb: Andre}", "{nb: Andre, en: Second}", []catalogue.Difference{
			{Kind: catalogue.Added, Path: "measures[andre].title.en", After: "Second"},
		}},
		{"contributors are taken away", "contributors: [UD], ", "", []catalogue.Difference{
			{Kind: catalogue.Removed, Path: "measures[forste].contributors", Before: "UD"},
		}},
		{"the order of articles means nothing", "articles: [5, 6]", "articles: [6, 5]", nil},
		{"the order of levels does", "[urges, considers]", "[considers, urges]", []catalogue.Difference{
			{Kind: catalogue.Changed, Path: "bodies[GRETA].levels", Before: "urges, considers", After: "considers, urges"},
		}},
		{"a date is moved", "launched: 2025-05-28", "launched: 2025-05-29", []catalogue.Difference{
			{Kind: catalogue.Changed, Path: "plan.launched", Before: "2025-05-28", After: "2025-05-29"},
		}},
		{"a row is confirmed", "lead: UD, confirmed: false", "lead: UD, confirmed: true", []catalogue.Difference{
			{Kind: catalogue.Changed, Path: "measures[andre].confirmed", Before: "false", After: "true"},
		}},
		{"a new row", "lineage:\n", "  - {recommendation: G1-02, measure: andre, degree: partial}\nlineage:\n", []catalogue.Difference{
			{
				Kind: catalogue.Added, Path: "links[G1-02 → andre]",
				After: "{recommendation: G1-02, measure: andre, degree: partial, confirmed: false}",
			},
		}},
		{"a row that the file lacks is kept", "links:\n  - {recommendation: G1-01, measure: forste, degree: full, confirmed: false}\n", "", []catalogue.Difference{
			{
				Kind: catalogue.Kept, Path: "links[G1-01 → forste]",
				Before: "{recommendation: G1-01, measure: forste, degree: full, confirmed: false}",
			},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after := strings.Replace(before, tt.from, tt.to, 1)
			if d := cmp.Diff(tt.want, catalogue.Diff(read(t, before), read(t, after))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWhatAnImportKeepsIsSaid(t *testing.T) {
	_, render := bokmål(t, "difference")
	before := strings.Replace(valid(t), "lead: UD, confirmed: false", "lead: UD, confirmed: true", 1)
	t.Run("a confirmation that the file would lower", func(t *testing.T) {
		got := catalogue.Diff(read(t, before), read(t, valid(t)))
		if len(got) != 1 || got[0].Kind != catalogue.Kept {
			t.Fatalf("%+v", got)
		}
		if text := got[0].Text(render); !strings.Contains(text, "blir stående som bekreftet") {
			t.Error(text)
		}
	})
	t.Run("a measure that does not stand in the file", func(t *testing.T) {
		after := read(t, before)
		after.Measures = after.Measures[:1]
		got := catalogue.Diff(read(t, before), after)
		if len(got) != 1 {
			t.Fatalf("%+v", got)
		}
		if text := got[0].Text(render); text != "measures[andre]: står ikke i filen, beholdes" {
			t.Error(text)
		}
	})
	t.Run("every kind of difference has a text", func(t *testing.T) {
		for _, kind := range []catalogue.DifferenceKind{catalogue.Added, catalogue.Changed, catalogue.Removed, catalogue.Kept} {
			if (catalogue.Difference{Kind: kind, Path: "plan.code"}).Text(render) == "" {
				t.Error(kind)
			}
		}
	})
}

func read(t *testing.T, text string) catalogue.File {
	t.Helper()
	file, err := catalogue.Read(strings.NewReader(text), "x.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return file
}
