package replies_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/answers/replies"
	"tiltak/app/editions"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const address = "/anbefalinger/svar/GRETA-2"

// world is one where measure 10 is confirmed to answer G2-01, and the newest
// edition knows.
type world struct {
	*servertest.World
	t         *testing.T
	situation servertest.Situation
	evaluated models.EvaluationRef
}

func begin(t *testing.T, w *servertest.World) (world, *servertest.Client) {
	t.Helper()
	o := world{w, t, w.Situation(), models.EvaluationRef{Body: "GRETA", Round: 2}}
	coordinator := w.As("koordinator.jd")
	coordinator.Post("/anbefalinger/G2-01/koblinger/10", url.Values{"grad": {"full"}}).WantStatus(http.StatusSeeOther)
	o.correct("En kobling er bekreftet")
	return o, coordinator
}

// correct makes another revision of the closed round's edition.
func (w world) correct(reason string) {
	w.t.Helper()
	err := w.Store.Write(w.t.Context(), func(tx *store.Tx) error {
		if err := tx.Record(store.CommandLine(), "edition.correct", "edition", "2026-k3", "", nil, nil); err != nil {
			return err
		}
		_, err := editions.Make(tx, store.CommandLine(), w.situation.Closed, models.EditionErratum, reason)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func wording(ref, language string) string { return address + "/tekst/" + ref + "?sprak=" + language }

func save(c *servertest.Client, ref, language string, based int, text string) *servertest.Page {
	return c.Post(wording(ref, language), url.Values{"versjon": {fmt.Sprint(based)}, "tekst": {text}})
}

func (w world) lines(action string) []models.AuditEvent {
	w.t.Helper()
	var events []models.AuditEvent
	if err := w.Store.Read(w.t.Context()).Where("action = ?", action).Order("sequence").Find(&events).Error; err != nil {
		w.t.Fatal(err)
	}
	return events
}

func TestAReplyFromItsBeginningToItsFrozenFiles(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o, coordinator := begin(t, w)
		reader := w.As("leser.nim")
		const text = "The ministries have agreed on a referral mechanism (example)"

		t.Run("nothing is there before somebody begins", func(t *testing.T) {
			reader.Get(address).WantStatus(http.StatusOK).WantText("Ingen svar er låst ennå.").WantNoText("Begynn på svaret")
			coordinator.Get(address).WantText("Begynn på svaret")
			coordinator.Get(wording("G2-01", "en")).WantRedirect(address + "?sprak=en")
			coordinator.Get("/anbefalinger/svar/GRETA-9").WantStatus(http.StatusNotFound)
			coordinator.Get("/anbefalinger/svar/svada").WantStatus(http.StatusNotFound)
		})
		coordinator.Post(address+"/begynn", nil).WantRedirect(address + "?sprak=en")
		coordinator.Post(address+"/begynn", nil).WantRedirect(address + "?sprak=en") // once is enough
		if begun := o.lines("reply.begin"); len(begun) != 1 {
			t.Errorf("it was begun %d times", len(begun))
		}
		t.Run("each recommendation has its source named, in the reply's order", func(t *testing.T) {
			page := coordinator.Get(address).WantStatus(http.StatusOK)
			page.WantText("utkast", "G2-01", "JD, 3. kvartal 2026", servertest.ClearedText, "Ingen ordlyd ennå.", "0 av 4 anbefalinger har ordlyd.").WantNoText(servertest.ObstacleText)
			var order []string
			page.Doc().Find("h3[id^=a-]").Each(func(_ int, h *goquery.Selection) { order = append(order, strings.Fields(h.Text())[0]) })
			if got := strings.Join(order, " "); got != "G2-01 G2-02 G2-04 G2-03" {
				t.Errorf("they stand as %s", got)
			}
		})
		t.Run("a Norwegian text is proposed in Norwegian alone", func(t *testing.T) {
			if got := coordinator.Get(wording("G2-01", "nb")).Doc().Find("textarea").Text(); !strings.Contains(got, servertest.ClearedText) {
				t.Errorf("the field holds %q", got)
			}
			if got := strings.TrimSpace(coordinator.Get(wording("G2-01", "en")).Doc().Find("textarea").Text()); got != "" {
				t.Errorf("the English field holds %q", got)
			}
		})
		t.Run("a wording is saved, and the trail does not tell its text", func(t *testing.T) {
			save(coordinator, "G2-01", "en", 0, text).WantRedirect(address + "?sprak=en")
			coordinator.Get(address).WantText(text, "1 av 4 anbefalinger har ordlyd.")
			coordinator.Get(address + "?sprak=nb").WantNoText(text)
			saved := o.lines("reply.save")
			if len(saved) != 1 || strings.Contains(saved[0].After, "referral") || !strings.Contains(saved[0].After, models.HashText(text)) {
				t.Errorf("the trail says %+v", saved)
			}
		})
		t.Run("nobody else sees a draft", func(t *testing.T) {
			for _, who := range []string{"leser.nim", "rapportor.jd", "redaktor.kom", "administrator.jd", "vurderer.nim"} {
				client := w.As(who)
				client.Get(address).WantStatus(http.StatusOK).WantNoText(text, "utkast")
				client.Get(wording("G2-01", "en")).WantStatus(http.StatusForbidden).WantNoText(text)
				client.Get(address + "/fil/txt").WantStatus(http.StatusForbidden).WantNoText(text)
			}
		})
		t.Run("a draft says so in every format, and the wording stands for the ministries' texts", func(t *testing.T) {
			for _, format := range replies.Formats() {
				page := coordinator.Get(address + "/fil/" + format).WantStatus(http.StatusOK)
				if got := page.Header.Get("Content-Disposition"); got != `attachment; filename="utkast-svar-greta-2-2026-k3.2-en.`+format+`"` {
					t.Errorf("it is sent as %s", got)
				}
				if format == "docx" || format == "xlsx" {
					continue // packed; documents holds the mark in them
				}
				if !strings.Contains(page.Body, "Draft") || !strings.Contains(page.Body, text) || strings.Contains(page.Body, servertest.ClearedText) {
					t.Errorf("the draft as %s says\n%.3000s", format, page.Body)
				}
			}
			coordinator.Get(address + "/fil/odt").WantStatus(http.StatusNotFound)
			coordinator.Get(address + "/fil/txt?sprak=fr").WantStatus(http.StatusUnprocessableEntity)
		})
		t.Run("what was not seen is not frozen", func(t *testing.T) {
			action, form := coordinator.Get(address).Form(`form[action$="/frys"]`)
			save(coordinator, "G2-02", "en", 0, "Asylum officers have been trained (example)").WantStatus(http.StatusSeeOther)
			coordinator.Post(action, form).WantStatus(http.StatusConflict).WantText("Ingenting er låst.")
			if frozen := o.lines("reply.freeze"); len(frozen) != 0 {
				t.Error("it was frozen all the same")
			}
		})
		t.Run("frozen, it is kept as files that everybody can read, the same for ever", func(t *testing.T) {
			action, form := coordinator.Get(address).Form(`form[action$="/frys"]`)
			coordinator.Post(action, form).WantRedirect(address + "?sprak=en")
			page := reader.Get(address).WantText("Svar nr. 1", "3. kvartal 2026, utgave 2")
			files := map[string]string{}
			page.Doc().Find(`a[href*="/1/fil/"]`).Each(func(_ int, a *goquery.Selection) {
				href, _ := a.Attr("href")
				files[href] = a.Closest("tr").Find("code").Text()
			})
			if len(files) != len(replies.Formats())*len(replies.Languages()) {
				t.Fatalf("the files are %v", files)
			}
			for href, hash := range files {
				body := reader.Get(href).WantStatus(http.StatusOK).Body
				if models.HashText(body) != hash {
					t.Errorf("%s does not have the sum that is told", href)
				}
				if !strings.Contains(o.lines("reply.freeze")[0].After, hash) {
					t.Errorf("the trail does not know %s", href)
				}
				if strings.Contains(body, "Draft") || strings.Contains(body, "Utkast") {
					t.Errorf("%s calls itself a draft", href)
				}
			}
			if body := reader.Get(address + "/1/fil/txt").Body; !strings.Contains(body, text) || !strings.Contains(body, "Article 10") {
				t.Errorf("the frozen reply says %.500s", body)
			}
			if body := reader.Get(address + "/1/fil/txt?sprak=nb").Body; strings.Contains(body, text) || !strings.Contains(body, servertest.ClearedText) {
				t.Error("the Norwegian reply has the English wording")
			}
			reader.Get(address + "/2/fil/txt").WantStatus(http.StatusNotFound)
			reader.Get(address + "/1/fil/odt").WantStatus(http.StatusNotFound)
		})
		t.Run("made again of what is kept, the files have the same bytes", func(t *testing.T) { o.madeAgain() })
		t.Run("frozen, it takes no more", func(t *testing.T) {
			save(coordinator, "G2-01", "en", 1, "Something else").WantStatus(http.StatusNotFound)
			before := reader.Get(address + "/1/fil/docx").Body
			o.correct("Enda en retting")
			if reader.Get(address+"/1/fil/docx").Body != before {
				t.Error("a frozen file changed")
			}
		})
		t.Run("the next reply begins with its texts", func(t *testing.T) {
			coordinator.Post(address+"/begynn", nil).WantStatus(http.StatusSeeOther)
			coordinator.Get(address).WantText("Svar nr. 2", text, "2 av 4 anbefalinger har ordlyd.")
			save(coordinator, "G2-01", "en", 1, "Another text (example)").WantStatus(http.StatusSeeOther)
			if !strings.Contains(reader.Get(address+"/1/fil/txt").Body, text) {
				t.Error("the frozen reply changed with the next")
			}
		})
	})
}

// madeAgain makes the files of the first reply once more of its edition and
// texts.
func (w world) madeAgain() {
	w.t.Helper()
	desk := replies.NewDesk(w.Store)
	again, err := desk.Again(w.t.Context(), w.situation.PlanID, w.evaluated, 1)
	if err != nil {
		w.t.Fatal(err)
	}
	if len(again) == 0 {
		w.t.Fatal("no files were made")
	}
	for _, file := range again {
		kept, err := desk.FrozenFile(w.t.Context(), w.situation.PlanID, w.evaluated, 1, file.Language, file.Format)
		if err != nil || kept.Hash != file.Hash || string(kept.Body) != string(file.Body) {
			w.t.Errorf("%s is not the same again: %v", file.Name, err)
		}
	}
}

// Two who write at once lose nothing.
func TestAWordingThatCollidesIsAnsweredWithBothTexts(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o, coordinator := begin(t, w)
		coordinator.Post(address+"/begynn", nil).WantStatus(http.StatusSeeOther)
		save(coordinator, "G2-01", "en", 0, "First (example)").WantStatus(http.StatusSeeOther)

		page := save(coordinator, "G2-01", "en", 0, "Second (example)").WantStatus(http.StatusConflict)
		page.WantText("Noen andre har lagret en annen ordlyd", "First (example)")
		if got := strings.TrimSpace(page.Doc().Find("textarea").Text()); got != "Second (example)" {
			t.Errorf("the field holds %q", got)
		}
		coordinator.Get(address).WantText("First (example)").WantNoText("Second (example)")
		coordinator.Get(wording("G2-01", "en")).WantText("lagt til side", "Second (example)")
		if aside := o.lines("reply.set_aside"); len(aside) != 1 {
			t.Errorf("the trail has %d texts set aside", len(aside))
		}

		action, form := page.Form("form.ds-card")
		form.Set("tekst", "Both (example)")
		coordinator.Post(action, form).WantStatus(http.StatusSeeOther)
		coordinator.Get(address).WantText("Both (example)")
		versions := coordinator.Get(wording("G2-01", "en")).Doc().Find(`section[aria-labelledby=versjoner] details`)
		if versions.Length() != 3 {
			t.Errorf("%d versions are kept", versions.Length())
		}
		t.Run("the same text twice is no collision", func(t *testing.T) {
			save(coordinator, "G2-01", "en", 1, "Both (example)").WantStatus(http.StatusSeeOther)
		})
		t.Run("an emptied wording gives way to the ministries' texts", func(t *testing.T) {
			save(coordinator, "G2-01", "en", 4, "").WantStatus(http.StatusSeeOther)
			if body := coordinator.Get(address + "/fil/txt").Body; !strings.Contains(body, "[Norwegian text] "+servertest.ClearedText) {
				t.Errorf("the reply says %.2000s", body)
			}
		})
		t.Run("what is too long is refused, and stays in the field", func(t *testing.T) {
			long := strings.Repeat("å", models.MaxReplyText+1)
			page := save(coordinator, "G2-01", "en", 5, long).WantStatus(http.StatusUnprocessableEntity).WantText("Det er plass til 8000.")
			if got := strings.TrimSpace(page.Doc().Find("textarea").Text()); got != long {
				t.Error("the text is gone from the field")
			}
		})
		t.Run("a recommendation of another evaluation is not found", func(t *testing.T) {
			save(coordinator, "G3-01", "en", 0, "x").WantStatus(http.StatusNotFound)
		})
		t.Run("what the form does not hold is refused", func(t *testing.T) {
			coordinator.Post(wording("G2-01", "en"), url.Values{"tekst": {"x"}}).WantStatus(http.StatusBadRequest)
			coordinator.Post(address+"/frys", url.Values{"utgave": {"2026-k3.2"}}).WantStatus(http.StatusBadRequest)
		})
	})
}

