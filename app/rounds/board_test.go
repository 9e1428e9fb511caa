package rounds_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/reporting"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// deliveries is a bench with the ministries' desk.
type deliveries struct {
	bench
	desk *reporting.Desk
	who  map[int64]models.Person // reporter of each ministry
}

func newDeliveries(t *testing.T, w *servertest.World) deliveries {
	t.Helper()
	d := deliveries{bench: newBench(t, w), desk: reporting.NewDesk(w.Store), who: map[int64]models.Person{}}
	for _, username := range []string{"rapportor.jd", "rapportor.aid", "rapportor.bfd", "rapportor.hod", "rapportor.ud"} {
		person := d.person(username, models.Reporter)
		d.who[person.Standings[0].OrganisationID] = person
	}
	return d
}

func ready(text string) models.ReportContent {
	return models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, Done: text, NewsletterText: text, Language: models.Bokmaal,
	}
}

func (d deliveries) send(reportID int64) error {
	report := d.report(reportID)
	return d.desk.Submit(d.t.Context(), d.who[report.LeadID], reportID, report.Revision, ready("Tekst"),
		models.Approval{Role: "ekspedisjonssjef", On: models.NewDate(2025, time.June, 1)})
}

func (d deliveries) draft(reportID int64) error {
	report := d.report(reportID)
	_, err := d.desk.SaveDraft(d.t.Context(), d.who[report.LeadID], reportID, report.Revision, ready("Hemmelig kladd"))
	return err
}

func (d deliveries) contributions(reportID int64) []models.Contribution {
	d.t.Helper()
	var list []models.Contribution
	if err := d.Store.Read(d.t.Context()).Where("report_id = ?", reportID).Order("organisation_id").Find(&list).Error; err != nil {
		d.t.Fatal(err)
	}
	return list
}

func (d deliveries) write(c models.Contribution) error {
	_, err := d.desk.SaveContribution(d.t.Context(), d.who[c.OrganisationID], c.ID, c.Revision, "Hemmelig avsnitt", models.Bokmaal)
	return err
}

func (d deliveries) sign(c models.Contribution) error {
	return d.desk.SignContribution(d.t.Context(), d.who[c.OrganisationID], c.ID, "avdelingsdirektør")
}

// field gives what stands in the board's field of a measure and a ministry.
func field(page *servertest.Page, number int, ministry string) string {
	text := page.Doc().Find(fmt.Sprintf("td[data-live$='-%d-%s']", number, ministry)).Clone()
	text.Find(".ds-sr-only").Remove()
	var words []string
	text.Find(".ds-tag, .paragraph, small").Each(func(_ int, s *goquery.Selection) { words = append(words, strings.Join(strings.Fields(s.Text()), " ")) })
	return strings.Join(words, ", ")
}

func TestTheBoardOfADayShowsWhatStoodAtItsEnd(t *testing.T) { servertest.Each(t, boardOfADay) }

