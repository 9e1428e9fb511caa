package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tiltak/app/catalogue"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/models"
)

const catalogueHelp = `Bruk: tiltak catalogue KOMMANDO [valg]

  check FIL                sjekker en katalogfil og viser alle feil
  import FIL [--dry-run]   tar filen inn i databasen; --dry-run viser bare hva som ville skje
  export [--plan KODE]     skriver katalogen ut som en fil som kan tas inn igjen

«tiltak catalogue KOMMANDO --help» viser valgene.
`

// catalogueCommand checks, imports and exports catalogue files.
func catalogueCommand(ctx context.Context, c call) error {
	return c.within(ctx, catalogueHelp, map[string]func(context.Context, call) error{
		"check": checkCatalogue, "import": importCatalogue, "export": exportCatalogue,
	}, "check, import eller export")
}

// parseFile reads the flags and the one file name that must stand beside them.
func (c call) parseFile(set *flag.FlagSet) (string, error) {
	rest, err := c.parse(set)
	switch {
	case err != nil:
		return "", err
	case len(rest) == 0:
		return "", usageError{"navnet på filen mangler. Skriv - for å lese fra standard inn"}
	case len(rest) > 1:
		return "", usageError{fmt.Sprintf("skjønner ikke %q: bare én fil om gangen", rest[1])}
	}
	return rest[0], nil
}

// loadCatalogue reads and checks a file; - is standard input.
func (c call) loadCatalogue(name string, known catalogue.Known) (catalogue.File, error) {
	if name == "-" {
		return catalogue.Load(c.stdin, "standard inn", known)
	}
	file, err := os.Open(name)
	if err != nil {
		return catalogue.File{}, fmt.Errorf("kan ikke lese katalogen: %w", err)
	}
	defer file.Close()
	return catalogue.Load(file, filepath.Base(name), known)
}

func checkCatalogue(ctx context.Context, c call) error {
	set := c.flags()
	database := set.String("database", "", "databasen med etater som filen kan vise til uten å nevne dem; tomt: bare filen selv")
	name, err := c.parseFile(set)
	if err != nil {
		return err
	}
	known := catalogue.Known{}
	if *database != "" {
		s, err := openMigrated(ctx, *database, store.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		if known, err = catalogue.NewImporter(s).Known(ctx); err != nil {
			return err
		}
	}
	file, err := c.loadCatalogue(name, known)
	if err != nil {
		return c.explain(err)
	}
	fmt.Fprintf(c.stdout, "Katalogen er i orden: %s, med %d innsatsområder, %d tiltak og %d anbefalinger.\n",
		file.Plan.Title.NB, len(file.Areas), len(file.Measures), len(file.Recommendations))
	return nil
}

func importCatalogue(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	dryRun := set.Bool("dry-run", false, "vis hva som ville bli endret, uten å endre noe")
	name, err := c.parseFile(set)
	if err != nil {
		return err
	}
	s, err := openMigrated(ctx, *database, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	importer := catalogue.NewImporter(s)
	known, err := importer.Known(ctx)
	if err != nil {
		return err
	}
	file, err := c.loadCatalogue(name, known)
	if err != nil {
		return c.explain(err)
	}
	if *dryRun {
		differences, err := importer.Plan(ctx, file)
		if err != nil {
			return c.explain(err)
		}
		return c.tellDifferences(catalogue.Result{Differences: differences}, "Ingenting er endret i databasen. Uten --dry-run ville dette skjedd: %s.\n")
	}
	result, err := importer.Import(ctx, store.CommandLine(), file)
	if err != nil {
		return c.explain(err)
	}
	return c.tellDifferences(result, "Katalogen er tatt inn: %s.\n")
}

// tellDifferences writes a line for each difference and the counts last.
func (c call) tellDifferences(result catalogue.Result, summary string) error {
	messages, err := language.Load()
	if err != nil {
		return err
	}
	printer := messages.Printer(models.Bokmaal)
	for _, d := range result.Differences {
		fmt.Fprintln(c.stdout, d.Text(printer.Message))
	}
	if result.Unchanged() {
		fmt.Fprintln(c.stdout, "Ingen endring.")
		return nil
	}
	counts := fmt.Sprintf("%d lagt til, %d endret, %d tatt bort, %d beholdt", result.Count(catalogue.Added),
		result.Count(catalogue.Changed), result.Count(catalogue.Removed), result.Count(catalogue.Kept))
	fmt.Fprintf(c.stdout, summary, counts)
	return nil
}

func exportCatalogue(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	plan := set.String("plan", "", "koden til planen; tomt: standardplanen")
	output := set.String("o", "", "filen det skal skrives til; tomt: standard ut")
	if rest, err := c.parse(set); err != nil {
		return err
	} else if len(rest) > 0 {
		return usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	s, err := openMigrated(ctx, *database, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	importer := catalogue.NewImporter(s)
	if *plan == "" {
		if *plan, err = importer.DefaultPlan(ctx); err != nil {
			return c.explain(err)
		}
	}
	file, err := importer.Export(ctx, *plan)
	if err != nil {
		return c.explain(err)
	}
	var text bytes.Buffer
	if err := catalogue.Write(&text, file); err != nil {
		return err
	}
	if *output == "" {
		_, err = io.Copy(c.stdout, &text)
		return err
	}
	if err := os.WriteFile(*output, text.Bytes(), 0o644); err != nil { //nolint:gosec // the catalogue is public
		return fmt.Errorf("kan ikke skrive katalogen: %w", err)
	}
	return nil
}

// explain turns a domain error into the words that people are shown. A fault of a file lists every problem.
func (c call) explain(err error) error {
	messages, loadErr := language.Load()
	if loadErr != nil {
		return errors.Join(err, loadErr)
	}
	printer := messages.Printer(models.Bokmaal)
	var fault *catalogue.Fault
	if errors.As(err, &fault) {
		for _, problem := range fault.Problems {
			fmt.Fprintln(c.stderr, problem.Text(printer.Message))
		}
	}
	var known *models.Error
	if errors.As(err, &known) && known.Kind != models.KindInternal {
		return errors.New(printer.Message(known.Key, known.Args))
	}
	return err
}

// importBuiltIn fills an empty database with the catalogue of the program.
func importBuiltIn(ctx context.Context, s *store.Store) error {
	file, err := catalogue.Load(bytes.NewReader(catalogue.BuiltIn()), catalogue.BuiltInName, catalogue.Known{})
	if err != nil {
		return err
	}
	_, err = catalogue.NewImporter(s).Import(ctx, store.CommandLine(), file)
	return err
}
