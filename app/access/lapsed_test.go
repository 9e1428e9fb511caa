package access_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
)

// Any form that only somebody logged in may send would do.
const (
	somewhere = "/min-side/sprak"
	aPage     = "/min-side"
)

func TestFormSentAfterTheSessionLapsed(t *testing.T) {
	text := "Første linje\r\n\"andre\" <b>linje</b> & æøå %C3"
	start := func(t *testing.T) (*servertest.World, *servertest.Client, *servertest.Page) {
		t.Helper()
		w := servertest.Start(t)
		addUser(t, w, "rapportor.prove")
		client := w.As("rapportor.prove")
		w.Clock.Add(access.IdleLimit + 1)
		page := client.Post(somewhere, url.Values{"tekst": {text}, "lenke": {"a", "b"}, "passord": {"hemmelig"}}).WantStatus(401)
		return w, client, page
	}
	fill := func(t *testing.T, page *servertest.Page, password string) url.Values {
		t.Helper()
		_, form := page.Form("form:has(#passord)")
		form.Set("brukernavn", "rapportor.prove")
		form.Set("passord", password)
		return form
	}
	wantKept := func(t *testing.T, page *servertest.Page) {
		t.Helper()
		page.WantStatus(200).WantText("Du er logget inn igjen", "Teksten din er tatt vare på", "Rapportør i prøve")
		action, form := page.Form("main form")
		if action != somewhere {
			t.Errorf("the form goes to %q", action)
		}
		// A browser sends every line break as CR LF.
		got := strings.ReplaceAll(strings.ReplaceAll(form.Get("tekst"), "\r\n", "\n"), "\n", "\r\n")
		if got != text || len(form["lenke"]) != 2 {
			t.Errorf("the form holds %q", form)
		}
		if form.Has("passord") {
			t.Error("the form holds a password")
		}
	}
	t.Run("the text is there after logging in again", func(t *testing.T) {
		_, client, page := start(t)
		page.WantText("Det du skrev, er tatt vare på")
		wantKept(t, client.Post("/logg-inn", fill(t, page, password)))
	})
	t.Run("a mistyped password does not lose it", func(t *testing.T) {
		_, client, page := start(t)
		page = client.Post("/logg-inn", fill(t, page, "feil passord her")).WantStatus(422)
		wantKept(t, client.Post("/logg-inn", fill(t, page, password)))
	})
	t.Run("nor does having to wait after too many", func(t *testing.T) {
		w, client, page := start(t)
		for range access.MostAttempts {
			page = client.Post("/logg-inn", fill(t, page, "feil passord her"))
		}
		page = client.Post("/logg-inn", fill(t, page, password)).WantStatus(429)
		w.Clock.Add(access.AttemptWindow)
		wantKept(t, client.Post("/logg-inn", fill(t, page, password)))
	})
	t.Run("the form is never sent to another site", func(t *testing.T) {
		_, client, page := start(t)
		form := fill(t, page, password)
		form.Set("ivaretatt_til", "https://example.com/")
		client.Post("/logg-inn", form).WantRedirect("/")
	})
	t.Run("the login page that carries it holds no password", func(t *testing.T) {
		_, _, page := start(t)
		page.WantNoText("hemmelig")
	})
	t.Run("a form too large to carry is told of", func(t *testing.T) {
		w := servertest.Start(t)
		w.Anonymous().Post(somewhere, url.Values{"tekst": {strings.Repeat("x", 600<<10)}}).WantStatus(401).WantText("for stort til å tas vare på")
	})
	t.Run("a save by the page's script gets a short answer", func(t *testing.T) {
		w := servertest.Start(t)
		page := w.Anonymous().Partial().Post(somewhere, url.Values{"tekst": {text}}).WantStatus(401)
		if page.Doc().Find("header, form").Length() > 0 || !strings.Contains(page.Body, "Du er logget ut") {
			t.Errorf("got %s", page.Body)
		}
	})
	t.Run("a page that needs a login leads back to itself", func(t *testing.T) {
		w := servertest.Start(t)
		addUser(t, w, "rapportor.prove")
		client := w.Anonymous()
		page := client.Get(aPage + "?a=1&b=2").WantRedirect("/logg-inn?neste=" + url.QueryEscape(aPage+"?a=1&b=2")).Follow()
		client.Post("/logg-inn", fill(t, page, password)).WantRedirect(aPage + "?a=1&b=2")
	})
}

func TestReportWrittenWhileTheSessionLapsed(t *testing.T) {
	const text = "Dette ble skrevet mens økten gikk ut.\r\n\r\nOg dette også."
	for _, test := range []struct {
		name   string
		saved  bool // somebody else in the ministry saves in the meantime
		status int
	}{
		{"the text is saved after logging in again", false, 303},
		{"a colleague's text from meanwhile is not overwritten, and both are shown", true, 409},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := servertest.Start(t)
			addUser(t, w, "rapportor.prove") // reports for AID
			path := "/rapporter/" + strconv.FormatInt(w.Situation().DraftID, 10)
			client := w.As("rapportor.prove")
			action, form := client.Get(path).WantStatus(200).Form("form[data-autosave]")
			form.Set("done", text)
			form.Set("handling", "lagre")
			w.Clock.Add(access.IdleLimit + 1)
			if test.saved {
				colleague := w.As("rapportor.aid")
				theirs, other := colleague.Get(path).Form("form[data-autosave]")
				other.Set("done", "Kollegaens tekst")
				colleague.Post(theirs, other).WantStatus(303)
			}
			_, login := client.Post(action, form).WantStatus(401).Form("form:has(#passord)")
			login.Set("brukernavn", "rapportor.prove")
			login.Set("passord", password)
			again, kept := client.Post("/logg-inn", login).WantStatus(200).Form("main form")
			if again != action {
				t.Fatalf("the form goes to %q, want %q", again, action)
			}
			answer := client.Post(again, kept).WantStatus(test.status)
			if test.saved {
				answer.WantText("Dette ble skrevet mens økten gikk ut.", "Kollegaens tekst")
				return
			}
			got := client.Get(path).Doc().Find("textarea[name=done]").Text()
			if !strings.Contains(got, "Dette ble skrevet mens økten gikk ut.") || !strings.Contains(got, "Og dette også.") {
				t.Errorf("the report holds %q", got)
			}
		})
	}
}