func boardOfADay(t *testing.T, w *servertest.World) {
	d := newDeliveries(t, w)
	at := func(day, hour int) { w.Clock.Set(time.Date(2026, time.October, day, hour, 0, 0, 0, time.UTC)) }
	at(1, 8)
	round := d.open(third) // the deadline is 7 October
	report := d.reports(round)[0].ID
	at(2, 8)
	d.must(d.draft(report))
	d.must(d.write(d.contributions(report)[0]))
	at(3, 8)
	d.must(d.send(report))
	at(4, 22) // 5 October in Oslo
	d.must(d.rounds.Return(t.Context(), d.coordinator, report, "Mangler dato"))
	d.must(d.sign(d.contributions(report)[0]))
	at(12, 8)
	d.must(d.send(report))
	at(13, 8)
	d.must(d.rounds.Clear(t.Context(), d.coordinator, report, ""))
	at(14, 8)
	_, err := d.rounds.Close(t.Context(), d.coordinator, round.ID)
	d.must(err)
	at(20, 8)

	coordinator := w.As("koordinator.jd")
	for _, c := range []struct{ day, report, paragraph string }{
		{"2026-10-01", "Mangler", "Mangler bidrag"},
		{"2026-10-02", "Kladd, sist lagret i dag", "Bidrag: kladd, sist lagret i dag"},
		{"2026-10-03", "Innsendt", "Bidrag: kladd, sist lagret i går"},
		{"2026-10-04", "Innsendt", "Bidrag: kladd, sist lagret for 2 dager siden"},
		{"2026-10-05", "Returnert", "Bidrag"},
		{"2026-10-11", "Returnert", "Bidrag"},
		{"2026-10-12", "Innsendt", "Bidrag"},
		{"2026-10-13", "Klarert", "Bidrag"},
		{"2026-10-20", "Klarert", "Bidrag"},
	} {
		page := coordinator.Get("/runder/2026-k3?dato=" + c.day).WantStatus(200).WantText("Tavlen viser hvor rapportene og bidragene sto ved utgangen av")
		if got := field(page, 1, "JD"); got != c.report {
			t.Errorf("at the end of %s the report is %q, want %q", c.day, got, c.report)
		}
		if got := field(page, 1, "AID"); got != c.paragraph {
			t.Errorf("at the end of %s the paragraph is %q, want %q", c.day, got, c.paragraph)
		}
		page.WantNoText("Hemmelig")
	}
	t.Run("what never came is late until the round was closed, not for ever", func(t *testing.T) {
		if got := field(coordinator.Get("/runder/2026-k3"), 2, "JD"); got != "Mangler, 7 dager over fristen" {
			t.Errorf("the field says %q", got)
		}
		if got := field(coordinator.Get("/runder/2026-k3?dato=2026-10-09"), 2, "JD"); got != "Mangler, 2 dager over fristen" {
			t.Errorf("at the end of 9 October the field says %q", got)
		}
	})
	t.Run("the round's own state is of that day too", func(t *testing.T) {
		if got := coordinator.Get("/runder/2026-k3?dato=2026-10-13").Doc().Find("[data-live=tilstand]").Text(); !strings.Contains(got, "Åpen") {
			t.Errorf("the day before it closed the round was %q", got)
		}
		if got := coordinator.Get("/runder/2026-k3?dato=2026-10-14").Doc().Find("[data-live=tilstand]").Text(); !strings.Contains(got, "Lukket") {
			t.Errorf("the day it closed the round was %q", got)
		}
	})
	t.Run("a day before it opened, one to come and no day are refused with what to do", func(t *testing.T) {
		for day, want := range map[string]string{"2026-09-30": "Velg en senere dag.", "2026-10-21": "Velg i dag eller en tidligere dag.", "i-fjor": ""} {
			page := coordinator.Get("/runder/2026-k3?dato=" + day)
			if page.Status < 400 || page.Status > 499 || !strings.Contains(page.Body, want) {
				t.Errorf("?dato=%s gives %d", day, page.Status)
			}
		}
	})
}

func TestDelayIsEachMinistrysOwn(t *testing.T) { servertest.Each(t, delayOfMinistries) }

func delayOfMinistries(t *testing.T, w *servertest.World) {
	d := newDeliveries(t, w)
	at := func(day int) { w.Clock.Set(time.Date(2026, time.October, day, 8, 0, 0, 0, time.UTC)) }
	at(1)
	round := d.open(third) // the deadline is 7 October
	report := d.reports(round)[0].ID
	at(6)
	d.must(d.send(report)) // JD, in time
	at(8)
	d.must(d.rounds.Return(t.Context(), d.coordinator, report, "Mangler dato"))
	at(12)
	paragraph := d.contributions(report)[0]
	d.must(d.write(paragraph))
	d.must(d.sign(paragraph)) // AID, 5 days late
	d.must(d.send(report))
	coordinator := w.As("koordinator.jd")
	page := coordinator.Get("/runder/2026-k3")
	if got := field(page, 1, "JD"); got != "Innsendt" {
		t.Errorf("a report that came in time, and again after it was returned, is %q", got)
	}
	if got := field(page, 1, "AID"); got != "Bidrag, 5 dager etter fristen" {
		t.Errorf("the late paragraph is %q", got)
	}
	t.Run("what a ministry takes back by itself was not delivered", func(t *testing.T) {
		other := d.reports(round)[1].ID
		at(5)
		d.must(d.send(other))
		d.must(d.desk.Withdraw(t.Context(), d.who[d.report(other).LeadID], other))
		at(9)
		d.must(d.send(other))
		if got := field(coordinator.Get("/runder/2026-k3"), 2, "JD"); got != "Innsendt, 2 dager etter fristen" {
			t.Errorf("the report is %q", got)
		}
	})
	t.Run("a paragraph that is mended and signed in one step stays delivered when it was", func(t *testing.T) {
		third := d.reports(round)[3].ID
		at(6)
		paragraph := d.contributions(third)[0]
		d.must(d.write(paragraph))
		d.must(d.sign(paragraph))
		at(9)
		paragraph = d.contributions(third)[0]
		_, err := d.desk.SaveAndSign(t.Context(), d.who[paragraph.OrganisationID], paragraph.ID, paragraph.Revision,
			models.ContributionContent{Text: "Uten skrivefeil", Language: models.Bokmaal}, "avdelingsdirektør")
		d.must(err)
		if got := field(coordinator.Get("/runder/2026-k3"), 4, "AID"); got != "Bidrag" {
			t.Errorf("the paragraph is %q", got)
		}
	})
}

