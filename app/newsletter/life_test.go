package newsletter_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/documents"
	"tiltak/app/keys"
	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// frozen is a world with a frozen newsletter.
func frozen(t *testing.T, w *servertest.World) desk {
	t.Helper()
	d := newDesk(t, w)
	if err := d.Freeze(t.Context(), d.editor, d.begin().Issue.ID); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAFrozenNewsletterIsMendedByAnErratum(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := frozen(t, w)
		editor, reader := w.As("redaktor.kom"), w.As("leser.nim")
		first := reader.Get(page + "/fil/txt").WantStatus(http.StatusOK).Body

		editor.Post(page+"/rett", nil).WantStatus(http.StatusUnprocessableEntity).WantText("Skriv hva som skal rettes, og hvorfor.")
		editor.Post(page+"/rett", url.Values{"reason": {"Feil dato i tiltak 1."}}).WantRedirect(page).Follow().WantText("Du arbeider med rettelse 1 («Feil dato i tiltak 1.»).", "Forkast rettelsen")
		editor.Post(page+"/rett", url.Values{"reason": {"Én til."}}).WantStatus(http.StatusConflict)
		one := item(t, d.loaded(), 1)
		if one.Wording() != textOfOne || !one.Kept {
			t.Errorf("the erratum begins with %q, kept %v", one.Wording(), one.Kept)
		}

		t.Run("readers have the frozen one meanwhile", func(t *testing.T) {
			reader.Get(page).WantStatus(http.StatusOK).WantNoText("Rettelse: Feil dato", "Du arbeider med")
			if reader.Get(page+"/fil/txt").Body != first {
				t.Error("the file has changed")
			}
			if href, _ := editor.Get(page + ".1").WantStatus(http.StatusOK).WantText("Frosset").Doc().Find(`a[href$="/fil/txt"]`).Attr("href"); href != page+".1/fil/txt" {
				t.Errorf("beside number 1 the editor gets %q", href)
			}
		})
		t.Run("it is discarded without a trace on the pages, and with one in the trail", func(t *testing.T) {
			editor.Post(page+"/forkast", url.Values{"revision": {"0"}}).WantStatus(http.StatusConflict).WantText("så den er ikke forkastet")
			draft := d.loaded().Issue
			action, form := editor.Get(page).Form(`form[action$="/forkast"]`)
			editor.Post(action, form).WantRedirect(page).Follow().WantText("Rettelsen er forkastet.", "Lag rettelse")
			var lines int64
			if err := d.Store.Read(t.Context()).Table("audit_events").Where("action IN ('issue.correct', 'issue.discard')").Count(&lines).Error; err != nil || lines != 2 {
				t.Errorf("the trail has %d lines, %v", lines, err)
			}
			var kept int64
			if err := d.Store.Read(t.Context()).Model(&models.IssueItem{}).Where("issue_id = ?", draft.ID).Count(&kept).Error; err != nil || kept == 0 {
				t.Errorf("of what was discarded, %d paragraphs are kept, %v", kept, err)
			}
			editor.Post(page+"/forkast", nil).WantStatus(http.StatusConflict) // what is frozen stays
		})
		editor.Post(page+"/rett", url.Values{"reason": {"Feil dato i tiltak 1."}}).WantStatus(http.StatusSeeOther)
		draft := d.loaded()
		if _, err := d.Save(t.Context(), d.editor, draft.Issue.ID, 1, typed(draft, word(item(t, draft, 1).ID, "JD er ferdig med gruppen.", "Avtalt med JD"))); err != nil {
			t.Fatal(err)
		}
		if err := d.Freeze(t.Context(), d.editor, draft.Issue.ID); err != nil {
			t.Fatal(err)
		}
		t.Run("frozen, it is what the quarter has, and says so first in every file", func(t *testing.T) {
			reader.Get(page).WantText("Dette er rettelse 1. Grunn: Feil dato i tiltak 1.", "Rettet 24. november 2026: Feil dato i tiltak 1.", "JD er ferdig med gruppen")
			for _, format := range documents.NewsletterFormats() {
				file, err := d.Download(t.Context(), d.reader, d.plan, models.IssueRef{Period: third}, format)
				if err != nil {
					t.Fatal(err)
				}
				if text := plainSpaces(textIn(t, file)); !strings.Contains(text, "Rettet 24. november 2026") && !strings.Contains(text, "Rettet 24\\. november 2026") {
					t.Errorf("the %s does not say that it is an erratum", format.Name)
				}
			}
			reader.Get(list).WantText("Rettelse 1: Feil dato i tiltak 1.")
		})
		t.Run("the first is still there, to the byte", func(t *testing.T) {
			if reader.Get(page+".1/fil/txt").WantStatus(http.StatusOK).Body != first {
				t.Error("the first file has changed")
			}
			reader.Get(page+".1").WantStatus(http.StatusOK).WantText("Dette nyhetsbrevet er rettet.", "Les det rettede")
			reader.Get(page + ".3").WantStatus(http.StatusNotFound)
		})
	})
}

