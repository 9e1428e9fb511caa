package dashboard_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"pgregory.net/rapid"

	"tiltak/app/dashboard"
	"tiltak/app/server/servertest"
	views "tiltak/views/measures"
	"tiltak/views/parts"
)

func TestFacetsCountWhatTheyWouldLeave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySnapshot(t)
		filter := views.Filter{
			Area:     rapid.SampledFrom([]string{"", "1", "2", "9"}).Draw(t, "area"),
			Ministry: rapid.SampledFrom([]string{"", "JD", "AID", "XX"}).Draw(t, "ministry"),
			Figure:   rapid.SampledFrom([]string{"", "ontrack", "missing", "?"}).Draw(t, "status"),
		}
		list := dashboard.MeasuresOf(s, parts.Source{}, filter)
		if list.Total != len(s.Measures) || len(list.Rows) > list.Total {
			t.Fatalf("%d of %d, the plan has %d", len(list.Rows), list.Total, len(s.Measures))
		}
		for name, facets := range map[string][]views.Facet{"omrade": list.ByArea, "dep": list.ByMinistry, "status": list.ByFigure} {
			for _, facet := range facets {
				left := dashboard.MeasuresOf(s, parts.Source{}, filter.Set(name, facet.Value))
				if len(left.Rows) != facet.Count {
					t.Fatalf("%s %s says %d and leaves %d", name, facet.Value, facet.Count, len(left.Rows))
				}
			}
		}
	})
}

