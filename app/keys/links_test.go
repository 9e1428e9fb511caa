package keys_test

import (
	"net/url"
	"sync"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const (
	password = "en lang setning om vinter"
	another  = "en annen setning om sommer"
)

func ringOf(t *testing.T, w *servertest.World) *keys.Ring {
	t.Helper()
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	return keys.NewRing(w.Store, passwords)
}

func userID(t *testing.T, w *servertest.World, username string) int64 {
	t.Helper()
	user, err := w.Accounts.FindUser(t.Context(), username)
	if err != nil || user == nil {
		t.Fatalf("no user %s: %v", username, err)
	}
	return user.ID
}

func passwordLink(t *testing.T, w *servertest.World, username string) string {
	t.Helper()
	secret, err := ringOf(t, w).PasswordLink(t.Context(), store.CommandLine(), userID(t, w, username))
	if err != nil {
		t.Fatal(err)
	}
	return keys.SetupPath + secret
}

func twice(password string) url.Values {
	return url.Values{"passord_nytt": {password}, "passord_igjen": {password}}
}

func login(w *servertest.World, username, password string) int {
	return w.Anonymous().Post("/logg-inn", url.Values{"brukernavn": {username}, "passord": {password}}).Status
}

func TestLinksForSettingAPassword(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		t.Run("a link lets its user choose a password, once", func(t *testing.T) {
			link := passwordLink(t, w, "rapportor.aid")
			earlier := w.As("rapportor.aid")
			w.Anonymous().Get(link).WantStatus(200).WantText("rapportor.aid")
			w.Anonymous().Get(link).WantStatus(200) // opening does not use it up
			w.Anonymous().Post(link, twice(password)).WantRedirect("/logg-inn")
			if status := login(w, "rapportor.aid", password); status != 303 {
				t.Errorf("the new password gives %d", status)
			}
			earlier.Get("/min-side").WantStatus(303)
			w.Anonymous().Get(link).WantStatus(404).WantText("Lenken gjelder ikke lenger")
			w.Anonymous().Post(link, twice(another)).WantStatus(404)
		})
		t.Run("a password that is too short, or typed unlike, leaves the link unused", func(t *testing.T) {
			link := passwordLink(t, w, "rapportor.bfd")
			w.Anonymous().Post(link, twice("kort")).WantStatus(422).WantText("minst 12")
			w.Anonymous().Post(link, url.Values{"passord_nytt": {password}, "passord_igjen": {another}}).WantStatus(422).WantText("ikke like").WantNoText(password)
			w.Anonymous().Post(link, twice(password)).WantRedirect("/logg-inn")
		})
		t.Run("a link is good for a day", func(t *testing.T) {
			link := passwordLink(t, w, "rapportor.aid")
			w.Clock.Add(keys.LinkLife - time.Second)
			w.Anonymous().Get(link).WantStatus(200)
			w.Clock.Add(time.Second)
			w.Anonymous().Get(link).WantStatus(404)
			w.Anonymous().Post(link, twice(another)).WantStatus(404)
		})
		t.Run("a new link spends the one before", func(t *testing.T) {
			first, second := passwordLink(t, w, "rapportor.aid"), passwordLink(t, w, "rapportor.aid")
			w.Anonymous().Get(first).WantStatus(404)
			w.Anonymous().Get(second).WantStatus(200)
		})
		t.Run("nobody's secret is told from a spent one", func(t *testing.T) {
			w.Anonymous().Get(keys.SetupPath + access.NewSecret()).WantStatus(404).WantText("Lenken gjelder ikke lenger")
		})
		t.Run("of many who use a link at once, one does", func(t *testing.T) {
			link := passwordLink(t, w, "rapportor.hod")
			answers := make(chan int, 6)
			var group sync.WaitGroup
			for range cap(answers) {
				group.Go(func() { answers <- w.Anonymous().Post(link, twice(password)).Status })
			}
			group.Wait()
			close(answers)
			used := 0
			for status := range answers {
				if status == 303 {
					used++
				}
			}
			if used != 1 {
				t.Errorf("the link was used %d times", used)
			}
		})
	})
}

