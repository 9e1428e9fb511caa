package roundtrip_test

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/roundtrip"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

const (
	page    = "/rapporter/regneark"
	preview = page + "/endringer"
)

// desk is a world in the middle of a quarter, with the steps of its people.
type desk struct {
	*servertest.World
	servertest.Situation
	t *testing.T
}

func eachDesk(t *testing.T, run func(t *testing.T, d desk)) {
	t.Helper()
	servertest.Each(t, func(t *testing.T, w *servertest.World) { run(t, desk{w, w.Situation(), t}) })
}

// downloaded is the workbook of a user.
func (d desk) downloaded(username string) []byte {
	d.t.Helper()
	return []byte(d.As(username).Get(page + "/fil").WantStatus(200).Body)
}

// sent is the workbook of a user, filled in and sent back.
func (d desk) sent(username string, edit func(*sheet)) *servertest.Page {
	d.t.Helper()
	return d.send(username, edited(d.t, d.downloaded(username), edit))
}

func (d desk) send(username string, file []byte) *servertest.Page {
	d.t.Helper()
	return d.As(username).Upload(page, "regneark", "utfylt.xlsx", file)
}

// row finds a measure's row in its sheet.
func (s *sheet) row(name string, number int) int {
	s.t.Helper()
	rows, err := s.GetRows(name)
	s.must(err)
	for i, row := range rows {
		if len(row) > 1 && row[1] == strconv.Itoa(number) {
			return i + 1
		}
	}
	s.t.Fatalf("%s has no row for measure %d", name, number)
	return 0
}

// report gives a report as it stands.
func (d desk) report(id int64) models.Report {
	d.t.Helper()
	var r models.Report
	if err := d.Store.Read(d.t.Context()).Take(&r, "id = ?", id).Error; err != nil {
		d.t.Fatal(err)
	}
	return r
}

// typed saves a text on the screen.
func (d desk) typed(username string, id int64, field, text string) {
	d.t.Helper()
	address := fmt.Sprintf("/rapporter/%d", id)
	_, form := d.As(username).Get(address).WantStatus(200).Form("#rapportskjema")
	form.Set(field, text)
	d.As(username).Post(address+"/kladd", form).WantStatus(303)
}

// confirm says yes to what a page shows, with these choices.
func (d desk) confirm(username string, shown *servertest.Page, choices url.Values) *servertest.Page {
	d.t.Helper()
	action, form := shown.Form("#endringer")
	for name, values := range choices {
		form[name] = values
	}
	return d.As(username).Post(action, form)
}

func (d desk) uploads() int64 {
	d.t.Helper()
	var n int64
	if err := d.Store.Read(d.t.Context()).Model(&models.Upload{}).Count(&n).Error; err != nil {
		d.t.Fatal(err)
	}
	return n
}

func TestAFilledInWorkbookBecomesDraftsOnceItIsConfirmed(t *testing.T) {
	eachDesk(t, func(t *testing.T, d desk) {
		before := d.report(d.DraftID)
		answer := d.sent("rapportor.aid", func(s *sheet) {
			row := s.row(measures, 9)
			s.set(measures, "Hva er gjort", row, servertest.DraftText+" og mer")
			s.set(measures, "Hvordan", row, "Noe forsinket")
			free := s.free(milestones)
			s.set(milestones, "Tiltak", free, 9)
			s.set(milestones, "Tittel", free, "Kurset er i gang")
			s.must(s.SetCellStr(milestones, cellAt("E", free), "15.12.2026"))
			free = s.free(links)
			s.set(links, "Tiltak", free, 9)
			s.set(links, "Hva lenken", free, "Nyhet")
			s.set(links, "Nettadresse", free, "https://eksempel.no/nyhet")
		})
		shown := answer.WantRedirect(preview).Follow().WantStatus(200)
		shown.WantText("4 felter er endret. Ingenting er lagret ennå.", "og mer", "I rute", "Noe forsinket", "Kurset er i gang: planlagt 15. desember 2026", "Nyhet – https://eksempel.no/nyhet")
		if got := shown.Doc().Find(".diff ins").First().Text(); !strings.Contains(got, "og mer") || strings.Contains(got, "Kladdetekst") {
			t.Errorf("the words that are new: %q", got)
		}
		if got := d.report(d.DraftID); got.Revision != before.Revision || got.Content.Done != before.Content.Done {
			t.Fatalf("something is saved before it is confirmed: revision %d", got.Revision)
		}
		d.As("rapportor.aid").Get(page).WantText("Du har sendt inn et regneark som ikke er lagret ennå.")

		d.confirm("rapportor.aid", shown, nil).WantRedirect("/rapporter").Follow()
		after := d.report(d.DraftID)
		c := after.Content
		if after.State != models.ReportDraft || after.Revision != before.Revision+1 || c.Done != servertest.DraftText+" og mer" || c.Status.Health != models.Delayed || c.Obstacles != servertest.ObstacleText {
			t.Errorf("saved %+v in revision %d, %s", c, after.Revision, after.State)
		}
		if len(c.Milestones) != 1 || c.Milestones[0].MilestoneID == 0 || c.Milestones[0].Due != day("2026-12-15") || len(c.Links) != 1 {
			t.Errorf("milestones %+v, links %+v", c.Milestones, c.Links)
		}
		if n := d.uploads(); n != 0 {
			t.Errorf("%d uploads wait still", n)
		}
		t.Run("sent once more, it changes nothing", func(t *testing.T) {
			d.send("rapportor.aid", d.downloaded("rapportor.aid")).WantRedirect(page).Follow().WantText("Regnearket sier det samme")
			if n := d.uploads(); n != 0 {
				t.Errorf("%d uploads wait", n)
			}
		})
	})
}

