package audit_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/audit"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// dba does what somebody with the database's own password could do: the
// triggers are dropped first.
func dba(t *testing.T, s *store.Store, statements ...string) {
	t.Helper()
	triggers := map[string][]string{
		"audit_events":      {"audit_events_no_update", "audit_events_no_delete", "audit_events_append_only"},
		"edition_revisions": {"edition_revisions_no_update", "edition_revisions_no_delete", "edition_revisions_append_only"},
		"revisions":         {"revisions_no_update", "revisions_no_delete", "revisions_append_only"},
		"reply_files":       {"reply_files_no_update", "reply_files_no_delete", "reply_files_append_only"},
		"reply_texts":       {"reply_texts_no_update", "reply_texts_no_delete", "reply_texts_append_only"},
		"issue_files":       {"issue_files_no_update", "issue_files_no_delete", "issue_files_append_only"},
	}
	var all []string
	for table, names := range triggers {
		for _, name := range names {
			switch onSQLite := !strings.HasSuffix(name, "append_only"); {
			case onSQLite && s.Dialect() == store.SQLite:
				all = append(all, "DROP TRIGGER IF EXISTS "+name)
			case !onSQLite && s.Dialect() == store.PostgreSQL:
				all = append(all, "DROP TRIGGER IF EXISTS "+name+" ON "+table)
			}
		}
	}
	for _, statement := range append(all, statements...) {
		if err := s.Read(t.Context()).Exec(statement).Error; err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// lived is a world in which a round has closed, another edition was made of it,
// somebody logged in and texts were saved.
func lived(t *testing.T, w *servertest.World) servertest.Situation {
	t.Helper()
	situation := w.Situation()
	w.As("rapportor.aid")
	w.As("koordinator.jd")
	err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
		if err := makeEdition(tx, situation.Closed, "Et tall var feil"); err != nil {
			return err
		}
		return saveText(tx, situation, "En tekst til")
	})
	if err != nil {
		t.Fatal(err)
	}
	return situation
}

func TestAWholeChainIsVerified(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		lived(t, w)
		seen, err := audit.NewLog(w.Store).Verify(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if seen.Lines < 6 || seen.Editions != 2 || seen.Texts < 4 || len(seen.Head) != 64 {
			t.Errorf("went through %+v", seen)
		}
	})
}

func TestWhatADatabaseAdministratorChangesIsFound(t *testing.T) {
	const last = "(SELECT MAX(sequence) FROM audit_events)"
	tests := []struct {
		name      string
		statement []string
		want      audit.FaultKind
		sequence  int64
		thing     string
	}{
		{"who did it", []string{"UPDATE audit_events SET who = 'En annen' WHERE sequence = 2"}, audit.LineChanged, 2, ""},
		{"what it was before", []string{`UPDATE audit_events SET before = '{"state":"cleared"}' WHERE sequence = 3`}, audit.LineChanged, 3, ""},
		{"when it was done", []string{"UPDATE audit_events SET at = '2026-01-01 00:00:00+00:00' WHERE sequence = 3"}, audit.LineChanged, 3, ""},
		{"a line in the middle is gone", []string{"DELETE FROM audit_events WHERE sequence = 4"}, audit.LineMissing, 4, ""},
		{"the first line is gone", []string{"DELETE FROM audit_events WHERE sequence = 1"}, audit.LineMissing, 1, ""},
		{"the last line is gone", []string{"DELETE FROM audit_events WHERE sequence = " + last}, audit.TailCut, -2, ""},
		{"the head is rewritten", []string{"UPDATE installation SET audit_head_hash = '" + strings.Repeat("0", 64) + "'"}, audit.HeadRewritten, -1, ""},
		{"the head is set back", []string{"UPDATE installation SET audit_head_sequence = 2"}, audit.HeadRewritten, 2, ""},
		{"two lines have changed places", []string{
			"UPDATE audit_events SET sequence = 1002 WHERE sequence = 2", "UPDATE audit_events SET sequence = 2 WHERE sequence = 3",
			"UPDATE audit_events SET sequence = 3 WHERE sequence = 1002",
		}, audit.LineChanged, 2, ""},
		{"a payload", []string{"UPDATE edition_revisions SET public_payload = REPLACE(public_payload, 'Klarert', 'Endret') WHERE number = 1"}, audit.EditionChanged, -3, "2026-k3.1"},
		{"the whole payload, and its hash", []string{"UPDATE edition_revisions SET complete_payload = '{}', complete_hash = '" + models.HashText("{}") + "' WHERE number = 2"}, audit.EditionChanged, -3, "2026-k3.2"},
		{"the reason for an edition", []string{"UPDATE edition_revisions SET reason = 'Noe annet' WHERE number = 2"}, audit.EditionChanged, -3, "2026-k3.2"},
		{"two editions have changed places", []string{"UPDATE edition_revisions SET id = -1 WHERE number = 2"}, audit.EditionDetached, -3, "2026-k3.2"},
		{"an edition stands for another quarter", []string{"PERIOD"}, audit.EditionMisplaced, -3, "2026-k2.1"},
		{"a saved text", []string{"UPDATE revisions SET content = 'Noe annet' WHERE content = 'En tekst til'"}, audit.TextChanged, 0, "report"},
		{"a saved text, and its hash", []string{"UPDATE revisions SET content = 'Noe annet', hash = '" + models.HashText("Noe annet") + "' WHERE content = 'En tekst til'"}, audit.TextMissing, -3, "report"},
		{"a saved text is gone", []string{"DELETE FROM revisions WHERE content = 'En tekst til'"}, audit.TextMissing, -3, "report"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			servertest.Each(t, func(t *testing.T, w *servertest.World) {
				lived(t, w)
				log := audit.NewLog(w.Store)
				seen, err := log.Verify(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				statements := test.statement
				if statements[0] == "PERIOD" {
					statements = movedEdition(w)
				}
				dba(t, w.Store, statements...)
				_, err = log.Verify(t.Context())
				var fault *audit.Fault
				if !errors.As(err, &fault) {
					t.Fatalf("verify gives %v, want a fault", err)
				}
				if fault.Kind != test.want || !strings.Contains(fault.Thing, test.thing) {
					t.Errorf("fault is %v, want %s of %q", fault, test.want, test.thing)
				}
				switch want := test.sequence; {
				case want >= 0 && fault.Sequence != want,
					want == -1 && fault.Sequence != seen.Lines,
					want == -2 && fault.Sequence != seen.Lines-1,
					want == -3 && (fault.Sequence < 1 || fault.Sequence > seen.Lines):
					t.Errorf("fault is at line %d of %d", fault.Sequence, seen.Lines)
				}
			})
		})
	}
}

