package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tiltak/app/documents"
	"tiltak/app/editions"
	"tiltak/app/newsletter"
	"tiltak/app/store"
	"tiltak/models"
)

// exportNewsletter writes the status section of a quarter: the stored file when
// it is frozen, else a draft that says so.
func exportNewsletter(ctx context.Context, c call) error {
	set := c.flags()
	database := databaseFlag(set)
	edition := set.String("edition", "", "kvartalet, som 2026-k3; 2026-k3.1 gir forslaget fra den første utgaven")
	number := set.Int("number", 0, "nummeret på nyhetsbrevet når det er rettet: 1 er det første; 0 er det nyeste")
	day := set.String("date", "", "finnes ikke for nyhetsbrevet, som lages av en utgave")
	format := set.String("format", "docx", strings.Join(documents.NewsletterFormats().Names(), ", "))
	written := set.String("language", string(models.Bokmaal), "språket i et forslag: nb eller nn")
	against := set.String("before", "", "utgaven det sammenlignes med, som 2026-k1; tomt: den før. Gir et forslag, også når nyhetsbrevet er begynt")
	planCode := set.String("plan", "", "koden til planen; tomt: standardplanen")
	out := set.String("o", "", "filen som skrives; - er standard ut")
	rest, err := c.parse(set)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError{fmt.Sprintf("skjønner ikke %q", rest[0])}
	}
	chosen, err := documents.NewsletterFormats().Find(*format)
	var unknown *documents.UnknownFormatError
	switch {
	case errors.As(err, &unknown):
		return usageError{fmt.Sprintf("formatet %q finnes ikke for nyhetsbrevet. Velg %s", *format, strings.Join(unknown.Known, ", "))}
	case err != nil:
		return err
	case *day != "":
		return usageError{"nyhetsbrevet lages av en utgave, ikke av en dato. Bruk --edition, for eksempel --edition 2026-k3"}
	case *edition == "":
		return usageError{"--edition mangler. Skriv for eksempel --edition 2026-k3"}
	case *number < 0:
		return usageError{"--number er 1 eller mer. Utelat det for det nyeste"}
	case *out == "":
		return usageError{"-o mangler. Skriv navnet på filen, eller - for standard ut"}
	case *written != string(models.Bokmaal) && *written != string(models.Nynorsk):
		return usageError{fmt.Sprintf("språket %q finnes ikke for nyhetsbrevet. Velg nb eller nn", *written)}
	}
	ref, err := models.ParseEditionRef(*edition)
	if err != nil {
		return usageError{fmt.Sprintf("--edition %q er ikke et kvartal. Skriv for eksempel 2026-k3", *edition)}
	}
	if *number > 0 && (ref.Revision > 0 || *against != "") {
		return usageError{"--number er nummeret på et frosset nyhetsbrev, og kan ikke brukes sammen med --before eller en bestemt utgave som 2026-k3.1"}
	}
	basis := newsletter.Basis{Language: models.Language(*written)}
	if *against != "" {
		if basis.Before, err = models.ParseEditionRef(*against); err != nil {
			return usageError{fmt.Sprintf("--before %q er ikke en utgave. Skriv for eksempel 2026-k1", *against)}
		}
		if basis.Before.Period.Index() >= ref.Period.Index() {
			return usageError{fmt.Sprintf("--before %s er ikke eldre enn --edition %s", basis.Before, ref)}
		}
	}
	s, err := openMigrated(ctx, *database, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	desk := newsletter.NewDesk(s, editions.NewReader(s))
	planID, err := planOf(ctx, s, *planCode)
	if err != nil {
		return err
	}
	file, err := desk.Export(ctx, planID, ref, *number, chosen, basis)
	var notStored *newsletter.NotStoredError
	if errors.As(err, &notStored) {
		return fmt.Errorf("nyhetsbrevet ble frosset før formatet %s fantes. Velg %s", notStored.Format, strings.Join(notStored.Stored, ", "))
	}
	if models.IsKind(err, models.KindInvalid) {
		return fmt.Errorf("utgaven %s, som det skulle sammenlignes med, finnes ikke", basis.Before)
	}
	if models.IsKind(err, models.KindNotFound) && *number > 0 {
		return fmt.Errorf("nyhetsbrevet for %s har ikke nummer %d. Utelat --number for det nyeste", ref, *number)
	}
	if models.IsKind(err, models.KindNotFound) {
		return fmt.Errorf("runden %s er ikke lukket, så det finnes ingen utgave å lage nyhetsbrev av", ref)
	}
	if err != nil {
		return err
	}
	return c.writeOut(*out, file.Body)
}
