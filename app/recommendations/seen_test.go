package recommendations_test

import (
	"net/url"
	"testing"

	"tiltak/app/server/servertest"
)

// Two who change a link at a time never overwrite each other in silence.
func TestALinkThatHasChangedSinceItWasSeenIsNotOverwritten(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator := w.As("koordinator.jd")
		const page = "/anbefalinger/G3-01"
		mark := func(path string) string {
			return coordinator.Get(page).Doc().Find("form[action='"+path+"'] input[name=sett]").AttrOr("value", "")
		}
		none := mark(page + "/koblinger")
		coordinator.Post(page+"/koblinger", url.Values{"tiltak": {"3"}, "grad": {"full"}, "merknad": {"Den førstes ord"}, "sett": {none}}).WantRedirect(page)
		t.Run("one that somebody else has added is not added once more", func(t *testing.T) {
			form := url.Values{"tiltak": {"3"}, "grad": {"partial"}, "merknad": {"Den andres ord"}, "sett": {none}}
			coordinator.Post(page+"/koblinger", form).WantStatus(409).WantText("Noen andre har endret koblingen mens du skrev.", "Den førstes ord", "Den andres ord")
		})
		seen := mark(page + "/koblinger/3")
		t.Run("one that has been changed", func(t *testing.T) {
			coordinator.Post(page+"/koblinger/3", url.Values{"grad": {"full"}, "merknad": {"Nye ord"}, "sett": {seen}}).WantRedirect(page)
			coordinator.Post(page+"/koblinger/3", url.Values{"grad": {"partial"}, "merknad": {"Andres ord"}, "sett": {seen}}).WantStatus(409).WantText("Nye ord", "Andres ord")
			coordinator.Post(page+"/koblinger/3/fjern", url.Values{"sett": {seen}}).WantStatus(409).WantText("Nye ord")
			coordinator.Get(page).WantText("Nye ord").WantNoText("Andres ord")
		})
		t.Run("one that has been removed", func(t *testing.T) {
			seen := mark(page + "/koblinger/3")
			coordinator.Post(page+"/koblinger/3/fjern", url.Values{"sett": {seen}}).WantRedirect(page)
			coordinator.Post(page+"/koblinger/3", url.Values{"grad": {"full"}, "merknad": {"Mine ord"}, "sett": {seen}}).WantStatus(409).WantText("Mine ord")
		})
	})
}
