package language_test

import (
	"testing"

	"tiltak/app/language"
	"tiltak/models"
)

func TestTheCountsAreToldAsTheMinistriesCount(t *testing.T) {
	catalogue, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	printer := catalogue.Printer(models.Bokmaal)
	for _, test := range []struct {
		name   string
		counts models.Counts
		want   string
	}{
		{"the sentence that the design gives", models.Counts{Total: 18, Completed: 3, InProgress: 13, Continuing: 4, NotStarted: 2}, "18 tiltak: 3 gjennomført, 13 under gjennomføring, av disse 4 løpende, 2 ikke startet."},
		{"what is discontinued and not reported is told when there is any", models.Counts{Total: 4, InProgress: 1, Discontinued: 1, NotReported: 2}, "4 tiltak: 1 under gjennomføring, 1 avsluttet uten gjennomføring, 2 ikke rapportert."},
		{"one measure", models.Counts{Total: 1, Completed: 1}, "Ett tiltak: 1 gjennomført."},
		{"a plan without measures", models.Counts{}, "0 tiltak."},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := printer.CountsSentence(test.counts); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
