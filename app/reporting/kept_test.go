package reporting_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

func TestTheApprovalIsKeptInTheDraft(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		o := enter(t, w)
		browser, fields := o.form("rapportor.aid")
		fields.Set("approved_role", "Ekspedisjonssjef")
		fields.Set("approved_on", "en tirsdag")
		browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
		browser, fields = o.form("rapportor.aid")
		if role, on := fields.Get("approved_role"), fields.Get("approved_on"); role != "Ekspedisjonssjef" || on != "en tirsdag" {
			t.Fatalf("the form has %q and %q", role, on)
		}
		for _, button := range []string{"hent:done", "ny_lenke"} {
			fields.Set("handling", button)
			fields.Set("approved_on", "23.11.2026")
			browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
			if _, fields = o.form("rapportor.aid"); fields.Get("approved_on") != "23.11.2026" {
				t.Errorf("after %s the form has %q", button, fields.Get("approved_on"))
			}
		}
	})
	t.Run("a report that came back keeps the role, and asks for a new date until something is written", func(t *testing.T) {
		o := enter(t, servertest.Start(t))
		browser, fields := o.form("rapportor.aid")
		fields.Set("newsletter_text", "Kurset er holdt.")
		fields.Set("approved_role", "Ekspedisjonssjef")
		fields.Set("approved_on", "2026-11-23")
		fields.Set("without_contributions", "1")
		browser.Post(o.address("/send-inn"), fields).WantStatus(http.StatusSeeOther)
		o.prepare(func(tx *store.Tx) error {
			return tx.Model(&models.Report{}).Where("id = ?", o.DraftID).Updates(map[string]any{"state": models.ReportReturned, "return_comment": "Skriv mer."}).Error
		})
		if _, fields = o.form("rapportor.aid"); fields.Get("approved_role") != "Ekspedisjonssjef" || fields.Get("approved_on") != "" {
			t.Errorf("the form has %q and %q", fields.Get("approved_role"), fields.Get("approved_on"))
		}
		fields.Set("done", "Mer er skrevet.")
		fields.Set("approved_on", "2026-11-24")
		browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
		if _, fields = o.form("rapportor.aid"); fields.Get("approved_on") != "2026-11-24" {
			t.Errorf("the form has %q", fields.Get("approved_on"))
		}
	})
}

func TestADateThatIsTypedAndNotChosenIsKept(t *testing.T) {
	due := models.NewDate(2027, 6, 1)
	begin := func(t *testing.T) (office, *servertest.Client, url.Values) {
		o := enter(t, servertest.Start(t))
		o.withMilestones(due)
		browser, fields := o.form("rapportor.aid")
		fields.Set("milestone_phase_0", "moved")
		fields.Set("milestone_due_0", "2027-09-01")
		fields.Set("milestone_reason_0", "Ventet på midler.")
		fields.Set("milestone_reached_on_0", "2026-11-02")
		browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
		fields.Set("revision", strconv.Itoa(o.report().Revision))
		fields.Set("milestone_phase_0", "planned")
		return o, browser, fields
	}
	stands := func(t *testing.T, o office, fields url.Values) {
		t.Helper()
		if m := o.report().Content.Milestones[0]; m.Moved() || m.Due != due || !m.ReachedOn.IsZero() {
			t.Errorf("the milestone is %+v", m)
		}
		if fields.Get("milestone_phase_0") != "planned" || fields.Get("milestone_due_0") != "2027-09-01" || fields.Get("milestone_reason_0") != "Ventet på midler." || fields.Get("milestone_reached_on_0") != "2026-11-02" {
			t.Errorf("the form has %v", fields)
		}
	}
	t.Run("in the draft, without moving the milestone", func(t *testing.T) {
		o, browser, fields := begin(t)
		browser.Partial().Post(o.address("/kladd"), fields).WantStatus(http.StatusOK)
		_, fields = o.form("rapportor.aid")
		stands(t, o, fields)
		fields.Set("milestone_phase_0", "moved")
		browser.Post(o.address("/kladd"), fields).WantStatus(http.StatusSeeOther)
		if m := o.report().Content.Milestones[0]; m.Due != models.NewDate(2027, 9, 1) || m.DueKept != "" {
			t.Errorf("chosen again, the milestone is %+v", m)
		}
	})
	t.Run("also when the report could not be submitted", func(t *testing.T) {
		o, browser, fields := begin(t)
		fields.Set("done", "")
		page := browser.Post(o.address("/send-inn"), fields).WantStatus(http.StatusUnprocessableEntity)
		_, fields = page.Form("#rapportskjema")
		stands(t, o, fields)
	})
	t.Run("and is no part of what is submitted", func(t *testing.T) {
		o, browser, fields := begin(t)
		fields.Set("approved_role", "Ekspedisjonssjef")
		fields.Set("approved_on", "2026-11-23")
		fields.Set("newsletter_text", "Kurset er holdt.")
		fields.Set("without_contributions", "1")
		browser.Post(o.address("/send-inn"), fields).WantStatus(http.StatusSeeOther)
		if m := o.report().Content.Milestones[0]; m.DueKept != "" || m.ReachedTyped != "" || m.Reason != "" || m.Due != due {
			t.Errorf("submitted %+v", m)
		}
	})
}

// prepare changes the world behind the pages' back.
func (o office) prepare(change func(tx *store.Tx) error) {
	o.t.Helper()
	err := o.Store.Write(o.t.Context(), func(tx *store.Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
	})
	if err != nil {
		o.t.Fatal(err)
	}
}
