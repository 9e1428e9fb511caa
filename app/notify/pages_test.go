package notify_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"tiltak/app/notify/smtp"
	"tiltak/app/notify/smtptest"
	"tiltak/app/server/servertest"
)

const path = "/runder/2026-k4/paminnelser"

// withMail is a world in the middle of a quarter that can send mails.
func withMail(t *testing.T) (*servertest.World, servertest.Situation, *smtptest.Server) {
	t.Helper()
	mailbox := smtptest.Start(t)
	server, err := smtp.ParseServer(mailbox.URL(), "Tiltaksoversikten <tiltak@example.org>")
	if err != nil {
		t.Fatal(err)
	}
	w := servertest.StartWith(t, servertest.Options{PublicURL: "https://tiltak.example.org", Mail: server})
	return w, w.Situation(), mailbox
}

func TestWithoutAMailServerThePageSaysSo(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	coordinator := w.As("koordinator.jd")
	coordinator.Get(path).WantStatus(200).WantText("E-post er ikke satt opp", "Neste utsendinger", "Fristen nærmer seg")
	coordinator.Post(path+"/send", nil).WantStatus(409).WantText("E-post er ikke satt opp")
	w.As("administrator.jd").Post("/admin/epost/test", nil).WantStatus(409)
}

func TestRulesAreKeptAndDecideWhatComes(t *testing.T) {
	w, _, _ := withMail(t)
	coordinator := w.As("koordinator.jd")
	action, form := coordinator.Get(path).WantStatus(200).Form(`form[action$="/regler"]`)
	form.Set("before_days", "5")
	form.Del("on_deadline")
	coordinator.Post(action, form).WantRedirect(path)
	_, kept := coordinator.Get(path).Form(`form[action$="/regler"]`)
	if kept.Get("before_days") != "5" || kept.Has("on_deadline") || !kept.Has("on_before") {
		t.Errorf("kept %v", kept)
	}
	coordinator.Get(path).WantNoText("Alle som ikke har levert, på fristen")
	form.Set("before_days", "snart")
	coordinator.Post(action, form).WantStatus(422).WantText("Skriv et tall fra 1 til 20.")
}

func TestATextIsSeenAsItWillBeBeforeItIsKept(t *testing.T) {
	w, s, _ := withMail(t)
	coordinator := w.As("koordinator.jd")
	text := path + "/tekster/for-fristen"
	page := coordinator.Get(text+"?person="+strconv.FormatInt(s.UserID, 10)).WantStatus(200).WantText("Hei Rapportør i AID", "Tiltak 9:")
	action, form := page.Form(`form[action*="/tekster/"]`)
	form.Set("body", "Kjære {navn}\n\n{liste}\n\nHilsen oss")
	form.Set("handling", "vis")
	coordinator.Post(action, form).WantStatus(200).WantText("Kjære Rapportør i AID", "Hilsen oss", "Teksten er ikke lagret ennå.")
	coordinator.Get(text).WantNoText("Hilsen oss")
	form.Set("handling", "lagre")
	coordinator.Post(action, form).WantRedirect(text)
	coordinator.Get(text).WantText("Hilsen oss")
	form.Set("body", "{liste}\n{hemmelig}")
	coordinator.Post(action, form).WantStatus(422).WantText("{hemmelig} er ikke noe som kan fylles ut.")
	form.Set("handling", "standard")
	coordinator.Post(action, form).WantRedirect(text)
	coordinator.Get(text).WantText("Fristen for å rapportere for {kvartal}").WantNoText("Hilsen oss")
}

func TestAnExtraReminderGoesOnceADayToThoseWhoOwe(t *testing.T) {
	w, _, mailbox := withMail(t)
	coordinator := w.As("koordinator.jd")
	coordinator.Post(path+"/send", nil).WantRedirect(path)
	coordinator.Post(path+"/send", nil).WantStatus(409).WantText("En ekstra påminnelse er sendt i dag.")
	if err := w.Server.Office().Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(mailbox.Mails()); got != 6 {
		t.Errorf("%d mails came", got)
	}
	coordinator.Get(path).WantStatus(200).WantText("Ekstra påminnelse", "Sendt")
	coordinator.Get(path + "?vis=feilet").WantText("Rapportør i AID") // of the situation
}

func TestAMailThatFailedIsShownWhereTheCoordinatorLooksAndCanBeSentAgain(t *testing.T) {
	w, s, mailbox := withMail(t)
	coordinator := w.As("koordinator.jd")
	for _, place := range []string{"/", "/runder/2026-k4", path} {
		coordinator.Get(place).WantStatus(200).WantText("1 e-post i runden kom ikke frem.")
	}
	mail := path + "/epost/" + strconv.FormatInt(s.MailID, 10)
	coordinator.Get(mail).WantStatus(200).WantText("Mottakeren mangler e-postadresse", "Send på nytt", "Tiltak 9:")
	coordinator.Post(mail+"/send", nil).WantRedirect(mail)
	if err := w.Server.Office().Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := mailbox.Mails(); len(got) != 1 || got[0].To != "rapportor.aid@example.org" {
		t.Errorf("%v came", got)
	}
	coordinator.Get(mail).WantStatus(200).WantText("Sendt").WantNoText("Send på nytt")
	coordinator.Post(mail+"/avlys", nil).WantStatus(409)
	coordinator.Get("/runder/2026-k4").WantNoText("kom ikke frem")
}

func TestAnAdministratorTriesMailOnThemselves(t *testing.T) {
	w, _, mailbox := withMail(t)
	administrator := w.As("administrator.jd")
	administrator.Get("/admin").WantStatus(200).WantText("Påminnelser sendes gjennom smtp://127.0.0.1")
	administrator.Post("/admin/epost/test", nil).WantRedirect("/admin")
	if got := mailbox.Mails(); len(got) != 1 || got[0].To != "administrator.jd@example.org" || !strings.Contains(got[0].Subject, "Test") {
		t.Errorf("%v came", got)
	}
	mailbox.FailAlways(smtptest.Never)
	administrator.Post("/admin/epost/test", nil).WantStatus(409).WantText("E-posttjeneren avviste den.", "No such user")
}

func TestAPersonSetsTheirOwnAddress(t *testing.T) {
	w, _, _ := withMail(t)
	reporter := w.As("rapportor.aid")
	reporter.Post("/min-side/epost", url.Values{"epost": {"Navn@Virksomhet.NO"}}).WantRedirect("/min-side")
	_, form := reporter.Get("/min-side").Form(`form[action="/min-side/epost"]`)
	if form.Get("epost") != "Navn@virksomhet.no" {
		t.Errorf("kept %q", form.Get("epost"))
	}
	reporter.Post("/min-side/epost", url.Values{"epost": {"navn"}}).WantStatus(422).WantText("E-postadressen kan ikke brukes.")
	administrator := w.As("administrator.jd")
	administrator.Get("/admin").WantStatus(200)
}
