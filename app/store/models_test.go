package store_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	gormschema "gorm.io/gorm/schema"

	"tiltak/app/access"
	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/models"
)

// rows are the types that are stored as rows, one for each table.
func rows() []any {
	return []any{
		models.Organisation{},
		models.Plan{},
		models.Area{},
		models.Measure{},
		models.MeasureRole{},
		models.Event{},
		models.Body{},
		models.Evaluation{},
		models.Recommendation{},
		models.RecommendationLink{},
		models.Lineage{},
		models.LinkHistory{},
		models.Assessment{},
		models.User{},
		models.Membership{},
		models.Token{},
		models.Deputy{},
		models.CalendarFeed{},
		models.Upload{},
		access.Session{},
		models.Round{},
		models.Report{},
		models.Contribution{},
		models.DeliveryMove{},
		models.Revision{},
		models.Milestone{},
		models.MilestoneMove{},
		models.Clearing{},
		models.CatalogueState{},
		models.Edition{},
		models.EditionRevision{},
		models.Issue{},
		models.IssueItem{},
		models.IssueFile{},
		models.IssueQuestion{},
		models.IssuePublication{},
		models.IssueText{},
		models.DocumentTemplate{},
		models.ReplyDesk{},
		models.ReplyText{},
		models.ReplyFile{},
		models.AuditEvent{},
		models.Decision{},
		models.ReminderRules{},
		models.MailText{},
		models.Mail{},
	}
}

// withoutType are tables that are written by statements of their own, each beside the code that owns it.
func withoutType() []string {
	return []string{"installation", "login_attempts", "one_time_links", "report_returns", "report_return_sections", "reminder_runs"}
}

func TestEveryFieldHasAColumnAndEveryColumnAField(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		found := sqliteSchema
		if s.Dialect() == store.PostgreSQL {
			found = postgresSchema
		}
		columns := map[string][]string{}
		for name := range found(t, s).Columns {
			table, column, _ := strings.Cut(name, ".")
			columns[table] = append(columns[table], column)
		}
		fields := map[string][]string{}
		for _, row := range rows() {
			parsed, err := gormschema.Parse(row, &sync.Map{}, s.Read(t.Context()).NamingStrategy)
			if err != nil {
				t.Fatal(err)
			}
			fields[parsed.Table] = slices.Clone(parsed.DBNames)
		}
		for _, table := range withoutType() {
			if _, there := columns[table]; !there {
				t.Errorf("there is no table %s", table)
			}
			delete(columns, table)
		}
		for _, lists := range []map[string][]string{columns, fields} {
			for _, list := range lists {
				slices.Sort(list)
			}
		}
		if diff := cmp.Diff(fields, columns); diff != "" {
			t.Errorf("fields (-) and columns (+) differ:\n%s", diff)
		}
	})
}
