package reporting_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
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
		for _, link := range []string{o.address(""), o.address("#done"), fmt.Sprintf("/rapporter/%d", o.SubmittedID)} {
			if page.Doc().Find(`a[href="`+link+`"]`).Length() == 0 {
				t.Errorf("nothing leads to %s", link)
			}
		}
		if n := page.Doc().Find(fmt.Sprintf(`a[href^="/rapporter/%d#"]`, o.SubmittedID)).Length(); n != 0 {
			t.Errorf("%d things are missing from a report that is submitted", n)
		}
		fields.Set("revision", "2")
		fields.Set("done", "Kurset er holdt.")
		fields.Set("newsletter_text", "Kurset er holdt, og et nytt kommer.")
		browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
		browser.Get("/rapporter/oppsummering").WantText("Klar til å sendes inn").WantNoText("Mangler før innsending")
		o.prepare(func(tx *store.Tx) error {
			return tx.Model(&models.Report{}).Where("id = ?", o.SubmittedID).Updates(map[string]any{
				"state": models.ReportReturned, "return_comment": "Skriv når.", "done": "x", "newsletter_text": "x",
			}).Error
		})
		page = browser.Get("/rapporter/oppsummering").WantText("Skriv når.")
		if n := strings.Count(page.Doc().Text(), "Klar til å sendes inn"); n != 1 {
			t.Errorf("%d reports are said to be ready; the one that came back has not been touched", n)
		}
		o.As("rapportor.hod").Get("/rapporter/oppsummering").WantStatus(http.StatusOK).WantNoText("Kurset er holdt", servertest.DraftText)
		o.As("bidragsyter.bufdir").Get("/rapporter/oppsummering").WantStatus(http.StatusOK).WantText("Du skal ikke rapportere noe").WantNoText("Kurset er holdt")
	})
}
