package servertest_test

import (
	"testing"

	"tiltak/app/server/servertest"
)

func TestWorld(t *testing.T) {
	w := servertest.Start(t)
	t.Run("a browser that nobody has logged in with sees the login page", func(t *testing.T) {
		page := w.Anonymous().Get("/logg-inn").WantStatus(200)
		if got := page.Doc().Find("h1").Text(); got != "Logg inn" {
			t.Errorf("heading is %q", got)
		}
	})
	t.Run("a browser in which a user is logged in says who it is", func(t *testing.T) {
		w.As("rapportor.aid").Get("/logg-inn").WantStatus(200).WantText("Rapportør i AID", "Rapportør, AID")
	})
}
