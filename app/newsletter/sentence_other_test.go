package newsletter_test

import (
	"testing"

	"tiltak/models"
)

// What can happen to a milestone.
func milestoneTellings(t *testing.T) []telling {
	planned := func(title, due string) models.MilestoneState {
		return models.MilestoneState{MilestoneID: milestoneID, Title: title, Due: date(t, due), Phase: models.MilestonePlanned}
	}
	reached := func(title, due, day string) models.MilestoneState {
		m := planned(title, due)
		m.Phase, m.ReachedOn = models.MilestoneReached, date(t, day)
		return m
	}
	undated := func(title string) models.MilestoneState {
		m := reached(title, "2026-09-30", "2026-09-01")
		m.ReachedOn = models.Date{}
		return m
	}
	dropped := func(title string) models.MilestoneState {
		m := planned(title, "2026-12-01")
		m.Phase, m.Reason = models.MilestoneDropped, "Ikke lenger aktuelt"
		return m
	}
	undue := func(title string) models.MilestoneState {
		return models.MilestoneState{MilestoneID: milestoneID, Title: title, Phase: models.MilestonePlanned}
	}
	return []telling{
		onGroup(t, "reached in the year of the newsletter", was(onTrack, planned(`Kurset er lansert`, "2026-09-30")), now(onTrack, reached(`Kurset er lansert`, "2026-09-30", "2026-08-28")),
			`JD nådde 28. august milepælen "Kurset er lansert".`,
			`JD nådde 28. august milepælen "Kurset er lansert".`),
		onGroup(t, "reached on the first of a month", was(onTrack, planned(`Kurset er lansert`, "2026-09-30")), now(onTrack, reached(`Kurset er lansert`, "2026-09-30", "2026-09-01")),
			`JD nådde 1. september milepælen "Kurset er lansert".`,
			`JD nådde 1. september milepælen "Kurset er lansert".`),
		onGroup(t, "reached in another year", was(onTrack, planned(`Mandat vedtatt`, "2026-01-31")), now(onTrack, reached(`Mandat vedtatt`, "2026-01-31", "2025-12-15")),
			`JD nådde 15. desember 2025 milepælen "Mandat vedtatt".`,
			`JD nådde 15. desember 2025 milepælen "Mandat vedtatt".`),
		onGroup(t, "reached on a day nobody wrote down", was(onTrack, planned(`Mandat vedtatt`, "2026-09-30")), now(onTrack, undated("Mandat vedtatt")),
			`JD har nådd milepælen "Mandat vedtatt".`,
			`JD har nådd milepælen "Mandat vedtatt".`),
		onGroup(t, "reached, and new", was(onTrack), now(onTrack, reached(`Mandat vedtatt`, "2026-09-30", "2026-09-30")),
			`JD nådde 30. september milepælen "Mandat vedtatt".`,
			`JD nådde 30. september milepælen "Mandat vedtatt".`),
		onGroup(t, "a title with quotation marks of its own", was(onTrack, planned(`x`, "2026-09-30")), now(onTrack, reached(`Rapporten «Ut av skyggen» er publisert.`, "2026-09-30", "2026-08-28")),
			`JD nådde 28. august milepælen "Rapporten 'Ut av skyggen' er publisert".`,
			`JD nådde 28. august milepælen "Rapporten 'Ut av skyggen' er publisert".`),
		onGroup(t, "a title with straight and curly quotation marks", was(onTrack, planned(`x`, "2026-09-30")), now(onTrack, reached(`“Bare ja” og "nei" er „omtalt”`, "2026-09-30", "2026-08-28")),
			`JD nådde 28. august milepælen "'Bare ja' og 'nei' er 'omtalt'".`,
			`JD nådde 28. august milepælen "'Bare ja' og 'nei' er 'omtalt'".`),
		onGroup(t, "a title on two lines", was(onTrack, planned(`x`, "2026-09-30")), now(onTrack, reached("Mandat\n og  møteplan …", "2026-09-30", "2026-08-28")),
			`JD nådde 28. august milepælen "Mandat og møteplan …".`,
			`JD nådde 28. august milepælen "Mandat og møteplan …".`),
		onGroup(t, "a title that asks", was(onTrack, planned(`x`, "2026-09-30")), now(onTrack, reached(`Hva virker?`, "2026-09-30", "2026-08-28")),
			`JD nådde 28. august milepælen "Hva virker?".`,
			`JD nådde 28. august milepælen "Hva virker?".`),
		onGroup(t, "moved within the year", was(onTrack, planned(`Høring`, "2026-10-15")), now(onTrack, planned(`Høring`, "2026-12-01")),
			`JD har flyttet milepælen "Høring" fra 15. oktober til 1. desember.`,
			`JD har flytta milepælen "Høring" frå 15. oktober til 1. desember.`),
		onGroup(t, "moved into the next year", was(onTrack, planned(`Høring`, "2026-11-30")), now(onTrack, planned(`Høring`, "2027-02-15")),
			`JD har flyttet milepælen "Høring" fra 30. november 2026 til 15. februar 2027.`,
			`JD har flytta milepælen "Høring" frå 30. november 2026 til 15. februar 2027.`),
		onGroup(t, "moved within the next year", was(onTrack, planned(`Høring`, "2027-02-15")), now(onTrack, planned(`Høring`, "2027-05-28")),
			`JD har flyttet milepælen "Høring" fra 15. februar til 28. mai 2027.`,
			`JD har flytta milepælen "Høring" frå 15. februar til 28. mai 2027.`),
		onGroup(t, "moved from next year to the one after", was(onTrack, planned(`Høring`, "2027-02-15")), now(onTrack, planned(`Høring`, "2028-01-10")),
			`JD har flyttet milepælen "Høring" fra 15. februar 2027 til 10. januar 2028.`,
			`JD har flytta milepælen "Høring" frå 15. februar 2027 til 10. januar 2028.`),
		onGroup(t, "moved forward", was(onTrack, planned(`Høring`, "2026-12-01")), now(onTrack, planned(`Høring`, "2026-11-02")),
			`JD har flyttet milepælen "Høring" fra 1. desember til 2. november.`,
			`JD har flytta milepælen "Høring" frå 1. desember til 2. november.`),
		onGroup(t, "moved from a day that was not known", was(onTrack, undue("Høring")), now(onTrack, planned(`Høring`, "2026-12-01")),
			`JD har flyttet milepælen "Høring" til 1. desember.`,
			`JD har flytta milepælen "Høring" til 1. desember.`),
		onGroup(t, "overdue", was(onTrack, planned(`Høring`, "2026-09-30")), now(onTrack, planned(`Høring`, "2026-09-30")),
			`Milepælen "Høring" hadde frist 30. september, men er ikke nådd.`,
			`Milepælen "Høring" hadde frist 30. september, men er ikkje nådd.`),
		onGroup(t, "overdue and new", was(onTrack), now(onTrack, planned(`Høring`, "2026-08-15")),
			`Milepælen "Høring" hadde frist 15. august, men er ikke nådd.`,
			`Milepælen "Høring" hadde frist 15. august, men er ikkje nådd.`),
		onGroup(t, "overdue since last year", was(onTrack), now(onTrack, planned(`Høring`, "2025-12-31")),
			`Milepælen "Høring" hadde frist 31. desember 2025, men er ikke nådd.`,
			`Milepælen "Høring" hadde frist 31. desember 2025, men er ikkje nådd.`),
		onGroup(t, "dropped", was(onTrack, planned(`Høring`, "2026-12-01")), now(onTrack, dropped("Høring")),
			`JD har tatt ut milepælen "Høring".`,
			`JD har teke ut milepælen "Høring".`),
		onGroup(t, "added this year", was(onTrack), now(onTrack, planned(`Veileder`, "2026-12-15")),
			`JD har satt opp en ny milepæl, "Veileder", med frist 15. desember.`,
			`JD har sett opp ein ny milepæl, "Veileder", med frist 15. desember.`),
		onGroup(t, "added for next year", was(onTrack), now(onTrack, planned(`Veileder`, "2027-03-01")),
			`JD har satt opp en ny milepæl, "Veileder", med frist 1. mars 2027.`,
			`JD har sett opp ein ny milepæl, "Veileder", med frist 1. mars 2027.`),
		onGroup(t, "the same milestone as before", was(onTrack, planned(`Høring`, "2026-12-01")), now(onTrack, planned(`Høring`, "2026-12-01")),
			"",
			""),
		onGroup(t, "a milestone reached long ago", was(onTrack, reached(`Mandat`, "2026-03-01", "2026-03-01")), now(onTrack, reached(`Mandat`, "2026-03-01", "2026-03-01")),
			"",
			""),
		onCourse(t, "another ministry reaches one", was(onTrack, planned(`Kurset er lansert`, "2026-09-30")), now(onTrack, reached(`Kurset er lansert`, "2026-09-30", "2026-09-28")),
			`BFD nådde 28. september milepælen "Kurset er lansert".`,
			`BFD nådde 28. september milepælen "Kurset er lansert".`),
	}
}

