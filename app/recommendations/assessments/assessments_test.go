package assessments_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const address = "/anbefalinger/G3-02/vurderinger"

func said(side, organisation string, basedOn int64, verdict, grounds string) url.Values {
	return url.Values{
		"side": {side}, "virksomhet": {organisation}, "bygger-pa": {fmt.Sprint(basedOn)},
		"vurdering": {verdict}, "grunnlag": {grounds}, "dato": {"2026-10-20"},
	}
}

func newestID(t *testing.T, w *servertest.World) int64 {
	t.Helper()
	var id int64
	if err := w.Store.Read(t.Context()).Raw("SELECT MAX(id) FROM assessments").Scan(&id).Error; err != nil {
		t.Fatal(err)
	}
	return id
}

func newestLine(t *testing.T, w *servertest.World, action string) models.AuditEvent {
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

func TestOurOwnAssessment(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		w.Clock.Set(w.Clock.Now().Add(time.Hour)) // after the edition was made
		coordinator, reader := w.As("koordinator.jd"), w.As("leser.nim")
		t.Run("a draft is seen by the coordinator alone, and the trail does not tell its text", func(t *testing.T) {
			coordinator.Post(address, said("egen", "", 0, "partly", "Lovendringen er vedtatt")).WantRedirect(address)
			coordinator.Get(address).WantText("Kladd til vår egen vurdering", "Lovendringen er vedtatt", "Du har skrevet kladden selv")
			for _, path := range []string{address, "/anbefalinger/G3-02"} {
				for _, who := range []string{"leser.nim", "vurderer.nim", "rapportor.jd", "administrator.jd", "redaktor.kom"} {
					if body := w.As(who).Get(path).WantStatus(200).Body; strings.Contains(body, "Lovendringen er vedtatt") {
						t.Errorf("%s sees the draft at %s", who, path)
					}
				}
			}
			if event := newestLine(t, w, "assessment.draft"); strings.Contains(event.After, "Lovendringen") || !strings.Contains(event.After, "hash") {
				t.Errorf("the trail says %s", event.After)
			}
			reader.Get("/anbefalinger/G3-02").WantText("Vår egen", "Ikke vurdert")
		})
		first := newestID(t, w)
		t.Run("a new draft comes in its place, and the first is kept", func(t *testing.T) {
			coordinator.Post(address, said("egen", "", first, "partly", "Lovendringen er i kraft")).WantRedirect(address)
			coordinator.Get(address).WantText("Lovendringen er i kraft", "Lovendringen er vedtatt", "En ny kladd kom i stedet.")
		})
		second := newestID(t, w)
		t.Run("what came meanwhile is shown, and what was typed stays", func(t *testing.T) {
			page := coordinator.Post(address, said("egen", "", first, "implemented", "Min egen tekst"))
			page.WantStatus(409).WantText("Dette ble lagret mens du skrev", "Lovendringen er i kraft", "Min egen tekst")
			if got := newestID(t, w); got != second {
				t.Errorf("assessment %d was written all the same", got)
			}
		})
		t.Run("cleared, it counts everywhere, and the trail says that the writer cleared it", func(t *testing.T) {
			coordinator.Post(fmt.Sprintf("%s/%d/klarer", address, first), nil).WantStatus(409)
			coordinator.Post(fmt.Sprintf("%s/%d/klarer", address, second), nil).WantRedirect(address)
			reader.Get("/anbefalinger/G3-02").WantText("Lovendringen er i kraft", "Delvis gjennomført", "per 20. oktober 2026")
			if event := newestLine(t, w, "assessment.clear"); !strings.Contains(event.After, `"exception":true`) || !strings.Contains(event.After, "Lovendringen er i kraft") {
				t.Errorf("the trail says %s", event.After)
			}
			coordinator.Post(fmt.Sprintf("%s/%d/klarer", address, second), nil).WantStatus(409)
		})
		t.Run("an edition from before does not have it", func(t *testing.T) {
			if body := reader.Get("/anbefalinger/G3-02?utgave=2026-k3").Body; strings.Contains(body, "Lovendringen er i kraft") {
				t.Error("the edition has the assessment")
			}
			for _, state := range []string{"?utgave=2026-k3", "?dato=2026-11-01"} {
				page := coordinator.Get(address + state).WantStatus(200)
				if strings.Contains(page.Body, "Lovendringen er i kraft") || page.Doc().Find("main form[method=post]").Length() > 0 {
					t.Errorf("%s%s has the assessment, or forms", address, state)
				}
			}
			reader.Get(address + "?dato=2026-11-24").WantText("Lovendringen er i kraft")
		})
		t.Run("withdrawn with a reason it counts no more, and stays in the history", func(t *testing.T) {
			coordinator.Post(fmt.Sprintf("%s/%d/trekk", address, second), url.Values{"grunn": {" "}}).WantStatus(422).WantText("Skriv hvorfor vurderingen trekkes tilbake.")
			coordinator.Post(fmt.Sprintf("%s/%d/trekk", address, second), url.Values{"grunn": {"Feil hjemmel"}}).WantRedirect(address)
			reader.Get("/anbefalinger/G3-02").WantText("Ikke vurdert")
			reader.Get(address).WantText("Lovendringen er i kraft", "Feil hjemmel")
			if event := newestLine(t, w, "assessment.withdraw"); !strings.Contains(event.Before, "Lovendringen") || !strings.Contains(event.After, "Feil hjemmel") {
				t.Errorf("the trail says %s and %s", event.Before, event.After)
			}
			coordinator.Post(fmt.Sprintf("%s/%d/trekk", address, second), url.Values{"grunn": {"Igjen"}}).WantStatus(409)
		})
	})
}