func TestWhatIsOnlyChangedOnTheScreenStays(t *testing.T) {
	eachDesk(t, func(t *testing.T, d desk) {
		file := d.downloaded("rapportor.aid")
		d.typed("rapportor.aid", d.DraftID, "next", "Skrevet på skjermen")
		shown := d.send("rapportor.aid", edited(t, file, func(s *sheet) { s.set(measures, "Hva er gjort", s.row(measures, 9), "Skrevet i regnearket") })).Follow()
		shown.WantText("1 felt er endret.").WantNoText("Skrevet på skjermen")
		d.confirm("rapportor.aid", shown, nil).WantRedirect("/rapporter")
		if c := d.report(d.DraftID).Content; c.Done != "Skrevet i regnearket" || c.Next != "Skrevet på skjermen" {
			t.Errorf("done %q, next %q", c.Done, c.Next)
		}
	})
}

func TestWhatHasChangedInBothIsAskedAbout(t *testing.T) {
	for choice, want := range map[string]string{"fil": "Skrevet i regnearket", "na": "Skrevet på skjermen"} {
		t.Run(choice, func(t *testing.T) {
			eachDesk(t, func(t *testing.T, d desk) {
				file := d.downloaded("rapportor.aid")
				d.typed("rapportor.aid", d.DraftID, "done", "Skrevet på skjermen")
				shown := d.send("rapportor.aid", edited(t, file, func(s *sheet) {
					s.set(measures, "Hva er gjort", s.row(measures, 9), "Skrevet i regnearket")
					s.set(measures, "Hva er neste", s.row(measures, 9), "Neste")
				})).Follow()
				shown.WantText("1 felt er endret både her og i regnearket.", "Skrevet på skjermen", "Skrevet i regnearket")

				d.confirm("rapportor.aid", shown, nil).WantStatus(422).WantText("Velg hva som skal gjelde der begge har endret.")
				if c := d.report(d.DraftID).Content; c.Next != "" {
					t.Errorf("half of a report is saved: %q", c.Next)
				}
				name := fmt.Sprintf("valg_R%d_done", d.DraftID)
				if n := shown.Doc().Find("input[name='" + name + "'][required]").Length(); n != 2 {
					t.Fatalf("%d choices", n)
				}
				d.confirm("rapportor.aid", shown, url.Values{name: {choice}}).WantRedirect("/rapporter")
				if c := d.report(d.DraftID).Content; c.Done != want || c.Next != "Neste" {
					t.Errorf("done %q, next %q", c.Done, c.Next)
				}
			})
		})
	}
}

