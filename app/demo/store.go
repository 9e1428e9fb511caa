package demo

import (
	"context"
	"strings"

	"tiltak/app/store"
	"tiltak/models"
)

func lower(code string) string { return strings.ToLower(code) }

// learn reads who and what the catalogue and the example users have become.
func (f *filler) learn(ctx context.Context) error {
	db := f.store.Read(ctx)
	if err := db.Where("is_default").Take(&f.plan).Error; err != nil {
		return store.TranslateError(err, "find the plan")
	}
	var measures []models.Measure
	var organisations []models.Organisation
	var users []models.User
	var memberships []models.Membership
	for _, into := range []any{&measures, &organisations, &users, &memberships} {
		if err := f.store.Read(ctx).Find(into).Error; err != nil {
			return store.TranslateError(err, "read the demo's base")
		}
	}
	f.measure = map[int64]models.Measure{}
	for _, m := range measures {
		f.measure[m.ID] = m
	}
	byID := map[int64]models.Organisation{}
	f.leads = map[int64]string{}
	for _, o := range organisations {
		byID[o.ID], f.leads[o.ID] = o, o.Code
	}
	f.people = map[string]models.Person{}
	for _, u := range users {
		person := models.Person{UserID: u.ID, Username: u.Username, DisplayName: u.DisplayName, Language: u.Language}
		for _, m := range memberships {
			if m.UserID == u.ID {
				o := byID[m.OrganisationID]
				person.Standings = append(person.Standings, models.Standing{
					Role: m.Role, OrganisationID: o.ID, OrganisationCode: o.Code, Kind: o.Kind, ParentID: o.ParentID,
				})
			}
		}
		f.people[u.Username] = person
	}
	return nil
}

func (f *filler) reports(ctx context.Context, roundID int64) ([]models.Report, error) {
	var list []models.Report
	err := f.store.Read(ctx).Where("round_id = ?", roundID).Order("measure_id").Find(&list).Error
	return list, store.TranslateError(err, "read the reports")
}

func (f *filler) reportByID(ctx context.Context, id int64) (models.Report, error) {
	var report models.Report
	err := f.store.Read(ctx).Where("id = ?", id).Take(&report).Error
	return report, store.TranslateError(err, "read a report")
}

func (f *filler) contributions(ctx context.Context, reportID int64) ([]models.Contribution, error) {
	var list []models.Contribution
	err := f.store.Read(ctx).Where("report_id = ?", reportID).Order("id").Find(&list).Error
	return list, store.TranslateError(err, "read the contributions")
}
