package store_test

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/migrations"
	"tiltak/models"
)

// TestWhatWasClearedBeforeClearingsWereKept upgrades a database of the first
// schema: every cleared report becomes a clearing with the text as the program
// writes it.
func TestWhatWasClearedBeforeClearingsWereKept(t *testing.T) {
	for name, address := range storetest.Addresses(t) {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), address, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			migrateTo(t, s, 1)
			content := models.ReportContent{
				Status: models.Status{Stage: models.InProgress, Health: models.Delayed}, Done: "Linje én\n«To» \"tre\" \\ fire\t<b> & 'fem' æøå 😀",
				Obstacles: "Venter", Links: models.List[models.Link]{{URL: "https://example.org/?a=1&b=2", Label: "A & B"}}, Language: models.Nynorsk, NoChange: true,
				Milestones: models.List[models.MilestoneState]{{MilestoneID: 101, Title: "Høring", Due: models.NewDate(2026, 6, 30), Baseline: models.NewDate(2026, 6, 30), Phase: models.MilestonePlanned}},
			}
			for _, statement := range firstWorld() {
				execute(t, s, fill(statement))
			}
			at := time.Date(2026, 10, 2, 9, 30, 0, 123456000, time.UTC)
			execute(t, s, fill(submit))
			execute(t, s, `UPDATE contributions SET text = 'Vårt "bidrag"', signed_at = ?, signed_role = 'Avdelingsdirektør' WHERE id = 101`, at.Add(-time.Hour))
			execute(t, s, `INSERT INTO contributions (id, report_id, organisation_id, text, signed_at, signed_role, updated_at) VALUES (102, 101, 103, 'For sent', ?, 'Direktør', ?)`, at.Add(time.Hour), at)
			links, milestones := value(t, content.Links), value(t, content.Milestones)
			execute(t, s, `UPDATE reports SET state = 'cleared', stage = 'in_progress', health = 'delayed', done = ?, obstacles = 'Venter', links = ?, language = 'nn',
				no_change = true, milestones = ?, cleared_at = ?, cleared_by = 101, exception_reason = 'Ferie', cleared_as_exception = true WHERE id = 101`, content.Done, links, milestones, at)

			if err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			var found []models.Clearing
			if err := s.Read(t.Context()).Find(&found).Error; err != nil {
				t.Fatal(err)
			}
			by := int64(101)
			want := []models.Clearing{{
				ID: 1, ReportID: 101, RoundID: 102, MeasureID: 101, Period: models.Quarter{Year: 2026, Number: 3}, LeadID: 101, Revision: 1,
				Stage: models.InProgress, Health: models.Delayed, Content: models.ClearedContent{ReportContent: content},
				Contributions: models.List[models.ContributionFacts]{{Organisation: "BB", Text: `Vårt "bidrag"`, Language: models.Bokmaal, SignedRole: "Avdelingsdirektør"}},
				Lacking:       models.List[string]{},
				ApprovedRole:  "avdelingsdirektør", ApprovedOn: models.NewDate(2026, 10, 1), ClearedAt: at, ClearedBy: &by, Exception: "Ferie",
			}}
			for i := range found {
				found[i].ClearedAt = found[i].ClearedAt.UTC()
			}
			if diff := cmp.Diff(want, found, cmp.Comparer(func(a, b models.Date) bool { return a == b })); diff != "" {
				t.Errorf("wanted (-) and found (+) differ:\n%s", diff)
			}
			// Links are kept as they were stored, with < > & written as escapes.
			var text string
			if err := s.Read(t.Context()).Raw("SELECT content FROM clearings").Scan(&text).Error; err != nil {
				t.Fatal(err)
			}
			written, err := content.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(written, strings.NewReplacer(`\u0026`, "&").Replace(text)); diff != "" {
				t.Errorf("as the program writes (-) and as it was filled in (+) differ:\n%s", diff)
			}
		})
	}
}

// firstWorld is a report with a paragraph, as the first schema has them.
func firstWorld() []string {
	return []string{
		`INSERT INTO organisations (id, code, kind, name_nb) VALUES (101, 'AA', 'ministry', 'A'), (102, 'BB', 'ministry', 'B'), (103, 'CC', 'ministry', 'C')`,
		`INSERT INTO plans (id, code, kind, title_nb, period_from, period_to, coordinator_id, measure_count, created_at) VALUES (101, 'en', 'strategy', 'En', 2025, 2030, 101, 1, NOW)`,
		`INSERT INTO areas (id, plan_id, number, title_nb) VALUES (101, 101, 1, 'Område')`,
		`INSERT INTO measures (id, plan_id, area_id, key, number, title_nb) VALUES (101, 101, 101, 'forste', 1, 'Første')`,
		`INSERT INTO users (id, username, display_name, created_at) VALUES (101, 'rapportor.aa', 'Rapportør', NOW)`,
		`INSERT INTO rounds (id, plan_id, period, state, opens_on, deadline, opened_at) VALUES (102, 101, 8106, 'open', '2026-09-10', '2026-10-07', NOW)`,
		`INSERT INTO reports (id, round_id, measure_id, period, lead_id, state, created_at, updated_at) VALUES (101, 102, 101, 8106, 101, 'draft', NOW, NOW)`,
		`INSERT INTO contributions (id, report_id, organisation_id, updated_at) VALUES (101, 101, 102, NOW)`,
	}
}

func value[T any](t *testing.T, list models.List[T]) any {
	t.Helper()
	text, err := list.Value()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func execute(t *testing.T, s *store.Store, statement string, args ...any) {
	t.Helper()
	if err := s.Read(t.Context()).Exec(statement, args...).Error; err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// migrateTo brings an empty database to an earlier schema.
func migrateTo(t *testing.T, s *store.Store, version int64) {
	t.Helper()
	files, err := fs.Sub(migrations.Files, string(s.Dialect()))
	if err != nil {
		t.Fatal(err)
	}
	dialect := goose.DialectSQLite3
	if s.Dialect() == store.PostgreSQL {
		dialect = goose.DialectPostgres
	}
	pool, err := s.Pool()
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(dialect, pool, files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
}
