package main

import (
	"context"
	"fmt"

	"tiltak/app/editions"
	"tiltak/app/store"
)

// migrate brings the database to the newest schema, or lists its steps.
func migrate(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	status := set.Bool("status", false, "vis hvert steg og om databasen har det, uten å endre noe")
	if rest, err := c.parse(set); err != nil {
		return err
	} else if len(rest) > 0 {
		return usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	s, err := store.Open(ctx, *database, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if !*status {
		if err := s.Migrate(ctx); err != nil {
			return err
		}
		if err := editions.BeginCatalogue(ctx, s); err != nil {
			return err
		}
	}
	steps, err := s.Migrations(ctx)
	if err != nil {
		return err
	}
	for _, step := range steps {
		word := "mangler"
		if step.Applied {
			word = "gjort"
		}
		fmt.Fprintf(c.stdout, "%-8s %s\n", word, step.Name)
	}
	return nil
}
