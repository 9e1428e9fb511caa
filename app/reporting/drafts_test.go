package reporting_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"tiltak/app/reporting"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

func each(t *testing.T, measures int, run func(t *testing.T, m *ministries)) {
	t.Helper()
	storetest.Each(t, start, func(t *testing.T, s *store.Store) { run(t, open(t, s, measures)) })
}

func TestEverySaveIsARevision(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		id := m.reports[0].ID
		half := models.ReportContent{Done: "Bare et ord\r\nog ett til\x00", Status: models.Status{Stage: "tull", Health: models.OnTrack}}
		saved, err := m.desk.SaveDraft(t.Context(), m.jd, id, 0, half)
		if err != nil || saved.Revision != 1 {
			t.Fatalf("revision %d, %v", saved.Revision, err)
		}
		if saved, err = m.desk.SaveDraft(t.Context(), m.jd2, id, 1, full()); err != nil || saved.Revision != 2 {
			t.Fatalf("revision %d, %v", saved.Revision, err)
		}
		list := m.revisions(t, models.RevisionOfReport, id)
		if len(list) != 2 || list[0].Hash != models.HashText(list[0].Content) || list[1].SetAside {
			t.Fatalf("revisions are %+v", list)
		}
		first, err := models.DecodeReportContent(list[0].Content)
		if err != nil || first.Done != "Bare et ord\nog ett til" || first.Status != (models.Status{}) {
			t.Errorf("first is %+v, %v", first, err)
		}
		if r := m.report(t, id); r.State != models.ReportDraft || r.Revision != 2 || r.Content.Done != full().Done || *r.WrittenBy != m.jd2.UserID {
			t.Errorf("report is %+v", r)
		}
	})
}

func TestADraftChangesNothingOthersSee(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		version := func() (v int64) {
			if err := m.store.Read(t.Context()).Table("installation").Pluck("data_version", &v).Error; err != nil {
				t.Fatal(err)
			}
			return v
		}
		before := version()
		if _, err := m.desk.SaveDraft(t.Context(), m.jd, m.reports[0].ID, 0, full()); err != nil {
			t.Fatal(err)
		}
		if version() != before {
			t.Error("the data version moved")
		}
		var event models.AuditEvent
		if err := m.store.Read(t.Context()).Order("sequence DESC").Take(&event).Error; err != nil {
			t.Fatal(err)
		}
		if event.Action != "report.save" || strings.Contains(event.After, "Kurset") || !strings.Contains(event.After, `"revision":1`) {
			t.Errorf("the trail says %s %s", event.Action, event.After)
		}
	})
}

func TestWhoSavesLastIsToldAndNothingIsLost(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		id := m.reports[0].ID
		mine, theirs := full(), full()
		theirs.Done, mine.Done = "Deres tekst", "Min tekst"
		if _, err := m.desk.SaveDraft(t.Context(), m.jd, id, 0, theirs); err != nil {
			t.Fatal(err)
		}
		for number := 1; number <= 2; number++ {
			_, err := m.desk.SaveDraft(t.Context(), m.jd2, id, 0, mine)
			var conflict *reporting.ConflictError
			if !errors.As(err, &conflict) || !models.IsKind(err, models.KindConflict) {
				t.Fatalf("error is %v", err)
			}
			if conflict.Theirs.Report.Done != "Deres tekst" || conflict.Theirs.SavedBy != m.jd.DisplayName || conflict.Theirs.Number != 1 {
				t.Errorf("theirs is %+v", conflict.Theirs)
			}
			if conflict.Mine.Report.Done != "Min tekst" || conflict.Mine.Number != number || !conflict.Mine.SetAside {
				t.Errorf("mine is %+v", conflict.Mine)
			}
		}
		saved, err := m.desk.SaveDraft(t.Context(), m.jd2, id, 1, mine)
		if err != nil || saved.Revision != 2 {
			t.Fatalf("cannot choose mine: %d, %v", saved.Revision, err)
		}
		if got := len(m.revisions(t, models.RevisionOfReport, id)); got != 4 {
			t.Errorf("%d revisions, want 4", got)
		}
	})
}

