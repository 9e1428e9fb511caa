package outbox_test

import (
	"strings"
	"testing"
	"time"

	"tiltak/app/language"
	"tiltak/app/notify/outbox"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// BenchmarkDigestForAHundredPeople plans a reminder for a hundred people in one
// round and writes each of the mails, from what is owed at that moment; it does
// not talk to a mail server. The goal is 300 ms.
func BenchmarkDigestForAHundredPeople(b *testing.B) {
	for name, address := range storetest.Addresses(b) {
		b.Run(name, func(b *testing.B) {
			clock := servertest.NewClock(time.Date(2027, time.January, 5, 9, 0, 0, 0, language.Oslo))
			s := storetest.Open(b, address, clock.Now)
			w := servertest.New(b, s, clock.Now)
			situation := w.Situation()
			hundred(b, s)
			box, err := outbox.New(s, outbox.Setup{PublicURL: "https://tiltak.example.org", Domain: "example.org"})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				b.StopTimer()
				for _, table := range []string{"mails", "reminder_runs"} {
					if err := s.Read(b.Context()).Exec("DELETE FROM " + table).Error; err != nil {
						b.Fatal(err)
					}
				}
				b.StartTimer()
				if got := planAndWrite(b, s, box, situation.Open.ID); got != 100 {
					b.Fatalf("%d mails were written", got)
				}
			}
		})
	}
}

func planAndWrite(b *testing.B, s *store.Store, box *outbox.Outbox, roundID int64) int {
	b.Helper()
	if err := box.Plan(b.Context()); err != nil {
		b.Fatal(err)
	}
	var mails []models.Mail
	if err := s.Read(b.Context()).Where("round_id = ? AND state = 'queued'", roundID).Find(&mails).Error; err != nil {
		b.Fatal(err)
	}
	for _, mail := range mails {
		written, err := box.Write(b.Context(), mail)
		if err != nil || written.Letter.Text() == "" || written.Cancel != models.OutcomeNone {
			b.Fatalf("%+v: %v", written, err)
		}
	}
	return len(mails)
}

// hundred makes a hundred reporters, spread over the ministries, in place of
// the example users.
func hundred(b *testing.B, s *store.Store) {
	b.Helper()
	for _, statement := range []string{
		`UPDATE rounds SET deadline = '2027-01-08' WHERE state = 'open'`,
		`DELETE FROM memberships`,
		`INSERT INTO users (id, username, display_name, email, created_at)
			WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 100)
			SELECT 1000 + i, 'rapportor' || i, 'Rapportør ' || i, 'rapportor' || i || '@example.org', CAST('2026-01-01 00:00:00+00:00' AS TIMESTAMP_TYPE) FROM c`,
		`INSERT INTO memberships (user_id, organisation_id, role)
			SELECT u.id, o.id, 'reporter' FROM users u JOIN organisations o ON o.code = CASE u.id % 3 WHEN 0 THEN 'JD' WHEN 1 THEN 'AID' ELSE 'BFD' END WHERE u.id > 1000`,
	} {
		if err := s.Read(b.Context()).Exec(timestamps(s, statement)).Error; err != nil {
			b.Fatal(err)
		}
	}
}

// timestamps puts in what a database calls a moment.
func timestamps(s *store.Store, statement string) string {
	word := "text"
	if s.Dialect() == store.PostgreSQL {
		word = "timestamptz"
	}
	return strings.ReplaceAll(statement, "TIMESTAMP_TYPE", word)
}
