package meeting_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

var (
	third  = models.Quarter{Year: 2026, Number: 3}
	fourth = models.Quarter{Year: 2026, Number: 4}
)

const (
	secretDraft = "Bare i kladden"
	secretAgain = "Skrevet etter returen"
	noteText    = "Leverandøren har lovet å ta det igjen"
	helpText    = "Vi trenger et vedtak om rammen"
)

func underWay(health models.Health) func(*models.ReportContent) {
	return func(c *models.ReportContent) { c.Status.Health = health }
}

// staged is a closed round in which all but measure 5 were reported, and a
// running one: 1 is cleared and worse, 2 submitted with a moved milestone and a
// call for help, 3 given back, 4 a draft, 6 submitted as off track, and all the
// others cleared as they were.
func staged(t *testing.T, w *servertest.World) *servertest.Play {
	t.Helper()
	p := w.Play()
	round := p.Open(third)
	for number := 1; number <= 18; number++ {
		if number == 5 {
			continue
		}
		p.Cleared(third, number, func(c *models.ReportContent) {
			if number == 2 {
				c.Milestones = models.List[models.MilestoneState]{{Title: "Høring", Due: models.NewDate(2026, 12, 1), Phase: models.MilestonePlanned}}
			}
		})
	}
	p.Close(round)
	p.Open(fourth)
	for number := 7; number <= 18; number++ {
		p.Cleared(fourth, number, nil)
	}
	p.Cleared(fourth, 1, underWay(models.Delayed))
	p.Submit(fourth, 2, func(c *models.ReportContent) {
		c.NewsletterText, c.HelpNeeded = "Høringen er utsatt. Mer kommer.", helpText
		c.StatusNote = noteText
		c.Milestones[0].Due, c.Milestones[0].Reason = models.NewDate(2027, 2, 1), "Ventet på svar"
	})
	returned := p.Submit(fourth, 3, nil)
	if err := p.Rounds.Return(t.Context(), p.Coordinator(), returned.ID, "Skriv mer"); err != nil {
		t.Fatal(err)
	}
	save := func(number int, text string) {
		report := p.Report(fourth, number)
		content := report.Content
		content.Done, content.NewsletterText, content.HelpNeeded = text, text, text
		content.Status = models.Status{Stage: models.Completed}
		if _, err := p.Reporting.SaveDraft(t.Context(), p.Lead(report), report.ID, report.Revision, content); err != nil {
			t.Fatal(err)
		}
	}
	save(3, secretAgain)
	save(4, secretDraft)
	p.Submit(fourth, 6, underWay(models.OffTrack))
	return p
}

// items are the addresses of the agenda's items, in order.
func items(page *servertest.Page) []string {
	return page.Doc().Find("ol.list a").Map(func(_ int, a *goquery.Selection) string {
		return a.AttrOr("href", "")[strings.LastIndex(a.AttrOr("href", ""), "/")+1:]
	})
}

func record(c *servertest.Client, path, text, owner, due string) *servertest.Page {
	return c.Post(path, url.Values{"text": {text}, "owner": {owner}, "due": {due}})
}

func TestTheMeetingTakesWhatIsSentInAndNeverADraft(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		staged(t, w)
		coordinator := w.As("koordinator.jd")
		agenda := coordinator.Get("/runder/2026-k4/mote").WantStatus(200)
		got := slices.DeleteFunc(items(agenda), func(s string) bool { return strings.HasPrefix(s, "G") })
		want := []string{"tiltak-6", "tiltak-1", "tiltak-3", "tiltak-4", "tiltak-5", "tiltak-2"}
		slices.Sort(got[2:5]) // which ministry leads them is the catalogue's to say
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		agenda.WantText("Rapporten er returnert til departementet.", "Tiltaket er aldri rapportert.", "Verre enn sist: I rute → Noe forsinket.")

		two := coordinator.Get("/runder/2026-k4/mote/tiltak-2").WantStatus(200)
		two.WantText("Departementet oppgir «I rute», men det som kan telles, tyder på «Noe forsinket».", noteText, "ikke klarert ennå", "Høringen er utsatt. Mer kommer.", helpText, "ikke for publisering",
			"Høring: fra 1. desember 2026 til 1. februar 2027.", "Ventet på svar", "arbeidstittel")
		coordinator.Get("/runder/2026-k4/mote/tiltak-7").WantText("står ikke på sakslisten", "Hva er besluttet?").WantNoText("ikke klarert ennå")
		coordinator.Get("/runder/2026-k4/mote/tiltak-6").WantText("I rute", "Vesentlig avvik", "sak 1 av")

		for _, path := range append(items(agenda), "tiltak-4", "utskrift", "referat") {
			coordinator.Get("/runder/2026-k4/mote/"+path).WantNoText(secretDraft, secretAgain)
		}
		for _, path := range []string{"tiltak-99", "tiltak-01", "G9-99", "noe"} {
			coordinator.Get("/runder/2026-k4/mote/" + path).WantStatus(404)
		}
		coordinator.Get("/runder/2026-k1/mote").WantStatus(404)
	})
}

