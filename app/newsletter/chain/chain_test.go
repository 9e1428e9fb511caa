package chain_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

const desk = "/nyhetsbrev/2026-k3"

// world has the situation's draft newsletter: AID's text of measure 9, worded
// anew, with an open question, and a paragraph of KOM's own.
type world struct {
	*servertest.World
	servertest.Situation
	t *testing.T
}

func each(t *testing.T, do func(t *testing.T, w world)) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) { do(t, world{w, w.Situation(), t}) })
}

func (w world) chain() string    { return fmt.Sprintf("%s/punkt/%d", desk, w.ItemID) }
func (w world) question() string { return fmt.Sprintf("/sporsmal/%d", w.QuestionID) }

// save types into the desk's form and saves.
func (w world) save(fields map[string]string) *servertest.Page {
	w.t.Helper()
	editor := w.As("redaktor.kom")
	action, form := editor.Get(desk).Form("#nyhetsbrev")
	for name, value := range fields {
		form.Set(fmt.Sprintf("%s_%d", name, w.ItemID), value)
	}
	return editor.Post(action, form).WantRedirect(desk).Follow()
}

// freeze tries to freeze the issue with the item in it.
func (w world) freeze() *servertest.Page {
	w.t.Helper()
	w.save(map[string]string{"kept": "1"})
	editor := w.As("redaktor.kom")
	action, form := editor.Get(desk + "/frys").Form("form[action$='/frys']")
	return editor.Post(action, form)
}

func (w world) mails() []string {
	w.t.Helper()
	var rows []struct{ Username, Kind, State, Outcome string }
	err := w.Store.Read(w.t.Context()).Raw("SELECT u.username, m.kind, m.state, m.outcome FROM mails m JOIN users u ON u.id = m.user_id WHERE m.kind IN ('question', 'answered') ORDER BY m.id").Scan(&rows).Error
	if err != nil {
		w.t.Fatal(err)
	}
	var list []string
	for _, r := range rows {
		list = append(list, strings.TrimSpace(r.Username+" "+r.Kind+" "+r.State+" "+r.Outcome))
	}
	return list
}

func (w world) trail(action string) int64 {
	w.t.Helper()
	var n int64
	if err := w.Store.Read(w.t.Context()).Table("audit_events").Where("action = ?", action).Count(&n).Error; err != nil {
		w.t.Fatal(err)
	}
	return n
}

