package sender_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/notify/queue"
	"tiltak/app/notify/sender"
	"tiltak/app/notify/smtptest"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// nearDeadline is the day on which six people are reminded.
func (b *bench) nearDeadline() models.Date {
	return models.AddWorkingDays(b.Open.Deadline, -3, models.IsNorwegianHoliday)
}

const owing = 6

// receivers gives to whom mails came, each as often as one came.
func (b *bench) receivers() []string {
	var to []string
	for _, mail := range b.mailbox.Mails() {
		to = append(to, strings.TrimSuffix(mail.To, "@example.org"))
	}
	slices.Sort(to)
	return to
}

func everybodyWhoOwes() []string {
	return []string{"bidragsyter.bufdir", "rapportor.aid", "rapportor.bfd", "rapportor.hod", "rapportor.jd", "rapportor.ud"}
}

func TestAServerThatIsDownLosesNothingAndNothingIsSentTwice(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		b.mailbox.Stop()
		b.at(b.nearDeadline(), 8)
		for range 30 {
			b.Clock.Add(4 * time.Minute)
			b.tick()
		}
		for _, line := range b.mails() {
			if !strings.Contains(line, "queued") {
				t.Errorf("while the server is down: %s", line)
			}
		}
		b.mailbox.Restart()
		for range 5 {
			b.Clock.Add(time.Hour)
			b.tick()
		}
		if diff := cmp.Diff(everybodyWhoOwes(), b.receivers()); diff != "" {
			t.Errorf("who got a mail:\n%s", diff)
		}
		if b.counted[sender.CountSent] != owing {
			t.Errorf("%d are counted as sent", b.counted[sender.CountSent])
		}
	})
}

func TestWhatBecomesOfAMail(t *testing.T) {
	for _, row := range []struct {
		fault smtptest.Fault
		want  string // after the first attempt
		came  int
		later string // when the server is mended and a day has passed
	}{
		{smtptest.Later, "rapportor.aid before queued deferred", 0, "rapportor.aid before sent"},
		{smtptest.LaterAtEnd, "rapportor.aid before queued deferred", 0, "rapportor.aid before sent"},
		{smtptest.Never, "rapportor.aid before failed refused", 0, "rapportor.aid before failed refused"},
		{smtptest.NeverAtEnd, "rapportor.aid before failed refused", 0, "rapportor.aid before failed refused"},
		{smtptest.DropLate, "rapportor.aid before uncertain lost", 1, "rapportor.aid before uncertain lost"},
	} {
		t.Run(string("when the server says "+row.fault), func(t *testing.T) {
			b := newBench(t, servertest.Start(t))
			b.mailbox.Fail(func(to string) smtptest.Fault {
				if strings.HasPrefix(to, "rapportor.aid") {
					return row.fault
				}
				return smtptest.None
			})
			b.at(b.nearDeadline(), 8)
			if got := b.mails(); !slices.Contains(got, row.want) {
				t.Errorf("%q is not among %q", row.want, got)
			}
			if came := len(b.mailbox.Mails()) - (owing - 1); came != row.came {
				t.Errorf("%d mails came to the one with the fault", came)
			}
			b.mailbox.FailAlways(smtptest.None)
			b.Clock.Add(24 * time.Hour)
			b.tick()
			b.tick()
			if got := b.mails(); !slices.Contains(got, row.later) {
				t.Errorf("a day later %q is not among %q", row.later, got)
			}
		})
	}
}

func TestAMailThatNeverSucceedsIsGivenUpAndShown(t *testing.T) {
	b := newBench(t, servertest.Start(t))
	b.exec("UPDATE reports SET state = 'cleared', stage = 'completed', health = '', submitted_revision = 1, revision = 1, submitted_at = created_at, approved_role = 'x', approved_on = '2026-10-01', cleared_at = created_at, cleared_by = ? WHERE state <> 'cleared' AND id <> ?", b.UserID, b.DraftID)
	b.mailbox.FailAlways(smtptest.Later)
	b.at(b.nearDeadline(), 8)
	tries := 0
	for b.mailbox.Tries() > tries {
		tries = b.mailbox.Tries()
		b.exec("UPDATE mails SET next_attempt_at = ? WHERE state = 'queued'", b.Store.Now())
		b.tick()
	}
	for _, line := range b.mails() {
		if !strings.HasSuffix(line, "failed gave_up") {
			t.Errorf("in the end: %s", line)
		}
	}
	if tries < 4*22 {
		t.Errorf("given up after %d attempts", tries)
	}
}