func TestTheBoardIsNarrowedInTheAddress(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	coordinator := w.As("koordinator.jd")
	numbers := func(query string) string {
		var found []string
		coordinator.Get("/runder/2026-k4" + query).WantStatus(200).Doc().Find("table.board tbody th .number").Each(func(_ int, s *goquery.Selection) { found = append(found, s.Text()) })
		return strings.Join(found, " ")
	}
	for query, want := range map[string]string{
		"?departement=AID":                   "8 9 18",
		"?departement=BFD":                   "9 12",
		"?vis=trenger-meg":                   "18",
		"?vis=kladd":                         "9",
		"?vis=kladd&departement=UD":          "",
		"?omrade=4":                          "14 15 16 17 18",
		"?omrade=4&vis=innsendt":             "18",
		"?departement=AID&vis=klarert":       "8",
		"?departement=X&vis=tull":            "",
		"?omrade=4&departement=AID&vis=tull": "18",
	} {
		if got := numbers(query); got != want {
			t.Errorf("%s shows measures %q, want %q", query, got, want)
		}
	}
}

func TestTheBoardIsReadAgainOnlyWhenSomethingHasChanged(t *testing.T) {
	var queries atomic.Int64
	w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { queries.Store(o.Queries) }})
	d := newDeliveries(t, w)
	round := d.open(fourth)
	report := d.reports(round)[0].ID
	coordinator := w.As("koordinator.jd").Partial()
	page := coordinator.Get("/runder/2026-k4")
	tag, there := page.Doc().Find("[data-live-from='/runder/2026-k4/tavle']").Attr("data-live-tag")
	if !there {
		t.Fatal("the page of a running round does not say where it is read anew")
	}
	again := func() *servertest.Page { return coordinator.With("If-None-Match", tag).Get("/runder/2026-k4/tavle") }
	if page := again().WantStatus(304); page.Body != "" || queries.Load() != 1 {
		t.Errorf("when nothing has changed, %d bytes are sent after %d queries", len(page.Body), queries.Load())
	}
	d.must(d.draft(report))
	again().WantStatus(304)
	w.Clock.Add(10 * time.Minute)
	part := again().WantStatus(200).WantNoText("Hemmelig")
	if got := field(part, 1, "JD"); got != "Kladd, sist lagret i dag" {
		t.Errorf("after ten minutes the draft is %q", got)
	}
	tag = part.Header.Get("ETag")
	again().WantStatus(304)
	d.must(d.send(report))
	part = again().WantStatus(200)
	if said, _ := part.Doc().Find("td[data-state=submitted]").Attr("data-said"); said != "JD har sendt inn tiltak 1" {
		t.Errorf("what is read out is %q", said)
	}
	if got := part.Doc().Find("html, form, h1").Length(); strings.Contains(part.Body, "<html") || part.Doc().Find("form, h1").Length() > 0 {
		t.Errorf("the part holds more than what changes (%d)", got)
	}
	t.Run("a closed round and the board of a day are not read anew", func(t *testing.T) {
		_, err := d.rounds.Close(t.Context(), d.coordinator, round.ID)
		d.must(err)
		if again().WantStatus(200).Doc().Find("[data-over]").Length() == 0 {
			t.Error("the part does not say that the round is over")
		}
		for _, path := range []string{"/runder/2026-k4", "/runder/2026-k4?dato=2026-11-24"} {
			if coordinator.Get(path).WantStatus(200).Doc().Find("[data-live-from]").Length() > 0 {
				t.Errorf("%s reads itself anew", path)
			}
		}
	})
}

func TestABoardThatIsLeftOpenKeepsNobodyLoggedIn(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	coordinator := w.As("koordinator.jd").Partial()
	for range 7 {
		w.Clock.Add(10 * time.Minute)
		if w.Clock.Now().Sub(time.Date(2026, time.November, 24, 11, 0, 0, 0, time.UTC)) < time.Hour {
			coordinator.Get("/runder/2026-k4/tavle").WantStatus(200)
		}
	}
	coordinator.Get("/runder/2026-k4/tavle").WantStatus(401)
}
