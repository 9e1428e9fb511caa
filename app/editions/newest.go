package editions

import (
	"context"

	"tiltak/models"
)

// Newest gives the newest edition of a plan in its newest revision, without
// what is not for publication; nil before the first. It is shared and must not
// be changed. It costs one query.
func (r *Reader) Newest(ctx context.Context, planID int64) (*models.Snapshot, error) {
	rounds, err := queryRounds(r.store.Read(ctx), planID, upTo(noLimit, models.Date{}), models.HistoryRounds+1, true)
	if err != nil {
		return nil, err
	}
	for _, round := range rounds {
		if round.Payload != "" {
			return r.decoded.decode(round.PayloadHash, round.Payload)
		}
	}
	return nil, nil //nolint:nilnil // no edition yet is an answer here, not a fault
}
