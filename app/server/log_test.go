package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

// lockedLog is a log that may be read while it is written.
type lockedLog struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(p)
}

func (l *lockedLog) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

func TestTheLogTellsNothingOfPeopleTextsOrAddresses(t *testing.T) {
	for kind, address := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			var log lockedLog
			logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			clock := servertest.NewClock(storetest.Open(t, address, nil).Now())
			s, err := store.Open(t.Context(), address, store.Options{Now: clock.Now, Logger: logger})
			if err != nil {
				t.Fatal(err)
			}
			w := servertest.NewWith(t, s, servertest.Options{Now: clock.Now, Logger: logger})
			situation := w.Situation()

			w.Anonymous().Post("/logg-inn", url.Values{"brukernavn": {"rapportor.aid"}, "passord": {"feil-passord-77"}}).WantStatus(http.StatusUnprocessableEntity)
			browser := w.As("rapportor.aid")
			page := browser.Get(fmt.Sprintf("/rapporter/%d?husk=sporring-88", situation.DraftID)).WantStatus(http.StatusOK)
			_, form := page.Form("form[data-autosave]")
			form.Set("done", "Hemmelig kladd 99")
			draft := fmt.Sprintf("/rapporter/%d/kladd", situation.DraftID)
			browser.Post(draft, form).WantStatus(http.StatusSeeOther)
			form.Set("done", "Enda en hemmelig kladd 99")
			browser.Post(draft, form).WantStatus(http.StatusConflict) // the same number again
			browser.Get("/tiltak?q=sporring-88")
			browser.Get("/finnes/ikke-66").WantStatus(http.StatusNotFound)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			browser.Get("/tavle?q=sporring-88").WantStatus(http.StatusInternalServerError)
			browser.Post(draft, form).WantStatus(http.StatusInternalServerError)

			text := log.String()
			for _, secret := range []string{
				"rapportor", "Rapportør", "AID", "feil-passord-77", "sporring-88", "hemmelig", "Hemmelig", "ikke-66", "127.0.0.1",
				servertest.DraftText, draft, browser.Cookie(access.CookieName(false)),
			} {
				if secret != "" && strings.Contains(text, secret) {
					t.Errorf("the log tells %q", secret)
				}
			}
			routes := map[string]bool{}
			for line := range strings.Lines(text) {
				var entry map[string]any
				if err := json.Unmarshal([]byte(line), &entry); err != nil {
					t.Errorf("%q is no JSON: %v", line, err)
				}
				if entry["msg"] == "request" {
					routes[fmt.Sprint(entry["route"], " ", entry["status"])] = true
				}
			}
			for _, want := range []string{"/logg-inn 422", "/rapporter/:id 200", "/rapporter/:id/kladd 303", "/rapporter/:id/kladd 409", "none 404", "/tavle 500"} {
				if !routes[want] {
					t.Errorf("the log lacks %q; it has %v", want, routes)
				}
			}
		})
	}
}