func TestASaveWhoseAnswerWasLostCanBeSentAgain(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		id := m.reports[0].ID
		content := full()
		content.Milestones = models.List[models.MilestoneState]{{Title: "Ny milepæl", Due: models.NewDate(2027, 3, 1), Phase: models.MilestonePlanned}}
		for range 2 {
			saved, err := m.desk.SaveDraft(t.Context(), m.jd, id, 0, content)
			if err != nil || saved.Revision != 1 || len(saved.Content.Milestones) != 1 {
				t.Fatalf("saved %+v, %v", saved, err)
			}
		}
		if got := len(m.revisions(t, models.RevisionOfReport, id)); got != 1 {
			t.Errorf("%d revisions, want 1", got)
		}
	})
}

func TestManyWritersAtOnceLoseNothing(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		const writers = 12
		id := m.reports[0].ID
		var group sync.WaitGroup
		results := make([]error, writers)
		for i := range writers {
			group.Go(func() {
				content := full()
				content.Done = strings.Repeat("x", i+1)
				_, results[i] = m.desk.SaveDraft(t.Context(), m.jd, id, 0, content)
			})
		}
		group.Wait()
		won := 0
		for _, err := range results {
			var conflict *reporting.ConflictError
			switch {
			case err == nil:
				won++
			case !errors.As(err, &conflict):
				t.Errorf("unexpected: %v", err)
			}
		}
		texts := map[string]bool{}
		for _, r := range m.revisions(t, models.RevisionOfReport, id) {
			texts[r.Hash] = true
		}
		if won != 1 || len(texts) != writers {
			t.Errorf("%d won, %d texts kept; want 1 and %d", won, len(texts), writers)
		}
	})
}

func TestMilestonesComeFromTheDatabase(t *testing.T) {
	due, later := models.NewDate(2027, 1, 31), models.NewDate(2027, 5, 31)
	each(t, 1, func(t *testing.T, m *ministries) {
		_, known := m.cleared(t, due)
		id := m.reports[0].ID
		content := full()
		saved, err := m.desk.SaveDraft(t.Context(), m.jd, id, 0, content)
		if err != nil || len(saved.Content.Milestones) != 1 || saved.Content.Milestones[0].MilestoneID != known {
			t.Fatalf("a milestone missing from the form was lost: %+v, %v", saved.Content.Milestones, err)
		}
		content.Milestones = models.List[models.MilestoneState]{
			{MilestoneID: known, Title: "Kurset er holdt", Due: later, Phase: models.MilestonePlanned, Was: later, Baseline: later, Reason: "Ventet på midler."},
			{Title: "Ny", DueTyped: "en gang i mai"},
			{},
		}
		if saved, err = m.desk.SaveDraft(t.Context(), m.jd, id, 1, content); err != nil || len(saved.Content.Milestones) != 2 {
			t.Fatalf("saved %+v, %v", saved, err)
		}
		if first := saved.Content.Milestones[0]; first.Was != due || first.Baseline != due || !first.Moved() {
			t.Errorf("the client decided where the milestone stood: %+v", first)
		}
		added := saved.Content.Milestones[1]
		if added.MilestoneID == 0 || added.DueTyped != "en gang i mai" || !added.Baseline.IsZero() {
			t.Errorf("the new one is %+v", added)
		}
		t.Run("a milestone of no report of the measure is refused", func(t *testing.T) {
			content.Milestones[0].MilestoneID = 999
			if _, err := m.desk.SaveDraft(t.Context(), m.jd, id, 2, content); !models.IsKind(err, models.KindMalformed) {
				t.Errorf("error is %v", err)
			}
			content.Milestones[0].MilestoneID = known
		})
		t.Run("a new one can be taken out, a known one cannot", func(t *testing.T) {
			saved, err := m.desk.RemoveMilestone(t.Context(), m.jd, id, reporting.ParsedForm{Revision: 2, Content: full()}, added.MilestoneID)
			if err != nil || len(saved.Content.Milestones) != 1 {
				t.Fatalf("saved %+v, %v", saved.Content.Milestones, err)
			}
			saved, err = m.desk.RemoveMilestone(t.Context(), m.jd, id, reporting.ParsedForm{Revision: 3, Content: full()}, known)
			if err != nil || len(saved.Content.Milestones) != 1 {
				t.Errorf("saved %+v, %v", saved.Content.Milestones, err)
			}
		})
	})
}

