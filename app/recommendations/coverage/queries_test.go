package coverage_test

import (
	"testing"

	"tiltak/app/server"
	"tiltak/app/server/servertest"
)

func TestQueriesAreAsManyForFiveHundredRecommendations(t *testing.T) {
	pages := []string{"/dekning", "/dekning?dato=2026-11-24", "/anbefalinger", "/anbefalinger?artikkel=10&styrke=urges", "/anbefalinger/G3-01", "/anbefalinger/G3-01/vurderinger", "/tavle", "/tiltak/14"}
	count := func(more func(w *servertest.World)) map[string]int64 {
		var queries int64
		w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { queries = o.Queries }})
		w.Situation()
		more(w)
		counted := map[string]int64{}
		reader := w.As("leser.nim")
		for _, page := range pages {
			reader.Get(page).WantStatus(200)
			counted[page] = queries
		}
		return counted
	}
	few := count(func(*servertest.World) {})
	many := count(func(w *servertest.World) { w.ManyRecommendations(500, 4) })
	for _, page := range pages {
		if few[page] != many[page] || many[page] > 6 || many[page] == 0 {
			t.Errorf("%s costs %d queries, and %d with 500 recommendations more", page, few[page], many[page])
		}
	}
}
