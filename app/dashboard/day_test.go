package dashboard_test

import (
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/clearings"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// The world stands at 24 November 2026. In the situation, 2026-k3 was closed
// that day, measure 8 was cleared in the running round on 20 October, and its
// text is then cleared anew on the 24th.
const (
	before = "2026-10-19"
	on     = "2026-10-20"
	anew   = "Klarert på nytt i dag"
)

func clearAnew(t *testing.T, w *servertest.World, made servertest.Situation) {
	t.Helper()
	err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
		var report models.Report
		if err := tx.Where("id = ?", made.ClearedID).Take(&report).Error; err != nil {
			return err
		}
		content := report.Content
		content.Done = anew
		if _, err := clearings.Keep(tx, report, content, *report.ClearedBy, ""); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPagesShowADay(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		made := w.Situation()
		clearAnew(t, w, made)
		reader := w.As("leser.nim")
		pages := []string{"/tavle", "/tiltak", "/tiltak/8", "/milepaeler", "/anbefalinger", "/anbefalinger/G3-01"}

		t.Run("and say which, with the edition that was the newest", func(t *testing.T) {
			for _, page := range pages {
				reader.Get(page+"?dato="+on).WantStatus(200).
					WantText("Slik det var klarert ved utgangen av 20. oktober 2026.", "Ingen utgave var laget da.").WantNoText("rapporteres nå")
				reader.Get(page+"?dato=2026-11-24").WantStatus(200).
					WantText("Slik det var klarert ved utgangen av 24. november 2026.", "Nyeste utgave da: 3. kvartal 2026, statusdato 24. november 2026.")
			}
		})
		t.Run("with the text that stood then", func(t *testing.T) {
			reader.Get("/tiltak/8").WantStatus(200).WantText(anew)
			reader.Get("/tiltak/8?dato=2026-11-24").WantStatus(200).WantText(anew)
			reader.Get("/tiltak/8?dato=" + on).WantStatus(200).WantText(servertest.ClearedText).WantNoText(anew)
			reader.Get("/tiltak/8?dato="+before).WantStatus(200).WantNoText(anew, servertest.ClearedText)
			reader.Get("/tiltak/8/historikk?for=2027-k1&dato=" + on).WantStatus(200).WantText("ved utgangen av 20. oktober 2026").WantNoText(anew)
		})
		t.Run("without what is cleared in the running round for those who may not see it", func(t *testing.T) {
			w.As("administrator.jd").Get("/tiltak/8?dato=2026-11-24").WantStatus(200).WantNoText(anew)
		})
		t.Run("without what is not for publication, but for those who may see it", func(t *testing.T) {
			reader.Get("/tiltak/8?dato=" + on).WantNoText(servertest.ObstacleText)
			w.As("rapportor.bfd").Get("/tiltak/8?dato=" + on).WantNoText(servertest.ObstacleText)
			w.As("rapportor.aid").Get("/tiltak/8?dato=" + on).WantText(servertest.ObstacleText)
			w.As("koordinator.jd").Get("/tiltak/8?dato=" + on).WantText(servertest.ObstacleText)
		})
		t.Run("and lead on to the same day", func(t *testing.T) {
			for _, page := range pages {
				shown := reader.Get(page + "?dato=" + on)
				kept := 0
				shown.Doc().Find("main a[href]").Each(func(_ int, a *goquery.Selection) {
					href := a.AttrOr("href", "")
					if strings.HasPrefix(href, "/tiltak/") || strings.HasPrefix(href, "/anbefalinger/") {
						switch {
						case strings.Contains(href, "dato="+on):
							kept++
						case href != page: // which leads to the state now
							t.Errorf("%s leads to %s", page, href)
						}
					}
				})
				if kept == 0 && page != "/milepaeler" { // nothing was due
					t.Errorf("%s leads nowhere", page)
				}
			}
		})
		t.Run("chosen in a form that works without script", func(t *testing.T) {
			_, fields := reader.Get("/tiltak?dep=AID").WantStatus(200).Form("form:has(#dato)")
			fields.Set("dato", on)
			reader.Get("/tiltak?"+fields.Encode()).WantStatus(200).WantText("ved utgangen av 20. oktober 2026", "Ansvarlig: AID")
			_, fields = reader.Get("/tiltak?dep=AID&dato=2026-11-24").Form("form:has(#utgave)")
			fields.Set("utgave", "2026-k3")
			reader.Get("/tiltak?" + fields.Encode()).WantStatus(200).WantText("Du ser utgaven for 3. kvartal 2026")
		})
	})
}

func TestADayThatCannotBeShownIsRefusedInWords(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")
	for _, test := range []struct{ name, query, words string }{
		{"a day to come", "dato=2026-11-25", "25. november 2026 er ikke kommet ennå. Velg en dag til og med 24. november 2026."},
		{"a day before the plan", "dato=2025-05-27", "27. mai 2025 er før planen begynte. Velg en dag fra og med 28. mai 2025."},
		{"no day", "dato=i+fjor", "er ikke en dato. Skriv for eksempel 2026-09-30."},
		{"an edition and a day", "utgave=2026-k3&dato=2026-11-20", "Velg enten en utgave eller en dato, ikke begge."},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, page := range []string{"/tavle", "/tiltak", "/tiltak/8", "/milepaeler", "/anbefalinger", "/anbefalinger/G3-01"} {
				reader.Get(page + "?" + test.query).WantStatus(422).WantText(test.words)
			}
		})
	}
}

func TestTheLastMinuteOfADayInOsloBelongsToIt(t *testing.T) {
	w := servertest.Start(t)
	made := w.Situation()
	w.Clock.Set(time.Date(2026, time.November, 24, 22, 59, 59, 0, time.UTC)) // 23.59.59 in Oslo
	clearAnew(t, w, made)
	w.Clock.Add(time.Minute)
	w.As("leser.nim").Get("/tiltak/8?dato=2026-11-24").WantStatus(200).WantText(anew)
}
