package rounds_test

import (
	"strings"
	"testing"
	"time"

	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const note = "Ny leverandør er valgt, og dagen holder."

// late is a report that declares on track although a milestone has passed.
func (b bench) late(report models.Report, content models.ReportContent) models.ReportContent {
	b.t.Helper()
	due := models.NewDate(2026, time.November, 4)
	content.Milestones = models.List[models.MilestoneState]{{
		MilestoneID: b.milestone(report.MeasureID), Title: "Kurs er holdt", Phase: models.MilestonePlanned, Due: due,
	}}
	return content
}

func TestADeclaredStatusThatIsBetterThanTheCountedOne(t *testing.T) { servertest.Each(t, declared) }

func declared(t *testing.T, w *servertest.World) {
	b := newBench(t, w)
	report := b.reports(b.open(fourth))[0]
	b.submit(report, b.reporter.UserID, b.late(report, underWay("Arbeidet går sin gang.")))
	coordinator := w.As("koordinator.jd")
	review := "/runder/2026-k4/tiltak/1"

	t.Run("stands beside it in the review, with the reason and that none was given", func(t *testing.T) {
		coordinator.Get(review).WantStatus(200).WantText("Oppgitt status", "I rute", "Beregnet status", "Noe forsinket",
			"Milepælen «Kurs er holdt» skulle vært nådd for 20 dager siden.", "uten begrunnelse")
	})
	t.Run("is listed on the board, marked in its field", func(t *testing.T) {
		page := coordinator.Get("/runder/2026-k4").WantText("Status å spørre om: 1 rapport", "Uten begrunnelse.")
		if marked := words(page.Doc().Find(`table.board a[href$="/tiltak/1"]`)); !strings.Contains(marked, "bedre enn beregnet") {
			t.Errorf("the field says %q", marked)
		}
	})
	t.Run("is cleared all the same, and the ministry's sentence is shown to those who may see it", func(t *testing.T) {
		content := b.report(report.ID).Content
		content.StatusNote = note
		b.submit(b.report(report.ID), b.reporter.UserID, content)
		coordinator.Get("/runder/2026-k4").WantText(note).WantNoText("Uten begrunnelse.")
		page := coordinator.Get(review).WantText(note, "Oppgitt bedre enn beregnet").WantNoText("uten begrunnelse")
		action, form := page.Form("form[action$=klarer]")
		coordinator.Post(action, form).WantStatus(303)
		coordinator.Get("/tiltak/1").WantText("Beregnet status", "skulle vært nådd for 20 dager siden", note)
		for _, username := range []string{"leser.nim", "rapportor.ud", "bidragsyter.bufdir"} {
			w.As(username).Get("/tiltak/1").WantText("Beregnet status", "Noe forsinket").WantNoText(note)
		}
	})
	t.Run("is in the edition, the sentence only for those who may see it", func(t *testing.T) {
		coordinator.Post("/runder/2026-k4/lukk", nil).WantStatus(303)
		w.As("leser.nim").Get("/tiltak/1?utgave=2026-k4").WantText("Beregnet status").WantNoText(note)
		coordinator.Get("/tiltak/1?utgave=2026-k4").WantText(note)
		var public, complete string
		b.must(w.Store.Read(t.Context()).Raw("SELECT public_payload FROM edition_revisions").Scan(&public).Error)
		b.must(w.Store.Read(t.Context()).Raw("SELECT complete_payload FROM edition_revisions").Scan(&complete).Error)
		if strings.Contains(public, note) || !strings.Contains(complete, note) {
			t.Error("the sentence is public, or lost")
		}
	})
}

func TestTextsThatStandAndMilestonesThatMove(t *testing.T) { servertest.Each(t, standing) }

func standing(t *testing.T, w *servertest.World) {
	b := newBench(t, w)
	period := models.Quarter{Year: 2026, Number: 1}
	first := models.NewDate(2026, time.October, 1)
	var milestone int64
	due := first
	for i, reason := range []string{"", "Høringen tok tid", "Leverandøren trakk seg"} {
		report := b.reports(b.open(period))[0]
		if milestone == 0 {
			milestone = b.milestone(report.MeasureID)
		}
		content := underWay("Arbeidet går sin gang.")
		step := models.MilestoneState{MilestoneID: milestone, Title: "Kurs er holdt", Phase: models.MilestonePlanned, Due: due, Reason: reason}
		if i > 0 {
			step.Was, step.Baseline, step.Due = due, first, due.AddDays(100)
			due = step.Due
		}
		content.Milestones = models.List[models.MilestoneState]{step}
		content.Done = []string{"Arbeidet går sin gang.", "Arbeidet  går\nsin gang.", "Arbeidet går sin gang."}[i]
		b.submit(report, b.reporter.UserID, content)
		if i == 2 {
			break
		}
		b.must(b.rounds.Clear(t.Context(), b.coordinator, report.ID, ""))
		_, err := b.rounds.Close(t.Context(), b.coordinator, b.round(period).ID)
		b.must(err)
		period = period.Next()
	}
	coordinator := w.As("koordinator.jd")
	t.Run("are told in the review, move for move", func(t *testing.T) {
		coordinator.Get("/runder/2026-k3/tiltak/1").WantText("Uendret siden 1. kvartal 2026, 3 runder",
			"Flyttet 2 ganger, +200 dager, sist fordi: Leverandøren trakk seg", "Høringen tok tid", "flyttet 2 ganger, +200 dager", "Vesentlig avvik")
	})
	t.Run("are marked on the board", func(t *testing.T) {
		page := coordinator.Get("/runder/2026-k3")
		if marked := words(page.Doc().Find(`table.board a[href$="/tiltak/1"]`)); !strings.Contains(marked, "uendret tekst, 3 runder") || !strings.Contains(marked, "flyttet 2 ganger, +200 dager") {
			t.Errorf("the field says %q", marked)
		}
	})
	t.Run("are told on the ministry's own form, when it comes back", func(t *testing.T) {
		report := b.reports(b.round(third))[0]
		b.must(b.rounds.Return(t.Context(), b.coordinator, report.ID, "Skriv noe nytt"))
		page := w.As("rapportor.jd").Get("/rapporter/" + id(report.ID)).WantStatus(200)
		page.WantText("Uendret siden 1. kvartal 2026, 3 runder", "Flyttet 2 ganger, +200 dager, sist fordi: Leverandøren trakk seg",
			"Milepælene tilsier «Vesentlig avvik».", "Du kan sende inn uten.")
		b.submit(b.report(report.ID), b.reporter.UserID, b.report(report.ID).Content)
	})
	t.Run("are told on the measure's page once they are cleared", func(t *testing.T) {
		w.As("leser.nim").Get("/tiltak/1").WantText("Uendret siden 1. kvartal 2026, 2 runder", "flyttet én gang, +100 dager")
		b.must(b.rounds.Clear(t.Context(), b.coordinator, b.reports(b.round(third))[0].ID, ""))
		w.As("leser.nim").Get("/tiltak/1").WantText("Uendret siden 1. kvartal 2026, 3 runder", "flyttet 2 ganger, +200 dager", "Leverandøren trakk seg")
	})
}

func TestAReportComesBackSectionBySection(t *testing.T) { servertest.Each(t, sections) }

func sections(t *testing.T, w *servertest.World) {
	b := newBench(t, w)
	report := b.reports(b.open(fourth))[0]
	b.submit(report, b.reporter.UserID, underWay("Første tekst"))
	coordinator, ministry := w.As("koordinator.jd"), w.As("rapportor.jd")
	action, form := coordinator.Get("/runder/2026-k4/tiltak/1").Form("form[action$=returner]")

	t.Run("a comment that is too long is told at its section, and what was typed stands", func(t *testing.T) {
		form.Set("comment_next", strings.Repeat("a", models.MaxComment+1))
		form.Set("comment_done", "Hvem gjorde det?")
		coordinator.Post(action, form).WantStatus(422).WantText("Teksten er på 4001 tegn.", "Hvem gjorde det?")
	})
	t.Run("a comment at one section is enough, and stands at that field of the form", func(t *testing.T) {
		form.Set("comment_next", "Hvilken dag?")
		coordinator.Post(action, form).WantStatus(303)
		page := ministry.Get("/rapporter/" + id(report.ID)).WantText("Se merknadene ved delene av rapporten.")
		for field, want := range map[string]string{"done": "Hvem gjorde det?", "next": "Hvilken dag?"} {
			if got := words(page.Doc().Find("ds-field:has(#" + field + ") .flash--warning")); got != "Merknad fra koordinatoren: "+want {
				t.Errorf("at %s stands %q", field, got)
			}
		}
		if page.Doc().Find(`.flash a[href="#done"]`).Length() != 1 {
			t.Error("no link leads from the top to the section")
		}
	})
	t.Run("it is kept: in the review and in the log", func(t *testing.T) {
		coordinator.Get("/runder/2026-k4/tiltak/1").WantText("Tidligere returer", "Neste steg:", "Hvilken dag?")
		var told string
		b.must(w.Store.Read(t.Context()).Raw("SELECT after FROM audit_events WHERE action = 'report.return' ORDER BY sequence DESC LIMIT 1").Scan(&told).Error)
		if !strings.Contains(told, "Hvilken dag?") || !strings.Contains(told, `"next"`) {
			t.Errorf("the log says %s", told)
		}
	})
	t.Run("nobody else sees it, and the form forgets it once the report is sent in again", func(t *testing.T) {
		for _, username := range []string{"leser.nim", "rapportor.aid", "redaktor.kom"} {
			w.As(username).Get("/tiltak/1").WantNoText("Hvilken dag?")
			w.As(username).Get("/rapporter/" + id(report.ID)).WantNoText("Hvilken dag?")
		}
		b.submit(b.report(report.ID), b.reporter.UserID, underWay("Andre tekst"))
		b.must(b.rounds.Return(t.Context(), b.coordinator, report.ID, "Mer"))
		ministry.Get("/rapporter/" + id(report.ID)).WantText("Mer").WantNoText("Hvilken dag?")
	})
}

func TestNothingIsClearedThatWasNotSeen(t *testing.T) { servertest.Each(t, unseen) }

func unseen(t *testing.T, w *servertest.World) {
	b := newBench(t, w)
	report := b.reports(b.open(fourth))[0]
	b.submit(report, b.reporter.UserID, underWay("Tekst"))
	coordinator := w.As("koordinator.jd")
	action, form := coordinator.Get("/runder/2026-k4/tiltak/1").Form("form[action$=klarer]")
	severalAction, several := coordinator.Get("/runder/2026-k4/klarer?velg=1").Form("form.stack[method=post]")

	b.sign(report.ID, "BFD", "Bidrag som kom etterpå")
	form.Set("comment", "Kladd til kommentar")
	coordinator.Post(action, form).WantStatus(409).WantText("signert eller endret bidraget sitt etter at du åpnet siden", "Bidrag som kom etterpå", "Kladd til kommentar")
	if state := b.report(report.ID).State; state != models.ReportSubmitted {
		t.Fatalf("the report is %s", state)
	}
	coordinator.Post(severalAction, several).WantStatus(409).WantText("0 av 1 rapporter er klarert", "Ikke klarert.", "bidraget sitt")
	action, form = coordinator.Get("/runder/2026-k4/tiltak/1").Form("form[action$=klarer]")
	coordinator.Post(action, form).WantStatus(303)
	coordinator.Get("/tiltak/1").WantText("Bidrag som kom etterpå")
}

// sign writes a ministry's paragraph and signs it.
func (b bench) sign(reportID int64, ministry, text string) {
	b.t.Helper()
	change(b.t, b.World, func(tx *store.Tx) error {
		return tx.Model(&models.Contribution{}).Where("report_id = ? AND organisation_id = (SELECT id FROM organisations WHERE code = ?)", reportID, ministry).
			Updates(map[string]any{"text": text, "revision": 1, "signed_at": tx.Now(), "signed_by": b.reporter.UserID, "signed_role": "Avdelingsdirektør"}).Error
	})
}
