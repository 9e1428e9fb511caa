package assessments_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// The coordination of a plan may move between ministries. Norway's own
// assessment is one all the same: the newest.
func TestThereIsOneAssessmentOfOurOwnWhicheverMinistryCoordinates(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		first := w.As("koordinator.jd")
		first.Post(address, said("egen", "", 0, "partly", "Sett av JD")).WantRedirect(address)
		first.Post(fmt.Sprintf("%s/%d/klarer", address, newestID(t, w)), nil).WantRedirect(address)
		_, err := w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
			Username: "koordinator.aid", DisplayName: "Koordinator i AID", Standings: []access.NewStanding{{Role: models.Coordinator, Organisation: "AID"}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Store.Read(t.Context()).Exec("UPDATE plans SET coordinator_id = (SELECT id FROM organisations WHERE code = 'AID')").Error; err != nil {
			t.Fatal(err)
		}
		w.Clock.Add(time.Hour)
		second := w.As("koordinator.aid")
		second.Post(address, said("egen", "", newestID(t, w), "implemented", "Sett av AID")).WantRedirect(address)
		second.Post(fmt.Sprintf("%s/%d/klarer", address, newestID(t, w)), nil).WantRedirect(address)
		page := w.As("leser.sfk").Get("/anbefalinger/G3-02").WantText("Sett av AID").WantNoText("Sett av JD")
		ours := page.Doc().Find("#fulgt-opp").Closest("section").Find("h3").FilterFunction(func(_ int, h *goquery.Selection) bool { return h.Text() == "Vår egen" })
		if ours.Length() != 1 {
			t.Errorf("there are %d assessments of our own", ours.Length())
		}
		w.As("leser.sfk").Get(address).WantText("Sett av AID", "Sett av JD")
	})
}
