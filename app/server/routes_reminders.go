package server

import (
	"log/slog"

	"tiltak/app/notify"
	"tiltak/app/notify/outbox"
	"tiltak/app/notify/queue"
	"tiltak/app/notify/sender"
	"tiltak/app/rounds"
	"tiltak/models"
)

// mailing is what the server knows of mails.
type mailing struct {
	outbox   *outbox.Outbox
	office   *sender.Office // nil: mail is not set up
	handlers *notify.Handlers
}

func (s *Server) mailing() (mailing, error) {
	mail := s.config.Mail
	box, err := outbox.New(s.config.Store, outbox.Setup{PublicURL: s.config.PublicURL, Domain: mail.Domain(), Off: !mail.On()})
	if err != nil {
		return mailing{}, err
	}
	made := mailing{outbox: box, handlers: notify.NewHandlers(notify.NewDesk(s.config.Store, box), s.pages, mail)}
	if mail.On() {
		logger := s.config.Logger
		if logger == nil {
			logger = slog.New(slog.DiscardHandler)
		}
		made.office = sender.New(box, queue.New(s.config.Store, sender.Lease), mail, logger, s.config.ObserveMail)
	}
	made.handlers.Through(made.office)
	return made, nil
}

// tellingRounds are the rounds that tell of decisions by mail, when mail is set
// up.
func (s *Server) tellingRounds() *rounds.Rounds {
	made := rounds.NewRounds(s.config.Store)
	if s.mail.office != nil {
		made.Telling(s.mail.outbox)
	}
	return made
}

// Office sends mails as long as it runs; nil when mail is not set up.
func (s *Server) Office() *sender.Office { return s.mail.office }

// reminders: when mails about a round are sent, what they say, and the log.
func (h capabilities) reminders() []Route {
	who, mails := may(models.RunRounds), h.server.mail.handlers
	return append(perPlan(
		get("/runder/:kvartal/paminnelser", who, mails.Page),
		post("/runder/:kvartal/paminnelser/regler", who, mails.SaveRules),
		get("/runder/:kvartal/paminnelser/tekster/:slag", who, mails.Text),
		post("/runder/:kvartal/paminnelser/tekster/:slag", who, mails.SaveText),
		post("/runder/:kvartal/paminnelser/send", who, mails.Extra),
		get("/runder/:kvartal/paminnelser/epost/:id", who, mails.Mail),
		post("/runder/:kvartal/paminnelser/epost/:id/send", who, mails.Retry),
		post("/runder/:kvartal/paminnelser/epost/:id/avlys", who, mails.Cancel),
	), post("/admin/epost/test", may(models.ManageUsers), mails.Test))
}
