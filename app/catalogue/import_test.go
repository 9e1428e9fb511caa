package catalogue_test

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiltak/app/catalogue"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

var sameRows = cmp.Options{cmpopts.IgnoreUnexported(catalogue.File{}), cmpopts.EquateEmpty()}

func builtInFile(t testing.TB) catalogue.File {
	t.Helper()
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// november is a day long after the built-in plan was launched.
func november() time.Time { return time.Date(2026, time.November, 24, 11, 0, 0, 0, time.UTC) }

// withBuiltIn runs a test on both databases, each with the built-in catalogue.
func withBuiltIn(t *testing.T, run func(t *testing.T, b *bench)) {
	t.Helper()
	storetest.Each(t, november, func(t *testing.T, s *store.Store) {
		b := &bench{T: t, store: s, importer: catalogue.NewImporter(s)}
		b.mustImport(builtInFile(t))
		run(t, b)
	})
}

// bench is a database to import into.
type bench struct {
	*testing.T
	store    *store.Store
	importer *catalogue.Importer
}

func (b *bench) mustImport(file catalogue.File) catalogue.Result {
	b.Helper()
	result, err := b.importer.Import(b.Context(), store.CommandLine(), file)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

func (b *bench) export(code string) catalogue.File {
	b.Helper()
	file, err := b.importer.Export(b.Context(), code)
	if err != nil {
		b.Fatal(err)
	}
	return file
}

func (b *bench) exec(statement string, args ...any) {
	b.Helper()
	if err := b.store.Read(b.Context()).Exec(statement, args...).Error; err != nil {
		b.Fatal(err)
	}
}

func (b *bench) number(query string, args ...any) int {
	b.Helper()
	var n int
	if err := b.store.Read(b.Context()).Raw(query, args...).Scan(&n).Error; err != nil {
		b.Fatal(err)
	}
	return n
}

// report gives a measure a cleared past: a report in a round of its own plan.
func (b *bench) report(key string) {
	b.Helper()
	b.exec(`INSERT INTO rounds (plan_id, period, state, opens_on, deadline, opened_at) SELECT plan_id, 8106, 'open', '2026-09-01', '2026-10-07', ? FROM measures m
		WHERE m.key = ? AND NOT EXISTS (SELECT 1 FROM rounds r WHERE r.plan_id = m.plan_id)`, november(), key)
	b.exec(`INSERT INTO reports (round_id, measure_id, period, lead_id, state, created_at, updated_at)
		SELECT r.id, m.id, 8106, (SELECT organisation_id FROM measure_roles WHERE measure_id = m.id AND involvement = 'lead' AND to_date IS NULL), 'draft', ?, ?
		FROM measures m JOIN rounds r ON r.plan_id = m.plan_id WHERE m.key = ?`, november(), november(), key)
}

func measure(t testing.TB, file *catalogue.File, key string) *catalogue.Measure {
	t.Helper()
	for i := range file.Measures {
		if file.Measures[i].Key == key {
			return &file.Measures[i]
		}
	}
	t.Fatalf("no measure %s", key)
	return nil
}

func TestTheBuiltInCatalogueComesOutAsItWentIn(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		file := builtInFile(t)
		if diff := cmp.Diff(file, b.export(file.Plan.Code), sameRows); diff != "" {
			t.Error(diff)
		}
		if n := b.number("SELECT count(*) FROM plans WHERE is_default"); n != 1 {
			t.Errorf("%d default plans", n)
		}
	})
}

func TestTheSameFileOnceMoreChangesNothing(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		version, lines := b.number("SELECT data_version FROM installation"), b.number("SELECT count(*) FROM audit_events")
		result := b.mustImport(builtInFile(t))
		if !result.Unchanged() || len(result.Differences) != 0 {
			t.Errorf("the second import did something: %+v", result)
		}
		if v, l := b.number("SELECT data_version FROM installation"), b.number("SELECT count(*) FROM audit_events"); v != version || l != lines {
			t.Errorf("data version %d → %d, audit lines %d → %d", version, v, lines, l)
		}
	})
}

