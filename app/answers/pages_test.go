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
