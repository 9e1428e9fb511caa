package sender_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tiltak/app/notify/outbox"
	"tiltak/app/rounds"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// decisions are the rounds, telling of decisions by mail.
func (b *bench) decisions() *rounds.Rounds {
	b.t.Helper()
	box, err := outbox.New(b.Store, outbox.Setup{PublicURL: "https://tiltak.example.org", Domain: "example.org"})
	if err != nil {
		b.t.Fatal(err)
	}
	return rounds.NewRounds(b.Store).Telling(box)
}

func (b *bench) coordinator() models.Person {
	b.t.Helper()
	var standing models.Standing
	var user models.User
	if err := b.Store.Read(b.t.Context()).Where("username = 'koordinator.jd'").Take(&user).Error; err != nil {
		b.t.Fatal(err)
	}
	err := b.Store.Read(b.t.Context()).Raw("SELECT id AS organisation_id, code AS organisation_code, kind FROM organisations WHERE code = 'JD'").Scan(&standing).Error
	if err != nil {
		b.t.Fatal(err)
	}
	standing.Role = models.Coordinator
	return models.Person{UserID: user.ID, DisplayName: user.DisplayName, Standings: []models.Standing{standing}}
}

func TestWhoSubmittedIsToldWhatWasDecided(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		b.exec("INSERT INTO reminder_rules (plan_id, before_days, every_days, escalate_days, hour, opening, before, deadline, after, escalation, returned, cleared, updated_at) VALUES (?, 3, 2, 2, 8, false, false, false, false, false, true, true, ?)", b.PlanID, b.Store.Now())
		decide := b.decisions()
		if err := decide.Return(t.Context(), b.coordinator(), b.SubmittedID, "Skriv når det er gjort."); err != nil {
			t.Fatal(err)
		}
		b.tick()
		if got := len(b.mailbox.Mails()); got != 0 {
			t.Fatalf("%d mails came at once: more may be returned in the next minutes", got)
		}
		b.Clock.Add(10 * time.Minute)
		b.tick()
		b.tick()
		mails := b.mailbox.Mails()
		if len(mails) != 1 || mails[0].To != "rapportor.aid@example.org" {
			t.Fatalf("%+v", b.mails())
		}
		for _, want := range []string{"Tiltak 18:", "Kommentar: Skriv når det er gjort.", "/rapporter/"} {
			if !strings.Contains(mails[0].Text, want) {
				t.Errorf("the text does not say %q:\n%s", want, mails[0].Text)
			}
		}
	})
}

func TestADecisionThatIsUndoneIsNotTold(t *testing.T) {
	b := newBench(t, servertest.Start(t))
	decide := b.decisions()
	if err := decide.Clear(t.Context(), b.coordinator(), b.SubmittedID, ""); err != nil {
		t.Fatal(err)
	}
	if err := decide.Undo(t.Context(), b.coordinator(), b.SubmittedID); err != nil {
		t.Fatal(err)
	}
	b.Clock.Add(time.Hour)
	b.tick()
	if got := b.mails(); !slices.Equal(got, []string{"rapportor.aid cleared cancelled undone"}) {
		t.Errorf("%q", got)
	}
}

func TestClearingsOfADayComeInOneMail(t *testing.T) {
	b := newBench(t, servertest.Start(t))
	b.exec("UPDATE reports SET state = 'submitted', cleared_at = NULL, cleared_by = NULL WHERE id = ?", b.ClearedID)
	decide := b.decisions()
	for _, id := range []int64{b.ClearedID, b.SubmittedID} {
		if err := decide.Clear(t.Context(), b.coordinator(), id, ""); err != nil {
			t.Fatal(err)
		}
		b.Clock.Add(20 * time.Minute)
		b.tick()
	}
	b.Clock.Add(20 * time.Minute)
	b.tick()
	mails := b.mailbox.Mails()
	if len(mails) != 1 || !strings.Contains(mails[0].Text, "Tiltak 8:") || !strings.Contains(mails[0].Text, "Tiltak 18:") {
		t.Fatalf("%d mails: %q", len(mails), b.mails())
	}
}

func TestNothingIsToldOfADecisionThatWasNotMade(t *testing.T) {
	b := newBench(t, servertest.Start(t))
	if err := b.decisions().Clear(t.Context(), b.coordinator(), b.DraftID, ""); err == nil {
		t.Fatal("a draft was cleared")
	}
	if got := b.mails(); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
