// Package smtptest runs a real mail server inside a test. It takes mails, and
// fails in the ways that mail servers fail.
package smtptest

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// Fault is what a mail server does wrong.
type Fault string

// The faults.
const (
	None       Fault = ""
	Later      Fault = "451 at RCPT"
	LaterAtEnd Fault = "451 after DATA"
	Never      Fault = "550 at RCPT"
	NeverAtEnd Fault = "554 after DATA"
	DropEarly  Fault = "hangs up before the mail is whole"
	DropLate   Fault = "takes the mail and hangs up without an answer"
	Silent     Fault = "takes the mail and never answers"
)

// Server is a mail server.
type Server struct {
	t       testing.TB
	address string

	mutex  sync.Mutex
	mails  []Mail
	tries  int
	fault  func(to string) Fault
	server *smtp.Server
	socket net.Listener
	done   chan struct{}
	wakes  chan struct{}
}

// Start starts a mail server on a free port. It stops with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, fault: func(string) Fault { return None }, wakes: make(chan struct{})}
	s.listen("127.0.0.1:0")
	t.Cleanup(func() {
		close(s.wakes)
		s.Stop()
	})
	return s
}

func (s *Server) listen(address string) {
	s.t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.address = listener.Addr().String()
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: s, connection: c}, nil }))
	server.Domain = "localhost"
	server.ErrorLog = silence{}
	done := make(chan struct{})
	s.server, s.socket, s.done = server, listener, done
	go func() {
		defer close(done)
		_ = server.Serve(listener) // ends with Stop
	}()
}

type silence struct{}

func (silence) Printf(string, ...any) {}
func (silence) Println(...any)        {}

// URL is the address of the server, as --smtp-url takes it.
func (s *Server) URL() string { return "smtp://" + s.address }

// Stop takes the server down: nobody answers at its address.
func (s *Server) Stop() {
	if s.server == nil {
		return
	}
	_ = s.server.Close()
	_ = s.socket.Close() // of a server that has not begun to listen to it
	<-s.done
	s.server = nil
}

// Restart lets a stopped server answer again at the same address.
func (s *Server) Restart() {
	s.t.Helper()
	s.listen(s.address)
}

// Fail sets what goes wrong, by the receiver's address.
func (s *Server) Fail(fault func(to string) Fault) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.fault = fault
}

// FailAlways lets the same go wrong for everybody; None mends the server.
func (s *Server) FailAlways(fault Fault) { s.Fail(func(string) Fault { return fault }) }

// Mails are those that the server has taken, in order.
func (s *Server) Mails() []Mail {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Mail(nil), s.mails...)
}

// Tries counts the mails that were begun.
func (s *Server) Tries() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.tries
}

type session struct {
	server     *Server
	connection *smtp.Conn
	from, to   string
}

func (s *session) Reset()        { s.from, s.to = "", "" }
func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	s.server.mutex.Lock()
	defer s.server.mutex.Unlock()
	s.server.tries++
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	switch s.does() {
	case Later:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "Try again later"}
	case Never:
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such user"}
	}
	return nil
}

func (s *session) does() Fault {
	s.server.mutex.Lock()
	defer s.server.mutex.Unlock()
	return s.server.fault(s.to)
}

func (s *session) Data(r io.Reader) error {
	fault := s.does()
	if fault == DropEarly {
		_ = s.connection.Conn().Close()
		return nil
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch fault {
	case LaterAtEnd:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "Queue is full"}
	case NeverAtEnd:
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Refused by policy"}
	}
	s.server.mutex.Lock()
	s.server.mails = append(s.server.mails, newMail(s.server.t, s.from, s.to, strings.ReplaceAll(string(text), "\r\n", "\n")))
	s.server.mutex.Unlock()
	switch fault {
	case DropLate:
		_ = s.connection.Conn().Close()
	case Silent:
		<-s.server.wakes
	}
	return nil
}
