package newsletter_test

import (
	"testing"

	"tiltak/app/newsletter"
	"tiltak/models"
)

// facts gives the fact sentences proposed for one measure.
func facts(t *testing.T, before, after models.Snapshot) []string {
	t.Helper()
	var sentences []string
	for _, item := range newsletter.Propose(before, after, bokmaal(t)) {
		if item.Kind == models.ItemFact {
			sentences = append(sentences, plainSpaces(item.Proposed))
		}
	}
	return sentences
}

func TestOneSentenceTellsOneFact(t *testing.T) {
	on := func(text string) models.Date { return date(t, text) }
	milestone := func(title, due string) models.MilestoneState {
		return models.MilestoneState{MilestoneID: 5, Title: title, Due: on(due), Phase: models.MilestonePlanned}
	}
	reached := func(title, due, day string) models.MilestoneState {
		m := milestone(title, due)
		m.Phase, m.ReachedOn = models.MilestoneReached, on(day)
		return m
	}
	dropped := func(title, due string) models.MilestoneState {
		m := milestone(title, due)
		m.Phase, m.Reason = models.MilestoneDropped, "Ikke lenger aktuelt"
		return m
	}
	undated := reached("Mandat vedtatt", "2026-09-30", "2026-09-01")
	undated.ReachedOn = models.Date{}
	inRoute, delayed, off := under(models.OnTrack), under(models.Delayed), under(models.OffTrack)
	was := func(s models.Status, m ...models.MilestoneState) *models.ReportFacts {
		return report(second, s, "", m...)
	}
	now := func(s models.Status, m ...models.MilestoneState) *models.ReportFacts {
		return report(third, s, "", m...)
	}
	cases := []struct {
		name   string
		before *models.ReportFacts
		after  *models.ReportFacts
		want   string
	}{
		{"completed from on track", was(inRoute), now(at(models.Completed)), "Tiltak 1 er gjennomført. Status var tidligere i rute."},
		{"completed from delayed", was(delayed), now(at(models.Completed)), "Tiltak 1 er gjennomført. Status var tidligere noe forsinket."},
		{"completed without having been started", was(at(models.NotStarted)), now(at(models.Completed)), "Tiltak 1 er gjennomført. Status var tidligere ikke startet."},
		{"started", was(at(models.NotStarted)), now(inRoute), "Status for tiltak 1 er endret fra ikke startet til i rute."},
		{"delayed", was(inRoute), now(delayed), "Status for tiltak 1 er endret fra i rute til noe forsinket."},
		{"off track", was(delayed), now(off), "Status for tiltak 1 er endret fra noe forsinket til vesentlig avvik."},
		{"back on track", was(off), now(inRoute), "Status for tiltak 1 er endret fra vesentlig avvik til i rute."},
		{"discontinued", was(off), now(at(models.Discontinued)), "Status for tiltak 1 er endret fra vesentlig avvik til avsluttet uten gjennomføring."},
		{"taken up again", was(at(models.Completed)), now(inRoute), "Status for tiltak 1 er endret fra gjennomført til i rute."},
		{"first report, on track", nil, now(inRoute), "Det er rapportert om tiltak 1 for første gang. Status er i rute."},
		{"first report, completed", nil, now(at(models.Completed)), "Det er rapportert om tiltak 1 for første gang. Status er gjennomført."},
		{"first report, not started", nil, now(at(models.NotStarted)), "Det er rapportert om tiltak 1 for første gang. Status er ikke startet."},
		{"never reported", nil, nil, "Det er ikke rapportert om tiltak 1 ennå."},
		{"not reported this time", was(delayed), was(delayed), "JD har ikke rapportert om tiltak 1 for juli–september 2026. Siste kjente status er noe forsinket, fra april–juni 2026."},
		{"reached in the year of the newsletter", was(inRoute, milestone("Kurset er lansert", "2026-09-30")), now(inRoute, reached("Kurset er lansert", "2026-09-30", "2026-08-28")), `JD nådde 28. august milepælen "Kurset er lansert".`},
		{"reached on the first of a month", was(inRoute, milestone("Kurset er lansert", "2026-09-30")), now(inRoute, reached("Kurset er lansert", "2026-09-30", "2026-09-01")), `JD nådde 1. september milepælen "Kurset er lansert".`},
		{"reached in another year", was(inRoute, milestone("Mandat vedtatt", "2026-01-31")), now(inRoute, reached("Mandat vedtatt", "2026-01-31", "2025-12-15")), `JD nådde 15. desember 2025 milepælen "Mandat vedtatt".`},
		{"reached on a day nobody wrote down", was(inRoute, milestone("Mandat vedtatt", "2026-09-30")), now(inRoute, undated), `JD har nådd milepælen "Mandat vedtatt".`},
		{"a title with quotation marks of its own", was(inRoute, milestone("x", "2026-09-30")), now(inRoute, reached("Rapporten «Ut av skyggen» er publisert.", "2026-09-30", "2026-08-28")), `JD nådde 28. august milepælen "Rapporten 'Ut av skyggen' er publisert".`},
		{"moved within the year", was(inRoute, milestone("Høring", "2026-10-15")), now(inRoute, milestone("Høring", "2026-12-01")), `JD har flyttet milepælen "Høring" fra 15. oktober til 1. desember.`},
		{"moved into the next year", was(inRoute, milestone("Høring", "2026-11-30")), now(inRoute, milestone("Høring", "2027-02-15")), `JD har flyttet milepælen "Høring" fra 30. november 2026 til 15. februar 2027.`},
		{"moved within the next year", was(inRoute, milestone("Høring", "2027-02-15")), now(inRoute, milestone("Høring", "2027-05-28")), `JD har flyttet milepælen "Høring" fra 15. februar til 28. mai 2027.`},
		{"moved forward", was(inRoute, milestone("Høring", "2026-12-01")), now(inRoute, milestone("Høring", "2026-11-02")), `JD har flyttet milepælen "Høring" fra 1. desember til 2. november.`},
		{"overdue", was(inRoute, milestone("Høring", "2026-09-30")), now(inRoute, milestone("Høring", "2026-09-30")), `Milepælen "Høring" skulle vært nådd 30. september, men er ikke nådd.`},
		{"overdue and new", was(inRoute), now(inRoute, milestone("Høring", "2026-08-15")), `Milepælen "Høring" skulle vært nådd 15. august, men er ikke nådd.`},
		{"dropped", was(inRoute, milestone("Høring", "2026-12-01")), now(inRoute, dropped("Høring", "2026-12-01")), `JD har tatt ut milepælen "Høring".`},
		{"added this year", was(inRoute), now(inRoute, milestone("Veileder", "2026-12-15")), `JD har satt opp en ny milepæl, "Veileder", med frist 15. desember.`},
		{"added for next year", was(inRoute), now(inRoute, milestone("Veileder", "2027-03-01")), `JD har satt opp en ny milepæl, "Veileder", med frist 1. mars 2027.`},
		{"nothing at all", was(inRoute), now(inRoute), ""},
		{"the same milestone as before", was(inRoute, milestone("Høring", "2026-12-01")), now(inRoute, milestone("Høring", "2026-12-01")), ""},
		{"a milestone reached long ago", was(inRoute, reached("Mandat", "2026-03-01", "2026-03-01")), now(inRoute, reached("Mandat", "2026-03-01", "2026-03-01")), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := facts(t, example(t, second, group(c.before)), example(t, third, group(c.after)))
			if c.want == "" {
				if len(got) != 0 {
					t.Errorf("told %q, want nothing", got)
				}
				return
			}
			if len(got) != 1 || got[0] != c.want {
				t.Errorf("told\n %q, want\n %q", got, c.want)
			}
		})
	}
}

