package store

import (
	"context"
	"sync/atomic"

	"gorm.io/gorm"
)

type counterKey struct{}

// CountQueries gives a context in which every statement is counted, so that a
// page's cost can be measured.
func CountQueries(ctx context.Context) (context.Context, *atomic.Int64) {
	counter := new(atomic.Int64)
	return context.WithValue(ctx, counterKey{}, counter), counter
}

func registerCounting(db *gorm.DB) error {
	count := func(db *gorm.DB) {
		if counter, ok := db.Statement.Context.Value(counterKey{}).(*atomic.Int64); ok {
			counter.Add(1)
		}
	}
	callbacks := db.Callback()
	for _, register := range []func() error{
		func() error { return callbacks.Query().After("gorm:query").Register("tiltak:count_query", count) },
		func() error { return callbacks.Row().After("gorm:row").Register("tiltak:count_row", count) },
		func() error { return callbacks.Raw().After("gorm:raw").Register("tiltak:count_raw", count) },
		func() error { return callbacks.Create().After("gorm:create").Register("tiltak:count_create", count) },
		func() error { return callbacks.Update().After("gorm:update").Register("tiltak:count_update", count) },
		func() error { return callbacks.Delete().After("gorm:delete").Register("tiltak:count_delete", count) },
	} {
		if err := register(); err != nil {
			return err
		}
	}
	return nil
}
