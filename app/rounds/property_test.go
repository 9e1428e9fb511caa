package rounds_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"tiltak/app/editions/corrections"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

// imagined is what the database should say after what has been done: the
// simplest thing that can say it.
type imagined struct {
	round   *models.Round
	state   models.RoundState
	reports map[int64]models.ReportState
}

func TestWhateverIsDoneInWhateverOrder(t *testing.T) {
	w := servertest.Start(t)
	b := newBench(t, w)
	keep(t, w, 4)
	period := models.Quarter{Year: 2025, Number: 2}
	seen := map[string]string{}
	rapid.Check(t, func(rt *rapid.T) {
		if running := b.runningRound(rt); running != nil {
			if _, err := b.rounds.Close(t.Context(), b.coordinator, running.ID); err != nil {
				rt.Fatal(err)
			}
		}
		period = period.Next()
		if period.Year > 2099 {
			rt.Fatal("the test has run out of quarters")
		}
		round, err := b.rounds.Open(t.Context(), b.coordinator, b.plan, openInput(period))
		if err != nil {
			rt.Fatal(err)
		}
		is := imagined{round: &round, state: models.RoundOpen, reports: map[int64]models.ReportState{}}
		for _, report := range b.reports(round) {
			is.reports[report.ID] = models.ReportDraft
		}
		rt.Repeat(map[string]func(*rapid.T){
			"submit":  func(rt *rapid.T) { b.drawSubmit(rt, &is) },
			"clear":   func(rt *rapid.T) { b.drawAct(rt, &is, models.ClearReport) },
			"return":  func(rt *rapid.T) { b.drawAct(rt, &is, models.ReturnReport) },
			"undo":    func(rt *rapid.T) { b.drawAct(rt, &is, models.UndoClearing) },
			"review":  func(rt *rapid.T) { b.drawReview(rt, &is) },
			"close":   func(rt *rapid.T) { b.drawClose(rt, &is) },
			"another": func(rt *rapid.T) { b.drawOpen(rt, &is) },
			"reopen":  func(rt *rapid.T) { b.drawReopen(rt, &is) },
			"erratum": func(rt *rapid.T) { b.drawErratum(rt, &is) },
			"":        func(rt *rapid.T) { b.check(rt, &is, seen) },
		})
	})
}

func (b bench) runningRound(rt *rapid.T) *models.Round {
	var rounds []models.Round
	if err := b.Store.Read(b.t.Context()).Where("state IN ('open', 'in_review')").Find(&rounds).Error; err != nil {
		rt.Fatal(err)
	}
	if len(rounds) > 1 {
		rt.Fatalf("%d rounds run at once", len(rounds))
	}
	if len(rounds) == 0 {
		return nil
	}
	return &rounds[0]
}

func drawReport(rt *rapid.T, is *imagined) int64 {
	var ids []int64
	for id := range is.reports {
		ids = append(ids, id)
	}
	least := ids[0]
	for _, id := range ids {
		least = min(least, id)
	}
	return least + int64(rapid.IntRange(0, len(ids)-1).Draw(rt, "report"))
}

// drawSubmit submits as the reporter's desk would: only what may be submitted.
func (b bench) drawSubmit(rt *rapid.T, is *imagined) {
	id := drawReport(rt, is)
	if is.state == models.RoundClosed || !is.reports[id].Editable() {
		return // the desk refuses; that is tested where the desk is
	}
	report := b.report(id)
	content := report.Content
	content.Status = models.Status{Stage: models.InProgress, Health: rapid.SampledFrom(models.Healths()).Draw(rt, "health")}
	content.Done, content.NewsletterText = "Tekst", "Tekst"
	switch {
	case len(content.Milestones) == 0:
		content.Milestones = append(content.Milestones, models.MilestoneState{
			MilestoneID: b.milestone(report.MeasureID), Title: "Milepæl", Due: is.round.Period.LastDay(), Phase: models.MilestonePlanned,
		})
	case rapid.Bool().Draw(rt, "moves"):
		content.Milestones[0].Due, content.Milestones[0].Reason = content.Milestones[0].Due.AddDays(30), "Forsinket"
	case rapid.Bool().Draw(rt, "reaches"):
		content.Milestones[0].Phase, content.Milestones[0].ReachedOn = models.MilestoneReached, is.round.Period.LastDay()
	}
	b.submit(report, b.reporter.UserID, content)
	is.reports[id] = models.ReportSubmitted
}

func (b bench) drawAct(rt *rapid.T, is *imagined, action models.ReportAction) {
	id := drawReport(rt, is)
	after, refused := is.reports[id].After(action)
	if is.state == models.RoundClosed {
		refused = models.NewError(models.KindState, "closed")
	}
	var err error
	switch action {
	case models.ClearReport:
		err = b.rounds.Clear(b.t.Context(), b.coordinator, id, "")
	case models.ReturnReport:
		err = b.rounds.Return(b.t.Context(), b.coordinator, id, "Kort ned")
	case models.UndoClearing:
		err = b.rounds.Undo(b.t.Context(), b.coordinator, id)
	}
	settle(rt, fmt.Sprintf("%s of a report that is %s in a round that is %s", action, is.reports[id], is.state), err, refused)
	if err == nil {
		is.reports[id] = after
	}
}

// settle compares what was refused with what should have been.
func settle(rt *rapid.T, what string, err, refused error) {
	if (err == nil) != (refused == nil) {
		rt.Fatalf("%s: got %v, want %v", what, err, refused)
	}
	if err != nil && !models.IsKind(err, models.KindState) {
		rt.Fatalf("%s: %v", what, err)
	}
}

