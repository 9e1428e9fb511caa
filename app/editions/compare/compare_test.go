package compare_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

var (
	second = models.Quarter{Year: 2026, Number: 2}
	third  = models.Quarter{Year: 2026, Number: 3}
)

// twoEditions closes two rounds. From the one to the other measure 1 gets worse
// and moves a milestone, measure 2 reports for the first time, and measure 3 no
// longer reports.
func twoEditions(w *servertest.World) {
	p := w.Play()
	round := p.Open(second)
	p.Cleared(second, 1, func(c *models.ReportContent) {
		c.NewsletterText = "Departementet sendte forslaget på høring."
		c.Obstacles = servertest.ObstacleText
		c.Milestones = models.List[models.MilestoneState]{{Title: "Lovforslag", Due: models.NewDate(2026, time.December, 1), Phase: models.MilestonePlanned}}
	})
	p.Cleared(second, 3, nil)
	p.Close(round)
	round = p.Open(third)
	p.Cleared(third, 1, func(c *models.ReportContent) {
		c.Status.Health = models.OffTrack
		c.NewsletterText = "Departementet trakk forslaget på høring."
		c.Obstacles = servertest.ObstacleText + ", og den er blitt større"
		c.Milestones[0].Due, c.Milestones[0].Reason = models.NewDate(2027, time.March, 1), "Høringen tok lengre tid"
	})
	p.Cleared(third, 2, nil)
	p.Close(round)
}

func TestTwoEditionsSideBySide(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.As("leser.nim").Get("/utgaver/sammenlign").WantStatus(http.StatusOK).WantText("det finnes ingen utgaver å sammenligne")
		twoEditions(w)
		reader := w.As("leser.nim")
		page := reader.Get("/utgaver/sammenlign?fra=2026-k2&til=2026-k3").WantStatus(http.StatusOK).WantText(
			"Fra utgave 2026-k2.1", "til utgave 2026-k3.1", "Ett tiltak har fått ny status (1 verre enn før).", "Ett tiltak er rapportert for første gang.",
			"Én milepæl er flyttet.", "Fra 1. desember 2026 til 1. mars 2027. Begrunnelse: Høringen tok lengre tid", "90 dager senere", "Verre", "arbeidstittel",
		).WantNoText(servertest.ObstacleText)
		if added := page.Doc().Find("ins").First().Text(); added != "trakk" {
			t.Errorf("new words: %q", added)
		}
		if removed := page.Doc().Find("del").First().Text(); removed != "sendte" {
			t.Errorf("words that are gone: %q", removed)
		}
		titles := page.Doc().Find("table.meas a[href^='/tiltak/']").Length()
		if marks := page.Doc().Find("table.meas .mark").Length(); titles == 0 || marks < titles {
			t.Errorf("%d titles in tables, %d marks", titles, marks)
		}
		if got := page.Text(); got != reader.Get("/utgaver/sammenlign").Text() {
			t.Error("without a question the two newest are not compared")
		}
		reader.Get("/utgaver/sammenlign?fra=2026-k3&til=2026-k2").WantText("Du sammenligner bakover", "90 dager tidligere")
		reader.Get("/utgaver/sammenlign?fra=2026-k3&til=2026-k3.1").WantText("Det er ingen forskjell")
		reader.Get("/utgaver/sammenlign?fra=2026-k3&til=na").WantStatus(http.StatusOK).WantText("slik det er nå")
		reader.Get("/utgaver/sammenlign?fra=2024-k1&til=2026-k3").WantStatus(http.StatusNotFound)
		reader.Get("/utgaver/sammenlign?fra=tull&til=2026-k3").WantStatus(http.StatusNotFound)
	})
}

func TestAComparisonAsAFile(t *testing.T) {
	w := servertest.Start(t)
	twoEditions(w)
	reader := w.As("leser.nim")
	const address = "/utgaver/sammenlign/fil/"
	const question = "?fra=2026-k2&til=2026-k3"
	for _, format := range []string{"txt", "md", "html"} {
		page := reader.Get(address + format + question).WantStatus(http.StatusOK)
		for _, want := range []string{"Lovforslag", "90 dager senere", "trakk", "sendte", "arbeidstittel", "2026-k3.1", "Vesentlig avvik"} {
			if !strings.Contains(page.Body, want) {
				t.Errorf("the file as %s lacks %q", format, want)
			}
		}
		if strings.Contains(page.Body, servertest.ObstacleText) {
			t.Errorf("the file as %s tells what is not for publication", format)
		}
		// A mark for every title: there are three measures, told of in many places.
		if titles, marks := strings.Count(page.Body, "Samarbeidsstruktur mellom"), strings.Count(page.Body, "arbeidstittel"); titles == 0 || marks < titles {
			t.Errorf("the file as %s has %d titles and %d marks", format, titles, marks)
		}
	}
	for _, format := range []string{"odt", "xlsx"} {
		reader.Get(address + format + question).WantStatus(http.StatusOK)
	}
	word := reader.Get(address + "docx" + question).WantStatus(http.StatusOK)
	if !strings.HasPrefix(word.Body, "PK") || !strings.Contains(word.Header.Get("Content-Disposition"), "sammenligning-2026-k2-2026-k3.docx") {
		t.Errorf("no Word file: %s", word.Header.Get("Content-Disposition"))
	}
	if again := reader.Get(address + "docx" + question); again.Body != word.Body {
		t.Error("the same editions give another file")
	}
	reader.Get(address + "pptx" + question).WantStatus(http.StatusNotFound).WantText("docx, ")
}
