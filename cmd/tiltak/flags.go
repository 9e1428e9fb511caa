package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"tiltak/app/editions"
	"tiltak/app/store"
)

const (
	defaultDatabase = "sqlite:tiltak.db"
	demoDatabase    = "sqlite:tiltak-demo.db"
)

func environment(pairs []string) map[string]string {
	env := make(map[string]string, len(pairs))
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		env[name] = value
	}
	return env
}

// flags makes a set whose values may also be given as TILTAK_…: --metrics-listen
// is TILTAK_METRICS_LISTEN. A flag wins over the environment.
func (c call) flags() *flag.FlagSet {
	set := flag.NewFlagSet("tiltak "+c.name, flag.ContinueOnError)
	set.SetOutput(c.stderr)
	return set
}

// parse reads the environment and then the arguments into the set, and gives
// the arguments that are no flags. Flags may stand after them too.
func (c call) parse(set *flag.FlagSet) ([]string, error) {
	var wrong error
	set.VisitAll(func(f *flag.Flag) {
		name := "TILTAK_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, given := c.env[name]; given && wrong == nil {
			if err := set.Set(f.Name, value); err != nil {
				wrong = usageError{fmt.Sprintf("%s=%q kan ikke brukes: %v", name, value, err)}
			}
		}
	})
	if wrong != nil {
		return nil, wrong
	}
	var rest []string
	args := c.args
	for {
		if err := set.Parse(args); err != nil {
			if err == flag.ErrHelp { //nolint:errorlint // the flag package gives it bare
				return nil, err
			}
			return nil, usageError{err.Error()}
		}
		if set.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, set.Arg(0))
		args = set.Args()[1:]
	}
}

// databaseFlag adds --database.
func databaseFlag(set *flag.FlagSet) *string {
	return set.String("database", defaultDatabase, "databasen: sqlite:FIL eller postgres://…")
}

// openMigrated opens a database and brings it to the newest schema.
func openMigrated(ctx context.Context, address string, options store.Options) (*store.Store, error) {
	s, err := store.Open(ctx, address, options)
	if err != nil {
		return nil, err
	}
	bounded, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := s.Migrate(bounded); err != nil {
		_ = s.Close()
		return nil, err
	}
	if err := editions.BeginCatalogue(bounded, s); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// openExisting opens a database that is there and has the newest schema, for
// commands that change nothing.
func openExisting(ctx context.Context, address string) (*store.Store, error) {
	if path, file := strings.CutPrefix(address, "sqlite:"); file && path != "" {
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("finner ikke databasen %s. Si hvor den er med --database", path)
		}
	}
	s, err := store.Open(ctx, address, store.Options{})
	if err != nil {
		return nil, err
	}
	steps, err := s.Migrations(ctx)
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	for _, step := range steps {
		if !step.Applied {
			_ = s.Close()
			return nil, fmt.Errorf("databasen er ikke oppgradert. Kjør «tiltak migrate» først")
		}
	}
	return s, nil
}
