package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// TestMembershipsFromBeforeThereWereAssessorsStandAsTheyStood upgrades a database
// whose table of memberships is made anew for the new role: SQLite cannot change
// the rules of a column.
func TestMembershipsFromBeforeThereWereAssessorsStandAsTheyStood(t *testing.T) {
	for name, address := range storetest.Addresses(t) {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), address, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			migrateTo(t, s, 17)
			for _, statement := range []string{
				`INSERT INTO organisations (id, code, kind, name_nb) VALUES (101, 'AA', 'ministry', 'A'), (102, 'NIM', 'institution', 'N')`,
				`INSERT INTO users (id, username, display_name, created_at) VALUES (101, 'rapportor.aa', 'Rapportør', NOW), (102, 'leser.nim', 'Leser', NOW)`,
				`INSERT INTO memberships (id, user_id, organisation_id, role) VALUES (101, 101, 101, 'reporter'), (107, 101, 101, 'coordinator'), (109, 102, 102, 'reader')`,
			} {
				execute(t, s, fill(statement))
			}
			if err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			held := func() []models.Membership {
				var found []models.Membership
				if err := s.Read(t.Context()).Order("id").Find(&found).Error; err != nil {
					t.Fatal(err)
				}
				return found
			}
			want := []models.Membership{
				{ID: 101, UserID: 101, OrganisationID: 101, Role: models.Reporter},
				{ID: 107, UserID: 101, OrganisationID: 101, Role: models.Coordinator},
				{ID: 109, UserID: 102, OrganisationID: 102, Role: models.Reader},
			}
			if diff := cmp.Diff(want, held(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("wanted (-) and found (+) differ:\n%s", diff)
			}
			for rule, statement := range map[string]string{
				"a person is there":            `INSERT INTO memberships (user_id, organisation_id, role) VALUES (999, 102, 'assessor')`,
				"an organisation is there":     `INSERT INTO memberships (user_id, organisation_id, role) VALUES (102, 999, 'assessor')`,
				"a role is one of them":        `INSERT INTO memberships (id, user_id, organisation_id, role) VALUES (201, 102, 102, 'minister')`,
				"a role is held once":          `INSERT INTO memberships (id, user_id, organisation_id, role) VALUES (202, 102, 102, 'reader')`,
				"a person with roles is there": `DELETE FROM users WHERE id = 102`,
			} {
				if err := s.Read(t.Context()).Exec(statement).Error; err == nil {
					t.Errorf("%s: this is no rule any longer", rule)
				}
			}
			execute(t, s, `INSERT INTO memberships (id, user_id, organisation_id, role) VALUES (203, 102, 102, 'assessor')`)
			if got := len(held()); got != 4 {
				t.Errorf("there are %d memberships", got)
			}
		})
	}
}
