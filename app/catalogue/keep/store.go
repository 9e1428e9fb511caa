package keep

import (
	"fmt"
	"strings"

	"gorm.io/gorm"

	"tiltak/app/catalogue"
	"tiltak/app/recommendations/history"
	"tiltak/app/store"
	"tiltak/models"
)

// place is where the rows of a kind stand. The row is x in every expression; @plan is the id of the plan.
type place struct {
	table, joins, where          string
	ref, position, label, detail string
	confirmed                    string
}

func placeOf(kind Kind) place {
	const own = "x.plan_id = @plan"
	p := place{where: own, ref: "CAST(x.id AS text)", position: "x.id", label: "''", detail: "''", confirmed: "confirmed"}
	switch kind {
	case Measures:
		p.table, p.ref, p.position, p.label, p.confirmed = "measures", "x.key", "x.number", "CAST(x.number AS text)", "title_confirmed"
	case Plans:
		p.table, p.ref, p.where = "plans", "x.code", "x.id = @plan"
	case Areas:
		p.table, p.ref, p.position, p.label = "areas", "CAST(x.number AS text)", "x.number", "CAST(x.number AS text)"
	case Links:
		p.table, p.where = "recommendation_links", "m.plan_id = @plan"
		p.joins = "JOIN measures m ON m.id = x.measure_id JOIN recommendations r ON r.id = x.recommendation_id"
		p.label, p.detail = "r.ref", "CAST(m.number AS text)"
	case Recommendations:
		p.table, p.where, p.ref, p.label = "recommendations", "1 = 1", "x.ref", "x.ref"
	case Lineages:
		p.table, p.where = "lineages", "1 = 1"
		p.joins = "JOIN recommendations e ON e.id = x.earlier_id JOIN recommendations l ON l.id = x.later_id"
		p.label, p.detail = "e.ref", "l.ref"
	case Evaluations:
		p.table, p.where, p.joins = "evaluations", "1 = 1", "JOIN bodies b ON b.id = x.body_id"
		p.label, p.detail = "b.code", "CAST(x.round AS text)"
	case Events:
		p.table = "events"
	case Organisations:
		p.table, p.where, p.ref, p.label = "organisations", "1 = 1", "x.code", "x.code"
	}
	return p
}

// mostFields is the number of fields of the kind that has most.
const mostFields = 15

// read gives the query for the rows of a kind. All names come from this file, never from a request.
func (p place) read(kind Kind) string {
	columns := make([]string, mostFields)
	for i := range columns {
		columns[i] = fmt.Sprintf("'' AS f%d", i)
	}
	for i, field := range kind.Fields() {
		expression := "x." + field.Name
		if field.Check == catalogue.ValueYes {
			expression = "CASE WHEN " + expression + " THEN 'true' ELSE '' END"
		}
		columns[i] = fmt.Sprintf("%s AS f%d", expression, i)
	}
	return fmt.Sprintf("SELECT x.id, '%s' AS kind, %s AS ref, %s AS position, %s AS label, %s AS detail, x.%s AS confirmed, %s FROM %s x %s WHERE %s",
		kind, p.ref, p.position, p.label, p.detail, p.confirmed, strings.Join(columns, ", "), p.table, p.joins, p.where)
}

// readRows reads rows of some kinds in one query; ref narrows it to one.
func readRows(db *gorm.DB, planID int64, kinds []Kind, ref string) ([]Row, error) {
	queries := make([]string, len(kinds))
	for i, kind := range kinds {
		queries[i] = placeOf(kind).read(kind)
	}
	var records []struct {
		ID                         int64
		Kind                       Kind
		Ref, Label, Detail         string
		Position                   int64
		Confirmed                  bool
		F0, F1, F2, F3, F4, F5, F6 string
		F7, F8, F9, F10, F11       string
		F12, F13, F14              string
	}
	err := db.Session(&gorm.Session{}).Raw("SELECT * FROM ("+strings.Join(queries, " UNION ALL ")+") AS every WHERE @ref = '' OR ref = @ref ORDER BY kind, position",
		map[string]any{"plan": planID, "ref": ref}).Scan(&records).Error
	if err != nil {
		return nil, store.TranslateError(err, "read the rows of the catalogue")
	}
	rows := make([]Row, 0, len(records))
	for _, kind := range kinds {
		for _, r := range records {
			if r.Kind != kind {
				continue
			}
			every := []string{r.F0, r.F1, r.F2, r.F3, r.F4, r.F5, r.F6, r.F7, r.F8, r.F9, r.F10, r.F11, r.F12, r.F13, r.F14}
			fields := kind.Fields()
			values := every[:len(fields)]
			for i, field := range fields {
				values[i] = field.shown(values[i])
			}
			rows = append(rows, Row{
				ID: r.ID, Kind: kind, Ref: r.Ref, Label: r.Label, Detail: r.Detail, Values: values, Confirmed: r.Confirmed,
			})
		}
	}
	return rows, nil
}

