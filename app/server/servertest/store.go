package servertest

import (
	"bytes"
	"testing"

	"tiltak/app/catalogue"
	"tiltak/app/store"
	"tiltak/models"
)

// fill imports the built-in catalogue.
func fill(t testing.TB, s *store.Store) {
	t.Helper()
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalogue.NewImporter(s).Import(t.Context(), store.CommandLine(), file); err != nil {
		t.Fatal(err)
	}
}

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