func TestAnImportThatFailsHalfWayChangesNothing(t *testing.T) {
	storetest.Each(t, november, func(t *testing.T, s *store.Store) {
		b := &bench{T: t, store: s, importer: catalogue.NewImporter(s)}
		// Lineages come last: by then everything else has been written.
		refuse := []string{`CREATE TRIGGER refuse BEFORE INSERT ON lineages BEGIN SELECT RAISE(ABORT, 'no'); END`}
		if s.Dialect() == store.PostgreSQL {
			refuse = []string{
				`CREATE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''no''; END' LANGUAGE plpgsql`,
				`CREATE TRIGGER refuse BEFORE INSERT ON lineages FOR EACH ROW EXECUTE FUNCTION refuse()`,
			}
		}
		for _, statement := range refuse {
			b.exec(statement)
		}
		if _, err := b.importer.Import(t.Context(), store.CommandLine(), builtInFile(t)); err == nil {
			t.Fatal("the import did not fail")
		}
		for _, table := range []string{"organisations", "plans", "areas", "measures", "measure_roles", "events", "bodies", "recommendations", "recommendation_links", "audit_events"} {
			if n := b.number("SELECT count(*) FROM " + table); n != 0 {
				t.Errorf("%d rows stayed in %s", n, table)
			}
		}
		if v := b.number("SELECT data_version FROM installation"); v != 1 {
			t.Errorf("data version %d", v)
		}
	})
}

func TestADryRunWritesNothingAndTellsWhatAnImportDoes(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		file := builtInFile(t)
		measure(t, &file, "kompetanse").Title.NB = "Et nytt navn"
		before := b.export(file.Plan.Code)
		planned, err := b.importer.Plan(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		want := []catalogue.Difference{{
			Kind: catalogue.Changed, Path: "measures[kompetanse].title.nb",
			Before: measure(t, &before, "kompetanse").Title.NB, After: "Et nytt navn",
		}}
		if diff := cmp.Diff(want, planned); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(before, b.export(file.Plan.Code), sameRows); diff != "" {
			t.Errorf("the dry run changed: %s", diff)
		}
		if diff := cmp.Diff(want, b.mustImport(file).Differences); diff != "" {
			t.Errorf("the import did something else: %s", diff)
		}
		if n := b.number("SELECT count(*) FROM audit_events WHERE action = 'catalogue.measure' AND entity_id = 'kompetanse' AND before LIKE '%Kompetanse%' AND after LIKE '%Et nytt navn%'"); n != 1 {
			t.Errorf("%d lines tell what the title was and is", n)
		}
	})
}

func TestKeysHoldTheReportsWhenNumbersChange(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		b.report("kompetanse")
		b.report("informasjon")
		file := builtInFile(t)
		for i := range file.Measures { // all numbers the other way round
			file.Measures[i].Number = len(file.Measures) - i
		}
		b.mustImport(file)
		if n := b.number("SELECT m.number FROM reports r JOIN measures m ON m.id = r.measure_id WHERE m.key = 'kompetanse'"); n != 12 {
			t.Errorf("the report stands under number %d", n)
		}
		out := b.export(file.Plan.Code)
		if got := measure(t, &out, "kompetanse"); got.Number != 12 || got.Title != measure(t, &file, "kompetanse").Title {
			t.Errorf("measure %+v", got)
		}
		if n := b.number("SELECT count(*) FROM measures"); n != 18 {
			t.Errorf("%d measures", n)
		}
	})
}