func TestAFrozenNewsletterIsMarkedAsPublished(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := frozen(t, w)
		editor := w.As("redaktor.kom")
		for _, c := range []struct{ address, on, says string }{
			{"kom.no/brev", "2026-11-20", "med https:// først"},
			{"https://eksempel.no/brev", "", "Velg dagen"},
			{"https://eksempel.no/brev", "2026-11-25", "ikke være etter i dag"},
		} {
			editor.Post(page+"/publisert", url.Values{"address": {c.address}, "on": {c.on}}).WantStatus(http.StatusUnprocessableEntity).WantText(c.says)
		}
		editor.Post(page+"/publisert", url.Values{"address": {"https://eksempel.no/feil"}, "on": {"2026-11-20"}}).WantStatus(http.StatusSeeOther)
		editor.Post(page+"/publisert", url.Values{"address": {"https://eksempel.no/brev"}, "on": {"2026-11-21"}}).WantRedirect(page).Follow().WantText("Publisert 21. november 2026:", "https://eksempel.no/brev")
		w.As("leser.nim").Get(page).WantText("https://eksempel.no/brev").WantNoText("https://eksempel.no/feil", "Merk som publisert")
		var rows int64
		if err := d.Store.Read(t.Context()).Table("issue_publications").Count(&rows).Error; err != nil || rows != 2 {
			t.Errorf("%d rows, %v: the first is kept too", rows, err)
		}
	})
}

