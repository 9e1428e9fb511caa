package deputies_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"tiltak/app/access"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const page = "/stedfortredere"

func choose(role, deputy, from, to string) url.Values {
	return url.Values{"rolle": {role}, "stedfortreder": {deputy}, "fra": {from}, "til": {to}}
}

// colleague makes a reader in AID and gives the address of a report that AID owes.
func colleague(t *testing.T, w *servertest.World) (id, report string) {
	t.Helper()
	made, err := w.Accounts.Add(t.Context(), store.CommandLine(), access.NewUser{
		Username: "leser.aid", DisplayName: "Leser i AID", Standings: []access.NewStanding{{Role: models.Reader, Organisation: "AID"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(made.ID, 10), "/rapporter/" + strconv.FormatInt(w.Situation().DraftID, 10)
}

func TestAColleagueStandsInForAReporter(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		deputyID, report := colleague(t, w)
		reporter, deputy := w.As("rapportor.aid"), w.As("leser.aid")
		role, _ := reporter.Get(page).WantStatus(200).Doc().Find("#rolle option").First().Attr("value")

		deputy.Get(report).WantStatus(403)
		reporter.Post(page, choose(role, deputyID, "2026-11-25", "2026-11-30")).WantRedirect(page).Follow().WantText("Leser i AID for Rapportør i AID")
		deputy.Get(report).WantStatus(403)

		t.Run("nobody else is appointed for the same days", func(t *testing.T) {
			reporter.Post(page, choose(role, deputyID, "2026-11-30", "2026-12-02")).WantStatus(422).WantText("allerede en stedfortreder")
		})
		t.Run("from the first day the deputy reports, and the trail says for whom", func(t *testing.T) {
			w.Clock.Set(time.Date(2026, time.November, 25, 8, 0, 0, 0, time.UTC))
			deputy = w.As("leser.aid")
			form := deputy.Get(report).WantStatus(200)
			if _, fields := form.Form("form.rep"); fields.Get("revision") == "" {
				t.Error("the form has no revision")
			}
			deputy.Get("/min-side").WantText("som stedfortreder for Rapportør i AID")
			deputy.Post(report+"/kladd", url.Values{"revision": {"1"}, "done": {"Skrevet av stedfortrederen"}, "stage": {"in_progress"}, "health": {"on_track"}, "language": {"nb"}}).WantStatus(303)
			w.As("koordinator.jd").Get("/logg").WantText("Leser i AID (Leser AID, Rapportør AID for Rapportør i AID)")
		})
		t.Run("a deputy appoints no deputy", func(t *testing.T) {
			deputy.Post(page, choose(role, deputyID, "2026-11-25", "2026-11-26")).WantStatus(403)
		})
		t.Run("a deputy of a reporter writes for no other ministry and runs no round", func(t *testing.T) {
			deputy.Get("/runder").WantStatus(403)
		})
		t.Run("after the last day it is over", func(t *testing.T) {
			w.Clock.Set(time.Date(2026, time.November, 30, 22, 30, 0, 0, time.UTC))
			w.As("leser.aid").Get(report).WantStatus(200)
			w.Clock.Set(time.Date(2026, time.November, 30, 23, 30, 0, 0, time.UTC)) // half past midnight in Oslo
			w.As("leser.aid").Get(report).WantStatus(403)
		})
	})
}

func TestADeputyCanBeEnded(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		deputyID, report := colleague(t, w)
		reporter, deputy := w.As("rapportor.aid"), w.As("leser.aid")
		role, _ := reporter.Get(page).Doc().Find("#rolle option").First().Attr("value")
		reporter.Post(page, choose(role, deputyID, "2026-11-24", "2026-11-30")).WantRedirect(page)
		deputy.Get(report).WantStatus(200)
		end, _ := reporter.Get(page).Doc().Find("form[action$='/avslutt']").Attr("action")

		for _, other := range []string{"leser.aid", "rapportor.bfd", "koordinator.jd"} {
			w.As(other).Post(end, nil).WantStatus(404)
		}
		reporter.Post(end, nil).WantRedirect(page).Follow().WantText("Ingen stedfortredere er avtalt")
		deputy.Get(report).WantStatus(403)
		reporter.Post(end, nil).WantStatus(409).WantText("allerede avsluttet")
	})
}

func TestAnAdministratorCoversWhoeverIsAway(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		deputyID, report := colleague(t, w)
		admin := w.As("administrator.jd")
		choices := map[string]string{}
		for _, option := range admin.Get(page).WantStatus(200).Doc().Find("#rolle option").EachIter() {
			choices[option.Text()], _ = option.Attr("value")
		}
		role := choices["Rapportør i AID – Rapportør i AID"]
		admin.Post(page, choose(role, deputyID, "2026-11-24", "2026-11-30")).WantRedirect(page)
		w.As("leser.aid").Get(report).WantStatus(200)

		t.Run("whoever is shut out is covered no longer", func(t *testing.T) {
			user, err := w.Accounts.FindUser(t.Context(), "rapportor.aid")
			if err != nil {
				t.Fatal(err)
			}
			admin.Post("/admin/brukere/"+strconv.FormatInt(user.ID, 10)+"/steng", nil).WantStatus(303)
			w.As("leser.aid").Get(report).WantStatus(403)
		})
	})
}

func TestWhoCannotBeADeputyIsRefusedWithAReason(t *testing.T) {
	w := servertest.Start(t)
	deputyID, _ := colleague(t, w)
	reporter := w.As("rapportor.aid")
	role, _ := reporter.Get(page).Doc().Find("#rolle option").First().Attr("value")
	self, err := w.Accounts.FindUser(t.Context(), "rapportor.aid")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := w.Accounts.FindUser(t.Context(), "rapportor.hod")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		form url.Values
		says string
	}{
		"oneself":                  {choose(role, strconv.FormatInt(self.ID, 10), "2026-11-24", "2026-11-25"), "har rollen allerede"},
		"another ministry's":       {choose(role, strconv.FormatInt(elsewhere.ID, 10), "2026-11-24", "2026-11-25"), "samme departement"},
		"nobody":                   {choose(role, "", "2026-11-24", "2026-11-25"), "Velg hvem"},
		"days that are no days":    {choose(role, deputyID, "2026-11-31", "snart"), "første dagen"},
		"no role":                  {choose("", deputyID, "2026-11-24", "2026-11-25"), "Velg rollen"},
		"days that are over":       {choose(role, deputyID, "2026-10-24", "2026-10-25"), "passert"},
		"a role that is not there": {choose("99999", deputyID, "2026-11-24", "2026-11-25"), "Velg rollen"},
	} {
		t.Run(name, func(t *testing.T) {
			reporter.Post(page, c.form).WantStatus(422).WantText(c.says)
		})
	}
	t.Run("somebody else's role is refused", func(t *testing.T) {
		w.As("rapportor.hod").Post(page, choose(role, deputyID, "2026-11-24", "2026-11-25")).WantStatus(403)
	})
}