func TestFromTheQuestionToTheAnswerAndTheFreezing(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		editor, reporter := w.As("redaktor.kom"), w.As("rapportor.aid")
		editor.Get(w.chain()).WantStatus(200).WantText("Spurte AID 23. november, venter på svar.", "Trekk spørsmålet")
		editor.Post(w.chain()+"/trekk", url.Values{"sporsmal": {fmt.Sprint(w.QuestionID)}}).WantRedirect(w.chain()).Follow().WantText("Spørsmålet er trukket.")
		reporter.Get(w.question()).WantStatus(200).WantText("KOM har trukket spørsmålet")
		reporter.Post(w.question(), url.Values{"svar": {"yes"}}).WantStatus(http.StatusConflict)
		if page := w.freeze().WantStatus(http.StatusUnprocessableEntity); page.Doc().Find(fmt.Sprintf("a[href='%s#reason_%d']", desk, w.ItemID)).Length() != 1 {
			t.Error("the refusal does not lead to the field of the reason")
		}

		action, form := editor.Get(desk).Form("#nyhetsbrev")
		form.Set("gjor", fmt.Sprintf("spor:%d", w.ItemID))
		editor.Post(action, form).WantRedirect(desk + fmt.Sprintf("#punkt_%d", w.ItemID))
		editor.Post(w.chain()+"/spor", nil).WantStatus(http.StatusConflict).WantText("AID er spurt om dette avsnittet og har ikke svart")
		w.QuestionID++
		if got, want := w.mails(), []string{"rapportor.aid question failed not_set_up"}; !slices.Equal(got, want) {
			t.Errorf("mails %q, want %q", got, want)
		}
		for _, path := range []string{"/", "/rapporter"} {
			reporter.Get(path).WantText("Spørsmål fra KOM", "Er ordlyden i nyhetsbrevet juli–september 2026 riktig?")
			w.As("rapportor.hod").Get(path).WantNoText("Spørsmål fra KOM")
		}
		reporter.Post(w.question(), url.Values{"svar": {"no"}}).WantStatus(http.StatusUnprocessableEntity).WantText("Skriv hva som ikke er riktig.")
		reporter.Post(w.question(), url.Values{}).WantStatus(http.StatusUnprocessableEntity).WantText("Velg om ordlyden er ok.")
		w.As("rapportor.hod").Post(w.question(), url.Values{"svar": {"yes"}}).WantStatus(http.StatusNotFound)
		reporter.Post(w.question(), url.Values{"svar": {"yes"}}).WantRedirect(w.question()).Follow().WantText("Svaret er sendt til KOM.", "Ok · ")
		reporter.Post(w.question(), url.Values{"svar": {"no"}, "kommentar": {"Likevel ikke"}}).WantStatus(http.StatusConflict)
		reporter.Get("/").WantNoText("Spørsmål fra KOM")
		editor.Get(desk).WantText("Ok fra AID 24. november.")
		if got := w.mails(); len(got) != 2 || got[1] != "redaktor.kom answered failed not_set_up" {
			t.Errorf("mails %q", got)
		}
		for action, want := range map[string]int64{"issue.ask": 1, "issue.answer": 1, "issue.withdraw": 1} {
			if got := w.trail(action); got != want {
				t.Errorf("the trail has %d of %s, want %d", got, action, want)
			}
		}
		w.freeze().WantRedirect(desk)
		editor.Get(w.chain()).WantStatus(200).WantText("Ok fra AID 24. november.").WantNoText("Spør departementet")
	})
}

func TestAnAnswerHoldsForTheWordingItWasGivenFor(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.As("rapportor.aid").Post(w.question(), url.Values{"svar": {"yes"}}).WantRedirect(w.question())
		w.save(map[string]string{"text": "KOM skriver om tiltak 9 at 40 personer har fått hjelp."}).WantNoText("Svaret gjelder en annen ordlyd")
		w.save(map[string]string{"text": "KOM skriver om tiltak 9 at 50 personer fikk hjelp."}).WantText("Svaret gjelder en annen ordlyd enn den som står nå.")
		w.freeze().WantStatus(http.StatusUnprocessableEntity).WantText("Tiltak 9: teksten er endret i status, dato, tall, navn eller rekkefølge.")
		w.save(map[string]string{"text": servertest.WordedText})
		w.freeze().WantRedirect(desk)
	})
}

func TestANoIsNoWayToTheFreezing(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.As("rapportor.aid").Post(w.question(), url.Values{"svar": {"no"}, "kommentar": {"Det var 30."}}).WantRedirect(w.question())
		w.As("redaktor.kom").Get(desk).WantText("Ikke ok fra AID 24. november:", "Det var 30.")
		w.freeze().WantStatus(http.StatusUnprocessableEntity)
		w.save(map[string]string{"reason": "AID rettet tallet på telefon."}).WantText("Begrunnet.")
		w.freeze().WantRedirect(desk)
		var published int64
		if err := w.Store.Read(t.Context()).Table("issue_files").Where("format <> 'docx' AND format <> 'odt' AND CAST(body AS text) LIKE '%på telefon%'").Count(&published).Error; err != nil || published != 0 {
			t.Errorf("%d files have the reason, %v", published, err)
		}
	})
}

func TestAReasonHoldsForTheWordingItWasGivenFor(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.save(map[string]string{"reason": "Tallet er fra AIDs årsrapport."}).WantText("Begrunnet.")
		w.save(map[string]string{"text": "KOM skriver om tiltak 9 at 50 personer fikk hjelp."}).WantText("Begrunnelsen er gitt for en annen ordlyd. Kryss av om den gjelder denne også.")
		w.freeze().WantStatus(http.StatusUnprocessableEntity)
		w.save(map[string]string{"again": "1"}).WantText("Begrunnet.").WantNoText("Begrunnelsen er gitt for en annen ordlyd")
		w.freeze().WantRedirect(desk)
	})
}

