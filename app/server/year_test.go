package server_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

// year plays rounds through HTTP as the people of the ministries would. All its
// texts say that they are examples.
type year struct {
	*servertest.World
	t      *testing.T
	owed   []owedReport // of the round that runs, by measure
	period models.Quarter
}

// owedReport is a report of the running round with who owes it.
type owedReport struct {
	ID        int64
	Number    int
	Lead      string // code
	Paragraph []owedParagraph
}

type owedParagraph struct {
	ID       int64
	Ministry string // code
}

// on sets the clock to the middle of a day in Oslo.
func (y *year) on(day models.Date) {
	y.Clock.Set(time.Date(day.Year(), day.Month(), day.Day(), 11, 0, 0, 0, time.UTC))
}

func (y *year) coordinator() *servertest.Client { return y.As("koordinator.jd") }

func (y *year) reporter(code string) *servertest.Client {
	return y.As("rapportor." + strings.ToLower(code))
}

// open opens the round of a quarter three weeks before it ends.
func (y *year) open(period models.Quarter) {
	y.t.Helper()
	y.period = period
	y.on(models.DefaultOpening(period))
	client := y.coordinator()
	action, fields := client.Get("/runder").WantStatus(200).Form(`form[action$="/runder"]`)
	if fields.Get("period") != period.String() {
		y.t.Fatalf("the round that is proposed is %s, not %s", fields.Get("period"), period)
	}
	fields.Set("instructions", "Skriv kort. Eksempeldata.")
	client.Post(action, fields).WantStatus(303)
	y.owed = y.read(period)
}

// read finds the reports and paragraphs of a round.
func (y *year) read(period models.Quarter) []owedReport {
	y.t.Helper()
	var rows []struct {
		ID           int64
		Number       int
		Lead         string
		Contribution int64
		Ministry     string
	}
	err := y.Store.Read(y.t.Context()).Raw(`
SELECT r.id, m.number, o.code AS lead, COALESCE(c.id, 0) AS contribution, COALESCE(w.code, '') AS ministry
FROM reports r JOIN measures m ON m.id = r.measure_id JOIN organisations o ON o.id = r.lead_id
LEFT JOIN contributions c ON c.report_id = r.id LEFT JOIN organisations w ON w.id = c.organisation_id
WHERE r.period = ? ORDER BY m.number, w.code`, period).Scan(&rows).Error
	if err != nil {
		y.t.Fatal(err)
	}
	var owed []owedReport
	for _, row := range rows {
		if len(owed) == 0 || owed[len(owed)-1].Number != row.Number {
			owed = append(owed, owedReport{ID: row.ID, Number: row.Number, Lead: row.Lead})
		}
		if row.Contribution != 0 {
			last := &owed[len(owed)-1]
			last.Paragraph = append(last.Paragraph, owedParagraph{row.Contribution, row.Ministry})
		}
	}
	return owed
}

// of gives the report of a measure in the running round.
func (y *year) of(number int) owedReport {
	y.t.Helper()
	at := slices.IndexFunc(y.owed, func(o owedReport) bool { return o.Number == number })
	if at < 0 {
		y.t.Fatalf("no report is owed for measure %d", number)
	}
	return y.owed[at]
}

// told is what a ministry says of a measure.
type told struct {
	status models.Status
	text   string // begins with what was done; the rest is made of it
	add    string // due date of a milestone that is added
	moveTo string // new due date of the first milestone
	reach  bool   // the first milestone is reached
	note   string // why the status is another than the one that can be counted
}

// write fills in the form of a report and submits it.
func (y *year) write(number int, told told) {
	y.t.Helper()
	report := y.of(number)
	client := y.reporter(report.Lead)
	path := fmt.Sprintf("/rapporter/%d", report.ID)
	_, form := client.Get(path).WantStatus(200).Form("form.rep")
	form.Set("stage", string(told.status.Stage))
	form.Del("health")
	if told.status.Health != "" {
		form.Set("health", string(told.status.Health))
	}
	form.Set("language", "nb")
	form.Set("done", fmt.Sprintf("Eksempel: %s (tiltak %d, %s).", told.text, number, y.period))
	form.Set("next", fmt.Sprintf("Eksempel: neste steg etter %s.", y.period))
	form.Set("obstacles", fmt.Sprintf("Eksempel: fortrolig hindring i tiltak %d.", number))
	form.Set("newsletter_text", fmt.Sprintf("Eksempel: departementet meldte at %s i %s.", told.text, y.period))
	form.Set("status_note", told.note)
	form.Set("without_contributions", "1")
	form.Set("approved_role", "Avdelingsdirektør")
	form.Set("approved_on", models.DateOf(y.Clock.Now(), time.UTC).String())
	y.milestones(form, told)
	client.Post(path+"/send-inn", form).WantStatus(303)
}

func (y *year) milestones(form url.Values, told told) {
	free := 0
	for form.Get(fmt.Sprintf("milestone_title_%d", free)) != "" {
		free++
	}
	first := func(name string) string { return "milestone_" + name + "_0" }
	switch {
	case told.moveTo != "":
		form.Set(first("phase"), "moved")
		form.Set(first("due"), told.moveTo)
		form.Set(first("reason"), "Eksempel: mer tid til høring")
	case told.reach:
		form.Set(first("phase"), string(models.MilestoneReached))
		form.Set(first("reached_on"), models.DateOf(y.Clock.Now(), time.UTC).String())
	}
	if told.add != "" {
		row := strconv.Itoa(free)
		form.Set("milestone_title_"+row, "Eksempel: milepæl "+strconv.Itoa(free+1))
		form.Set("milestone_due_"+row, told.add)
		form.Set("milestone_phase_"+row, string(models.MilestonePlanned))
	}
}

// contribute writes and signs a ministry's paragraph in the report of a measure.
func (y *year) contribute(number int, ministry string) {
	y.t.Helper()
	for _, paragraph := range y.of(number).Paragraph {
		if paragraph.Ministry != ministry {
			continue
		}
		client := y.reporter(ministry)
		path := fmt.Sprintf("/bidrag/%d", paragraph.ID)
		_, form := client.Get(path).WantStatus(200).Form(`form[action*="/bidrag/"]`)
		form.Set("text", fmt.Sprintf("Eksempel: bidrag fra %s til tiltak %d i %s.", ministry, number, y.period))
		form.Set("language", "nb")
		form.Set("signed_role", "Avdelingsdirektør")
		client.Post(path+"/signer", form).WantStatus(303)
		return
	}
	y.t.Fatalf("%s owes no paragraph to measure %d", ministry, number)
}

func (y *year) reviewPath(number int) string {
	return fmt.Sprintf("/runder/%s/tiltak/%d", y.period, number)
}

// giveBack returns a report with a comment.
func (y *year) giveBack(number int, comment string) {
	y.t.Helper()
	client := y.coordinator()
	action, form := client.Get(y.reviewPath(number)).WantStatus(200).Form(`form[action$="/returner"]`)
	form.Set("comment", comment)
	client.Post(action, form).WantStatus(303)
}

// clear clears the reports of measures.
func (y *year) clear(numbers ...int) {
	y.t.Helper()
	client := y.coordinator()
	for _, number := range numbers {
		action, form := client.Get(y.reviewPath(number)).WantStatus(200).Form(`form[action$="/klarer"]`)
		client.Post(action, form).WantStatus(303)
	}
}

// close closes the running round on a day.
func (y *year) close(day models.Date) {
	y.t.Helper()
	y.on(day)
	client := y.coordinator()
	client.Post("/runder/"+y.period.String()+"/lukk", nil).WantStatus(303)
}
