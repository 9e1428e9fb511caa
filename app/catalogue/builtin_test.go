package catalogue_test

import (
	"bytes"
	"testing"

	"tiltak/app/catalogue"
)

func TestBuiltInCatalogue(t *testing.T) {
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range []struct {
		name      string
		got, want int
	}{
		{"measures", len(file.Measures), 18},
		{"areas", len(file.Areas), 4},
		{"organisations", len(file.Organisations), 13},
		{"events", len(file.Events), 4},
		{"bodies", len(file.Bodies), 2},
		{"evaluations", len(file.Evaluations), 4},
		{"recommendations", len(file.Recommendations), 11},
		{"links", len(file.Links), 14},
		{"lineage rows", len(file.Lineage), 2},
	} {
		if section.got != section.want {
			t.Errorf("%d %s, want %d", section.got, section.name, section.want)
		}
	}
	t.Run("the caller's copy is its own", func(t *testing.T) {
		catalogue.BuiltIn()[0] = 'x'
		if catalogue.BuiltIn()[0] == 'x' {
			t.Error("a change in a copy reached the built-in catalogue")
		}
	})
	t.Run("values are read as they stand", func(t *testing.T) {
		if got := file.Plan.Launched.From.Format("2006-01-02"); got != "2025-05-28" {
			t.Errorf("launched %s", got)
		}
		visit := file.Evaluations[3].Visit
		if visit.From.Day() != 2 || visit.To.Day() != 6 || visit.Precision != catalogue.PrecisionDay {
			t.Errorf("visit %+v", visit)
		}
		june := file.Events[0].Date
		if june.Precision != catalogue.PrecisionMonth || june.To.Day() != 30 {
			t.Errorf("month %+v", june)
		}
		if file.Recommendations[2].Level != "" || file.Recommendations[0].Level != "urges" {
			t.Error("levels are not read")
		}
		if m := file.Measures[2]; !m.Continuing || m.Confirmed || m.Independent[0] != "NIM" {
			t.Errorf("measure %+v", m)
		}
	})
}
