package server

import "tiltak/models"

// newsletterBasis: what the proposals of a newsletter are made from.
func (h capabilities) newsletterBasis() []Route {
	return perPlan(
		post("/nyhetsbrev/:kvartal/grunnlag", may(models.EditNewsletter), h.news.ChangeBasis),
	)
}