func TestTheFirstAdministrator(t *testing.T) {
	servertest.EachEmpty(t, func(t *testing.T, w *servertest.World) {
		ring := ringOf(t, w)
		link := func(t *testing.T) string {
			t.Helper()
			secret, err := ring.FirstAdministratorLink(t.Context())
			if err != nil || secret == "" {
				t.Fatalf("no link: %v", err)
			}
			return keys.SetupPath + secret
		}
		chosen := twice(password)
		chosen.Set("brukernavn", " Sjef ")
		chosen.Set("navn", "Administrator i JD")
		stale := link(t)
		good := link(t)
		w.Anonymous().Post(stale, chosen).WantStatus(404)
		wrong := url.Values{"brukernavn": {"Ola Nordmann"}, "passord_nytt": {"kort"}}
		w.Anonymous().Post(good, wrong).WantStatus(422).WantText("Skriv et navn.", "minst 12", "små bokstaver")
		w.Anonymous().Get(good).WantStatus(200).WantText("Opprett den første administratoren")
		w.Anonymous().Post(good, chosen).WantRedirect("/logg-inn")
		w.Anonymous().Post(good, chosen).WantStatus(404)
		if status := login(w, "sjef", password); status != 303 {
			t.Errorf("the administrator's login gives %d", status)
		}
		w.As("sjef").Get("/min-side").WantStatus(200).WantText("Administrator for JD")
		if secret, err := ring.FirstAdministratorLink(t.Context()); err != nil || secret != "" {
			t.Errorf("a link is offered though there is a user: %v", err)
		}
	})
}

func TestOwnPage(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		w.Anonymous().Post(passwordLink(t, w, "rapportor.aid"), twice(password)).WantRedirect("/logg-inn")
		t.Run("a new password ends every other session, not this one", func(t *testing.T) {
			here, there := w.As("rapportor.aid"), w.As("rapportor.aid")
			form := twice(another)
			form.Set("passord", password)
			here.Post("/min-side/passord", form).WantRedirect("/min-side")
			here.Get("/min-side").WantStatus(200).WantText("Det nye passordet er lagret")
			there.Get("/min-side").WantStatus(303)
			if login(w, "rapportor.aid", password) == 303 || login(w, "rapportor.aid", another) != 303 {
				t.Error("the old password still works, or the new one does not")
			}
		})
		t.Run("the password in use must be known", func(t *testing.T) {
			form := twice(password)
			form.Set("passord", "noe helt annet her")
			w.As("rapportor.aid").Post("/min-side/passord", form).WantStatus(422).WantText("Passordet du har nå, er feil")
		})
		t.Run("the pages follow the chosen language", func(t *testing.T) {
			client := w.As("rapportor.aid")
			client.Post("/min-side/sprak", url.Values{"sprak": {"nn"}}).WantRedirect("/min-side")
			if got := client.Get("/min-side").Doc().Find("html").AttrOr("lang", ""); got != "nn" {
				t.Errorf("the page says its language is %q", got)
			}
			client.Post("/min-side/sprak", url.Values{"sprak": {"se"}}).WantStatus(422)
		})
	})
}

func TestTokens(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		ring := ringOf(t, w)
		token, secret, err := ring.AddToken(t.Context(), store.CommandLine(), "Nettredaksjonen")
		if err != nil {
			t.Fatal(err)
		}
		t.Run("a good secret gives its token and notes the use", func(t *testing.T) {
			if got, err := ring.TokenOf(t.Context(), secret); err != nil || got.ID != token.ID {
				t.Fatalf("got %v, %v", got.ID, err)
			}
			listed, err := ring.Tokens(t.Context())
			if err != nil || len(listed) != 1 || listed[0].UsedAt == nil || !listed[0].UsedAt.Equal(w.Store.Now()) {
				t.Errorf("listed as %+v, %v", listed, err)
			}
		})
		t.Run("the secret is stored nowhere", func(t *testing.T) {
			var count int64
			if err := w.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM tokens WHERE hash LIKE ? OR name LIKE ?", "%"+secret+"%", "%"+secret+"%").Scan(&count).Error; err != nil || count > 0 {
				t.Errorf("found %d times, %v", count, err)
			}
		})
		t.Run("names are not used twice", func(t *testing.T) {
			if _, _, err := ring.AddToken(t.Context(), store.CommandLine(), "Nettredaksjonen"); !models.IsKind(err, models.KindInvalid) {
				t.Errorf("got %v", err)
			}
		})
		t.Run("a revoked token lets nobody in", func(t *testing.T) {
			if err := ring.RevokeToken(t.Context(), store.CommandLine(), token.ID); err != nil {
				t.Fatal(err)
			}
			if _, err := ring.TokenOf(t.Context(), secret); !models.IsKind(err, models.KindUnauthenticated) {
				t.Errorf("got %v", err)
			}
			if err := ring.RevokeToken(t.Context(), store.CommandLine(), token.ID); !models.IsKind(err, models.KindState) {
				t.Errorf("revoking twice gives %v", err)
			}
		})
	})
}