func TestAReportThatChangesBeforeTheYesIsShownAgainAndTheOthersAreSaved(t *testing.T) {
	eachDesk(t, func(t *testing.T, d desk) {
		var ids []int64
		if err := d.Store.Read(t.Context()).Table("reports r").Joins("JOIN organisations o ON o.id = r.lead_id").
			Where("r.round_id = ? AND o.code = 'JD' AND r.state = 'draft'", d.Open.ID).Order("r.id").Limit(2).Pluck("r.id", &ids).Error; err != nil {
			t.Fatal(err)
		}
		shown := d.sent("rapportor.jd", func(s *sheet) {
			rows, err := s.GetRows(measures)
			s.must(err)
			for i, row := range rows {
				if len(row) > 0 && (row[0] == fmt.Sprintf("R%d", ids[0]) || row[0] == fmt.Sprintf("R%d", ids[1])) {
					s.set(measures, "Hva er gjort", i+1, "Skrevet i regnearket")
				}
			}
		}).Follow().WantStatus(200)
		d.typed("rapportor.jd", ids[1], "next", "Skrevet på skjermen imens")

		again := d.confirm("rapportor.jd", shown, nil).WantStatus(409)
		again.WantText("1 kladd er lagret. Resten står under.", "Noen har lagret her mens du så på siden.")
		if a, b := d.report(ids[0]).Content.Done, d.report(ids[1]).Content.Done; a != "Skrevet i regnearket" || b != "" {
			t.Errorf("first %q, second %q", a, b)
		}
		d.confirm("rapportor.jd", again, nil).WantRedirect("/rapporter")
		if c := d.report(ids[1]).Content; c.Done != "Skrevet i regnearket" || c.Next != "Skrevet på skjermen imens" {
			t.Errorf("done %q, next %q", c.Done, c.Next)
		}
	})
}

func TestAReportThatIsSubmittedMeanwhileIsNotChanged(t *testing.T) {
	eachDesk(t, func(t *testing.T, d desk) {
		shown := d.sent("rapportor.aid", func(s *sheet) { s.set(measures, "Hva er gjort", s.row(measures, 9), "Skrevet i regnearket") }).Follow()
		if err := d.Store.Read(t.Context()).Exec("UPDATE reports SET state = 'submitted', submitted_revision = revision, submitted_at = updated_at, approved_role = 'Rolle', approved_on = '2026-11-20' WHERE id = ?", d.DraftID).Error; err != nil {
			t.Fatal(err)
		}
		d.As("rapportor.aid").Get(preview).WantStatus(200).WantText("Kan ikke lagres: Innsendt.")
		d.confirm("rapportor.aid", shown, nil).WantStatus(409).WantText("Kan ikke lagres: Innsendt.")
		if got := d.report(d.DraftID).Content.Done; got != servertest.DraftText {
			t.Errorf("done %q", got)
		}
		d.As("rapportor.aid").Post(page+"/forkast", nil).WantRedirect(page)
		if n := d.uploads(); n != 0 {
			t.Errorf("%d uploads wait", n)
		}
	})
}

func TestAContributorFillsInAParagraph(t *testing.T) {
	eachDesk(t, func(t *testing.T, d desk) {
		shown := d.sent("bidragsyter.bufdir", func(s *sheet) {
			s.set(contributions, "Bidraget", s.row(contributions, 9), servertest.ContributedText+" Og mer.")
			s.set(contributions, "Språk", s.row(contributions, 9), "Nynorsk")
		}).Follow().WantStatus(200).WantText("Bidrag fra BFD", "Og mer.")
		d.confirm("bidragsyter.bufdir", shown, nil).WantRedirect("/rapporter")
		var c models.Contribution
		if err := d.Store.Read(t.Context()).Take(&c, "id = ?", d.ContributionID).Error; err != nil {
			t.Fatal(err)
		}
		if c.Text != servertest.ContributedText+" Og mer." || c.Language != models.Nynorsk || c.Signed() || c.Revision != 2 {
			t.Errorf("saved %+v", c)
		}
	})
}

func TestNobodySendsAnothersWorkbook(t *testing.T) {
	eachDesk(t, func(t *testing.T, d desk) {
		file := edited(t, d.downloaded("rapportor.aid"), func(s *sheet) { s.set(measures, "Hva er gjort", s.row(measures, 9), "Skrevet i regnearket") })
		for _, other := range []string{"rapportor.hod", "rapportor.jd", "bidragsyter.bufdir"} {
			d.send(other, file).WantStatus(422).WantText("Regnearket har rapporter eller bidrag som du ikke kan endre.").WantNoText("Skrevet i regnearket", servertest.DraftText)
		}
		d.send("rapportor.aid", file).WantRedirect(preview)
		for _, other := range []string{"rapportor.hod", "rapportor.jd", "bidragsyter.bufdir"} {
			d.As(other).Get(preview).WantRedirect(page)
			d.As(other).Post(preview, url.Values{"opplasting": {"1"}}).WantRedirect(page)
			d.As(other).Post(page+"/forkast", nil).WantRedirect(page)
		}
		d.As("rapportor.aid").Get(preview).WantStatus(200)
		if got := d.report(d.DraftID); got.Revision != 1 {
			t.Errorf("revision %d", got.Revision)
		}
	})
}

