package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"tiltak/app/access"
	"tiltak/app/keys"
	"tiltak/app/language"
	"tiltak/app/store"
	"tiltak/app/users"
	"tiltak/models"
)

const userHelp = `Bruk: tiltak user KOMMANDO [valg]

  add --username NAVN --name NAVN --role ROLLE:VIRKSOMHET   legger inn en bruker; --role kan gis flere ganger, --email én gang
  list                                                      viser alle brukere og rollene deres
  disable NAVN                                              stenger en bruker ute
  reset-password NAVN                                       lager en lenke for å velge nytt passord

Roller: reader, reporter, contributor, coordinator, editor, admin, assessor. Virksomheten er koden i katalogen, for eksempel AID.
«tiltak user KOMMANDO --help» viser valgene.
`

// userCommand keeps the register of users.
func userCommand(ctx context.Context, c call) error {
	return c.within(ctx, userHelp, map[string]func(context.Context, call) error{
		"add": addUser, "list": listUsers, "disable": disableUser, "reset-password": resetPassword,
	}, "add, list, disable eller reset-password")
}

// within runs the command within a command that the first argument names.
func (c call) within(ctx context.Context, help string, commands map[string]func(context.Context, call) error, names string) error {
	if len(c.args) == 0 {
		return usageError{"si hva som skal gjøres: " + names}
	}
	name := c.args[0]
	switch name {
	case "help", "-h", "--help":
		fmt.Fprint(c.stdout, help)
		return flag.ErrHelp
	}
	run, known := commands[name]
	if !known {
		return usageError{fmt.Sprintf("ukjent kommando %q. Velg %s", name, names)}
	}
	inner := c
	inner.name, inner.args = c.name+" "+name, c.args[1:]
	return run(ctx, inner)
}

// roleList is the flag --role, which may be given several times.
type roleList []access.NewStanding

// String gives the flag as it is written.
func (l *roleList) String() string {
	if l == nil {
		return ""
	}
	var parts []string
	for _, s := range *l {
		parts = append(parts, string(s.Role)+":"+s.Organisation)
	}
	return strings.Join(parts, ",")
}

// Set reads one ROLE:ORGANISATION, or several with commas between.
func (l *roleList) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		role, organisation, found := strings.Cut(part, ":")
		if !found || !models.Role(role).Valid() || organisation == "" {
			return fmt.Errorf("skriv ROLLE:VIRKSOMHET, for eksempel reporter:AID, med en av rollene %s", roleNames())
		}
		*l = append(*l, access.NewStanding{Role: models.Role(role), Organisation: organisation})
	}
	return nil
}

func roleNames() string {
	var names []string
	for _, role := range models.Roles() {
		names = append(names, string(role))
	}
	return strings.Join(names, ", ")
}

// people is what the commands about users and tokens work with.
type people struct {
	store    *store.Store
	register *users.Register
	ring     *keys.Ring
}

func openPeople(ctx context.Context, database string) (*people, error) {
	s, err := openMigrated(ctx, database, store.Options{})
	if err != nil {
		return nil, err
	}
	passwords, err := access.NewPasswords()
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &people{store: s, register: users.NewRegister(s), ring: keys.NewRing(s, passwords)}, nil
}

// tell turns a domain error into the sentences a person is shown.
func tell(err error) error {
	var known *models.Error
	if !errors.As(err, &known) || known.Kind == models.KindInternal {
		return err
	}
	messages, loadErr := language.Load()
	if loadErr != nil {
		return errors.Join(err, loadErr)
	}
	printer := messages.Printer(models.Bokmaal)
	if len(known.Fields) == 0 {
		return errors.New(printer.Error(known))
	}
	var lines []string
	for _, problem := range known.Fields {
		lines = append(lines, printer.Message(problem.Key, problem.Args))
	}
	return errors.New(strings.Join(lines, " "))
}

