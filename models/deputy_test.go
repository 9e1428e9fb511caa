package models_test

import (
	"testing"
	"time"

	"tiltak/models"
)

func dayOf(text string) models.Date {
	date, err := models.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

func TestADeputyStandsInFromTheFirstDayThroughTheLast(t *testing.T) {
	cover := models.Deputy{FromDate: dayOf("2026-07-01"), ToDate: dayOf("2026-07-31")}
	for text, stands := range map[string]bool{"2026-06-30": false, "2026-07-01": true, "2026-07-31": true, "2026-08-01": false} {
		if cover.On(dayOf(text)) != stands {
			t.Errorf("on %s: %v", text, !stands)
		}
	}
	ended := time.Date(2026, 7, 3, 12, 0, 0, 0, time.UTC)
	cover.EndedAt = &ended
	if cover.On(dayOf("2026-07-10")) {
		t.Error("a deputy who was ended stands in")
	}
}

func TestTwoDeputiesMayNotCoverOneRoleAtATime(t *testing.T) {
	july := models.Deputy{UserID: 1, OrganisationID: 2, Role: models.Reporter, FromDate: dayOf("2026-07-01"), ToDate: dayOf("2026-07-31")}
	cases := map[string]struct {
		other models.Deputy
		want  bool
	}{
		"the last day is shared":           {models.Deputy{UserID: 1, OrganisationID: 2, Role: models.Reporter, FromDate: dayOf("2026-07-31"), ToDate: dayOf("2026-08-04")}, true},
		"one follows the other":            {models.Deputy{UserID: 1, OrganisationID: 2, Role: models.Reporter, FromDate: dayOf("2026-08-01"), ToDate: dayOf("2026-08-04")}, false},
		"another role":                     {models.Deputy{UserID: 1, OrganisationID: 2, Role: models.Coordinator, FromDate: dayOf("2026-07-01"), ToDate: dayOf("2026-07-31")}, false},
		"another organisation's same role": {models.Deputy{UserID: 1, OrganisationID: 3, Role: models.Reporter, FromDate: dayOf("2026-07-01"), ToDate: dayOf("2026-07-31")}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if july.Overlaps(c.other) != c.want || c.other.Overlaps(july) != c.want {
				t.Errorf("overlaps: want %v", c.want)
			}
		})
	}
}

func TestWhatADeputyIsAppointedForIsChecked(t *testing.T) {
	good := models.Deputy{DeputyID: 2, Role: models.Reporter, FromDate: dayOf("2026-07-01"), ToDate: dayOf("2026-07-31")}
	if err := models.CheckCover(good, dayOf("2026-06-20")); err != nil {
		t.Fatal(err)
	}
	cases := map[string]func(*models.Deputy){
		"a reader's role needs no deputy": func(d *models.Deputy) { d.Role = models.Reader },
		"nobody is chosen":                func(d *models.Deputy) { d.DeputyID = 0 },
		"no first day":                    func(d *models.Deputy) { d.FromDate = models.Date{} },
		"no last day":                     func(d *models.Deputy) { d.ToDate = models.Date{} },
		"the last day before the first":   func(d *models.Deputy) { d.ToDate = dayOf("2026-06-30") },
		"all of it is past":               func(d *models.Deputy) { d.FromDate, d.ToDate = dayOf("2026-05-01"), dayOf("2026-06-19") },
		"more than a year":                func(d *models.Deputy) { d.ToDate = dayOf("2027-07-03") },
	}
	for name, spoil := range cases {
		t.Run(name, func(t *testing.T) {
			bad := good
			spoil(&bad)
			if err := models.CheckCover(bad, dayOf("2026-06-20")); !models.IsKind(err, models.KindInvalid) {
				t.Errorf("got %v", err)
			}
		})
	}
}
