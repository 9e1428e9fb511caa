package store_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/store"
	"tiltak/app/store/storetest"
	"tiltak/migrations"
)

// schema is what a database holds, in the same words for both databases.
type schema struct {
	Columns  map[string]string   // table.column: type, whether it may be null, default
	Keys     map[string]string   // table: columns of the primary key
	Unique   map[string][]string // table: columns of each unique index, and whether it is partial
	Foreign  map[string][]string // table: columns → table (columns)
	Indexes  []string            // names of the indexes that were given a name
	Triggers []string            // table and what is watched
}

func TestBothDatabasesHaveTheSameSchema(t *testing.T) {
	found := map[store.Dialect]schema{}
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		if s.Dialect() == store.SQLite {
			found[store.SQLite] = sqliteSchema(t, s)
		} else {
			found[store.PostgreSQL] = postgresSchema(t, s)
		}
	})
	if n := len(found[store.SQLite].Columns); n < 200 {
		t.Fatalf("only %d columns were found", n)
	}
	if diff := cmp.Diff(found[store.SQLite], found[store.PostgreSQL]); diff != "" {
		t.Errorf("SQLite (-) and PostgreSQL (+) differ:\n%s", diff)
	}
}

var (
	createTable = regexp.MustCompile(`(?ms)^CREATE TABLE (\w+) \((.*?)^\);`)
	alterTable  = regexp.MustCompile(`(?m)^ALTER TABLE (\w+) (ADD .*CHECK .*|DROP CONSTRAINT \w+_check|RENAME TO \w+);$`)
	condition   = regexp.MustCompile(`WHERE (.+?);`)
	spaces      = regexp.MustCompile(`\s+`)
	notColumns  = regexp.MustCompile(`'[^']*'|\w+\(`)
	columnNames = regexp.MustCompile(`\b[a-z][a-z_]*\b`)
)

// TestBothDatabasesCheckTheSame holds the CHECK rules and the conditions of partial indexes against each other as
// they are written: neither database gives them back as they were.
func TestBothDatabasesCheckTheSame(t *testing.T) {
	sqlite, postgres := rules(t, "sqlite"), rules(t, "postgres")
	if len(sqlite) < 60 {
		t.Fatalf("only %d rules were found", len(sqlite))
	}
	if diff := cmp.Diff(sqlite, postgres); diff != "" {
		t.Errorf("SQLite (-) and PostgreSQL (+) differ:\n%s", diff)
	}
}

func rules(t *testing.T, folder string) []string {
	t.Helper()
	names, err := fs.Glob(migrations.Files, folder+"/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("no migrations in %s: %v", folder, err)
	}
	var out []string
	held := map[string][]string{} // by table
	for _, name := range names {
		raw, err := fs.ReadFile(migrations.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range createTable.FindAllStringSubmatch(string(raw), -1) {
			held[table[1]] = checks(table[2])
		}
		for _, change := range alterTable.FindAllStringSubmatch(string(raw), -1) {
			alter(held, change[1], change[2])
		}
		for _, line := range strings.Split(string(raw), "\n") {
			if found := condition.FindStringSubmatch(line); strings.HasPrefix(line, "CREATE") && strings.Contains(line, "INDEX") && found != nil {
				_, name, _ := strings.Cut(line, "INDEX ")
				out = append(out, strings.Fields(name)[0]+": "+found[1])
			}
		}
	}
	for table, checks := range held {
		for _, check := range checks {
			out = append(out, table+": "+check)
		}
	}
	slices.Sort(out)
	return slices.Compact(out) // an index may be made anew with its table
}

// alter does to the rules what one ALTER TABLE does to the table: a column's rule
// dropped by the name that PostgreSQL gives it, rules added, or, where SQLite has
// made a table anew, the new one put in place of the old.
func alter(held map[string][]string, table, change string) {
	switch words := strings.Fields(change); words[0] {
	case "ADD":
		held[table] = append(held[table], checks(change)...)
	case "DROP":
		if words[2] == table+"_check" { // PostgreSQL's name for the first rule about several columns
			first := slices.IndexFunc(held[table], aboutSeveral)
			held[table] = slices.Delete(held[table], first, first+1)
			return
		}
		column := strings.TrimSuffix(strings.TrimPrefix(words[2], table+"_"), "_check")
		held[table] = slices.DeleteFunc(held[table], func(check string) bool { return strings.Fields(check)[0] == column && !aboutSeveral(check) })
	case "RENAME":
		held[words[2]] = held[table]
		delete(held, table)
	}
}

// aboutSeveral tells whether a rule names more than one column.
func aboutSeveral(check string) bool {
	names := columnNames.FindAllString(notColumns.ReplaceAllString(check, ""), -1)
	slices.Sort(names)
	return len(slices.Compact(names)) > 1
}

// checks gives the rules within a table, from CHECK to the bracket that closes it.
func checks(body string) []string {
	var out []string
	for {
		_, rest, found := strings.Cut(body, "CHECK (")
		if !found {
			return out
		}
		depth := 1
		end := strings.IndexFunc(rest, func(r rune) bool {
			switch r {
			case '(':
				depth++
			case ')':
				depth--
			}
			return depth == 0
		})
		out = append(out, spaces.ReplaceAllString(rest[:end], " "))
		body = rest[end:]
	}
}

// query reads rows of texts.
func query(t *testing.T, s *store.Store, statement string, args ...any) [][]string {
	t.Helper()
	rows, err := s.Read(t.Context()).Raw(statement, args...).Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for rows.Next() {
		values := make([]*string, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		texts := make([]string, len(values))
		for i, value := range values {
			if value != nil {
				texts[i] = *value
			}
		}
		out = append(out, texts)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func tidy(found schema) schema {
	for _, lists := range []map[string][]string{found.Unique, found.Foreign} {
		for _, list := range lists {
			slices.Sort(list)
		}
	}
	slices.Sort(found.Indexes)
	slices.Sort(found.Triggers)
	return found
}

func newSchema() schema {
	return schema{Columns: map[string]string{}, Keys: map[string]string{}, Unique: map[string][]string{}, Foreign: map[string][]string{}}
}
