package access_test

import (
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const password = "en lang setning om vinter"

// addUser makes a user with the password above.
func addUser(t *testing.T, w *servertest.World, username string) models.User {
	t.Helper()
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	hash, err := passwords.Hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	user, err := w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
		Username: username, DisplayName: "Rapportør i prøve", PasswordHash: hash, Standings: []access.NewStanding{{Role: models.Reporter, Organisation: "AID"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return user
}

func login(username, password string) url.Values {
	return url.Values{"brukernavn": {username}, "passord": {password}, "neste": {"/logg-inn?her"}}
}

func TestLogin(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		addUser(t, w, "rapportor.prove")

		t.Run("the right password leads to where the person was going", func(t *testing.T) {
			client := w.Anonymous()
			client.Post("/logg-inn", login(" Rapportor.PROVE ", password)).WantRedirect("/logg-inn?her")
			client.Get("/logg-inn").WantText("Rapportør i prøve")
		})
		t.Run("a wrong password and an unknown name get the same answer", func(t *testing.T) {
			wrong := w.Anonymous().Post("/logg-inn", login("rapportor.prove", "feil passord her")).WantStatus(422)
			unknown := w.Anonymous().Post("/logg-inn", login("rapportor.ukjent", "feil passord her")).WantStatus(422)
			if strings.ReplaceAll(wrong.Body, "rapportor.prove", "") != strings.ReplaceAll(unknown.Body, "rapportor.ukjent", "") {
				t.Error("the two pages differ")
			}
			wrong.WantText("Brukernavnet eller passordet er feil")
		})
		t.Run("an unknown name takes as much work as a wrong password", func(t *testing.T) {
			fastest := func(username string) time.Duration {
				best := time.Hour
				for range 3 {
					start := time.Now()
					w.Anonymous().Post("/logg-inn", login(username, "feil passord her"))
					best = min(best, time.Since(start))
				}
				return best
			}
			wrong, unknown := fastest("rapportor.prove"), fastest("rapportor.ukjent")
			if unknown < wrong/3 || wrong < unknown/3 {
				t.Errorf("a wrong password takes %v, an unknown name %v", wrong, unknown)
			}
		})
		t.Run("the secret the browser had before login is worth nothing after it", func(t *testing.T) {
			client := w.Anonymous()
			client.SetCookie("tiltak", "planted")
			client.Post("/logg-inn", login("rapportor.prove", password))
			first := client.Cookie("tiltak")
			if first == "planted" || len(first) < 40 {
				t.Fatalf("the session's secret is %q", first)
			}
			client.Post("/logg-inn", login("rapportor.prove", password))
			old := w.Anonymous()
			old.SetCookie("tiltak", first)
			old.Get("/logg-inn").WantNoText("Rapportør i prøve")
		})
		t.Run("an address outside the site is not led to", func(t *testing.T) {
			for _, next := range []string{"https://example.com/", "//example.com", "/\\example.com", "/\t/example.com", "/\x00/example.com", "", "javascript:alert(1)"} {
				form := login("rapportor.prove", password)
				form.Set("neste", next)
				w.Anonymous().Post("/logg-inn", form).WantRedirect("/")
			}
		})
		t.Run("logging out ends the session, not only the cookie", func(t *testing.T) {
			client := w.As("rapportor.prove")
			secret := client.Cookie("tiltak")
			client.Post("/logg-ut", nil).Follow().WantText("Du er logget ut.")
			thief := w.Anonymous()
			thief.SetCookie("tiltak", secret)
			thief.Get("/logg-inn").WantNoText("Rapportør i prøve")
		})
		t.Run("a failed login is in the trail, without a name that is nobody's", func(t *testing.T) {
			w.Anonymous().Post("/logg-inn", login("passordet-mitt-ved-feil", "x"))
			var events []models.AuditEvent
			if err := w.Store.Read(t.Context()).Where("action = ?", "user.login_failed").Order("sequence").Find(&events).Error; err != nil {
				t.Fatal(err)
			}
			last := events[len(events)-1]
			if last.EntityID != "" || strings.Contains(last.Before+last.After+last.Who, "passordet-mitt") {
				t.Errorf("the trail says %+v", last)
			}
			if events[0].EntityID == "" {
				t.Error("the trail does not tell which user's login failed")
			}
		})
	})
}

func TestSessionsEnd(t *testing.T) {
	known := func(client *servertest.Client) bool {
		return strings.Contains(client.Get("/logg-inn").Body, "Rapportør i AID")
	}
	t.Run("after an hour without use", func(t *testing.T) {
		w := servertest.Start(t)
		client := w.As("rapportor.aid")
		w.Clock.Add(access.IdleLimit - time.Minute)
		if !known(client) {
			t.Fatal("the session ended too early")
		}
		w.Clock.Add(access.IdleLimit - time.Minute)
		if !known(client) {
			t.Fatal("use did not lengthen the session")
		}
		w.Clock.Add(access.IdleLimit + time.Second)
		if known(client) {
			t.Error("the session did not end")
		}
	})
	t.Run("after twelve hours, however much it is used", func(t *testing.T) {
		w := servertest.Start(t)
		client := w.As("rapportor.aid")
		for range 23 {
			w.Clock.Add(30 * time.Minute)
			if !known(client) {
				t.Fatal("the session ended too early")
			}
		}
		w.Clock.Add(30*time.Minute + time.Second)
		if known(client) {
			t.Error("the session did not end")
		}
	})
}

func TestTooManyAttempts(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		addUser(t, w, "rapportor.prove")
		fail := func(t *testing.T, w *servertest.World, username string, times int) {
			t.Helper()
			for range times {
				w.Anonymous().Post("/logg-inn", login(username, "feil passord her")).WantStatus(422)
			}
		}
		t.Run("after ten failures even the right password waits", func(t *testing.T) {
			fail(t, w, "rapportor.prove", access.MostAttempts)
			page := w.Anonymous().Post("/logg-inn", login("rapportor.prove", password)).WantStatus(429)
			page.WantText("For mange forsøk. Vent 15 minutter og prøv igjen.")
			if got := page.Header.Get("Retry-After"); got != "900" {
				t.Errorf("Retry-After is %q", got)
			}
		})
		t.Run("another node counts along", func(t *testing.T) {
			other := servertest.Over(t, w.Store, servertest.Options{Now: w.Clock.Now})
			other.Anonymous().Post("/logg-inn", login("rapportor.prove", password)).WantStatus(429)
		})
		t.Run("the wait is told in whole minutes, and ends", func(t *testing.T) {
			w.Clock.Add(access.AttemptWindow - 30*time.Second)
			w.Anonymous().Post("/logg-inn", login("rapportor.prove", password)).WantStatus(429).WantText("Vent 1 minutt og")
			w.Clock.Add(30 * time.Second)
			w.Anonymous().Post("/logg-inn", login("rapportor.prove", password)).WantStatus(303)
		})
		t.Run("a right password begins the count anew", func(t *testing.T) {
			w.Clock.Add(access.AttemptWindow)
			fail(t, w, "rapportor.prove", access.MostAttempts-1)
			w.Anonymous().Post("/logg-inn", login("rapportor.prove", password)).WantStatus(303)
			w.Anonymous().Post("/logg-inn", login("rapportor.prove", "feil passord her")).WantStatus(422)
		})
		t.Run("many names from one address are stopped too", func(t *testing.T) {
			w.Clock.Add(access.AttemptWindow)
			for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
				fail(t, w, "ukjent."+name, 1)
			}
			w.Anonymous().Post("/logg-inn", login("ukjent.k", "feil passord her")).WantStatus(429)
		})
		t.Run("many guesses at once count as many", func(t *testing.T) {
			w.Clock.Add(access.AttemptWindow)
			var group sync.WaitGroup
			answers := make(chan int, 30)
			for range 30 {
				group.Go(func() {
					answers <- w.Anonymous().Post("/logg-inn", login("rapportor.prove", "feil passord her")).Status
				})
			}
			group.Wait()
			close(answers)
			tried := 0
			for status := range answers {
				if status == 422 {
					tried++
				}
			}
			// Name and address are counted one after the other, so fewer may be tried.
			if tried == 0 || tried > access.MostAttempts {
				t.Errorf("%d guesses were tried, want at most %d", tried, access.MostAttempts)
			}
		})
		t.Run("neither names nor addresses are kept", func(t *testing.T) {
			var subjects []string
			if err := w.Store.Read(t.Context()).Raw("SELECT subject FROM login_attempts").Scan(&subjects).Error; err != nil {
				t.Fatal(err)
			}
			for _, subject := range subjects {
				if strings.Contains(subject, "rapportor") || strings.Contains(subject, "0.0.0.0") {
					t.Errorf("%q is kept", subject)
				}
			}
		})
	})
}

