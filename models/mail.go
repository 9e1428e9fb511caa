package models

import (
	"net/mail"
	"strings"
	"time"
)

// MailState is where a mail stands.
type MailState string

// The states of a mail. Uncertain is a mail that the mail server may have
// taken: nobody was left to hear the answer. It is never sent again by itself.
const (
	MailQueued    MailState = "queued"
	MailSending   MailState = "sending"
	MailSent      MailState = "sent"
	MailFailed    MailState = "failed"
	MailCancelled MailState = "cancelled"
	MailUncertain MailState = "uncertain"
)

// MailStates in the order in which a list of them is read.
func MailStates() []MailState {
	return []MailState{MailFailed, MailUncertain, MailQueued, MailSending, MailSent, MailCancelled}
}

// Trouble tells whether a person must look at the mail.
func (s MailState) Trouble() bool { return s == MailFailed || s == MailUncertain }

// MailOutcome says why a mail stands as it does, as a word that has a message.
type MailOutcome string

// The outcomes. None is for a mail to which nothing has happened.
const (
	OutcomeNone        MailOutcome = ""
	OutcomeNoAddress   MailOutcome = "no_address"
	OutcomeOwesNothing MailOutcome = "owes_nothing"
	OutcomeRoundClosed MailOutcome = "round_closed"
	OutcomeTurnedOff   MailOutcome = "turned_off"
	OutcomeSuperseded  MailOutcome = "superseded"
	OutcomeUndone      MailOutcome = "undone"
	OutcomeSettled     MailOutcome = "settled" // the question is answered or withdrawn
	OutcomeNotSetUp    MailOutcome = "not_set_up"
	OutcomeShutOut     MailOutcome = "shut_out"
	OutcomeByHand      MailOutcome = "by_hand"
	OutcomeUnreachable MailOutcome = "unreachable" // the mail server did not answer
	OutcomeDeferred    MailOutcome = "deferred"    // the mail server said: later
	OutcomeRefused     MailOutcome = "refused"     // the mail server said: never
	OutcomeGaveUp      MailOutcome = "gave_up"     // tried as often as is sensible
	OutcomeLost        MailOutcome = "lost"        // the connection, or the program, ended before the answer
)

// Mail is one mail: in the queue until it is sent, and in the log after that.
type Mail struct {
	ID            int64
	PlanID        *int64
	RoundID       *int64 // nil: a test
	UserID        int64
	Kind          MailKind
	Day           Date // the occasion's
	Part          int  // 0 for the day's first; only notices have more
	ToAddress     string
	Subject       string
	Body          string // as it was sent last; empty before
	Items         List[MailItem]
	State         MailState
	Outcome       MailOutcome
	LastError     string // what the mail server said
	Attempts      int
	NextAttemptAt time.Time
	Claim         string     // the sender that has taken it
	LeaseUntil    *time.Time // when the sender must be done
	HandedAt      *time.Time // when the sender began to talk to the mail server
	MessageID     string     // the same however often it is tried
	CreatedAt     time.Time
	SentAt        *time.Time
}

// MailItem is one decision that a notice tells of.
type MailItem struct {
	ReportID int64     `json:"report"`
	Question int64     `json:"question,omitempty"` // of the newsletter's editor
	At       time.Time `json:"at"`
	Comment  string    `json:"comment,omitempty"`
}

// How long to wait before each further attempt; the last is used again.
func retryWaits() []time.Duration {
	return []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
}

// mostMailAttempts is some three days of attempts.
const mostMailAttempts = 22

// NextMailAttempt gives how long to wait after a number of attempts, or false
// when enough have been made.
func NextMailAttempt(attempts int) (wait time.Duration, again bool) {
	waits := retryWaits()
	if attempts >= mostMailAttempts {
		return 0, false
	}
	return waits[min(max(attempts, 1), len(waits))-1], true
}

// LongestEmail is the longest address that mail servers must take (RFC 5321,
// 4.5.3.1.3, without the brackets).
const LongestEmail = 254

// NormalEmail gives an address as it is stored: the domain in small letters.
// What stands before the @ is the receiver's own.
func NormalEmail(text string) string {
	text = strings.TrimSpace(text)
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return text
	}
	return text[:at] + strings.ToLower(text[at:])
}

// CheckEmail notes what is wrong with an address. None is allowed.
func (p *Problems) CheckEmail(field, address string) {
	if address != "" && !ValidEmail(address) {
		p.Add(field, "account.problem.email")
	}
}

// ValidEmail tells whether the text is one bare address with a full domain, in
// plain letters: not all mail servers take others.
func ValidEmail(address string) bool {
	if len(address) > LongestEmail || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>()[]\,;:`, r) }) {
		return false
	}
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address {
		return false
	}
	domain := address[strings.LastIndexByte(address, '@')+1:]
	return strings.Contains(domain, ".") && !strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}
