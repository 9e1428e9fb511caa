package editions

import (
	"context"

	"gorm.io/gorm"

	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Reader reads snapshots.
type Reader struct{ store *store.Store }

// NewReader makes the reader of a store.
func NewReader(s *store.Store) *Reader { return &Reader{store: s} }

// LiveOptions say what a live snapshot holds.
type LiveOptions struct {
	IncludeOpenRound bool // what is cleared in the running round, too
	Complete         bool // contributions and events, at a query each; and what is not for publication
}

// Live gives what is cleared now, and the newest edition to compare it with
// (nil before the first). It costs five queries, two more when Complete.
func (r *Reader) Live(ctx context.Context, planID int64, today models.Date, options LiveOptions) (models.Snapshot, *models.Snapshot, error) {
	db := func() *gorm.DB { return r.store.Read(ctx) }
	s, payload, err := read(db, planID, noLimit, options)
	if err != nil {
		return s, nil, err
	}
	s.StatusDate = today
	if payload == "" {
		return s, nil, nil
	}
	previous, err := models.DecodeSnapshot(payload)
	return s, &previous, err
}

// noLimit is a period after all others.
const noLimit = 1 << 30

// read assembles a snapshot of what was cleared in rounds up to the period of
// an index, and gives the payload of the newest edition. db gives a fresh
// session each time.
func read(db func() *gorm.DB, planID int64, limit int, options LiveOptions) (models.Snapshot, string, error) {
	var catalogue []catalogueRow
	if err := db().Raw(catalogueQuery, planID).Scan(&catalogue).Error; err != nil {
		return models.Snapshot{}, "", store.TranslateError(err, "read the catalogue")
	}
	s := assembleCatalogue(catalogue)

	var rounds []roundRow
	if err := db().Raw(roundsQuery, planID, planID, limit, models.HistoryRounds+1).Scan(&rounds).Error; err != nil {
		return s, "", store.TranslateError(err, "read the rounds")
	}
	addRounds(&s, rounds)

	var running int64
	if s.Open != nil && !options.IncludeOpenRound {
		running = s.Open.ID
	}
	var reports []reportRow
	err := db().Raw(reportsQuery, running, limit, planID, planID, limit, models.HistoryRounds+1).Scan(&reports).Error
	if err != nil {
		return s, "", store.TranslateError(err, "read the reports")
	}
	addReports(&s, reports)

	var milestones []milestoneRow
	if err := db().Raw(milestonesQuery, running, limit, planID).Scan(&milestones).Error; err != nil {
		return s, "", store.TranslateError(err, "read the milestones")
	}
	addMilestones(&s, milestones)

	var recommendations []recommendationRow
	if err := db().Raw(recommendationsQuery, planID).Scan(&recommendations).Error; err != nil {
		return s, "", store.TranslateError(err, "read the recommendations")
	}
	s.Recommendations = assembleRecommendations(recommendations)

	if options.Complete {
		if err := complete(db, planID, &s); err != nil {
			return s, "", err
		}
	} else {
		s = s.Public()
	}
	payload := ""
	for _, round := range rounds {
		if round.Payload != "" {
			payload = round.Payload
			break
		}
	}
	return s, payload, nil
}

func complete(db func() *gorm.DB, planID int64, s *models.Snapshot) error {
	var ids []int64
	for _, m := range s.Measures {
		if m.Last != nil {
			ids = append(ids, m.Last.ReportID)
		}
	}
	var contributions []contributionRow
	err := db().Table("contributions c").Joins("JOIN organisations o ON o.id = c.organisation_id").
		Select("c.report_id, o.code, c.text, c.language, c.signed_role").
		Where("c.report_id IN ? AND c.signed_at IS NOT NULL", ids).Order("c.report_id, o.id").Scan(&contributions).Error
	if err != nil {
		return store.TranslateError(err, "read the contributions")
	}
	addContributions(s, contributions)
	var events []models.Event
	if err := db().Where("plan_id = ?", planID).Order("happens, id").Find(&events).Error; err != nil {
		return store.TranslateError(err, "read the events")
	}
	for _, e := range events {
		s.Events = append(s.Events, models.EventFacts{When: e.When, Title: e.Title, URL: e.URL, Expected: e.Expected, Confirmed: e.Confirmed})
	}
	return nil
}

// Edition is one revision of an edition with what it shows.
type Edition struct {
	Ref      models.EditionRef // with its revision number
	Revision models.EditionRevision
	Snapshot models.Snapshot
	Previous *models.Snapshot // the edition before, in its newest revision; nil for the first
	Newest   bool             // no later revision of the same edition exists
}

type editionRow struct {
	models.EditionRevision
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
		Newest: row.Number == row.NewestNumber,
	}
	edition.Snapshot, err = models.DecodeSnapshot(payload)
	if err != nil || row.PreviousPayload == "" {
		return edition, err
	}
	previous, err := models.DecodeSnapshot(row.PreviousPayload)
	edition.Previous = &previous
	return edition, err
}

// Listed is one revision of an edition without its payloads.
type Listed struct {
	ID     int64
	Period models.Quarter
	models.EditionRevision
}

// Ref names the revision.
func (l Listed) Ref() models.EditionRef {
	return models.EditionRef{Period: l.Period, Revision: l.Number}
}

// List gives the revisions of a plan's editions without payloads, newest first,
// at the most limit after skipping some.
func (r *Reader) List(ctx context.Context, planID int64, skip, limit int) ([]Listed, error) {
	var rows []Listed
	err := r.store.Read(ctx).Table("edition_revisions er").Joins("JOIN editions e ON e.id = er.edition_id").
		Select("er.id, e.period, er.edition_id, er.plan_id, er.number, er.kind, er.reason, er.status_date, er.made_at, er.public_hash, er.complete_hash, er.previous_hash, er.audit_sequence, er.audit_hash, er.hash").
		Where("er.plan_id = ?", planID).Order("e.period DESC, er.number DESC").Offset(skip).Limit(limit).Scan(&rows).Error
	return rows, store.TranslateError(err, "list editions")
}

// Make makes the next revision of a round's edition inside the transaction that
// closes the round. The round must already be closed in it, and the closing
// recorded: the edition is anchored in that line of the trail.
func Make(tx *store.Tx, actor store.Actor, round models.Round, kind models.EditionKind, reason string) (models.EditionRevision, error) {
	db := func() *gorm.DB { return tx.Session(&gorm.Session{NewDB: true}) }
	snapshot, _, err := read(db, round.PlanID, round.Period.Index(), LiveOptions{Complete: true})
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
		StatusDate: models.DateOf(tx.Now(), language.Oslo), MadeAt: tx.Now(), MadeBy: actor.UserID,
		PreviousHash: last.PreviousHash, AuditSequence: head.AuditHeadSequence, AuditHash: head.AuditHeadHash,
	}
	snapshot.Period, snapshot.StatusDate = round.Period, revision.StatusDate
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
