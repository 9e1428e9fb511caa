package reporting_test

import (
	"net/http"
	"strings"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

func TestTwoPeopleWriteOneReport(t *testing.T) {
	ways := map[string]struct {
		choice string
		want   func(done string) bool
	}{
		"one keeps one's own":   {"min", func(done string) bool { return done == "Min tekst" }},
		"one keeps the other's": {"andre", func(done string) bool { return done == "Deres tekst" }},
		"one goes on with both texts": {"begge", func(done string) bool {
			return strings.Contains(done, "Min tekst") && strings.Contains(done, "Deres tekst") && models.HasJoinMark(done)
		}},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			servertest.Each(t, func(t *testing.T, w *servertest.World) {
				o := enter(t, w)
				first, theirs := o.form("rapportor2.aid")
				second, mine := o.form("rapportor.aid")
				theirs.Set("done", "Deres tekst")
				mine.Set("done", "Min tekst")
				first.Post(o.address("/kladd"), theirs).WantRedirect(o.address(""))
				page := second.Post(o.address("/kladd"), mine).WantStatus(http.StatusConflict).
					WantText("Deres tekst", "Min tekst", "Annen rapportør i AID")
				action, hidden := page.Form("#rapportskjema")
				hidden.Set("valg", page.Doc().Find("button[name=valg][value^="+way.choice+"]").AttrOr("value", ""))
				if action != o.address("/konflikt") || hidden.Get("done") != "Min tekst" {
					t.Fatalf("the choice is sent to %s with %v", action, hidden)
				}
				second.Post(action, hidden).WantRedirect(o.address(""))
				if done := o.report().Content.Done; !way.want(done) {
					t.Errorf("now it says %q", done)
				}
				if saved := o.saved(); !saved["Min tekst"] || !saved["Deres tekst"] || !saved[servertest.DraftText] {
					t.Errorf("kept are only %v", saved)
				}
			})
		})
	}
}

func TestAnAutomaticSaveThatCollidesKeepsWhatIsTypedAfterToo(t *testing.T) {
	o := enter(t, servertest.Start(t))
	first, theirs := o.form("rapportor2.aid")
	second, mine := o.form("rapportor.aid")
	theirs.Set("done", "Deres tekst")
	first.Post(o.address("/kladd"), theirs).WantStatus(http.StatusSeeOther)
	mine.Set("done", "Min tekst")
	box := second.Partial().Post(o.address("/kladd"), mine).WantStatus(http.StatusConflict).WantText("Deres tekst", "Min tekst")
	if box.Doc().Find("#lagret button[form=rapportskjema][name=valg]").Length() != 3 {
		t.Errorf("the choices are missing: %s", box.Body)
	}
	mine.Set("done", "Min tekst, og litt til")
	mine.Set("valg", "andre:2")
	second.Post(o.address("/konflikt"), mine).WantRedirect(o.address(""))
	if saved := o.saved(); !saved["Min tekst"] || !saved["Min tekst, og litt til"] || o.report().Content.Done != "Deres tekst" {
		t.Errorf("kept are only %v", saved)
	}
}

func TestATextTypedWhileAColleagueSubmitsIsKept(t *testing.T) {
	o := enter(t, servertest.Start(t))
	slow, mine := o.form("rapportor.aid")
	quick, theirs := o.form("rapportor2.aid")
	for name, value := range map[string]string{"done": "Ferdig", "newsletter_text": "Ferdig", "approved_role": "Direktør", "approved_on": "2026-11-23", "stage": "not_started", "without_contributions": "1"} {
		theirs.Set(name, value)
	}
	quick.Post(o.address("/send-inn"), theirs).WantRedirect(o.address(""))
	mine.Set("done", "Det jeg skrev imens")
	slow.Post(o.address("/kladd"), mine).WantStatus(http.StatusConflict).WantText("tatt vare på")
	slow.Partial().Post(o.address("/kladd"), mine).WantStatus(http.StatusConflict).WantText("tatt vare på")
	if !o.saved()["Det jeg skrev imens"] || o.report().Content.Done != "Ferdig" {
		t.Errorf("kept are %v", o.saved())
	}
}
