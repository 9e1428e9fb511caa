package main

import (
	"context"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"tiltak/app/language"
	"tiltak/app/store"
)

const tokenHelp = `Bruk: tiltak token KOMMANDO [valg]

  add --name NAVN     lager en nøkkel som et annet system kan hente ferdige nyhetsbrev med; den vises bare denne ene gangen
  list                viser nøklene, uten hemmelighetene
  revoke NUMMER       trekker en nøkkel tilbake for godt

«tiltak token KOMMANDO --help» viser valgene.
`

// tokenCommand keeps the tokens of other systems.
func tokenCommand(ctx context.Context, c call) error {
	return c.within(ctx, tokenHelp, map[string]func(context.Context, call) error{
		"add": addToken, "list": listTokens, "revoke": revokeToken,
	}, "add, list eller revoke")
}

func addToken(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	name := set.String("name", "", "hvem nøkkelen er til")
	if err := c.parseNothing(set); err != nil {
		return err
	}
	if *name == "" {
		return usageError{"--name må gis"}
	}
	p, err := openPeople(ctx, *database)
	if err != nil {
		return err
	}
	defer p.store.Close()
	token, secret, err := p.ring.AddToken(ctx, store.CommandLine(), *name)
	if err != nil {
		return tell(err)
	}
	fmt.Fprintf(c.stderr, "Nøkkel %d er laget. Ta vare på den nå; den vises ikke igjen.\n", token.ID)
	fmt.Fprintln(c.stdout, secret)
	return nil
}

func listTokens(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	if err := c.parseNothing(set); err != nil {
		return err
	}
	p, err := openPeople(ctx, *database)
	if err != nil {
		return err
	}
	defer p.store.Close()
	tokens, err := p.ring.Tokens(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NUMMER\tNAVN\tLAGET\tSIST BRUKT\tTILSTAND")
	for _, token := range tokens {
		state := "gjelder"
		if token.RevokedAt != nil {
			state = "trukket tilbake"
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\n", token.ID, token.Name, day(&token.CreatedAt), day(token.UsedAt), state)
	}
	return table.Flush()
}

// day is the day in Oslo, or a dash for never.
func day(moment *time.Time) string {
	if moment == nil {
		return "–"
	}
	return moment.In(language.Oslo).Format(time.DateOnly)
}

func revokeToken(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	text, err := c.parseOne(set, "nummeret på nøkkelen")
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return usageError{fmt.Sprintf("%q er ikke et nummer. «tiltak token list» viser dem", text)}
	}
	p, err := openPeople(ctx, *database)
	if err != nil {
		return err
	}
	defer p.store.Close()
	if err := p.ring.RevokeToken(ctx, store.CommandLine(), id); err != nil {
		return tell(err)
	}
	fmt.Fprintf(c.stdout, "Nøkkel %d er trukket tilbake.\n", id)
	return nil
}
