package meeting

import (
	"context"
	"strconv"

	"gorm.io/gorm/clause"

	"tiltak/app/store"
	"tiltak/models"
)

// decisionRow is a decision with what is shown beside it.
type decisionRow struct {
	models.Decision
	Period         models.Quarter
	MeasureKey     string
	MeasureNumber  int
	MeasureTitle   models.Name `gorm:"embedded;embeddedPrefix:measure_title_"`
	TitleConfirmed bool
	Recommendation string
	OwnerCode      string
	OwnerName      models.Name `gorm:"embedded;embeddedPrefix:owner_name_"`
	OwnerParentID  *int64
	MadeByName     string
	ClosedByName   string
}

func (r decisionRow) facts() models.DecisionFacts {
	return models.DecisionFacts{
		Decision: r.Decision, Period: r.Period, MeasureKey: r.MeasureKey, MeasureNumber: r.MeasureNumber, MeasureTitle: r.MeasureTitle,
		TitleConfirmed: r.TitleConfirmed, Recommendation: r.Recommendation, OwnerParentID: r.OwnerParentID,
		Owner:      models.OrganisationFacts{ID: r.OwnerID, Code: r.OwnerCode, Name: r.OwnerName},
		MadeByName: r.MadeByName, ClosedByName: r.ClosedByName,
	}
}

const decisionsQuery = `
SELECT d.*, rd.period, COALESCE(m.key, '') AS measure_key, COALESCE(m.number, 0) AS measure_number,
       COALESCE(m.title_nb, '') AS measure_title_nb, COALESCE(m.title_nn, '') AS measure_title_nn, COALESCE(m.title_en, '') AS measure_title_en,
       COALESCE(m.title_confirmed, FALSE) AS title_confirmed, COALESCE(r.ref, '') AS recommendation,
       o.code AS owner_code, o.name_nb AS owner_name_nb, o.name_nn AS owner_name_nn, o.name_en AS owner_name_en, o.parent_id AS owner_parent_id,
       COALESCE(mu.display_name, '') AS made_by_name, COALESCE(cu.display_name, '') AS closed_by_name
FROM decisions d
JOIN rounds rd ON rd.id = d.round_id
JOIN organisations o ON o.id = d.owner_id
LEFT JOIN measures m ON m.id = d.measure_id
LEFT JOIN recommendations r ON r.id = d.recommendation_id
LEFT JOIN users mu ON mu.id = d.made_by
LEFT JOIN users cu ON cu.id = d.closed_by
`

func (d *Desk) query(ctx context.Context, doing, where string, args map[string]any) ([]models.DecisionFacts, error) {
	var rows []decisionRow
	if err := d.store.Read(ctx).Raw(decisionsQuery+where, args).Scan(&rows).Error; err != nil {
		return nil, store.TranslateError(err, doing)
	}
	facts := make([]models.DecisionFacts, len(rows))
	for i, row := range rows {
		facts[i] = row.facts()
	}
	return facts, nil
}

// ofMeeting gives the decisions of a round's meeting, and those of earlier ones
// that were open when the round began; oldest first.
func (d *Desk) ofMeeting(ctx context.Context, planID int64, period models.Quarter) ([]models.DecisionFacts, error) {
	return d.query(ctx, "read the decisions of a meeting", `
WHERE d.plan_id = @plan AND (rd.period = @period OR rd.period < @period AND (d.state = 'open' OR d.closed_at >= (
    SELECT x.opened_at FROM rounds x WHERE x.plan_id = @plan AND x.period = @period)))
ORDER BY rd.period, d.id`, map[string]any{"plan": planID, "period": period})
}

// followed tells whether a later round of the plan has begun.
func (d *Desk) followed(ctx context.Context, planID int64, period models.Quarter) (bool, error) {
	var later int64
	err := d.store.Read(ctx).Model(&models.Round{}).Where("plan_id = ? AND period > ? AND state <> 'planned'", planID, period).Count(&later).Error
	return later > 0, store.TranslateError(err, "look for later rounds")
}

// owners are the organisations whose decisions a person may read; all is the
// coordinator's.
func owners(person models.Person) (ids, below []int64, all bool) {
	ids, below = []int64{0}, []int64{0} // no organisation has the number 0
	for _, s := range person.Standings {
		switch s.Role {
		case models.Reporter:
			ids, below = append(ids, s.OrganisationID), append(below, s.OrganisationID)
		case models.Contributor:
			ids = append(ids, s.OrganisationID)
		}
	}
	return ids, below, person.May(models.RunRounds)
}

func (d *Desk) listed(ctx context.Context, person models.Person, planID int64, filter Filter, limit int) ([]models.DecisionFacts, error) {
	ids, below, all := owners(person)
	return d.query(ctx, "list decisions", `
WHERE d.plan_id = @plan AND (@all OR d.owner_id IN @owners OR o.parent_id IN @below)
  AND (@closed OR d.state = 'open') AND (@measure = 0 OR m.number = @measure)
ORDER BY CASE WHEN d.state = 'open' THEN 0 ELSE 1 END, d.due, d.id
LIMIT @limit OFFSET @skip`, map[string]any{
		"plan": planID, "all": all, "owners": ids, "below": below, "closed": filter.All, "measure": filter.Measure,
		"limit": limit, "skip": (filter.Page - 1) * PageSize,
	})
}

