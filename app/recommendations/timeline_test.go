package recommendations_test

import (
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/recommendations"
	"tiltak/app/server/servertest"
	"tiltak/models"
	"tiltak/views/parts"
	views "tiltak/views/recommendations"
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
				return strings.Contains(line, "Tiltak 12: koblingen er bekreftet, svarer helt")
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

// Random plans: the statuses on a timeline are those that were told anew, the
// newest of them, in order, and the rest are counted.
func TestTimelineTellsTheNewestStatuses(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 9))
	left := 0
	for seed := range uint64(40) {
		s := drawn(seed, 6, 8, 8)
		for i := range models.HistoryRounds {
			s.History = append(s.History, models.QuarterFromIndex(s.Period.Index()-models.HistoryRounds+1+i))
		}
		for i := range s.Measures {
			for _, period := range s.History {
				s.Measures[i].History = append(s.Measures[i].History, models.HistoryFacts{Period: period, Figure: models.Figures()[random.IntN(7)]})
			}
		}
		for _, r := range s.Recommendations {
			page, err := recommendations.PageOf(s, parts.Source{}, r.Ref)
			if err != nil {
				t.Fatal(err)
			}
			timeline := recommendations.TimelineOf(s, page)
			want := 0
			for _, link := range r.Links {
				m, _ := s.Measure(link.Measure)
				for i, h := range m.History {
					anew := i == 0 || m.History[i-1].Figure != h.Figure
					if anew && strings.Contains("done delayed deviation discontinued", string(h.Figure)) {
						want++
					}
				}
			}
			shown, last := 0, -1
			for _, moment := range timeline.Moments {
				if moment.Kind != views.StatusMoved {
					continue
				}
				if shown++; moment.Period.Index() < last {
					t.Fatalf("seed %d: %s comes after a later edition", seed, moment.Period)
				}
				last = moment.Period.Index()
			}
			if shown != min(12, want) || shown+timeline.LeftOut != want {
				t.Fatalf("seed %d, %s: %d shown and %d left out of %d", seed, r.Ref, shown, timeline.LeftOut, want)
			}
			left += timeline.LeftOut
		}
	}
	if left == 0 {
		t.Error("nothing was ever left out: the plans are too small to tell")
	}
}
