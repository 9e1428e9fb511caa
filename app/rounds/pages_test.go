package rounds_test

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/language"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/assets"
	"tiltak/models"
	"tiltak/views/layout"
	view "tiltak/views/rounds"
)

func TestACoordinatorRunsARoundInTheBrowser(t *testing.T) {
	servertest.Each(t, runRoundInBrowser)
}

func runRoundInBrowser(t *testing.T, w *servertest.World) {
	b := newBench(t, w)
	coordinator := w.As("koordinator.jd")

	action, form := coordinator.Get("/runder").WantStatus(200).Form("form.round-form")
	if form.Get("period") != "2026-k4" || form.Get("deadline") != "2027-01-08" || form.Get("instructions") == "" {
		t.Errorf("the form proposes %v", form)
	}
	bad := url.Values{"period": form["period"], "opens_on": {"2026-11-24"}, "deadline": {"2026-11-20"}, "instructions": {"Egen instruks"}}
	coordinator.Post(action, bad).WantStatus(422).WantText("Fristen er før runden åpner.", "Egen instruks")
	board := coordinator.Post(action, form).WantRedirect("/runder/2026-k4").Follow()
	board.WantText("Runden er åpnet", "Til klarering: 0 rapporter", "Mangler 18", "0 av 3")
	coordinator.Post("/runder", form).WantStatus(409).WantText("Runden for 4. kvartal 2026 er ikke lukket ennå.")

	reports := b.reports(b.round(fourth))
	for i, text := range []string{"Første tekst", "Andre tekst", "Tredje tekst"} {
		b.submit(reports[i], b.reporter.UserID, underWay(text))
	}
	review := coordinator.Get("/runder/2026-k4/tiltak/1").WantStatus(200)
	review.WantText("Første tekst", "Hemmelig hinder", "ikke for publisering", "ekspedisjonssjef", "Neste til klarering: tiltak 2")
	action, form = review.Form("form[action$=returner]")
	coordinator.Post(action, form).WantStatus(422).WantText("Skriv hva departementet skal endre, her eller")
	form.Set("comment", "Kort ned teksten")
	coordinator.Post(action, form).WantRedirect("/runder/2026-k4/tiltak/2").Follow().WantText("Tiltak 1 er returnert til departementet. Neste: tiltak 2.")
	coordinator.Get("/runder/2026-k4/tiltak/1").WantText("Tidligere returer", "Kort ned teksten")

	action, form = coordinator.Get("/runder/2026-k4/tiltak/2").Form("form[action$=klarer]")
	stale := url.Values{"seen": {"99-0"}}
	coordinator.Post(action, stale).WantStatus(409).WantText("sendt inn en ny tekst")
	coordinator.Post(action, form).WantRedirect("/runder/2026-k4/tiltak/3")
	coordinator.Post(action, form).WantStatus(409)
	cleared := coordinator.Get("/runder/2026-k4/tiltak/2").WantText("Angre klareringen", "Koordinator i JD")
	action, form = cleared.Form("form[action$=angre]")
	coordinator.Post(action, form).WantRedirect("/runder/2026-k4/tiltak/2").Follow().WantText("Klareringen av tiltak 2 er angret.")
	action, form = coordinator.Get("/runder/2026-k4/tiltak/2").Form("form[action$=klarer]")
	coordinator.Post(action, form).WantRedirect("/runder/2026-k4/tiltak/3")

	for word, want := range map[string]int{"innsendt": 1, "returnert": 1, "mangler": 15, "klarert": 1, "noe-annet": 18} {
		rows := coordinator.Get("/runder/2026-k4?vis=" + word).Doc().Find("table.board tbody tr").Length()
		if rows != want {
			t.Errorf("?vis=%s shows %d rows, want %d", word, rows, want)
		}
	}
	coordinator.Post("/runder/2026-k4/gjennomgang", nil).WantRedirect("/runder/2026-k4").Follow().WantText("Gjennomgangen er startet", "Til gjennomgang")
	coordinator.Get("/runder/2026-k4/lukk").WantText("17 av 18 rapporter er ikke klarert", "blir stående som ikke rapportert")
	edition := coordinator.Post("/runder/2026-k4/lukk", nil).WantRedirect("/utgaver/2026-k4").Follow()
	edition.WantText("Runden er lukket, og utgaven er laget.", "Andre tekst", "Stemmer", "Ikke rapportert 17").WantNoText("Første tekst", "Stemmer ikke")
	coordinator.Post("/runder/2026-k4/lukk", nil).WantStatus(409)
	coordinator.Get("/runder/2026-k4/lukk").WantStatus(409)
	coordinator.Get("/runder/2026-k4").WantText("Se utgaven", "Lukket")
	coordinator.Get("/runder").WantText("Åpne runden for 1. kvartal 2027")
}