func TestTheItemsLeadFromOneToTheNextAndOnToTheMinutes(t *testing.T) {
	w := servertest.Start(t)
	staged(t, w)
	coordinator := w.As("koordinator.jd")
	agenda := coordinator.Get("/runder/2026-k4/mote")
	path := agenda.Doc().Find("a[data-key-next]").AttrOr("href", "")
	var met []string
	for strings.Count(path, "/") == 4 && !strings.HasSuffix(path, "/referat") && len(met) < 40 {
		met = append(met, path[strings.LastIndex(path, "/")+1:])
		path = coordinator.Get(path).WantStatus(200).Doc().Find("a[data-key-next]").AttrOr("href", "")
	}
	if diff := cmp.Diff(items(agenda), met); diff != "" {
		t.Errorf("the agenda (-) and the way through it (+) differ:\n%s", diff)
	}
	if path != "/runder/2026-k4/mote/referat" {
		t.Errorf("the last item leads to %q", path)
	}
}

func TestADecisionIsRecordedOnTheSpotAndFollowedUpFirstNextTime(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		p := staged(t, w)
		coordinator := w.As("koordinator.jd")
		const item = "/runder/2026-k4/mote/tiltak-9"
		record(coordinator, item, " ", "AID", "2026-11-01").WantStatus(422).WantText("Skriv hva som er besluttet.", "Fristen er passert allerede.")
		record(coordinator, item, "Beholdt tekst", "AID", "").WantStatus(422).WantText("Skriv fristen", "Beholdt tekst")
		record(coordinator, item, "Uten eier", "XX", "2027-01-15").WantStatus(422).WantText("Velg hvem som skal gjøre det.")
		record(coordinator, item, "AID lager ny plan", "AID", "2027-01-15").WantRedirect(item).Follow().
			WantText("Beslutningen er skrevet ned.", "AID lager ny plan", "AID, frist 15. januar 2027", "Åpen")
		record(coordinator, "/runder/2026-k4/mote/G3-01", "JD bekrefter koblingene", "JD", "2027-01-20").WantStatus(303)
		record(coordinator, "/runder/2026-k4/mote/annet", "Alle melder kontaktperson", "BFD", "2027-01-25").WantStatus(303)
		record(coordinator, "/runder/2026-k4/mote/tiltak-99", "x", "BFD", "2027-01-25").WantStatus(404)
		record(coordinator, "/runder/2026-k3/mote/tiltak-9", "For sent", "AID", "2027-01-15").WantStatus(409).WantText("En senere runde har begynt.")

		round := p.Report(fourth, 1).RoundID
		p.Close(models.Round{ID: round})
		p.Open(fourth.Next())
		next := coordinator.Get("/runder/2027-k1/mote").WantStatus(200)
		if diff := cmp.Diff([]string{"tiltak-9", "G3-01", "annet"}, items(next)[:3]); diff != "" {
			t.Errorf("what is not done does not come first:\n%s", diff)
		}
		next.WantText("Beslutning fra møtet for 4. kvartal 2026 følges opp.", "3åpne beslutninger fra tidligere")

		nine := coordinator.Get("/runder/2027-k1/mote/tiltak-9").WantText("Fra tidligere møter", "AID lager ny plan")
		link := nine.Doc().Find(".stage__decisions a").AttrOr("href", "")
		page := coordinator.Get(link).WantStatus(200)
		action, form := page.Form("form[action$=avslutt]")
		form.Set("state", "dropped")
		coordinator.Post(action, form).WantStatus(422).WantText("Skriv hvorfor beslutningen frafalles.")
		form.Set("state", "done")
		form.Set("note", "Planen er laget")
		coordinator.Post(action, form).WantRedirect("/runder/2027-k1/mote/tiltak-9").Follow().WantText("Beslutningen er avsluttet.", "Utført", "Resultat: Planen er laget")
		coordinator.Post(action, form).WantStatus(409)
		if got := items(coordinator.Get("/runder/2027-k1/mote"))[:3]; !cmp.Equal(got, []string{"tiltak-9", "G3-01", "annet"}) {
			t.Errorf("closing a decision changes the agenda of the meeting: %v", got)
		}
		// The meeting before keeps its decisions, and takes no more.
		coordinator.Get("/runder/2026-k4/mote").WantText("Runden er lukket.", "3beslutninger i dette møtet")
		coordinator.Get("/runder/2026-k4/mote/tiltak-9").WantText("AID lager ny plan", "her tas det ikke flere beslutninger")
		coordinator.Get("/runder/2027-k1/mote/referat").WantText("Oppfølging av tidligere beslutninger", "Planen er laget", "Alle melder kontaktperson")
	})
}

