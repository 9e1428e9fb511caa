package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tiltak/app/answers"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/meeting"
	"tiltak/app/newsletter"
	"tiltak/app/reporting"
	"tiltak/app/rounds"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// markedWorld has two closed rounds and an open one in which the reports stand
// in every state, all with texts that tell where they come from. The newsletter
// of the first round is frozen, that of the second is not.
type markedWorld struct {
	*servertest.World
	t         *testing.T
	planID    int64
	leads     map[int]string // by number of the measure
	people    map[string]models.Person
	addresses []string // of everything that can be read
	forms     []string // of everything that can be sent for a report
	reporting *reporting.Desk
	rounds    *rounds.Rounds
}

func newMarkedWorld(t *testing.T) *markedWorld {
	t.Helper()
	w := &markedWorld{World: servertest.Start(t), t: t, leads: map[int]string{}, people: map[string]models.Person{}}
	addUser(t, w.World, "bidragsyter.at", models.Contributor, "AT")
	w.reporting, w.rounds = reporting.NewDesk(w.Store), rounds.NewRounds(w.Store)
	w.must(w.Store.Read(t.Context()).Table("plans").Where("is_default").Pluck("id", &w.planID).Error)
	w.quarter(2)
	w.issue(2, frozenIssue, true)
	w.quarter(3)
	w.issue(3, draftIssue, false)
	w.quarter(4)
	w.decide()
	w.collect()
	return w
}

func (w *markedWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *markedWorld) actor() store.Actor { return store.CommandLine() }

// person gives a user with its standings; a ministry's reporter by its code.
func (w *markedWorld) person(username string) models.Person {
	w.t.Helper()
	if person, known := w.people[username]; known {
		return person
	}
	user, err := w.Accounts.FindUser(w.t.Context(), username)
	w.must(err)
	person := models.Person{UserID: user.ID, Username: username, DisplayName: user.DisplayName, Language: models.Bokmaal}
	w.must(w.Store.Read(w.t.Context()).Table("memberships m").Joins("JOIN organisations o ON o.id = m.organisation_id").
		Select("m.role, o.id AS organisation_id, o.code AS organisation_code, o.kind, o.parent_id").Where("m.user_id = ?", user.ID).Scan(&person.Standings).Error)
	w.people[username] = person
	return person
}

func (w *markedWorld) reporter(ministry string) models.Person {
	return w.person("rapportor." + strings.ToLower(ministry))
}

type markedReport struct {
	ID     int64
	Number int
	Lead   string
}

type markedParagraph struct {
	ID       int64
	Number   int
	Ministry string
}

func (w *markedWorld) reports(period models.Quarter) (list []markedReport) {
	w.must(w.Store.Read(w.t.Context()).Raw(`SELECT r.id, m.number, o.code AS lead FROM reports r JOIN measures m ON m.id = r.measure_id
		JOIN organisations o ON o.id = r.lead_id WHERE r.period = ? ORDER BY m.number`, period).Scan(&list).Error)
	return list
}

func (w *markedWorld) paragraphs(period models.Quarter) (list []markedParagraph) {
	w.must(w.Store.Read(w.t.Context()).Raw(`SELECT c.id, m.number, o.code AS ministry FROM contributions c JOIN reports r ON r.id = c.report_id
		JOIN measures m ON m.id = r.measure_id JOIN organisations o ON o.id = c.organisation_id WHERE r.period = ? ORDER BY m.number, o.code`, period).Scan(&list).Error)
	return list
}

// quarter plays a round; all but the fourth end with clearing and closing.
func (w *markedWorld) quarter(number int) {
	w.t.Helper()
	period := models.Quarter{Year: 2026, Number: number}
	name := fmt.Sprintf("k%d", number)
	coordinator := w.person("koordinator.jd")
	round, err := w.rounds.Open(w.t.Context(), coordinator, w.planID, rounds.OpenInput{
		Period: period, OpensOn: models.DefaultOpening(period), Deadline: models.DefaultDeadline(period, models.IsNorwegianHoliday),
	})
	w.must(err)
	for _, p := range w.paragraphs(period) {
		w.paragraph(p, name, number == 4 && p.Number%2 == 1)
	}
	for _, report := range w.reports(period) {
		w.leads[report.Number] = report.Lead
		state := "cleared"
		if number == 4 {
			state = stateOf(report.Number)
		}
		w.report(report, name, state)
	}
	if number < 4 {
		_, err = w.rounds.Close(w.t.Context(), coordinator, round.ID)
		w.must(err)
	}
}

