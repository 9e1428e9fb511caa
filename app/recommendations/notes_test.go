package recommendations_test

import (
	"net/url"
	"testing"

	"tiltak/app/server/servertest"
)

// Word pastes hyphens that may break as signs that part rows and fields in our
// queries: a link with one in its note was no longer seen anywhere.
func TestSignsThatNobodySeesInANoteHideNoLink(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator := w.As("koordinator.jd")
		const page = "/anbefalinger/G3-01"
		for _, note := range []string{"sam\x1forden", "sam\x1eorden", "sam\x0borden"} {
			coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}, "merknad": {note}}).WantStatus(422).WantText("Merknaden inneholder usynlige tegn.")
		}
		coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}, "merknad": {"Første linje\r\nandre linje"}}).WantRedirect(page)
		t.Run("nor do those that were saved before", func(t *testing.T) {
			links := coordinator.Get(page).Doc().Find("#tiltak").Closest("section").Find("ul > li").Length()
			if err := w.Store.Read(t.Context()).Exec("UPDATE recommendation_links SET note = ?", "sam\x1eord\x1fning").Error; err != nil {
				t.Fatal(err)
			}
			coordinator.Post(page+"/koblinger/15", url.Values{"grad": {"partial"}}).WantRedirect(page) // so that the page is made anew
			if got := coordinator.Get(page).WantText("samordning").Doc().Find("#tiltak").Closest("section").Find("ul > li").Length(); got < links {
				t.Errorf("%d of %d links are left", got, links)
			}
		})
	})
}
