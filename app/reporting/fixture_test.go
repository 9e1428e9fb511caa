package reporting_test

import (
	"testing"
	"time"

	"tiltak/app/clearings"
	"tiltak/app/reporting"
	"tiltak/app/store"
	"tiltak/models"
)

// ministries is a small plan: JD leads measures, AID contributes to the first,
// and a round is open. today is the day all of it happens on.
type ministries struct {
	store    *store.Store
	desk     *reporting.Desk
	now      time.Time
	plan     models.Plan
	round    models.Round
	measures []models.Measure
	reports  []models.Report
	paper    models.Contribution // AID's, in the first report
	jd, jd2  models.Person
	aid, ud  models.Person
	agency   models.Person
	jdID     int64
	aidID    int64
}

func start() time.Time { return time.Date(2026, 12, 15, 12, 0, 0, 0, time.UTC) }

func open(t *testing.T, s *store.Store, measures int) *ministries {
	t.Helper()
	m := &ministries{store: s, desk: reporting.NewDesk(s), now: start()}
	m.write(t, func(tx *store.Tx) {
		organisation := func(code string, kind models.OrganisationKind, parent *int64) int64 {
			o := models.Organisation{Code: code, Kind: kind, ParentID: parent, Name: models.Name{NB: code + " fullt navn"}}
			create(t, tx, &o)
			return o.ID
		}
		m.jdID, m.aidID = organisation("JD", models.Ministry, nil), organisation("AID", models.Ministry, nil)
		udID := organisation("UD", models.Ministry, nil)
		agencyID := organisation("IMDI", models.Directorate, &m.aidID)
		person := func(username string, role models.Role, organisation int64, code string, parent *int64) models.Person {
			u := models.User{Username: username, DisplayName: "Rapportør i " + code, Language: models.Bokmaal, CreatedAt: tx.Now()}
			create(t, tx, &u)
			create(t, tx, &models.Membership{UserID: u.ID, OrganisationID: organisation, Role: role})
			return models.Person{UserID: u.ID, Username: username, DisplayName: u.DisplayName, Language: models.Bokmaal, Standings: []models.Standing{
				{Role: role, OrganisationID: organisation, OrganisationCode: code, ParentID: parent},
			}}
		}
		m.jd, m.jd2 = person("rapportor.jd", models.Reporter, m.jdID, "JD", nil), person("rapportor2.jd", models.Reporter, m.jdID, "JD", nil)
		m.aid, m.ud = person("rapportor.aid", models.Reporter, m.aidID, "AID", nil), person("rapportor.ud", models.Reporter, udID, "UD", nil)
		m.agency = person("bidragsyter.imdi", models.Contributor, agencyID, "IMDI", &m.aidID)

		m.plan = models.Plan{Code: "plan", Kind: models.StrategyPlan, Title: models.Name{NB: "Plan"}, PeriodFrom: 2025, PeriodTo: 2030, Launched: models.NewDate(2025, 5, 28), CoordinatorID: m.jdID, MeasureCount: measures, IsDefault: true, DelayedDays: 92, CreatedAt: tx.Now()}
		create(t, tx, &m.plan)
		area := models.Area{PlanID: m.plan.ID, Number: 1, Title: models.Name{NB: "Område"}, Goal: models.Name{NB: "Mål"}}
		create(t, tx, &area)
		m.round = round(m.plan.ID, models.Quarter{Year: 2026, Number: 4}, models.RoundOpen, tx.Now())
		create(t, tx, &m.round)
		for i := range measures {
			measure := models.Measure{PlanID: m.plan.ID, AreaID: area.ID, Key: "tiltak-" + string(rune('a'+i)), Number: i + 1, Title: models.Name{NB: "Tiltak " + string(rune('A'+i))}}
			create(t, tx, &measure)
			report := models.Report{RoundID: m.round.ID, MeasureID: measure.ID, Period: m.round.Period, LeadID: m.jdID, State: models.ReportDraft, Content: models.CarryOver(nil), CreatedAt: tx.Now(), UpdatedAt: tx.Now()}
			create(t, tx, &report)
			m.measures, m.reports = append(m.measures, measure), append(m.reports, report)
		}
		m.paper = models.Contribution{ReportID: m.reports[0].ID, OrganisationID: m.aidID, Language: models.Bokmaal, UpdatedAt: tx.Now()}
		create(t, tx, &m.paper)
	})
	return m
}

