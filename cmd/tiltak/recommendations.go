package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tiltak/app/catalogue"
	"tiltak/app/language"
	"tiltak/app/recommendations/intake"
	"tiltak/app/store"
	"tiltak/models"
)

const recommendationsHelp = `Bruk: tiltak recommendations KOMMANDO [valg]

  check FIL                sjekker en fil med anbefalinger mot databasen og viser alle feil
  import FIL [--dry-run]   tar anbefalingene inn; --dry-run viser bare hva som ville skje
  template -o FIL          skriver en tom mal: .xlsx, .csv eller .yaml

En CSV-fil sier ikke hvilken evaluering den gjelder. Si det med --evaluation, så mange ganger det trengs:
--evaluation body=GRETA --evaluation round=4. Navnene er de samme som i en YAML-fil.

«tiltak recommendations KOMMANDO --help» viser valgene.
`

// recommendationsCommand takes in all the recommendations of a report.
func recommendationsCommand(ctx context.Context, c call) error {
	taking := func(checkOnly bool) func(context.Context, call) error {
		return func(ctx context.Context, c call) error { return takeIn(ctx, c, checkOnly) }
	}
	return c.within(ctx, recommendationsHelp, map[string]func(context.Context, call) error{
		"check": taking(true), "import": taking(false), "template": func(_ context.Context, c call) error { return writeTemplate(c) },
	}, "check, import eller template")
}

// pairs is a flag name=value that may be given several times.
type pairs map[string][]string

func (p pairs) String() string { return "" }

func (p pairs) Set(text string) error {
	name, value, both := strings.Cut(text, "=")
	if !both || name == "" || value == "" {
		return fmt.Errorf("skriv det som navn=verdi, ikke %q", text)
	}
	p[name] = append(p[name], value)
	return nil
}

func takeIn(ctx context.Context, c call, only bool) error {
	set := c.flags()
	database := databaseFlag(set)
	code := set.String("plan", "", "koden til planen med tiltakene; tomt: standardplanen")
	evaluation, lineage, dryRun := pairs{}, pairs{}, only
	set.Var(evaluation, "evaluation", "for CSV: noe om evalueringen, som body=GRETA eller round=4; kan gis flere ganger")
	if !only {
		set.BoolVar(&dryRun, "dry-run", false, "vis hva som ville bli endret, uten å endre noe")
		set.Var(lineage, "lineage", "at en anbefaling reiser det samme som en tidligere, som G4-01=G3-02; kan gis flere ganger")
	}
	name, err := c.parseFile(set)
	if err != nil {
		return err
	}
	sent, err := c.readSent(name, evaluation)
	if err != nil {
		return err
	}
	messages, err := language.Load()
	if err != nil {
		return err
	}
	words := messages.Printer(models.Bokmaal)
	s, err := openMigrated(ctx, *database, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if *code == "" {
		if *code, err = catalogue.NewImporter(s).DefaultPlan(ctx); err != nil {
			return c.explain(err)
		}
	}
	desk, chosen := intake.NewDesk(s), intake.Lineages(lineage)
	var plan intake.Plan
	if dryRun {
		plan, err = desk.Try(ctx, intake.CommandLine(), *code, sent, chosen, words)
	} else {
		plan, err = desk.ImportNow(ctx, intake.CommandLine(), *code, sent, chosen, words)
	}
	var refused *intake.FaultsError
	if errors.As(err, &refused) {
		for _, fault := range refused.Faults {
			where := fault.Where(words)
			if fault.Place.InForm {
				where = "--evaluation " + string(fault.Place.Field)
			}
			fmt.Fprintf(c.stderr, "%s: %s\n", where, fault.Text(words))
		}
		return fmt.Errorf("%s er ikke tatt inn. Den har %d feil. Rett dem, og prøv igjen", sent.Name, len(refused.Faults))
	}
	if err != nil {
		return c.explain(err)
	}
	if only {
		fmt.Fprintf(c.stdout, "Filen er i orden: %s, %s.\n", plan.Name(words), plan.Count(words))
		return nil
	}
	return c.tellPlan(plan, words, dryRun)
}

func (c call) tellPlan(plan intake.Plan, words language.Printer, dryRun bool) error {
	for _, d := range plan.Differences {
		fmt.Fprintln(c.stdout, d.Text(words.Message))
	}
	for _, r := range plan.New {
		for _, offer := range plan.Offers[r.Ref] {
			if !slices.ContainsFunc(plan.Differences, func(d catalogue.Difference) bool { return d.Path == "lineage["+offer.Ref+" → "+r.Ref+"]" }) {
				fmt.Fprintf(c.stdout, "%s kan være det samme som %s (%s): bruk --lineage %s=%s om det er det.\n", r.Ref, offer.Ref, intake.Reason(words, offer), r.Ref, offer.Ref)
			}
		}
	}
	switch {
	case plan.Nothing():
		fmt.Fprintln(c.stdout, "Ingen endring.")
	case dryRun:
		fmt.Fprintf(c.stdout, "Ingenting er endret i databasen. Uten --dry-run ville dette skjedd: %s, %s.\n", plan.Name(words), plan.Count(words))
	default:
		fmt.Fprintf(c.stdout, "Anbefalingene er tatt inn: %s, %s.\n", plan.Name(words), plan.Count(words))
	}
	return nil
}

// readSent reads a file and what is said of its evaluation.
func (c call) readSent(name string, evaluation pairs) (intake.Sent, error) {
	sent := intake.Sent{Name: filepath.Base(name), Evaluation: map[intake.Field]string{}}
	for key, values := range evaluation {
		if key == "confirmed" {
			key = string(intake.Verified)
		}
		if !slices.Contains(intake.EvaluationFields(), intake.Field(key)) {
			return sent, usageError{fmt.Sprintf("--evaluation har ikke noe felt som heter %q", key)}
		}
		if len(values) > 1 {
			return sent, usageError{fmt.Sprintf("--evaluation %s er gitt to ganger", key)}
		}
		sent.Evaluation[intake.Field(key)] = values[0]
	}
	file, err := os.Open(name)
	if err != nil {
		return sent, fmt.Errorf("kan ikke lese anbefalingene: %w", err)
	}
	defer file.Close()
	if sent.Content, err = io.ReadAll(io.LimitReader(file, intake.MostBytes+1)); err != nil {
		return sent, fmt.Errorf("kan ikke lese anbefalingene: %w", err)
	}
	return sent, nil
}

func writeTemplate(c call) error {
	set := c.flags()
	output := set.String("o", "", "filen malen skrives til; endelsen sier hvilket format: .xlsx, .csv eller .yaml")
	if rest, err := c.parse(set); err != nil {
		return err
	} else if len(rest) > 0 {
		return usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	form := intake.Form(strings.TrimPrefix(strings.ToLower(filepath.Ext(*output)), "."))
	if form == "yml" {
		form = intake.YAML
	}
	if !slices.Contains([]intake.Form{intake.Workbook, intake.CSV, intake.YAML}, form) {
		return usageError{"si hvilken fil malen skal skrives til med -o: .xlsx, .csv eller .yaml"}
	}
	messages, err := language.Load()
	if err != nil {
		return err
	}
	file, err := intake.Template(form, messages.Printer(models.Bokmaal))
	if err != nil {
		return err
	}
	if err := os.WriteFile(*output, file, 0o644); err != nil { //nolint:gosec // an empty template
		return fmt.Errorf("kan ikke skrive malen: %w", err)
	}
	return nil
}