func (d *Desk) one(ctx context.Context, planID, id int64) (models.DecisionFacts, error) {
	found, err := d.query(ctx, "read a decision", `WHERE d.plan_id = @plan AND d.id = @id`, map[string]any{"plan": planID, "id": id})
	if err != nil {
		return models.DecisionFacts{}, err
	}
	if len(found) == 0 {
		return models.DecisionFacts{}, models.NotFound()
	}
	return found[0], nil
}

// trailOf gives the lines of the trail about a decision, oldest first.
func (d *Desk) trailOf(ctx context.Context, id int64) ([]models.AuditEvent, error) {
	var events []models.AuditEvent
	err := d.store.Read(ctx).Where("entity = 'decision' AND entity_id = ?", strconv.FormatInt(id, 10)).Order("sequence").Find(&events).Error
	return events, store.TranslateError(err, "read what was done with a decision")
}

// organisationsToChoose are those that somebody has a part in the plan with.
func (d *Desk) organisationsToChoose(ctx context.Context, planID int64) ([]models.OrganisationFacts, error) {
	var rows []models.Organisation
	err := d.store.Read(ctx).Where(`id IN (SELECT x.organisation_id FROM measure_roles x JOIN measures m ON m.id = x.measure_id WHERE m.plan_id = ? AND x.to_date IS NULL)`, planID).
		Order("id").Find(&rows).Error
	list := make([]models.OrganisationFacts, len(rows))
	for i, o := range rows {
		list[i] = models.OrganisationFacts{ID: o.ID, Code: o.Code, Kind: o.Kind, Name: o.Name}
	}
	return list, store.TranslateError(err, "read the organisations of a plan")
}

// meetingOf holds the plan's round of a quarter, with the plan, and tells
// whether a later round has begun.
func meetingOf(tx *store.Tx, planID int64, period models.Quarter) (models.Round, models.Plan, bool, error) {
	var round models.Round
	var plan models.Plan
	err := tx.Clauses(clause.Locking{Strength: "SHARE"}).Where("plan_id = ? AND period = ? AND state <> 'planned'", planID, period).Take(&round).Error
	if err != nil {
		return round, plan, false, store.TranslateError(err, "hold the round of a meeting")
	}
	if err := tx.Where("id = ?", planID).Take(&plan).Error; err != nil {
		return round, plan, false, store.TranslateError(err, "read the plan")
	}
	var later int64
	err = tx.Model(&models.Round{}).Where("plan_id = ? AND period > ? AND state <> 'planned'", planID, period).Count(&later).Error
	return round, plan, later > 0, store.TranslateError(err, "look for later rounds")
}

// subjectOf finds what a decision is about.
func subjectOf(tx *store.Tx, planID int64, subject models.AgendaSubject, into *models.Decision) error {
	if subject == models.SubjectOther {
		return nil
	}
	var found struct{ ID int64 }
	if number, is := subject.MeasureNumber(); is {
		err := tx.Model(&models.Measure{}).Select("id").Where("plan_id = ? AND number = ?", planID, number).Take(&found).Error
		into.MeasureID = &found.ID
		return store.TranslateError(err, "find the measure of a decision")
	}
	err := tx.Model(&models.Recommendation{}).Select("id").Where("ref = ?", string(subject)).Take(&found).Error
	into.RecommendationID = &found.ID
	return store.TranslateError(err, "find the recommendation of a decision")
}

// ownerOf finds an organisation by its code; an unknown one gives the zero
// organisation.
func ownerOf(tx *store.Tx, code string) (models.Organisation, error) {
	var found []models.Organisation
	err := tx.Where("code = ?", code).Limit(1).Find(&found).Error
	if err != nil || len(found) == 0 {
		return models.Organisation{}, store.TranslateError(err, "find the owner of a decision")
	}
	return found[0], nil
}

func keep(tx *store.Tx, decision *models.Decision) error {
	return store.TranslateError(tx.Create(decision).Error, "write a decision")
}

// held takes a decision until the transaction ends, with its plan.
func held(tx *store.Tx, id int64) (models.Decision, models.Plan, error) {
	var decision models.Decision
	var plan models.Plan
	err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&decision).Error
	if err != nil {
		return decision, plan, store.TranslateError(err, "hold a decision")
	}
	err = tx.Where("id = ?", decision.PlanID).Take(&plan).Error
	return decision, plan, store.TranslateError(err, "read the plan")
}

// change writes a decision if nobody else has since it was read.
func change(tx *store.Tx, decision models.Decision, fields map[string]any) error {
	fields["revision"] = decision.Revision + 1
	done := tx.Model(&models.Decision{}).Where("id = ? AND revision = ?", decision.ID, decision.Revision).Updates(fields)
	if done.Error != nil {
		return store.TranslateError(done.Error, "write a decision")
	}
	if done.RowsAffected != 1 {
		return errSomebodyFirst()
	}
	return nil
}

func codeOf(tx *store.Tx, organisationID int64) (string, error) {
	var found models.Organisation
	err := tx.Where("id = ?", organisationID).Take(&found).Error
	return found.Code, store.TranslateError(err, "read the owner of a decision")
}
