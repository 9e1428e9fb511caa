package metrics

import (
	"context"

	"tiltak/app/language"
	"tiltak/app/store"
)

type runningRounds struct {
	Open    int64
	Overdue int64
}

func readRounds(ctx context.Context, s *store.Store) (runningRounds, error) {
	var found runningRounds
	err := s.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM rounds WHERE state IN ('open', 'in_review')) AS open,
		(SELECT COUNT(*) FROM reports p JOIN rounds r ON r.id = p.round_id
		 WHERE r.state IN ('open', 'in_review') AND r.deadline < ? AND p.state IN ('draft', 'returned')) AS overdue`,
		language.Today(s.Now())).Scan(&found).Error
	return found, store.TranslateError(err, "count running rounds")
}
