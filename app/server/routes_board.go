package server

import "tiltak/models"

// live: parts of pages that read themselves anew.
func (h capabilities) live() []Route {
	part := get("/runder/:kvartal/tavle", may(models.RunRounds), h.boards.Part)
	part.ByItself = true
	return perPlan(part)
}
