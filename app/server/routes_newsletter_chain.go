package server

import (
	"tiltak/app/editions"
	"tiltak/app/newsletter"
	"tiltak/app/newsletter/chain"
	"tiltak/models"
)

// tellingDesk is the newsletter's desk, telling of questions and answers by
// mail. Where mail is not set up, the mails stand in the log as not sent.
func (s *Server) tellingDesk() *newsletter.Desk {
	return newsletter.NewDesk(s.config.Store, editions.NewReader(s.config.Store)).Telling(s.mail.outbox)
}

// newsletterChain: where each text comes from, and the questions to ministries.
func (h capabilities) newsletterChain() []Route {
	pages := chain.NewHandlers(h.server.tellingDesk(), h.server.pages)
	return perPlan(
		get("/nyhetsbrev/:kvartal/punkt/:id", may(models.ReadNewsletter), pages.Show),
		post("/nyhetsbrev/:kvartal/punkt/:id/spor", may(models.EditNewsletter), pages.Ask),
		post("/nyhetsbrev/:kvartal/punkt/:id/trekk", may(models.EditNewsletter), pages.Withdraw),
		get("/sporsmal/:id", may(models.AnswerQuestions), pages.Question),
		post("/sporsmal/:id", may(models.AnswerQuestions), pages.Answer),
	)
}