// paragraph is saved and signed; some are written anew after it, and stay so.
func (w *markedWorld) paragraph(p markedParagraph, quarter string, draft bool) {
	w.t.Helper()
	person := w.reporter(p.Ministry)
	text := func(saving string) string { return mark(p.Number, quarter, saving, "par", p.Ministry) + markup }
	if draft {
		_, err := w.reporting.SaveContribution(w.t.Context(), person, p.ID, 0, text("draft"), models.Bokmaal)
		w.must(err)
		return
	}
	_, err := w.reporting.SaveContribution(w.t.Context(), person, p.ID, 0, text("sent"), models.Bokmaal)
	w.must(err)
	w.must(w.reporting.SignContribution(w.t.Context(), person, p.ID, "Direktør"))
}

func (w *markedWorld) report(report markedReport, quarter, state string) {
	w.t.Helper()
	ctx, person, coordinator := w.t.Context(), w.reporter(report.Lead), w.person("koordinator.jd")
	draft := markedContent(report.Number, quarter, "draft")
	draft.Links = models.List[models.Link]{{URL: "javascript:alert(1)", Label: mark(report.Number, quarter, "draft", "link", "")}}
	if state != "draft" { // a milestone stays in what is sent in later
		draft.Milestones = nil
	}
	_, err := w.reporting.SaveDraft(ctx, person, report.ID, 0, draft)
	w.must(err)
	if state == "draft" {
		return
	}
	approval := models.Approval{Role: "Ekspedisjonssjef", On: models.DateOf(w.Clock.Now(), time.UTC)}
	w.must(w.reporting.Submit(ctx, person, report.ID, 1, markedContent(report.Number, quarter, "sent"), approval))
	switch state {
	case "returned":
		w.must(w.rounds.Return(ctx, coordinator, report.ID, mark(report.Number, quarter, "sent", "reason", "")+markup))
		_, err = w.reporting.SaveDraft(ctx, person, report.ID, 2, markedContent(report.Number, quarter, "again"))
		w.must(err)
	case "withdrawn":
		w.must(w.reporting.Withdraw(ctx, person, report.ID))
	case "cleared":
		w.must(w.rounds.Clear(ctx, coordinator, report.ID, ""))
	}
}

// decide makes a decision in the meeting of the open round for an agency of AID.
func (w *markedWorld) decide() {
	w.t.Helper()
	desk := meeting.NewDesk(w.Store, editions.NewReader(w.Store))
	decision, err := desk.Record(w.t.Context(), w.person("koordinator.jd"), w.planID, models.Quarter{Year: 2026, Number: 4}, models.SubjectOfMeasure(9),
		meeting.Typed{Text: decided + markup, Owner: "AT", Due: "2027-02-01"})
	w.must(err)
	w.addresses = append(w.addresses, "/beslutninger", "/beslutninger?vis=alle&tiltak=9", fmt.Sprintf("/beslutninger/%d", decision.ID))
	w.forms = append(w.forms, fmt.Sprintf("/beslutninger/%d", decision.ID), fmt.Sprintf("/beslutninger/%d/avslutt", decision.ID))
}

func markedContent(measure int, quarter, saving string) models.ReportContent {
	text := func(field string) string { return mark(measure, quarter, saving, field, "") + markup }
	return models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, Language: models.Bokmaal,
		Done: text("done"), Next: text("next"), Obstacles: text("obst"), HelpNeeded: text("help"), NewsletterText: text("news"),
		Links:      models.List[models.Link]{{URL: "https://example.com/", Label: text("link")}},
		Milestones: models.List[models.MilestoneState]{{Title: text("mile"), Due: models.NewDate(2027, time.March, 1), Phase: models.MilestonePlanned}},
	}
}

func (w *markedWorld) issue(number int, intro string, freeze bool) {
	w.t.Helper()
	period := models.Quarter{Year: 2026, Number: number}
	desk, editor := newsletter.NewDesk(w.Store, editions.NewReader(w.Store)), w.person("redaktor.kom")
	issue, err := desk.Begin(w.t.Context(), editor, w.planID, period)
	w.must(err)
	loaded, err := desk.Load(w.t.Context(), editor, w.planID, period)
	w.must(err)
	typed := newsletter.ContentOf(loaded.Issue, loaded.Items)
	typed.Intro = intro
	for i := range typed.Items {
		typed.Items[i].Kept = true
	}
	_, err = desk.Save(w.t.Context(), editor, issue.ID, loaded.Issue.Revision, typed)
	w.must(err)
	if freeze {
		w.must(desk.Freeze(w.t.Context(), editor, issue.ID))
	}
}

