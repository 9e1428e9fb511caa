package reporting_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tiltak/app/access"
	"tiltak/app/clearings"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// office is a world in the middle of a quarter, seen from AID.
type office struct {
	*servertest.World
	servertest.Situation
	t *testing.T
}

func enter(t *testing.T, w *servertest.World) office {
	t.Helper()
	_, err := w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
		Username: "rapportor2.aid", DisplayName: "Annen rapportør i AID", Standings: []access.NewStanding{{Role: models.Reporter, Organisation: "AID"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return office{World: w, Situation: w.Situation(), t: t}
}

func (o office) address(rest string) string { return fmt.Sprintf("/rapporter/%d%s", o.DraftID, rest) }

// form opens the report form and gives its fields as a browser would send them.
func (o office) form(username string) (*servertest.Client, url.Values) {
	o.t.Helper()
	browser := o.As(username)
	action, fields := browser.Get(o.address("")).WantStatus(http.StatusOK).Form("#rapportskjema")
	if action != o.address("/kladd") {
		o.t.Fatalf("the form is sent to %q", action)
	}
	return browser, fields
}

func (o office) report() (r models.Report) {
	o.t.Helper()
	if err := o.Store.Read(o.t.Context()).Take(&r, o.DraftID).Error; err != nil {
		o.t.Fatal(err)
	}
	return r
}

// saved are the texts of «done» in every revision, kept or set aside.
func (o office) saved() map[string]bool {
	o.t.Helper()
	var rows []models.Revision
	if err := o.Store.Read(o.t.Context()).Where("subject = 'report' AND subject_id = ?", o.DraftID).Find(&rows).Error; err != nil {
		o.t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, row := range rows {
		content, err := models.DecodeReportContent(row.Content)
		if err != nil {
			o.t.Fatal(err)
		}
		texts[content.Done] = true
	}
	return texts
}

func TestTheFormSavesWithoutScript(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		browser, fields := o.form("rapportor.aid")
		fields.Set("done", "Første linje\r\nAndre linje <b>")
		browser.Post(o.address("/kladd"), fields).WantRedirect(o.address(""))
		page := browser.Get(o.address("")).WantStatus(http.StatusOK).WantText("Kladden er lagret")
		if _, again := page.Form("#rapportskjema"); again.Get("done") != "Første linje\nAndre linje <b>" || again.Get("revision") != "2" {
			t.Errorf("the form shows %q at revision %s", again.Get("done"), again.Get("revision"))
		}
	})
}

func TestAnAutomaticSaveTellsTheFormItsNewRevisionAndMilestones(t *testing.T) {
	o := enter(t, servertest.Start(t))
	browser, fields := o.form("rapportor.aid")
	row := len(o.report().Content.Milestones)
	name := func(field string) string { return fmt.Sprintf("milestone_%s_%d", field, row) }
	fields.Set(name("id"), "0")
	fields.Set(name("title"), "Veilederen er trykt")
	fields.Set(name("due"), "snart")
	fields.Set(name("phase"), "planned")
	part := browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK).WantText("Kladden er lagret kl. 12.00 (versjon 2). Bare departementet ditt ser den.")
	if part.Doc().Find("#revision[hx-swap-oob]").AttrOr("value", "") != "2" {
		t.Errorf("no new revision in %s", part.Body)
	}
	id := part.Doc().Find("#"+name("id")+"[hx-swap-oob]").AttrOr("value", "")
	if id == "" || id == "0" {
		t.Fatalf("no id of the new milestone in %s", part.Body)
	}
	fields.Set("revision", "2")
	fields.Set(name("id"), id)
	fields.Set(name("due"), "31.1.2027")
	browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
	milestones := o.report().Content.Milestones
	if len(milestones) != row+1 || milestones[row].Due != models.NewDate(2027, 1, 31) || milestones[row].DueTyped != "" {
		t.Errorf("milestones are %+v", milestones)
	}
}

