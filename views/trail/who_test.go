package trail_test

import (
	"testing"

	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/trail"
)

func TestTheLogSaysInWordsWhichRolesAPersonHad(t *testing.T) {
	catalogue, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	frame := layout.Frame{Printer: catalogue.Printer(models.Bokmaal)}
	for stored, shown := range map[string]string{
		"Koordinator i JD (coordinator JD)":                                   "Koordinator i JD (Koordinator JD)",
		"Rapportør i AID (reporter AID, contributor BUFDIR)":                  "Rapportør i AID (Rapportør AID, Bidragsyter BUFDIR)",
		"Leser i AID (reader AID, reporter AID as deputy of Rapportør i AID)": "Leser i AID (Leser AID, Rapportør AID for Rapportør i AID)",
		"kommandolinjen":             "kommandolinjen",
		"Avdeling (for) (noe annet)": "Avdeling (for) (noe annet)",
	} {
		if got := (trail.Line{AuditEvent: models.AuditEvent{Who: stored}}).ByWhom(frame); got != shown {
			t.Errorf("%q is shown as %q, not %q", stored, got, shown)
		}
	}
}
