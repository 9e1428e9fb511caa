package server_test

import (
	"net/http"
	"net/url"
	"os"
	"strconv"
	"testing"

	"tiltak/app/catalogue"
	"tiltak/app/rounds"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

const (
	otherPlan = "/plan/eksempel-handlingsplan"
	newRound  = "/runder"
)

// besideAnother is a world in which another ministry coordinates a plan beside
// that of the situation.
func besideAnother(t *testing.T, w *servertest.World) servertest.Situation {
	t.Helper()
	text, err := os.Open("../catalogue/testdata/plans/eksempel-handlingsplan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	second, err := catalogue.Load(text, "eksempel", catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	second.Plan.Coordinator = "AID"
	if _, err := catalogue.NewImporter(w.Store).Import(t.Context(), store.CommandLine(), second); err != nil {
		t.Fatal(err)
	}
	addUser(t, w, "koordinator.aid", models.Coordinator, "AID")
	return w.Situation()
}

func TestAPlanIsRunByItsOwnCoordinator(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		s := besideAnother(t, w)
		opening := url.Values{"period": {"2026-k4"}, "opens_on": {"2026-12-10"}, "deadline": {"2027-01-08"}}
		own, other := w.As("koordinator.aid"), w.As("koordinator.jd")
		for _, path := range []string{newRound, "/katalog", "/logg", "/anbefalinger/import"} {
			other.Get(otherPlan + path).WantStatus(http.StatusForbidden)
			own.Get(path).WantStatus(http.StatusForbidden)
			own.Get(otherPlan + path).WantStatus(http.StatusOK)
		}
		other.Post(otherPlan+newRound, opening).WantStatus(http.StatusForbidden)
		own.Post(otherPlan+newRound, opening).WantRedirect(otherPlan + "/runder/2026-k4")
		other.Get(otherPlan + "/tavle").WantStatus(http.StatusOK)
		own.Get("/tavle").WantStatus(http.StatusOK)
		own.Post("/runder/"+s.Open.Period.String()+"/lukk", url.Values{}).WantStatus(http.StatusForbidden)
		own.Get("/tiltak/8").WantStatus(http.StatusOK).WantNoText(servertest.ObstacleText)
	})
}

func TestTheServicesAskWhoseThePlanIs(t *testing.T) {
	w := servertest.Start(t)
	s := besideAnother(t, w)
	user, err := w.Accounts.FindUser(t.Context(), "koordinator.aid")
	if err != nil {
		t.Fatal(err)
	}
	var ministry int64
	if err := w.Store.Read(t.Context()).Table("organisations").Where("code = 'AID'").Pluck("id", &ministry).Error; err != nil {
		t.Fatal(err)
	}
	person := models.Person{UserID: user.ID, DisplayName: user.DisplayName, Standings: []models.Standing{{Role: models.Coordinator, OrganisationID: ministry}}}
	desk := rounds.NewRounds(w.Store)
	_, closing := desk.Close(t.Context(), person, s.Open.ID)
	_, opening := desk.Open(t.Context(), person, s.PlanID, rounds.OpenInput{
		Period: s.Open.Period.Next(), OpensOn: models.DefaultOpening(s.Open.Period.Next()), Deadline: models.DefaultDeadline(s.Open.Period.Next(), models.IsNorwegianHoliday),
	})
	for what, err := range map[string]error{
		"close": closing, "open": opening, "review": desk.StartReview(t.Context(), person, s.Open.ID),
		"clear": desk.Clear(t.Context(), person, s.SubmittedID, ""), "return": desk.Return(t.Context(), person, s.SubmittedID, "Kort ned."),
		"undo": desk.Undo(t.Context(), person, s.ClearedID),
	} {
		if !models.IsKind(err, models.KindForbidden) {
			t.Errorf("%s in a plan of another ministry: %v", what, err)
		}
	}
}

func TestAReportIsReachedThroughItsOwnPlanOnly(t *testing.T) {
	w := servertest.Start(t)
	s := besideAnother(t, w)
	reporter := w.As("rapportor.aid")
	id := fmtID(s.DraftID)
	for _, path := range []string{"/rapporter/" + id, "/rapporter/" + id + "/versjoner", "/rapporter/" + fmtID(s.SubmittedID) + "/kvittering"} {
		reporter.Get(path).WantStatus(http.StatusOK)
		reporter.Get(otherPlan + path).WantStatus(http.StatusNotFound).WantNoText(servertest.DraftText)
	}
	w.As("rapportor.bfd").Get(otherPlan + "/bidrag/" + fmtID(s.ContributionID)).WantStatus(http.StatusNotFound)
	w.As("redaktor.kom").Get(otherPlan + "/nyhetsbrev/" + s.Closed.Period.String()).WantStatus(http.StatusNotFound)
	w.As("leser.nim").Get(otherPlan + "/utgaver/" + s.Closed.Period.String()).WantStatus(http.StatusNotFound)
}

func TestACoordinatorsLogIsOfThePlan(t *testing.T) {
	w := servertest.Start(t)
	besideAnother(t, w)
	w.As("koordinator.aid").Get(otherPlan + "/logg?hva=plan").WantStatus(http.StatusOK).WantText("plan nr. 2").WantNoText("plan nr. 1")
	w.As("koordinator.jd").Get("/logg?hva=plan").WantStatus(http.StatusOK).WantText("plan nr. 1").WantNoText("plan nr. 2")
	w.As("administrator.jd").Get("/logg?hva=plan").WantText("plan nr. 1", "plan nr. 2")
}

func fmtID(id int64) string { return strconv.FormatInt(id, 10) }
