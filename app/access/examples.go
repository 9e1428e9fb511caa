package access

import (
	"context"
	"slices"

	"tiltak/app/store"
	"tiltak/models"
	"tiltak/views/entry"
)

// ExampleUsers are the users of a demo and of tests, named by role and
// organisation. They have no password.
func ExampleUsers() []NewUser {
	users := make([]NewUser, 0, 12)
	add := func(username, name string, role models.Role, organisation string) {
		users = append(users, NewUser{Username: username, DisplayName: name, Email: username + "@example.org", Standings: []NewStanding{{Role: role, Organisation: organisation}}})
	}
	add("rapportor.jd", "Rapportør i JD", models.Reporter, "JD")
	add("rapportor.aid", "Rapportør i AID", models.Reporter, "AID")
	add("rapportor.bfd", "Rapportør i BFD", models.Reporter, "BFD")
	add("rapportor.hod", "Rapportør i HOD", models.Reporter, "HOD")
	add("rapportor.ud", "Rapportør i UD", models.Reporter, "UD")
	add("bidragsyter.bufdir", "Bidragsyter i Bufdir", models.Contributor, "BUFDIR")
	add("koordinator.jd", "Koordinator i JD", models.Coordinator, "JD")
	add("redaktor.kom", "Redaktør i KOM", models.Editor, "KOM")
	add("leser.nim", "Leser i NIM", models.Reader, "NIM")
	add("leser.sfk", "Leser i Sfk", models.Reader, "SFK")
	add("vurderer.nim", "Vurderer i NIM", models.Assessor, "NIM")
	add("administrator.jd", "Administrator i JD", models.Admin, "JD")
	return users
}

// AddExampleUsers makes the example users. The catalogue must have been loaded,
// since each belongs to an organisation.
func AddExampleUsers(ctx context.Context, s *store.Store) error {
	accounts := NewAccounts(s)
	for _, user := range ExampleUsers() {
		if _, err := accounts.Add(ctx, store.CommandLine(), user); err != nil {
			return err
		}
	}
	return nil
}

// exampleGroups puts the example users under the headings of the login page.
func exampleGroups(users []DemoUser) []entry.ExampleGroup {
	var groups []entry.ExampleGroup
	for _, group := range []struct {
		key   string
		roles []models.Role
	}{
		{"access.group.ministries", []models.Role{models.Reporter, models.Contributor}},
		{"access.group.coordinator", []models.Role{models.Coordinator}},
		{"access.group.editor", []models.Role{models.Editor}},
		{"access.group.readers", []models.Role{models.Reader, models.Assessor}},
		{"access.group.admin", []models.Role{models.Admin}},
	} {
		found := entry.ExampleGroup{Key: group.key}
		for _, user := range users {
			if slices.Contains(group.roles, user.Role) {
				found.Users = append(found.Users, entry.Example{Username: user.Username, DisplayName: user.DisplayName})
			}
		}
		if len(found.Users) > 0 {
			groups = append(groups, found)
		}
	}
	return groups
}
