package recommendations_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

func refs(page *servertest.Page) string {
	var list []string
	page.Doc().Find(".greta .id").Each(func(_ int, ref *goquery.Selection) { list = append(list, ref.Text()) })
	return strings.Join(list, " ")
}

func TestListOfRecommendations(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")
	for _, test := range []struct{ name, address, want string }{
		{"all stand under their evaluation, the newest first", "/anbefalinger", "G3-01 G3-02 G3-03 G3-04 G3-05 G2-01 G2-02 G2-03 G2-04 G1-01 G1-02"},
		{"a round", "/anbefalinger?runde=2", "G2-01 G2-02 G2-03 G2-04"},
		{"those that GRETA urges", "/anbefalinger?styrke=urges", "G3-01 G2-01 G2-02 G2-03 G2-04"},
		{"those whose verb was not seen", "/anbefalinger?styrke=ingen", "G3-03 G3-04 G3-05 G1-02"},
		{"those without any measure", "/anbefalinger?dekning=uten", "G3-03 G3-04 G1-01"},
		{"nothing is confirmed until the coordinator says so", "/anbefalinger?dekning=bekreftet", ""},
		{"choices together", "/anbefalinger?dekning=foreslatt&runde=3&styrke=considers", "G3-02"},
		{"a round that does not exist", "/anbefalinger?runde=9", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := refs(reader.Get(test.address).WantStatus(200)); got != test.want {
				t.Errorf("lists %q, want %q", got, test.want)
			}
		})
	}
	t.Run("it says that it is not the full set, that the words are ours, and the English verb", func(t *testing.T) {
		reader.Get("/anbefalinger").WantText("Dette er ikke alle anbefalingene til Norge", "Sammendragene er våre egne", "Ber innstendig (urges)", "Mener (considers)", "Inviterer (invites)", "Styrke ikke sett")
	})
	t.Run("it shows what is missing both ways", func(t *testing.T) {
		page := reader.Get("/anbefalinger").WantText("Anbefalinger uten tiltak", "3 av 11", "Tiltak uten anbefaling")
		if n := page.Doc().Find("#uten-anbefaling").Closest("section").Find("li").Length(); n != 11 {
			t.Errorf("%d measures answer no recommendation", n)
		}
	})
}

func TestRecommendation(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	t.Run("it tells of itself and of the same point in other rounds", func(t *testing.T) {
		w.As("leser.nim").Get("/anbefalinger/G2-02").WantStatus(200).WantText(
			"Identifisering blant asylsøkere", "vårt sammendrag", "Reist i runde 2. Foreslått, ikke bekreftet: runde 1 og 3.", "svarer helt, foreslått", "artikkel 10")
	})
	t.Run("one that does not exist is not found", func(t *testing.T) {
		w.As("leser.nim").Get("/anbefalinger/G9-99").WantStatus(404)
	})
	t.Run("only the coordinator meets the forms, and not in an edition", func(t *testing.T) {
		for address, want := range map[string]int{"/anbefalinger/G3-01": 1, "/anbefalinger/G3-01?utgave=2026-k3": 0} {
			if n := w.As("koordinator.jd").Get(address).Doc().Find("#tiltak-valg").Length(); n != want {
				t.Errorf("%s has %d forms for the coordinator", address, n)
			}
			if n := w.As("leser.nim").Get(address).Doc().Find("main form[method=post]").Length(); n != 0 {
				t.Errorf("%s has %d forms for a reader", address, n)
			}
		}
	})
}

