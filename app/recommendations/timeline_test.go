package recommendations_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/server/servertest"
)

// happened is the timeline of a recommendation: when and what, in order.
func happened(page *servertest.Page) []string {
	var list []string
	page.Doc().Find("#tidslinje").Closest("section").Find("ol > li").Each(func(_ int, line *goquery.Selection) {
		list = append(list, strings.ReplaceAll(strings.Join(strings.Fields(line.Find("b").Text()+" | "+line.Find("p").Text()), " "), "\u00a0", " "))
	})
	return list
}

func TestTimeline(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator := w.As("koordinator.jd")
		w.Clock.Add(time.Minute)
		coordinator.Post("/anbefalinger/G2-04/koblinger/12", url.Values{"grad": {"full"}}).WantStatus(303)
		got := happened(coordinator.Get("/anbefalinger/G2-04").WantStatus(200))
		t.Run("the dates of the evaluation come first, as the source has them", func(t *testing.T) {
			if at := slices.IndexFunc(got, func(line string) bool { return strings.HasSuffix(line, "| Rapporten ble publisert") }); at < 0 || !strings.HasPrefix(got[at], "21. juni 2017 |") {
				t.Errorf("the timeline says %q", got)
			}
		})
		t.Run("links follow in the order they were made", func(t *testing.T) {
			proposed := slices.IndexFunc(got, func(line string) bool { return strings.Contains(line, "Tiltak 12: koblingen er foreslått") })
			confirmed := slices.IndexFunc(got, func(line string) bool {
				return strings.Contains(line, "Tiltak 12: koblingen er bekreftet, svarer helt, bekreftet")
			})
			if proposed < 0 || confirmed < proposed {
				t.Errorf("the timeline says %q", got)
			}
		})
		t.Run("an edition has what had happened by then", func(t *testing.T) {
			if then := happened(coordinator.Get("/anbefalinger/G2-04?utgave=2026-k3")); slices.ContainsFunc(then, func(line string) bool { return strings.Contains(line, "bekreftet") }) {
				t.Errorf("the timeline says %q", then)
			}
		})
	})
}
