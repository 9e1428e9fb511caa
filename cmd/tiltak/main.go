// Command tiltak is the whole of Tiltaksoversikten in one program. Run
// «tiltak help» for its commands.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// Exit codes of every command.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], environment(os.Environ()), os.Stdin, os.Stdout, os.Stderr))
}

// command is one subcommand. run gets the arguments after its name.
type command struct {
	name    string
	summary string
	run     func(ctx context.Context, call call) error
}

// call is what a command is given.
type call struct {
	name   string
	args   []string
	env    map[string]string
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

func commands() []command {
	return []command{
		{"serve", "starter nettstedet", serve},
		{"recommendations", "sjekker eller tar inn anbefalingene fra en evaluering", recommendationsCommand},
		{"catalogue", "sjekker, tar inn eller skriver ut en katalog med tiltak", catalogueCommand},
		{"user", "legger inn, viser og stenger ute brukere", userCommand},
		{"token", "lager, viser og trekker tilbake nøkler for andre systemer", tokenCommand},
		{"audit", "sjekker at loggen og utgavene er hele, eller skriver ut loggen", auditCommand},
		{"export", "skriver et dokument til fil", export},
		{"migrate", "oppgraderer databasen, eller viser hva som gjenstår", migrate},
		{"version", "skriver versjonen", version},
	}
}

// usageError is wrong use of a command: exit code 2.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// run is the program without its process: tests call it with their own
// arguments, environment and streams. It gives the exit code.
func run(ctx context.Context, args []string, env map[string]string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 || slices.Contains([]string{"help", "-h", "--help"}, args[0]) {
		writeHelp(stdout)
		if len(args) == 0 {
			return exitUsage
		}
		return exitOK
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, call{name: c.name, args: args[1:], env: env, stdin: stdin, stdout: stdout, stderr: stderr})
		var usage usageError
		switch {
		case err == nil, errors.Is(err, flag.ErrHelp):
			return exitOK
		case errors.As(err, &usage):
			fmt.Fprintf(stderr, "tiltak %s: %s\n", c.name, usage.text)
			return exitUsage
		}
		fmt.Fprintf(stderr, "tiltak %s: %v\n", c.name, err)
		return exitFailed
	}
	fmt.Fprintf(stderr, "tiltak: ukjent kommando %q. Kjør «tiltak help» for å se kommandoene.\n", args[0])
	return exitUsage
}

func writeHelp(out io.Writer) {
	fmt.Fprintln(out, "Bruk: tiltak KOMMANDO [valg]")
	fmt.Fprintln(out)
	for _, c := range commands() {
		fmt.Fprintf(out, "  %-15s %s\n", c.name, c.summary)
	}
	fmt.Fprintln(out)
	fmt.Fprintln(out, "«tiltak KOMMANDO --help» viser valgene. Valg kan også gis som TILTAK_… i miljøet.")
}