func (b bench) round(period models.Quarter) models.Round {
	b.t.Helper()
	var round models.Round
	if err := b.Store.Read(b.t.Context()).Where("plan_id = ? AND period = ?", b.plan, period).Take(&round).Error; err != nil {
		b.t.Fatal(err)
	}
	return round
}

func TestNothingOfADraftIsOnTheCoordinatorsPages(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	coordinator := w.As("koordinator.jd")
	for _, path := range []string{"/runder", "/runder/2026-k4", "/runder/2026-k4/lukk", "/runder/2026-k4/tiltak/9"} {
		coordinator.Get(path).WantStatus(200).WantNoText(servertest.DraftText, servertest.ContributedText, "Påbegynt", "Kladd til")
	}
	coordinator.Get("/runder/2026-k4/tiltak/9").WantText("AID har ikke sendt inn rapporten ennå.")

	t.Run("of a draft only its age is told", func(t *testing.T) {
		w.Clock.Set(w.Clock.Now().Add(72 * time.Hour))
		coordinator = w.As("koordinator.jd")
		page := coordinator.Get("/runder/2026-k4")
		of := func(number int) string {
			return strings.Join(strings.Fields(page.Doc().Find(fmt.Sprintf("table.board a[href='/runder/2026-k4/tiltak/%d']", number)).Text()), " ")
		}
		if of(9) != "KladdTiltak 9sist lagret for 3 dager siden" || of(10) != "ManglerTiltak 10" {
			t.Errorf("the draft is shown as %q, an untouched report as %q", of(9), of(10))
		}
		page.WantNoText("rapportor.aid", "Rapportør i AID")
	})
	t.Run("of a returned report only what was submitted is shown", func(t *testing.T) {
		b := newBench(t, w)
		report := b.report(b.reports(b.round(fourth))[8].ID)
		b.submit(report, b.reporter.UserID, underWay("Teksten som ble sendt"))
		b.must(b.rounds.Return(t.Context(), b.coordinator, report.ID, "Kort ned"))
		b.must(w.Store.Write(t.Context(), func(tx *store.Tx) error {
			tx.Quiet()
			if err := tx.Model(&models.Report{}).Where("id = ?", report.ID).Updates(map[string]any{"done": "Ny hemmelig kladd", "revision": 3}).Error; err != nil {
				return err
			}
			return tx.Record(store.CommandLine(), "report.save", "report", report.ID, "", nil, nil)
		}))
		coordinator.Get("/runder/2026-k4/tiltak/9").WantStatus(200).WantNoText("Ny hemmelig kladd").WantText("Returnert", "Kort ned")
	})
}

func TestReadersSeeAnEditionWithoutWhatIsNotForPublication(t *testing.T) {
	servertest.Each(t, readEditions)
}

func readEditions(t *testing.T, w *servertest.World) {
	w.Situation()
	w.As("leser.nim").Get("/utgaver").WantStatus(200).WantText("3. kvartal 2026", "2026-k3.1", "Runden ble lukket")
	w.As("leser.nim").Get("/utgaver/2026-k3").WantStatus(200).WantText(servertest.ClearedText, "Stemmer").WantNoText(servertest.ObstacleText)
	w.As("rapportor.aid").Get("/utgaver/2026-k3.1").WantStatus(200).WantNoText(servertest.ObstacleText)
	w.As("koordinator.jd").Get("/utgaver/2026-k3").WantText(servertest.ObstacleText, "ikke for publisering")
	for _, missing := range []string{"/utgaver/2026-k3.2", "/utgaver/2026-k2", "/utgaver/tull", "/utgaver/2026-k3.01"} {
		w.As("leser.nim").Get(missing).WantStatus(404)
	}
}

func TestAnEditionThatHasBeenTamperedWithSaysSo(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	pool, err := w.Store.Pool()
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"DROP TRIGGER edition_revisions_no_update",
		"UPDATE edition_revisions SET public_payload = replace(public_payload, '" + servertest.ClearedText + "', 'Forfalsket')",
	} {
		if _, err := pool.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	w.As("leser.nim").Get("/utgaver/2026-k3").WantText("Stemmer ikke", "Forfalsket")
}

