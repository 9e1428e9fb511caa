package server_test

import (
	"testing"

	"tiltak/app/server/servertest"
	"tiltak/models"
)

var (
	onTrack   = models.Status{Stage: models.InProgress, Health: models.OnTrack}
	delayed   = models.Status{Stage: models.InProgress, Health: models.Delayed}
	offTrack  = models.Status{Stage: models.InProgress, Health: models.OffTrack}
	completed = models.Status{Stage: models.Completed}
	unstarted = models.Status{Stage: models.NotStarted}
)

// TestAYear plays five rounds: ministries that are late, reports that come back,
// milestones that move, a correction and a portfolio that moves. What it leaves
// is the same on both databases.
func TestAYear(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		y := &year{World: w, t: t}
		y.firstRound()
		y.secondRound()
		y.erratum()
		y.thirdRound()
		y.portfolio()
		y.fourthRound()
		y.fifthRound()
		y.answers("while the last round runs")
		y.close(models.NewDate(2027, 4, 16))
		y.answers("when it has closed")
	})
}

func quarterOf(year, number int) models.Quarter { return models.Quarter{Year: year, Number: number} }

// firstRound: everybody reports in time; measure 4 comes back once; BFD signs
// its paragraph to measure 9, JD does not.
func (y *year) firstRound() {
	y.open(quarterOf(2026, 1))
	y.on(models.NewDate(2026, 3, 25))
	for _, report := range y.owed {
		said := told{status: onTrack, text: "arbeidet er i gang", add: "2026-09-30"}
		if report.Number%6 == 0 {
			said = told{status: unstarted, text: "arbeidet er ikke begynt", add: "2026-12-31"}
		}
		y.write(report.Number, said)
	}
	y.contribute(9, "BFD")
	y.on(models.NewDate(2026, 4, 8))
	y.giveBack(4, "Skriv hva som gjenstår.")
	y.on(models.NewDate(2026, 4, 9))
	y.write(4, told{status: onTrack, text: "arbeidet er i gang, og høringen gjenstår"})
	y.clear(y.numbers()...)
	y.close(models.NewDate(2026, 4, 15))
}

// secondRound: HOD is three days late; milestones of measures 9 and 13 move;
// measure 7 is reported and never cleared.
func (y *year) secondRound() {
	y.open(quarterOf(2026, 2))
	y.on(models.NewDate(2026, 6, 24))
	for _, report := range y.owed {
		if report.Lead == "HOD" {
			continue
		}
		said := told{status: onTrack, text: "arbeidet går som planlagt"}
		switch report.Number {
		case 9:
			said = told{status: delayed, text: "høringen tar lengre tid", moveTo: "2026-12-15"}
		case 13:
			said = told{status: offTrack, text: "anskaffelsen må gjøres om", moveTo: "2027-06-30"}
		}
		y.write(report.Number, said)
	}
	y.on(models.DefaultDeadline(y.period, models.IsNorwegianHoliday).AddDays(3))
	for _, report := range y.owed {
		if report.Lead == "HOD" {
			y.write(report.Number, told{status: onTrack, text: "arbeidet går som planlagt, meldt etter fristen"})
		}
	}
	y.clear(y.numbers(7)...)
	y.close(models.NewDate(2026, 8, 14))
}

// thirdRound: UD does not report at all; measure 1 is completed and its
// milestone reached; measure 9 moves once more, and is returned first.
func (y *year) thirdRound() {
	y.open(quarterOf(2026, 3))
	y.on(models.NewDate(2026, 9, 28))
	var written []int
	for _, report := range y.owed {
		if report.Lead == "UD" {
			continue
		}
		said := told{status: onTrack, text: "arbeidet går som planlagt i høst"}
		switch report.Number {
		case 1:
			said = told{status: completed, text: "tiltaket er gjennomført", reach: true}
		case 9:
			said = told{status: delayed, text: "høringen er ferdig", moveTo: "2027-03-31"}
		}
		y.write(report.Number, said)
		written = append(written, report.Number)
	}
	y.on(models.NewDate(2026, 10, 8))
	y.giveBack(9, "Begrunn den nye datoen.")
	y.on(models.NewDate(2026, 10, 12))
	y.write(9, told{status: delayed, text: "høringen er ferdig, og forskriften gjenstår", moveTo: "2027-03-31"})
	y.clear(written...)
	y.close(models.NewDate(2026, 10, 20))
}

// fourthRound: all report; JD for measure 8, which was AID's.
func (y *year) fourthRound() {
	y.open(quarterOf(2026, 4))
	if lead := y.of(8).Lead; lead != "JD" {
		y.t.Errorf("measure 8 is asked of %s", lead)
	}
	y.on(models.NewDate(2026, 12, 17))
	for _, report := range y.owed {
		said := told{status: onTrack, text: "året er oppsummert"}
		if report.Number == 1 {
			said = told{status: completed, text: "tiltaket er gjennomført"}
		}
		y.write(report.Number, said)
	}
	y.clear(y.numbers()...)
	y.close(models.NewDate(2027, 1, 15))
}

// fifthRound: left running, with some cleared, some submitted, some missing.
func (y *year) fifthRound() {
	y.open(quarterOf(2027, 1))
	y.on(models.NewDate(2027, 3, 30))
	for _, report := range y.owed {
		if report.Number%3 != 0 {
			y.write(report.Number, told{status: onTrack, text: "første kvartal er i gang"})
		}
	}
	y.clear(2, 4, 5)
}

// numbers gives the measures of the running round, but some.
func (y *year) numbers(but ...int) []int {
	var numbers []int
	for _, report := range y.owed {
		skip := false
		for _, number := range but {
			skip = skip || number == report.Number
		}
		if !skip {
			numbers = append(numbers, report.Number)
		}
	}
	return numbers
}
