package rounds_test

import (
	"sync"
	"testing"
	"time"

	"tiltak/app/editions"
	"tiltak/app/rounds"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

var (
	third  = models.Quarter{Year: 2026, Number: 3}
	fourth = models.Quarter{Year: 2026, Number: 4}
)

// bench is a world with what the tests of rounds do over and over.
type bench struct {
	*servertest.World
	t           testing.TB
	rounds      *rounds.Rounds
	plan        int64
	coordinator models.Person
	reporter    models.Person
}

func newBench(t testing.TB, w *servertest.World) bench {
	t.Helper()
	b := bench{World: w, t: t, rounds: rounds.NewRounds(w.Store)}
	if err := w.Store.Read(t.Context()).Table("plans").Where("is_default").Pluck("id", &b.plan).Error; err != nil {
		t.Fatal(err)
	}
	b.coordinator = b.person("koordinator.jd", models.Coordinator)
	b.reporter = b.person("rapportor.aid", models.Reporter)
	return b
}

func (b bench) person(username string, role models.Role) models.Person {
	b.t.Helper()
	var user models.User
	if err := b.Store.Read(b.t.Context()).Where("username = ?", username).Take(&user).Error; err != nil {
		b.t.Fatal(err)
	}
	var standing models.Standing
	err := b.Store.Read(b.t.Context()).Table("memberships m").Joins("JOIN organisations o ON o.id = m.organisation_id").
		Select("m.role, o.id AS organisation_id, o.code AS organisation_code, o.kind, o.parent_id").
		Where("m.user_id = ? AND m.role = ?", user.ID, role).Take(&standing).Error
	if err != nil {
		b.t.Fatal(err)
	}
	return models.Person{UserID: user.ID, Username: username, DisplayName: user.DisplayName, Standings: []models.Standing{standing}}
}

func (b bench) open(period models.Quarter) models.Round {
	b.t.Helper()
	round, err := b.rounds.Open(b.t.Context(), b.coordinator, b.plan, rounds.OpenInput{
		Period: period, OpensOn: models.DefaultOpening(period), Deadline: models.DefaultDeadline(period, models.IsNorwegianHoliday), Instructions: "Rapporter kort.",
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return round
}

func (b bench) reports(round models.Round) []models.Report {
	b.t.Helper()
	var list []models.Report
	err := b.Store.Read(b.t.Context()).Where("round_id = ?", round.ID).Order("measure_id").Find(&list).Error
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func (b bench) report(id int64) models.Report {
	b.t.Helper()
	var report models.Report
	if err := b.Store.Read(b.t.Context()).Where("id = ?", id).Take(&report).Error; err != nil {
		b.t.Fatal(err)
	}
	return report
}

// submit writes a report as the reporter's desk leaves it.
func (b bench) submit(report models.Report, by int64, content models.ReportContent) {
	b.t.Helper()
	err := b.Store.Write(b.t.Context(), func(tx *store.Tx) error {
		now := tx.Now()
		report.State, report.Content, report.Revision = models.ReportSubmitted, content, report.Revision+1
		report.SubmittedRevision, report.SubmittedAt, report.SubmittedBy, report.WrittenBy = report.Revision, &now, &by, &by
		if report.FirstSubmittedAt == nil {
			report.FirstSubmittedAt = &now
		}
		report.ApprovedRole, report.ApprovedOn = "ekspedisjonssjef", models.DateOf(now, time.UTC)
		if err := tx.Save(&report).Error; err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "report.submit", "report", report.ID, "", nil, nil)
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b bench) milestone(measureID int64) int64 {
	b.t.Helper()
	milestone := models.Milestone{MeasureID: measureID, CreatedAt: b.Store.Now()}
	err := b.Store.Write(b.t.Context(), func(tx *store.Tx) error {
		tx.Quiet()
		if err := tx.Create(&milestone).Error; err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "milestone.add", "milestone", milestone.ID, "", nil, nil)
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return milestone.ID
}

func (b bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b bench) wantKind(err error, kind models.Kind) {
	b.t.Helper()
	if !models.IsKind(err, kind) {
		b.t.Errorf("got %v, want an error of kind %s", err, kind)
	}
}

func underWay(text string, milestones ...models.MilestoneState) models.ReportContent {
	return models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, Done: text, Next: "Videre arbeid",
		Obstacles: "Hemmelig hinder", NewsletterText: text, Language: models.Bokmaal, Milestones: milestones,
	}
}

func TestTwoRoundsFromEndToEnd(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		ctx := t.Context()
		first := b.open(third)
		reports := b.reports(first)
		if len(reports) != 18 {
			t.Fatalf("the round asks for %d reports, want one for each of 18 measures", len(reports))
		}
		var contributions int64
		b.must(w.Store.Read(ctx).Table("contributions c").Joins("JOIN reports r ON r.id = c.report_id").Where("r.round_id = ?", first.ID).Count(&contributions).Error)
		var contributing int64
		b.must(w.Store.Read(ctx).Table("measure_roles").Where("involvement = 'contributing'").Count(&contributing).Error)
		if contributions != contributing || contributions == 0 {
			t.Errorf("the round asks for %d contributions, want %d", contributions, contributing)
		}
		report := reports[0]
		one, two := b.milestone(report.MeasureID), b.milestone(report.MeasureID)
		due := models.NewDate(2026, 12, 1)
		b.submit(report, b.reporter.UserID, underWay("Første tekst",
			models.MilestoneState{MilestoneID: one, Title: "Forslag sendt", Due: due, Phase: models.MilestonePlanned},
			models.MilestoneState{MilestoneID: two, Title: "Gruppe satt ned", Due: due, Phase: models.MilestoneReached, ReachedOn: models.NewDate(2026, 9, 1)},
		))

		b.wantKind(b.rounds.Clear(ctx, b.reporter, report.ID, ""), models.KindForbidden)
		b.wantKind(b.rounds.Clear(ctx, b.coordinator, reports[1].ID, ""), models.KindState)
		b.wantKind(b.rounds.Return(ctx, b.coordinator, report.ID, "  "), models.KindInvalid)
		b.must(b.rounds.Return(ctx, b.coordinator, report.ID, "Skriv hva som gjenstår."))
		returned := b.report(report.ID)
		if returned.State != models.ReportReturned || returned.ReturnComment != "Skriv hva som gjenstår." {
			t.Errorf("after returning: %+v", returned)
		}
		b.wantKind(b.rounds.Clear(ctx, b.coordinator, report.ID, ""), models.KindState)
		b.submit(returned, b.reporter.UserID, returned.Content)
		b.must(b.rounds.Clear(ctx, b.coordinator, report.ID, ""))
		b.must(b.rounds.StartReview(ctx, b.coordinator, first.ID))
		b.wantKind(b.rounds.StartReview(ctx, b.coordinator, first.ID), models.KindState)

		var baseline models.Date
		b.must(w.Store.Read(ctx).Table("milestones").Where("id = ?", one).Select("baseline").Row().Scan(&baseline))
		if baseline != due {
			t.Errorf("baseline is %s, want %s", baseline, due)
		}
		made, err := b.rounds.Close(ctx, b.coordinator, first.ID)
		b.must(err)
		if made.Hash != made.ChainHash() || made.Number != 1 {
			t.Errorf("edition made: %+v", made)
		}
		for _, err := range []error{
			b.rounds.Undo(ctx, b.coordinator, report.ID), b.rounds.Return(ctx, b.coordinator, report.ID, "For sent"),
			b.rounds.StartReview(ctx, b.coordinator, first.ID),
		} {
			b.wantKind(err, models.KindState)
		}
		_, err = b.rounds.Close(ctx, b.coordinator, first.ID)
		b.wantKind(err, models.KindState)

		second := b.open(fourth)
		carried := b.reports(second)[0]
		if carried.State != models.ReportDraft || carried.Content.Done != "" || carried.Content.Status.Health != models.OnTrack {
			t.Errorf("the new report starts with %+v", carried.Content)
		}
		if got := carried.Content.Milestones; len(got) != 1 || got[0].MilestoneID != one || got[0].Was != due || got[0].Baseline != due {
			t.Fatalf("milestones carried over: %+v", got)
		}
		moved := carried.Content.Milestones[0]
		moved.Due, moved.Reason = due.AddDays(60), "Høringen ble forlenget"
		b.submit(carried, b.reporter.UserID, underWay("Andre tekst", moved))
		b.must(b.rounds.Clear(ctx, b.coordinator, carried.ID, ""))
		if got := b.report(carried.ID).Content.Milestones; len(got) != 2 || got[0].MilestoneID != two || got[1].Baseline != due {
			t.Errorf("the cleared report's milestones: %+v", got)
		}
		b.must(b.rounds.Undo(ctx, b.coordinator, carried.ID))
		if undone := b.report(carried.ID); undone.State != models.ReportSubmitted || undone.ClearedAt != nil || len(undone.Content.Milestones) != 1 {
			t.Errorf("after undoing: %+v", undone)
		}
		b.must(b.rounds.Clear(ctx, b.coordinator, carried.ID, ""))
		var standing, undone int64
		b.must(w.Store.Read(ctx).Table("milestone_moves").Where("undone_at IS NULL").Count(&standing).Error)
		b.must(w.Store.Read(ctx).Table("milestone_moves").Where("undone_at IS NOT NULL").Count(&undone).Error)
		if standing != 1 || undone != 1 {
			t.Errorf("%d moves stand and %d are undone, want one of each", standing, undone)
		}

		edition, err := editions.NewReader(w.Store).Load(ctx, b.plan, models.EditionRef{Period: third}, true)
		b.must(err)
		if counts := edition.Snapshot.Count(nil); counts.OnTrack != 1 || counts.NotReported != 17 {
			t.Errorf("the edition of the first round counts %+v", counts)
		}
	})
}

func TestOpening(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		ctx := t.Context()
		input := func(period models.Quarter) rounds.OpenInput {
			return rounds.OpenInput{Period: period, OpensOn: models.DefaultOpening(period), Deadline: models.DefaultDeadline(period, models.IsNorwegianHoliday)}
		}
		attempt := func(in rounds.OpenInput) error {
			_, err := b.rounds.Open(ctx, b.coordinator, b.plan, in)
			return err
		}
		_, err := b.rounds.Open(ctx, b.reporter, b.plan, input(third))
		b.wantKind(err, models.KindForbidden)
		late := input(third)
		late.Deadline = late.OpensOn.AddDays(-1)
		b.wantKind(attempt(late), models.KindInvalid)
		late.Deadline = third.LastDay().AddDays(400)
		b.wantKind(attempt(late), models.KindInvalid)
		b.wantKind(attempt(rounds.OpenInput{}), models.KindInvalid)
		b.wantKind(attempt(input(models.Quarter{Year: 2024, Number: 1})), models.KindInvalid) // nobody led anything yet
		round := b.open(third)
		b.wantKind(attempt(input(fourth)), models.KindState)
		_, err = b.rounds.Close(ctx, b.coordinator, round.ID)
		b.must(err)
		b.wantKind(attempt(input(third)), models.KindState)
		b.wantKind(attempt(input(third.Previous())), models.KindState)
		b.open(fourth)
	})
}

func TestThePersonWhoWroteATextClearsItOnlyWithAReason(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		report := b.reports(b.open(third))[0]
		b.submit(report, b.coordinator.UserID, underWay("Egen tekst"))
		b.wantKind(b.rounds.Clear(t.Context(), b.coordinator, report.ID, " "), models.KindInvalid)
		b.must(b.rounds.Clear(t.Context(), b.coordinator, report.ID, "Ingen andre er til stede."))
		if got := b.report(report.ID); !got.ClearedAsException || got.ExceptionReason != "Ingen andre er til stede." {
			t.Errorf("cleared as %+v", got)
		}
		var event models.AuditEvent
		b.must(w.Store.Read(t.Context()).Where("action = 'report.clear'").Take(&event).Error)
		if event.UserID == nil || *event.UserID != b.coordinator.UserID {
			t.Errorf("the trail says %+v", event)
		}
	})
}

