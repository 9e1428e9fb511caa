// Package smtp hands mails to a mail server over SMTP, and says in one of four
// words what came of it.
package smtp

import (
	"errors"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"tiltak/models"
)

// Server is the mail server that mails are handed to. The zero value is none.
type Server struct {
	host     string
	port     int
	scheme   string
	username string
	password string
	from     mail.Address
	Timeout  time.Duration // of one mail, from the first word to the last
}

const defaultTimeout = 45 * time.Second

// Default ports: RFC 5321, RFC 8314 and RFC 6409.
var defaultPorts = map[string]int{"smtp": 25, "smtps": 465, "starttls": 587}

// ParseServer reads the address of a mail server and the sender of the mails:
//
//	smtp://HOST[:25]                   encrypted when the server offers it
//	starttls://USER:PASSWORD@HOST[:587] encrypted or not at all
//	smtps://USER:PASSWORD@HOST[:465]    encrypted from the first byte
//
// Its errors never name the password.
func ParseServer(address, from string) (Server, error) {
	parsed, err := url.Parse(address)
	if err != nil || defaultPorts[parsed.Scheme] == 0 || parsed.Hostname() == "" || parsed.Path != "" && parsed.Path != "/" || parsed.RawQuery != "" || parsed.Fragment != "" {
		return Server{}, errors.New("adressen til e-posttjeneren kan ikke leses. Skriv smtp://VERT:PORT, starttls://BRUKER:PASSORD@VERT eller smtps://BRUKER:PASSORD@VERT. Tegn som @ og / i passordet skrives %40 og %2F")
	}
	s := Server{host: parsed.Hostname(), port: defaultPorts[parsed.Scheme], scheme: parsed.Scheme, Timeout: defaultTimeout}
	if text := parsed.Port(); text != "" {
		if s.port, err = strconv.Atoi(text); err != nil || s.port < 1 || s.port > 65535 {
			return Server{}, errors.New("porten til e-posttjeneren må være et tall fra 1 til 65535")
		}
	}
	s.username = parsed.User.Username()
	s.password, _ = parsed.User.Password()
	if (s.username == "") != (s.password == "") {
		return Server{}, errors.New("skriv både brukernavn og passord for e-posttjeneren, eller ingen av delene")
	}
	sender, err := mail.ParseAddress(from)
	if err != nil || !models.ValidEmail(sender.Address) {
		return Server{}, errors.New("avsenderen må være en e-postadresse, for eksempel «Tiltaksoversikten <tiltak@example.no>»")
	}
	s.from = *sender
	return s, nil
}

// On tells whether there is a mail server.
func (s Server) On() bool { return s.host != "" }

// Sender is the address that mails come from.
func (s Server) Sender() string { return s.from.Address }

// Domain is that of the sender; message ids end in it.
func (s Server) Domain() string {
	_, domain, _ := strings.Cut(s.from.Address, "@")
	return domain
}

// Name is the server as it may be shown: without user and password; empty for
// none.
func (s Server) Name() string {
	if !s.On() {
		return ""
	}
	return s.scheme + "://" + net.JoinHostPort(s.host, strconv.Itoa(s.port))
}

// String keeps the password out of logs.
func (s Server) String() string { return s.Name() }

func (s Server) client() (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(s.Timeout), gomail.WithoutNoop(),
	}
	switch s.scheme {
	case "smtps":
		options = append(options, gomail.WithSSL())
	case "starttls":
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if s.username != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.username), gomail.WithPassword(s.password))
	}
	return gomail.NewClient(s.host, options...)
}