func TestAMarkShowsWhereTheSourceHasChangedSince(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o, coordinator := begin(t, w)
		coordinator.Post(address+"/begynn", nil).WantStatus(http.StatusSeeOther)
		for _, ref := range []string{"G2-01", "G2-02"} {
			save(coordinator, ref, "en", 0, "Worded (example)").WantStatus(http.StatusSeeOther)
		}
		const mark = "er endret siden ordlyden ble lagret"
		coordinator.Get(address).WantNoText(mark)

		coordinator.Post("/anbefalinger/G2-01/koblinger/11", url.Values{"grad": {"full"}}).WantStatus(http.StatusSeeOther)
		o.correct("Enda en kobling er bekreftet")
		page := coordinator.Get(address).WantText(mark, "For én er kilden endret siden.")
		if marked := page.Doc().Find("section.ds-card:contains('" + mark + "') h3").Text(); !strings.HasPrefix(strings.TrimSpace(marked), "G2-01") || strings.Contains(marked, "G2-02") {
			t.Errorf("the mark is at %q", marked)
		}
		coordinator.Get(wording("G2-01", "en")).WantText(mark, "Slik var det da ordlyden ble lagret")
		save(coordinator, "G2-01", "en", 1, "Worded again (example)").WantStatus(http.StatusSeeOther)
		coordinator.Get(address).WantNoText(mark)
	})
}

