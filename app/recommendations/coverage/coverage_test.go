package coverage_test

import (
	"net/http"
	"strings"
	"testing"

	"tiltak/app/documents"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
)

func TestTheMapShowsWhatAnswersWhat(t *testing.T) {
	queries := int64(0)
	w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) {
		if o.Route == "/dekning" {
			queries = o.Queries
		}
	}})
	w.Situation()
	coordinator := w.As("koordinator.jd")
	for _, address := range []string{"/dekning", "/dekning?utgave=2026-k3"} {
		page := coordinator.Get(address).WantStatus(http.StatusOK).WantText("11 anbefalinger: 0 har bekreftet tiltak, 8 bare foreslått tiltak og 3 er uten tiltak.", "26. Straffrihet for ofre", "svarer delvis, foreslått")
		if queries == 0 || queries > 6 {
			t.Errorf("%s cost %d queries", address, queries)
		}
		if cells := page.Doc().Find("#tiltak-mot").Closest("section").Find("td .cover").Length(); cells != 14 {
			t.Errorf("%s shows %d links, want the catalogue's 14", address, cells)
		}
	}
	coordinator.Post("/anbefalinger/G3-01/koblinger/14", map[string][]string{"grad": {"full"}}).WantStatus(http.StatusSeeOther)
	coordinator.Get("/dekning").WantText("11 anbefalinger: 1 har bekreftet tiltak, 7 bare foreslått tiltak", "svarer helt, bekreftet", "én bekreftet")
	coordinator.Get("/dekning?utgave=2026-k3").WantText("0 har bekreftet tiltak") // an edition stays as it was
}

func TestTheMapIsHadAsFiles(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	for _, format := range documents.Formats() {
		file := w.As("leser.nim").Get("/dekning/fil/" + format.Name).WantStatus(http.StatusOK)
		if got := file.Header.Get("Content-Disposition"); !strings.HasSuffix(got, format.Extension+`"`) {
			t.Errorf("the file is called %s", got)
		}
	}
	text := w.As("leser.nim").Get("/dekning/fil/md?utgave=2026-k3").WantStatus(http.StatusOK).Body
	for _, want := range []string{"G3-01 Etterforskning og straffeforfølgning", "foreløpig", "Uten tiltak", "Straffrihet for ofre", "Dette er ikke alle anbefalingene"} {
		if !strings.Contains(text, want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	w.As("leser.nim").Get("/dekning/fil/pdf").WantStatus(http.StatusNotFound)
}
