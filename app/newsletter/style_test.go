package newsletter_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestTheDeskAdvisesOnTheHouseStyle(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	editor := d.As("redaktor.kom")
	editor.Post(page+"/begynn", nil)
	loaded := d.loaded()
	one, seven := item(t, loaded, 1), item(t, loaded, 7)
	about := func(p *servertest.Page, id int64) string {
		return strings.Join(strings.Fields(p.Doc().Find(fmt.Sprintf("#om_%d .advice", id)).Text()), " ")
	}
	_, form := editor.Get(page).Form("#nyhetsbrev")
	form.Set(fmt.Sprintf("text_%d", one.ID), "JD er ferdig 28/5 med SFK.")

	t.Run("the answer to an autosave has the advice under the item and at the preview", func(t *testing.T) {
		saved := editor.Partial().Post(page, form).WantStatus(200)
		got := about(saved, one.ID)
		for _, want := range []string{"Dato: skriv «28. mai», ikke «28/5».", "SFK står her for første gang. Skriv «Sekretariatet for konfliktrådene (SFK)»."} {
			if !strings.Contains(got, want) {
				t.Errorf("under the item: %q lacks %q", got, want)
			}
		}
		if strings.Contains(got, "JD") {
			t.Errorf("the paper's opening introduces JD, but: %q", got)
		}
		if summary := saved.Doc().Find("#spraksjekk"); summary.AttrOr("hx-swap-oob", "") != "true" || summary.Find(fmt.Sprintf("a[href='#punkt_%d']", one.ID)).Text() != "Tiltak 1, tekst fra departementet" {
			t.Errorf("the summary is %q", summary.Text())
		}
		if got := saved.Doc().Find("#intro-rad").Length(); got != 1 {
			t.Errorf("%d places for advice on the opening, want 1", got)
		}
		form.Set("revision", saved.Doc().Find("#revision").AttrOr("value", ""))
	})
	t.Run("the page has the same without scripts", func(t *testing.T) {
		shown := editor.Get(page).WantText("Språksjekk", "språklova § 13", "Nynorsk: 0 % av de")
		if got := about(shown, one.ID); !strings.Contains(got, "«28. mai»") {
			t.Errorf("under the item: %q", got)
		}
	})
	t.Run("what is not kept is not advised on", func(t *testing.T) {
		form.Del(fmt.Sprintf("kept_%d", one.ID))
		saved := editor.Partial().Post(page, form).WantStatus(200)
		if got := about(saved, one.ID); got != "" {
			t.Errorf("under the item: %q", got)
		}
		form.Set("revision", saved.Doc().Find("#revision").AttrOr("value", ""))
	})
	t.Run("words in nynorsk are counted", func(t *testing.T) {
		d.erratum(third, 7, textOfSeven)
		if err := d.Store.Read(t.Context()).Exec("UPDATE issue_items SET language = 'nn' WHERE id = ?", seven.ID).Error; err != nil {
			t.Fatal(err)
		}
		if text := editor.Get(page).WantStatus(200).Doc().Find("#spraksjekk").Text(); strings.Contains(text, "Nynorsk: 0 %") {
			t.Errorf("the summary is %q", text)
		}
	})
	t.Run("advice keeps nobody from freezing", func(t *testing.T) {
		_, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set(fmt.Sprintf("kept_%d", one.ID), "1")
		form.Set(fmt.Sprintf("reason_%d", one.ID), "Datoen er avklart med JD.")
		form.Set("intro", "Teksten  har «mange» feil fra 28/5 i forbindelse med SLT , se her")
		editor.Post(page, form).WantStatus(http.StatusSeeOther)
		if n := editor.Get(page).Doc().Find("#intro-rad li").Length(); n < 6 {
			t.Errorf("the opening has %d advices, want 6 or more", n)
		}
		if err := d.Freeze(t.Context(), d.editor, loaded.Issue.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestAnUnmarkedWorkingTitleKeepsASectionFromBeingFrozen(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		editor := d.As("redaktor.kom")
		loaded := d.begin()
		one := item(t, loaded, 1)
		title := ""
		for _, m := range loaded.Snapshot.Measures {
			if !m.TitleConfirmed && strings.Contains(m.Title.NB, " ") {
				title = m.Title.NB
			}
		}
		if title == "" {
			t.Fatal("every title is confirmed")
		}
		freeze := func(form string, text string) *servertest.Page {
			t.Helper()
			action, fields := editor.Get(page).Form("#nyhetsbrev")
			fields.Set(form, text)
			fields.Set(fmt.Sprintf("reason_%d", one.ID), "Navnet er avklart med JD.")
			editor.Post(action, fields).WantStatus(http.StatusSeeOther)
			_, fields = editor.Get(page + "/frys").Form("form[action$='/frys']")
			return editor.Post(page+"/frys", fields)
		}
		field := fmt.Sprintf("text_%d", one.ID)
		for _, c := range []struct{ field, text string }{
			{field, "JD arbeider med " + title + " nå."},
			{field, `JD arbeider med "` + title + `".`},
			{"intro", title + " er i gang."},
		} {
			refused := freeze(c.field, c.text).WantStatus(http.StatusUnprocessableEntity).WantText("«"+title+"» er en arbeidstittel.", "(arbeidstittel)")
			if link := refused.Doc().Find("#feil a").AttrOr("href", ""); link != page+"#"+c.field {
				t.Errorf("the reason leads to %q, want %q", link, page+"#"+c.field)
			}
			editor.Get(page).WantText("Arbeidstittel uten merke", "mangler merke")
		}
		freeze("intro", "Klart.").WantStatus(http.StatusUnprocessableEntity) // the other still stands
		freeze(field, `JD arbeider med "`+title+`" (arbeidstittel).`).WantRedirect(page)
		if got := d.loaded().Issue.State; got != models.IssueFrozen {
			t.Errorf("the issue is %s", got)
		}
	})
}

func TestAWorkingTitleIsFoundInWhatALinkShows(t *testing.T) {
	s := example(t, third, group(nil), course(nil))
	s.Measures[1].Title = models.Name{NB: "Eksempelkurs for alle"}
	links := models.List[models.Link]{{URL: "https://eksempel.no/1", Label: "Eksempelkurs for alle"}, {URL: "https://eksempel.no/2", Label: "Noe annet"}}
	items := []models.IssueItem{{ID: 5, Kind: models.ItemOwn, Text: "Les mer.", Kept: true, Links: links}}
	err := newsletter.CheckFrozen(models.Issue{}, items, s, nil, "arbeidstittel")
	known, _ := err.(*models.Error)
	if known == nil || len(known.Fields) != 1 || known.Fields[0].Field != "link_label_5_0" {
		t.Fatalf("got %+v", known)
	}
	items[0].Links = links[:1]
	if err := newsletter.CheckFrozen(models.Issue{}, items, s, nil, "arbeidstittel"); err != nil {
		t.Errorf("one link alone is printed without its label, but: %v", err)
	}
}
