package store_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"tiltak/app/store"
)

const migrationsTable = "goose_db_version"

// kindOf gives the sort of value behind a type's name in either database.
func kindOf(t *testing.T, name string) string {
	t.Helper()
	kinds := map[string]string{
		"integer": "number", "bigint": "number", "text": "text", "boolean": "boolean", "date": "date",
		"datetime": "moment", "timestamp with time zone": "moment", "blob": "bytes", "bytea": "bytes",
	}
	kind, known := kinds[strings.ToLower(name)]
	if !known {
		t.Errorf("a column has the type %q, which this test does not know", name)
	}
	return kind
}

var cast = regexp.MustCompile(`::[a-z ]+$`)

func columnText(kind string, mayBeNull bool, standard string) string {
	text := kind
	if !mayBeNull {
		text += " not null"
	}
	if standard = cast.ReplaceAllString(standard, ""); standard != "" {
		text += " default " + standard
	}
	return text
}

func uniqueText(columns string, partial bool) string {
	if partial {
		return columns + " where …"
	}
	return columns
}

func sqliteSchema(t *testing.T, s *store.Store) schema {
	t.Helper()
	out := newSchema()
	for _, table := range query(t, s, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> ?", migrationsTable) {
		name := table[0]
		var key []string
		for _, c := range query(t, s, `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY pk`, name) {
			inKey := c[4] != "0"
			if inKey {
				key = append(key, c[0])
			}
			out.Columns[name+"."+c[0]] = columnText(kindOf(t, c[1]), c[2] == "0" && !inKey, c[3])
		}
		out.Keys[name] = strings.Join(key, ", ")
		for _, index := range query(t, s, `SELECT name, "unique", origin, partial FROM pragma_index_list(?)`, name) {
			if index[2] == "c" {
				out.Indexes = append(out.Indexes, index[0])
			}
			if index[1] == "0" || index[2] == "pk" {
				continue
			}
			var columns []string
			for _, c := range query(t, s, "SELECT name FROM pragma_index_info(?) ORDER BY seqno", index[0]) {
				columns = append(columns, c[0])
			}
			out.Unique[name] = append(out.Unique[name], uniqueText(strings.Join(columns, ", "), index[3] != "0"))
		}
		foreign := map[string][2][]string{}
		targets := map[string]string{}
		for _, f := range query(t, s, `SELECT id, "table", "from", COALESCE("to", 'id') FROM pragma_foreign_key_list(?) ORDER BY id, seq`, name) {
			sides := foreign[f[0]]
			foreign[f[0]] = [2][]string{append(sides[0], f[2]), append(sides[1], f[3])}
			targets[f[0]] = f[1]
		}
		for id, sides := range foreign {
			out.Foreign[name] = append(out.Foreign[name], fmt.Sprintf("%s → %s (%s)", strings.Join(sides[0], ", "), targets[id], strings.Join(sides[1], ", ")))
		}
	}
	for _, trigger := range query(t, s, "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'") {
		for _, event := range []string{"INSERT", "UPDATE", "DELETE"} {
			if strings.Contains(trigger[1], "BEFORE "+event+" ON") || strings.Contains(trigger[1], "AFTER "+event+" O") {
				out.Triggers = append(out.Triggers, trigger[0]+" "+event)
			}
		}
	}
	return tidy(out)
}

func postgresSchema(t *testing.T, s *store.Store) schema {
	t.Helper()
	out := newSchema()
	for _, c := range query(t, s, `SELECT table_name, column_name, data_type, is_nullable, COALESCE(column_default, '')
		FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> ?`, migrationsTable) {
		out.Columns[c[0]+"."+c[1]] = columnText(kindOf(t, c[2]), c[3] == "YES", c[4])
		if _, there := out.Keys[c[0]]; !there {
			out.Keys[c[0]] = ""
		}
	}
	for _, index := range query(t, s, `SELECT t.relname, i.relname, x.indisunique::text, x.indisprimary::text, (x.indpred IS NOT NULL)::text,
			(SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(x.indkey) WITH ORDINALITY k(number, place)
				JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number),
			(EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype IN ('u', 'p')))::text
		FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
		WHERE t.relnamespace = current_schema()::regnamespace AND t.relname <> ?`, migrationsTable) {
		table, unique, primary, partial, columns, named := index[0], index[2] == "true", index[3] == "true", index[4] == "true", index[5], index[6] == "false"
		if named {
			out.Indexes = append(out.Indexes, index[1])
		}
		switch {
		case primary:
			out.Keys[table] = columns
		case unique:
			out.Unique[table] = append(out.Unique[table], uniqueText(columns, partial))
		}
	}
	for _, f := range query(t, s, `SELECT t.relname, r.relname,
			(SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(number, place) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
			(SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY k(number, place) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
		FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
		WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace`) {
		out.Foreign[f[0]] = append(out.Foreign[f[0]], fmt.Sprintf("%s → %s (%s)", f[2], f[1], f[3]))
	}
	// information_schema leaves out TRUNCATE, which SQLite does not have.
	for _, trigger := range query(t, s, `SELECT event_object_table, event_manipulation FROM information_schema.triggers WHERE trigger_schema = current_schema()`) {
		out.Triggers = append(out.Triggers, trigger[0]+" "+trigger[1])
	}
	return tidy(out)
}
