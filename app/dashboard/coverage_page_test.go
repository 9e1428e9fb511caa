package dashboard_test

import (
	"log/slog"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/demo"
	"tiltak/app/server/servertest"
	"tiltak/app/store/storetest"
)

// The demo has recommendations that are confirmed, behind, assessed and assessed
// in ways that do not agree.
func TestRecommendationsOnTheBoard(t *testing.T) {
	address := storetest.SQLiteAddress(t)
	if err := demo.Fill(t.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	w := servertest.Over(t, storetest.Open(t, address, nil), servertest.Options{Demo: true})
	reader := w.As("leser.nim")
	for _, board := range []string{"/tavle", "/tavle?utgave=2026-k2", "/tavle?dato=2026-10-31"} {
		page := reader.Get(board).WantStatus(200)
		panel := page.Doc().Find("#dekning").Closest("section")
		links := panel.Find("tbody td a")
		if links.Length() < 5 {
			t.Fatalf("%s has %d figures that lead on", board, links.Length())
		}
		links.Each(func(_ int, link *goquery.Selection) {
			count := strings.Fields(link.Text())[0]
			if got := listed(reader, link.AttrOr("href", "")); strconv.Itoa(got) != count {
				t.Errorf("%s says %s, and %s lists %d", board, count, link.AttrOr("href", ""), got)
			}
		})
		panel.Find("ul.ds-list a").Each(func(_ int, link *goquery.Selection) {
			got := listed(reader, link.AttrOr("href", ""))
			if count, _, _ := strings.Cut(link.Text(), " "); count != strconv.Itoa(got) && (count != "Én" || got != 1) {
				t.Errorf("%s says %q, and it lists %d", board, link.Text(), got)
			}
		})
	}
	t.Run("what is assessed in ways that do not agree says so, on the board and by the measure", func(t *testing.T) {
		reader.Get("/tavle").WantText("anbefalinger er vurdert ulikt", "Vurderingene er ulike")
		reader.Get("/tiltak/11").WantStatus(200).WantText("Vår vurdering: Delvis gjennomført", "Vurderingene er ulike", "Foreslått, ikke bekreftet: runde 1 og 3")
		reader.Get("/tiltak/11?utgave=2026-k3").WantStatus(200).WantText("Vår vurdering: Delvis gjennomført")
	})
}

func listed(client *servertest.Client, address string) int {
	return client.Get(address).WantStatus(200).Doc().Find(".greta .id").Length()
}
