package servertest

import (
	"strings"
	"time"

	"tiltak/app/reporting"
	"tiltak/app/rounds"
	"tiltak/models"
)

// Play plays rounds through the services, as the people of a world would.
type Play struct {
	*World
	Plan      int64
	Rounds    *rounds.Rounds
	Reporting *reporting.Desk
}

// Play makes a play of the default plan.
func (w *World) Play() *Play {
	w.t.Helper()
	p := &Play{World: w, Rounds: rounds.NewRounds(w.Store), Reporting: reporting.NewDesk(w.Store)}
	p.must(w.Store.Read(w.t.Context()).Table("plans").Where("is_default").Pluck("id", &p.Plan).Error)
	return p
}

func (p *Play) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// Person gives a user with its standings.
func (p *Play) Person(username string) models.Person {
	p.t.Helper()
	user, err := p.Accounts.FindUser(p.t.Context(), username)
	p.must(err)
	person := models.Person{UserID: user.ID, Username: username, DisplayName: user.DisplayName, Language: models.Bokmaal}
	p.must(p.Store.Read(p.t.Context()).Table("memberships m").Joins("JOIN organisations o ON o.id = m.organisation_id").
		Select("m.role, o.id AS organisation_id, o.code AS organisation_code, o.kind, o.parent_id").Where("m.user_id = ?", user.ID).Scan(&person.Standings).Error)
	return person
}

// Coordinator is koordinator.jd.
func (p *Play) Coordinator() models.Person {
	p.t.Helper()
	return p.Person("koordinator.jd")
}

// Open opens the round of a quarter.
func (p *Play) Open(period models.Quarter) models.Round {
	p.t.Helper()
	round, err := p.Rounds.Open(p.t.Context(), p.Coordinator(), p.Plan, rounds.OpenInput{
		Period: period, OpensOn: models.DefaultOpening(period), Deadline: models.DefaultDeadline(period, models.IsNorwegianHoliday),
	})
	p.must(err)
	return round
}

// Close closes a round.
func (p *Play) Close(round models.Round) models.EditionRevision {
	p.t.Helper()
	made, err := p.Rounds.Close(p.t.Context(), p.Coordinator(), round.ID)
	p.must(err)
	return made
}

// Report gives the report of a measure in a round.
func (p *Play) Report(period models.Quarter, number int) models.Report {
	p.t.Helper()
	var report models.Report
	p.must(p.Store.Read(p.t.Context()).Where("period = ? AND measure_id = (SELECT id FROM measures WHERE plan_id = ? AND number = ?)", period, p.Plan, number).Take(&report).Error)
	return report
}

// Lead is the reporter of the ministry that owes a report.
func (p *Play) Lead(report models.Report) models.Person {
	p.t.Helper()
	var code string
	p.must(p.Store.Read(p.t.Context()).Table("organisations").Where("id = ?", report.LeadID).Pluck("code", &code).Error)
	return p.Person("rapportor." + strings.ToLower(code))
}

// Submit writes and sends in the report of a measure; what is not given is
// filled in, and milestones stay as they are.
func (p *Play) Submit(period models.Quarter, number int, change func(*models.ReportContent)) models.Report {
	p.t.Helper()
	report := p.Report(period, number)
	content := report.Content
	content.Status = models.Status{Stage: models.InProgress, Health: models.OnTrack}
	content.Done, content.NewsletterText = "Gjort i "+period.String(), "Nytt i "+period.String()
	if change != nil {
		change(&content)
	}
	approval := models.Approval{Role: "Ekspedisjonssjef", On: models.DateOf(p.now(), time.UTC)}
	p.must(p.Reporting.Submit(p.t.Context(), p.Lead(report), report.ID, report.Revision, content, approval))
	return p.Report(period, number)
}

// Cleared submits and clears the report of a measure.
func (p *Play) Cleared(period models.Quarter, number int, change func(*models.ReportContent)) models.Report {
	p.t.Helper()
	report := p.Submit(period, number, change)
	p.must(p.Rounds.Clear(p.t.Context(), p.Coordinator(), report.ID, ""))
	return p.Report(period, number)
}
