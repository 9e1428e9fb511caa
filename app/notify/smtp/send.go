package smtp

import (
	"context"
	"errors"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is a mail as it is sent.
type Message struct {
	ID      string // without brackets
	To      string
	Subject string
	Text    string
	HTML    string
	Date    time.Time
}

// Result is what came of handing over a mail.
type Result string

// The results. Lost is a mail that the server may have taken: the connection
// ended after the whole of it was sent and before the answer.
const (
	Sent        Result = "sent"
	Unreachable Result = "unreachable" // no server answered; nothing was handed over
	Deferred    Result = "deferred"    // the server said: later
	Refused     Result = "refused"     // the server said: never
	Lost        Result = "lost"
)

// longestReason bounds what is kept of a server's answer.
const longestReason = 300

// Send hands over one mail. reason is what the server or the network said; it
// may name the receiver, so it is for the screen of the coordinator, not for
// the log.
func (s Server) Send(ctx context.Context, message Message) (result Result, reason string) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	written, err := s.write(message)
	if err != nil {
		return Refused, shortened(err)
	}
	client, err := s.client()
	if err != nil {
		return Unreachable, shortened(err)
	}
	connection, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return Unreachable, shortened(err)
	}
	err = client.SendWithSMTPClient(connection, written)
	_ = client.CloseWithSMTPClient(connection) // whatever comes of it, the answer has been given
	if written.IsDelivered() {
		return Sent, ""
	}
	return judge(written, err)
}

// judge tells from where the sending broke off whether the server can have
// taken the mail: only when all of it, with the final dot, was sent.
func judge(written *gomail.Msg, err error) (Result, string) {
	var failed *gomail.SendError
	if !errors.As(written.SendError(), &failed) && !errors.As(err, &failed) {
		return Unreachable, shortened(err)
	}
	switch code := failed.ErrorCode(); {
	case code >= 500:
		return Refused, shortened(failed)
	case code >= 400:
		return Deferred, shortened(failed)
	case failed.Reason == gomail.ErrSMTPDataClose:
		return Lost, shortened(failed)
	}
	return Unreachable, shortened(failed)
}

func shortened(err error) string {
	if err == nil {
		return ""
	}
	text := strings.Join(strings.Fields(err.Error()), " ")
	text, _, _ = strings.Cut(text, ", affected ") // the receiver and the message id are known
	if runes := []rune(text); len(runes) > longestReason {
		text = string(runes[:longestReason]) + " …"
	}
	return text
}

func (s Server) write(message Message) (*gomail.Msg, error) {
	written := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := written.FromFormat(s.from.Name, s.from.Address); err != nil {
		return nil, err
	}
	if err := written.To(message.To); err != nil {
		return nil, err
	}
	written.Subject(message.Subject)
	written.SetMessageIDWithValue(message.ID)
	written.SetDateWithValue(message.Date)
	// Answers from machines, such as «away until Monday», are not wanted:
	// RFC 3834 for most, the other for Exchange.
	written.SetGenHeader("Auto-Submitted", "auto-generated")
	written.SetGenHeader("X-Auto-Response-Suppress", "All")
	written.SetBodyString(gomail.TypeTextPlain, message.Text)
	if message.HTML != "" {
		written.AddAlternativeString(gomail.TypeTextHTML, message.HTML)
	}
	return written, nil
}
