package reporting_test

import (
	"fmt"
	"net/http"
	"testing"

	"tiltak/app/server/servertest"
)

func TestEverythingWrittenIsReadThroughOnOnePage(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		browser, fields := o.form("rapportor.aid")
		fields.Set("newsletter_text", "Kurset er holdt, og et nytt kommer.")
		fields.Set("done", "")
		fields.Set("handling", "oppsummering")
		page := browser.Post(o.address("/kladd"), fields).WantRedirect("/rapporter/oppsummering").Follow().WantStatus(http.StatusOK)
		page.WantText("Kurset er holdt, og et nytt kommer.", "Kladd", "Innsendt", "Skriv hva som er gjort siden sist.")
		for _, link := range []string{o.address(""), o.address("#done"), o.address("#approved_on"), fmt.Sprintf("/rapporter/%d", o.SubmittedID)} {
			if page.Doc().Find(`a[href="`+link+`"]`).Length() == 0 {
				t.Errorf("nothing leads to %s", link)
			}
		}
		if n := page.Doc().Find(fmt.Sprintf(`a[href^="/rapporter/%d#"]`, o.SubmittedID)).Length(); n != 0 {
			t.Errorf("%d things are missing from a report that is submitted", n)
		}
		o.As("rapportor.hod").Get("/rapporter/oppsummering").WantStatus(http.StatusOK).WantNoText("Kurset er holdt", servertest.DraftText)
		o.As("bidragsyter.bufdir").Get("/rapporter/oppsummering").WantStatus(http.StatusOK).WantText("Du skal ikke rapportere noe").WantNoText("Kurset er holdt")
	})
}