func addUser(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	username := set.String("username", "", "brukernavnet")
	name := set.String("name", "", "navnet brukeren vises med")
	email := set.String("email", "", "e-postadressen som påminnelser sendes til; kan stå tom")
	var roles roleList
	set.Var(&roles, "role", "ROLLE:VIRKSOMHET, for eksempel reporter:AID; kan gis flere ganger")
	fromInput := set.Bool("password-stdin", false, "les passordet fra standard inn i stedet for å lage en lenke")
	publicURL := publicURLFlag(set)
	if err := c.parseNothing(set); err != nil {
		return err
	}
	if *username == "" || *name == "" || len(roles) == 0 {
		return usageError{"--username, --name og --role må gis"}
	}
	p, err := openPeople(ctx, *database)
	if err != nil {
		return err
	}
	defer p.store.Close()
	if empty, err := p.store.IsEmpty(ctx); err != nil {
		return err
	} else if empty {
		return errors.New("databasen har ingen katalog ennå, så ingen virksomhet er kjent. Start «tiltak serve» én gang, eller kjør «tiltak catalogue import FIL»")
	}
	password := ""
	if *fromInput {
		if password, err = readPassword(c.stdin); err != nil {
			return tell(err)
		}
	}
	user, err := p.register.Add(ctx, store.CommandLine(), access.NewUser{Username: *username, DisplayName: *name, Email: *email, Standings: roles})
	if err != nil {
		return tell(err)
	}
	fmt.Fprintf(c.stdout, "Brukeren %s er lagt inn.\n", user.Username)
	if *fromInput {
		return tell(p.ring.Administer(ctx, store.CommandLine(), user.ID, password))
	}
	return p.printLink(ctx, c, user.ID, *publicURL)
}

// publicURLFlag adds --public-url, the beginning of links that are printed.
func publicURLFlag(set *flag.FlagSet) *string {
	return set.String("public-url", "http://127.0.0.1:8080", "adressen folk bruker; lenker begynner med den")
}

// parseNothing reads flags that no other argument may stand beside.
func (c call) parseNothing(set *flag.FlagSet) error {
	rest, err := c.parse(set)
	if err == nil && len(rest) > 0 {
		err = usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	return err
}

// parseOne reads the flags and the one argument that must stand beside them.
func (c call) parseOne(set *flag.FlagSet, what string) (string, error) {
	rest, err := c.parse(set)
	switch {
	case err != nil:
		return "", err
	case len(rest) == 0:
		return "", usageError{what + " mangler"}
	case len(rest) > 1:
		return "", usageError{fmt.Sprintf("skjønner ikke %q", rest[1])}
	}
	return rest[0], nil
}

// readPassword reads the first line.
func readPassword(in io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(in, 4*access.LongestPassword+2)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("kan ikke lese passordet: %w", err)
	}
	line = strings.TrimRight(line, "\r\n")
	return line, access.CheckLength(line)
}

func (p *people) printLink(ctx context.Context, c call, userID int64, publicURL string) error {
	secret, err := p.ring.PasswordLink(ctx, store.CommandLine(), userID)
	if err != nil {
		return tell(err)
	}
	fmt.Fprintf(c.stdout, "Lenke for å velge passord. Den kan brukes én gang, i 24 timer:\n%s\n", strings.TrimRight(publicURL, "/")+keys.SetupPath+secret)
	return nil
}

func listUsers(ctx context.Context, c call) error {
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
	accounts, err := p.register.List(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "BRUKERNAVN\tNAVN\tROLLER\tTILSTAND")
	for _, account := range accounts {
		var roles []string
		for _, s := range account.Standings {
			roles = append(roles, string(s.Role)+":"+s.OrganisationCode)
		}
		state := "i bruk"
		if !account.Enabled() {
			state = "stengt ute"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", account.User.Username, account.User.DisplayName, strings.Join(roles, ","), state)
	}
	return table.Flush()
}

func disableUser(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	username, err := c.parseOne(set, "brukernavnet")
	if err != nil {
		return err
	}
	p, err := openPeople(ctx, *database)
	if err != nil {
		return err
	}
	defer p.store.Close()
	account, err := p.register.Find(ctx, username)
	if err == nil {
		err = p.register.Disable(ctx, store.CommandLine(), account.User.ID)
	}
	if err != nil {
		return tell(err)
	}
	fmt.Fprintf(c.stdout, "Brukeren %s er stengt ute.\n", account.User.Username)
	return nil
}

func resetPassword(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	publicURL := publicURLFlag(set)
	username, err := c.parseOne(set, "brukernavnet")
	if err != nil {
		return err
	}
	p, err := openPeople(ctx, *database)
	if err != nil {
		return err
	}
	defer p.store.Close()
	account, err := p.register.Find(ctx, username)
	if err != nil {
		return tell(err)
	}
	if !account.Enabled() {
		return fmt.Errorf("brukeren %s er stengt ute. Åpne for brukeren under Administrasjon først", account.User.Username)
	}
	return p.printLink(ctx, c, account.User.ID, *publicURL)
}
