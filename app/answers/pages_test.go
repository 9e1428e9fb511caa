package answers_test

import (
	"net/http"
	"strings"
	"testing"

	"tiltak/app/language"
	"tiltak/app/server/servertest"
)

func TestThePageOfAnswers(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")

	t.Run("offers every paper of the newest edition when nothing is chosen", func(t *testing.T) {
		page := reader.Get("/eksport").WantStatus(http.StatusOK)
		page.WantText("Statusrapport", "Budsjettabell", "Svarpakke til Stortinget", "Tiltaksliste", "Svarene lages av utgaven for 3. kvartal 2026 (2026-k3.1)")
		for _, address := range []string{"/eksport/statusrapport?utgave=2026-k3", "/eksport/statusrapport/fil/docx?utgave=2026-k3", "/eksport/tiltaksliste/fil/csv?utgave=2026-k3"} {
			if page.Doc().Find(`a[href="`+address+`"]`).Length() != 1 {
				t.Errorf("no link to %s", address)
			}
		}
		if page.Doc().Find(`nav a[href="/eksport"][aria-current="page"]`).Length() != 1 {
			t.Error("the navigation does not lead here")
		}
	})
	t.Run("keeps the language in every link", func(t *testing.T) {
		page := reader.Get("/eksport?utgave=2026-k3&sprak=nn").WantStatus(http.StatusOK)
		if page.Doc().Find(`a[href="/eksport/budsjettabell/fil/docx?sprak=nn&utgave=2026-k3"]`).Length() != 1 {
			t.Error("the download is not in nynorsk")
		}
		if page.Doc().Find(`form input[type=hidden][name=sprak][value=nn]`).Length() != 2 {
			t.Error("a new choice would forget the language")
		}
	})
	t.Run("says what is wrong with a choice, and stands all the same", func(t *testing.T) {
		for path, text := range map[string]string{
			"/eksport?utgave=2026-k3&dato=2026-09-30": "Velg enten en utgave eller en dato",
			"/eksport?utgave=2026-k1":                 "Utgaven 2026-k1 finnes ikke",
			"/eksport?dato=2199-01-01":                "1. januar 2199 er ikke kommet ennå",
			"/eksport?dato=i-fjor":                    "er ikke en dato",
			"/eksport?sprak=en":                       "er ingen målform her",
		} {
			page := reader.Get(path).WantStatus(http.StatusUnprocessableEntity).WantText(text)
			if page.Doc().Find(`select[name=utgave]`).Length() != 1 {
				t.Errorf("%s leaves nothing to choose", path)
			}
		}
	})
}

func TestAPaperOnScreenAndAsAFile(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")

	t.Run("the page is the paper, in its language", func(t *testing.T) {
		page := reader.Get("/eksport/svarpakke?utgave=2026-k3&sprak=nn").WantStatus(http.StatusOK)
		page.WantText("Kva svaret gjeld", "(arbeidstittel)", "(førebels)", "tiltak audit verify").WantNoText(servertest.ObstacleText)
		if page.Doc().Find(`.paper[lang=nn] p[lang=nb]`).Length() == 0 {
			t.Error("what the ministries wrote in bokmål is not marked as such")
		}
		if page.Doc().Find(`.paper svg[role=img] title`).Length() != 1 {
			t.Error("the chart has no text")
		}
	})
	t.Run("the file is the same, and is named for what it is of", func(t *testing.T) {
		page := reader.Get("/eksport/statusrapport/fil/md?utgave=2026-k3&sprak=nn").WantStatus(http.StatusOK)
		if got := page.Header.Get("Content-Disposition"); got != `attachment; filename="statusrapport-2026-k3.1-nn.md"` {
			t.Errorf("it is sent as %s", got)
		}
		if !strings.Contains(page.Body, "# Statusrapport") || strings.Contains(page.Body, servertest.ObstacleText) || !strings.Contains(page.Body, servertest.ClearedText) {
			t.Errorf("the file says %.300s", page.Body)
		}
	})
	t.Run("a format that makes no sense is refused with those that do", func(t *testing.T) {
		reader.Get("/eksport/statusrapport/fil/csv?utgave=2026-k3").WantStatus(http.StatusNotFound).WantText("«csv» passer ikke for dette dokumentet. Velg docx, odt, html, md, txt.")
	})
	t.Run("what does not exist is not found", func(t *testing.T) {
		for _, path := range []string{"/eksport/avis?utgave=2026-k3", "/eksport/statusrapport?utgave=2026-k2", "/eksport/statusrapport?utgave=2026-k4"} {
			reader.Get(path).WantStatus(http.StatusNotFound)
		}
	})
	t.Run("a day shows what was cleared when it was over", func(t *testing.T) {
		today := language.Today(w.Clock.Now())
		page := reader.Get("/eksport/statusrapport?dato=" + today.String()).WantStatus(http.StatusOK)
		page.WantText("Dagen er ikke over", "Kontrollsum for grunnlaget", "Nyeste utgave den dagen: utgaven for 3. kvartal 2026")
		page.WantNoText(servertest.ObstacleText, servertest.DraftText)
		reader.Get("/eksport/statusrapport?dato=" + today.AddDays(1).String()).WantStatus(http.StatusUnprocessableEntity)
		reader.Get("/eksport/statusrapport/fil/odt?dato=2020-01-01").WantStatus(http.StatusUnprocessableEntity)
	})
	t.Run("without a choice one is sent to choose", func(t *testing.T) {
		reader.Get("/eksport/statusrapport").WantRedirect("/eksport")
	})
	t.Run("both an edition and a day is refused", func(t *testing.T) {
		reader.Get("/eksport/statusrapport?utgave=2026-k3&dato=2026-09-30").WantStatus(http.StatusUnprocessableEntity)
	})
}

