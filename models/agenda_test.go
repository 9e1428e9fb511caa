package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

var (
	thirdQuarter  = models.Quarter{Year: 2026, Number: 3}
	fourthQuarter = models.Quarter{Year: 2026, Number: 4}
)

func statusUnderWay(health models.Health) models.Status {
	return models.Status{Stage: models.InProgress, Health: health}
}

// measureAt is a measure with its newest report.
func measureAt(number int, lead string, period models.Quarter, status models.Status, milestones ...models.MilestoneState) models.MeasureFacts {
	return models.MeasureFacts{
		Key: fmt.Sprint("m", number), Number: number, Lead: lead,
		Last: &models.ReportFacts{Period: period, Content: models.ReportContent{Status: status, Milestones: milestones}},
	}
}

func meetingOf(period models.Quarter, measures ...models.MeasureFacts) models.Snapshot {
	return models.Snapshot{
		Period: period, StatusDate: models.NewDate(2026, time.November, 24), Measures: measures,
		Organisations: []models.OrganisationFacts{{Code: "JD"}, {Code: "AID"}, {Code: "HOD"}},
	}
}

// told writes an agenda as its subjects with their reasons.
func told(items []models.AgendaItem) []string {
	var lines []string
	for _, item := range items {
		line := string(item.Subject)
		for _, reason := range item.Reasons {
			line += " " + string(reason.Kind)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestTheAgendaTakesTheGravestFirstAndEachMeasureOnce(t *testing.T) {
	late := models.MilestoneState{MilestoneID: 1, Title: "Høring", Due: models.NewDate(2026, time.October, 1), Baseline: models.NewDate(2026, time.October, 1), Phase: models.MilestonePlanned}
	before := meetingOf(thirdQuarter,
		measureAt(1, "JD", thirdQuarter, statusUnderWay(models.OnTrack)), measureAt(2, "AID", thirdQuarter, statusUnderWay(models.OnTrack)),
		measureAt(3, "HOD", thirdQuarter, statusUnderWay(models.Delayed)), measureAt(4, "JD", thirdQuarter, statusUnderWay(models.OnTrack)),
		measureAt(5, "JD", thirdQuarter, statusUnderWay(models.OnTrack)), measureAt(8, "JD", thirdQuarter, models.Status{Stage: models.Completed}))
	returned := measureAt(5, "JD", thirdQuarter, statusUnderWay(models.OnTrack))
	returned.Open = &models.OpenReportFacts{State: models.ReportReturned}
	now := meetingOf(fourthQuarter,
		measureAt(1, "JD", fourthQuarter, statusUnderWay(models.OnTrack)),         // nothing to say
		measureAt(2, "AID", fourthQuarter, statusUnderWay(models.Delayed)),        // worse
		measureAt(3, "HOD", fourthQuarter, statusUnderWay(models.OffTrack), late), // off track, worse, overdue
		measureAt(4, "AID", thirdQuarter, statusUnderWay(models.OnTrack)),         // not reported, AID
		returned, // given back, JD
		measureAt(6, "JD", fourthQuarter, statusUnderWay(models.Delayed), late),   // new and overdue
		measureAt(7, "JD", fourthQuarter, statusUnderWay(models.OnTrack), late),   // declared better than can be counted
		measureAt(8, "JD", fourthQuarter, models.Status{Stage: models.Completed}), // done, with an old decision
	)
	now.Recommendations = []models.RecommendationFacts{
		{Ref: "G3-01", Level: models.Urges, Links: []models.LinkFacts{{Measure: "m1"}}},
		{Ref: "G3-02", Level: models.Considers},
		{Ref: "G3-03", Level: models.Urges, Links: []models.LinkFacts{{Measure: "m2", Confirmed: true}}},
		{Ref: "G3-04", Level: models.Urges, Links: []models.LinkFacts{{Measure: "m2", Confirmed: true}, {Measure: "m1", Confirmed: true}}},
		{Ref: "G2-01", Level: models.Urges, LaterRefs: []string{"G3-01"}},
	}
	earlier := []models.DecisionFacts{
		{Decision: models.Decision{State: models.DecisionDone}, Period: thirdQuarter, MeasureKey: "m8", MeasureNumber: 8},
		{Decision: models.Decision{State: models.DecisionOpen}, Period: thirdQuarter},
		{Decision: models.Decision{State: models.DecisionOpen}, Period: thirdQuarter, Recommendation: "G3-02"},
	}
	want := []string{
		"tiltak-8 follow_up",
		"G3-02 follow_up",
		"annet follow_up",
		"tiltak-3 off_track worse milestone_overdue",
		"tiltak-2 worse covered_late",
		"tiltak-5 not_reported",
		"tiltak-4 not_reported",
		"tiltak-6 milestone_overdue",
		"tiltak-7 milestone_overdue health_differs",
		"G3-01 uncovered",
	}
	items := models.Agenda(now, &before, earlier)
	if diff := cmp.Diff(want, told(items)); diff != "" {
		t.Error(diff)
	}
	missing := items[slices.IndexFunc(items, func(i models.AgendaItem) bool { return i.Subject == "tiltak-5" })].Reasons[0]
	if !missing.Returned || missing.Was != models.FigureOnTrack || missing.WasIn != thirdQuarter || missing.Rounds != 1 {
		t.Errorf("what is missing is told as %+v", missing)
	}
}

func TestTheFirstMeetingHasNothingToCompareWith(t *testing.T) {
	now := meetingOf(fourthQuarter, measureAt(1, "JD", fourthQuarter, statusUnderWay(models.Delayed)), models.MeasureFacts{Key: "m2", Number: 2, Lead: "JD"})
	if diff := cmp.Diff([]string{"tiltak-2 not_reported"}, told(models.Agenda(now, nil, nil))); diff != "" {
		t.Error(diff)
	}
}

func TestAnAgendaHasEverySubjectOnceInAnOrderThatDoesNotDependOnChance(t *testing.T) {
	statuses := []models.Status{statusUnderWay(models.OnTrack), statusUnderWay(models.Delayed), statusUnderWay(models.OffTrack), {Stage: models.Completed}, {Stage: models.NotStarted}, {Stage: models.Discontinued}}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(period models.Quarter) models.Snapshot {
			var measures []models.MeasureFacts
			for number := range rapid.IntRange(0, 12).Draw(t, "measures") {
				m := measureAt(number+1, rapid.SampledFrom([]string{"JD", "AID", "HOD"}).Draw(t, "lead"), rapid.SampledFrom([]models.Quarter{period.Previous(), period}).Draw(t, "reported"),
					rapid.SampledFrom(statuses).Draw(t, "status"))
				if rapid.Bool().Draw(t, "milestone") {
					m.Last.Content.Milestones = append(m.Last.Content.Milestones, models.MilestoneState{Due: models.NewDate(2026, time.November, rapid.IntRange(1, 30).Draw(t, "due")), Phase: models.MilestonePlanned})
				}
				measures = append(measures, m)
			}
			return meetingOf(period, measures...)
		}
		before, now := draw(thirdQuarter), draw(fourthQuarter)
		var earlier []models.DecisionFacts
		for range rapid.IntRange(0, 5).Draw(t, "decisions") {
			number := rapid.IntRange(0, len(now.Measures)).Draw(t, "about")
			decision := models.DecisionFacts{Decision: models.Decision{State: models.DecisionOpen}, Period: thirdQuarter}
			if number > 0 {
				decision.MeasureKey, decision.MeasureNumber = now.Measures[number-1].Key, number
			}
			earlier = append(earlier, decision)
		}
		items := models.Agenda(now, &before, earlier)
		seen := map[models.AgendaSubject]bool{}
		rank := -1
		for _, item := range items {
			if seen[item.Subject] {
				t.Fatalf("%s stands twice", item.Subject)
			}
			seen[item.Subject] = true
			if len(item.Reasons) == 0 {
				t.Fatalf("%s is on the agenda for no reason", item.Subject)
			}
			place := slices.Index(models.AgendaReasonKinds(), item.First())
			if place < rank {
				t.Fatalf("%s comes after what is less grave: %v", item.Subject, told(items))
			}
			rank = place
		}
		for _, m := range now.Measures {
			if (now.Figure(m) == models.FigureNotReported || now.Figure(m) == models.FigureOffTrack) && !seen[models.SubjectOfMeasure(m.Number)] {
				t.Fatalf("measure %d is not on the agenda", m.Number)
			}
		}
		// What is decided in the meeting changes nothing of its own agenda.
		for i := range earlier {
			earlier[i].State = models.DecisionDone
		}
		if diff := cmp.Diff(told(items), told(models.Agenda(now, &before, earlier))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestSubjectsAreWrittenInOneWay(t *testing.T) {
	for text, want := range map[string]int{"tiltak-14": 14, "tiltak-014": 0, "tiltak-0": 0, "tiltak--1": 0, "tiltak-": 0, "14": 0, "G3-01": 0, "annet": 0} {
		number, is := models.AgendaSubject(text).MeasureNumber()
		if is != (want > 0) || is && number != want {
			t.Errorf("%q gives %d, %v", text, number, is)
		}
	}
}

func TestAnOpeningIsWholeSentencesAsFarAsTheyFit(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		most             int
	}{
		{"a short text stays", "Alt går bra.", "Alt går bra.", 40},
		{"only the first paragraph", "Først.\n\nSå.", "Først.", 40},
		{"two of three sentences", "En setning her. Og en til. Den tredje er for mye.", "En setning her. Og en til.", 30},
		{"a date ends no sentence", "Møtet 28. mai var det første. Neste er i juni.", "Møtet 28. mai var det første.", 35},
		{"a long sentence is cut between words", "Dette er én lang setning uten noe sted å slutte", "Dette er én lang …", 22},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := models.Opening(c.text, c.most); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		text, most := rapid.String().Draw(t, "text"), rapid.IntRange(5, 80).Draw(t, "most")
		got := models.Opening(text, most)
		if utf8.RuneCountInString(got) > most+2 {
			t.Fatalf("%d characters of at most %d", utf8.RuneCountInString(got), most)
		}
		if !strings.Contains(text, strings.TrimSuffix(got, " …")) {
			t.Fatalf("%q does not begin as %q", text, got)
		}
	})
}

func TestADecisionIsClosedOnceAndOpenedAgain(t *testing.T) {
	states := []models.DecisionState{models.DecisionOpen, models.DecisionDone, models.DecisionDropped}
	for _, from := range states {
		for _, to := range states {
			after, err := from.After(to)
			allowed := (from == models.DecisionOpen) != (to == models.DecisionOpen)
			if allowed != (err == nil) || allowed && after != to {
				t.Errorf("%s to %s gives %s, %v", from, to, after, err)
			}
		}
		if _, err := from.After("forgotten"); err == nil {
			t.Errorf("%s becomes something unknown", from)
		}
	}
}

func TestADecisionSaysWhatWhoAndWhen(t *testing.T) {
	today := models.NewDate(2026, time.November, 24)
	whole := models.DecisionInput{Text: "Ny plan", OwnerID: 1, Due: today}
	for _, c := range []struct {
		name, field string
		input       models.DecisionInput
	}{
		{"nothing is said", "text", models.DecisionInput{Text: " \n", OwnerID: 1, Due: today}},
		{"too much is said", "text", models.DecisionInput{Text: strings.Repeat("a", models.MaxDecision+1), OwnerID: 1, Due: today}},
		{"nobody is to do it", "owner", models.DecisionInput{Text: "x", Due: today}},
		{"it is never due", "due", models.DecisionInput{Text: "x", OwnerID: 1}},
		{"it was due already", "due", models.DecisionInput{Text: "x", OwnerID: 1, Due: today.AddDays(-1)}},
		{"", "", whole},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.input.Settle(today)
			var fields []string
			if known, is := err.(*models.Error); is {
				for _, problem := range known.Fields {
					fields = append(fields, problem.Field)
				}
			}
			if got := strings.Join(fields, " "); got != c.field {
				t.Errorf("complains about %q", got)
			}
		})
	}
	if _, err := models.SettleDecisionNote(models.DecisionDropped, " "); err == nil {
		t.Error("a decision is dropped without a reason")
	}
	if _, err := models.SettleDecisionNote(models.DecisionDone, ""); err != nil {
		t.Error(err)
	}
}

func TestDecisionsAreReadByWhoIsToCarryThemOut(t *testing.T) {
	const jd, aid, at = int64(1), int64(2), int64(3) // AT answers to AID
	parent := aid
	person := func(role models.Role, organisation int64) models.Person {
		return models.Person{Standings: []models.Standing{{Role: role, OrganisationID: organisation}}}
	}
	for _, c := range []struct {
		name   string
		person models.Person
		owner  int64
		parent *int64
		want   bool
	}{
		{"the coordinator reads all", person(models.Coordinator, jd), aid, nil, true},
		{"a reporter reads the ministry's", person(models.Reporter, aid), aid, nil, true},
		{"a reporter reads those of the ministry's agencies", person(models.Reporter, aid), at, &parent, true},
		{"a reporter reads no other ministry's", person(models.Reporter, jd), aid, nil, false},
		{"a contributor reads the agency's", person(models.Contributor, at), at, &parent, true},
		{"a contributor does not read the ministry's", person(models.Contributor, at), aid, nil, false},
		{"a reader reads none", person(models.Reader, aid), aid, nil, false},
		{"an editor reads none", person(models.Editor, aid), aid, nil, false},
		{"an administrator reads none", person(models.Admin, aid), aid, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.person.MayReadDecision(c.owner, c.parent); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
