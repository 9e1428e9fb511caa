package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tiltak/app/answers"
)

// paper is something that `tiltak export` can write.
type paper struct {
	name    string
	summary string
	run     func(ctx context.Context, c call) error
}

func papers() []paper {
	return []paper{
		{"newsletter", "statusdelen i nyhetsbrevet for et kvartal", exportNewsletter},
		{"status-report", "statusrapporten, tiltak for tiltak", exportAnswer(answers.StatusReport)},
		{"budget-table", "tabellen til budsjettproposisjonen", exportAnswer(answers.BudgetTable)},
		{"storting", "svarpakken til Stortinget", exportAnswer(answers.Storting)},
		{"greta", "svaret på anbefalingene fra en evaluering, på engelsk eller norsk", exportAnswer(answers.Reply)},
		{"measures", "alle tiltakene som regneark eller data", exportAnswer(answers.MeasureList)},
	}
}

// export writes a paper to a file.
func export(ctx context.Context, c call) error {
	names := make([]string, 0, len(papers()))
	for _, p := range papers() {
		names = append(names, p.name)
	}
	if len(c.args) == 0 {
		return usageError{"si hva som skal skrives: " + strings.Join(names, ", ")}
	}
	switch c.args[0] {
	case "help", "-h", "--help":
		fmt.Fprint(c.stdout, "Bruk: tiltak export DOKUMENT [valg] -o FIL\n\n")
		for _, p := range papers() {
			fmt.Fprintf(c.stdout, "  %-15s %s\n", p.name, p.summary)
		}
		fmt.Fprint(c.stdout, "\n«tiltak export DOKUMENT --help» viser valgene.\n")
		return flag.ErrHelp
	}
	for _, p := range papers() {
		if p.name == c.args[0] {
			return p.run(ctx, call{name: c.name + " " + p.name, args: c.args[1:], env: c.env, stdin: c.stdin, stdout: c.stdout, stderr: c.stderr})
		}
	}
	return usageError{fmt.Sprintf("ukjent dokument %q. Velg %s", c.args[0], strings.Join(names, ", "))}
}

// writeOut writes the body to a file, whole or not at all; - is standard out.
func (c call) writeOut(name string, body []byte) error {
	if name == "-" {
		_, err := c.stdout.Write(body)
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("kan ikke skrive filen: %w", err)
	}
	defer os.Remove(file.Name())
	_, err = file.Write(body)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(file.Name(), 0o644) //nolint:gosec // a paper is meant to be read
	}
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("kan ikke skrive filen: %w", err)
	}
	return nil
}
