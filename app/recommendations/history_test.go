package recommendations_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/demo"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// changes are the headings of the history of a recommendation's links, in order.
func changes(page *servertest.Page) []string {
	var list []string
	page.Doc().Find("#koblingshistorikk").Closest("section").Find("ol.timeline > li > b").Each(func(_ int, line *goquery.Selection) { list = append(list, line.Text()) })
	return list
}

func TestHistoryOfLinks(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator := w.As("koordinator.jd")
		const page = "/anbefalinger/G3-01"
		t.Run("it begins with the catalogue that was taken in", func(t *testing.T) {
			found := coordinator.Get(page).WantStatus(200)
			if got := changes(found); len(got) == 0 || !strings.HasPrefix(got[len(got)-1], "Tiltak\u00a0") || !strings.HasSuffix(got[0], ": foreslått") {
				t.Errorf("the history says %q", got)
			}
			found.WantText("kommandolinjen")
		})
		begun := len(changes(coordinator.Get(page)))
		w.Clock.Add(time.Minute)
		t.Run("it tells who confirmed, when and why, the newest first", func(t *testing.T) {
			coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}, "merknad": {"Dekker hele punktet"}, "grunn": {"Avklart i møte"}}).WantRedirect(page)
			found := coordinator.Get(page)
			if got := changes(found); len(got) != begun+1 || !strings.HasPrefix(got[0], "Tiltak\u00a014") || !strings.HasSuffix(got[0], ": bekreftet") {
				t.Errorf("the history says %q", got)
			}
			found.WantText("(Koordinator JD)", "Begrunnelse: Avklart i møte", "kl.")
		})
		t.Run("a change of the note is a change, and the same again is none", func(t *testing.T) {
			for range 2 {
				coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}, "merknad": {"Dekker det meste"}}).WantRedirect(page)
			}
			if got := changes(coordinator.Get(page)); len(got) != begun+2 || !strings.HasSuffix(got[0], ": endret") {
				t.Errorf("the history says %q", got)
			}
		})
		t.Run("a confirmed link is set back only with a reason, told at the field of that link", func(t *testing.T) {
			form := url.Values{"grad": {"full"}, "tilstand": {"foreslatt"}, "merknad": {"Skrevet"}}
			refused := coordinator.Post(page+"/koblinger/14", form).WantStatus(422).WantText("Skriv hvorfor koblingen ikke lenger skal stå som bekreftet.", "Skrevet")
			if refused.Doc().Find("#grunn-14-feil").Length() != 1 || refused.Doc().Find(`a[href="#grunn-14"]`).Length() != 1 {
				t.Error("the problem does not stand at the reason of measure 14")
			}
			form.Set("grunn", "Direktoratet er uenig")
			coordinator.Post(page+"/koblinger/14", form).WantRedirect(page)
			found := coordinator.Get(page).WantText("svarer helt, foreslått", "Begrunnelse: Direktoratet er uenig")
			if got := changes(found); len(got) != begun+3 || !strings.HasSuffix(got[0], ": foreslått") {
				t.Errorf("the history says %q", got)
			}
			newest(t, w, "link.propose")
		})
		t.Run("a link can be added as a proposal", func(t *testing.T) {
			const other = "/anbefalinger/G1-01"
			done := coordinator.Post(other+"/koblinger", url.Values{"tiltak": {"12"}, "grad": {"partial"}, "tilstand": {"foreslatt"}})
			done.WantRedirect(other)
			done.Follow().WantText("Koblingen til tiltak 12 er lagret som foreslått.", "svarer delvis, foreslått")
			coordinator.Post(other+"/koblinger/12/fjern", url.Values{"grunn": {"Feil tiltak"}}).WantRedirect(other)
			found := coordinator.Get(other).WantText("Begrunnelse: Feil tiltak")
			if got := changes(found); len(got) != 2 || !strings.HasSuffix(got[0], ": fjernet") || !strings.HasSuffix(got[1], ": foreslått") {
				t.Errorf("the history says %q", got)
			}
		})
		t.Run("an edition and a day have the history up to them", func(t *testing.T) {
			now := len(changes(coordinator.Get(page)))
			w.Clock.Add(48 * time.Hour)
			coordinator = w.As("koordinator.jd")
			coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}}).WantRedirect(page)
			yesterday := w.Clock.Now().Add(-24 * time.Hour).Format(time.DateOnly)
			if got := changes(coordinator.Get(page + "?dato=" + yesterday)); len(got) != now {
				t.Errorf("the day before has %d changes, want %d", len(got), now)
			}
			if got := changes(coordinator.Get(page + "?utgave=2026-k3")); len(got) != begun {
				t.Errorf("the edition has %d changes, want the %d there were", len(got), begun)
			}
		})
		t.Run("twelve are shown at a time, and every one once", func(t *testing.T) {
			for i := range 15 {
				coordinator.Post(page+"/koblinger/14", url.Values{"grad": {"full"}, "merknad": {fmt.Sprintf("Merknad %d", i)}}).WantRedirect(page)
			}
			first := coordinator.Get(page)
			if got := changes(first); len(got) != 12 {
				t.Errorf("%d changes are shown", len(got))
			}
			older, _ := first.Doc().Find("a[rel=next]").Attr("href")
			second := coordinator.Get(older).WantText("Merknad 2", "Merknad: Dekker hele punktet")
			second.WantNoText("Merknad 3")
			if second.Doc().Find("a[rel=prev]").Length() != 1 {
				t.Error("there is no way back to the newest")
			}
		})
		t.Run("a page of the history that cannot be is not found", func(t *testing.T) {
			for _, from := range []string{"x", "0", "-1"} {
				coordinator.Get(page + "?for=" + from).WantStatus(404)
			}
		})
		t.Run("confirming in the catalogue is part of it", func(t *testing.T) {
			action, fields := coordinator.Get("/katalog").WantStatus(200).Form(`form[action^="/katalog/koblinger/"]`)
			coordinator.Post(action, fields).WantStatus(303)
			var count int64
			if err := w.Store.Read(t.Context()).Table("link_histories").Where("action = 'confirmed' AND user_id IS NOT NULL").Count(&count).Error; err != nil || count != 3 {
				t.Errorf("%d links were confirmed by people (%v), want 3", count, err)
			}
		})
		wantHistoryOfEveryLink(t, w.Store)
	})
}