// collect writes down every address at which something of the rounds stands.
func (w *markedWorld) collect() {
	add := func(format string, args ...any) { w.addresses = append(w.addresses, fmt.Sprintf(format, args...)) }
	for _, path := range []string{"/", "/tavle", "/tiltak", "/milepaeler", "/anbefalinger", "/anbefalinger/G3-01", "/runder", "/utgaver", "/nyhetsbrev", "/rapporter", "/rapporter/regneark", "/rapporter/regneark/fil", "/rapporter/regneark/endringer", "/min-side", "/katalog", "/admin", "/finnes-ikke", "/api/v1/newsletter", "/api/v1/newsletter/2026-k2"} {
		add("%s", path)
	}
	var lines int64
	w.must(w.Store.Read(w.t.Context()).Table("audit_events").Count(&lines).Error)
	for below := lines + 1; below > 1; below -= 50 {
		add("/logg?under=%d", below)
	}
	for number := 2; number <= 4; number++ {
		period := models.Quarter{Year: 2026, Number: number}
		add("/runder/%s", period)
		add("/runder/%s/lukk", period)
		for _, rest := range []string{"", "/utskrift", "/referat", "/referat/fil/docx", "/referat/fil/odt", "/referat/fil/html", "/referat/fil/md", "/referat/fil/txt", "/G3-01", "/annet"} {
			add("/runder/%s/mote%s", period, rest)
		}
		add("/runder/%s/klarer", period)
		add("/utgaver/%s", period)
		add("/utgaver/%s.1", period)
		add("/nyhetsbrev/%s", period)
		add("/nyhetsbrev/%s/frys", period)
		for _, format := range []string{"docx", "html", "md", "txt"} {
			add("/nyhetsbrev/%s/fil/%s", period, format)
		}
		for _, path := range []string{"/tavle", "/tiltak", "/milepaeler", "/anbefalinger"} {
			add("%s?utgave=%s", path, period)
			add("%s?dato=%s", path, period.LastDay().AddDays(-40))
		}
		add("/utgaver/sammenlign?fra=2026-k2&til=%s", period)
		add("/utgaver/sammenlign?fra=%s&til=na", period)
		for _, format := range []string{"docx", "html", "md", "txt"} {
			add("/utgaver/sammenlign/fil/%s?fra=%s&til=na", format, period)
			add("/utgaver/sammenlign/fil/%s?fra=2026-k2&til=%s", format, period)
		}
		w.collectReports(period, add)
		w.collectPapers("utgave="+period.String(), add)
	}
	w.collectPapers("dato="+models.DateOf(w.Clock.Now(), language.Oslo).String(), add)
}

// collectPapers takes every paper of an edition or a day, on screen and in each
// format.
func (w *markedWorld) collectPapers(asOf string, add func(string, ...any)) {
	add("/eksport?%s", asOf)
	for _, kind := range answers.Kinds() {
		add("/eksport/%s?%s&sprak=nn", kind, asOf)
		for _, format := range kind.Formats() {
			add("/eksport/%s/fil/%s?%s", kind, format.Name, asOf)
		}
	}
}

// collectReports takes every report of the open round, and of a closed one those
// of the ministry that has most states.
func (w *markedWorld) collectReports(period models.Quarter, add func(string, ...any)) {
	for _, report := range w.reports(period) {
		if period.Number < 4 && report.Lead != "AID" {
			continue
		}
		add("/tiltak/%d?utgave=%s", report.Number, period)
		add("/runder/%s/tiltak/%d", period, report.Number)
		add("/runder/%s/mote/tiltak-%d", period, report.Number)
		for _, rest := range []string{"", "/kvittering", "/versjoner"} {
			add("/rapporter/%d%s", report.ID, rest)
		}
		var revisions []int64
		w.must(w.Store.Read(w.t.Context()).Model(&models.Revision{}).Where("subject = 'report' AND subject_id = ?", report.ID).Pluck("id", &revisions).Error)
		for _, id := range revisions {
			add("/rapporter/%d/versjoner/%d", report.ID, id)
		}
		if period.Number == 4 {
			add("/tiltak/%d", report.Number)
			add("/tiltak/%d/historikk", report.Number)
			w.forms = append(w.forms, fmt.Sprintf("/rapporter/%d/kladd", report.ID), fmt.Sprintf("/rapporter/%d/konflikt", report.ID),
				fmt.Sprintf("/rapporter/%d/send-inn", report.ID), fmt.Sprintf("/runder/%s/tiltak/%d/returner", period, report.Number),
				fmt.Sprintf("/runder/%s/mote/tiltak-%d", period, report.Number))
		}
	}
	for _, p := range w.paragraphs(period) {
		add("/bidrag/%d", p.ID)
		add("/bidrag/%d/versjoner", p.ID)
		if period.Number == 4 {
			w.forms = append(w.forms, fmt.Sprintf("/bidrag/%d/kladd", p.ID), fmt.Sprintf("/bidrag/%d/konflikt", p.ID))
		}
	}
}
