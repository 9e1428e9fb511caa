package intake_test

import (
	"net/url"
	"strings"
	"testing"

	"tiltak/app/recommendations/intake"
	"tiltak/app/server/servertest"
)

const page = "/anbefalinger/import"

// fourth is a report of GRETA's fourth round, made up.
func fourth(t testing.TB) []byte {
	return filled(t, map[intake.Field]string{intake.BodyCode: "GRETA", intake.Round: "4", intake.Reference: "EKSEMPEL(2026)1"}, []map[intake.Field]string{
		{
			intake.Ref: "G4-01", intake.TopicNB: "Eksempel: identifisering blant asylsøkere", intake.Articles: "10", intake.Level: "Ber innstendig (urges)",
			intake.Measures: "14 delvis",
		},
		{intake.Ref: "G4-02", intake.TopicNB: "Eksempel: noe helt annet", intake.Articles: "7"},
	})
}

func TestAReportIsTakenInOnThePages(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Situation()
		coordinator := w.As("koordinator.jd")
		t.Run("the way to it stands on the list, for those who may", func(t *testing.T) {
			coordinator.Get("/anbefalinger").WantText("Ta inn anbefalinger fra en fil")
			w.As("leser.nim").Get("/anbefalinger").WantNoText("Ta inn anbefalinger fra en fil")
			coordinator.Get("/anbefalinger?utgave=2026-k3").WantNoText("Ta inn anbefalinger fra en fil")
		})
		t.Run("templates are given", func(t *testing.T) {
			coordinator.Get(page).WantStatus(200).WantText("Regneark (.xlsx)", "CSV", "YAML")
			for _, form := range []string{"xlsx", "csv", "yaml"} {
				if file := coordinator.Get(page + "/mal." + form).WantStatus(200); len(file.Body) < 100 || !strings.Contains(file.Header.Get("Content-Disposition"), "mal."+form) {
					t.Errorf("%s: %d bytes, %s", form, len(file.Body), file.Header.Get("Content-Disposition"))
				}
			}
		})
		shown := coordinator.Upload(page, "fil", "rapport.xlsx", fourth(t)).WantStatus(200)
		t.Run("what it would do is shown, and nothing is done", func(t *testing.T) {
			shown.WantText("2 nye anbefalinger, 0 endret og 0 uendret", "Ingenting er lagret ennå.", "EKSEMPEL(2026)1", "G4-01", "Ber innstendig (urges)", "14 delvis")
			coordinator.Get("/anbefalinger/G4-01").WantStatus(404)
		})
		t.Run("likely predecessors are offered with the reason, none ticked", func(t *testing.T) {
			shown.WantText("Reist før?", "G2-02 Identifisering blant asylsøkere", "samme artikkel 10; felles ord: identifisering, asylsøkere")
			boxes := shown.Doc().Find("input[name=samme]")
			if boxes.Length() == 0 || boxes.Filter("[checked]").Length() != 0 {
				t.Errorf("%d are offered, %d ticked", boxes.Length(), boxes.Filter("[checked]").Length())
			}
			if offered := shown.Doc().Find("input[name=samme][value^='G4-02=']").Length(); offered != 0 {
				t.Errorf("%d are offered for what is new", offered)
			}
		})
		address, form := shown.Form("main form")
		t.Run("where something has changed meanwhile, nothing is taken in and it is shown anew", func(t *testing.T) {
			coordinator.Post("/anbefalinger/G3-01/koblinger/14", url.Values{"grad": {"full"}}) // of no matter to the file
			stale := url.Values{}
			for name, values := range form {
				stale[name] = values
			}
			stale.Set("avtrykk", strings.Repeat("0", 64))
			stale.Set("samme", "G4-01=G2-02")
			again := coordinator.Post(address, stale).WantStatus(409).WantText("Ingenting er tatt inn. Her er det som gjelder nå.")
			if again.Doc().Find("input[name=samme][checked]").Length() != 1 {
				t.Error("what was ticked is gone")
			}
			coordinator.Get("/anbefalinger/G4-01").WantStatus(404)
		})
		t.Run("it is taken in whole, with what was ticked", func(t *testing.T) {
			form.Set("samme", "G4-01=G2-02")
			done := coordinator.Post(address, form)
			done.WantRedirect("/anbefalinger")
			done.Follow().WantText("GRETA, 4. runde er tatt inn: 2 nye anbefalinger, 0 endret og 0 uendret.")
			w.As("leser.nim").Get("/anbefalinger/G4-01").WantStatus(200).WantText("Reist i runde 2 og 4.", "svarer delvis, foreslått", "artikkel 10")
			coordinator.Get("/logg").WantText("Tok inn anbefalingene fra en evaluering", "evaluering GRETA 4", "anbefaling G4-01", "Eksempel: identifisering blant asylsøkere", "Tatt opp tidligere: G2-02", "Tiltak: politi-etterretning")
		})
		t.Run("the same file once more has nothing to take in", func(t *testing.T) {
			again := coordinator.Upload(page, "fil", "rapport.xlsx", fourth(t)).WantStatus(200).WantText("Det er ingenting å ta inn.")
			if again.Doc().Find("main form button[type=submit]").Length() != 0 {
				t.Error("there is something to press")
			}
		})
		t.Run("a change is told field by field", func(t *testing.T) {
			changed := edited(t, fourth(t), func(s *sheet) {
				s.set("Anbefalinger", "E", 3, "Eksempel: noe nytt")
				s.set("Anbefalinger", "P", 3, "15 helt")
			})
			coordinator.Upload(page, "fil", "rapport.xlsx", changed).WantStatus(200).
				WantText("0 nye anbefalinger, 1 endret og 1 uendret", "Eksempel: noe helt annet", "Eksempel: noe nytt", "G4-02, tiltak 15", "Legges til")
		})
		t.Run("what is confirmed stays, and it is told", func(t *testing.T) {
			file := "evaluation: {body: GRETA, round: 2}\nrecommendations: [{ref: G2-02, level: invites}]\n"
			shown := coordinator.Upload(page, "fil", "rapport.yaml", []byte(file)).WantStatus(200).WantText(
				"Det er ingenting å ta inn.", "Bekreftet og blir stående", "Ber innstendig (urges)", "Inviterer (invites)")
			if rows := shown.Doc().Find("[aria-labelledby=beholdt] tbody tr").Length(); rows != 1 {
				t.Errorf("%d values stay", rows)
			}
		})
		t.Run("faults are told with row and column, all at once", func(t *testing.T) {
			spoiled := edited(t, fourth(t), func(s *sheet) {
				s.set("Anbefalinger", "C", 2, "kanskje")
				s.set("Anbefalinger", "D", 3, "99")
			})
			coordinator.Upload(page, "fil", "rapport.xlsx", spoiled).WantStatus(422).WantText("Rett de 2 feilene",
				"Arket «Anbefalinger», rad 2, kolonne C «Styrke»: «kanskje» er ikke en styrke.", "rad 3, kolonne D «Artikler»: Konvensjonen har ingen artikkel 99.")
		})
		t.Run("a CSV file goes with what is typed", func(t *testing.T) {
			csv := "Referanse;Tema\nG4-03;Eksempel: fra CSV\n"
			coordinator.Upload(page, "fil", "rapport.csv", []byte(csv)).WantStatus(422).WantText("Skjemaet, «Organ»: «Organ» er ikke fylt ut.")
		})
		t.Run("nobody else may", func(t *testing.T) {
			for _, username := range []string{"leser.nim", "rapportor.jd", "redaktor.kom", "administrator.jd"} {
				w.As(username).Upload(page, "fil", "rapport.xlsx", fourth(t)).WantStatus(403)
				w.As(username).Post(address, form).WantStatus(403)
			}
		})
	})
}
