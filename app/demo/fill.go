package demo

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"time"

	"tiltak/app/access"
	"tiltak/app/catalogue"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/meeting"
	"tiltak/app/newsletter"
	"tiltak/app/reporting"
	"tiltak/app/rounds"
	"tiltak/app/store"
	"tiltak/models"
)

// filler plays the rounds with its own clock, as the ministries would have.
type filler struct {
	store  *store.Store
	clock  *clock
	story  story
	people map[string]models.Person // by username
	plan   models.Plan
	rounds *rounds.Rounds
	desk   *reporting.Desk

	newsletter *newsletter.Desk
	meetings   *meeting.Desk
	measure    map[int64]models.Measure
	leads      map[int64]string // organisation code by id
}

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// set moves the clock to an hour of a day in Oslo.
func (c *clock) set(day models.Date, hour int) {
	c.at = time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, language.Oslo)
}

// Fill loads the built-in catalogue, the example users and the story into the
// empty database at an address, and marks it as a demo.
func Fill(ctx context.Context, address string, logger *slog.Logger) error {
	told, err := readStory()
	if err != nil {
		return err
	}
	f := &filler{clock: &clock{}, story: told}
	f.clock.set(models.NewDate(2025, time.June, 2), 9)
	if f.store, err = store.Open(ctx, address, store.Options{Now: f.clock.now, Logger: logger}); err != nil {
		return err
	}
	defer f.store.Close()
	if err := f.store.Migrate(ctx); err != nil {
		return err
	}
	if err := f.store.MarkDemo(ctx); err != nil {
		return err
	}
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		return err
	}
	if _, err := catalogue.NewImporter(f.store).Import(ctx, store.CommandLine(), file); err != nil {
		return err
	}
	if err := access.AddExampleUsers(ctx, f.store); err != nil {
		return err
	}
	if err := f.learn(ctx); err != nil {
		return err
	}
	f.rounds, f.desk = rounds.NewRounds(f.store), reporting.NewDesk(f.store)
	f.newsletter = newsletter.NewDesk(f.store, editions.NewReader(f.store))
	f.meetings = meeting.NewDesk(f.store, editions.NewReader(f.store))
	for period := firstRound; period.Index() <= runningRound.Index(); period = period.Next() {
		if err := f.play(ctx, period); err != nil {
			return fmt.Errorf("round %s of the demo: %w", period, err)
		}
	}
	return nil
}

// play opens a round, reports it and, unless it is the running one, closes it.
func (f *filler) play(ctx context.Context, period models.Quarter) error {
	opens := models.DefaultOpening(period)
	if period == runningRound {
		opens = models.NewDate(2026, time.November, 2)
	}
	deadline := models.DefaultDeadline(period, models.IsNorwegianHoliday)
	f.clock.set(opens, 9)
	round, err := f.rounds.Open(ctx, f.people["koordinator.jd"], f.plan.ID, rounds.OpenInput{
		Period: period, OpensOn: opens, Deadline: deadline,
		Instructions: mark("Skriv kort og konkret. Si hva som er gjort siden sist, og hva som er neste steg."),
	})
	if err != nil {
		return err
	}
	reports, err := f.reports(ctx, round.ID)
	if err != nil {
		return err
	}
	for place, report := range reports {
		if err := f.report(ctx, round, report, place); err != nil {
			return fmt.Errorf("%s: %w", f.measure[report.MeasureID].Key, err)
		}
	}
	if period == runningRound {
		return nil
	}
	if err := f.meet(ctx, period, deadline.AddDays(9)); err != nil {
		return err
	}
	if err := f.followUp(ctx, period, deadline.AddDays(9)); err != nil {
		return err
	}
	f.clock.set(deadline.AddDays(12), 14)
	if _, err := f.rounds.Close(ctx, f.people["koordinator.jd"], round.ID); err != nil {
		return err
	}
	// The first quarter has nothing to tell of yet; the newest is left for
	// whoever tries the editor's desk.
	if period == firstRound || period.Next() == runningRound {
		return nil
	}
	return f.issue(ctx, period, deadline.AddDays(16))
}

// issue freezes the newsletter of a closed round with what the desk proposes.
func (f *filler) issue(ctx context.Context, period models.Quarter, on models.Date) error {
	f.clock.set(on, 10)
	editor := f.people["redaktor.kom"]
	issue, err := f.newsletter.Begin(ctx, editor, f.plan.ID, period)
	if err != nil {
		return err
	}
	f.clock.set(on, 11)
	return f.newsletter.Freeze(ctx, editor, issue.ID)
}

