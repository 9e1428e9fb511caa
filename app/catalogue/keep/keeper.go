package keep

import (
	"context"
	"encoding/json"
	"strings"

	"tiltak/app/catalogue"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Keeper confirms and replaces.
type Keeper struct{ store *store.Store }

// NewKeeper gives a keeper of the store's catalogue.
func NewKeeper(s *store.Store) *Keeper { return &Keeper{store: s} }

// Row is one row of the catalogue with its values.
type Row struct {
	ID        int64
	Kind      Kind
	Ref       string // in addresses
	Label     string // what it is known by, where the values do not say
	Detail    string
	Values    []string // in the order of the kind's fields
	Confirmed bool
}

// Seen is a mark of the values as they are. Who confirms or replaces sends the mark of what was on screen, so that
// nobody confirms what somebody else has just changed.
func (r Row) Seen() string { return seen(r.Label, r.Detail, r.Values) }

// Value gives the value of a field, or nothing.
func (r Row) Value(name string) string {
	for i, field := range r.Kind.Fields() {
		if field.Name == name && i < len(r.Values) {
			return r.Values[i]
		}
	}
	return ""
}

// Parts are the organisations of one measure, by code.
type Parts struct {
	MeasureID                           int64
	Key                                 string
	Number                              int
	Lead                                string
	Contributors, Agencies, Independent []string
	Confirmed                           bool
	From                                models.Date // the first day of the lead; where others take over, of all of them, and zero: today
}

// Seen is a mark of the parts as they are.
func (p Parts) Seen() string {
	return seen(p.Lead, p.Contributors, p.Agencies, p.Independent)
}

func seen(values ...any) string {
	text, err := json.Marshal(values)
	if err != nil { // texts always marshal
		panic(err)
	}
	return models.HashText(string(text))[:16]
}

// Rows gives every row of the plan's catalogue and of what all plans share, kind by kind.
func (k *Keeper) Rows(ctx context.Context, planID int64) ([]Row, error) {
	return readRows(k.store.Read(ctx), planID, Kinds(), "")
}

// Row gives one row, or KindNotFound.
func (k *Keeper) Row(ctx context.Context, planID int64, kind Kind, ref string) (Row, error) {
	return readRow(k.store.Read(ctx), planID, kind, ref)
}

// Parts gives the organisations of all measures of a plan, by number.
func (k *Keeper) Parts(ctx context.Context, planID int64) ([]Parts, error) {
	return readParts(k.store.Read(ctx), planID)
}

// Organisations gives all organisations, ministries first.
func (k *Keeper) Organisations(ctx context.Context) ([]models.Organisation, error) {
	return readOrganisations(k.store.Read(ctx))
}

// Change is who changes which plan's catalogue, having seen what.
type Change struct {
	Person   models.Person
	PlanID   int64
	PlanCode string
	Seen     string
}

// Confirm says that the row is right as it stands. Errors: KindForbidden, KindNotFound, KindConflict when the row
// is not as it was seen.
func (k *Keeper) Confirm(ctx context.Context, change Change, kind Kind, ref string) error {
	return k.change(ctx, change, kind, ref, nil)
}

// Replace puts new values in place of those of a row and confirms it. Values that are not given are emptied.
// Errors: those of Confirm, and KindInvalid with the fields at fault.
func (k *Keeper) Replace(ctx context.Context, change Change, kind Kind, ref string, values map[string]string) error {
	tidied, err := tidy(kind, values)
	if err != nil {
		return err
	}
	return k.change(ctx, change, kind, ref, tidied)
}

func (k *Keeper) change(ctx context.Context, change Change, kind Kind, ref string, values []string) error {
	if !change.Person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	return k.store.Write(ctx, func(tx *store.Tx) error {
		// The common row is held from the start, so that nothing moves between looking and writing.
		if _, err := tx.LockHead(); err != nil {
			return err
		}
		row, err := readRow(tx.DB, change.PlanID, kind, ref)
		if err != nil {
			return err
		}
		if row.Seen() != change.Seen {
			return errChanged()
		}
		if values != nil && kind == Recommendations {
			organisations, err := readOrganisations(tx.DB)
			if err != nil {
				return err
			}
			if err := checkCodes(kind, values, organisations); err != nil {
				return err
			}
		}
		before, after := map[string]any{"confirmed": row.Confirmed}, map[string]any{"confirmed": true}
		for i, field := range kind.Fields() {
			if values != nil && values[i] != row.Values[i] {
				before[field.Name], after[field.Name] = row.Values[i], values[i]
			}
		}
		actor := store.ActorOf(change.Person)
		if err := writeRow(tx, actor, row, after); err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		if len(after) == 1 {
			return tx.Record(actor, "catalogue.confirm", kind.entity(), ref, change.PlanCode, before, after)
		}
		return tx.Record(actor, "catalogue.replace", kind.entity(), ref, change.PlanCode, before, after)
	})
}

// ConfirmParts says that the organisations of a measure are right as they stand. Errors: as for Confirm.
func (k *Keeper) ConfirmParts(ctx context.Context, change Change, key string) error {
	return k.changeParts(ctx, change, key, nil)
}

// ReplaceParts gives a measure other organisations from a day, today or later, and confirms them. Reports already
// asked for stay with the ministry that was asked. Errors: as for Replace.
func (k *Keeper) ReplaceParts(ctx context.Context, change Change, key string, parts Parts) error {
	return k.changeParts(ctx, change, key, &parts)
}

func (k *Keeper) changeParts(ctx context.Context, change Change, key string, wanted *Parts) error {
	if !change.Person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	return k.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.LockHead(); err != nil {
			return err
		}
		held, err := readMeasureParts(tx.DB, change.PlanID, key)
		if err != nil {
			return err
		}
		if held.Seen() != change.Seen {
			return errChanged()
		}
		after := held
		if wanted != nil {
			organisations, err := readOrganisations(tx.DB)
			if err != nil {
				return err
			}
			today := language.Today(tx.Now())
			if wanted.From.IsZero() {
				wanted.From = today
			}
			if err := checkParts(*wanted, organisations, today); err != nil {
				return err
			}
			wanted.MeasureID = held.MeasureID
			if err := writeParts(tx, *wanted, organisations); err != nil {
				return err
			}
			after = *wanted
		}
		if err := confirmParts(tx, held.MeasureID); err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		actor, before, now := store.ActorOf(change.Person), held.trail(held.Confirmed), after.trail(true)
		if wanted == nil {
			return tx.Record(actor, "catalogue.confirm", "measure", key, change.PlanCode, before, now)
		}
		return tx.Record(actor, "catalogue.replace", "measure", key, change.PlanCode, before, now)
	})
}

