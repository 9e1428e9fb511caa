// Package assessments keeps how far each recommendation has been met: as we see
// it, as the body does, and as those do who answer to no ministry.
package assessments

import (
	"context"
	"strings"
	"unicode/utf8"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

// Desk is where assessments are written, cleared and withdrawn.
type Desk struct {
	store *store.Store
}

// NewDesk makes the desk of a store.
func NewDesk(s *store.Store) *Desk { return &Desk{store: s} }

// Place is what is assessed, and from which side.
type Place struct {
	PlanCode     string // where the trail tells it
	Ref          string // of the recommendation
	Side         models.AssessmentSide
	Organisation string // code; of the independent side alone
}

// trace is what the trail tells of an assessment.
type trace struct {
	Recommendation string                `json:"recommendation"`
	Side           models.AssessmentSide `json:"side"`
	Organisation   string                `json:"organisation,omitempty"`
	Verdict        models.Verdict        `json:"verdict"`
	Grounds        string                `json:"grounds"`
	Source         string                `json:"source_url,omitempty"`
	On             models.Date           `json:"assessed_on"`
	Exception      bool                  `json:"exception,omitempty"` // cleared by the one who wrote it
}

func traceOf(ref, organisation string, a models.Assessment) trace {
	return trace{Recommendation: ref, Side: a.Side, Organisation: organisation, Verdict: a.Verdict, Grounds: a.Grounds, Source: a.SourceURL, On: a.AssessedOn}
}

// before is the trace of what stood, or nothing.
func before(ref, organisation string, standing *models.Assessment) any {
	if standing == nil {
		return nil
	}
	return traceOf(ref, organisation, *standing)
}

// Write adds an assessment. Ours is a draft until it is cleared; those of the
// others count at once. basedOn is the newest one of the same side that the
// writer had seen, 0 where there was none: if another has come since, nothing is
// written, and the error is of KindConflict.
func (d *Desk) Write(ctx context.Context, person models.Person, at Place, basedOn int64, text models.AssessmentText) error {
	organisation, err := writesFor(person, at)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		text = text.Normal()
		if err := text.Check(models.DateOf(tx.Now(), language.Oslo)); err != nil {
			return err
		}
		recommendationID, err := hold(tx, at.Ref)
		if err != nil {
			return err
		}
		written := models.Assessment{
			RecommendationID: recommendationID, Side: at.Side, OrganisationID: organisation.id,
			Verdict: text.Verdict, Grounds: text.Grounds, SourceURL: text.SourceURL, AssessedOn: text.AssessedOn,
			WrittenBy: person.UserID, WrittenAt: tx.Now(),
		}
		newest, err := newestOf(tx, written)
		if err != nil {
			return err
		}
		if id(newest) != basedOn {
			return models.NewError(models.KindConflict, "assessment.problem.changed_since")
		}
		if at.Side == models.OwnSide {
			return d.draft(tx, person, at, written, newest)
		}
		standing, err := standingOf(tx, written)
		if err != nil {
			return err
		}
		now := tx.Now()
		written.ClearedBy, written.ClearedAt = &person.UserID, &now
		if err := tx.Create(&written).Error; err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "assessment.write", "assessment", written.ID, at.PlanCode,
			before(at.Ref, organisation.code, standing), traceOf(at.Ref, organisation.code, written))
	})
}

// draft puts a draft in the place of the one that waits, if one does. The trail
// names it by its hash, as it does with drafts of reports: nobody else sees it.
func (d *Desk) draft(tx *store.Tx, person models.Person, at Place, written models.Assessment, newest *models.Assessment) error {
	tx.Quiet()
	if newest != nil && newest.Draft() {
		if err := withdraw(tx, newest, person.UserID, models.ReplacedAssessment); err != nil {
			return err
		}
	}
	if err := tx.Create(&written).Error; err != nil {
		return err
	}
	return tx.Record(store.ActorOf(person), "assessment.draft", "assessment", written.ID, at.PlanCode, nil,
		map[string]any{"recommendation": at.Ref, "hash": models.HashText(string(written.Verdict) + "\n" + written.Grounds)})
}