func TestReportsAreNeverHungOnAnotherMeasure(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(t *testing.T, file *catalogue.File)
		key  string
	}{
		{"a measure under a new key", func(t *testing.T, file *catalogue.File) {
			measure(t, file, "samarbeidsarena").Key = "arena"
		}, "catalogue.refused.key_moved"},
		{"a measure under a new key and number", func(t *testing.T, file *catalogue.File) {
			m := measure(t, file, "samarbeidsarena")
			m.Key, m.Number = "arena", 40
		}, "catalogue.refused.key_moved"},
		{"two measures that swap keys", func(t *testing.T, file *catalogue.File) {
			a, z := measure(t, file, "samarbeidsarena"), measure(t, file, "informasjon")
			a.Key, z.Key = z.Key, a.Key
		}, "catalogue.refused.key_moved"},
		{"two measures that swap titles", func(t *testing.T, file *catalogue.File) {
			a, z := measure(t, file, "samarbeidsarena"), measure(t, file, "informasjon")
			a.Title, z.Title = z.Title, a.Title
		}, "catalogue.refused.key_moved"},
		{"a number that a measure outside the file has", func(t *testing.T, file *catalogue.File) {
			m := measure(t, file, "samarbeidsarena")
			m.Key, m.Title.NB = "nytt", "Noe helt annet"
		}, "catalogue.refused.number_taken"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			withBuiltIn(t, func(t *testing.T, b *bench) {
				b.report("samarbeidsarena")
				file := builtInFile(t)
				file.Links = slices.DeleteFunc(file.Links, func(l catalogue.Link) bool { return l.Measure == "samarbeidsarena" || l.Measure == "informasjon" })
				tt.edit(t, &file)
				before := b.export(file.Plan.Code)
				_, err := b.importer.Import(t.Context(), store.CommandLine(), file)
				if known, ok := err.(*models.Error); !ok || known.Key != tt.key { //nolint:errorlint // given bare
					t.Fatalf("error %v", err)
				}
				if diff := cmp.Diff(before, b.export(file.Plan.Code), sameRows); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func TestWhatTheFileLacksIsKept(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		file := builtInFile(t)
		file.Measures = file.Measures[:17]
		file.Plan.MeasureCount = 17
		file.Links, file.Lineage, file.Recommendations, file.Events = nil, nil, nil, nil
		result := b.mustImport(file)
		if n := result.Count(catalogue.Kept); n != 1+14+2+11+4 {
			t.Errorf("%d kept", n)
		}
		out := b.export(file.Plan.Code)
		if len(out.Measures) != 18 || len(out.Links) != 14 || len(out.Recommendations) != 11 || len(out.Events) != 4 {
			t.Error("something is gone")
		}
	})
}

func TestAPortfolioThatMovesIsDated(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		file := builtInFile(t)
		m := measure(t, &file, "kompetanse")
		m.Lead, m.Contributors = "BFD", []string{"HOD", "JD"}
		b.mustImport(file)
		type part struct {
			Code, Involvement string
			FromDate, ToDate  models.Date
		}
		var got []part
		err := b.store.Read(t.Context()).Raw(`SELECT o.code, r.involvement, r.from_date, r.to_date FROM measure_roles r
			JOIN measures m ON m.id = r.measure_id JOIN organisations o ON o.id = r.organisation_id
			WHERE m.key = 'kompetanse' ORDER BY r.from_date, o.code`).Scan(&got).Error
		if err != nil {
			t.Fatal(err)
		}
		launch, today := models.NewDate(2025, time.May, 28), models.NewDate(2026, time.November, 24)
		want := []part{
			{"BFD", "contributing", launch, today},
			{"HOD", "lead", launch, today},
			{"JD", "contributing", launch, models.Date{}},
			{"RVTS", "agency", launch, models.Date{}},
			{"BFD", "lead", today, models.Date{}},
			{"HOD", "contributing", today, models.Date{}},
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, z models.Date) bool { return a.String() == z.String() })); diff != "" {
			t.Error(diff)
		}
		t.Run("and may move back the same day", func(t *testing.T) {
			b.mustImport(builtInFile(t))
			if diff := cmp.Diff(builtInFile(t), b.export(file.Plan.Code), sameRows, cmpopts.SortSlices(func(a, z string) bool { return a < z })); diff != "" {
				t.Error(diff)
			}
		})
	})
}

func TestASecondPlanStandsBesideTheFirst(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		text, err := os.ReadFile("testdata/plans/eksempel-handlingsplan.yaml")
		if err != nil {
			t.Fatal(err)
		}
		known, err := b.importer.Known(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		second, err := catalogue.Load(bytes.NewReader(text), "eksempel", known)
		if err != nil {
			t.Fatal(err)
		}
		first := b.export(builtInFile(t).Plan.Code)
		b.mustImport(second)

		after := b.export(first.Plan.Code)
		if len(after.Organisations) != len(first.Organisations)+3 {
			t.Errorf("%d organisations", len(after.Organisations))
		}
		after.Organisations = after.Organisations[:len(first.Organisations)]
		if diff := cmp.Diff(first, after, sameRows); diff != "" {
			t.Errorf("the first plan changed: %s", diff)
		}
		out := b.export(second.Plan.Code)
		if len(out.Measures) != 29 || len(out.Areas) != 4 || len(out.Links) != 0 {
			t.Errorf("the second plan has %d measures, %d areas, %d links", len(out.Measures), len(out.Areas), len(out.Links))
		}
		ministries := map[string]bool{}
		for _, m := range out.Measures {
			ministries[m.Lead] = true
		}
		if len(ministries) != 8 {
			t.Errorf("%d ministries lead", len(ministries))
		}
		if code, err := b.importer.DefaultPlan(t.Context()); err != nil || code != first.Plan.Code {
			t.Errorf("default plan %s, %v", code, err)
		}
		if result := b.mustImport(second); !result.Unchanged() {
			t.Errorf("the second import did something: %+v", result)
		}
	})
}
