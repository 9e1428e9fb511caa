package editions

import (
	"context"

	"gorm.io/gorm"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Reader reads snapshots.
type Reader struct {
	store   *store.Store
	decoded *decodedEditions
}

// NewReader makes the reader of a store.
func NewReader(s *store.Store) *Reader { return &Reader{store: s, decoded: &decodedEditions{}} }

// Live gives what is cleared now, and the newest edition to compare it with
// (nil before the first; it is shared and must not be changed). It costs five
// queries, one more when Complete.
func (r *Reader) Live(ctx context.Context, planID int64, today models.Date, options LiveOptions) (models.Snapshot, *models.Snapshot, error) {
	return r.State(ctx, planID, models.Date{}, today, options)
}

// State gives what was cleared when a day ended in Oslo, and the edition that
// then was the newest (nil before the first; it is shared and must not be
// changed). Zero gives what is cleared now, as Live. A day that has not come,
// or before the plan began, is an invalid-input error. It costs what Live does.
func (r *Reader) State(ctx context.Context, planID int64, day, today models.Date, options LiveOptions) (models.Snapshot, *models.Snapshot, error) {
	s, newest, err := r.state(ctx, planID, day, today, options)
	if err != nil || newest.Payload == "" {
		return s, nil, err
	}
	previous, err := r.decoded.decode(newest.PayloadHash, newest.Payload)
	return s, previous, err
}

// state is State with the newest closed round in place of its edition.
func (r *Reader) state(ctx context.Context, planID int64, day, today models.Date, options LiveOptions) (models.Snapshot, roundRow, error) {
	w := windowOf(day, noLimit, today)
	catalogue, whole, err := r.catalogue(ctx, planID, w)
	if err != nil {
		return catalogue, roundRow{}, err
	}
	s, newest, err := read(func() *gorm.DB { return r.store.Read(ctx) }, catalogue, whole, planID, w, options)
	if err != nil {
		return s, newest, err
	}
	s.StatusDate = w.day
	return s, newest, checkDay(day, today, s.Plan)
}

// read puts what stood in a window into a catalogue, and gives the newest closed
// round with its edition. whole tells that the catalogue has recommendations and
// events already. db gives a fresh session each time.
func read(db func() *gorm.DB, s models.Snapshot, whole bool, planID int64, w window, options LiveOptions) (models.Snapshot, roundRow, error) {
	var newest roundRow
	rounds, err := queryRounds(db(), planID, w, models.HistoryRounds+1, true)
	if err != nil {
		return s, newest, err
	}
	addRounds(&s, rounds, w)
	for _, round := range rounds {
		if round.Payload != "" {
			newest = round
		}
	}
	if !options.IncludeOpenRound {
		w = w.hiding(rounds)
	}
	reports, err := queryReports(db(), planID, w, s)
	if err != nil {
		return s, newest, err
	}
	if err := addReports(&s, reports, options.Complete || options.ForPapers); err != nil {
		return s, newest, err
	}
	if !options.WithoutMoves {
		moves, err := queryMoves(db(), planID, w)
		if err != nil {
			return s, newest, err
		}
		addMoves(&s, moves)
	}
	if options.ForPapers {
		err := forPapers(db, &s, whole, planID, options)
		return s.Public(), newest, err
	}
	if !whole {
		err = addTheRest(db, &s, planID, options)
	}
	if !options.Complete {
		s = s.Public()
	}
	return s, newest, err
}

// forPapers leaves what papers are made of. Those that answer no recommendation
// are the same, and vouched for by the same sum, whatever recommendations say.
func forPapers(db func() *gorm.DB, s *models.Snapshot, whole bool, planID int64, options LiveOptions) error {
	s.Events = nil
	switch {
	case !options.Answering:
		s.Evaluations, s.Recommendations = nil, nil
	case !whole:
		recommendations, err := queryRecommendations(db(), planID)
		if err != nil {
			return err
		}
		return addRecommendations(s, recommendations)
	}
	return nil
}

// addTheRest reads recommendations and events of now, those of them that are
// asked for.
func addTheRest(db func() *gorm.DB, s *models.Snapshot, planID int64, options LiveOptions) error {
	if !options.EventsInstead {
		recommendations, err := queryRecommendations(db(), planID)
		if err != nil {
			return err
		}
		if err := addRecommendations(s, recommendations); err != nil {
			return err
		}
	}
	if !options.EventsInstead && !options.Complete {
		return nil
	}
	var err error
	s.Events, err = queryEvents(db(), planID)
	return err
}

// fresh is a session of the transaction without anything said before.
func fresh(tx *store.Tx) *gorm.DB { return tx.Session(&gorm.Session{NewDB: true}) }

func queryEvents(db *gorm.DB, planID int64) ([]models.EventFacts, error) {
	var rows []models.Event
	if err := db.Where("plan_id = ?", planID).Order("happens, id").Find(&rows).Error; err != nil {
		return nil, store.TranslateError(err, "read the events")
	}
	var events []models.EventFacts
	for _, e := range rows {
		events = append(events, models.EventFacts{When: e.When, Title: e.Title, URL: e.URL, Expected: e.Expected, Confirmed: e.Confirmed})
	}
	return events, nil
}

type editionRow struct {
	models.EditionRevision
	Unsettled
	Period          models.Quarter
	NewestNumber    int
	PreviousPayload string
}

// Load gives an edition: its newest revision, or the one that ref names. An
// edition that does not exist is a not-found error. whole gives what is not for
// publication too. It costs one query.
func (r *Reader) Load(ctx context.Context, planID int64, ref models.EditionRef, whole bool) (Edition, error) {
	var rows []editionRow
	err := r.store.Read(ctx).Raw(editionQuery, planID, ref.Period, ref.Revision, ref.Revision).Scan(&rows).Error
	if err != nil {
		return Edition{}, store.TranslateError(err, "read an edition")
	}
	if len(rows) == 0 {
		return Edition{}, models.NotFound()
	}
	row := rows[0]
	payload := row.PublicPayload
	if whole {
		payload = row.CompletePayload
	}
	edition := Edition{
		Ref: models.EditionRef{Period: row.Period, Revision: row.Number}, Revision: row.EditionRevision,
		Newest: row.Number == row.NewestNumber, Unsettled: row.Unsettled,
	}
	edition.Snapshot, err = models.DecodeSnapshot(payload)
	if err != nil || row.PreviousPayload == "" {
		return edition, err
	}
	previous, err := models.DecodeSnapshot(row.PreviousPayload)
	edition.Previous = &previous
	return edition, err
}

// LeadOf gives the ministry that owed a report. It costs one query.
func (r *Reader) LeadOf(ctx context.Context, reportID int64) (int64, error) {
	var report models.Report
	err := r.store.Read(ctx).Select("lead_id").Where("id = ?", reportID).Take(&report).Error
	return report.LeadID, store.TranslateError(err, "read who owed a report")
}

// List gives the revisions of a plan's editions without payloads, newest first,
// at the most limit after skipping some.
func (r *Reader) List(ctx context.Context, planID int64, skip, limit int) ([]Listed, error) {
	var rows []Listed
	err := r.store.Read(ctx).Table("edition_revisions er").Joins("JOIN editions e ON e.id = er.edition_id").Joins("JOIN rounds rd ON rd.id = e.round_id").
		Select("er.id, e.period, er.edition_id, er.plan_id, er.number, er.kind, er.reason, er.status_date, er.made_at, er.public_hash, er.complete_hash, er.previous_hash, er.audit_sequence, er.audit_hash, er.hash, "+unsettledColumns).
		Where("er.plan_id = ?", planID).Order("e.period DESC, er.number DESC").Offset(skip).Limit(limit).Scan(&rows).Error
	return rows, store.TranslateError(err, "list editions")
}

// Make makes the next revision of a round's edition inside the transaction that
// closes the round. The round must already be closed in it, and the closing
// recorded: the edition is anchored in that line of the trail.
//
// An erratum has the status date of the revision it corrects: it tells anew of
// the same day.
func Make(tx *store.Tx, actor store.Actor, round models.Round, kind models.EditionKind, reason string) (models.EditionRevision, error) {
	db := func() *gorm.DB { return fresh(tx) }
	today := models.DateOf(tx.Now(), language.Oslo)
	if kind == models.EditionErratum {
		var err error
		if today, err = statusDate(db(), round.ID); err != nil {
			return models.EditionRevision{}, err
		}
	}
	snapshot, err := standingOf(db, round, today)
	if err != nil {
		return models.EditionRevision{}, err
	}
	head, err := tx.LockHead()
	if err != nil {
		return models.EditionRevision{}, err
	}
	edition := models.Edition{PlanID: round.PlanID, RoundID: round.ID, Period: round.Period}
	if err := db().Where("round_id = ?", round.ID).FirstOrCreate(&edition).Error; err != nil {
		return models.EditionRevision{}, store.TranslateError(err, "make the edition")
	}
	var last struct {
		Number       int
		PreviousHash string
	}
	err = db().Raw(`SELECT COALESCE((SELECT MAX(number) FROM edition_revisions WHERE edition_id = ?), 0) AS number,
		COALESCE((SELECT hash FROM edition_revisions WHERE plan_id = ? ORDER BY id DESC LIMIT 1), '') AS previous_hash`, edition.ID, round.PlanID).Scan(&last).Error
	if err != nil {
		return models.EditionRevision{}, store.TranslateError(err, "read the edition before")
	}
	revision := models.EditionRevision{
		EditionID: edition.ID, PlanID: round.PlanID, Number: last.Number + 1, Kind: kind, Reason: reason,
		StatusDate: today, MadeAt: tx.Now(), MadeBy: actor.UserID,
		PreviousHash: last.PreviousHash, AuditSequence: head.AuditHeadSequence, AuditHash: head.AuditHeadHash,
	}
	snapshot.Edition = models.EditionRef{Period: round.Period, Revision: revision.Number}
	if revision.CompletePayload, err = snapshot.Encode(); err != nil {
		return revision, err
	}
	if revision.PublicPayload, err = snapshot.Public().Encode(); err != nil {
		return revision, err
	}
	revision.CompleteHash, revision.PublicHash = models.HashText(revision.CompletePayload), models.HashText(revision.PublicPayload)
	revision.Hash = revision.ChainHash()
	if err := db().Create(&revision).Error; err != nil {
		return revision, store.TranslateError(err, "write the edition")
	}
	err = tx.Record(actor, "edition.make", "edition", snapshot.Edition, snapshot.Plan.Code, nil,
		map[string]any{"kind": kind, "reason": reason, "hash": revision.Hash, "public_hash": revision.PublicHash, "complete_hash": revision.CompleteHash})
	return revision, err
}

// standingOf is what now stands of a round and the ones before it, told of a day.
func standingOf(db func() *gorm.DB, round models.Round, day models.Date) (models.Snapshot, error) {
	w := upTo(round.Period.Index(), day)
	rows, err := queryCatalogue(db(), round.PlanID, w)
	if err != nil {
		return models.Snapshot{}, err
	}
	s, _, err := read(db, assembleCatalogue(rows), false, round.PlanID, w, LiveOptions{Complete: true, IncludeOpenRound: true})
	if err != nil {
		return s, err
	}
	s.Period, s.StatusDate = round.Period, day
	decisions, err := scan(db(), "read the decisions of an edition", (*decidedRow).fields, decisionsQuery, round.ID)
	s.Decisions = decided(decisions)
	return s, err
}

// Standing gives what an erratum of a closed round's edition would tell, with
// what is not for publication. day is the edition's status date.
func (r *Reader) Standing(ctx context.Context, round models.Round, day models.Date) (models.Snapshot, error) {
	return standingOf(func() *gorm.DB { return r.store.Read(ctx) }, round, day)
}

// StandingIn is Standing inside a transaction.
func StandingIn(tx *store.Tx, round models.Round, day models.Date) (models.Snapshot, error) {
	return standingOf(func() *gorm.DB { return fresh(tx) }, round, day)
}

// statusDate is that of the newest revision of a round's edition.
func statusDate(db *gorm.DB, roundID int64) (models.Date, error) {
	var revision models.EditionRevision
	err := db.Select("status_date").Where("edition_id = (SELECT id FROM editions WHERE round_id = ?)", roundID).Order("number DESC").Take(&revision).Error
	return revision.StatusDate, store.TranslateError(err, "read an edition's status date")
}

// scan reads rows by hand: the mapper's own way costs three times as much on
// rows as wide as these.
func scan[T any](db *gorm.DB, doing string, into func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := db.Raw(query, args...).Rows()
	if err != nil {
		return nil, store.TranslateError(err, doing)
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var row T
		if err := rows.Scan(into(&row)...); err != nil {
			return nil, store.TranslateError(err, doing)
		}
		list = append(list, row)
	}
	return list, store.TranslateError(rows.Err(), doing)
}

func queryCatalogue(db *gorm.DB, planID int64, w window) ([]catalogueRow, error) {
	return scan(db, "read the catalogue", func(r *catalogueRow) []any {
		p, a, m := &r.Plan, &r.Area, &r.Measure
		return []any{
			&r.Example, &p.Code, &p.Kind, &p.Title.NB, &p.Title.NN, &p.Title.EN, &p.PeriodFrom, &p.PeriodTo, &p.Launched, &p.Coordinator, &p.SourceURL, &p.Confirmed, &p.DelayedDays, &p.MovedTimes, &p.SilentRounds,
			&a.Number, &a.Title.NB, &a.Title.NN, &a.Title.EN, &a.Goal.NB, &a.Goal.NN, &a.Goal.EN, &a.Confirmed,
			&m.ID, &m.Key, &m.Number, &m.Title.NB, &m.Title.NN, &m.Title.EN, &m.TitleConfirmed, &m.RolesConfirmed, &m.Continuing, &r.Involved,
		}
	}, catalogueQuery, w.named(map[string]any{"plan": planID, "field": fieldSeparator, "row": rowSeparator}))
}

// queryRounds gives at the most so many rounds, newest first; payload tells
// whether the newest edition is wanted with its round.
func queryRounds(db *gorm.DB, planID int64, w window, most int, payload bool) ([]roundRow, error) {
	return scan(db, "read the rounds", func(r *roundRow) []any {
		return []any{&r.ID, &r.Period, &r.State, &r.OpensOn, &r.Deadline, &r.Instructions, &r.ClosedAt, &r.FirstAt, &r.NewestAt, &r.Number, &r.StatusDate, &r.PayloadHash, &r.Payload, &r.Kind, &r.Reason, &r.Hash}
	}, roundsQuery, w.named(map[string]any{"plan": planID, "most": most, "payload": payload}))
}

func queryReports(db *gorm.DB, planID int64, w window, s models.Snapshot) ([]reportRow, error) {
	var open int64
	if s.Open != nil {
		open = s.Open.ID
	}
	return scan(db, "read the reports", func(r *reportRow) []any {
		return []any{&r.MeasureID, &r.ReportID, &r.Period, &r.Revision, &r.ClearedAt, &r.Content, &r.Contributions, &r.Lacking, &r.History, &r.OpenID, &r.OpenState, &r.OpenSent}
	}, reportsQuery, w.named(map[string]any{"plan": planID, "open": open, "history": oneAtLeast(s.History), "field": fieldSeparator, "row": rowSeparator}))
}

func queryMoves(db *gorm.DB, planID int64, w window) ([]moveRow, error) {
	return scan(db, "read the moves of milestones", func(r *moveRow) []any {
		return []any{&r.MilestoneID, &r.MeasureID, &r.Period, &r.FromDate, &r.ToDate, &r.Reason}
	}, movesQuery, w.named(map[string]any{"plan": planID}))
}

func queryRecommendations(db *gorm.DB, planID int64) ([]recommendationRow, error) {
	return scan(db, "read the recommendations", func(row *recommendationRow) []any {
		e, r, o := &row.Evaluation, &row.Recommendation, &row.Official
		return []any{
			&e.Body, &e.BodyName.NB, &e.BodyName.NN, &e.BodyName.EN, &e.Round, &e.Reference, &e.Visit, &e.Adopted, &e.Published, &e.Committee, &e.Expected, &e.ReplyDue, &e.Replied, &e.Confirmed, &e.Complete,
			&r.ID, &r.Ref, &r.Level, &row.Articles, &r.Topic.NB, &r.Topic.NN, &r.Topic.EN, &r.Summary.NB, &r.Summary.NN, &r.Summary.EN, &r.SourceURL, &r.Paragraph,
			&o.Text, &o.Language, &o.Source, &row.Addressees, &r.Deadline, &r.Confirmed,
			&row.Links, &row.Earlier, &row.Later, &row.Assessments,
		}
	}, recommendationsQuery, map[string]any{"plan": planID, "field": fieldSeparator, "row": rowSeparator})
}

func queryMeasure(db *gorm.DB, planID int64, number int) (models.Measure, error) {
	var measure models.Measure
	err := db.Where("plan_id = ? AND number = ?", planID, number).Take(&measure).Error
	return measure, store.TranslateError(err, "read a measure")
}

// queryMeasureReports gives the cleared reports of a measure in some rounds, and
// the newest of all.
func queryMeasureReports(db *gorm.DB, measureID int64, w window, periods []models.Quarter) ([]measureReportRow, error) {
	return scan(db, "read the reports of a measure", func(r *measureReportRow) []any {
		return []any{&r.ID, &r.LeadID, &r.Period, &r.Revision, &r.ClearedAt, &r.Content, &r.Contributions, &r.Lacking}
	}, measureReportsQuery, w.named(map[string]any{"measure": measureID, "periods": oneAtLeast(periods)}))
}