func TestOnlyTheLeadMinistryWrites(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		coordinator := models.Person{UserID: m.ud.UserID, Standings: []models.Standing{{Role: models.Coordinator, OrganisationID: m.jdID}}}
		for name, person := range map[string]models.Person{"contributing ministry": m.aid, "other ministry": m.ud, "agency": m.agency, "coordinator": coordinator, "nobody": {}} {
			if _, err := m.desk.SaveDraft(t.Context(), person, m.reports[0].ID, 0, full()); !models.IsKind(err, models.KindForbidden) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := m.desk.SaveDraft(t.Context(), m.jd, 4711, 0, full()); !models.IsKind(err, models.KindNotFound) {
			t.Errorf("no such report: %v", err)
		}
		if got := m.revisions(t, models.RevisionOfReport, m.reports[0].ID); len(got) != 0 {
			t.Errorf("something was written: %+v", got)
		}
	})
}

func TestSubmission(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		id := m.reports[0].ID
		err := m.desk.Submit(t.Context(), m.jd, id, 0, models.ReportContent{Done: "Halvferdig"}, models.Approval{})
		if !models.IsKind(err, models.KindInvalid) {
			t.Fatalf("an unfinished report was taken: %v", err)
		}
		if r := m.report(t, id); r.State != models.ReportDraft || r.Content.Done != "Halvferdig" || r.Revision != 1 {
			t.Fatalf("what was typed is not kept: %+v", r)
		}
		if err := m.desk.Submit(t.Context(), m.jd, id, 1, full(), approval()); err != nil {
			t.Fatal(err)
		}
		if r := m.report(t, id); r.State != models.ReportSubmitted || r.SubmittedRevision != 2 || r.ApprovedRole != approval().Role || r.ApprovedOn != approval().On {
			t.Fatalf("report is %+v", r)
		}
		if _, err := m.desk.SaveDraft(t.Context(), m.jd, id, 2, full()); !models.IsKind(err, models.KindState) {
			t.Errorf("a submitted report was changed: %v", err)
		}
		if err := m.desk.Withdraw(t.Context(), m.aid, id); !models.IsKind(err, models.KindForbidden) {
			t.Errorf("another ministry withdrew it: %v", err)
		}
		if err := m.desk.Withdraw(t.Context(), m.jd, id); err != nil {
			t.Fatal(err)
		}
		if r := m.report(t, id); r.State != models.ReportDraft || r.SubmittedRevision != 2 {
			t.Errorf("report is %+v", r)
		}
		var stale *reporting.ConflictError
		if err := m.desk.Submit(t.Context(), m.jd2, id, 1, models.ReportContent{Done: "Annet"}, approval()); !errors.As(err, &stale) {
			t.Errorf("a stale text was submitted: %v", err)
		}
		m.write(t, func(tx *store.Tx) {
			tx.Model(&models.Report{}).Where("id = ?", id).Updates(map[string]any{"state": models.ReportReturned, "return_comment": "Skriv mer."})
		})
		if err := m.desk.Submit(t.Context(), m.jd, id, 2, full(), approval()); err != nil {
			t.Errorf("a returned report cannot be submitted again: %v", err)
		}
	})
}

