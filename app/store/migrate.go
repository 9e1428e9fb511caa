package store

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"tiltak/migrations"
)

// Migrate brings the database to the newest schema. Nodes that start together
// wait for each other: one migrates, the rest find nothing to do.
func (s *Store) Migrate(ctx context.Context) error {
	provider, err := s.migrations()
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("cannot bring the database to the newest schema: %w", err)
	}
	return nil
}

// Migration is one step of the schema and whether the database has it.
type Migration struct {
	Name    string
	Applied bool
}

// Migrations lists every step of the schema.
func (s *Store) Migrations(ctx context.Context) ([]Migration, error) {
	provider, err := s.migrations()
	if err != nil {
		return nil, err
	}
	statuses, err := provider.Status(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]Migration, len(statuses))
	for i, status := range statuses {
		list[i] = Migration{Name: status.Source.Path, Applied: status.State == goose.StateApplied}
	}
	return list, nil
}

func (s *Store) migrations() (*goose.Provider, error) {
	pool, err := s.db.DB()
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(migrations.Files, string(s.dialect))
	if err != nil {
		return nil, err
	}
	quiet := goose.WithSlog(slog.New(slog.DiscardHandler))
	if s.dialect == SQLite {
		return goose.NewProvider(goose.DialectSQLite3, pool, files, quiet)
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, pool, files, goose.WithSessionLocker(locker), quiet)
}