func TestLinks(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator := w.As("koordinator.jd")
		t.Run("a proposed link is confirmed with degree and note, and the trail tells what it was", func(t *testing.T) {
			page := coordinator.Post("/anbefalinger/G3-01/koblinger/14", url.Values{"grad": {"full"}, "merknad": {"Dekker hele punktet"}})
			page.WantRedirect("/anbefalinger/G3-01")
			page.Follow().WantText("Koblingen til tiltak 14 er bekreftet.", "svarer helt, bekreftet", "Dekker hele punktet")
			event := newest(t, w, "link.confirm")
			if !strings.Contains(event.Before, `"degree":"partial"`) || !strings.Contains(event.After, `"confirmed":true`) {
				t.Errorf("the trail says %s and %s", event.Before, event.After)
			}
			w.As("leser.nim").Get("/tiltak/14").WantText("svarer helt, bekreftet")
		})
		t.Run("a measure is added", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G1-01/koblinger", url.Values{"tiltak": {"12"}, "grad": {"partial"}}).WantRedirect("/anbefalinger/G1-01")
			if got := refs(w.As("leser.nim").Get("/anbefalinger?dekning=bekreftet")); got != "G3-01 G1-01" {
				t.Errorf("confirmed are %q", got)
			}
			newest(t, w, "link.add")
		})
		t.Run("to add the same again changes the one there is", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G1-01/koblinger", url.Values{"tiltak": {"12"}, "grad": {"full"}}).WantRedirect("/anbefalinger/G1-01")
			if n := coordinator.Get("/anbefalinger/G1-01").Doc().Find(".link-edit").Length(); n != 1 {
				t.Errorf("%d links", n)
			}
		})
		t.Run("a link is removed, and is not there to be removed twice", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G1-01/koblinger/12/fjern", nil).WantRedirect("/anbefalinger/G1-01")
			coordinator.Get("/anbefalinger/G1-01").WantText("Uten tiltak")
			coordinator.Post("/anbefalinger/G1-01/koblinger/12/fjern", nil).WantStatus(404)
			newest(t, w, "link.remove")
		})
		t.Run("what is missing or too long is told at the field, and what was typed stays", func(t *testing.T) {
			page := coordinator.Post("/anbefalinger/G1-01/koblinger", url.Values{"merknad": {"Halvferdig merknad"}})
			page.WantStatus(422).WantText("Velg et tiltak å koble til.", "Halvferdig merknad")
			coordinator.Post("/anbefalinger/G1-01/koblinger", url.Values{"tiltak": {"3"}, "grad": {"litt"}}).WantStatus(422).WantText("Velg om tiltaket svarer helt eller delvis")
			coordinator.Post("/anbefalinger/G1-01/koblinger", url.Values{"tiltak": {"3"}, "grad": {"full"}, "merknad": {strings.Repeat("å", models.MaxReason+1)}}).WantStatus(422).WantText("Kort den ned")
		})
		t.Run("ends that do not exist are not found", func(t *testing.T) {
			for _, address := range []string{"/anbefalinger/G9-99/koblinger/3", "/anbefalinger/G1-01/koblinger/99", "/anbefalinger/G1-01/koblinger/x"} {
				coordinator.Post(address, url.Values{"grad": {"full"}}).WantStatus(404)
			}
		})
		t.Run("nobody else may", func(t *testing.T) {
			for _, username := range []string{"leser.nim", "rapportor.jd", "redaktor.kom", "administrator.jd"} {
				w.As(username).Post("/anbefalinger/G3-02/koblinger/16/fjern", nil).WantStatus(403)
			}
		})
		t.Run("a note is shown as text", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G3-02/koblinger/16", url.Values{"grad": {"full"}, "merknad": {"<b>fet</b>"}})
			if body := coordinator.Get("/anbefalinger/G3-02").Body; strings.Contains(body, "<b>fet</b>") {
				t.Error("the note is markup")
			}
		})
		t.Run("an edition keeps the links it had", func(t *testing.T) {
			if got := refs(coordinator.Get("/anbefalinger?dekning=bekreftet&utgave=2026-k3")); got != "" {
				t.Errorf("the edition has confirmed links: %q", got)
			}
		})
	})
}

// newest gives the newest line of the trail, which must be of an action.
func newest(t *testing.T, w *servertest.World, action string) models.AuditEvent {
	t.Helper()
	var event models.AuditEvent
	if err := w.Store.Read(t.Context()).Where("action <> ?", "user.login").Order("sequence DESC").Take(&event).Error; err != nil {
		t.Fatal(store.TranslateError(err, "read the trail"))
	}
	if event.Action != action {
		t.Fatalf("the newest line is %s, want %s", event.Action, action)
	}
	return event
}