func TestNothingIsTakenAfterTheRoundIsClosed(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		m.write(t, func(tx *store.Tx) {
			tx.Model(&models.Round{}).Where("id = ?", m.round.ID).Updates(map[string]any{"state": models.RoundClosed, "closed_at": tx.Now()})
		})
		id := m.reports[0].ID
		_, err := m.desk.SaveDraft(t.Context(), m.jd, id, 0, full())
		_, signing := m.desk.SaveContribution(t.Context(), m.aid, m.paper.ID, 0, "Tekst", models.Bokmaal)
		for name, err := range map[string]error{
			"save": err, "contribution": signing, "withdraw": m.desk.Withdraw(t.Context(), m.jd, id),
			"submit": m.desk.Submit(t.Context(), m.jd, id, 0, full(), approval()), "sign": m.desk.SignContribution(t.Context(), m.aid, m.paper.ID, "Direktør"),
		} {
			if !models.IsKind(err, models.KindState) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestContributions(t *testing.T) {
	each(t, 1, func(t *testing.T, m *ministries) {
		if _, err := m.desk.SaveContribution(t.Context(), m.jd, m.paper.ID, 0, "Fra JD", models.Bokmaal); !models.IsKind(err, models.KindForbidden) {
			t.Errorf("the lead ministry wrote it: %v", err)
		}
		saved, err := m.desk.SaveContribution(t.Context(), m.agency, m.paper.ID, 0, "Fra direktoratet", models.Nynorsk)
		if err != nil || saved.Revision != 1 {
			t.Fatalf("%+v, %v", saved, err)
		}
		var conflict *reporting.ConflictError
		if _, err := m.desk.SaveContribution(t.Context(), m.aid, m.paper.ID, 0, "Fra AID", models.Bokmaal); !errors.As(err, &conflict) {
			t.Fatalf("error is %v", err)
		}
		if conflict.Theirs.Contribution.Text != "Fra direktoratet" || conflict.Mine.Contribution.Text != "Fra AID" {
			t.Errorf("conflict holds %+v", conflict)
		}
		read := func() (c models.Contribution) {
			if err := m.store.Read(t.Context()).Take(&c, m.paper.ID).Error; err != nil {
				t.Fatal(err)
			}
			return c
		}
		if err := m.desk.SignContribution(t.Context(), m.aid, m.paper.ID, " "); !models.IsKind(err, models.KindInvalid) {
			t.Errorf("signed by nobody: %v", err)
		}
		if err := m.desk.SignContribution(t.Context(), m.aid, m.paper.ID, "Ekspedisjonssjef"); err != nil {
			t.Fatal(err)
		}
		if c := read(); !c.Signed() || c.SignedRole != "Ekspedisjonssjef" || c.Language != models.Nynorsk {
			t.Errorf("contribution is %+v", c)
		}
		if _, err := m.desk.SaveContribution(t.Context(), m.aid, m.paper.ID, 1, "Ny tekst", models.Bokmaal); err != nil {
			t.Fatal(err)
		}
		if c := read(); c.Signed() || c.SignedRole != "" {
			t.Errorf("a changed text is still signed: %+v", c)
		}
		if _, err := m.desk.SaveAndSign(t.Context(), m.aid, m.paper.ID, 2, models.ContributionContent{Text: "Med ett", Language: models.Bokmaal}, ""); !models.IsKind(err, models.KindInvalid) {
			t.Errorf("error is %v", err)
		}
		if c := read(); c.Text != "Med ett" || c.Signed() {
			t.Errorf("what was typed is not kept: %+v", c)
		}
	})
}

// What is submitted is read from a form, which says where a milestone is to
// stand, but not where it stood.
func TestAMilestoneIsMovedAsTheReportIsSubmitted(t *testing.T) {
	due := models.NewDate(2026, 12, 1)
	for name, test := range map[string]struct {
		due    models.Date
		reason string
		kept   string
		state  models.ReportState
	}{
		"with a reason, which is kept":               {models.NewDate(2027, 2, 1), "Høringen tar lengre tid.", "Høringen tar lengre tid.", models.ReportSubmitted},
		"without a reason it is not submitted":       {models.NewDate(2027, 2, 1), " ", "", models.ReportDraft},
		"a reason that explains nothing is left out": {due, "Høringen tar lengre tid.", "", models.ReportSubmitted},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, 1, func(t *testing.T, m *ministries) {
				_, milestone := m.cleared(t, due)
				content := full()
				content.Milestones = models.List[models.MilestoneState]{{MilestoneID: milestone, Title: "Kurset er holdt", Due: test.due, Phase: models.MilestonePlanned, Reason: test.reason}}
				err := m.desk.Submit(t.Context(), m.jd, m.reports[0].ID, 0, content, approval())
				if (err == nil) != (test.state == models.ReportSubmitted) {
					t.Fatalf("submitting gives %v", err)
				}
				r := m.report(t, m.reports[0].ID)
				if r.State != test.state || len(r.Content.Milestones) != 1 {
					t.Fatalf("the report is %s with %+v", r.State, r.Content.Milestones)
				}
				if got := r.Content.Milestones[0]; got.Reason != test.kept || got.Due != test.due || got.Was != due {
					t.Errorf("the milestone is %+v", got)
				}
			})
		})
	}
}