func TestAssessmentsOfOthers(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator, assessor := w.As("koordinator.jd"), w.As("vurderer.nim")
		t.Run("NIM's counts at once, beside ours and never merged with it", func(t *testing.T) {
			assessor.Post(address, said("uavhengig", "NIM", 0, "not", "Ingen saker er reist")).WantRedirect(address)
			coordinator.Post(address, said("egen", "", 0, "implemented", "Gjort")).WantRedirect(address)
			coordinator.Post(fmt.Sprintf("%s/%d/klarer", address, newestID(t, w)), nil).WantRedirect(address)
			w.As("leser.sfk").Get("/anbefalinger/G3-02").WantText("Norges institusjon for menneskerettigheter", "Ingen saker er reist", "Gjort",
				"Vurderingene er ikke like", "Norges institusjon for menneskerettigheter sier «Ikke gjennomført»")
		})
		t.Run("NIM writes its own alone", func(t *testing.T) {
			for side, organisation := range map[string]string{"egen": "", "organ": "", "uavhengig": "SFK", "annen": "NIM"} {
				assessor.Post(address, said(side, organisation, 0, "not", "x")).WantStatus(403)
			}
			assessor.Post("/anbefalinger/G3-02/koblinger/16", url.Values{"grad": {"full"}}).WantStatus(403)
			assessor.Post(fmt.Sprintf("%s/%d/trekk", address, newestID(t, w)), url.Values{"grunn": {"x"}}).WantStatus(403)
		})
		t.Run("nobody writes NIM's for it", func(t *testing.T) {
			for _, who := range []string{"koordinator.jd", "leser.nim", "redaktor.kom", "administrator.jd", "rapportor.jd"} {
				w.As(who).Post(address, said("uavhengig", "NIM", 0, "implemented", "x")).WantStatus(403)
			}
		})
		t.Run("the coordinator writes what the body has said", func(t *testing.T) {
			form := said("organ", "", 0, "partly", "Organet ser framgang")
			form.Set("kilde", "https://www.coe.int/")
			coordinator.Post(address, form).WantRedirect(address)
			w.As("leser.sfk").Get("/anbefalinger/G3-02").WantText("Organet ser framgang", "GRETA sier «Delvis gjennomført»")
			newestLine(t, w, "assessment.write")
		})
		t.Run("the newest by its day counts, whichever was written last", func(t *testing.T) {
			form := said("uavhengig", "NIM", 0, "partly", "Sett i september")
			var id int64
			if err := w.Store.Read(t.Context()).Raw("SELECT MAX(a.id) FROM assessments a JOIN recommendations r ON r.id = a.recommendation_id WHERE a.side = 'independent' AND r.ref = 'G3-02'").Scan(&id).Error; err != nil {
				t.Fatal(err)
			}
			form.Set("bygger-pa", fmt.Sprint(id))
			form.Set("dato", "2026-09-01")
			assessor.Post(address, form).WantRedirect(address)
			if body := w.As("leser.sfk").Get("/anbefalinger/G3-02").WantText("Ingen saker er reist").Body; strings.Contains(body, "Sett i september") {
				t.Error("the older day counts")
			}
			w.As("leser.sfk").Get(address).WantText("Sett i september")
		})
		t.Run("what is missing or impossible is told at its field", func(t *testing.T) {
			for _, test := range []struct{ field, value, want string }{
				{"vurdering", "kanskje", "Velg om anbefalingen er gjennomført"},
				{"grunnlag", " \r\n ", "Skriv hva vurderingen bygger på."},
				{"grunnlag", strings.Repeat("å", models.MaxGrounds+1), "Kort den ned."},
				{"grunnlag", "a\x1fb", "usynlige tegn"},
				{"kilde", "javascript:alert(1)", "https:// eller http://"},
				{"kilde", "https://a b", "https:// eller http://"},
				{"kilde", "https://regjeringen.no@example.org/", "https:// eller http://"},
				{"dato", "", "Skriv hvilken dag vurderingen gjelder."},
				{"dato", "2030-01-01", "Dagen har ikke kommet ennå."},
			} {
				form := said("organ", "", 0, "not", "Skrevet tekst")
				form.Set(test.field, test.value)
				page := coordinator.Post(address, form).WantStatus(422).WantText(test.want)
				if page.Doc().Find("[aria-describedby~='organ-"+test.field+"-feil']").Length() != 1 {
					t.Errorf("%s = %.20q is not told at its field", test.field, test.value)
				}
			}
		})
		t.Run("what does not exist is not found", func(t *testing.T) {
			coordinator.Get("/anbefalinger/G9-99/vurderinger").WantStatus(404)
			coordinator.Get(address + "?side=9").WantStatus(404)
			coordinator.Get(address + "?side=x").WantStatus(404)
			coordinator.Post("/anbefalinger/G9-99/vurderinger", said("egen", "", 0, "not", "x")).WantStatus(404)
			coordinator.Post(address+"/99999/klarer", nil).WantStatus(404)
			coordinator.Post(fmt.Sprintf("/anbefalinger/G2-01/vurderinger/%d/trekk", newestID(t, w)), url.Values{"grunn": {"x"}}).WantStatus(404)
		})
		t.Run("grounds are shown as text", func(t *testing.T) {
			form := said("organ", "", 0, "not", "<b>fet</b>")
			if body := coordinator.Post("/anbefalinger/G2-01/vurderinger", form).Follow().Body; strings.Contains(body, "<b>fet</b>") {
				t.Error("the grounds are markup")
			}
		})
	})
}