func TestFrozenNewslettersAreSearched(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		loaded := d.begin()
		saved, err := d.Save(t.Context(), d.editor, loaded.Issue.ID, 1, newsletter.Content{Intro: "Året har gått, 100 % av Ærlig Østfolds snø_fokk."})
		if err != nil {
			t.Fatal(err)
		}
		search := func(who, query string) *servertest.Page {
			return w.As(who).Get(list + "?q=" + url.QueryEscape(query)).WantStatus(http.StatusOK)
		}
		search("redaktor.kom", "østfolds").WantText("0 nyhetsbrev har «østfolds».") // a draft is not found
		if err := d.FreezeAt(t.Context(), d.editor, loaded.Issue.ID, saved.Revision); err != nil {
			t.Fatal(err)
		}
		for query, hits := range map[string]int{"ÆRLIG": 1, "østfolds året": 1, "100 %": 1, "%": 1, "snø_fokk": 1, "snø-fokk": 0, "sn__fokk": 0, "østfolds bergen": 0, `\`: 0} {
			found := search("leser.nim", query)
			if got := found.Doc().Find("main mark").Length(); got != hits {
				t.Errorf("%q gives %d hits, want %d", query, got, hits)
			}
		}
		search("leser.nim", "østfolds").WantText("Ett nyhetsbrev har «østfolds».", "Ærlig Østfolds snø_fokk")
		w.As("administrator.jd").Get(list + "?q=ærlig").WantStatus(http.StatusForbidden)
		t.Run("newsletters that were frozen before there was a search are found too", func(t *testing.T) {
			if err := d.Store.Read(t.Context()).Exec("DELETE FROM issue_texts").Error; err != nil {
				t.Fatal(err)
			}
			search("leser.nim", "østfolds").WantText("0 nyhetsbrev")
			for range 2 { // twice does no harm
				if err := newsletter.FillTexts(t.Context(), d.Store); err != nil {
					t.Fatal(err)
				}
			}
			search("leser.nim", "østfolds").WantText("Ett nyhetsbrev har «østfolds».")
		})
	})
}

func TestOtherSystemsFollowTheNewsletterAsAFeed(t *testing.T) {
	w := servertest.Start(t)
	d := frozen(t, w)
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	_, secret, err := keys.NewRing(d.Store, passwords).AddToken(t.Context(), store.CommandLine(), "nettstedet")
	if err != nil {
		t.Fatal(err)
	}
	const address = "/api/v1/newsletter.atom"
	w.Anonymous().Get(address).WantStatus(http.StatusUnauthorized)
	w.Anonymous().Get(address + "?token=" + secret).WantStatus(http.StatusUnauthorized)
	system := w.Anonymous().With("Authorization", "Bearer "+secret)
	type entry struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Content string `xml:"content"`
	}
	read := func() (entries []entry, tag string) {
		t.Helper()
		answer := system.Get(address).WantStatus(http.StatusOK)
		var feed struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Updated string   `xml:"updated"`
			Entries []entry  `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(answer.Body), &feed); err != nil || feed.ID == "" || feed.Updated == "" {
			t.Fatalf("%v: %s", err, answer.Body)
		}
		return feed.Entries, answer.Header.Get("ETag")
	}
	entries, tag := read()
	if len(entries) != 1 || entries[0].Title != "Nyhetsbrev juli–september 2026: status" || !strings.Contains(entries[0].Content, "<h2>Status for strategien") {
		t.Fatalf("the feed has %+v", entries)
	}
	system.With("If-None-Match", tag).Get(address).WantStatus(http.StatusNotModified)
	if err := d.Correct(t.Context(), d.editor, d.plan, third, "Feil tall."); err != nil {
		t.Fatal(err)
	}
	if err := d.Freeze(t.Context(), d.editor, d.loaded().Issue.ID); err != nil {
		t.Fatal(err)
	}
	again, newTag := read()
	if len(again) != 1 || again[0].ID != entries[0].ID || again[0].Summary != "Rettet: Feil tall." || newTag == tag {
		t.Errorf("after the erratum the feed has %+v", again)
	}
	listed := system.Get("/api/v1/newsletter").WantStatus(http.StatusOK)
	if !strings.Contains(listed.Body, `"number":2,"correction":"Feil tall."`) {
		t.Errorf("listed: %s", listed.Body)
	}
	listTag := listed.Header.Get("ETag")
	system.With("If-None-Match", listTag).Get("/api/v1/newsletter").WantStatus(http.StatusNotModified)
	whole := system.Get("/api/v1/newsletter/2026-k3").WantStatus(http.StatusOK).Header.Get("ETag")
	if err := d.Publish(t.Context(), d.editor, d.plan, models.IssueRef{Period: third}, "https://www.example.no/nyhetsbrev", models.NewDate(2026, time.November, 24)); err != nil {
		t.Fatal(err)
	}
	system.With("If-None-Match", listTag).Get("/api/v1/newsletter").WantStatus(http.StatusOK)
	system.With("If-None-Match", whole).Get("/api/v1/newsletter/2026-k3").WantStatus(http.StatusOK)
	for _, form := range []string{".1.txt", ".2.txt", ".txt", ".1", ".2"} {
		system.Get("/api/v1/newsletter/2026-k3" + form).WantStatus(http.StatusOK)
	}
	if one, two := system.Get("/api/v1/newsletter/2026-k3.1.txt").Body, system.Get("/api/v1/newsletter/2026-k3.txt").Body; strings.Contains(one, "Rettet") || !strings.Contains(two, "Feil tall.") {
		t.Errorf("number 1 and the newest are\n%.200s\n%.200s", one, two)
	}
	if got := fmt.Sprint(system.Get("/api/v1/newsletter/2026-k3.3").Status); got != "404" {
		t.Errorf("number 3 gives %s", got)
	}
}
