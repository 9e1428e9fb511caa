package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"tiltak/app/audit"
	"tiltak/app/language"
	"tiltak/models"
)

const auditHelp = `Bruk: tiltak audit KOMMANDO [valg]

  verify          går gjennom hele loggen, utgavene, de lagrede tekstene og filene, og sier hvor kjeden er brutt
  export -o FIL   skriver loggen til en fil, én linje JSON for hver linje i loggen

«tiltak audit KOMMANDO --help» viser valgene.
`

// auditCommand verifies or writes out the log.
func auditCommand(ctx context.Context, c call) error {
	return c.within(ctx, auditHelp, map[string]func(context.Context, call) error{
		"verify": verifyAudit, "export": exportAudit,
	}, "verify eller export")
}

func verifyAudit(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	if rest, err := c.parse(set); err != nil {
		return err
	} else if len(rest) > 0 {
		return usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	s, err := openExisting(ctx, *database)
	if err != nil {
		return err
	}
	defer s.Close()
	seen, err := audit.NewLog(s).Verify(ctx)
	var fault *audit.Fault
	if errors.As(err, &fault) {
		words, loadErr := language.Load()
		if loadErr != nil {
			return loadErr
		}
		return errors.New("kjeden er brutt. " + words.Printer(models.Bokmaal).T("trail.fault."+string(fault.Kind), "Sequence", fault.Sequence, "Thing", fault.Thing))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "Kjeden er hel. Linjer i loggen: %d. Utgaver: %d. Lagrede tekster: %d. Filer: %d.\n", seen.Lines, seen.Editions, seen.Texts, seen.Files)
	fmt.Fprintf(c.stdout, "Kontrollsum for siste linje: %s\n", seen.Head)
	return nil
}

func exportAudit(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	name := set.String("o", "", "filen som skrives; - er standard ut")
	if rest, err := c.parse(set); err != nil {
		return err
	} else if len(rest) > 0 {
		return usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	if *name == "" {
		return usageError{"si hvor loggen skal skrives: -o FIL, eller -o - for standard ut"}
	}
	s, err := openExisting(ctx, *database)
	if err != nil {
		return err
	}
	defer s.Close()
	if *name == "-" {
		_, err := audit.NewLog(s).Export(ctx, c.stdout)
		return err
	}
	lines, err := writeWhole(*name, func(out io.Writer) (int64, error) { return audit.NewLog(s).Export(ctx, out) })
	if err != nil {
		return fmt.Errorf("kan ikke skrive %s: %w", *name, err)
	}
	fmt.Fprintf(c.stderr, "%d linjer er skrevet til %s.\n", lines, *name)
	return nil
}

// writeWhole writes a file that only its owner may read, and takes it away
// again when it did not become whole.
func writeWhole(name string, write func(io.Writer) (int64, error)) (lines int64, err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	out := bufio.NewWriter(file)
	if lines, err = write(out); err != nil {
		return lines, err
	}
	if err = out.Flush(); err != nil {
		return lines, err
	}
	return lines, file.Sync()
}