func TestAFileThatIsNotTheFrozenOneIsNeverGiven(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")
	reader.Get("/anbefalinger/svar/GRETA-3/1/fil/docx").WantStatus(http.StatusOK).WantText(servertest.ReplyFrozenText)
	for _, statement := range []string{"DROP TRIGGER reply_files_no_update", "UPDATE reply_files SET body = 'x'"} {
		if err := w.Store.Read(t.Context()).Exec(statement).Error; err != nil {
			t.Fatal(err)
		}
	}
	reader.Get("/anbefalinger/svar/GRETA-3/1/fil/docx").WantStatus(http.StatusInternalServerError)
}

func TestEvaluationsAreNamedInOneWay(t *testing.T) {
	for text, want := range map[string]bool{"GRETA-3": true, "CRC-12": true, "A-B-1": true, "GRETA": false, "GRETA-03": false, "GRETA-0": false, "-3": false, "": false, "GRETA-x": false} {
		ref, err := models.ParseEvaluationRef(text)
		if (err == nil) != want || want && ref.String() != text {
			t.Errorf("%q gives %v, %v", text, ref, err)
		}
	}
}

func TestADraftFollowsALaterEditionWhenItIsAskedTo(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o, coordinator := begin(t, w)
		coordinator.Post(address+"/begynn", nil).WantStatus(http.StatusSeeOther)
		save(coordinator, "G2-01", "en", 0, "Worded (example)").WantStatus(http.StatusSeeOther)
		coordinator.Get(address).WantNoText("Det finnes en nyere utgave")
		coordinator.Post(address+"/folg", nil).WantStatus(http.StatusSeeOther) // nothing to follow
		if followed := o.lines("reply.follow"); len(followed) != 0 {
			t.Error("it followed the edition that it was made of")
		}

		action, form := coordinator.Get("/runder/2026-k4/lukk").WantStatus(http.StatusOK).Form(`form[action$="/lukk"]`)
		coordinator.Post(action, form).WantStatus(http.StatusSeeOther)
		coordinator.Get(address).WantText("Det finnes en nyere utgave, for 4. kvartal 2026.", "2026-k3.2")
		coordinator.Post(address+"/folg", nil).WantRedirect(address + "?sprak=en")
		coordinator.Get(address).WantText("2026-k4.1", "Worded (example)").WantNoText("Det finnes en nyere utgave")
		if followed := o.lines("reply.follow"); len(followed) != 1 {
			t.Errorf("the trail tells of it %d times", len(followed))
		}
	})
}