func TestTheReplyIsOpenedBeforeItIsDownloaded(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")

	t.Run("the choice of papers leads to it, and to none of its files", func(t *testing.T) {
		page := reader.Get("/eksport?utgave=2026-k3&sprak=nn").WantStatus(http.StatusOK)
		if page.Doc().Find(`a[href="/eksport/greta?utgave=2026-k3"]`).Length() != 1 || page.Doc().Find(`a[href*="/eksport/greta/fil/"]`).Length() != 0 {
			t.Error("one need not open the reply")
		}
	})
	t.Run("it is in English, of GRETA's newest, unless asked for", func(t *testing.T) {
		page := reader.Get("/eksport/greta?utgave=2026-k3").WantStatus(http.StatusOK)
		page.WantText("Follow-up of recommendations: GRETA, evaluation round 3", "not the full set").WantNoText(servertest.ObstacleText)
		if page.Doc().Find(`.paper[lang=en] [lang=nb]`).Length() == 0 {
			t.Error("what is Norwegian is not marked as such")
		}
		for _, address := range []string{
			"/eksport/greta/fil/docx?evaluering=GRETA-3&sprak=en&utgave=2026-k3", "/eksport/greta?evaluering=GRETA-2&sprak=en&utgave=2026-k3",
			"/eksport/greta?evaluering=GRETA-3&sprak=nb&utgave=2026-k3", "/eksport?utgave=2026-k3",
		} {
			if page.Doc().Find(`a[href="`+address+`"]`).Length() != 1 {
				t.Errorf("no link to %s", address)
			}
		}
	})
	t.Run("it lists what lacks English, and leads those there who can mend it", func(t *testing.T) {
		const catalogue = `a[href="/katalog/tiltak/politi-patale"]`
		page := reader.Get("/eksport/greta?utgave=2026-k3").WantText("Tittelen på tiltak 16", "Koordinatoren kan legge dem inn i katalogen.")
		if page.Doc().Find(catalogue).Length() != 0 {
			t.Error("a reader is led to the catalogue")
		}
		if w.As("koordinator.jd").Get("/eksport/greta?utgave=2026-k3").Doc().Find(catalogue).Length() != 1 {
			t.Error("the coordinator is not led to the catalogue")
		}
		reader.Get("/eksport/greta?utgave=2026-k3&sprak=nb").WantNoText("Engelske tekster som mangler")
	})
	t.Run("of another evaluation, in Norwegian, as a file", func(t *testing.T) {
		page := reader.Get("/eksport/greta/fil/md?utgave=2026-k3&evaluering=GRETA-1&sprak=nn").WantStatus(http.StatusOK)
		if got := page.Header.Get("Content-Disposition"); got != `attachment; filename="svar-greta-1-2026-k3.1-nn.md"` {
			t.Errorf("it is sent as %s", got)
		}
		if !strings.Contains(page.Body, "Oppfølging av tilrådingar: GRETA, evalueringsrunde 1") || strings.Contains(page.Body, "G3-01") {
			t.Errorf("the file says %.300s", page.Body)
		}
	})
	t.Run("of a day", func(t *testing.T) {
		today := language.Today(w.Clock.Now())
		for _, day := range []string{today.String(), today.AddDays(-1).String()} {
			reader.Get("/eksport/greta?dato="+day).WantStatus(http.StatusOK).WantText("by the end of", "G3-01")
		}
	})
	t.Run("an evaluation without recommendations is refused with those that have them", func(t *testing.T) {
		for _, path := range []string{"/eksport/greta?utgave=2026-k3&evaluering=GRETA-4", "/eksport/greta/fil/docx?utgave=2026-k3&evaluering=x"} {
			reader.Get(path).WantStatus(http.StatusNotFound).WantText("Velg en av disse: GRETA-3, GRETA-2, GRETA-1.")
		}
	})
	t.Run("in a language that nothing is written in it is refused", func(t *testing.T) {
		reader.Get("/eksport/greta?utgave=2026-k3&sprak=fr").WantStatus(http.StatusUnprocessableEntity).WantText("Velg en, nb eller nn.")
		reader.Get("/eksport/svarpakke?utgave=2026-k3&sprak=en").WantStatus(http.StatusUnprocessableEntity)
	})
}

func TestOtherPapersOfADayAreTheSameWhateverRecommendationsSay(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader, coordinator := w.As("leser.nim"), w.As("koordinator.jd")
	address := "/eksport/statusrapport/fil/txt?dato=" + language.Today(w.Clock.Now()).String()
	before := reader.Get(address).WantStatus(http.StatusOK).Body
	action, form := coordinator.Get("/anbefalinger/G3-01").WantStatus(http.StatusOK).Form(`form[action*="/koblinger/"]:not([action$="/fjern"])`)
	coordinator.Post(action, form).WantStatus(http.StatusSeeOther)
	if reader.Get(address).Body != before {
		t.Error("the paper changed with a link")
	}
	if !strings.Contains(reader.Get("/eksport/greta/fil/txt?evaluering=GRETA-3&dato="+language.Today(w.Clock.Now()).String()).Body, "answers the recommendation in") {
		t.Error("the reply does not tell of the link")
	}
}
