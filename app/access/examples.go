package access

import (
	"context"

	"tiltak/app/store"
	"tiltak/models"
)

// ExampleUsers are the users of a demo and of tests, named by role and
// organisation. They have no password.
func ExampleUsers() []NewUser {
	users := make([]NewUser, 0, 11)
	add := func(username, name string, role models.Role, organisation string) {
		users = append(users, NewUser{Username: username, DisplayName: name, Standings: []NewStanding{{Role: role, Organisation: organisation}}})
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