// The demo is filled by the import of a catalogue and by the coordinator: neither
// changes a link without its history.
func TestEveryLinkOfTheDemoHasAHistory(t *testing.T) {
	address := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	wantHistoryOfEveryLink(t, storetest.Open(t, address, nil))
}

// wantHistoryOfEveryLink holds the newest change of every link against the link.
func wantHistoryOfEveryLink(t *testing.T, s *store.Store) {
	t.Helper()
	type pair struct{ recommendation, measure int64 }
	var links []models.RecommendationLink
	var past []models.LinkHistory
	if err := errors.Join(s.Read(t.Context()).Find(&links).Error, s.Read(t.Context()).Order("id").Find(&past).Error); err != nil {
		t.Fatal(err)
	}
	newest := map[pair]models.LinkHistory{}
	for _, h := range past {
		newest[pair{h.RecommendationID, h.MeasureID}] = h
	}
	if len(links) == 0 {
		t.Error("there are no links")
	}
	for _, l := range links {
		at := pair{l.RecommendationID, l.MeasureID}
		h, told := newest[at]
		if !told || h.Action == models.LinkWasRemoved || h.Degree != l.Degree || h.Note != l.Note || h.Confirmed != l.Confirmed {
			t.Errorf("the link %+v was last told as %+v", l, h)
		}
		delete(newest, at)
	}
	for at, h := range newest {
		if h.Action != models.LinkWasRemoved {
			t.Errorf("%v is told of as %s, and is no link", at, h.Action)
		}
	}
}
