package store_test

import (
	"testing"

	"tiltak/app/store"
	"tiltak/app/store/storetest"
)

func TestMigrationsRunOnBothDatabasesAndAgain(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		steps, err := s.Migrations(t.Context())
		if err != nil || len(steps) == 0 {
			t.Fatalf("no migrations: %v", err)
		}
		for _, step := range steps {
			if !step.Applied {
				t.Errorf("%s is not applied", step.Name)
			}
		}
	})
}

func TestAWriteIsChainedAndATransactionWithoutATraceIsRefused(t *testing.T) {
	storetest.Each(t, nil, func(t *testing.T, s *store.Store) {
		if err := s.Write(t.Context(), func(*store.Tx) error { return nil }); err == nil {
			t.Error("a write that recorded nothing was accepted")
		}
		if err := s.MarkDemo(t.Context()); err != nil {
			t.Fatal(err)
		}
		demo, err := s.IsDemo(t.Context())
		if err != nil || !demo {
			t.Errorf("demo = %v, %v", demo, err)
		}
	})
}
