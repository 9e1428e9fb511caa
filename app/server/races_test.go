package server_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"tiltak/app/audit"
	"tiltak/app/editions"
	"tiltak/app/newsletter"
	"tiltak/app/reporting"
	"tiltak/app/rounds"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// atOnce does everything at the same time, and fails for any error that is not
// an orderly refusal. It gives how many were done, by name.
func atOnce(t *testing.T, doings map[string][]func() error) map[string]int {
	t.Helper()
	var mutex sync.Mutex
	done := map[string]int{}
	var group sync.WaitGroup
	begin := make(chan struct{})
	for name, list := range doings {
		for _, do := range list {
			group.Go(func() {
				<-begin
				err := do()
				mutex.Lock()
				defer mutex.Unlock()
				switch {
				case err == nil:
					done[name]++
				case !models.IsKind(err, models.KindState) && !models.IsKind(err, models.KindConflict):
					t.Errorf("%s: %v", name, err)
				}
			})
		}
	}
	close(begin)
	group.Wait()
	return done
}

func TestWhatMinistriesAndTheCoordinatorDoAtOnceComesInSomeOrder(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		s := w.Situation()
		people := &markedWorld{World: w, t: t, people: map[string]models.Person{}}
		reporter, coordinator := people.reporter("AID"), people.person("koordinator.jd")
		desk, review := reporting.NewDesk(w.Store), rounds.NewRounds(w.Store)
		approval := models.Approval{Role: "Ekspedisjonssjef", On: models.DateOf(w.Clock.Now(), time.UTC)}
		doings := map[string][]func() error{
			"clear":    {func() error { return review.Clear(t.Context(), coordinator, s.SubmittedID, "") }},
			"return":   {func() error { return review.Return(t.Context(), coordinator, s.SubmittedID, "Kort ned.") }},
			"withdraw": {func() error { return desk.Withdraw(t.Context(), reporter, s.SubmittedID) }},
			"undo":     {func() error { return review.Undo(t.Context(), coordinator, s.ClearedID) }},
			"close": {func() error {
				_, err := review.Close(t.Context(), coordinator, s.Open.ID)
				return err
			}},
		}
		var typed []string
		for i := range 4 {
			saved, sent := markedContent(i, "k4", "draft"), markedContent(i, "k4", "sent")
			saved.Milestones, sent.Milestones = nil, nil
			typed = append(typed, saved.Done, sent.Done)
			doings["save"] = append(doings["save"], func() error {
				_, err := desk.SaveDraft(t.Context(), reporter, s.DraftID, 1, saved)
				return err
			})
			doings["submit"] = append(doings["submit"], func() error {
				return desk.Submit(t.Context(), reporter, s.DraftID, 1, sent, approval)
			})
		}
		done := atOnce(t, doings)
		if done["save"]+done["submit"] > 1 || done["clear"]+done["return"]+done["withdraw"] > 1 || done["close"] != 1 {
			t.Errorf("done are %v", done)
		}
		checkTyped(t, w, s.DraftID, typed)
		checkEdition(t, w, s)
		if _, err := audit.NewLog(w.Store).Verify(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// checkTyped holds that every text is kept, whoever came first, and that no two
// revisions have one number.
func checkTyped(t *testing.T, w *servertest.World, reportID int64, typed []string) {
	t.Helper()
	var revisions []models.Revision
	if err := w.Store.Read(t.Context()).Where("subject = 'report' AND subject_id = ?", reportID).Find(&revisions).Error; err != nil {
		t.Fatal(err)
	}
	kept, numbers := map[string]bool{}, map[string]bool{}
	for _, revision := range revisions {
		content, err := models.DecodeReportContent(revision.Content)
		if err != nil {
			t.Fatal(err)
		}
		number := fmt.Sprint(revision.SetAside, revision.Number)
		if numbers[number] {
			t.Errorf("two revisions are %s", number)
		}
		kept[content.Done], numbers[number] = true, true
	}
	for _, text := range typed {
		if !kept[strings.TrimSpace(text)] {
			t.Errorf("%q is lost", text)
		}
	}
}

// checkEdition holds that the edition has just what is cleared in its round.
func checkEdition(t *testing.T, w *servertest.World, s servertest.Situation) {
	t.Helper()
	edition, err := editions.NewReader(w.Store).Load(t.Context(), s.PlanID, models.EditionRef{Period: s.Open.Period}, true)
	if err != nil {
		t.Fatal(err)
	}
	var reports []struct {
		Key   string
		State models.ReportState
	}
	err = w.Store.Read(t.Context()).Raw("SELECT m.key, r.state FROM reports r JOIN measures m ON m.id = r.measure_id WHERE r.round_id = ?", s.Open.ID).Scan(&reports).Error
	if err != nil {
		t.Fatal(err)
	}
	state := map[string]models.ReportState{}
	for _, report := range reports {
		state[report.Key] = report.State
	}
	for _, m := range edition.Snapshot.Measures {
		held := m.Last != nil && m.Last.Period == s.Open.Period
		if cleared := state[m.Key] == models.ReportCleared; held != cleared {
			t.Errorf("measure %d: in the edition %v, cleared %v", m.Number, held, cleared)
		}
	}
}

func TestANewsletterThatIsFrozenWhileItIsSavedIsOneOfThem(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		s := w.Situation()
		people := &markedWorld{World: w, t: t, people: map[string]models.Person{}}
		editor, desk := people.person("redaktor.kom"), newsletter.NewDesk(w.Store, editions.NewReader(w.Store))
		load := func() (newsletter.Loaded, newsletter.Content) {
			loaded, err := desk.Load(t.Context(), editor, s.PlanID, s.Closed.Period)
			people.must(err)
			return loaded, newsletter.ContentOf(loaded.Issue, loaded.Items)
		}
		loaded, typed := load()
		_, err := desk.Save(t.Context(), editor, s.IssueID, loaded.Issue.Revision, typed, newsletter.Action{Do: newsletter.AddOwn})
		people.must(err)
		loaded, typed = load()
		typed.Items[0].Kept, typed.Items[0].Text = true, "Regjeringen lanserte strategien."
		_, err = desk.Save(t.Context(), editor, s.IssueID, loaded.Issue.Revision, typed)
		people.must(err)
		loaded, typed = load()
		doings := map[string][]func() error{"freeze": {func() error {
			return desk.FreezeAt(t.Context(), editor, s.IssueID, loaded.Issue.Revision)
		}}}
		for i := range 4 {
			mine := typed
			mine.Intro = fmt.Sprintf("Innledning nummer %d.", i)
			doings["save"] = append(doings["save"], func() error {
				_, err := desk.Save(t.Context(), editor, s.IssueID, loaded.Issue.Revision, mine)
				return err
			})
		}
		done := atOnce(t, doings)
		if done["freeze"]+done["save"] != 1 {
			t.Errorf("done are %v, want one of them", done)
		}
		var issue models.Issue
		if err := w.Store.Read(t.Context()).Where("id = ?", s.IssueID).Take(&issue).Error; err != nil {
			t.Fatal(err)
		}
		if frozen := issue.State == models.IssueFrozen; frozen != (done["freeze"] == 1) || frozen && issue.Intro != loaded.Issue.Intro {
			t.Errorf("after %v the issue is %s with %q", done, issue.State, issue.Intro)
		}
	})
}