// linkTellings are links that are new, confirmed, whole or in part, and to a body
// that is known by its name.
func linkTellings(t *testing.T) []telling {
	link := func(name string, measure int, body string, was, is *models.LinkFacts, nb, nn string) telling {
		both := func(period models.Quarter, l *models.LinkFacts) models.Snapshot {
			s := example(t, period, group(report(period, onTrack, "")), course(report(period, onTrack, "")))
			s.Recommendations = []models.RecommendationFacts{{Ref: "G3-01", Body: body}}
			if l != nil {
				l := *l
				l.Measure = map[int]string{1: "gruppe", 7: "kurs"}[measure]
				s.Recommendations[0].Links = []models.LinkFacts{l}
			}
			return s
		}
		return telling{name, both(second, was), both(third, is), nb, nn}
	}
	full, partial := models.LinkFacts{Degree: models.Full}, models.LinkFacts{Degree: models.Partial}
	fullConfirmed, partialConfirmed := full, partial
	fullConfirmed.Confirmed, partialConfirmed.Confirmed = true, true
	return []telling{
		link("a confirmed link", 7, "GRETA", &full, &fullConfirmed,
			"Det er bekreftet at tiltak 7 følger opp anbefaling G3-01 fra GRETA.",
			"Det er stadfesta at tiltak 7 følgjer opp tilråding G3-01 frå GRETA."),
		link("a confirmed link in part", 1, "GRETA", &partial, &partialConfirmed,
			"Det er bekreftet at tiltak 1 delvis følger opp anbefaling G3-01 fra GRETA.",
			"Det er stadfesta at tiltak 1 delvis følgjer opp tilråding G3-01 frå GRETA."),
		link("a link that is new and confirmed at once", 1, "GRETA", nil, &fullConfirmed,
			"Det er bekreftet at tiltak 1 følger opp anbefaling G3-01 fra GRETA.",
			"Det er stadfesta at tiltak 1 følgjer opp tilråding G3-01 frå GRETA."),
		link("a proposed link", 1, "GRETA", nil, &full,
			"Tiltak 1 er foreslått som oppfølging av anbefaling G3-01 fra GRETA.",
			"Tiltak 1 er føreslått som oppfølging av tilråding G3-01 frå GRETA."),
		link("a proposed link in part", 7, "GRETA", nil, &partial,
			"Tiltak 7 er foreslått som delvis oppfølging av anbefaling G3-01 fra GRETA.",
			"Tiltak 7 er føreslått som delvis oppfølging av tilråding G3-01 frå GRETA."),
		link("a link to a body known by its name", 7, "COP", &full, &fullConfirmed,
			"Det er bekreftet at tiltak 7 følger opp anbefaling G3-01 fra Partskomiteen.",
			"Det er stadfesta at tiltak 7 følgjer opp tilråding G3-01 frå Partskomiteen."),
		link("a link that was proposed before", 7, "GRETA", &full, &full, "", ""),
		link("a link that was confirmed before", 7, "GRETA", &fullConfirmed, &fullConfirmed, "", ""),
	}
}

