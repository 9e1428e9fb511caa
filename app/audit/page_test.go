package audit_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
)

func TestThePageOfTheLog(t *testing.T) {
	w := servertest.Start(t)
	lived(t, w)
	page := w.As("koordinator.jd").Get("/logg").WantStatus(http.StatusOK)
	t.Run("tells who did what, newest first", func(t *testing.T) {
		rows := page.Doc().Find("table.trail tbody tr")
		if rows.Length() < 6 {
			t.Fatalf("%d lines", rows.Length())
		}
		if first := rows.First().Text(); !strings.Contains(first, "Koordinator i JD") || !strings.Contains(first, "Logget inn") {
			t.Errorf("the first line is %q", strings.Join(strings.Fields(first), " "))
		}
		page.WantText("Rapportør i AID (Rapportør AID)", "Roller: JD · Administrator", "Laget utgaven", "utgave 2026-k3.2", "Slag: rettelse", "Begrunnelse: Et tall var feil", "Lagret kladd til rapporten", "Kjeden er hel")
	})
	t.Run("never shows a draft", func(t *testing.T) {
		page.WantNoText("En tekst til", servertest.DraftText, servertest.ContributedText, servertest.ObstacleText)
	})
	t.Run("is narrowed from the address, and keeps what was chosen", func(t *testing.T) {
		narrow := w.As("koordinator.jd").Get("/logg?hva=edition&til=2026-11-24").WantStatus(http.StatusOK)
		if got := narrow.Doc().Find("table.trail tbody tr").Length(); got != 2 {
			t.Errorf("%d lines, want the two editions", got)
		}
		_, fields := narrow.Form("form.filters")
		if fields.Get("hva") != "edition" || fields.Get("til") != "2026-11-24" {
			t.Errorf("the form holds %v", fields)
		}
	})
	t.Run("says what to do about dates that cannot be read", func(t *testing.T) {
		for address, want := range map[string]string{
			"/logg?fra=igår":                      "er ikke en dato",
			"/logg?fra=2026-11-24&til=2026-11-01": "Velg en senere dato",
			"/logg?hvem=meg":                      "Velg hvem fra listen",
		} {
			w.As("koordinator.jd").Get(address).WantStatus(http.StatusUnprocessableEntity).WantText(want)
		}
	})
	t.Run("says when nothing fits", func(t *testing.T) {
		w.As("koordinator.jd").Get("/logg?til=2020-01-01").WantStatus(http.StatusOK).WantText("Ingen linjer passer")
	})
}

func TestAnEndlessLogIsReadAPageAtATimeAtAFixedCost(t *testing.T) {
	costs := map[string]int64{}
	w := servertest.StartWith(t, servertest.Options{Observe: func(seen server.Observation) { costs[seen.Route] = seen.Queries }})
	w.Situation()
	err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
		for i := range 120 {
			if err := tx.Record(store.CommandLine(), "round.open", "round", i, "", nil, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	browser := w.As("administrator.jd")
	var numbers []string
	for address := "/logg?hva=round"; address != ""; {
		page := browser.Get(address).WantStatus(http.StatusOK)
		if costs["/logg"] != 3 {
			t.Errorf("the page cost %d queries, want 3", costs["/logg"])
		}
		for _, row := range page.Doc().Find("table.trail tbody tr td:first-child").EachIter() {
			numbers = append(numbers, strings.TrimSpace(row.Text()))
		}
		address = ""
		for _, link := range page.Doc().Find(".pager a").EachIter() {
			if strings.Contains(link.Text(), "Eldre") {
				address = link.AttrOr("href", "")
			}
		}
	}
	seen := map[string]bool{}
	for _, number := range numbers {
		if seen[number] {
			t.Errorf("line %s was shown twice", number)
		}
		seen[number] = true
	}
	if len(numbers) != 121 {
		t.Errorf("%d lines about rounds were shown, want 121", len(numbers))
	}
}

func TestABrokenLineIsMarked(t *testing.T) {
	w := servertest.Start(t)
	lived(t, w)
	dba(t, w.Store, "UPDATE audit_events SET who = 'En annen' WHERE sequence = 3")
	page := w.As("koordinator.jd").Get("/logg").WantStatus(http.StatusOK).WantText("Kjeden er brutt for linjer på siden")
	marked := page.Doc().Find("table.trail .ds-tag")
	if got := strings.Fields(marked.Closest("td").Text()); len(got) != 2 || got[0] != "3" {
		t.Errorf("marked: %v, want line 3", got)
	}
}

func TestEveryAddressOfAFilterCanBeFollowed(t *testing.T) {
	w := servertest.Start(t)
	situation := lived(t, w)
	for _, query := range []url.Values{
		{"hva": {"report"}, "nr": {fmt.Sprint(situation.DraftID)}},
		{"hvem": {fmt.Sprint(situation.UserID)}},
		{"hvem": {"kommandolinjen"}},
		{"hva": {"' OR 1=1 --"}},
		{"under": {"2"}},
	} {
		w.As("administrator.jd").Get("/logg?" + query.Encode()).WantStatus(http.StatusOK)
	}
	w.As("administrator.jd").Get("/logg?under=x").WantStatus(http.StatusNotFound)
	w.As("administrator.jd").Get("/plan/" + situation.PlanCode + "/logg").WantStatus(http.StatusOK)
}
