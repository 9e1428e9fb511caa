package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"tiltak/models"
)

// Dialect is which database is behind the store.
type Dialect string

// The two databases.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// Options of Open. Now is injected so that tests can set the clock.
type Options struct {
	Now    func() time.Time
	Logger *slog.Logger
	// Connections is the most connections a node holds; 0 means a default that
	// suits the database.
	Connections int
}

// Store is an open database.
type Store struct {
	db      *gorm.DB
	dialect Dialect
	now     func() time.Time
}

// Open opens the database that address names: sqlite:PATH or postgres://….
// It does not migrate.
func Open(ctx context.Context, address string, options Options) (*Store, error) {
	dialect, dialector, err := dialectorOf(address)
	if err != nil {
		return nil, err
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	// Both databases keep microseconds; hashes are made over what is kept.
	now := func() time.Time { return options.Now().UTC().Truncate(time.Microsecond) }
	db, err := gorm.Open(dialector, &gorm.Config{
		NowFunc:              now,
		TranslateError:       true,
		DisableAutomaticPing: true,
		Logger: logger.NewSlogLogger(options.Logger, logger.Config{
			SlowThreshold:             time.Second,
			LogLevel:                  logger.Warn,
			IgnoreRecordNotFoundError: true,
			ParameterizedQueries:      true, // no personal data in logs
		}),
	})
	if err != nil {
		return nil, fmt.Errorf("cannot open the database: %w", withoutPassword(err, address))
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	sizePool(pool, dialect, options.Connections)
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("cannot reach the database: %w", withoutPassword(err, address))
	}
	if err := registerCounting(db); err != nil {
		return nil, err
	}
	return &Store{db: db, dialect: dialect, now: now}, nil
}

func sizePool(pool *sql.DB, dialect Dialect, connections int) {
	if connections == 0 {
		connections = 10
		if dialect == SQLite {
			connections = 4
		}
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	pool.SetConnMaxIdleTime(5 * time.Minute)
}

// synchronous(FULL): an answered save is on disk. The lock is taken when a
// transaction begins, so that two writers wait for each other instead of
// failing half-way.
const sqlitePragmas = "_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"

func dialectorOf(address string) (Dialect, gorm.Dialector, error) {
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		path := strings.TrimPrefix(address, "sqlite:")
		if path == "" {
			return "", nil, fmt.Errorf("the database address %q names no file; write sqlite:tiltak.db", address)
		}
		return SQLite, sqlite.Open("file:" + escapePath(path) + "?" + sqlitePragmas), nil
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		if _, err := url.Parse(address); err != nil {
			return "", nil, fmt.Errorf("the database address cannot be read; write postgres://user:password@host/database")
		}
		return PostgreSQL, postgres.Open(address), nil
	}
	return "", nil, fmt.Errorf("the database address must begin with sqlite: or postgres://")
}

func escapePath(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

func withoutPassword(err error, address string) error {
	parsed, parseErr := url.Parse(address)
	if parseErr != nil || parsed.User == nil {
		return err
	}
	password, set := parsed.User.Password()
	if !set || password == "" {
		return err
	}
	return fmt.Errorf("%s", strings.ReplaceAll(err.Error(), password, "…"))
}

// Close lets go of all connections.
func (s *Store) Close() error {
	pool, err := s.db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// Dialect tells which database is behind the store.
func (s *Store) Dialect() Dialect { return s.dialect }

// Now is the store's clock in UTC, to the microsecond.
func (s *Store) Now() time.Time { return s.now() }

// Pool is the connection pool, for metrics and health.
func (s *Store) Pool() (*sql.DB, error) { return s.db.DB() }

// Ready tells whether the database answers.
func (s *Store) Ready(ctx context.Context) error {
	pool, err := s.db.DB()
	if err != nil {
		return err
	}
	return pool.PingContext(ctx)
}

// Read gives a session for queries. Start every query from a fresh call: a
// kept chain gathers conditions.
func (s *Store) Read(ctx context.Context) *gorm.DB { return s.db.WithContext(ctx) }

// TranslateError turns what the database refused into a domain error.
func TranslateError(err error, doing string) error {
	switch {
	case err == nil:
		return nil
	case isAny(err, gorm.ErrRecordNotFound):
		return models.NotFound()
	case isAny(err, gorm.ErrDuplicatedKey):
		return &wrapped{models.NewError(models.KindConflict, "error.already_there"), err}
	case isAny(err, gorm.ErrForeignKeyViolated, gorm.ErrCheckConstraintViolated):
		return &wrapped{models.NewError(models.KindInvalid, "error.refused_by_database"), err}
	}
	return models.Wrap(err, doing)
}