// decisionTellings are what the review meeting has decided.
func decisionTellings(t *testing.T) []telling {
	decided := func(name, text, due, on string, before bool, nb, nn string) telling {
		d := models.DecidedFacts{ID: 3, Measure: "gruppe", Text: text, Owner: "BFD", Due: date(t, due), MadeOn: date(t, on)}
		c := onGroup(t, name, report(second, onTrack, ""), report(third, onTrack, ""), nb, nn)
		c.after.Decisions = []models.DecidedFacts{d}
		if before {
			c.before.Decisions = c.after.Decisions
		}
		return c
	}
	return []telling{
		decided("a decision", "BFD legger fram ny plan.", "2026-12-01", "2026-10-09", false,
			`Gjennomgangsmøtet besluttet 9. oktober for tiltak 1: "BFD legger fram ny plan" (ansvarlig BFD, frist 1. desember).`,
			`Gjennomgangsmøtet vedtok 9. oktober for tiltak 1: "BFD legger fram ny plan" (ansvarleg BFD, frist 1. desember).`),
		decided("a decision for next year", "BFD legger fram ny plan", "2027-01-29", "2026-10-09", false,
			`Gjennomgangsmøtet besluttet 9. oktober for tiltak 1: "BFD legger fram ny plan" (ansvarlig BFD, frist 29. januar 2027).`,
			`Gjennomgangsmøtet vedtok 9. oktober for tiltak 1: "BFD legger fram ny plan" (ansvarleg BFD, frist 29. januar 2027).`),
		decided("a decision made after the year's end", "BFD leser «Ut av skyggen»\nog svarer", "2027-02-26", "2027-01-08", false,
			`Gjennomgangsmøtet besluttet 8. januar 2027 for tiltak 1: "BFD leser 'Ut av skyggen' og svarer" (ansvarlig BFD, frist 26. februar 2027).`,
			`Gjennomgangsmøtet vedtok 8. januar 2027 for tiltak 1: "BFD leser 'Ut av skyggen' og svarer" (ansvarleg BFD, frist 26. februar 2027).`),
		decided("a decision that was told before", "BFD legger fram ny plan.", "2026-12-01", "2026-10-09", true, "", ""),
	}
}
