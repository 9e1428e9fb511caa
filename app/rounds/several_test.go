package rounds_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

func id(number int64) string { return strconv.FormatInt(number, 10) }

func words(found *goquery.Selection) string { return strings.Join(strings.Fields(found.Text()), " ") }

func TestSeveralReportsAreClearedTogether(t *testing.T) { servertest.Each(t, together) }

func together(t *testing.T, w *servertest.World) {
	b := newBench(t, w)
	reports := b.reports(b.open(fourth))
	for i, text := range []string{"Første", "Andre", "Tredje", "Fjerde"} {
		b.submit(reports[i], b.reporter.UserID, underWay(text))
	}
	b.submit(b.report(reports[2].ID), b.coordinator.UserID, underWay("Skrevet av koordinatoren"))
	b.submit(b.report(reports[3].ID), b.reporter.UserID, b.late(reports[3], underWay("Fjerde")))
	coordinator := w.As("koordinator.jd")
	path := "/runder/2026-k4/klarer"

	t.Run("the page leads from the board and says of each what has changed", func(t *testing.T) {
		if coordinator.Get("/runder/2026-k4").Doc().Find(`a[href="`+path+`"]`).Length() != 1 {
			t.Error("no link leads there")
		}
		page := coordinator.Get(path).WantStatus(200).WantText("Tiltaket har ikke vært klarert før.", "Velg tiltak 1", "Velg tiltak 2")
		if boxes := page.Doc().Find("input[name=velg]").Length(); boxes != 2 {
			t.Errorf("%d reports can be chosen", boxes)
		}
	})
	t.Run("one's own text and one that differs from what is counted are left out, with the reason", func(t *testing.T) {
		coordinator.Get(path).WantText("Du har skrevet noe av denne rapporten.", "Åpne rapporten og avgjør den for seg.").WantNoText("Velg tiltak 3", "Velg tiltak 4")
		coordinator.Get(path+"?velg=3&velg=4").WantNoText("En siste gang", "Les tekstene en siste gang")
	})
	t.Run("the texts are read once more before they are cleared", func(t *testing.T) {
		coordinator.Get(path+"?velg=1&velg=2&velg=3").WantText("Les tekstene en siste gang", "Første", "Andre", "Klarer 2 rapporter").WantNoText("Skrevet av koordinatoren")
	})
	t.Run("each is cleared for itself, and what came in between stops only its own", func(t *testing.T) {
		action, form := coordinator.Get(path + "?velg=1&velg=2").Form("form.stack[method=post]")
		b.submit(b.report(reports[1].ID), b.reporter.UserID, underWay("Andre, på nytt"))
		coordinator.Post(action, form).WantStatus(409).WantText("1 av 2 rapporter er klarert", "Departementet har sendt inn en ny tekst")
		if first, second := b.report(reports[0].ID).State, b.report(reports[1].ID).State; first != models.ReportCleared || second != models.ReportSubmitted {
			t.Errorf("the first is %s, the second %s", first, second)
		}
		coordinator.Post(action, form).WantStatus(409).WantText("0 av 2 rapporter er klarert", "Noen andre har gjort noe med dette")
	})
	t.Run("the rules hold for what is sent by hand, too", func(t *testing.T) {
		for number, report := range map[int]models.Report{3: reports[2], 4: reports[3]} {
			seen := models.SeenMark(b.report(report.ID).Revision, nil)
			coordinator.Post(path, url.Values{"rapport": {id(report.ID) + " " + strconv.Itoa(number) + " " + seen}}).WantStatus(409).WantText("0 av 1 rapporter er klarert")
			if state := b.report(report.ID).State; state != models.ReportSubmitted {
				t.Errorf("report %d is %s", number, state)
			}
		}
		coordinator.Post(path, url.Values{"rapport": {"tull"}}).WantStatus(400)
		coordinator.Post(path, url.Values{}).WantRedirect(path).Follow().WantText("Velg minst én rapport")
	})
	t.Run("all that can be are cleared", func(t *testing.T) {
		action, form := coordinator.Get(path + "?velg=2").Form("form.stack[method=post]")
		coordinator.Post(action, form).WantStatus(200).WantText("1 av 1 rapporter er klarert")
		coordinator.Get(path).WantText("Du har skrevet noe")
		w.As("leser.nim").Get(path).WantStatus(403)
	})
}
