package server

import (
	"slices"

	"tiltak/app/access"
	"tiltak/app/answers"
	"tiltak/app/audit"
	"tiltak/app/dashboard"
	"tiltak/app/dashboard/start"
	"tiltak/app/editions"
	"tiltak/app/editions/shelf"
	"tiltak/app/keys"
	"tiltak/app/meeting"
	"tiltak/app/newsletter"
	"tiltak/app/recommendations"
	"tiltak/app/recommendations/assessments"
	"tiltak/app/recommendations/history"
	"tiltak/app/reporting/readings"
	"tiltak/app/rounds"
	"tiltak/app/rounds/boards"
	"tiltak/app/users"
	"tiltak/models"
)

// capabilities are the handlers behind the route table.
type capabilities struct {
	server    *Server
	access    *access.Handlers
	keys      *keys.Handlers
	users     *users.Handlers
	dashboard *dashboard.Handlers
	start     *start.Handlers
	answers   *recommendations.Handlers
	rounds    *rounds.Handlers
	boards    *boards.Handlers
	shelf     *shelf.Handlers
	desks     reportingHandlers
	trail     *audit.Handlers
	news      newsletterHandlers
	papers    *answers.Handlers
	meetings  *meeting.Handlers
}

func (s *Server) capabilities() (capabilities, error) {
	passwords, err := access.NewPasswords()
	if err != nil {
		return capabilities{}, err
	}
	s.entry = access.NewHandlers(s.accounts, passwords, s.pages, access.Options{
		Secure: s.secure, Demo: s.config.Demo, TrustedProxies: s.config.TrustedProxies, Version: s.config.Version,
	})
	ring := keys.NewRing(s.config.Store, passwords)
	return capabilities{
		server:    s,
		access:    s.entry,
		keys:      keys.NewHandlers(ring, s.pages, s.secure),
		users:     users.NewHandlers(users.NewRegister(s.config.Store), ring, s.pages, s.config.PublicURL).ShowMail(s.config.Mail.Name(), s.config.Mail.Sender()),
		dashboard: dashboard.NewHandlers(editions.NewReader(s.config.Store), s.pages),
		answers:   recommendations.NewHandlers(editions.NewReader(s.config.Store), history.NewReader(s.config.Store), recommendations.NewLinks(s.config.Store), recommendations.NewLineages(s.config.Store), s.pages),
		start: start.NewHandlers(start.Blocks{
			Editions: editions.NewReader(s.config.Store), Owed: readings.NewReader(s.config.Store), Rounds: rounds.NewRounds(s.config.Store),
			Newsletter:  newsletter.NewDesk(s.config.Store, editions.NewReader(s.config.Store)),
			Assessments: assessments.NewDesk(s.config.Store),
			Meetings:    meeting.NewDesk(s.config.Store, editions.NewReader(s.config.Store)),
		}, s.pages),
		boards:   boards.NewHandlers(boards.NewReader(s.config.Store), s.pages),
		rounds:   rounds.NewHandlers(s.tellingRounds(), s.pages),
		trail:    audit.NewHandlers(audit.NewLog(s.config.Store), s.pages),
		shelf:    shelf.NewHandlers(shelf.NewShelf(s.config.Store), s.pages),
		desks:    s.reportingHandlers(),
		news:     s.newsletterHandlers(ring),
		papers:   answers.NewHandlers(answers.NewDesk(editions.NewReader(s.config.Store)), s.pages),
		meetings: s.meetingHandlers(),
	}, nil
}

// routes is the one route table: method, address, who may, who answers.
func routes(h capabilities) []Route {
	return slices.Concat(
		h.outside(),
		h.entry(),
		h.own(),
		h.deputies(),
		h.calendars(),
		h.administration(),
		h.intake(),
		h.state(),
		h.coverage(),
		h.replies(),
		h.assessments(),
		h.running(),
		h.clearing(),
		h.editions(),
		h.reminders(),
		h.live(),
		h.kept(),
		h.catalogue(),
		h.roundtrip(),
		h.reporting(),
		h.log(),
		h.newsletter(),
		h.newsletterTemplates(),
		h.newsletterBasis(),
		h.newsletterChain(),
		h.export(),
		h.meeting(),
	)
}

// outside: files and health, without a session.
func (h capabilities) outside() []Route {
	return []Route{
		get("/static/:name", unasked, h.server.static),
		get("/livez", unasked, h.server.alive),
		get("/readyz", unasked, h.server.ready),
	}
}

// state: where the plan stands, as boards and lists.
func (h capabilities) state() []Route {
	return perPlan(
		get("/", whoIsKnown, h.start.Start),
		get("/tavle", may(models.SeeState), h.dashboard.Board),
		get("/tiltak", may(models.SeeState), h.dashboard.Measures),
		get("/tiltak/:nr", may(models.SeeState), h.dashboard.Measure),
		get("/tiltak/:nr/historikk", may(models.SeeState), h.dashboard.MeasureHistory),
		get("/milepaeler", may(models.SeeState), h.dashboard.Milestones),
		get("/anbefalinger", may(models.SeeState), h.answers.List),
		get("/anbefalinger/:ref", may(models.SeeState), h.answers.Page),
		post("/anbefalinger/:ref/koblinger", may(models.KeepCatalogue), h.answers.Add),
		post("/anbefalinger/:ref/koblinger/:nr", may(models.KeepCatalogue), h.answers.Save),
		post("/anbefalinger/:ref/koblinger/:nr/fjern", may(models.KeepCatalogue), h.answers.Remove),
		post("/anbefalinger/:ref/forlopere", may(models.KeepCatalogue), h.answers.AddEarlier),
		post("/anbefalinger/:ref/forlopere/:annen", may(models.KeepCatalogue), h.answers.ConfirmEarlier),
		post("/anbefalinger/:ref/forlopere/:annen/fjern", may(models.KeepCatalogue), h.answers.RemoveEarlier),
	)
}

// running: the coordinator's rounds.
func (h capabilities) running() []Route {
	who := may(models.RunRounds)
	return perPlan(
		get("/runder", who, h.rounds.List),
		post("/runder", who, h.rounds.Open),
		get("/runder/:kvartal", who, h.boards.Board),
		post("/runder/:kvartal/gjennomgang", who, h.rounds.StartReview),
		get("/runder/:kvartal/lukk", who, h.rounds.ClosePage),
		post("/runder/:kvartal/lukk", who, h.rounds.Close),
		get("/runder/:kvartal/tiltak/:nr", who, h.rounds.Review),
		post("/runder/:kvartal/tiltak/:nr/klarer", who, h.rounds.Clear),
		post("/runder/:kvartal/tiltak/:nr/returner", who, h.rounds.Return),
		post("/runder/:kvartal/tiltak/:nr/angre", who, h.rounds.Undo),
	)
}

// kept: editions, as they were when their round closed.
func (h capabilities) kept() []Route {
	return perPlan(
		get("/utgaver", may(models.SeeState), h.shelf.List),
		get("/utgaver/:utgave", may(models.SeeState), h.shelf.Edition),
	)
}

// log: what was done, by whom.
func (h capabilities) log() []Route {
	return perPlan(
		get("/logg", may(models.ReadTrail), h.trail.List),
	)
}
