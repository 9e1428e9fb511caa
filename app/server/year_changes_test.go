package server_test

import (
	"net/url"
	"strings"
	"testing"

	"tiltak/models"
)

// erratum confirms a title after the second round has closed, and corrects the
// edition: its first revision stays as it was, byte for byte.
func (y *year) erratum() {
	y.t.Helper()
	y.on(models.NewDate(2026, 8, 20))
	client := y.coordinator()
	list := func(ref string) string {
		return client.Get("/eksport/tiltaksliste/fil/csv?utgave=" + ref).WantStatus(200).Body
	}
	first := list("2026-k2.1")

	action, form := client.Get("/katalog/tiltak/direktoratssamordning").WantStatus(200).Form(`form[action$="/direktoratssamordning/bekreft"]`)
	client.Post(action, form).WantStatus(303)
	ask := client.Post("/utgaver/2026-k2/rett", url.Values{"reason": {"Eksempel: tittelen på tiltak 2 er bekreftet"}})
	ask.WantStatus(200).WantText("Samordningsfunksjon for direktoratene")
	action, form = ask.Form(`form:has(input[name="bekreft"])`)
	client.Post(action, form).WantStatus(303)

	y.t.Run("an erratum makes the next revision and leaves the first as it was", func(t *testing.T) {
		if list("2026-k2.1") != first {
			t.Error("the first revision has changed")
		}
		if second := list("2026-k2"); second == first || strings.Count(second, "arbeidstittel") != strings.Count(first, "arbeidstittel")-1 {
			t.Error("the newest revision does not tell of one confirmed title more")
		}
		client.Get("/utgaver/2026-k2").WantText("tittelen på tiltak 2 er bekreftet")
		client.Post(action, form).WantStatus(409)
	})
}

// portfolio moves measure 8 from AID to JD from a day between the third and the
// fourth round. The next round asks the new ministry; old editions name the old one.
func (y *year) portfolio() {
	y.t.Helper()
	y.on(models.NewDate(2026, 11, 2))
	client := y.coordinator()
	before := client.Get("/eksport/tiltaksliste/fil/csv?utgave=2026-k3").WantStatus(200).Body
	var key string
	if err := y.Store.Read(y.t.Context()).Table("measures").Where("number = 8").Pluck("key", &key).Error; err != nil {
		y.t.Fatal(err)
	}
	action, form := client.Get("/katalog/tiltak/" + key).WantStatus(200).Form("form#ansvar")
	if form.Get("lead") != "AID" {
		y.t.Fatalf("measure 8 is led by %s", form.Get("lead"))
	}
	form.Set("lead", "JD")
	form.Del("contributors")
	form.Add("contributors", "AID")
	form.Set("from", "2026-10-01")
	client.Post(action, form).WantStatus(422).WantText("Dagen er passert")
	form.Set("from", "2026-11-31")
	client.Post(action, form).WantStatus(422).WantText("er ikke en dato")
	form.Set("from", "2026-11-15")
	client.Post(action, form).WantStatus(303)
	client.Get("/katalog/tiltak/" + key).WantText("Ansvaret under gjelder fra 15. november 2026")
	y.on(models.NewDate(2026, 11, 16))
	client = y.coordinator()
	for day, lead := range map[string]string{"2026-11-14": "AID", "2026-11-15": "JD"} {
		list := client.Get("/eksport/tiltaksliste/fil/csv?dato=" + day).WantStatus(200).Body
		for line := range strings.Lines(list) {
			if strings.HasPrefix(line, "8;") && !strings.Contains(line, ";;"+lead+";") {
				y.t.Errorf("on %s measure 8 is not told as led by %s: %s", day, lead, line)
			}
		}
	}
	y.t.Run("an edition from before names the ministry that had the measure then", func(t *testing.T) {
		if client.Get("/eksport/tiltaksliste/fil/csv?utgave=2026-k3").Body != before {
			t.Error("the edition is told differently after the portfolio has moved")
		}
	})
}
