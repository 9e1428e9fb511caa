package servertest

import (
	"bytes"
	"testing"

	"tiltak/app/catalogue"
	"tiltak/app/store"
	"tiltak/models"
)

// fill loads the built-in catalogue's plan, organisations, areas and measures.
func fill(t testing.TB, s *store.Store) {
	t.Helper()
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), func(tx *store.Tx) error {
		plan, err := addPlan(tx, file)
		if err != nil {
			return err
		}
		return tx.Record(store.CommandLine(), "catalogue.import", "plan", plan.ID, plan.Code, nil, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func addPlan(tx *store.Tx, file catalogue.File) (models.Plan, error) {
	organisations, err := addOrganisations(tx, file.Organisations)
	if err != nil {
		return models.Plan{}, err
	}
	launched, err := models.ParseDate(file.Plan.Launched.Raw)
	if err != nil {
		return models.Plan{}, err
	}
	plan := models.Plan{
		Code: file.Plan.Code, Kind: models.PlanKind(file.Plan.Kind), Title: name(file.Plan.Title), PeriodFrom: file.Plan.Period.From, PeriodTo: file.Plan.Period.To,
		Launched: launched, CoordinatorID: organisations[file.Plan.Coordinator], MeasureCount: file.Plan.MeasureCount, Confirmed: file.Plan.Confirmed, IsDefault: true, DelayedDays: 92,
	}
	if err := tx.Create(&plan).Error; err != nil {
		return plan, err
	}
	areas := map[int]int64{}
	for _, row := range file.Areas {
		area := models.Area{PlanID: plan.ID, Number: row.Number, Title: name(row.Title), Goal: name(row.Goal), Articles: row.Articles, Confirmed: row.Confirmed}
		if err := tx.Create(&area).Error; err != nil {
			return plan, err
		}
		areas[row.Number] = area.ID
	}
	for _, row := range file.Measures {
		measure := models.Measure{PlanID: plan.ID, AreaID: areas[row.Area], Key: row.Key, Number: row.Number, Title: name(row.Title), Continuing: row.Continuing, TitleConfirmed: row.Confirmed, RolesConfirmed: row.Confirmed}
		if err := tx.Create(&measure).Error; err != nil {
			return plan, err
		}
		roles := []models.MeasureRole{{MeasureID: measure.ID, OrganisationID: organisations[row.Lead], Involvement: models.Lead, FromDate: launched}}
		for _, code := range row.Contributors {
			roles = append(roles, models.MeasureRole{MeasureID: measure.ID, OrganisationID: organisations[code], Involvement: models.Contributing, FromDate: launched})
		}
		if err := tx.Create(&roles).Error; err != nil {
			return plan, err
		}
	}
	return plan, nil
}

// addOrganisations makes the organisations, parents first, and gives their
// numbers by code.
func addOrganisations(tx *store.Tx, rows []catalogue.Organisation) (map[string]int64, error) {
	made := map[string]int64{}
	for len(made) < len(rows) {
		for _, row := range rows {
			parent := made[row.Parent]
			if made[row.Code] != 0 || row.Parent != "" && parent == 0 {
				continue
			}
			organisation := models.Organisation{Code: row.Code, Kind: models.OrganisationKind(row.Kind), Name: name(row.Name), Confirmed: row.Confirmed}
			if parent != 0 {
				organisation.ParentID = &parent
			}
			if err := tx.Create(&organisation).Error; err != nil {
				return nil, err
			}
			made[row.Code] = organisation.ID
		}
	}
	return made, nil
}

func name(text catalogue.Text) models.Name { return models.Name{NB: text.NB, NN: text.NN, EN: text.EN} }

// measureLead is a measure with the ministry that leads it.
type measureLead struct {
	ID     int64
	Key    string
	Number int
	LeadID int64
}

// read finds the plan, its measures, the users and the organisations.
func (s *situation) read() error {
	var plan models.Plan
	if err := s.tx.Where("is_default").Take(&plan).Error; err != nil {
		return err
	}
	s.made.PlanID, s.made.PlanCode = plan.ID, plan.Code
	err := s.tx.Raw(`SELECT m.id, m.key, m.number, r.organisation_id AS lead_id FROM measures m
		JOIN measure_roles r ON r.measure_id = m.id AND r.involvement = 'lead' AND r.to_date IS NULL
		WHERE m.plan_id = ? ORDER BY m.number`, plan.ID).Scan(&s.measures).Error
	if err != nil {
		return err
	}
	var users []models.User
	if err := s.tx.Find(&users).Error; err != nil {
		return err
	}
	for _, user := range users {
		s.users[user.Username] = user.ID
	}
	s.made.UserID = s.users["rapportor.aid"]
	var organisations []models.Organisation
	if err := s.tx.Find(&organisations).Error; err != nil {
		return err
	}
	for _, organisation := range organisations {
		s.organisations[organisation.Code] = organisation.ID
	}
	return nil
}