func TestRowsAreAddedAndRemovedWithoutScript(t *testing.T) {
	o := enter(t, servertest.Start(t))
	browser, fields := o.form("rapportor.aid")
	links := len(o.report().Content.Links)
	fields.Set("handling", "ny_lenke")
	page := browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther).Follow().WantStatus(http.StatusOK)
	_, fields = page.Form("#rapportskjema")
	if !fields.Has(fmt.Sprintf("link_url_%d", links)) {
		t.Fatal("there is no empty row for a link")
	}
	fields.Set(fmt.Sprintf("link_url_%d", links), "https://example.org/a")
	fields.Set("handling", "ny_milepael")
	page = browser.Post(o.address("/kladd"), fields).Follow().WantStatus(http.StatusOK)
	if got := o.report().Content.Links; len(got) != links+1 || got[links].URL != "https://example.org/a" {
		t.Fatalf("links are %+v", got)
	}
	_, fields = page.Form("#rapportskjema")
	milestones := len(o.report().Content.Milestones)
	fields.Set(fmt.Sprintf("milestone_title_%d", milestones), "Ny milepæl")
	browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
	added := o.report().Content.Milestones[milestones]
	_, fields = o.form("rapportor.aid")
	fields.Set("handling", fmt.Sprintf("fjern_milepael:%d", added.MilestoneID))
	browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
	_, fields = o.form("rapportor.aid")
	fields.Set("handling", fmt.Sprintf("fjern_lenke:%d", links))
	browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
	if r := o.report(); len(r.Content.Links) != links || len(r.Content.Milestones) != milestones {
		t.Errorf("left are %+v and %+v", r.Content.Links, r.Content.Milestones)
	}
}

func TestAReportFromFormToReceipt(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		browser, fields := o.form("rapportor.aid")
		fields.Set("done", "")
		fields.Set("next", "Uferdig neste steg")
		fields.Set("newsletter_text", "")
		fields.Set("approved_role", "Ekspedisjonssjef")
		fields.Set("approved_on", "en tirsdag")
		page := browser.Post(o.address("/send-inn"), fields).WantStatus(http.StatusUnprocessableEntity)
		if page.Doc().Find(".ds-error-summary").Length() != 1 {
			t.Error("there is not one summary of errors")
		}
		for _, field := range []string{"done", "newsletter_text", "approved_on"} {
			if page.Doc().Find("#"+field+"-feil").Length() != 1 || page.Doc().Find(`.ds-error-summary a[href="#`+field+`"]`).Length() != 1 || page.Doc().Find("#"+field).Length() != 1 {
				t.Errorf("%s: no error by the field, or the summary does not lead to it", field)
			}
		}
		_, fields = page.Form("#rapportskjema")
		if fields.Get("next") != "Uferdig neste steg" || fields.Get("approved_role") != "Ekspedisjonssjef" || fields.Get("approved_on") != "en tirsdag" {
			t.Fatalf("what was typed is not shown again: %v", fields)
		}
		fields.Set("stage", "completed") // health is left as the browser sends it
		fields.Set("done", "Alt er gjort i «rute»")
		fields.Set("newsletter_text", "Arbeids- og inkluderingsdepartementet er ferdig.")
		fields.Set("approved_on", "23.11.2026")
		page = browser.Post(o.address("/send-inn"), fields).WantStatus(http.StatusUnprocessableEntity).WantText("Bidrag er ikke signert: JD, BFD.")
		_, fields = page.Form("#rapportskjema")
		fields.Set("without_contributions", "1")
		page = browser.Post(o.address("/send-inn"), fields).Follow().WantStatus(http.StatusOK).WantText("Rapporten er sendt inn")
		if page.Doc().Find("#rapportskjema").Length() != 0 {
			t.Error("a submitted report can be changed")
		}
		receipt := browser.Get(o.address("/kvittering")).WantStatus(http.StatusOK)
		r := o.report()
		var revision models.Revision
		if err := o.Store.Read(t.Context()).Where("subject = 'report' AND subject_id = ? AND number = ? AND NOT set_aside", o.DraftID, r.SubmittedRevision).Take(&revision).Error; err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{revision.Hash, "Alt er gjort i «rute»", "Ekspedisjonssjef, 23. november 2026", "24. november 2026 kl. 12.00", "4. kvartal 2026", "Rapportør i AID", "Gjennomført"} {
			if !strings.Contains(strings.ReplaceAll(receipt.Body, "\u00a0", " "), want) {
				t.Errorf("the receipt does not say %q:\n%s", want, receipt.Body)
			}
		}
		if got := receipt.Header.Get("Content-Disposition"); !strings.Contains(got, "kvittering-2026-k4-tiltak-09-versjon-") {
			t.Errorf("the file is called %q", got)
		}
		browser.Post(o.address("/trekk-tilbake"), nil).Follow().WantStatus(http.StatusOK).WantText("trukket tilbake")
		if r := o.report(); r.State != models.ReportDraft {
			t.Errorf("the report is %s", r.State)
		}
	})
}

