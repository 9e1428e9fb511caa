package newsletter_test

import (
	"net/url"
	"strings"
	"testing"

	"tiltak/app/newsletter"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

var first = models.Quarter{Year: 2026, Number: 1}

// older gives the world a round before the two, in which measure 7 was delayed.
func (d desk) older() desk {
	d.t.Helper()
	d.close(first, func(number int) models.ReportContent {
		if number == 7 {
			return content(under(models.Delayed), "Eldre tekst.")
		}
		return content(under(models.OnTrack), "Eldre tekst.")
	})
	return d
}

// fact finds what is told of a measure's status.
func fact(t *testing.T, loaded newsletter.Loaded, number int) models.IssueItem {
	t.Helper()
	m, _ := loaded.Snapshot.MeasureNumber(number)
	for _, i := range loaded.Items {
		if i.MeasureKey == m.Key && i.Kind == models.ItemFact {
			return i
		}
	}
	t.Fatalf("nothing is told of measure %d", number)
	return models.IssueItem{}
}

func TestTheEditorChoosesWhatToCompareWithAndTheWrittenForm(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		d := newDesk(t, w).older()
		ctx := t.Context()
		loaded := d.begin()
		if loaded.Issue.Language != models.Bokmaal || !loaded.Before.IsZero() || len(loaded.Earlier) != 2 || loaded.Earlier[0].String() != "2026-k2.1" {
			t.Fatalf("begun in %s, from %v, with %v to choose", loaded.Issue.Language, loaded.Before, loaded.Earlier)
		}
		one, seven := item(t, loaded, 1), fact(t, loaded, 7)
		if got := seven.Proposed; !strings.Contains(got, "som var i rute i april–juni") {
			t.Errorf("told from the one before: %q", got)
		}
		if _, err := d.Save(ctx, d.editor, loaded.Issue.ID, 1, typed(loaded, func(c *newsletter.Content) {
			word(one.ID, "KOMs ord.", "Avtalt med JD")(c)
			for i := range c.Items {
				if c.Items[i].ID == seven.ID {
					c.Items[i].Kept = false
				}
			}
		})); err != nil {
			t.Fatal(err)
		}
		older := newsletter.Basis{Before: models.EditionRef{Period: first}, Language: models.Nynorsk}
		wantKind(t, d.ChangeBasis(ctx, d.coord, d.plan, third, older), models.KindForbidden)
		if err := d.ChangeBasis(ctx, d.editor, d.plan, third, older); err != nil {
			t.Fatal(err)
		}
		now := d.loaded()
		told := fact(t, now, 7)
		if told.ID != seven.ID || told.Kept || told.Language != models.Nynorsk || plainSpaces(told.Proposed) != "Tiltak 7 (løpande), som var noko forseinka i januar–mars, har no vesentleg avvik." {
			t.Errorf("told %+v", told)
		}
		source, _ := newsletter.SourceOf(told)
		if source.Before.String() != "2026-k1.1" || source.Edition.String() != "2026-k3.1" || source.ClearedBy != "Koordinator i JD" || source.ClearedAt.IsZero() {
			t.Errorf("the source is %+v", source)
		}
		if kept := item(t, now, 1); kept.Wording() != "KOMs ord." || !kept.Kept || kept.Language != models.Bokmaal {
			t.Errorf("the editor's wording is %+v", kept)
		}
		if now.Before.String() != "2026-k1.1" || now.Issue.Language != models.Nynorsk {
			t.Errorf("kept as %v in %s", now.Before, now.Issue.Language)
		}

		t.Run("a newer revision of the edition is compared with the same", func(t *testing.T) {
			d.erratum(third, 1, "Rettet av JD.")
			if err := d.Refresh(ctx, d.editor, d.plan, third); err != nil {
				t.Fatal(err)
			}
			source, _ := newsletter.SourceOf(fact(t, d.loaded(), 7))
			if source.Before.String() != "2026-k1.1" || source.Edition.String() != "2026-k3.2" {
				t.Errorf("the source is %+v", source)
			}
		})
		t.Run("and back again, nothing is lost and nothing marked that is as it was", func(t *testing.T) {
			if err := d.ChangeBasis(ctx, d.editor, d.plan, third, newsletter.Basis{Language: models.Bokmaal}); err != nil {
				t.Fatal(err)
			}
			now := d.loaded()
			if got := fact(t, now, 7); got.Proposed != seven.Proposed || got.Kept || got.TemplateValues != seven.TemplateValues || got.Template != "changed/1" {
				t.Errorf("told %+v", got)
			}
			edited := item(t, now, 1)
			if source, _ := newsletter.SourceOf(edited); edited.Wording() != "KOMs ord." || source.Was != textOfOne {
				t.Errorf("worded %q, marked %q", edited.Wording(), source.Was)
			}
			if !now.Before.IsZero() {
				t.Errorf("still compared with %v", now.Before)
			}
		})
		t.Run("what is not an earlier edition is refused", func(t *testing.T) {
			for _, ref := range []models.EditionRef{{Period: third}, {Period: third.Next()}, {Period: first, Revision: 9}, {Period: models.Quarter{Year: 2025, Number: 4}}} {
				wantKind(t, d.ChangeBasis(ctx, d.editor, d.plan, third, newsletter.Basis{Before: ref, Language: models.Bokmaal}), models.KindInvalid)
			}
			wantKind(t, d.ChangeBasis(ctx, d.editor, d.plan, third, newsletter.Basis{Language: models.English}), models.KindMalformed)
			wantKind(t, d.ChangeBasis(ctx, d.editor, d.plan, second, newsletter.Basis{Language: models.Bokmaal}), models.KindNotFound)
		})
		t.Run("the trail tells of it", func(t *testing.T) {
			var after []string
			if err := d.Store.Read(ctx).Table("audit_events").Where("action = 'issue.basis'").Order("sequence").Pluck("after", &after).Error; err != nil || len(after) != 2 || !strings.Contains(after[0], "2026-k1") || !strings.Contains(after[0], "nn") {
				t.Errorf("the trail says %q, %v", after, err)
			}
		})
		t.Run("a frozen one stays as it is", func(t *testing.T) {
			now := d.loaded() // the source has changed: the reason is given anew
			if _, err := d.Save(ctx, d.editor, now.Issue.ID, now.Issue.Revision, typed(now, word(one.ID, "KOMs ord.", "Fortsatt avtalt med JD"))); err != nil {
				t.Fatal(err)
			}
			if err := d.Freeze(ctx, d.editor, loaded.Issue.ID); err != nil {
				t.Fatal(err)
			}
			wantKind(t, d.ChangeBasis(ctx, d.editor, d.plan, third, older), models.KindState)
			issued, err := d.Issued(ctx, d.plan, models.IssueRef{Period: third})
			if err != nil {
				t.Fatal(err)
			}
			for _, paragraph := range issued.Paragraphs {
				if paragraph.Source != nil && paragraph.Source.ClearedBy != "" {
					t.Error("a name is given to other systems")
				}
			}
		})
	})
}