func round(planID int64, period models.Quarter, state models.RoundState, at time.Time) models.Round {
	r := models.Round{PlanID: planID, Period: period, State: state, OpensOn: models.DefaultOpening(period), Deadline: period.LastDay().AddDays(7), OpenedAt: &at}
	if state == models.RoundClosed {
		r.ClosedAt = &at
	}
	return r
}

func (m *ministries) write(t *testing.T, do func(*store.Tx)) {
	t.Helper()
	err := m.store.Write(t.Context(), func(tx *store.Tx) error {
		do(tx)
		return tx.Record(store.CommandLine(), "test.prepare", "test", 1, "", nil, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T, tx *store.Tx, row any) {
	t.Helper()
	if err := tx.Create(row).Error; err != nil {
		t.Fatal(err)
	}
}

// cleared gives the first measure a cleared report in the quarter before, with
// one open milestone due on a day.
func (m *ministries) cleared(t *testing.T, due models.Date) (content models.ReportContent, milestoneID int64) {
	t.Helper()
	m.write(t, func(tx *store.Tx) {
		milestone := models.Milestone{MeasureID: m.measures[0].ID, Baseline: due, CreatedAt: tx.Now()}
		create(t, tx, &milestone)
		milestoneID = milestone.ID
		earlier := round(m.plan.ID, models.Quarter{Year: 2026, Number: 3}, models.RoundClosed, tx.Now())
		create(t, tx, &earlier)
		content = full()
		content.Milestones = models.List[models.MilestoneState]{{MilestoneID: milestone.ID, Title: "Kurset er holdt", Due: due, Phase: models.MilestonePlanned, Baseline: due}}
		at := tx.Now()
		report := models.Report{
			RoundID: earlier.ID, MeasureID: m.measures[0].ID, Period: earlier.Period, LeadID: m.jdID, State: models.ReportCleared, Content: content,
			Revision: 1, SubmittedRevision: 1, SubmittedAt: &at, SubmittedBy: &m.jd.UserID, ApprovedRole: "Avdelingsdirektør", ApprovedOn: models.NewDate(2026, 10, 2),
			ClearedAt: &at, ClearedBy: &m.ud.UserID, CreatedAt: at, UpdatedAt: at,
		}
		create(t, tx, &report)
		if err := clearings.KeepCleared(tx, report); err != nil {
			t.Fatal(err)
		}
		carried := models.CarryOver(&content)
		if err := tx.Model(&models.Report{}).Where("id = ?", m.reports[0].ID).Updates(map[string]any{"milestones": carried.Milestones, "stage": carried.Status.Stage, "health": carried.Status.Health}).Error; err != nil {
			t.Fatal(err)
		}
		m.reports[0].Content = carried
	})
	return content, milestoneID
}

func full() models.ReportContent {
	return models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: models.OnTrack},
		Done:   "Kurset er planlagt.", Next: "Kurset holdes i mars.", Obstacles: "Få kursholdere.", HelpNeeded: "Midler.",
		NewsletterText: "Justisdepartementet planlegger kurs.", Language: models.Bokmaal,
	}
}

func approval() models.Approval {
	return models.Approval{Role: "Avdelingsdirektør", On: models.NewDate(2026, 12, 14)}
}

func (m *ministries) report(t *testing.T, id int64) models.Report {
	t.Helper()
	var r models.Report
	if err := m.store.Read(t.Context()).Take(&r, id).Error; err != nil {
		t.Fatal(err)
	}
	return r
}

func (m *ministries) revisions(t *testing.T, kind models.RevisionSubject, id int64) []models.Revision {
	t.Helper()
	var list []models.Revision
	if err := m.store.Read(t.Context()).Where("subject = ? AND subject_id = ?", kind, id).Order("id").Find(&list).Error; err != nil {
		t.Fatal(err)
	}
	return list
}