func TestANodeThatIsKilled(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		t.Run("before it talked to the mail server loses nothing", func(t *testing.T) {
			b := newBench(t, w)
			b.mailbox.Stop()
			b.at(b.nearDeadline(), 8)
			b.exec("UPDATE mails SET attempts = 0, outcome = '', next_attempt_at = ?", b.Store.Now())
			killed := queue.New(w.Store, sender.Lease)
			taken := b.take(killed)
			b.mailbox.Restart()
			b.tick()
			if got := len(b.mailbox.Mails()); got != owing-1 {
				t.Fatalf("%d mails came while one was held", got)
			}
			b.Clock.Add(sender.Lease + time.Second)
			b.tick()
			if diff := cmp.Diff(everybodyWhoOwes(), b.receivers()); diff != "" {
				t.Errorf("who got a mail:\n%s", diff)
			}
			if err := killed.Sent(t.Context(), taken); err == nil {
				t.Error("the killed node may still say what became of the mail")
			}
		})
	})
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		t.Run("after the mail server took it leaves a mail that is not sent again", func(t *testing.T) {
			b := newBench(t, w)
			b.mailbox.Stop()
			b.at(b.nearDeadline(), 8)
			b.exec("UPDATE mails SET attempts = 0, outcome = '', next_attempt_at = ?", b.Store.Now())
			killed := queue.New(w.Store, sender.Lease)
			taken := b.take(killed)
			taken.ToAddress, taken.Subject, taken.Body = "a@example.org", "Emne", "Tekst"
			if err := killed.Hand(t.Context(), taken); err != nil {
				t.Fatal(err)
			}
			b.mailbox.Restart()
			b.Clock.Add(sender.Lease + time.Second)
			b.tick()
			b.Clock.Add(6 * time.Hour)
			b.tick()
			if got := len(b.mailbox.Mails()); got != owing-1 {
				t.Errorf("%d mails came", got)
			}
			uncertain := 0
			for _, line := range b.mails() {
				if strings.HasSuffix(line, "uncertain lost") {
					uncertain++
				}
			}
			if uncertain != 1 || b.counted[sender.CountUncertain] != 1 {
				t.Errorf("%d are uncertain, %d counted: %q", uncertain, b.counted[sender.CountUncertain], b.mails())
			}
		})
	})
}

func (b *bench) take(q *queue.Queue) models.Mail {
	b.t.Helper()
	mail, err := q.Claim(b.t.Context())
	if err != nil || mail == nil {
		b.t.Fatalf("nothing to take: %v", err)
	}
	return *mail
}

func TestManyNodesOnOnePostgreSQLSendEachMailOnce(t *testing.T) {
	address := storetest.PostgresAddress(t)
	clock := servertest.NewClock(time.Date(2026, time.November, 24, 11, 0, 0, 0, time.UTC))
	w := servertest.New(t, storetest.Open(t, address, clock.Now), clock.Now)
	w.Clock = clock
	b := newBench(t, w)
	day := b.nearDeadline()
	clock.Set(time.Date(day.Year(), day.Month(), day.Day(), 11, 0, 0, 0, time.UTC))
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for range 4 {
		s, err := store.Open(t.Context(), address, store.Options{Now: clock.Now, Connections: 3})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		office := b.node(s, nil)
		ready.Add(1)
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Done()
			<-start
			for range 5 {
				if err := office.Tick(context.WithoutCancel(t.Context())); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	ready.Wait()
	close(start)
	done.Wait()
	if diff := cmp.Diff(everybodyWhoOwes(), b.receivers()); diff != "" {
		t.Errorf("who got a mail:\n%s", diff)
	}
	for _, line := range b.mails() {
		if !strings.HasSuffix(line, " sent") {
			t.Error(line)
		}
	}
}

func TestThoseWithoutAddressAreShownAndGetItWhenTheyHaveOne(t *testing.T) {
	b := newBench(t, servertest.Start(t))
	b.exec("UPDATE users SET email = '' WHERE username = 'rapportor.aid'")
	b.at(b.nearDeadline(), 8)
	if got := b.mails(); !slices.Contains(got, "rapportor.aid before failed no_address") {
		t.Fatalf("%q", got)
	}
	b.exec("UPDATE users SET email = 'ny@example.org' WHERE username = 'rapportor.aid'")
	b.exec("UPDATE mails SET state = 'queued', outcome = '' WHERE state = 'failed'")
	b.tick()
	if got := b.receivers(); !slices.Contains(got, "ny") {
		t.Errorf("%q", got)
	}
}