func TestTheBasisIsChosenOnTheDesk(t *testing.T) {
	d := newDesk(t, servertest.Start(t)).older()
	editor := d.As("redaktor.kom")
	editor.Post(page+"/begynn", nil).WantRedirect(page)
	desk := editor.Get(page).WantText("Siden sist: sammenlignet med 2. kvartal 2026, på bokmål", "Utgaven før (2. kvartal 2026)", "Klarert", "av Koordinator i JD", "Setningsmal changed/1")
	for _, address := range []string{"/utgaver/2026-k3.1", "/utgaver/2026-k2.1", "/tiltak/7?utgave=2026-k3.1", "/utgaver/sammenlign?fra=2026-k2.1&til=2026-k3.1"} {
		if desk.Doc().Find(`#nyhetsbrev a[href="`+address+`"]`).Length() == 0 {
			t.Errorf("no link to %s", address)
			continue
		}
		editor.Get(address).WantStatus(200)
	}
	action, form := desk.Form(`form[action$="/grunnlag"]`)
	form.Set("mot", "2026-k1.1")
	form.Set("malform", "nn")
	editor.Post(action, form).WantRedirect(page).Follow().
		WantText("Forslagene er laget på nytt.", "Siden sist: sammenlignet med 1. kvartal 2026, på nynorsk", "har no vesentleg avvik", "Byggjer på 3. kvartal 2026")
	for _, ref := range []string{"2026-k3", "tull", "2026-k1.7"} {
		if status := editor.Post(page+"/grunnlag", url.Values{"mot": {ref}, "malform": {"nn"}}).Status; status != 404 && status != 422 {
			t.Errorf("%s is answered with %d", ref, status)
		}
	}
}
