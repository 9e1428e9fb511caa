package newsletter_test

import (
	"slices"
	"sync"
	"testing"

	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/models"
)

// catalogue is read once for all tests.
var catalogue = sync.OnceValues(language.Load)

func printerOf(t testing.TB, written models.Language) language.Printer {
	t.Helper()
	catalogue, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Printer(written)
}

// factsIn gives the fact sentences that are proposed in a written form.
func factsIn(t testing.TB, before, after models.Snapshot, written models.Language) []string {
	t.Helper()
	var sentences []string
	for _, item := range newsletter.Propose(before, after, printerOf(t, written)) {
		if item.Kind == models.ItemFact {
			sentences = append(sentences, plainSpaces(item.Proposed))
		}
	}
	return sentences
}

// telling is what differs between two editions, and how it is told.
type telling struct {
	name          string
	before, after models.Snapshot
	nb, nn        string // empty: nothing is told
}

func TestOneSentenceTellsOneFact(t *testing.T) {
	cases := slices.Concat(statusTellings(t), missingTellings(t), milestoneTellings(t), linkTellings(t), decisionTellings(t))
	if len(cases) < 60 {
		t.Fatalf("there are %d cases, want 60 at the least", len(cases))
	}
	for _, c := range cases {
		for written, want := range map[models.Language]string{models.Bokmaal: c.nb, models.Nynorsk: c.nn} {
			t.Run(c.name+" "+string(written), func(t *testing.T) {
				got := factsIn(t, c.before, c.after, written)
				if want == "" && len(got) == 0 || len(got) == 1 && got[0] == want {
					return
				}
				t.Errorf("told\n %q, want\n %q", got, want)
			})
		}
	}
}

// onGroup and onCourse are two editions in which one measure has these reports:
// number 1 of JD, or the continuing number 7 of BFD.
func onGroup(t *testing.T, name string, before, after *models.ReportFacts, nb, nn string) telling {
	return telling{name, example(t, second, group(before)), example(t, third, group(after)), nb, nn}
}

func onCourse(t *testing.T, name string, before, after *models.ReportFacts, nb, nn string) telling {
	return telling{name, example(t, second, course(before)), example(t, third, course(after)), nb, nn}
}

func was(s models.Status, m ...models.MilestoneState) *models.ReportFacts {
	return report(second, s, "", m...)
}

func now(s models.Status, m ...models.MilestoneState) *models.ReportFacts {
	return report(third, s, "", m...)
}

// The statuses that a report may have.
var (
	onTrack, delayed, offTrack                = under(models.OnTrack), under(models.Delayed), under(models.OffTrack)
	notStarted, completed, discontinued       = at(models.NotStarted), at(models.Completed), at(models.Discontinued)
	lastYear                                  = models.Quarter{Year: 2025, Number: 4}
	milestoneID                         int64 = 5
)

func TestSeveralFactsOfOneMeasureAreToldOneByOne(t *testing.T) {
	planned := models.MilestoneState{MilestoneID: 5, Title: "Kurset er lansert", Due: date(t, "2026-09-30"), Phase: models.MilestonePlanned}
	done := planned
	done.Phase, done.ReachedOn = models.MilestoneReached, date(t, "2026-09-28")
	before := example(t, second, course(report(second, under(models.Delayed), "", planned)))
	after := example(t, third, course(report(third, at(models.Completed), "", done)))
	got := factsIn(t, before, after, models.Bokmaal)
	want := []string{
		"Tiltak 7 (løpende), som var noe forsinket i april–juni, står nå som gjennomført.",
		`BFD nådde 28. september milepælen "Kurset er lansert".`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestADraftComparedWithAnotherEditionTellsFromThatOne(t *testing.T) {
	first := models.Quarter{Year: 2026, Number: 1}
	after := example(t, third, group(now(offTrack)))
	for name, c := range map[string]struct {
		before models.Snapshot
		want   string
	}{
		"the one before": {example(t, second, group(was(delayed))), "Tiltak 1, som var noe forsinket i april–juni, har nå vesentlig avvik."},
		"an older one":   {example(t, first, group(report(first, onTrack, ""))), "Tiltak 1, som var i rute i januar–mars, har nå vesentlig avvik."},
	} {
		t.Run(name, func(t *testing.T) {
			items := newsletter.Propose(c.before, after, bokmaal(t))
			source, _ := newsletter.SourceOf(items[0])
			if items[0].Proposed != c.want || source.Before != c.before.Edition {
				t.Errorf("told %q from %v, want %q from %v", items[0].Proposed, source.Before, c.want, c.before.Edition)
			}
		})
	}
}
