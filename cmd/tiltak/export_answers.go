package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tiltak/app/answers"
	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/app/store"
	"tiltak/models"
)

// exportAnswer gives the command that writes one of the papers.
func exportAnswer(kind answers.Kind) func(ctx context.Context, c call) error {
	return func(ctx context.Context, c call) error {
		wanted, err := c.answerFlags(kind)
		if err != nil {
			return err
		}
		s, err := openMigrated(ctx, wanted.database, store.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		planID, err := planOf(ctx, s, wanted.plan)
		if err != nil {
			return err
		}
		desk := answers.NewDesk(editions.NewReader(s))
		asked := answers.Asked{Kind: kind, AsOf: wanted.asOf, Evaluation: wanted.evaluation, Language: wanted.language}
		file, err := desk.File(ctx, planID, asked, language.Today(time.Now()), wanted.format)
		switch {
		case answers.LacksEvaluation(err):
			return inNorwegian(desk, err)
		case models.IsKind(err, models.KindNotFound) && wanted.asOf.Date.IsZero():
			return fmt.Errorf("utgaven %s finnes ikke. Er runden lukket?", wanted.asOf)
		case models.IsKind(err, models.KindInvalid):
			return fmt.Errorf("det finnes ingen status å skrive for %s. Velg en dag fra planen begynte til og med i dag", wanted.asOf)
		case err != nil:
			return err
		}
		if file.Missing > 0 {
			fmt.Fprintf(c.stderr, "Tekster som mangler på engelsk: %d. De står på norsk i svaret, og er merket. Siden /eksport/%s viser hvilke.\n", file.Missing, kind)
		}
		return c.writeOut(wanted.out, file.Body)
	}
}

// inNorwegian is the error as a page would tell it.
func inNorwegian(desk *answers.Desk, err error) error {
	printer, failed := desk.Printer(models.Bokmaal)
	if failed != nil {
		return failed
	}
	return errors.New(printer.Error(err))
}

// wantedAnswer is what the flags of an export ask for.
type wantedAnswer struct {
	database, plan, out string
	asOf                models.AsOf
	evaluation          string
	language            models.Language
	format              answers.Format
}

func (c call) answerFlags(kind answers.Kind) (wantedAnswer, error) {
	var names []string
	for _, f := range kind.Formats() {
		names = append(names, f.Name)
	}
	set := c.flags()
	database := databaseFlag(set)
	edition := set.String("edition", "", "utgaven, som 2026-k3, eller 2026-k3.1 for den første av kvartalet")
	day := set.String("date", "", "i stedet for utgave: en dag, som 2026-09-30; det som var klarert da den var over")
	format := set.String("format", names[0], inWords(names))
	languages := make([]string, 0, len(kind.Languages()))
	for _, l := range kind.Languages() {
		languages = append(languages, string(l))
	}
	written := set.String("language", languages[0], inWords(languages))
	evaluation := new(string)
	if kind == answers.Reply {
		evaluation = set.String("evaluation", "", "evalueringen det svares på, som GRETA-3; tomt: den nyeste fra GRETA som har anbefalinger")
	}
	planCode := set.String("plan", "", "koden til planen; tomt: standardplanen")
	out := set.String("o", "", "filen som skrives; - er standard ut")
	rest, err := c.parse(set)
	if err != nil {
		return wantedAnswer{}, err
	}
	wanted := wantedAnswer{database: *database, plan: *planCode, out: *out, evaluation: *evaluation}
	if len(rest) > 0 {
		return wanted, usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	if wanted.format, err = kind.FormatOf(*format); err != nil {
		return wanted, usageError{fmt.Sprintf("formatet %q passer ikke for dette dokumentet. Velg %s", *format, strings.Join(names, ", "))}
	}
	if wanted.language, err = kind.ParseLanguage(*written); err != nil {
		return wanted, usageError{fmt.Sprintf("språket %q finnes ikke for dette dokumentet. Velg %s", *written, inWords(languages))}
	}
	switch {
	case *edition == "" && *day == "":
		return wanted, usageError{"si hva som skal vises: --edition 2026-k3 eller --date 2026-09-30"}
	case *edition != "" && *day != "":
		return wanted, usageError{"velg enten --edition eller --date, ikke begge"}
	case *out == "":
		return wanted, usageError{"-o mangler. Skriv navnet på filen, eller - for standard ut"}
	}
	if wanted.asOf, err = models.ParseAsOf(*edition, *day); err != nil && *day != "" {
		return wanted, usageError{fmt.Sprintf("--date %q er ikke en dato. Skriv for eksempel 2026-09-30", *day)}
	} else if err != nil {
		return wanted, usageError{fmt.Sprintf("--edition %q er ikke en utgave. Skriv for eksempel 2026-k3", *edition)}
	}
	return wanted, nil
}

// inWords is docx, html eller txt.
func inWords(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " eller " + names[last]
}

// planOf gives the number of the plan of a code; empty is the default plan.
func planOf(ctx context.Context, s *store.Store, code string) (int64, error) {
	planID, err := newsletter.NewDesk(s, editions.NewReader(s)).PlanOf(ctx, code)
	if models.IsKind(err, models.KindNotFound) {
		return 0, fmt.Errorf("det finnes ingen plan med koden «%s» i databasen", code)
	}
	return planID, err
}