func (b bench) drawReview(rt *rapid.T, is *imagined) {
	after, refused := is.state.After(models.ReviewRound)
	err := b.rounds.StartReview(b.t.Context(), b.coordinator, is.round.ID)
	settle(rt, "review of a round that is "+string(is.state), err, refused)
	if err == nil {
		is.state = after
	}
}

func (b bench) drawClose(rt *rapid.T, is *imagined) {
	after, refused := is.state.After(models.CloseRound)
	_, err := b.rounds.Close(b.t.Context(), b.coordinator, is.round.ID)
	settle(rt, "closing a round that is "+string(is.state), err, refused)
	if err == nil {
		is.state = after
	}
}

// drawReopen opens the round again. What was cleared stays cleared.
func (b bench) drawReopen(rt *rapid.T, is *imagined) {
	after, refused := is.state.After(models.ReopenRound)
	err := b.rounds.Reopen(b.t.Context(), b.coordinator, is.round.ID, "Et departement meldte feil tall")
	settle(rt, "opening again a round that is "+string(is.state), err, refused)
	if err == nil {
		is.state = after
	}
}

// drawErratum tries to correct the edition. Nothing that it shows has changed
// since the round closed, so it is always refused.
func (b bench) drawErratum(rt *rapid.T, is *imagined) {
	desk := corrections.NewDesk(b.Store)
	draft, err := desk.Draft(b.t.Context(), b.plan, is.round.Period)
	if err == nil {
		_, err = desk.Make(b.t.Context(), b.coordinator, b.plan, is.round.Period, "Prøve", draft.Seen)
	}
	settle(rt, "an erratum without anything to correct", err, models.NewError(models.KindState, "nothing"))
}

// drawOpen tries what must always be refused: the same quarter once more, and
// an earlier one.
func (b bench) drawOpen(rt *rapid.T, is *imagined) {
	period := is.round.Period
	if rapid.Bool().Draw(rt, "earlier") {
		period = period.Previous()
	}
	_, err := b.rounds.Open(b.t.Context(), b.coordinator, b.plan, openInput(period))
	settle(rt, "opening a quarter that has been", err, models.NewError(models.KindState, "taken"))
}

// check compares the database with what is imagined, and every edition with
// what it was when it was first seen.
func (b bench) check(rt *rapid.T, is *imagined, seen map[string]string) {
	reports := b.reports(*is.round)
	if len(reports) != len(is.reports) {
		rt.Fatalf("the round has %d reports, want %d", len(reports), len(is.reports))
	}
	var tally models.Tally
	for _, report := range reports {
		if report.State != is.reports[report.ID] {
			rt.Fatalf("report %d is %s, want %s", report.ID, report.State, is.reports[report.ID])
		}
		if report.State == models.ReportDraft && report.State.Delivered() {
			rt.Fatal("a draft counts as delivered")
		}
		tally.Add(report.State.Delivery())
		b.checkMilestones(rt, report)
	}
	if drafts := countState(is, models.ReportDraft); tally.Missing != drafts || tally.Delivered() != countState(is, models.ReportSubmitted)+countState(is, models.ReportCleared) {
		rt.Fatalf("%d drafts, and the board counts %+v", drafts, tally)
	}
	b.checkEditions(rt, is, seen)
}

func countState(is *imagined, state models.ReportState) int {
	count := 0
	for _, s := range is.reports {
		if s == state {
			count++
		}
	}
	return count
}

// checkMilestones holds that a cleared report knows every milestone that was
// cleared, each with its baseline, and that standing moves match it.
func (b bench) checkMilestones(rt *rapid.T, report models.Report) {
	var moves []models.MilestoneMove
	if err := b.Store.Read(b.t.Context()).Where("report_id = ? AND undone_at IS NULL", report.ID).Find(&moves).Error; err != nil {
		rt.Fatal(err)
	}
	moved := 0
	for _, m := range report.Content.Milestones {
		if m.Moved() {
			moved++
		}
		if report.State == models.ReportCleared && m.Baseline.IsZero() {
			rt.Fatalf("milestone %d is cleared without a baseline", m.MilestoneID)
		}
	}
	if report.State != models.ReportCleared {
		moved = 0
	}
	if len(moves) != moved {
		rt.Fatalf("report %d (%s) moves %d milestones, and %d moves stand", report.ID, report.State, moved, len(moves))
	}
}

func (b bench) checkEditions(rt *rapid.T, is *imagined, seen map[string]string) {
	var rows []models.EditionRevision // newest first; the older ones were looked at when they were new
	if err := b.Store.Read(b.t.Context()).Order("id DESC").Limit(3).Find(&rows).Error; err != nil {
		rt.Fatal(err)
	}
	for i, row := range rows {
		key := fmt.Sprint(row.EditionID, ".", row.Number)
		if known, before := seen[key]; before && known != row.Hash+row.PublicPayload+row.CompletePayload {
			rt.Fatalf("edition %s has changed", key)
		}
		seen[key] = row.Hash + row.PublicPayload + row.CompletePayload
		if row.ChainHash() != row.Hash || i > 0 && rows[i-1].PreviousHash != row.Hash {
			rt.Fatalf("edition %s does not hang in the chain", key)
		}
	}
	if is.state != models.RoundClosed {
		return
	}
	last, err := models.DecodeSnapshot(rows[0].CompletePayload)
	if err != nil {
		rt.Fatal(err)
	}
	cleared := countState(is, models.ReportCleared)
	if counts := last.Count(nil); counts.Reported() != cleared {
		rt.Fatalf("the edition tells %d reports, and %d are cleared", counts.Reported(), cleared)
	}
}