func TestWhoeverSavedSomeOfTheTextHasWrittenIt(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		report := b.reports(b.open(third))[0]
		b.must(w.Store.Write(t.Context(), func(tx *store.Tx) error {
			by := b.coordinator.UserID
			revision := models.Revision{Subject: models.RevisionOfReport, SubjectID: report.ID, Number: 1, Content: "{}", Hash: models.HashText("{}"), SavedBy: &by, SavedAt: tx.Now()}
			if err := tx.Create(&revision).Error; err != nil {
				return err
			}
			return tx.Record(store.CommandLine(), "report.save", "report", report.ID, "", nil, nil)
		}))
		b.submit(report, b.reporter.UserID, underWay("Sendt inn av en annen"))
		b.wantKind(b.rounds.Clear(t.Context(), b.coordinator, report.ID, ""), models.KindInvalid)
		page := w.As("koordinator.jd").Get("/runder/2026-k3/tiltak/1").WantText("Hvorfor må du klarere en tekst du har skrevet selv?")
		action, form := page.Form("form[action$=klarer]")
		w.As("koordinator.jd").Post(action, form).WantStatus(422).WantText("Du har skrevet noe av denne teksten selv.")
		form.Set("exception_reason", "Ingen andre er til stede.")
		w.As("koordinator.jd").Post(action, form).WantStatus(303)
		w.As("koordinator.jd").Get("/runder/2026-k3/tiltak/1").WantText("Klarert av den som skrev", "Ingen andre er til stede.")
	})
}

func TestOfManyWhoDecideAtOnceOnlyOneDoes(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		b := newBench(t, w)
		round := b.open(third)
		report := b.reports(round)[0]
		b.submit(report, b.reporter.UserID, underWay("Tekst"))
		count := func(action string, do func() error) {
			t.Helper()
			results := make([]error, 6)
			var group sync.WaitGroup
			for i := range results {
				group.Go(func() { results[i] = do() })
			}
			group.Wait()
			done := 0
			for _, err := range results {
				if err == nil {
					done++
				} else {
					b.wantKind(err, models.KindState)
				}
			}
			var told int64
			b.must(w.Store.Read(t.Context()).Table("audit_events").Where("action = ?", action).Count(&told).Error)
			if done != 1 || told != 1 {
				t.Errorf("%s was done %d times and told %d times, want once", action, done, told)
			}
		}
		count("report.clear", func() error { return b.rounds.Clear(t.Context(), b.coordinator, report.ID, "") })
		count("round.close", func() error {
			_, err := b.rounds.Close(t.Context(), b.coordinator, round.ID)
			return err
		})
	})
}
