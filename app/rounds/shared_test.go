package rounds_test

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestTheLeadComposesWhatOthersHaveSigned(t *testing.T) { servertest.Each(t, composeShared) }

func composeShared(t *testing.T, w *servertest.World) {
	s := w.Situation() // measure 9: AID leads, JD and BFD owe paragraphs
	lead, agency, coordinator := w.As("rapportor.aid"), w.As("bidragsyter.bufdir"), w.As("koordinator.jd")
	path := fmt.Sprintf("/rapporter/%d", s.DraftID)
	lead.Get(path).WantStatus(200).WantText("Ikke signert ennå. Bedt om bidrag", "Send inn uten bidrag fra BFD og JD.").WantNoText(servertest.ContributedText)

	paragraph := fmt.Sprintf("/bidrag/%d", s.ContributionID)
	_, form := agency.Get(paragraph).Form("#rapportskjema")
	form.Set("text", "Etaten har kurset 40 ansatte.")
	form.Set("signed_role", "avdelingsdirektør")
	agency.Post(paragraph+"/signer", form).WantStatus(303)
	page := lead.Get(path).WantText("Etaten har kurset 40 ansatte.", "Signert av BUFDIR på vegne av BFD, avdelingsdirektør", "Send inn uten bidrag fra JD.")

	_, form = page.Form("#rapportskjema")
	form.Set("done", "Det AID selv har gjort.")
	form.Set("handling", "bidrag:BFD")
	page = lead.Post(path+"/kladd", form).Follow().WantStatus(200)
	_, form = page.Form("#rapportskjema")
	if got := form.Get("done"); got != "Det AID selv har gjort.\n\nEtaten har kurset 40 ansatte." {
		t.Errorf("taken in, the text is %q", got)
	}
	_, form = page.Form("#rapportskjema")
	form.Set("handling", "bidrag:JD")
	page = lead.Post(path+"/kladd", form).Follow()
	_, again := page.Form("#rapportskjema")
	if again.Get("done") != form.Get("done") {
		t.Errorf("what is not signed was taken in: %q", again.Get("done"))
	}
	form = again

	for name, value := range map[string]string{"newsletter_text": "Tekst", "approved_role": "ekspedisjonssjef", "approved_on": "2026-11-23"} {
		form.Set(name, value)
	}
	form.Del("handling")
	lead.Post(path+"/send-inn", form).WantStatus(422).WantText("Bidrag er ikke signert: JD.")
	coordinator.Get("/runder/2026-k4/tiltak/9").WantText("AID har ikke sendt inn rapporten ennå.")
	_, form = lead.Get(path).Form("#rapportskjema")
	form.Set("without_contributions", "1")
	form.Set("approved_on", "2026-11-23")
	lead.Post(path+"/send-inn", form).WantStatus(303)
	lead.Get(path).WantText("Sendt inn uten bidrag fra JD.")
	coordinator.Get("/runder/2026-k4/tiltak/9").WantText("AID valgte å sende inn uten bidrag fra JD.", "Signert av BUFDIR på vegne av BFD")
	if got := field(coordinator.Get("/runder/2026-k4"), 9, "JD"); got != "Mangler bidrag" {
		t.Errorf("the board says %q of what lacks", got)
	}

	t.Run("a paragraph signed after the report was submitted is marked as new", func(t *testing.T) {
		var owed models.Contribution
		if err := w.Store.Read(t.Context()).Where("report_id = ? AND signed_at IS NULL", s.DraftID).Take(&owed).Error; err != nil {
			t.Fatal(err)
		}
		w.Clock.Add(time.Second)
		ministry := w.As("rapportor.jd")
		ministry.Post(fmt.Sprintf("/bidrag/%d/signer", owed.ID), url.Values{"revision": {"0"}, "text": {"JD har signert."}, "language": {"nb"}, "signed_role": {"avdelingsdirektør"}}).WantStatus(303)
		lead.Get(path).WantText("nytt etter innsending", "JD har signert.")
		coordinator.Get("/runder/2026-k4/tiltak/9").WantText("Nytt: signert etter at rapporten ble sendt inn.")
		if got := field(coordinator.Get("/runder/2026-k4"), 9, "JD"); got != "Bidrag, nytt etter innsending" {
			t.Errorf("the board says %q", got)
		}
	})
}