func TestListOfMeasures(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")
	for _, test := range []struct {
		name, address string
		want          []int
	}{
		{"all are listed in order", "/tiltak", numbers(1, 18)},
		{"an area has its own", "/tiltak?omrade=2", numbers(6, 9)},
		{"a ministry has those it leads", "/tiltak?dep=HOD", []int{7}},
		{"and, when asked for, those it contributes to", "/tiltak?dep=HOD&rolle=med", []int{1, 2, 4, 7, 10, 11, 12}},
		{"ministry and area together are a field of the matrix", "/tiltak?dep=AID&omrade=4", []int{18}},
		{"continuing ones", "/tiltak?lopende=1", []int{3, 5, 7}},
		{"a word of the title", "/tiltak?q=straffeloven", []int{17}},
		{"two words need not stand together", "/tiltak?q=Politiet+p%C3%A5tale", []int{16}},
		{"an organisation by its full name", "/tiltak?q=Arbeidstilsynet", []int{9, 18}},
		{"a cleared text is searched", "/tiltak?q=alle+kan+lese&omrade=1", numbers(1, 5)},
		{"what is not for publication is not", "/tiltak?q=hindring", nil},
		{"a draft is not", "/tiltak?q=kladdetekst", nil},
		{"a status nothing has", "/tiltak?status=deviation", nil},
		{"an area that does not exist", "/tiltak?omrade=99", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := reader.Get(test.address).WantStatus(200)
			var got []int
			page.Doc().Find(".measure__no").Each(func(_ int, number *goquery.Selection) {
				var n int
				if _, err := fmt.Sscan(number.Text(), &n); err != nil {
					t.Fatal(err)
				}
				got = append(got, n)
			})
			if fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Errorf("lists %v, want %v", got, test.want)
			}
			page.WantText(fmt.Sprintf("%d av 18 tiltak vises", len(test.want)))
		})
	}
	t.Run("every choice can be taken away alone", func(t *testing.T) {
		page := reader.Get("/tiltak?dep=JD&omrade=1&q=arena").WantStatus(200)
		var addresses []string
		page.Doc().Find(".card-h .facets a").Each(func(_ int, a *goquery.Selection) { addresses = append(addresses, a.AttrOr("href", "")) })
		want := "/tiltak?omrade=1&dep=JD /tiltak?q=arena&dep=JD /tiltak?q=arena&omrade=1 /tiltak"
		if got := strings.Join(addresses, " "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("a search keeps the other choices and the edition", func(t *testing.T) {
		_, fields := reader.Get("/tiltak?dep=JD&utgave=2026-k3").Form("form.filters")
		if fields.Get("dep") != "JD" || fields.Get("utgave") != "2026-k3" {
			t.Errorf("the form holds %v", fields)
		}
	})
	t.Run("what is typed into the address is shown as text", func(t *testing.T) {
		page := reader.Get("/tiltak?q=%3Cscript%3Ealert(1)%3C/script%3E&dep=%22%3E%3Cimg%3E").WantStatus(200)
		for _, markup := range []string{"<script>alert", `"><img>`} {
			if strings.Contains(page.Body, markup) {
				t.Errorf("the page holds %s", markup)
			}
		}
	})
	t.Run("every title that is not confirmed is marked", func(t *testing.T) {
		page := reader.Get("/tiltak").WantStatus(200)
		if marks := page.Doc().Find(".measure h2 .mark").Length(); marks != 18 {
			t.Errorf("%d of 18 are marked", marks)
		}
	})
}

func numbers(from, to int) []int {
	var list []int
	for n := from; n <= to; n++ {
		list = append(list, n)
	}
	return list
}

func TestMeasure(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		situation := w.Situation()
		t.Run("it tells status with its meaning, who has it, and the key it keeps", func(t *testing.T) {
			w.As("leser.nim").Get("/tiltak/9").WantStatus(200).WantText(
				"I rute", "Neste milepæl nås som planlagt.", "Arbeids- og inkluderingsdepartementet (AID)", "Barne- og familiedepartementet (BFD)",
				"Arbeidstilsynet (AT)", "arbeidstittel", "foreløpig", situation.MeasureKey, "3. kvartal 2026", servertest.ClearedText)
		})
		t.Run("what is not for publication is seen by the ministry that owes it, the coordinator and the editor", func(t *testing.T) {
			for _, address := range []string{"/tiltak/9", "/tiltak/9?utgave=2026-k3", "/tiltak/9/historikk?for=2026-k4"} {
				for _, username := range []string{"rapportor.aid", "koordinator.jd", "redaktor.kom"} {
					w.As(username).Get(address).WantStatus(200).WantText(servertest.ObstacleText)
				}
				for _, username := range []string{"leser.nim", "rapportor.hod", "rapportor.bfd", "bidragsyter.bufdir", "administrator.jd"} {
					w.As(username).Get(address).WantStatus(200).WantNoText(servertest.ObstacleText)
				}
			}
		})
		t.Run("nobody sees a draft or an unsigned contribution", func(t *testing.T) {
			for _, username := range []string{"rapportor.aid", "rapportor.bfd", "koordinator.jd", "leser.nim"} {
				w.As(username).Get("/tiltak/9").WantStatus(200).WantNoText(servertest.DraftText, servertest.ContributedText)
			}
		})
		t.Run("an administrator does not see what is cleared in the running round", func(t *testing.T) {
			w.As("leser.nim").Get("/tiltak/8").WantStatus(200).WantText("4. kvartal 2026, klarert")
			w.As("administrator.jd").Get("/tiltak/8").WantStatus(200).WantText("3. kvartal 2026, klarert").WantNoText("4. kvartal 2026, klarert")
		})
		t.Run("a number that no measure has is not found, however it is written", func(t *testing.T) {
			for _, address := range []string{"/tiltak/19", "/tiltak/0", "/tiltak/-1", "/tiltak/09", "/tiltak/+9", "/tiltak/9a", "/tiltak/99999999999999999999", "/tiltak/19/historikk", "/tiltak/9/historikk?for=i+fjor", "/tiltak/19?utgave=2026-k3"} {
				w.As("leser.nim").Get(address).WantStatus(404)
			}
		})
	})
}

func TestMilestonePage(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	t.Run("without milestones it says so and shows what the plan has been through", func(t *testing.T) {
		w.As("leser.nim").Get("/milepaeler").WantStatus(200).WantText("Milepæler 2025–2030", "Ingen klarert rapport har milepæler ennå", "Hendelser i planen")
	})
}
