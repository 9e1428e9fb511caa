package server_test

import (
	"net/http"
	"net/url"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

// A measure goes from AID to HOD. What AID wrote that is not for publication
// stays AID's.
func TestAMeasureThatIsHandedOverDoesNotTakeHiddenTextsAlong(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		s := w.Situation()
		coordinator, before, after := w.As("koordinator.jd"), w.As("rapportor.aid"), w.As("rapportor.hod")
		var key string
		if err := w.Store.Read(t.Context()).Table("measures").Where("plan_id = ? AND number = 8", s.PlanID).Pluck("key", &key).Error; err != nil {
			t.Fatal(err)
		}
		address := "/katalog/tiltak/" + key
		_, parts := coordinator.Get(address).Form(`form[action="` + address + `/ansvar"]`)
		parts.Set("lead", "HOD")
		parts.Del("contributors")
		coordinator.Post(address+"/ansvar", parts).WantStatus(http.StatusSeeOther)
		coordinator.Post("/runder/2026-k4/lukk", url.Values{}).WantStatus(http.StatusSeeOther)

		for _, path := range []string{"/tiltak/8", "/tiltak/8?utgave=2026-k4", "/tiltak/8?utgave=2026-k3", "/tiltak/8/historikk"} {
			after.Get(path).WantText(servertest.ClearedText).WantNoText(servertest.ObstacleText)
			before.Get(path).WantText(servertest.ObstacleText)
		}

		opening := url.Values{"period": {"2027-k1"}, "opens_on": {"2027-03-10"}, "deadline": {"2027-04-09"}}
		coordinator.Post("/runder", opening).WantRedirect("/runder/2027-k1")
		var report models.Report
		if err := w.Store.Read(t.Context()).Where("period = ? AND measure_id = (SELECT id FROM measures WHERE key = ?)", models.Quarter{Year: 2027, Number: 1}, key).Take(&report).Error; err != nil {
			t.Fatal(err)
		}
		form := "/rapporter/" + fmtID(report.ID)
		before.Get(form).WantStatus(http.StatusNotFound)
		page := after.Get(form).WantText(servertest.ClearedText).WantNoText(servertest.ObstacleText)
		action, fields := page.Form("#rapportskjema")
		fields.Set("handling", "ingen_endring")
		after.Post(action, fields).WantStatus(http.StatusSeeOther)
		after.Get(form).WantNoText(servertest.ObstacleText)
		if err := w.Store.Read(t.Context()).Where("id = ?", report.ID).Take(&report).Error; err != nil {
			t.Fatal(err)
		}
		if !report.Content.NoChange || report.Content.Done != servertest.ClearedText || report.Content.Obstacles != "" {
			t.Errorf("repeated without change it says %+v", report.Content)
		}
	})
}