func TestAWorkbookOfAnotherRoundIsRefused(t *testing.T) {
	d := desk{World: servertest.Start(t), t: t}
	d.Situation = d.World.Situation()
	file := d.downloaded("rapportor.aid")
	for _, statement := range []string{
		"UPDATE rounds SET state = 'closed', closed_at = '2026-11-24 11:00:00+00:00' WHERE period = (SELECT MAX(period) FROM rounds)",
		"INSERT INTO rounds (plan_id, period, state, opens_on, deadline, opened_at) SELECT plan_id, period + 1, 'open', '2027-03-01', '2027-04-08', '2026-11-24 11:00:00+00:00' FROM rounds WHERE period = (SELECT MAX(period) FROM rounds)",
	} {
		if err := d.Store.Read(t.Context()).Exec(statement).Error; err != nil {
			t.Fatal(err)
		}
	}
	d.send("rapportor.aid", file).WantStatus(422).WantText("Regnearket hører til runden for 4. kvartal 2026, men nå rapporteres 1. kvartal 2027.")
}

func TestAnUploadIsForgottenAfterADay(t *testing.T) {
	d := desk{World: servertest.Start(t), t: t}
	d.Situation = d.World.Situation()
	d.sent("rapportor.aid", func(s *sheet) { s.set(measures, "Hva er gjort", s.row(measures, 9), "Skrevet i regnearket") }).WantRedirect(preview)
	d.Clock.Add(25 * time.Hour)
	d.As("rapportor.aid").Get(preview).WantRedirect(page).Follow().WantNoText("som ikke er lagret ennå")
}

func TestANewerUploadTakesThePlaceOfTheOneOnTheScreen(t *testing.T) {
	d := desk{World: servertest.Start(t), t: t}
	d.Situation = d.World.Situation()
	first := d.sent("rapportor.aid", func(s *sheet) { s.set(measures, "Hva er gjort", s.row(measures, 9), "Første") }).Follow()
	d.sent("rapportor.aid", func(s *sheet) { s.set(measures, "Hva er gjort", s.row(measures, 9), "Andre") }).WantRedirect(preview)
	d.confirm("rapportor.aid", first, nil).WantStatus(409).WantText("Du har sendt inn et nyere regneark", "Andre").WantNoText("Første")
	if got := d.report(d.DraftID).Content.Done; got != servertest.DraftText {
		t.Errorf("done %q", got)
	}
}

func TestASpoiledFileIsToldOnThePage(t *testing.T) {
	d := desk{World: servertest.Start(t), t: t}
	d.Situation = d.World.Situation()
	answer := d.sent("rapportor.aid", func(s *sheet) {
		s.set(measures, "Hvor langt", s.row(measures, 9), "<b>Nja</b>")
		s.set(measures, "Hva er gjort", s.row(measures, 8), "Endret")
	})
	answer.WantStatus(422).WantText("Regnearket kan ikke brukes slik det er", "Rett de 2 feilene", "Arket «Tiltak», rad 4, kolonne E «Hvor langt tiltaket har kommet»: «<b>Nja</b>» er ikke et valg.", "Rapporten er sendt inn eller klarert")
	answer.Doc().Find("[role=alert] li b").Each(func(_ int, s *goquery.Selection) {
		if s.Text() == "Nja" {
			t.Error("what was written became markup")
		}
	})
	d.As("rapportor.aid").Post(page, nil).WantStatus(422).WantText("Ingen fil er valgt")
	if n := d.uploads(); n != 0 {
		t.Errorf("%d uploads wait", n)
	}
}

func TestAFileThatIsSomewhatTooBigIsToldSo(t *testing.T) {
	d := desk{World: servertest.Start(t), t: t}
	d.Situation = d.World.Situation()
	d.send("rapportor.aid", make([]byte, 1500<<10)).WantStatus(422).WantText("Filen er ikke et regneark")
	d.send("rapportor.aid", make([]byte, roundtrip.MostBytes+1)).WantStatus(422).WantText("Filen er for stor. Den kan være høyst 2 MB.")
}
