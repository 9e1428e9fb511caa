package smtp_test

import (
	"strings"
	"testing"
	"time"

	"tiltak/app/notify/smtp"
	"tiltak/app/notify/smtptest"
)

func message() smtp.Message {
	return smtp.Message{
		ID: "1@example.org", To: "rapportor@example.org", Subject: "Frist 8. januar for på å gjøre", Text: "Hei\n\nÆrlig talt.\n",
		HTML: "<p>Ærlig talt.</p>", Date: time.Date(2026, time.November, 24, 11, 0, 0, 0, time.UTC),
	}
}

func TestAMailArrivesAsItWasWritten(t *testing.T) {
	mailbox := smtptest.Start(t)
	server := parse(t, mailbox.URL())
	if result, reason := server.Send(t.Context(), message()); result != smtp.Sent {
		t.Fatalf("%s: %s", result, reason)
	}
	mails := mailbox.Mails()
	if len(mails) != 1 {
		t.Fatalf("%d mails came", len(mails))
	}
	got := mails[0]
	for what, pair := range map[string][2]string{
		"sender":         {got.From, "tiltak@example.org"},
		"receiver":       {got.To, "rapportor@example.org"},
		"subject":        {got.Subject, message().Subject},
		"text":           {strings.TrimSpace(got.Text), strings.TrimSpace(message().Text)},
		"markup":         {strings.TrimSpace(got.HTML), message().HTML},
		"message id":     {got.ID(), "<1@example.org>"},
		"Auto-Submitted": {got.Header.Get("Auto-Submitted"), "auto-generated"},
		"From":           {got.Header.Get("From"), `"Tiltaksoversikten" <tiltak@example.org>`},
		"User-Agent":     {got.Header.Get("User-Agent"), ""},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q, want %q", what, pair[0], pair[1])
		}
	}
}

func TestWhatAServerDoesIsToldInOneWord(t *testing.T) {
	for _, row := range []struct {
		fault smtptest.Fault
		want  smtp.Result
		came  int
	}{
		{smtptest.None, smtp.Sent, 1},
		{smtptest.Later, smtp.Deferred, 0},
		{smtptest.LaterAtEnd, smtp.Deferred, 0},
		{smtptest.Never, smtp.Refused, 0},
		{smtptest.NeverAtEnd, smtp.Refused, 0},
		{smtptest.DropLate, smtp.Lost, 1},
		{smtptest.Silent, smtp.Lost, 1},
	} {
		t.Run(string("a server that "+row.fault), func(t *testing.T) {
			mailbox := smtptest.Start(t)
			mailbox.FailAlways(row.fault)
			server := parse(t, mailbox.URL())
			if row.fault == smtptest.Silent {
				server.Timeout = 300 * time.Millisecond
			}
			result, reason := server.Send(t.Context(), message())
			if result != row.want {
				t.Errorf("told as %s (%s), want %s", result, reason, row.want)
			}
			if (reason == "") != (result == smtp.Sent) {
				t.Errorf("%s is told with the reason %q", result, reason)
			}
			if got := len(mailbox.Mails()); got != row.came {
				t.Errorf("%d mails came, want %d", got, row.came)
			}
		})
	}
	t.Run("a server that nobody answers for", func(t *testing.T) {
		mailbox := smtptest.Start(t)
		server := parse(t, mailbox.URL())
		mailbox.Stop()
		if result, reason := server.Send(t.Context(), message()); result != smtp.Unreachable || reason == "" {
			t.Errorf("told as %s (%s)", result, reason)
		}
	})
}

func parse(t *testing.T, address string) smtp.Server {
	t.Helper()
	server, err := smtp.ParseServer(address, "Tiltaksoversikten <tiltak@example.org>")
	if err != nil {
		t.Fatal(err)
	}
	return server
}
