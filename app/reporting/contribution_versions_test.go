package reporting_test

import (
	"fmt"
	"net/http"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

func TestEveryVersionOfAContributionCanBeReadAndFetchedBack(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		address := fmt.Sprintf("/bidrag/%d", o.ContributionID)
		agency, ministry := o.As("bidragsyter.bufdir"), o.As("rapportor.bfd")
		_, late := ministry.Get(address).WantStatus(http.StatusOK).Form("#rapportskjema")
		_, fields := agency.Get(address).WantStatus(http.StatusOK).Form("#rapportskjema")
		fields.Set("text", "Fra direktoratet")
		agency.Post(address+"/kladd", fields).WantStatus(http.StatusSeeOther)

		late.Set("text", "Fra departementet, for sent")
		collided := ministry.Post(address+"/kladd", late).WantStatus(http.StatusConflict)
		if collided.Doc().Find(`a[href="`+address+`/versjoner"]`).Length() != 1 {
			t.Error("nothing leads from the collision to the versions")
		}
		list := ministry.Get(address+"/versjoner").WantStatus(http.StatusOK).WantText("Versjon 1", "Versjon 2", "Satt til side 1", "3 lagrede tekster")
		aside := list.Doc().Find(".att a").First().AttrOr("href", "")
		page := ministry.Get(aside).WantStatus(http.StatusOK).WantText("Fra departementet, for sent")
		action, form := page.Form("form[action$=hent]")
		ministry.Post(action, form).WantRedirect(address).Follow().WantText("Fra departementet, for sent")

		fields.Set("revision", "3")
		fields.Set("signed_role", "Direktør")
		agency.Post(address+"/signer", fields).WantStatus(http.StatusSeeOther)
		page = agency.Get(aside).WantStatus(http.StatusOK).WantText("må det signeres igjen")
		ministry.Post(action, form).WantRedirect(address + "/versjoner") // somebody has saved since
		action, form = page.Form("form[action$=hent]")
		agency.Post(action, form).WantRedirect(address).Follow().WantNoText("Bidraget er signert av")

		t.Run("a version of another contribution is not found here", func(t *testing.T) {
			agency.Get(fmt.Sprintf("%s/versjoner/%d", address, o.DraftRevisionID)).WantStatus(http.StatusNotFound)
		})
	})
}

func TestAParagraphTypedTooLateIsKeptAndTheAnswerSaysWhere(t *testing.T) {
	o := enter(t, servertest.Start(t))
	address := fmt.Sprintf("/bidrag/%d", o.ContributionID)
	browser := o.As("bidragsyter.bufdir")
	_, fields := browser.Get(address).WantStatus(http.StatusOK).Form("#rapportskjema")
	o.prepare(func(tx *store.Tx) error {
		at := tx.Now()
		return tx.Model(&models.Report{}).Where("id = ?", o.DraftID).Updates(map[string]any{
			"state": models.ReportCleared, "stage": models.Completed, "health": "", "submitted_at": at, "submitted_revision": 1,
			"approved_role": "Direktør", "approved_on": models.NewDate(2026, 11, 20), "cleared_at": at, "cleared_by": o.UserID,
		}).Error
	})
	fields.Set("text", "Skrevet mens rapporten ble klarert")
	part := browser.Partial().Post(address+"/kladd", fields).WantStatus(http.StatusConflict).WantText("tatt vare på i versjonslisten")
	if part.Doc().Find(`#lagret a[href="`+address+`/versjoner"]`).Length() != 1 {
		t.Errorf("nothing leads to the versions in %s", part.Body)
	}
	list := browser.Get(address + "/versjoner").WantStatus(http.StatusOK).WantText("Satt til side 1")
	page := browser.Get(list.Doc().Find(".att a").First().AttrOr("href", "")).WantStatus(http.StatusOK).WantText("Skrevet mens rapporten ble klarert")
	if page.Doc().Find("form[action$=hent]").Length() != 0 {
		t.Error("a closed paragraph can be changed")
	}
}
