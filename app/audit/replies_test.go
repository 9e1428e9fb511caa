package audit_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"tiltak/app/audit"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// wordedReply is a world where a reply has been worded, frozen and begun anew.
func wordedReply(t *testing.T, w *servertest.World) {
	t.Helper()
	const address = "/anbefalinger/svar/GRETA-2"
	w.Situation()
	coordinator := w.As("koordinator.jd")
	post := func(path string, form url.Values) {
		t.Helper()
		coordinator.Post(path, form).WantStatus(http.StatusSeeOther)
	}
	post(address+"/begynn", nil)
	post(address+"/tekst/G2-01?sprak=en", url.Values{"versjon": {"0"}, "tekst": {"First (example)"}})
	coordinator.Post(address+"/tekst/G2-01?sprak=en", url.Values{"versjon": {"0"}, "tekst": {"Second (example)"}}).WantStatus(http.StatusConflict)
	action, form := coordinator.Get(address).Form(`form[action$="/frys"]`)
	post(action, form)
	post(address+"/begynn", nil)
	post(address+"/tekst/G2-02?sprak=nb", url.Values{"versjon": {"0"}, "tekst": {"Tredje (eksempel)"}})
}

func TestRepliesHoldTogetherWithTheLog(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		wordedReply(t, w)
		log := audit.NewLog(w.Store)
		seen, err := log.Verify(t.Context())
		if err != nil || seen.Files < 10 {
			t.Fatalf("verify gives %v after %+v", err, seen)
		}
	})
}

func TestAChangeBehindAReplyIsFound(t *testing.T) {
	for name, test := range map[string]struct {
		statement string
		want      audit.FaultKind
	}{
		"a file alone":            {"UPDATE reply_files SET body = 'x' WHERE language = 'nb' AND format = 'txt'", audit.FileChanged},
		"a file, and its hash":    {"UPDATE reply_files SET body = 'x', hash = '" + models.HashText("x") + "' WHERE format = 'xlsx'", audit.FileMissing},
		"a file is gone":          {"DELETE FROM reply_files WHERE format = 'md'", audit.FileMissing},
		"a wording":               {"UPDATE reply_texts SET text = 'x' WHERE text LIKE 'Tredje%'", audit.TextMissing},
		"a wording set aside":     {"DELETE FROM reply_texts WHERE set_aside", audit.TextMissing},
		"a wording that was sent": {"UPDATE reply_texts SET text = 'x' WHERE text LIKE 'First%'", audit.TextMissing},
	} {
		t.Run(name, func(t *testing.T) {
			w := servertest.Start(t)
			wordedReply(t, w)
			dba(t, w.Store, test.statement)
			var fault *audit.Fault
			if _, err := audit.NewLog(w.Store).Verify(t.Context()); !errors.As(err, &fault) || fault.Kind != test.want {
				t.Errorf("verify gives %v, want %s", err, test.want)
			}
		})
	}
}