func TestPagesCostTheSameHoweverManyMeasuresThereAre(t *testing.T) {
	var queries atomic.Int64
	w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { queries.Store(o.Queries) }})
	b := newBench(t, w)
	keep(t, w, 5)
	small := b.open(third)
	submitted := b.reports(small)[0]
	b.submit(submitted, b.reporter.UserID, underWay("Tekst"))
	coordinator := w.As("koordinator.jd")
	pages := []string{"/runder", "/runder/%s", "/runder/%s/tiltak/1", "/runder/%s/lukk"}
	cost := map[string]int64{}
	for _, page := range pages {
		coordinator.Get(fillIn(page, third)).WantStatus(200)
		cost[page] = queries.Load()
		if cost[page] > 6 {
			t.Errorf("%s costs %d queries, want 6 at the most", page, cost[page])
		}
	}
	_, err := b.rounds.Close(t.Context(), b.coordinator, small.ID)
	b.must(err)
	for _, path := range []string{"/utgaver", "/utgaver/2026-k3"} {
		if coordinator.Get(path).WantStatus(200); queries.Load() > 6 {
			t.Errorf("%s costs %d queries, want 6 at the most", path, queries.Load())
		}
	}

	grow(t, w, 100, 20)
	ctx, counted := store.CountQueries(t.Context())
	_, err = b.rounds.Open(ctx, b.coordinator, b.plan, openInput(fourth))
	b.must(err)
	if counted.Load() > 20 {
		t.Errorf("opening a round of 100 measures costs %d statements", counted.Load())
	}
	reports := b.reports(b.round(fourth))
	if len(reports) != 100 {
		t.Fatalf("the round asks for %d reports, want 100", len(reports))
	}
	for _, report := range reports[:30] {
		b.submit(report, b.reporter.UserID, underWay("Tekst"))
	}
	for _, page := range pages {
		answer := coordinator.Get(fillIn(page, fourth)).WantStatus(200)
		if queries.Load() != cost[page] {
			t.Errorf("%s costs %d queries with 100 measures, %d with 5", page, queries.Load(), cost[page])
		}
		if page == "/runder/%s" {
			if columns := answer.Doc().Find("table.board thead th").Length(); columns < 21 {
				t.Errorf("the board has %d columns, want one for each of 20 ministries", columns)
			}
		}
	}
}

func fillIn(page string, period models.Quarter) string {
	return strings.ReplaceAll(page, "%s", period.String())
}

func TestThePageOfARoundSaysHowLateReportsAre(t *testing.T) {
	w := servertest.Start(t)
	b := newBench(t, w)
	round := b.open(third)
	if round.Deadline != models.NewDate(2026, 10, 7) {
		t.Fatalf("deadline is %s", round.Deadline)
	}
	w.Clock.Set(time.Date(2026, 10, 9, 22, 30, 0, 0, time.UTC)) // half past midnight on 10 October in Oslo
	b.submit(b.reports(round)[0], b.reporter.UserID, underWay("Tekst"))
	w.Clock.Set(time.Date(2026, 10, 8, 9, 0, 0, 0, time.UTC))
	page := w.As("koordinator.jd").Get("/runder/2026-k3")
	cell := func(number int) *goquery.Selection {
		return page.Doc().Find(fmt.Sprintf("table.board a[href$='/tiltak/%d']", number))
	}
	if got := cell(1).Find("small").Text(); got != "3 dager etter fristen" {
		t.Errorf("a late report says %q", got)
	}
	if got := cell(2).Find("small").Text(); got != "1 dag over fristen" {
		t.Errorf("a missing report says %q", got)
	}
}

func TestTheStartPageBlockLeadsToWhatWaits(t *testing.T) {
	w := servertest.Start(t)
	b := newBench(t, w)
	block := func() *goquery.Document {
		t.Helper()
		overview, err := b.rounds.Overview(t.Context(), b.plan)
		b.must(err)
		catalogue, err := language.Load()
		b.must(err)
		frame := layout.Frame{Printer: catalogue.Printer(models.Bokmaal), AssetURL: assets.URL, Today: models.NewDate(2026, 11, 24)}
		var page bytes.Buffer
		b.must(view.StartBlock(frame, overview).Render(t.Context(), &page))
		doc, err := goquery.NewDocumentFromReader(&page)
		b.must(err)
		return doc
	}
	if text := block().Text(); !strings.Contains(text, "Ingen runde er åpen.") {
		t.Errorf("without a round the block says %q", text)
	}
	round := b.open(fourth)
	b.submit(b.reports(round)[0], b.reporter.UserID, underWay("Tekst"))
	doc := block()
	for _, link := range []string{"/runder/2026-k4", "/runder/2026-k4/tiltak/1", "/runder/2026-k4/tiltak/8", "/runder/2026-k4?vis=mangler"} {
		if doc.Find("a[href='"+link+"']").Length() == 0 {
			t.Errorf("no link leads to %s", link)
		}
	}
	if text := strings.Join(strings.Fields(doc.Text()), " "); !strings.Contains(text, "Mangler: 17 rapporter") || !strings.Contains(text, "om 45 dager") {
		t.Errorf("the block says %q", text)
	}
}
