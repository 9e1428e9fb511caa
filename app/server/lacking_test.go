package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestAReportClearedWithoutAParagraphSaysWhoLacks(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		play := w.Play()
		period := models.Quarter{Year: 2026, Number: 3}
		round := play.Open(period)
		var owed []struct {
			ID       int64
			Number   int
			Ministry string
		}
		if err := w.Store.Read(t.Context()).Raw(`SELECT MIN(c.id) AS id, m.number, MIN(o.code) AS ministry FROM contributions c JOIN reports r ON r.id = c.report_id
			JOIN measures m ON m.id = r.measure_id JOIN organisations o ON o.id = c.organisation_id
			WHERE r.round_id = ? GROUP BY m.number HAVING COUNT(*) = 1 ORDER BY m.number`, round.ID).Scan(&owed).Error; err != nil {
			t.Fatal(err)
		}
		if len(owed) < 2 {
			t.Fatalf("%d measures have one contributing ministry", len(owed))
		}
		lacks, signed := owed[0], owed[1]
		signer := play.Person("rapportor." + strings.ToLower(signed.Ministry))
		if _, err := play.Reporting.SaveContribution(t.Context(), signer, signed.ID, 0, "Vårt bidrag", models.Bokmaal); err != nil {
			t.Fatal(err)
		}
		if err := play.Reporting.SignContribution(t.Context(), signer, signed.ID, "Direktør"); err != nil {
			t.Fatal(err)
		}
		play.Cleared(period, lacks.Number, nil)
		play.Cleared(period, signed.Number, nil)
		sentence := "Bidrag fra " + lacks.Ministry + " mangler."
		reader := w.As("koordinator.jd")
		measures := func(reference string) {
			t.Helper()
			reader.Get(fmt.Sprintf("/tiltak/%d%s", lacks.Number, reference)).WantStatus(http.StatusOK).WantText(sentence)
			reader.Get(fmt.Sprintf("/tiltak/%d%s", signed.Number, reference)).WantStatus(http.StatusOK).WantNoText(" mangler.")
		}
		play.Close(round)
		measures("")
		measures("?utgave=2026-k3")
		paper := reader.Get("/eksport/statusrapport?utgave=2026-k3").WantStatus(http.StatusOK).WantText(sentence)
		if got := paper.Doc().Find("p").FilterFunction(says(sentence)).Length(); got != 1 {
			t.Errorf("the paper says it %d times, not of one measure only", got)
		}
	})
}

func says(sentence string) func(int, *goquery.Selection) bool {
	return func(_ int, p *goquery.Selection) bool { return strings.TrimSpace(p.Text()) == sentence }
}
