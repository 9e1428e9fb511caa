package server

import (
	"tiltak/app/editions"
	"tiltak/app/meeting"
	"tiltak/models"
)

func (s *Server) meetingHandlers() *meeting.Handlers {
	return meeting.NewHandlers(meeting.NewDesk(s.config.Store, editions.NewReader(s.config.Store)), s.pages)
}

// meeting: the review meeting of a round, and what is decided there. The meeting
// is the coordinator's; ministries read the decisions that are theirs to carry
// out.
func (h capabilities) meeting() []Route {
	who := may(models.RunRounds)
	return perPlan(
		get("/runder/:kvartal/mote", who, h.meetings.Agenda),
		get("/runder/:kvartal/mote/utskrift", who, h.meetings.Print),
		get("/runder/:kvartal/mote/referat", who, h.meetings.Minutes),
		get("/runder/:kvartal/mote/referat/fil/:format", who, h.meetings.MinutesFile),
		get("/runder/:kvartal/mote/:sak", who, h.meetings.Item),
		post("/runder/:kvartal/mote/:sak", who, h.meetings.Record),
		get("/beslutninger", may(models.RunRounds, models.WriteReports), h.meetings.List),
		get("/beslutninger/:id", who, h.meetings.Decision),
		post("/beslutninger/:id", who, h.meetings.Change),
		post("/beslutninger/:id/avslutt", who, h.meetings.Close),
		post("/beslutninger/:id/apne", who, h.meetings.Reopen),
	)
}