func TestAttemptsBehindAProxy(t *testing.T) {
	w := servertest.StartWith(t, servertest.Options{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/32")}})
	for i := range access.MostAttempts + 1 {
		name := string(rune('a' + i))
		w.Anonymous().With("X-Forwarded-For", "192.0.2.1").Post("/logg-inn", login("ukjent."+name, "feil passord her"))
	}
	w.Anonymous().With("X-Forwarded-For", "192.0.2.1").Post("/logg-inn", login("ukjent.x", "feil passord her")).WantStatus(429)
	w.Anonymous().With("X-Forwarded-For", "192.0.2.2").Post("/logg-inn", login("ukjent.y", "feil passord her")).WantStatus(422)
}

func TestDemoLogin(t *testing.T) {
	picked := url.Values{"brukernavn": {"koordinator.jd"}, "neste": {"/"}}
	for _, test := range []struct {
		name                 string
		server, database, in bool
	}{
		{"a demo lets one be an example user without a password", true, true, true},
		{"a demo database does not, when the server is no demo", false, true, false},
		{"a demo server does not, when the database is no demo", true, false, false},
		{"an ordinary installation does not", false, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := servertest.StartWith(t, servertest.Options{Demo: test.server})
			if test.database {
				if err := w.Store.Read(t.Context()).Exec("UPDATE installation SET demo = TRUE").Error; err != nil {
					t.Fatal(err)
				}
			}
			page := w.Anonymous().Get("/logg-inn").WantStatus(200)
			if got := page.Doc().Find("button[name=brukernavn]").Length() > 0; got != test.in {
				t.Errorf("the login page offers example users: %v", got)
			}
			answer := w.Anonymous().Post("/logg-inn", picked)
			if test.in {
				answer.WantRedirect("/")
				page.WantText("Departementer og etater", "Koordinator", "Redaktør", "Lesere", "Administrator")
			} else {
				answer.WantStatus(422)
			}
		})
	}
}
