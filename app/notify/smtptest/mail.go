package smtptest

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
)

// Mail is a mail that the server has taken, as its reader sees it.
type Mail struct {
	From, To string // of the envelope
	Header   mail.Header
	Subject  string
	Text     string
	HTML     string
}

// ID is the mail's message id.
func (m Mail) ID() string { return m.Header.Get("Message-ID") }

func newMail(t testing.TB, from, to, raw string) Mail {
	found := Mail{From: from, To: to}
	parsed, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Errorf("a mail cannot be read: %v", err)
		return found
	}
	found.Header = parsed.Header
	if found.Subject, err = (&mime.WordDecoder{}).DecodeHeader(parsed.Header.Get("Subject")); err != nil {
		t.Errorf("a subject cannot be read: %v", err)
	}
	kind, options, err := mime.ParseMediaType(parsed.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Errorf("a mail is %q: %v", kind, err)
		return found
	}
	parts := multipart.NewReader(parsed.Body, options["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Errorf("a mail cannot be parted: %v", err)
			return found
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Errorf("a part of a mail cannot be read: %v", err)
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			found.HTML = string(text)
		} else {
			found.Text = strings.ReplaceAll(string(text), "\r\n", "\n")
		}
	}
}