func readRow(db *gorm.DB, planID int64, kind Kind, ref string) (Row, error) {
	if !kind.Valid() || ref == "" {
		return Row{}, models.NotFound()
	}
	rows, err := readRows(db, planID, []Kind{kind}, ref)
	if err != nil {
		return Row{}, err
	}
	if len(rows) != 1 {
		return Row{}, models.NotFound()
	}
	return rows[0], nil
}

// writeRow writes the values that changed. The map holds those of the trail: columns of the kind, and confirmed.
func writeRow(tx *store.Tx, actor store.Actor, row Row, values map[string]any) error {
	p := placeOf(row.Kind)
	columns := map[string]any{p.confirmed: true}
	for _, field := range row.Kind.Fields() {
		if value, changed := values[field.Name].(string); changed {
			columns[field.Name] = field.stored(value)
		}
	}
	update := func() error {
		err := tx.Table(p.table).Where("id = ?", row.ID).Updates(columns).Error
		return store.TranslateError(err, "write a row of the catalogue")
	}
	if row.Kind == Links {
		return writeLink(tx, actor, row.ID, update)
	}
	return update()
}

// writeLink updates a link and keeps what it was in its history.
func writeLink(tx *store.Tx, actor store.Actor, id int64, update func() error) error {
	var before, after models.RecommendationLink
	if err := tx.Take(&before, id).Error; err != nil {
		return store.TranslateError(err, "read a link")
	}
	if err := update(); err != nil {
		return err
	}
	if err := tx.Take(&after, id).Error; err != nil {
		return store.TranslateError(err, "read a link")
	}
	return history.Keep(tx, actor, &before, &after, "")
}

func readOrganisations(db *gorm.DB) ([]models.Organisation, error) {
	var out []models.Organisation
	err := db.Session(&gorm.Session{}).Order("CASE WHEN kind = 'ministry' THEN 0 ELSE 1 END, id").Find(&out).Error
	return out, store.TranslateError(err, "read organisations")
}

func readParts(db *gorm.DB, planID int64) ([]Parts, error) {
	var records []struct {
		MeasureID      int64
		Key            string
		Number         int
		RolesConfirmed bool
		Code           string
		Involvement    models.Involvement
		FromDate       models.Date
	}
	err := db.Session(&gorm.Session{}).Raw(`
SELECT m.id AS measure_id, m.key, m.number, m.roles_confirmed, COALESCE(o.code, '') AS code, COALESCE(r.involvement, '') AS involvement, r.from_date
FROM measures m
LEFT JOIN measure_roles r ON r.measure_id = m.id AND r.to_date IS NULL
LEFT JOIN organisations o ON o.id = r.organisation_id
WHERE m.plan_id = ? ORDER BY m.number, r.id`, planID).Scan(&records).Error
	if err != nil {
		return nil, store.TranslateError(err, "read the organisations of the measures")
	}
	var out []Parts
	for _, r := range records {
		if len(out) == 0 || out[len(out)-1].MeasureID != r.MeasureID {
			out = append(out, Parts{MeasureID: r.MeasureID, Key: r.Key, Number: r.Number, Confirmed: r.RolesConfirmed})
		}
		last := &out[len(out)-1]
		switch r.Involvement {
		case models.Lead:
			last.Lead, last.From = r.Code, r.FromDate
		case models.Contributing:
			last.Contributors = append(last.Contributors, r.Code)
		case models.TakingPart:
			last.Agencies = append(last.Agencies, r.Code)
		case models.Independent:
			last.Independent = append(last.Independent, r.Code)
		}
	}
	return out, nil
}

func readMeasureParts(db *gorm.DB, planID int64, key string) (Parts, error) {
	all, err := readParts(db, planID)
	if err != nil {
		return Parts{}, err
	}
	for _, p := range all {
		if p.Key == key {
			return p, nil
		}
	}
	return Parts{}, models.NotFound()
}

func writeParts(tx *store.Tx, p Parts, organisations []models.Organisation) error {
	ids := map[string]int64{}
	for _, o := range organisations {
		ids[o.Code] = o.ID
	}
	var held, wanted []models.MeasureRole
	if err := tx.Where("measure_id = ? AND to_date IS NULL", p.MeasureID).Order("id").Find(&held).Error; err != nil {
		return store.TranslateError(err, "read the organisations of a measure")
	}
	add := func(involvement models.Involvement, codes ...string) {
		for _, code := range codes {
			wanted = append(wanted, models.MeasureRole{
				MeasureID: p.MeasureID, OrganisationID: ids[code], Involvement: involvement, FromDate: p.From,
			})
		}
	}
	add(models.Lead, p.Lead)
	add(models.Contributing, p.Contributors...)
	add(models.TakingPart, p.Agencies...)
	add(models.Independent, p.Independent...)
	return store.TranslateError(catalogue.ChangeRoles(tx, held, wanted, p.From), "write the organisations of a measure")
}

func confirmParts(tx *store.Tx, measureID int64) error {
	err := tx.Table("measures").Where("id = ?", measureID).Update("roles_confirmed", true).Error
	return store.TranslateError(err, "confirm the organisations of a measure")
}