func TestAConflictKeepsTheReason(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		editor := w.As("redaktor.kom")
		action, form := editor.Get(desk).Form("#nyhetsbrev")
		w.save(map[string]string{"reason": "Den førstes grunn."})
		form.Set(fmt.Sprintf("reason_%d", w.ItemID), "Den andres grunn.")
		editor.Post(action, form).WantStatus(http.StatusConflict).WantText("Den førstes grunn.", "Den andres grunn.", "Begge tekstene er tatt vare på")
		var aside models.Revision
		if err := w.Store.Read(t.Context()).Where("subject = 'issue' AND set_aside").Take(&aside).Error; err != nil || !strings.Contains(aside.Content, "Den andres grunn.") {
			t.Errorf("set aside: %q, %v", aside.Content, err)
		}
	})
}

func TestAReporterSeesThatOneParagraphOfTheDraft(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.save(map[string]string{"reason": "Redaksjonens egen begrunnelse", "text": "Ny ordlyd etter at det ble spurt"})
		page := w.As("rapportor.aid").Get(w.question()).WantStatus(200)
		page.WantText(servertest.WordedText, servertest.ClearedText, "Nytt tall: 40")
		page.WantNoText(servertest.OtherWordedText, servertest.ObstacleText, "Redaksjonens egen begrunnelse", "Ny ordlyd etter at det ble spurt", "Vis tekstkjeden")
		for _, path := range []string{desk, w.chain(), desk + "/fil/txt"} {
			if page := w.As("rapportor.aid").Get(path); page.Status == http.StatusOK {
				t.Errorf("%s answers a reporter with %d", path, page.Status)
			}
		}
	})
}

func TestTheChainTellsWhoWroteWhat(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		editor := w.As("redaktor.kom")
		page := editor.Get(w.chain()).WantStatus(200)
		page.WantText("1. Departementets tekst", "2. Klarert tekst", "3. Teksten i nyhetsbrevet", "Godkjent i departementet av Ekspedisjonssjef 1. oktober 2026.",
			"Rapportør i AID", "Koordinator i JD", "Redaktør i KOM", servertest.WordedText, "Nytt tall: 40", "Trekk spørsmålet").
			WantNoText(servertest.ObstacleText, servertest.OtherWordedText)
		if del, ins := page.Doc().Find("#forskjell ~ p del").Length(), page.Doc().Find("#forskjell ~ p ins").Length(); del == 0 || ins == 0 {
			t.Errorf("%d removed and %d added", del, ins)
		}
		editor.Get(w.chain() + "?fra=levert&til=klarert").WantText("Tekstene er like.")
		w.As("koordinator.jd").Get(w.chain()).WantStatus(200).WantNoText("Trekk spørsmålet")
		editor.Get(desk + "/punkt/999999").WantStatus(http.StatusNotFound)
		editor.Get(fmt.Sprintf("/nyhetsbrev/2026-k2/punkt/%d", w.ItemID)).WantStatus(http.StatusNotFound)
		editor.Get(fmt.Sprintf("%s/punkt/%d", desk, w.ItemID+1)).WantStatus(http.StatusNotFound) // KOM's own

		action, form := editor.Get(desk).Form("#nyhetsbrev")
		form.Set("gjor", fmt.Sprintf("angre:%d", w.ItemID))
		editor.Post(action, form)
		editor.Get(w.chain()).WantText("KOM har ikke endret teksten.").WantNoText("Nytt tall: 40")

		if err := w.Store.Read(t.Context()).Exec("UPDATE issue_items SET proposed = 'En tekst fra før' WHERE id = ?", w.ItemID).Error; err != nil {
			t.Fatal(err)
		}
		editor.Get(w.chain()).WantText("lar seg ikke knytte til det som ble klarert", "lar seg ikke knytte til en klarering")
	})
}
