package catalogue

import (
	"errors"
	"reflect"

	"gorm.io/gorm"

	"tiltak/app/recommendations/history"
	"tiltak/app/store"
	"tiltak/models"
)

func readKnown(db *gorm.DB) (Known, error) {
	known := Known{Organisations: map[string]KnownOrganisation{}}
	var rows []models.Organisation
	if err := db.Order("id").Find(&rows).Error; err != nil {
		return known, store.TranslateError(err, "read organisations")
	}
	codes := map[int64]string{}
	for _, o := range rows {
		codes[o.ID] = o.Code
	}
	for _, o := range rows {
		entry := KnownOrganisation{Kind: string(o.Kind)}
		if o.ParentID != nil {
			entry.Parent = codes[*o.ParentID]
		}
		known.Organisations[o.Code] = entry
	}
	return known, nil
}

func readDefaultPlan(db *gorm.DB) (string, error) {
	var plan models.Plan
	if err := db.Where("is_default").Take(&plan).Error; errors.Is(err, gorm.ErrRecordNotFound) {
		return "", models.NewError(models.KindNotFound, "catalogue.refused.no_plan")
	} else if err != nil {
		return "", store.TranslateError(err, "read the default plan")
	}
	return plan.Code, nil
}

// readHeld reads a plan by its code, and what all plans share. A plan that is not there has the ID 0.
func readHeld(db *gorm.DB, planCode string) (held, error) {
	var (
		h     held
		plans []models.Plan
	)
	if err := db.Session(&gorm.Session{}).Order("id").Find(&plans).Error; err != nil {
		return h, store.TranslateError(err, "read plans")
	}
	h.anyPlan = len(plans) > 0
	for _, p := range plans {
		if p.Code == planCode {
			h.plan = p
		}
	}
	session := func() *gorm.DB { return db.Session(&gorm.Session{}) }
	ofPlan := func(table string) *gorm.DB {
		return session().Table(table).Select("id").Where("plan_id = ?", h.plan.ID)
	}
	for _, read := range []struct {
		into  any
		query *gorm.DB
	}{
		{&h.organisations, session().Order("id")},
		{&h.areas, session().Where("plan_id = ?", h.plan.ID).Order("number")},
		{&h.measures, session().Where("plan_id = ?", h.plan.ID).Order("number")},
		{&h.roles, session().Where("to_date IS NULL AND measure_id IN (?)", ofPlan("measures")).Order("id")},
		{&h.events, session().Where("plan_id = ?", h.plan.ID).Order("id")},
		{&h.bodies, session().Order("id")},
		{&h.evaluations, session().Order("id")},
		{&h.recommendations, session().Order("id")},
		{&h.links, session().Where("measure_id IN (?)", ofPlan("measures")).Order("id")},
		{&h.lineages, session().Order("id")},
	} {
		if err := read.query.Find(read.into).Error; err != nil {
			return h, store.TranslateError(err, "read the catalogue")
		}
	}
	var reported []int64
	err := session().Table("reports").Distinct("measure_id").Where("measure_id IN (?)", ofPlan("measures")).Pluck("measure_id", &reported).Error
	if err != nil {
		return h, store.TranslateError(err, "read which measures have reports")
	}
	h.reported = map[int64]bool{}
	for _, id := range reported {
		h.reported[id] = true
	}
	return h, nil
}

// applying writes a target over what is held. Rows are never deleted.
type applying struct {
	tx     *store.Tx
	actor  store.Actor
	held   held
	was    File
	target File
	today  models.Date

	planID                                              int64
	organisations, areas, measures, bodies, evaluations map[string]int64
	recommendations                                     map[string]int64
}

// apply writes the target and gives the id of the plan.
func apply(tx *store.Tx, actor store.Actor, h held, target File, today models.Date) (int64, error) {
	a := applying{
		tx: tx, actor: actor, held: h, was: h.holding().file, target: target, today: today, planID: h.plan.ID,
		organisations: map[string]int64{}, areas: map[string]int64{}, measures: map[string]int64{},
		bodies: map[string]int64{}, evaluations: map[string]int64{}, recommendations: map[string]int64{},
	}
	for _, step := range []func() error{
		a.putOrganisations, a.putPlan, a.putAreas, a.freeNumbers, a.putMeasures, a.putEvents,
		a.putBodies, a.putEvaluations, a.putRecommendations, a.putLinks, a.putLineage,
	} {
		if err := step(); err != nil {
			return 0, store.TranslateError(err, "write the catalogue")
		}
	}
	return a.planID, nil
}

// put creates the row, or saves it where it differs from what is held.
func put[R identified](a *applying, old []R, row R, id int64, record any) error {
	if id == 0 {
		return a.tx.Create(record).Error
	}
	for _, o := range old {
		if o.identity() == row.identity() && flow(reflect.ValueOf(o)) == flow(reflect.ValueOf(row)) {
			return nil
		}
	}
	return a.tx.Save(record).Error
}

