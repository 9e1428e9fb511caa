package users_test

import (
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/app/users"
	"tiltak/models"
)

const password = "en lang setning om vinter"

// withPassword gives a user a password, so that it counts as one who can log in.
func withPassword(t *testing.T, w *servertest.World, username string) int64 {
	t.Helper()
	user, err := w.Accounts.FindUser(t.Context(), username)
	if err != nil || user == nil {
		t.Fatalf("no user %s: %v", username, err)
	}
	passwords, err := access.NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.NewRing(w.Store, passwords).Administer(t.Context(), store.CommandLine(), user.ID, password); err != nil {
		t.Fatal(err)
	}
	return user.ID
}

func path(id int64, rest string) string {
	return "/admin/brukere/" + strconv.FormatInt(id, 10) + rest
}

func roles(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add("rolle", pairs[i])
		form.Add("virksomhet", pairs[i+1])
	}
	return form
}

func TestAdministration(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		adminID := withPassword(t, w, "administrator.jd")
		admin := w.As("administrator.jd")

		t.Run("a new user comes in by the link that is shown once", func(t *testing.T) {
			form := roles("reporter", "AID", "contributor", "BFD", "", "")
			form.Set("brukernavn", "Ny.Rapportor")
			form.Set("navn", "Ny rapportør i AID")
			page := admin.Post("/admin/brukere", form).WantStatus(200).WantText("Ny rapportør i AID")
			link, err := url.Parse(strings.TrimSpace(page.Doc().Find("#hemmelighet").Text()))
			if err != nil {
				t.Fatal(err)
			}
			w.Anonymous().Post(link.Path, url.Values{"passord_nytt": {password}, "passord_igjen": {password}}).WantRedirect("/logg-inn")
			client := w.Anonymous()
			client.Post("/logg-inn", url.Values{"brukernavn": {"ny.rapportor"}, "passord": {password}}).WantStatus(303)
			client.Get("/min-side").WantText("Rapportør for AID", "Bidragsyter for BFD")
			admin.Get("/admin").WantText("Ny rapportør i AID", "Rapportør, AID · Bidragsyter, BFD")
		})
		t.Run("what is wrong with a new user is told, and what was typed stays", func(t *testing.T) {
			form := roles("reporter", "AID")
			form.Set("brukernavn", "ny rapportør")
			form.Set("navn", "")
			page := admin.Post("/admin/brukere", form).WantStatus(422).WantText("Skriv et navn.", "små bokstaver")
			_, again := page.Form("main form")
			if again.Get("brukernavn") != "ny rapportør" || again.Get("rolle") != "reporter" || again.Get("virksomhet") != "AID" {
				t.Errorf("the form holds %v", again)
			}
			form.Set("brukernavn", "rapportor.aid")
			form.Set("navn", "En til")
			admin.Post("/admin/brukere", form).WantStatus(422).WantText("Brukernavnet er i bruk")
			form.Set("brukernavn", "enda.en")
			form.Set("virksomhet", "")
			admin.Post("/admin/brukere", form).WantStatus(422).WantText("både rolle og virksomhet")
			form.Set("virksomhet", "FINNES-IKKE")
			admin.Post("/admin/brukere", form).WantStatus(422).WantText("FINNES-IKKE")
		})
		t.Run("changed roles count at once", func(t *testing.T) {
			reader := w.As("leser.sfk")
			reader.Get("/admin").WantStatus(403)
			user, err := w.Accounts.FindUser(t.Context(), "leser.sfk")
			if err != nil {
				t.Fatal(err)
			}
			admin.Post(path(user.ID, "/roller"), roles("reader", "SFK", "admin", "JD", "reader", "SFK")).WantRedirect("/admin")
			reader.Get("/admin").WantStatus(200)
			admin.Post(path(user.ID, "/roller"), roles("reader", "SFK")).WantRedirect("/admin")
			reader.Get("/admin").WantStatus(403)
		})
		t.Run("whoever is shut out is out at once, and in again when let in", func(t *testing.T) {
			id := withPassword(t, w, "rapportor.hod")
			reporter := w.As("rapportor.hod")
			login := url.Values{"brukernavn": {"rapportor.hod"}, "passord": {password}}
			admin.Post(path(id, "/steng"), nil).WantRedirect("/admin")
			admin.Get("/admin").WantText("Rapportør i HOD er stengt ute.")
			reporter.Get("/min-side").WantStatus(303)
			w.Anonymous().Post("/logg-inn", login).WantStatus(422)
			admin.Post(path(id, "/lenke"), nil).WantStatus(409).WantText("Åpne for brukeren først")
			admin.Post(path(id, "/steng"), nil).WantStatus(409)
			admin.Post(path(id, "/apne"), nil).WantRedirect("/admin")
			reporter.Get("/min-side").WantStatus(303) // the old session stays ended
			w.Anonymous().Post("/logg-inn", login).WantStatus(303)
		})
		t.Run("the last administrator can be neither shut out nor stripped of the role", func(t *testing.T) {
			admin.Post(path(adminID, "/steng"), nil).WantStatus(409).WantText("siste administratoren")
			admin.Post(path(adminID, "/roller"), roles("reader", "JD")).WantStatus(409).WantText("siste administratoren")
			admin.Get("/admin").WantStatus(200)
		})
		t.Run("a user whom nobody has ever logged in as is no second administrator", func(t *testing.T) {
			other, err := w.Accounts.FindUser(t.Context(), "leser.nim")
			if err != nil {
				t.Fatal(err)
			}
			admin.Post(path(other.ID, "/roller"), roles("admin", "JD")).WantRedirect("/admin")
			admin.Post(path(adminID, "/steng"), nil).WantStatus(409)
		})
		t.Run("two administrators who shut each other out at once leave one", func(t *testing.T) {
			second := withPassword(t, w, "leser.nim")
			register := users.NewRegister(w.Store)
			var group sync.WaitGroup
			failed := make(chan error, 2)
			for _, id := range []int64{adminID, second} {
				group.Go(func() { failed <- register.Disable(t.Context(), store.CommandLine(), id) })
			}
			group.Wait()
			close(failed)
			refused := 0
			for err := range failed {
				if err == nil {
					continue
				}
				if !models.IsKind(err, models.KindState) {
					t.Error(err)
				}
				refused++
			}
			if refused != 1 {
				t.Errorf("%d of two were refused, want 1", refused)
			}
		})
	})
}