func TestADecisionIsChangedAndWhatItSaidStaysInItsHistory(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		staged(t, w)
		coordinator := w.As("koordinator.jd")
		record(coordinator, "/runder/2026-k4/mote/tiltak-9", "Skriv plan", "AID", "2027-01-15")
		path := coordinator.Get("/beslutninger").Doc().Find(".decisions a").AttrOr("href", "")
		page := coordinator.Get(path).WantStatus(200)
		action, form := page.Form("form[action='" + path + "']")
		form.Set("text", "Skriv ny plan")
		form.Set("owner", "HOD")
		form.Set("due", "2027-02-01")
		coordinator.Post(action, form).WantRedirect(path).Follow().
			WantText("Beslutningen er endret.", "Før – Beslutning: Skriv plan", "Beslutning: Skriv ny plan", "Før – Ansvarlig: AID", "HOD, frist 1. februar 2027", "Koordinator JD")
		coordinator.Post(action, form).WantStatus(409).WantText("Noen andre har endret beslutningen i mellomtiden.")
		_, form = coordinator.Get(path).Form("form[action='" + path + "']")
		form.Set("due", "2026-11-01")
		coordinator.Post(action, form).WantStatus(422).WantText("Fristen er passert allerede.")
		coordinator.Get("/logg?hva=decision").WantText("Endret beslutningen", "Skriv ny plan", "Skriv plan")

		_, form = coordinator.Get(path).Form("form[action$=avslutt]")
		form.Set("state", "done")
		coordinator.Post(path+"/avslutt", form).WantStatus(303)
		coordinator.Get(path).WantText("Åpne beslutningen igjen")
		_, form = coordinator.Get(path).Form("form[action$=apne]")
		coordinator.Post(path+"/apne", form).WantRedirect(path).Follow().WantText("Beslutningen er åpen igjen.", "Åpen")
		form.Set("til", "https://ondsinnet.example/")
		form.Set("revision", "4")
		form.Set("state", "done")
		coordinator.Post(path+"/avslutt", form).WantRedirect("/")
	})
}

func TestMinistriesListTheDecisionsThatAreTheirs(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		staged(t, w)
		coordinator := w.As("koordinator.jd")
		texts := map[string]string{"AID": "Noe for AID", "AT": "Noe for AT", "HOD": "Noe for HOD", "BUFDIR": "Noe for BUFDIR"}
		for owner, text := range texts {
			record(coordinator, "/runder/2026-k4/mote/tiltak-9", text, owner, "2027-01-15").WantStatus(303)
		}
		for username, want := range map[string][]string{
			"koordinator.jd": {"AID", "AT", "HOD", "BUFDIR"}, "rapportor.aid": {"AID", "AT"}, "rapportor.hod": {"HOD"}, "rapportor.bfd": {"BUFDIR"},
			"bidragsyter.bufdir": {"BUFDIR"}, "rapportor.ud": nil,
		} {
			for _, path := range []string{"/beslutninger", "/beslutninger?tiltak=9", "/"} {
				page := w.As(username).Get(path).WantStatus(200)
				for owner, text := range texts {
					if slices.Contains(want, owner) {
						page.WantText(text)
					} else {
						page.WantNoText(text)
					}
				}
			}
			w.As(username).Get("/beslutninger?tiltak=8").WantNoText("Noe for")
		}
		w.As("leser.nim").Get("/").WantNoText("Noe for")
	})
}