func (a *applying) putOrganisations() error {
	held := byIdentity(a.held.organisations, func(o models.Organisation) string { return o.Code })
	for _, o := range a.target.Organisations {
		record := held[o.Code]
		record.Code, record.Kind, record.Name, record.Confirmed = o.Code, models.OrganisationKind(o.Kind), models.Name(o.Name), o.Confirmed
		if err := put(a, a.was.Organisations, o, record.ID, &record); err != nil {
			return err
		}
		a.organisations[o.Code] = record.ID
	}
	// Parents may stand after their children in a file.
	for _, o := range a.target.Organisations {
		var parent *int64
		if o.Parent != "" {
			id := a.organisations[o.Parent]
			parent = &id
		}
		if was := held[o.Code].ParentID; (was == nil && parent == nil) || (was != nil && parent != nil && *was == *parent) {
			continue
		}
		err := a.tx.Model(&models.Organisation{}).Where("id = ?", a.organisations[o.Code]).Update("parent_id", parent).Error
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *applying) putPlan() error {
	p, record := a.target.Plan, a.held.plan
	record.Code, record.Kind, record.Title = p.Code, models.PlanKind(p.Kind), models.Name(p.Title)
	record.PeriodFrom, record.PeriodTo, record.Launched = p.Period.From, p.Period.To, dateOf(p.Launched.From)
	record.CoordinatorID, record.MeasureCount = a.organisations[p.Coordinator], p.MeasureCount
	record.SourceURL, record.Confirmed = p.SourceURL, p.Confirmed
	if record.ID == 0 {
		record.IsDefault = !a.held.anyPlan
		record.DelayedDays = defaultDelayedDays
		if err := a.tx.Create(&record).Error; err != nil {
			return err
		}
		a.planID = record.ID
		return nil
	}
	if p == a.was.Plan {
		return nil
	}
	return a.tx.Save(&record).Error
}

func (a *applying) putAreas() error {
	held := byIdentity(a.held.areas, func(r models.Area) string { return Area{Number: r.Number}.identity() })
	for _, row := range a.target.Areas {
		record := held[row.identity()]
		record.PlanID, record.Number, record.Title, record.Goal = a.planID, row.Number, models.Name(row.Title), models.Name(row.Goal)
		record.Articles, record.Confirmed = row.Articles, row.Confirmed
		if err := put(a, a.was.Areas, row, record.ID, &record); err != nil {
			return err
		}
		a.areas[row.identity()] = record.ID
	}
	return nil
}

// defaultDelayedDays is a quarter, the slip beyond which a milestone is off track until the plan says otherwise.
const defaultDelayedDays = 92

// outOfTheWay is added to numbers that are about to change: SQLite holds numbers apart after every statement.
const outOfTheWay = 1_000_000

func (a *applying) freeNumbers() error {
	target := byIdentity(a.target.Measures, func(m Measure) string { return m.Key })
	for _, m := range a.held.measures {
		if target[m.Key].Number == m.Number {
			continue
		}
		if err := a.tx.Model(&models.Measure{}).Where("id = ?", m.ID).Update("number", m.Number+outOfTheWay).Error; err != nil {
			return err
		}
	}
	return nil
}

func (a *applying) putMeasures() error {
	held := byIdentity(a.held.measures, func(m models.Measure) string { return m.Key })
	for _, row := range a.target.Measures {
		record := held[row.Key]
		record.PlanID, record.AreaID, record.Key = a.planID, a.areas[Area{Number: row.Area}.identity()], row.Key
		record.Number, record.Title, record.Continuing = row.Number, models.Name(row.Title), row.Continuing
		record.TitleConfirmed = record.TitleConfirmed || row.Confirmed
		record.RolesConfirmed = record.RolesConfirmed || row.Confirmed
		if err := put(a, a.was.Measures, row, record.ID, &record); err != nil {
			return err
		}
		a.measures[row.Key] = record.ID
		if err := a.putRoles(record.ID, row); err != nil {
			return err
		}
	}
	return nil
}

// putRoles ends the parts that the measure's organisations no longer have, and begins the new ones.
func (a *applying) putRoles(measureID int64, row Measure) error {
	return ChangeRoles(a.tx, rolesOf(a.held.roles, measureID), a.wantedRoles(measureID, row), a.today)
}

// ChangeRoles writes the parts that organisations have in one measure: those in held that are not wanted end today,
// those wanted that are not held begin. A part holds from its first day up to, not including, its last.
func ChangeRoles(tx *store.Tx, held, wanted []models.MeasureRole, today models.Date) error {
	for _, r := range held {
		if hasRole(wanted, r) {
			continue
		}
		end := today
		if end.Before(r.FromDate) {
			end = r.FromDate
		}
		if err := tx.Model(&models.MeasureRole{}).Where("id = ?", r.ID).Update("to_date", end).Error; err != nil {
			return err
		}
	}
	for _, r := range wanted {
		if hasRole(held, r) {
			continue
		}
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
	}
	return nil
}

func (a *applying) putEvents() error {
	held := byIdentity(a.held.events, func(e models.Event) string { return e.When + " " + e.Title.NB })
	for _, row := range a.target.Events {
		record := held[row.identity()]
		record.PlanID, record.When, record.Title = a.planID, row.Date.Raw, models.Name(row.Title)
		record.URL, record.Expected, record.Confirmed = row.URL, row.Expected, row.Confirmed
		if err := put(a, a.was.Events, row, record.ID, &record); err != nil {
			return err
		}
	}
	return nil
}

func (a *applying) putBodies() error {
	held := byIdentity(a.held.bodies, func(b models.Body) string { return b.Code })
	for _, row := range a.target.Bodies {
		record := held[row.Code]
		record.Code, record.Name, record.Levels = row.Code, models.Name(row.Name), nil
		for _, level := range row.Levels {
			record.Levels = append(record.Levels, models.Level(level))
		}
		if err := put(a, a.was.Bodies, row, record.ID, &record); err != nil {
			return err
		}
		a.bodies[row.Code] = record.ID
	}
	return nil
}

func (a *applying) putEvaluations() error {
	codes := map[int64]string{}
	for code, id := range a.bodies {
		codes[id] = code
	}
	held := byIdentity(a.held.evaluations, func(e models.Evaluation) string {
		return EvaluationRef{Body: codes[e.BodyID], Round: e.Round}.identity()
	})
	for _, row := range a.target.Evaluations {
		record := held[row.identity()]
		record.BodyID, record.Round, record.Reference = a.bodies[row.Body], row.Round, row.Reference
		record.Visit, record.Adopted, record.Published = row.Visit.Raw, row.Adopted.Raw, row.Published.Raw
		record.CommitteeRecommendation, record.Expected, record.Confirmed = row.CommitteeRecommendation.Raw, row.Expected.Raw, row.Confirmed
		record.ReplyDue, record.Replied, record.Complete = row.ReplyDue.Raw, row.Replied.Raw, row.Complete
		if err := put(a, a.was.Evaluations, row, record.ID, &record); err != nil {
			return err
		}
		a.evaluations[row.identity()] = record.ID
	}
	return nil
}

func (a *applying) putRecommendations() error {
	held := byIdentity(a.held.recommendations, func(r models.Recommendation) string { return r.Ref })
	for _, row := range a.target.Recommendations {
		record := held[row.Ref]
		record.EvaluationID, record.Ref, record.Level = a.evaluations[row.Evaluation.identity()], row.Ref, models.Level(row.Level)
		record.Articles, record.Topic, record.Summary = row.Articles, models.Name(row.Topic), models.Name(row.Summary)
		record.SourceURL, record.Confirmed = row.SourceURL, row.Confirmed
		record.Paragraph, record.Addressees, record.Deadline = row.Paragraph, row.Addressees, row.Deadline.Raw
		record.Official = models.Official{Text: row.Official.Text, Language: models.OfficialLanguage(row.Official.Language), Source: row.Official.Source}
		if err := put(a, a.was.Recommendations, row, record.ID, &record); err != nil {
			return err
		}
		a.recommendations[row.Ref] = record.ID
	}
	return nil
}

func (a *applying) putLinks() error {
	type pair struct{ recommendation, measure int64 }
	held := map[pair]models.RecommendationLink{}
	for _, l := range a.held.links {
		held[pair{l.RecommendationID, l.MeasureID}] = l
	}
	for _, row := range a.target.Links {
		at := pair{a.recommendations[row.Recommendation], a.measures[row.Measure]}
		record, there := held[at]
		before := &record
		if !there {
			before = nil
		}
		after := record
		after.RecommendationID, after.MeasureID = at.recommendation, at.measure
		after.Degree, after.Confirmed = models.Degree(row.Degree), row.Confirmed
		if err := put(a, a.was.Links, row, record.ID, &after); err != nil {
			return err
		}
		if err := history.Keep(a.tx, a.actor, before, &after, ""); err != nil {
			return err
		}
	}
	return nil
}

func (a *applying) putLineage() error {
	type pair struct{ earlier, later int64 }
	held := map[pair]models.Lineage{}
	for _, l := range a.held.lineages {
		held[pair{l.EarlierID, l.LaterID}] = l
	}
	for _, row := range a.target.Lineage {
		at := pair{a.recommendations[row.Earlier], a.recommendations[row.Later]}
		record := held[at]
		record.EarlierID, record.LaterID, record.Confirmed = at.earlier, at.later, row.Confirmed
		if err := put(a, a.was.Lineage, row, record.ID, &record); err != nil {
			return err
		}
	}
	return nil
}
