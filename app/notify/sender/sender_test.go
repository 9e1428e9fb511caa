package sender_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tiltak/app/language"
	"tiltak/app/notify/outbox"
	"tiltak/app/notify/queue"
	"tiltak/app/notify/sender"
	"tiltak/app/notify/smtp"
	"tiltak/app/notify/smtptest"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// bench is a world in the middle of a quarter, with a mail server.
type bench struct {
	*servertest.World
	servertest.Situation
	t       *testing.T
	mailbox *smtptest.Server
	office  *sender.Office
	counted map[string]int64
}

func newBench(t *testing.T, w *servertest.World) *bench {
	t.Helper()
	return benchOver(t, w, w.Situation())
}

// benchOver is a bench over a situation that has been made.
func benchOver(t *testing.T, w *servertest.World, situation servertest.Situation) *bench {
	t.Helper()
	b := &bench{World: w, Situation: situation, t: t, mailbox: smtptest.Start(t), counted: map[string]int64{}}
	b.exec("DELETE FROM mails")                             // of the situation
	b.Open.Deadline = models.NewDate(2027, time.January, 8) // a Friday
	b.exec("UPDATE rounds SET deadline = ? WHERE id = ?", b.Open.Deadline, b.Open.ID)
	b.exec("UPDATE users SET email = username || '@example.org'")
	b.office = b.node(w.Store, func(outcome string, mails int64) { b.counted[outcome] += mails })
	return b
}

// node is what sends mails on one node.
func (b *bench) node(s *store.Store, count func(string, int64)) *sender.Office {
	b.t.Helper()
	server, err := smtp.ParseServer(b.mailbox.URL(), "Tiltaksoversikten <tiltak@example.org>")
	if err != nil {
		b.t.Fatal(err)
	}
	box, err := outbox.New(s, outbox.Setup{PublicURL: "https://tiltak.example.org", Domain: server.Domain()})
	if err != nil {
		b.t.Fatal(err)
	}
	return sender.New(box, queue.New(s, sender.Lease), server, slog.New(slog.DiscardHandler), count)
}

func (b *bench) exec(statement string, args ...any) {
	b.t.Helper()
	if err := b.Store.Read(b.t.Context()).Exec(statement, args...).Error; err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) tick() {
	b.t.Helper()
	if err := b.office.Tick(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

// at sets the clock to an hour of a day in Oslo and lets the node work.
func (b *bench) at(day models.Date, hour int) {
	b.t.Helper()
	b.Clock.Set(time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, language.Oslo))
	b.tick()
}

// mails gives the queue and the log, as username kind state.
func (b *bench) mails() []string {
	b.t.Helper()
	var rows []struct {
		Username string
		models.Mail
	}
	err := b.Store.Read(b.t.Context()).Raw("SELECT m.*, u.username FROM mails m JOIN users u ON u.id = m.user_id ORDER BY m.id").Scan(&rows).Error
	if err != nil {
		b.t.Fatal(err)
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.TrimSpace(fmt.Sprintf("%s %s %s %s", row.Username, row.Kind, row.State, row.Outcome))
	}
	return lines
}

func TestTheDayTheDeadlineIsNearEverybodyWhoOwesGetsOneMail(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		day := models.AddWorkingDays(b.Open.Deadline, -3, models.IsNorwegianHoliday)
		b.at(day, 7)
		if got := b.mailbox.Mails(); len(got) != 0 {
			t.Fatalf("%d mails came before the hour", len(got))
		}
		b.at(day, 8)
		b.at(day, 9)
		byReceiver := map[string]smtptest.Mail{}
		for _, mail := range b.mailbox.Mails() {
			if _, twice := byReceiver[mail.To]; twice {
				t.Errorf("%s got two mails", mail.To)
			}
			byReceiver[mail.To] = mail
		}
		for _, username := range []string{"rapportor.jd", "rapportor.aid", "rapportor.bfd", "bidragsyter.bufdir"} {
			if _, there := byReceiver[username+"@example.org"]; !there {
				t.Errorf("%s got no mail", username)
			}
		}
		for _, username := range []string{"leser.nim", "redaktor.kom", "koordinator.jd", "administrator.jd"} {
			if _, there := byReceiver[username+"@example.org"]; there {
				t.Errorf("%s got a mail", username)
			}
		}
		aid := byReceiver["rapportor.aid@example.org"]
		link := fmt.Sprintf("https://tiltak.example.org/rapporter/%d", b.DraftID)
		for _, want := range []string{"Tiltak 9:", link, "om 3 arbeidsdager", "4. kvartal 2026", "Rapportør i AID"} {
			if !strings.Contains(aid.Text, want) {
				t.Errorf("the text does not say %q:\n%s", want, aid.Text)
			}
		}
		if !strings.Contains(aid.HTML, `href="`+link+`">`) {
			t.Errorf("the markup has no link to %s:\n%s", link, aid.HTML)
		}
		if strings.Contains(aid.Text, "Tiltak 8:") || strings.Contains(aid.Text, "Tiltak 18:") {
			t.Errorf("the text asks for what has been delivered:\n%s", aid.Text)
		}
		if strings.Contains(aid.Text, servertest.DraftText) {
			t.Error("the mail gives away a draft")
		}
		if bufdir := byReceiver["bidragsyter.bufdir@example.org"]; !strings.Contains(bufdir.Text, fmt.Sprintf("/bidrag/%d", b.ContributionID)) {
			t.Errorf("the agency's contributor is not asked for the ministry's paragraph:\n%s", bufdir.Text)
		}
	})
}