func TestLastTimesTextIsFetchedAndWhatStoodThereIsKept(t *testing.T) {
	o := enter(t, servertest.Start(t))
	browser, fields := o.form("rapportor.aid")
	fields.Set("done", "Det jeg hadde skrevet")
	fields.Set("handling", "hent:done")
	browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
	last := o.report().Content.Done
	if last == "" || last == "Det jeg hadde skrevet" || !o.saved()["Det jeg hadde skrevet"] {
		t.Errorf("fetched %q, kept %v", last, o.saved())
	}
}

func TestNoChange(t *testing.T) {
	t.Run("one click repeats the last report, and a change takes the mark away", func(t *testing.T) {
		o := enter(t, servertest.Start(t))
		o.withMilestones(models.NewDate(2027, 6, 1))
		browser, fields := o.form("rapportor.aid")
		fields.Set("handling", "ingen_endring")
		page := browser.Post(o.address("/kladd"), fields).Follow().WantStatus(http.StatusOK).WantText("merket som uendret")
		if r := o.report(); !r.Content.NoChange || r.Content.Done == servertest.DraftText {
			t.Fatalf("the report is %+v", r.Content)
		}
		_, fields = page.Form("#rapportskjema")
		fields.Set("next", "Noe nytt")
		browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
		if o.report().Content.NoChange {
			t.Error("a changed report is marked as unchanged")
		}
	})
	t.Run("a new milestone is a change", func(t *testing.T) {
		o := enter(t, servertest.Start(t))
		o.withMilestones(models.NewDate(2027, 6, 1))
		browser, fields := o.form("rapportor.aid")
		fields.Set("milestone_title_1", "Ny milepæl uten dato")
		fields.Set("handling", "ingen_endring")
		browser.Post(o.address("/kladd"), fields).Follow().WantStatus(http.StatusOK).WantText("ikke merket som uendret").WantNoText("er passert")
		if r := o.report(); r.Content.NoChange || len(r.Content.Milestones) != 2 {
			t.Errorf("the report is %+v", r.Content)
		}
	})
	t.Run("it is refused with the reason when a milestone has passed", func(t *testing.T) {
		o := enter(t, servertest.Start(t))
		o.withMilestones(models.NewDate(2026, 11, 1))
		browser, fields := o.form("rapportor.aid")
		if o.As("rapportor.aid").Get(o.address("")).Doc().Find("button[value=ingen_endring]").Length() != 0 {
			t.Error("the button is offered")
		}
		fields.Set("handling", "ingen_endring")
		browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusUnprocessableEntity).WantText("er passert")
		if o.report().Content.NoChange {
			t.Error("the report is marked as unchanged")
		}
	})
}