func (p Parts) trail(confirmed bool) map[string]any {
	return map[string]any{
		"from": p.From, "lead": p.Lead, "contributors": p.Contributors, "agencies": p.Agencies, "independent": p.Independent, "roles_confirmed": confirmed,
	}
}

func errChanged() error { return models.NewError(models.KindConflict, "keeping.problem.changed") }

// tidy checks the values of a form and gives them in the order of the kind's fields.
func tidy(kind Kind, given map[string]string) ([]string, error) {
	fields := kind.Fields()
	values := make([]string, len(fields))
	var problems models.Problems
	for i, field := range fields {
		value := strings.ReplaceAll(given[field.Name], "\r\n", "\n")
		if field.Check == catalogue.ValueProse {
			value = strings.TrimSpace(value)
		} else {
			value = strings.Join(strings.Fields(value), " ")
		}
		if field.isList() {
			value = strings.Join(catalogue.SplitList(value), ", ")
		}
		values[i] = value
		if value == "" && (field.Required || needed(fields, field, given)) {
			problems.Add(field.Name, "keeping.problem.empty_text")
		} else if key, args := catalogue.CheckValue(field.Check, value); key != "" {
			problems = append(problems, models.FieldProblem{Field: field.Name, Key: "keeping.problem." + key, Args: args})
		}
	}
	if given["official_text"] != "" && given["official_language"] == "" {
		problems.Add("official_language", "keeping.problem.official_language")
	}
	return values, problems.Err()
}

// needed tells whether a text in bokmål is missing beside a translation of it.
func needed(fields []Field, field Field, given map[string]string) bool {
	name, isSource := strings.CutSuffix(field.Name, "_nb")
	if !isSource {
		return false
	}
	for _, other := range fields {
		if other.Language != models.Bokmaal && strings.HasPrefix(other.Name, name+"_") && strings.TrimSpace(given[other.Name]) != "" {
			return true
		}
	}
	return false
}

// checkParts: one ministry leads, those that contribute are other ministries, and nobody stands twice.
func checkParts(p Parts, organisations []models.Organisation, today models.Date) error {
	kinds := map[string]models.OrganisationKind{}
	for _, o := range organisations {
		kinds[o.Code] = o.Kind
	}
	var problems models.Problems
	// What has been shown of an earlier day stays true.
	if p.From.Before(today) {
		problems.Add("from", "keeping.problem.from_past")
	}
	taken := map[string]bool{p.Lead: true}
	if kinds[p.Lead] != models.Ministry {
		problems.Add("lead", "keeping.problem.lead_missing")
	}
	for _, group := range []struct {
		field string
		codes []string
	}{{"contributors", p.Contributors}, {"agencies", p.Agencies}, {"independent", p.Independent}} {
		for _, code := range group.codes {
			_, known := kinds[code]
			switch {
			case !known, group.field == "contributors" && kinds[code] != models.Ministry, group.field != "contributors" && kinds[code] == models.Ministry:
				problems.Add(group.field, "keeping.problem.wrong_kind", "Code", code)
			case taken[code]:
				problems.Add(group.field, "keeping.problem.twice", "Code", code)
			}
			taken[code] = true
		}
	}
	return problems.Err()
}