// A tail cut together with the head shows in what hangs in the lines that were
// cut: the editions.
func TestACutTailShowsInTheEditionsEvenWhenTheHeadFollows(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		lived(t, w)
		const anchor = "(SELECT MAX(audit_sequence) FROM edition_revisions)"
		dba(t, w.Store,
			"DELETE FROM audit_events WHERE sequence >= "+anchor,
			"UPDATE installation SET audit_head_sequence = "+anchor+" - 1, audit_head_hash = (SELECT hash FROM audit_events WHERE sequence = "+anchor+" - 1)")
		_, err := audit.NewLog(w.Store).Verify(t.Context())
		var fault *audit.Fault
		if !errors.As(err, &fault) || fault.Kind != audit.EditionLoose || fault.Thing != "2026-k3.2" {
			t.Errorf("verify gives %v, want the loose edition", err)
		}
	})
}

func TestAnEditionTakenAwayIsMissedByTheLog(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		lived(t, w)
		dba(t, w.Store, "DELETE FROM edition_revisions WHERE number = 2")
		_, err := audit.NewLog(w.Store).Verify(t.Context())
		var fault *audit.Fault
		if !errors.As(err, &fault) || fault.Kind != audit.EditionMissing || !strings.Contains(fault.Thing, "2026-k3.2") {
			t.Errorf("verify gives %v, want the missing edition", err)
		}
	})
}

func TestTheDatabaseItselfRefusesChanges(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		lived(t, w)
		for _, statement := range []string{
			"UPDATE audit_events SET who = 'En annen'", "DELETE FROM audit_events",
			"UPDATE edition_revisions SET reason = 'x'", "DELETE FROM edition_revisions",
			"UPDATE revisions SET content = 'x'", "DELETE FROM revisions",
		} {
			if err := w.Store.Read(t.Context()).Exec(statement).Error; err == nil {
				t.Errorf("%s was carried out", statement)
			}
		}
	})
}

func TestFilters(t *testing.T) {
	w := servertest.Start(t)
	situation := lived(t, w)
	log := audit.NewLog(w.Store)
	all, err := log.Page(t.Context(), audit.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	today := models.NewDate(2026, 11, 24)
	tests := []struct {
		name   string
		filter audit.Filter
		keep   func(models.AuditEvent) bool
	}{
		{"all", audit.Filter{}, func(models.AuditEvent) bool { return true }},
		{"a kind of thing", audit.Filter{Entity: "edition"}, func(e models.AuditEvent) bool { return e.Entity == "edition" }},
		{"one thing", audit.Filter{Entity: "edition", EntityID: "2026-k3.1"}, func(e models.AuditEvent) bool { return e.EntityID == "2026-k3.1" }},
		{"a person", audit.Filter{UserID: situation.UserID}, func(e models.AuditEvent) bool { return e.UserID != nil && *e.UserID == situation.UserID }},
		{"commands", audit.Filter{Commands: true}, func(e models.AuditEvent) bool { return e.UserID == nil }},
		{"today", audit.Filter{From: today, To: today}, func(models.AuditEvent) bool { return true }},
		{"until yesterday", audit.Filter{To: today.AddDays(-1)}, func(models.AuditEvent) bool { return false }},
		{"from tomorrow", audit.Filter{From: today.AddDays(1)}, func(models.AuditEvent) bool { return false }},
		{"below a line", audit.Filter{Below: 3}, func(e models.AuditEvent) bool { return e.Sequence < 3 }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page, err := log.Page(t.Context(), test.filter)
			if err != nil {
				t.Fatal(err)
			}
			var want []int64
			for _, line := range all.Lines {
				if test.keep(line.AuditEvent) {
					want = append(want, line.Sequence)
				}
			}
			var got []int64
			for _, line := range page.Lines {
				got = append(got, line.Sequence)
			}
			if difference := cmp.Diff(want, got); difference != "" {
				t.Error(difference)
			}
			if !page.Whole {
				t.Error("the page's links do not hold")
			}
		})
	}
}