// withMilestones gives the measure's last cleared report and its draft one open
// milestone, due on a day.
func (o office) withMilestones(due models.Date) {
	o.t.Helper()
	draft := o.report()
	err := o.Store.Write(o.t.Context(), func(tx *store.Tx) error {
		row := models.Milestone{MeasureID: draft.MeasureID, Baseline: due, CreatedAt: tx.Now()}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		list := models.List[models.MilestoneState]{{MilestoneID: row.ID, Title: "Kurset er holdt", Due: due, Was: due, Baseline: due, Phase: models.MilestonePlanned}}
		if err := tx.Model(&models.Report{}).Where("measure_id = ?", draft.MeasureID).Updates(map[string]any{"milestones": list}).Error; err != nil {
			return err
		}
		var last models.Report
		if err := tx.Where("measure_id = ? AND state = 'cleared'", draft.MeasureID).Take(&last).Error; err != nil {
			return err
		}
		if _, err := clearings.Keep(tx, last, last.Content, *last.ClearedBy, ""); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// lastContent is what the newest cleared report of the draft's measure says.
func (o office) lastContent() models.ReportContent {
	o.t.Helper()
	var last models.Report
	if err := o.Store.Read(o.t.Context()).Where("measure_id = ? AND state = 'cleared'", o.report().MeasureID).Take(&last).Error; err != nil {
		o.t.Fatal(err)
	}
	return last.Content
}

func (o office) setLast(content models.ReportContent) {
	o.t.Helper()
	o.prepare(func(tx *store.Tx) error {
		var last models.Report
		if err := tx.Where("measure_id = ? AND state = 'cleared'", o.report().MeasureID).Take(&last).Error; err != nil {
			return err
		}
		_, err := clearings.Keep(tx, last, content, *last.ClearedBy, "")
		return err
	})
}

func TestEveryVersionCanBeReadAndFetchedBack(t *testing.T) {
	o := enter(t, servertest.Start(t))
	browser, fields := o.form("rapportor.aid")
	fields.Set("done", "Nyere tekst")
	browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
	list := browser.Get(o.address("/versjoner")).WantStatus(http.StatusOK).WantText("Versjon 1", "Versjon 2", "2 lagrede tekster")
	oldest := list.Doc().Find(".att a").Last().AttrOr("href", "")
	page := browser.Get(oldest).WantStatus(http.StatusOK).WantText(servertest.DraftText)
	action, form := page.Form("form[action$=hent]")
	browser.Post(action, form).WantRedirect(o.address(""))
	if r := o.report(); r.Content.Done != servertest.DraftText || r.Revision != 3 {
		t.Errorf("revision %d says %q", r.Revision, r.Content.Done)
	}
	fields.Set("revision", "3")
	browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
	browser.Post(action, form).WantRedirect(o.address("/versjoner")) // somebody has saved since
	t.Run("a version of another report is not found here", func(t *testing.T) {
		browser.Get(strings.Replace(oldest, fmt.Sprint(o.DraftID), fmt.Sprint(o.SubmittedID), 1)).WantStatus(http.StatusNotFound)
	})
}

func TestAContributionIsWrittenAndSigned(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		address := fmt.Sprintf("/bidrag/%d", o.ContributionID)
		lead := o.As("rapportor.aid")
		lead.Get(o.address("")).WantStatus(http.StatusOK).WantNoText(servertest.ContributedText)
		browser := o.As("bidragsyter.bufdir")
		page := browser.Get(address).WantStatus(http.StatusOK).WantText(servertest.ContributedText).WantNoText(servertest.DraftText, servertest.ObstacleText)
		_, fields := page.Form("#rapportskjema")
		fields.Set("text", "Fra BFD")
		page = browser.Post(address+"/signer", fields).WantStatus(http.StatusUnprocessableEntity)
		if _, again := page.Form("#rapportskjema"); again.Get("text") != "Fra BFD" || again.Get("revision") == fields.Get("revision") {
			t.Errorf("what was typed is not kept: %v", again)
		}
		_, fields = page.Form("#rapportskjema")
		fields.Set("signed_role", "Avdelingsdirektør")
		browser.Post(address+"/signer", fields).Follow().WantStatus(http.StatusOK).WantText("Bidraget er signert av Avdelingsdirektør")
		lead.Get(o.address("")).WantText("Fra BFD", "Avdelingsdirektør")
		fields.Set("text", "Fra BFD, en annen utgave")
		browser.Post(address+"/kladd", fields).WantStatus(http.StatusConflict).WantText("Behold min tekst")
	})
}

func TestWhatOneOwes(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		err := o.Store.Write(t.Context(), func(tx *store.Tx) error {
			err := tx.Model(&models.Report{}).Where("id = ?", o.SubmittedID).
				Updates(map[string]any{"state": models.ReportReturned, "return_comment": "Skriv når dere blir ferdige."}).Error
			if err != nil {
				return err
			}
			return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		page := o.As("rapportor.aid").Get("/rapporter").WantStatus(http.StatusOK).WantText("Skriv når dere blir ferdige.", "dager igjen")
		if first := page.Doc().Find("article.measure").First().Text(); !strings.Contains(first, "Returnert") {
			t.Errorf("the returned report does not come first: %s", first)
		}
		o.As("bidragsyter.bufdir").Get("/rapporter").WantStatus(http.StatusOK).WantText("Bidrag til andre departementers rapporter").WantNoText(servertest.DraftText)
	})
}

func TestPagesCostTheSameHoweverMuchIsSaved(t *testing.T) {
	var seen []server.Observation
	o := enter(t, servertest.StartWith(t, servertest.Options{Observe: func(seeing server.Observation) { seen = append(seen, seeing) }}))
	browser := o.As("rapportor.aid")
	cost := func(path string) int64 {
		browser.Get(path).WantStatus(http.StatusOK)
		return seen[len(seen)-1].Queries
	}
	paths := []string{"/rapporter", "/rapporter/oppsummering", o.address(""), o.address("/versjoner")}
	before := map[string]int64{}
	for _, path := range paths {
		before[path] = cost(path)
	}
	_, fields := o.form("rapportor.aid")
	for revision := 1; revision <= 60; revision++ {
		fields.Set("revision", fmt.Sprint(revision))
		fields.Set("done", strings.Repeat("tekst ", revision))
		browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
	}
	for _, path := range paths {
		if after := cost(path); after != before[path] || after > 6 {
			t.Errorf("%s costs %d queries, before %d", path, after, before[path])
		}
	}
}