func TestTheMinutesTellWhatWasDecidedAndKeepWhatIsNotForPublication(t *testing.T) {
	w := servertest.Start(t)
	staged(t, w)
	coordinator := w.As("koordinator.jd")
	record(coordinator, "/runder/2026-k4/mote/tiltak-9", "AID lager ny plan", "AID", "2027-01-15")
	coordinator.Get("/runder/2026-k4/mote/referat?dato=2026-11-20").WantText("Møtet ble holdt 20. november 2026.", "AID lager ny plan", "Status: I rute (3. kvartal 2026) → Vesentlig avvik (ikke klarert ennå).")
	for _, format := range []string{"html", "md", "txt"} {
		page := coordinator.Get("/runder/2026-k4/mote/referat/fil/" + format + "?dato=2026-11-20").WantStatus(200)
		for _, text := range []string{"20. november 2026", "AID lager ny plan", "15. januar 2027", "arbeidstittel", "Ikke for publisering", "Status: I rute (3. kvartal 2026)"} {
			if !strings.Contains(strings.NewReplacer("\u00a0", " ", "&nbsp;", " ", `\`, "").Replace(page.Body), text) {
				t.Errorf("the %s file does not say %q", format, text)
			}
		}
		page.WantNoText(helpText, noteText, secretDraft, secretAgain)
		if name := page.Header.Get("Content-Disposition"); name != fmt.Sprintf(`attachment; filename="referat-2026-k4-2026-11-20.%s"`, format) {
			t.Errorf("the file is called %s", name)
		}
	}
	coordinator.Get("/runder/2026-k4/mote/referat").WantNoText(helpText, noteText)
	coordinator.Get("/runder/2026-k4/mote/utskrift").WantText(helpText, noteText)
	for _, format := range []string{"docx", "odt"} {
		if page := coordinator.Get("/runder/2026-k4/mote/referat/fil/" + format); !strings.HasPrefix(page.Body, "PK") {
			t.Errorf("the %s file is none", format)
		}
	}
	coordinator.Get("/runder/2026-k4/mote/referat/fil/pdf").WantStatus(404).WantText("Velg ett av disse: docx")
	coordinator.Get("/runder/2026-k4/mote/referat?dato=i+gar").WantStatus(422)
}

func TestADecisionThatTheNewsletterMayTellReachesTheEditionAndNoOther(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		p := staged(t, w)
		coordinator := w.As("koordinator.jd")
		record(coordinator, "/runder/2026-k4/mote/tiltak-9", "AID lager ny plan", "AID", "2027-01-15")
		_, form := coordinator.Get("/runder/2026-k4/mote/tiltak-2").WantText("Kan nevnes i nyhetsbrevet").Form(`form[action$="/tiltak-2"]`)
		form.Set("text", "JD kaller inn til møte")
		form.Set("owner", "JD")
		form.Set("due", "2027-01-20")
		form.Set("publishable", "1")
		coordinator.Post("/runder/2026-k4/mote/tiltak-2", form).WantStatus(303)
		coordinator.Get("/runder/2026-k4/mote/annet").WantNoText("Kan nevnes i nyhetsbrevet")

		t.Run("the tick can be given and taken away, and the trail tells of it", func(t *testing.T) {
			page := coordinator.Get("/beslutninger/1")
			_, form := page.Form(`form[action="/beslutninger/1"]`)
			form.Set("publishable", "1")
			coordinator.Post("/beslutninger/1", form).WantStatus(303)
			_, form = coordinator.Get("/beslutninger/1").WantText("Nyhetsbrevet: kan nevne den").Form(`form[action="/beslutninger/1"]`)
			if form.Get("publishable") != "1" {
				t.Error("the tick is not kept")
			}
			form.Del("publishable")
			coordinator.Post("/beslutninger/1", form).WantStatus(303)
			coordinator.Get("/beslutninger/1").WantText("Nyhetsbrevet: nevner den ikke")
		})
		var round models.Round
		if err := w.Store.Read(t.Context()).Where("period = ?", fourth).Take(&round).Error; err != nil {
			t.Fatal(err)
		}
		p.Close(round)
		var payloads []models.EditionRevision
		if err := w.Store.Read(t.Context()).Order("id").Find(&payloads).Error; err != nil || len(payloads) != 2 {
			t.Fatalf("%d editions, %v", len(payloads), err)
		}
		if strings.Contains(payloads[0].CompletePayload, `"decisions"`) {
			t.Error("an edition without decisions names them")
		}
		for _, payload := range []string{payloads[1].PublicPayload, payloads[1].CompletePayload} {
			snapshot, err := models.DecodeSnapshot(payload)
			if err != nil {
				t.Fatal(err)
			}
			if len(snapshot.Decisions) != 1 || snapshot.Decisions[0].Text != "JD kaller inn til møte" || snapshot.Decisions[0].Owner != "JD" || snapshot.Decisions[0].Due.String() != "2027-01-20" || snapshot.Decisions[0].MadeOn.IsZero() {
				t.Errorf("the edition tells %+v", snapshot.Decisions)
			}
		}
		w.As("leser.nim").Get("/utgaver/sammenlign?fra=2026-k3&til=2026-k4").WantText("Gjennomgangsmøtet har tatt én beslutning som kan nevnes i nyhetsbrevet.", "JD kaller inn til møte (ansvarlig JD, frist 20. januar 2027)").WantNoText("AID lager ny plan")
		w.As("leser.nim").Get("/tavle?utgave=2026-k4").WantText("Gjennomgangsmøtet besluttet: «JD kaller inn til møte»").WantNoText("AID lager ny plan")
	})
}
