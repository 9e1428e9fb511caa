package metrics

import (
	"context"
	"time"

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

type queueState struct {
	Waiting int64
	Trouble int64
	Oldest  *time.Time
}

func readQueue(ctx context.Context, s *store.Store) (queueState, error) {
	var found queueState
	err := s.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM mails WHERE state IN ('queued', 'sending')) AS waiting,
		(SELECT COUNT(*) FROM mails m JOIN rounds r ON r.id = m.round_id WHERE r.state IN ('open', 'in_review') AND m.state IN ('failed', 'uncertain')) AS trouble`).Scan(&found).Error
	if err != nil {
		return found, store.TranslateError(err, "count mails")
	}
	var oldest []time.Time
	err = s.Read(ctx).Table("mails").Where("state IN ('queued', 'sending')").Order("created_at").Limit(1).Pluck("created_at", &oldest).Error
	if len(oldest) > 0 {
		found.Oldest = &oldest[0]
	}
	return found, store.TranslateError(err, "find the oldest mail")
}