// Clear lets a draft of our own count. Who wrote it may clear it, and the trail
// says so.
func (d *Desk) Clear(ctx context.Context, person models.Person, planCode, ref string, assessmentID int64) error {
	if !person.May(models.KeepCatalogue) {
		return models.Forbidden()
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		found, organisation, err := find(tx, ref, assessmentID)
		if err != nil {
			return err
		}
		if !found.Draft() {
			return models.NewError(models.KindState, "assessment.problem.no_draft")
		}
		_, exception := person.MayClearAssessment(found)
		standing, err := standingOf(tx, found)
		if err != nil {
			return err
		}
		if err := clear(tx, found, person.UserID); err != nil {
			return err
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		after := traceOf(ref, organisation, found)
		after.Exception = exception
		return tx.Record(store.ActorOf(person), "assessment.clear", "assessment", found.ID, planCode, before(ref, organisation, standing), after)
	})
}

// Withdraw takes an assessment back, with a reason: the one before it counts
// again. It stays in the history.
func (d *Desk) Withdraw(ctx context.Context, person models.Person, planCode, ref string, assessmentID int64, reason string) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		found, organisation, err := find(tx, ref, assessmentID)
		if err != nil {
			return err
		}
		if _, err := writesFor(person, Place{Side: found.Side, Organisation: organisation}); err != nil {
			if found.Draft() {
				return models.NotFound() // it is not told that there is one
			}
			return err
		}
		if found.WithdrawnAt != nil {
			return models.NewError(models.KindState, "assessment.problem.withdrawn")
		}
		if reason, err = checkReason(reason); err != nil {
			return err
		}
		if found.Draft() {
			tx.Quiet()
		}
		if err := withdraw(tx, &found, person.UserID, reason); err != nil {
			return err
		}
		if found.Draft() {
			return tx.Record(store.ActorOf(person), "assessment.withdraw", "assessment", found.ID, planCode, nil,
				map[string]any{"recommendation": ref, "reason": reason})
		}
		if err := editions.KeepCatalogue(tx); err != nil {
			return err
		}
		return tx.Record(store.ActorOf(person), "assessment.withdraw", "assessment", found.ID, planCode, traceOf(ref, organisation, found),
			map[string]any{"recommendation": ref, "reason": reason})
	})
}

func checkReason(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	var problems models.Problems
	switch length := utf8.RuneCountInString(reason); {
	case length == 0:
		problems.Add("grunn", "assessment.problem.reason_missing")
	case length > models.MaxReason:
		problems.Add("grunn", "assessment.problem.reason_long", "Length", length, "Most", models.MaxReason)
	}
	return reason, problems.Err()
}

// writer is the organisation that assesses; without an id it is the body.
type writer struct {
	id   *int64
	code string
}

// writesFor gives the organisation for which the person writes an assessment of
// a side, or a forbidden error.
func writesFor(person models.Person, at Place) (writer, error) {
	switch at.Side {
	case models.OwnSide, models.BodySide:
		if !person.May(models.KeepCatalogue) {
			return writer{}, models.Forbidden()
		}
		if at.Side == models.BodySide {
			return writer{}, nil
		}
		for _, s := range person.Standings {
			if s.Role == models.Coordinator {
				return writer{&s.OrganisationID, s.OrganisationCode}, nil
			}
		}
	case models.IndependentSide:
		for _, s := range person.AssessesFor() {
			if s.OrganisationCode == at.Organisation {
				return writer{&s.OrganisationID, s.OrganisationCode}, nil
			}
		}
	}
	return writer{}, models.Forbidden()
}

func id(a *models.Assessment) int64 {
	if a == nil {
		return 0
	}
	return a.ID
}
