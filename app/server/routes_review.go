package server

import "tiltak/models"

// clearing: several submitted reports at once.
func (h capabilities) clearing() []Route {
	who := may(models.RunRounds)
	return perPlan(
		get("/runder/:kvartal/klarer", who, h.rounds.SeveralPage),
		post("/runder/:kvartal/klarer", who, h.rounds.ClearSeveral),
	)
}