func TestAnAssessorOfAMinistryAssessesNothing(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		for i, organisation := range []string{"AID", "BUFDIR", "KOM"} {
			username := fmt.Sprintf("vurderer.%d", i)
			_, err := w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
				Username: username, DisplayName: username, Standings: []access.NewStanding{{Role: models.Assessor, Organisation: organisation}},
			})
			if !models.IsKind(err, models.KindInvalid) {
				t.Errorf("an assessor of %s: %v", organisation, err)
			}
		}
	})
}

func TestHistoryIsReadPageByPage(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		assessor := w.As("vurderer.nim")
		based := int64(0)
		for i := range 14 {
			assessor.Post(address, said("uavhengig", "NIM", based, "not", fmt.Sprintf("Vurdering nummer %d.", i))).WantRedirect(address)
			based = newestID(t, w)
		}
		first := assessor.Get(address).WantText("Vurdering nummer 13.", "Vurdering nummer 2.", "Eldre")
		if strings.Contains(first.Body, "Vurdering nummer 1.") {
			t.Error("the first page has thirteen")
		}
		assessor.Get(address+"?side=2").WantText("Vurdering nummer 1.", "Vurdering nummer 0.", "Nyere")
	})
}

func TestTheStartPageTellsAnAssessorWhatIsLeft(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		assessor := w.As("vurderer.nim")
		assessor.Get("/").WantText("Vurderinger fra Norges institusjon for menneskerettigheter", "1 av 11 anbefalinger er vurdert.", "Vurder G1-01")
		assessor.Post("/anbefalinger/G1-01/vurderinger", said("uavhengig", "NIM", 0, "not", "Sett")).WantRedirect("/anbefalinger/G1-01/vurderinger")
		assessor.Get("/").WantText("2 av 11 anbefalinger er vurdert.", "Vurder G1-02")
		for _, who := range []string{"leser.nim", "koordinator.jd"} {
			if strings.Contains(w.As(who).Get("/").Body, "anbefalinger er vurdert") {
				t.Errorf("%s is asked to assess", who)
			}
		}
	})
}