// report writes, submits and clears one report as the story has it.
func (f *filler) report(ctx context.Context, round models.Round, report models.Report, place int) error {
	told := f.story.Measures[f.measure[report.MeasureID].Key]
	running := round.Period == runningRound
	_, reported := told.statusIn(round.Period)
	if !reported || running && told.Open == "" {
		return nil
	}
	reporter, known := f.people["rapportor."+lower(f.leads[report.LeadID])]
	if !known {
		return fmt.Errorf("no example reporter for the lead")
	}
	content, err := told.content(round.Period, report.Content)
	if err != nil {
		return err
	}
	// Reports come in the first days after the quarter; of the running round,
	// in its first days.
	day := round.Period.LastDay().AddDays(1 + place%5)
	if running {
		day = round.OpensOn.AddDays(5 + place%10)
	}
	if told.Late {
		day = round.Deadline.AddDays(4)
	}
	f.clock.set(day, 10)
	saved, err := f.desk.SaveDraft(ctx, reporter, report.ID, report.Revision, content)
	if err != nil || told.Open == "draft" && running {
		return err
	}
	if err := f.contribute(ctx, report, round.Period); err != nil {
		return err
	}
	f.clock.set(day, 14)
	approval := models.Approval{Role: "Avdelingsdirektør (eksempel)", On: day}
	stored, err := f.reportByID(ctx, report.ID)
	if err != nil {
		return err
	}
	if err := f.desk.Submit(ctx, reporter, report.ID, saved.Revision, stored.Content, approval); err != nil {
		return err
	}
	coordinator := f.people["koordinator.jd"]
	f.clock.set(day.AddDays(2), 9)
	if running {
		switch told.Open {
		case "returned":
			return f.rounds.Return(ctx, coordinator, report.ID, mark(told.Comment))
		case "cleared":
			return f.rounds.Clear(ctx, coordinator, report.ID, "")
		}
		return nil
	}
	// One in seven is sent back first, so that the trail has returns.
	if (place+round.Period.Index())%7 == 0 {
		if err := f.sendBack(ctx, reporter, report.ID, approval); err != nil {
			return err
		}
	}
	return f.rounds.Clear(ctx, coordinator, report.ID, "")
}

func (f *filler) sendBack(ctx context.Context, reporter models.Person, id int64, approval models.Approval) error {
	err := f.rounds.Return(ctx, f.people["koordinator.jd"], id, mark("Skriv når neste steg skal være gjort."))
	if err != nil {
		return err
	}
	f.clock.at = f.clock.at.Add(24 * time.Hour)
	report, err := f.reportByID(ctx, id)
	if err != nil {
		return err
	}
	content := report.Content
	content.Next += " Fristen står i milepælene."
	saved, err := f.desk.SaveDraft(ctx, reporter, id, report.Revision, content)
	if err != nil {
		return err
	}
	if report, err = f.reportByID(ctx, id); err != nil {
		return err
	}
	if err := f.desk.Submit(ctx, reporter, id, saved.Revision, report.Content, approval); err != nil {
		return err
	}
	f.clock.at = f.clock.at.Add(24 * time.Hour)
	return nil
}

// contribute signs a paragraph for the contributing ministries; BFD's comes
// from its directorate.
func (f *filler) contribute(ctx context.Context, report models.Report, period models.Quarter) error {
	contributions, err := f.contributions(ctx, report.ID)
	if err != nil {
		return err
	}
	for _, contribution := range contributions {
		code := f.leads[contribution.OrganisationID]
		if code == "HOD" && period.Number%2 == 0 {
			continue // lacking, as it may
		}
		person := f.people["rapportor."+lower(code)]
		if code == "BFD" {
			person = f.people["bidragsyter.bufdir"]
		}
		text := mark(code + " har fulgt opp sin del av tiltaket som avtalt.")
		if _, err := f.desk.SaveContribution(ctx, person, contribution.ID, contribution.Revision, text, models.Bokmaal); err != nil {
			return err
		}
		if err := f.desk.SignContribution(ctx, person, contribution.ID, "Avdelingsdirektør (eksempel)"); err != nil {
			return err
		}
	}
	return nil
}