func TestTokenPages(t *testing.T) {
	w := servertest.Start(t)
	admin := w.As("administrator.jd")
	page := admin.Post("/admin/nokler", url.Values{"navn": {"Nettredaksjonen"}}).WantStatus(200).WantText("Nettredaksjonen", "vises ikke igjen")
	secret := strings.TrimSpace(page.Doc().Find("#hemmelighet").Text())
	if !strings.HasPrefix(secret, "tiltak_") {
		t.Fatalf("the secret is %q", secret)
	}
	t.Run("the list never shows the secret again", func(t *testing.T) {
		admin.Get("/admin").WantText("Nettredaksjonen", "aldri").WantNoText(secret)
	})
	t.Run("a name is not used twice", func(t *testing.T) {
		admin.Post("/admin/nokler", url.Values{"navn": {"Nettredaksjonen"}}).WantStatus(422).WantText("En annen nøkkel har dette navnet")
		admin.Post("/admin/nokler", url.Values{"navn": {" "}}).WantStatus(422).WantText("Skriv et navn.")
	})
	t.Run("a revoked token says when", func(t *testing.T) {
		action, _ := admin.Get("/admin").Form("form[action$=trekk]")
		admin.Post(action, nil).WantRedirect("/admin")
		admin.Get("/admin").WantText("Trukket tilbake 24. november 2026 kl. 12.00")
		admin.Post(action, nil).WantStatus(409)
		admin.Post("/admin/nokler/9999/trekk", nil).WantStatus(404)
	})
	t.Run("what the administrator does is in the trail, without secrets", func(t *testing.T) {
		var events []models.AuditEvent
		if err := w.Store.Read(t.Context()).Where("entity = 'token'").Find(&events).Error; err != nil {
			t.Fatal(err)
		}
		if len(events) != 2 {
			t.Errorf("%d lines, want 2", len(events))
		}
		for _, event := range events {
			if strings.Contains(event.After+event.Before, secret) || !strings.Contains(event.Who, "Administrator i JD") {
				t.Errorf("the trail says %+v", event)
			}
		}
	})
}
