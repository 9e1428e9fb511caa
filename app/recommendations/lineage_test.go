package recommendations_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/server/servertest"
)

// chain is the table of the rounds in which a point was raised: what stands in
// each row for round, reference, level and how it stands.
func chain(page *servertest.Page) []string {
	var rows []string
	page.Doc().Find("#linje").Closest("section").Find("tbody tr").Each(func(_ int, row *goquery.Selection) {
		var cells []string
		row.Find("td, th").Each(func(_ int, cell *goquery.Selection) {
			cells = append(cells, strings.Join(strings.Fields(cell.Text()), " "))
		})
		ref, _, _ := strings.Cut(cells[1], " ")
		rows = append(rows, cells[0]+" | "+ref+" | "+cells[2]+" | "+cells[4])
	})
	return rows
}

func wantChain(t *testing.T, page *servertest.Page, want ...string) {
	t.Helper()
	if got := strings.Join(chain(page), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("%s shows the chain\n%s\nwant\n%s", page.Path, got, strings.Join(want, "\n"))
	}
}

func TestLineage(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator, reader := w.As("koordinator.jd"), w.As("leser.nim")
		t.Run("the whole chain is told, and that it is proposed", func(t *testing.T) {
			page := reader.Get("/anbefalinger/G3-05").WantText("Reist i runde 3. Foreslått, ikke bekreftet: runde 1 og 2.", "«styrke ikke sett → ber innstendig → styrke ikke sett»: vi vet ikke om styrken er endret.")
			wantChain(t, page,
				"GRETA, 1. runde | G1-02 | Styrke ikke sett | foreslått",
				"GRETA, 2. runde | G2-02 | Ber innstendig (urges) | foreslått",
				"GRETA, 3. runde | G3-05 | Styrke ikke sett | denne anbefalingen")
			if page.Doc().Find(`main form[method=post]`).Length() != 0 {
				t.Error("a reader meets a form")
			}
			reader.Get("/anbefalinger").WantText("Foreslått, ikke bekreftet: runde 1 og 2.")
		})
		t.Run("what was raised once has no chain", func(t *testing.T) {
			reader.Get("/anbefalinger/G3-01").WantText("Punktet er ikke knyttet til andre evalueringer.").WantNoText("Reist i runde")
		})
		t.Run("the coordinator confirms step by step, and only what is confirmed all the way is", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G2-02/forlopere/G1-02", nil).WantRedirect("/anbefalinger/G2-02")
			wantChain(t, reader.Get("/anbefalinger/G3-05"),
				"GRETA, 1. runde | G1-02 | Styrke ikke sett | foreslått",
				"GRETA, 2. runde | G2-02 | Ber innstendig (urges) | foreslått",
				"GRETA, 3. runde | G3-05 | Styrke ikke sett | denne anbefalingen")
			done := coordinator.Post("/anbefalinger/G3-05/forlopere/G2-02", nil)
			done.WantRedirect("/anbefalinger/G3-05")
			done.Follow().WantText("Linjen fra G2-02 er bekreftet.", "Reist i runde 1, 2 og 3.")
			if event := newest(t, w, "lineage.confirm"); !strings.Contains(event.Before, `"confirmed":false`) || !strings.Contains(event.After, `"earlier":"G2-02","later":"G3-05","confirmed":true`) {
				t.Errorf("the trail says %s and %s", event.Before, event.After)
			}
		})
		t.Run("a line is added, with how the level moved, and told on either page", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G3-02/forlopere", url.Values{"forloper": {"G2-01"}}).WantRedirect("/anbefalinger/G3-02")
			reader.Get("/anbefalinger/G3-02").WantText("Reist i runde 2 og 3.", "«ber innstendig → mener»: svakere uttrykt enn før.")
			wantChain(t, reader.Get("/anbefalinger/G2-01"),
				"GRETA, 2. runde | G2-01 | Ber innstendig (urges) | denne anbefalingen",
				"GRETA, 3. runde | G3-02 | Mener (considers) | bekreftet")
			newest(t, w, "lineage.add")
		})
		t.Run("what cannot be is told at the field", func(t *testing.T) {
			for _, test := range []struct{ later, earlier, want string }{
				{"G2-01", "G3-02", "Velg en anbefaling fra en tidligere runde enn denne."},
				{"G3-01", "G3-02", "Velg en anbefaling fra en tidligere runde enn denne."},
				{"G3-01", "", "Velg en anbefaling fra en tidligere runde."},
			} {
				page := coordinator.Post("/anbefalinger/"+test.later+"/forlopere", url.Values{"forloper": {test.earlier}}).WantStatus(422).WantText(test.want)
				if test.later != "G2-01" && page.Doc().Find("#forloper-feil").Length() != 1 {
					t.Errorf("the problem of %s does not stand at the field", test.later)
				}
			}
		})
		t.Run("a line is removed, and is not there to be confirmed or removed again", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G3-02/forlopere/G2-01/fjern", nil).WantRedirect("/anbefalinger/G3-02")
			coordinator.Get("/anbefalinger/G3-02").WantText("Punktet er ikke knyttet til andre evalueringer.")
			newest(t, w, "lineage.remove")
			coordinator.Post("/anbefalinger/G3-02/forlopere/G2-01/fjern", nil).WantStatus(404)
			coordinator.Post("/anbefalinger/G3-02/forlopere/G2-01", nil).WantStatus(404)
			coordinator.Post("/anbefalinger/G3-02/forlopere", url.Values{"forloper": {"G9-99"}}).WantStatus(404)
			coordinator.Post("/anbefalinger/G9-99/forlopere", url.Values{"forloper": {"G2-01"}}).WantStatus(404)
		})
		t.Run("nobody else may", func(t *testing.T) {
			for _, username := range []string{"leser.nim", "rapportor.jd", "redaktor.kom", "administrator.jd"} {
				w.As(username).Post("/anbefalinger/G3-05/forlopere/G2-02/fjern", nil).WantStatus(403)
			}
		})
		t.Run("an edition and a day have the lines they had", func(t *testing.T) {
			reader.Get("/anbefalinger/G3-05?utgave=2026-k3").WantText("Foreslått, ikke bekreftet: runde 1 og 2.")
			today := w.Clock.Now().Format(time.DateOnly)
			w.Clock.Add(48 * time.Hour)
			w.As("koordinator.jd").Post("/anbefalinger/G3-05/forlopere/G2-02/fjern", nil).WantStatus(303)
			reader = w.As("leser.nim")
			reader.Get("/anbefalinger/G3-05?dato=" + today).WantText("Reist i runde 1, 2 og 3.")
			reader.Get("/anbefalinger/G3-05").WantText("Punktet er ikke knyttet til andre evalueringer.")
		})
	})
}
