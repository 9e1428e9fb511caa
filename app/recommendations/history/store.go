// Package history keeps how links between recommendations and measures came to
// be as they are.
package history

import (
	"context"
	"time"

	"tiltak/app/store"
	"tiltak/models"
)

// Keep notes what made a link of before into after, inside the transaction that
// does it: nil before, it was added; nil after, it was removed. Where nothing
// changed it does nothing. reason may be empty.
func Keep(tx *store.Tx, actor store.Actor, before, after *models.RecommendationLink, reason string) error {
	action := models.LinkChange(before, after)
	if action == "" {
		return nil
	}
	link := after
	if link == nil {
		link = before
	}
	row := models.LinkHistory{
		RecommendationID: link.RecommendationID, MeasureID: link.MeasureID, Action: action, Degree: link.Degree, Note: link.Note,
		Confirmed: link.Confirmed, Reason: reason, UserID: actor.UserID, Who: actor.Who, At: tx.Now(),
	}
	return store.TranslateError(tx.Create(&row).Error, "keep the history of a link")
}

// PageSize is how many changes are read at a time.
const PageSize = 12

// Change is one change of a link, with the number of its measure.
type Change struct {
	models.LinkHistory
	Number int
}

// Window narrows a reading: to what happened before a moment, and to what is
// older than a change. Zero values narrow nothing.
type Window struct {
	Before time.Time
	Older  int64 // the id of a change
}

// Reader reads the history.
type Reader struct{ store *store.Store }

// NewReader makes the reader of a store.
func NewReader(s *store.Store) *Reader { return &Reader{store: s} }

// Of gives the newest changes of the links between a recommendation and the
// measures of a plan, newest first, at the most PageSize, and whether there are
// older ones. It costs one query.
func (r *Reader) Of(ctx context.Context, planID int64, ref string, window Window) (changes []Change, more bool, err error) {
	query := r.store.Read(ctx).Table("link_histories h").
		Joins("JOIN recommendations r ON r.id = h.recommendation_id AND r.ref = ?", ref).
		Joins("JOIN measures m ON m.id = h.measure_id AND m.plan_id = ?", planID).
		Select("h.*, m.number")
	if !window.Before.IsZero() {
		query = query.Where("h.at < ?", window.Before)
	}
	if window.Older > 0 {
		query = query.Where("h.id < ?", window.Older)
	}
	if err := query.Order("h.id DESC").Limit(PageSize + 1).Scan(&changes).Error; err != nil {
		return nil, false, store.TranslateError(err, "read the history of links")
	}
	if more = len(changes) > PageSize; more {
		changes = changes[:PageSize]
	}
	for i := range changes {
		changes[i].At = changes[i].At.UTC()
	}
	return changes, more, nil
}
