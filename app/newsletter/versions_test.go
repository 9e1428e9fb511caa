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

func TestAnEarlierVersionIsFetchedBack(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w)
		ctx := t.Context()
		loaded := d.begin()
		one, id := item(t, loaded, 1), loaded.Issue.ID
		made, err := d.Save(ctx, d.editor, id, 1, typed(loaded, word(one.ID, "KOMs ord.", "Avtalt")), newsletter.Action{Do: newsletter.AddOwn, Area: 2})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Save(ctx, d.editor, id, made.Revision, typed(d.loaded(), word(made.NewItem, "KOM holdt et seminar."))); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Save(ctx, d.editor, id, 3, typed(d.loaded(), word(one.ID, "Helt andre ord.", "Avtalt")), newsletter.Action{Do: newsletter.RemoveOwn, Item: made.NewItem},
			newsletter.Action{Do: newsletter.TickMany, Kept: newsletter.KeepNothing}); err != nil {
			t.Fatal(err)
		}
		editor := w.As("redaktor.kom")
		editor.Get(page+"/versjoner").WantStatus(http.StatusOK).WantText("Versjon 4", "Versjon 1", "Redaktør i KOM")
		versions, err := d.Versions(ctx, d.editor, d.plan, third, 1)
		if err != nil || len(versions) != 4 || versions[1].Number != 3 {
			t.Fatalf("versions %+v, %v", versions, err)
		}
		address := fmt.Sprintf("%s/versjoner/%d", page, versions[1].ID)
		shown := editor.Get(address).WantStatus(http.StatusOK).WantText("KOMs ord", "KOM holdt et seminar.").WantNoText("Helt andre ord.")
		_, form := shown.Form("form[action='" + address + "/hent']")
		editor.Post(address+"/hent", form).WantRedirect(page).Follow().WantText("Den tidligere versjonen er hentet fram.", "KOMs ord", "KOM holdt et seminar.")
		now := d.loaded()
		if got := item(t, now, 1); got.Wording() != "KOMs ord." || !got.Kept {
			t.Errorf("the item says %q, kept: %v", got.Wording(), got.Kept)
		}
		if now.Issue.Revision != 5 {
			t.Errorf("the revision is %d", now.Issue.Revision)
		}
		t.Run("an old page does not fetch over what is newer", func(t *testing.T) {
			editor.Post(address+"/hent", form).WantStatus(http.StatusConflict)
		})
		t.Run("nobody else sees versions", func(t *testing.T) {
			if _, err := d.Versions(ctx, d.coord, d.plan, third, 1); !models.IsKind(err, models.KindNotFound) {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a frozen newsletter has none", func(t *testing.T) {
			if err := d.Freeze(ctx, d.editor, id); err != nil {
				t.Fatal(err)
			}
			editor.Get(address).WantStatus(http.StatusNotFound)
			editor.Post(address+"/hent", form).WantStatus(http.StatusNotFound)
		})
	})
}

func TestManyTicksAtOnce(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	d.begin()
	editor := d.As("redaktor.kom")
	press := func(button string) newsletter.Loaded {
		t.Helper()
		action, form := editor.Get(page).Form("#nyhetsbrev")
		form.Set("gjor", button)
		editor.Post(action, form).WantStatus(http.StatusSeeOther)
		return d.loaded()
	}
	for _, i := range press("hak:tekster").Items {
		if i.Kept != (i.Kind == models.ItemText) {
			t.Errorf("%s %q is kept: %v", i.Kind, i.Proposed, i.Kept)
		}
	}
	press("nytt:0")
	for _, i := range press("hak:ingen").Items {
		if i.Kept != (i.Kind == models.ItemOwn) {
			t.Errorf("%s %q is kept: %v", i.Kind, i.Proposed, i.Kept)
		}
	}
	action, form := editor.Get(page).Form("#nyhetsbrev")
	form.Set("gjor", "hak:alt")
	editor.Post(action, form).WantStatus(http.StatusBadRequest)
}

func TestEachParagraphOfTheSheetCanBeCopiedByItself(t *testing.T) {
	d := newDesk(t, servertest.Start(t))
	one := item(t, d.begin(), 1)
	for _, path := range []string{page, page + "/utskrift"} {
		sheet := d.As("redaktor.kom").Get(path).WantStatus(http.StatusOK).Doc().Find(".paper")
		paragraph := sheet.Find(fmt.Sprintf("[data-item='%d']", one.ID))
		if got := paragraph.Find("button").AttrOr("data-copy", ""); paragraph.Length() != 1 || got != fmt.Sprintf("[data-item='%d']", one.ID) {
			t.Errorf("%s has %d paragraphs of the item, copied by %q", path, paragraph.Length(), got)
		}
		if !strings.HasPrefix(strings.TrimSpace(paragraph.Text()), "JD") {
			t.Errorf("%s: the paragraph reads %q", path, paragraph.Text())
		}
	}
}
