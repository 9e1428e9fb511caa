package dashboard_test

import (
	"fmt"
	"testing"
	"time"

	"tiltak/app/clearings"
	"tiltak/app/editions"
	"tiltak/app/server"
	"tiltak/app/server/servertest"
	"tiltak/app/store"
	"tiltak/models"
)

// mostQueries is what an uncached page may cost, the session's among them.
const mostQueries = 6

// grow gives the plan more measures, and closed rounds before those it has, in
// each of which every measure was reported with a milestone.
func grow(t *testing.T, w *servertest.World, measures, rounds int) {
	t.Helper()
	err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
		var plan models.Plan
		if err := tx.Where("is_default").Take(&plan).Error; err != nil {
			return err
		}
		var area models.Area
		if err := tx.Where("plan_id = ?", plan.ID).Order("id").Take(&area).Error; err != nil {
			return err
		}
		for i := range measures {
			measure := models.Measure{PlanID: plan.ID, AreaID: area.ID, Key: fmt.Sprint("stort-", i), Number: 100 + i, Title: models.Name{NB: fmt.Sprint("Tiltak ", i)}}
			if err := tx.Create(&measure).Error; err != nil {
				return err
			}
			role := models.MeasureRole{MeasureID: measure.ID, OrganisationID: plan.CoordinatorID, Involvement: models.Lead, FromDate: plan.Launched}
			if err := tx.Create(&role).Error; err != nil {
				return err
			}
		}
		return tx.Record(store.CommandLine(), "catalogue.measure", "plan", plan.ID, plan.Code, nil, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rounds {
		closeRound(t, w, models.QuarterFromIndex(quarter("2026-k2").Index()-rounds+1+i))
	}
}

func closeRound(t *testing.T, w *servertest.World, period models.Quarter) {
	t.Helper()
	err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
		var measures []struct{ ID, PlanID, LeadID int64 }
		err := tx.Raw(`SELECT m.id, m.plan_id, r.organisation_id AS lead_id FROM measures m
			JOIN measure_roles r ON r.measure_id = m.id AND r.involvement = 'lead' AND r.to_date IS NULL`).Scan(&measures).Error
		if err != nil {
			return err
		}
		var user models.User
		if err := tx.Where("username = ?", "koordinator.jd").Take(&user).Error; err != nil {
			return err
		}
		at := period.LastDay().AddDays(10).Time()
		round := models.Round{PlanID: measures[0].PlanID, Period: period, State: models.RoundClosed, OpensOn: models.DefaultOpening(period), Deadline: period.LastDay().AddDays(8), OpenedAt: &at, ClosedAt: &at}
		if err := tx.Create(&round).Error; err != nil {
			return err
		}
		for _, m := range measures {
			report := clearedReport(round, m.ID, m.LeadID, user.ID, at)
			milestone := models.Milestone{MeasureID: m.ID, Baseline: period.LastDay(), CreatedAt: at}
			if err := tx.Create(&milestone).Error; err != nil {
				return err
			}
			report.Content.Milestones = models.List[models.MilestoneState]{{MilestoneID: milestone.ID, Title: "Høring", Due: period.LastDay(), Baseline: period.LastDay(), Phase: models.MilestonePlanned}}
			if err := tx.Create(&report).Error; err != nil {
				return err
			}
			if err := clearings.KeepCleared(tx, report); err != nil {
				return err
			}
		}
		if err := tx.Record(store.CommandLine(), "round.close", "round", round.ID, "", nil, nil); err != nil {
			return err
		}
		_, err = editions.Make(tx, store.CommandLine(), round, models.EditionAtClose, "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func clearedReport(round models.Round, measureID, leadID, userID int64, at time.Time) models.Report {
	return models.Report{
		RoundID: round.ID, MeasureID: measureID, Period: round.Period, LeadID: leadID, State: models.ReportCleared, Revision: 1, SubmittedRevision: 1,
		SubmittedAt: &at, SubmittedBy: &userID, WrittenBy: &userID, ClearedAt: &at, ClearedBy: &userID, ApprovedRole: "Ekspedisjonssjef", ApprovedOn: round.Period.LastDay(),
		Content: models.ReportContent{Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, Done: "Gjort.", Language: models.Bokmaal},
	}
}

func TestPagesCostTheSameHoweverMuchThereIs(t *testing.T) {
	addresses := []string{
		"/tavle", "/tavle?utgave=2026-k3", "/tavle?dato=2026-11-20", "/tiltak/9?dato=2026-11-20", "/anbefalinger?dato=2026-11-20", "/tiltak", "/tiltak?q=arena", "/tiltak/9", "/tiltak/9?utgave=2026-k3", "/tiltak/9/historikk?for=2026-k4",
		"/milepaeler", "/anbefalinger", "/anbefalinger/G3-01", "/",
	}
	cost := func(measures, rounds int) map[string]int64 {
		queries := map[string]int64{}
		var last server.Observation
		w := servertest.StartWith(t, servertest.Options{Observe: func(o server.Observation) { last = o }})
		grow(t, w, measures, rounds)
		w.Situation()
		client := w.As("leser.nim")
		for _, address := range addresses {
			client.Get(address).WantStatus(200)
			queries[address] = last.Queries
		}
		return queries
	}
	small, large := cost(0, 1), cost(100, 40)
	for _, address := range addresses {
		if small[address] != large[address] {
			t.Errorf("%s costs %d queries with little and %d with much", address, small[address], large[address])
		}
		if large[address] > mostQueries {
			t.Errorf("%s costs %d queries, more than %d", address, large[address], mostQueries)
		}
		t.Logf("%s: %d queries", address, large[address])
	}
}
