package server_test

import (
	"log/slog"
	"sync/atomic"
	"testing"

	"tiltak/app/demo"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// mostQueries is the most any page may ask of the database, the visit included.
const mostQueries = 6

// TestEveryPageAsksTheDatabaseAFixedNumberOfTimes opens each page of the table
// of visits on the demo, lets everything in it grow manifold, and opens them
// again: not one query more.
func TestEveryPageAsksTheDatabaseAFixedNumberOfTimes(t *testing.T) {
	address := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	s := storetest.Open(t, address, nil)
	var queries atomic.Int64
	w := servertest.Over(t, s, servertest.Options{Demo: true, Observe: func(o server.Observation) { queries.Store(o.Queries) }})
	w.As("redaktor.kom").Post("/nyhetsbrev/2026-k3/begynn", nil)
	workbookWaits(t, w)
	replyIsWorded(t, w)
	places := demoPlaces(t, s)
	clients := map[string]*servertest.Client{}
	count := func() map[string]int64 {
		counted := map[string]int64{}
		for _, rows := range visits {
			for _, row := range rows {
				client := clients[row.who]
				switch {
				case client == nil && row.who == "":
					client = w.Anonymous()
				case client == nil:
					client = w.As(row.who)
				}
				clients[row.who] = client
				path := places.Replace(row.path)
				client.Get(path).WantStatus(200)
				counted[row.who+" "+path] = queries.Load()
			}
		}
		return counted
	}
	before := count()
	grow(t, s)
	for page, after := range count() {
		if after != before[page] {
			t.Errorf("%s asks %d times, and %d times when there is more to show", page, before[page], after)
		}
		if after > mostQueries {
			t.Errorf("%s asks %d times; at most %d", page, after, mostQueries)
		}
	}
}

// grow makes five of everything: measures with all that hangs on them,
// recommendations, users, tokens, revisions, paragraphs, lines of the log.
func grow(t *testing.T, s *store.Store) {
	t.Helper()
	steps := []string{
		`CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 4) SELECT i FROM c`,
		`INSERT INTO measures (id, plan_id, area_id, key, number, title_nb, continuing)
			SELECT id + i * 1000, plan_id, area_id, key || '-' || i, number + i * 100, title_nb || ' ' || i, continuing FROM measures, n`,
		`INSERT INTO measure_roles (measure_id, organisation_id, involvement, from_date)
			SELECT measure_id + i * 1000, organisation_id, involvement, from_date FROM measure_roles, n WHERE to_date IS NULL`,
		`INSERT INTO milestones (id, measure_id, baseline, created_at) SELECT id + i * 10000, measure_id + i * 1000, baseline, created_at FROM milestones, n`,
		`INSERT INTO reports (id, round_id, measure_id, period, lead_id, state, stage, health, done, next, newsletter_text, links, language, milestones,
				revision, written_by, submitted_revision, submitted_at, submitted_by, approved_role, approved_on, cleared_at, cleared_by, return_comment, created_at, updated_at)
			SELECT id + i * 10000, round_id, measure_id + i * 1000, period, lead_id, state, stage, health, done, next, newsletter_text, links, language, milestones,
				revision, written_by, submitted_revision, submitted_at, submitted_by, approved_role, approved_on, cleared_at, cleared_by, return_comment, created_at, updated_at
			FROM reports, n`,
		`INSERT INTO clearings (report_id, round_id, measure_id, period, lead_id, revision, stage, health, content, contributions, cleared_at, cleared_by)
			SELECT report_id + i * 10000, round_id, measure_id + i * 1000, period, lead_id, revision, stage, health, content, contributions, cleared_at, cleared_by
			FROM clearings, n WHERE undone_at IS NULL`,
		`INSERT INTO contributions (id, report_id, organisation_id, text, language, revision, signed_at, signed_role, updated_at)
			SELECT id + i * 10000, report_id + i * 10000, organisation_id, text, language, revision, signed_at, signed_role, updated_at FROM contributions, n`,
		`INSERT INTO revisions (subject, subject_id, number, content, hash, saved_by, saved_at)
			SELECT subject, subject_id, number + i * 100, content, hash, saved_by, saved_at FROM revisions, n WHERE NOT set_aside`,
		`INSERT INTO recommendations (id, evaluation_id, ref, level, topic_nb, summary_nb)
			SELECT id + i * 1000, evaluation_id, ref || '-' || i, level, topic_nb, summary_nb FROM recommendations, n`,
		`INSERT INTO recommendation_links (recommendation_id, measure_id, degree)
			SELECT recommendation_id + i * 1000, measure_id + i * 1000, degree FROM recommendation_links, n`,
		`INSERT INTO decisions (plan_id, round_id, measure_id, recommendation_id, text, owner_id, due, state, note, made_by, made_at, closed_by, closed_at)
			SELECT plan_id, round_id, measure_id, recommendation_id, text, owner_id, due, state, note, made_by, made_at, closed_by, closed_at FROM decisions, n`,
		`INSERT INTO users (id, username, display_name, created_at) SELECT id + i * 1000, username || i, display_name || ' ' || i, created_at FROM users, n`,
		`INSERT INTO memberships (user_id, organisation_id, role) SELECT user_id + i * 1000, organisation_id, role FROM memberships, n`,
		`INSERT INTO tokens (name, hash, scope, created_at) SELECT 'nettsted ' || i, 'h' || i, 'newsletter', '2026-01-01 00:00:00+00:00' FROM n`,
		`INSERT INTO issue_items (issue_id, kind, fact, measure_key, area, source, proposed, kept, position)
			SELECT x.issue_id, x.kind, x.fact, x.measure_key, x.area, x.source, x.proposed, x.kept, x.position FROM issue_items x JOIN issues s ON s.id = x.issue_id, n WHERE s.state = 'draft'`,
		`INSERT INTO audit_events (sequence, at, user_id, who, action, entity, entity_id, plan_code, before, after, previous_hash, hash)
			SELECT sequence + i * 100000, at, user_id, who, action, entity, entity_id, plan_code, before, after, previous_hash, substr(printf('%d-%d-', sequence, i) || hash, 1, 64) FROM audit_events, n`,
	}
	pool, err := s.Pool()
	if err != nil {
		t.Fatal(err)
	}
	// One connection, which the temporary table belongs to.
	connection, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	for _, step := range steps {
		if _, err := connection.ExecContext(t.Context(), step); err != nil {
			t.Fatalf("%v in %.120s", err, step)
		}
	}
}