func TestSeveralFactsOfOneMeasureAreToldOneByOne(t *testing.T) {
	planned := models.MilestoneState{MilestoneID: 5, Title: "Kurset er lansert", Due: date(t, "2026-09-30"), Phase: models.MilestonePlanned}
	done := planned
	done.Phase, done.ReachedOn = models.MilestoneReached, date(t, "2026-09-28")
	before := example(t, second, course(report(second, under(models.Delayed), "", planned)))
	after := example(t, third, course(report(third, at(models.Completed), "", done)))
	got := facts(t, before, after)
	want := []string{
		"Tiltak 7 er gjennomført. Status var tidligere noe forsinket.",
		`BFD nådde 28. september milepælen "Kurset er lansert".`,
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestConfirmedLinksAreTold(t *testing.T) {
	same := func(period models.Quarter) models.Snapshot {
		return example(t, period, group(report(period, under(models.OnTrack), "")), course(report(period, under(models.OnTrack), "")))
	}
	for _, c := range []struct {
		name string
		link int
		want string
	}{
		{"a whole answer", 0, "Det er bekreftet at tiltak 7 følger opp anbefaling G3-01 fra GRETA."},
		{"a part of an answer", 1, "Det er bekreftet at tiltak 1 delvis følger opp anbefaling G3-01 fra GRETA."},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := same(second), same(third)
			after.Recommendations[0].Links[c.link].Confirmed = true
			got := facts(t, before, after)
			if len(got) != 1 || got[0] != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}
