package sender_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/app/notify/outbox"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestAMinistryIsAskedAndTheEditorGetsTheAnswer(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		box, err := outbox.New(b.Store, outbox.Setup{PublicURL: "https://tiltak.example.org", Domain: "example.org"})
		if err != nil {
			t.Fatal(err)
		}
		desk := newsletter.NewDesk(b.Store, editions.NewReader(b.Store)).Telling(box)
		var ids []struct {
			ID       int64
			Username string
		}
		if err := b.Store.Read(t.Context()).Table("users").Select("id, username").Scan(&ids).Error; err != nil {
			t.Fatal(err)
		}
		of := map[string]int64{}
		for _, user := range ids {
			of[user.Username] = user.ID
		}
		editor := models.Person{UserID: of["redaktor.kom"], DisplayName: "Redaktør i KOM", Standings: []models.Standing{{Role: models.Editor}}}
		var aid int64
		if err := b.Store.Read(t.Context()).Raw("SELECT id FROM organisations WHERE code = 'AID'").Scan(&aid).Error; err != nil {
			t.Fatal(err)
		}
		reporter := models.Person{UserID: of["rapportor.aid"], DisplayName: "Rapportør i AID", Standings: []models.Standing{{Role: models.Reporter, OrganisationID: aid}}}
		b.exec("UPDATE users SET email = 'redaktor.kom@example.org' WHERE username = 'redaktor.kom'")
		b.exec("UPDATE users SET email = 'leser.nim@example.org' WHERE username = 'leser.nim'")
		today := language.Today(b.Store.Now())
		b.exec("INSERT INTO deputies (user_id, deputy_id, organisation_id, role, from_date, to_date, made_at) VALUES (?, ?, ?, 'reporter', ?, ?, ?)",
			of["rapportor.aid"], of["leser.nim"], aid, today, today, b.Store.Now())
		b.exec("DELETE FROM reminder_runs")

		if err := desk.Withdraw(t.Context(), editor, b.PlanID, b.QuestionID); err != nil {
			t.Fatal(err)
		}
		first, err := desk.Ask(t.Context(), editor, b.IssueID, b.ItemID)
		if err != nil {
			t.Fatal(err)
		}
		if err := desk.Withdraw(t.Context(), editor, b.PlanID, first.ID); err != nil {
			t.Fatal(err)
		}
		asked, err := desk.Ask(t.Context(), editor, b.IssueID, b.ItemID)
		if err != nil {
			t.Fatal(err)
		}
		b.Clock.Add(10 * time.Minute)
		b.tick()
		var to []string
		for _, mail := range b.mailbox.Mails() {
			if !strings.Contains(mail.Subject, "ordlyden") && !strings.Contains(mail.Text, "/sporsmal/") {
				continue
			}
			to = append(to, mail.To)
			if strings.Count(mail.Text, "/sporsmal/") != 1 || strings.Contains(mail.Text, servertest.WordedText) {
				t.Errorf("the mail says:\n%s", mail.Text)
			}
		}
		slices.Sort(to)
		if want := []string{"leser.nim@example.org", "rapportor.aid@example.org"}; !slices.Equal(to, want) {
			t.Errorf("asked %q, want %q: %q", to, want, b.mails())
		}
		if err := desk.Answer(t.Context(), reporter, b.PlanID, asked.ID, models.AnswerNo, "Det var 30."); err != nil {
			t.Fatal(err)
		}
		b.Clock.Add(10 * time.Minute)
		b.tick()
		mails := b.mailbox.Mails()
		last := mails[len(mails)-1]
		if last.To != "redaktor.kom@example.org" || !strings.Contains(last.Text, "AID: Ikke ok") || !strings.Contains(last.Text, "Det var 30.") || !strings.Contains(last.Text, "/punkt/") {
			t.Errorf("the answer came as %+v", last)
		}
	})
}
