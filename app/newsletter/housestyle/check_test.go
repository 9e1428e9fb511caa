package housestyle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiltak/app/newsletter/housestyle"
	"tiltak/models"
)

var (
	ministry = housestyle.Name{Code: "JD", Full: models.Name{NB: "Justis- og beredskapsdepartementet"}}
	agency   = housestyle.Name{Code: "SFK", Full: models.Name{NB: "Sekretariatet for konfliktrådene", NN: "Sekretariatet for konfliktråda"}}
	titles   = []models.Name{{NB: "Eksempel på arena: for samarbeid", NN: "Døme på arena"}, {NB: "Forebygging"}}
	one      = []models.Link{{URL: "https://www.regjeringen.no/mandat"}}
)

// told writes an advice as the tables do: the rule, what stands there, and what
// to write.
func told(a housestyle.Advice) string {
	text := string(a.Rule) + " " + a.Phrase
	if a.Write != "" {
		text += " → " + a.Write
	}
	if a.Count > 0 {
		text += fmt.Sprintf(" (%d)", a.Count)
	}
	return text
}

func toldAll(row []housestyle.Advice) []string {
	var all []string
	for _, a := range row {
		all = append(all, told(a))
	}
	return all
}

func check(p housestyle.Paragraph) []string {
	if p.Language == "" {
		p.Language = models.Bokmaal
	}
	report := housestyle.Check(housestyle.Section{
		Paragraphs: []housestyle.Paragraph{p}, Names: []housestyle.Name{ministry, agency}, Titles: titles, Marks: []string{"arbeidstittel"},
	})
	return toldAll(report.Advice[0])
}

func TestTheHouseStyleOfOneParagraph(t *testing.T) {
	const nn = models.Nynorsk
	cases := []struct {
		name string
		text string
		want []string
	}{
		{"the newsletter's own way", `Regjeringen lanserte 28. mai "Nasjonal strategi mot menneskehandel 2025-2030".`, nil},
		{"a span as the newsletter writes it", "GRETA (Europarådets ekspertgruppe) kom 2.-6. juni.", nil},
		{"a period as the newsletter writes it", "Gruppen møttes i april–juni 2025.", nil},
		{"a date with a stroke", "Møtet var 28/5.", []string{"date 28/5 → 28. mai"}},
		{"a date with a stroke and year", "Møtet var 28/5-2025.", []string{"date 28/5-2025 → 28. mai 2025"}},
		{"a date in numbers", "Møtet var 28.05.2025 i Oslo.", []string{"date 28.05.2025 → 28. mai 2025"}},
		{"a date in numbers with a short year", "Møtet var 1.6.25 i Oslo.", []string{"date 1.6.25 → 1. juni 2025"}},
		{"a date for machines", "Møtet var 2025-05-28 i Oslo.", []string{"date 2025-05-28 → 28. mai 2025"}},
		{"a day without its stop", "Møtet var 28 mai i Oslo.", []string{"date 28 mai → 28. mai"}},
		{"a day without its space", "Møtet var 28.mai i Oslo.", []string{"date 28.mai → 28. mai"}},
		{"a day with nought", "Møtet var 08 mai i Oslo.", []string{"date 08 mai → 8. mai"}},
		{"a month before the day", "Møtet var mai 28 i Oslo.", []string{"date mai 28 → 28. mai"}},
		{"an English ordinal", "Møtet var 28th mai i Oslo.", []string{"date 28th mai → 28. mai"}},
		{"an English date", "Møtet var 28th of May i Oslo.", []string{"date 28th of May → 28. mai"}},
		{"an English month first", "Møtet var May 28 i Oslo.", []string{"date May 28 → 28. mai"}},
		{"an English month after the day", "Møtet var 28 June i Oslo.", []string{"date 28 June → 28. juni"}},
		{"an ordinal of something else", "Det var den 4th rapporten.", []string{"date 4th rapporten → 4. rapporten"}},
		{"a month with a capital after a day", "Møtet var 28. Mai i Oslo.", []string{"month_capital Mai → mai"}},
		{"a month with a capital after a word", "Gruppen møttes i Juni.", []string{"month_capital Juni → juni"}},
		{"a month with a capital before a year", "Gruppen hadde frist April 2025.", []string{"month_capital April → april"}},
		{"a month that begins a sentence", "Mai 2025 ble travel.", nil},
		{"a person called Mai", "Det sier leder Mai Hansen.", nil},
		{"a span with a long stroke", "Besøket var 2.–6. juni.", []string{"span 2.–6. juni → 2.-6. juni"}},
		{"a span with spaces", "Besøket var 2. – 6. juni.", []string{"span 2. – 6. juni → 2.-6. juni"}},
		{"a span without its first stop", "Besøket var 2-6. juni.", []string{"span 2-6. juni → 2.-6. juni"}},
		{"a span without stops", "Besøket var 2-6 juni.", []string{"span 2-6 juni → 2.-6. juni"}},
		{"a period with a hyphen", "Gruppen møttes i april-juni 2025.", []string{"period april-juni 2025 → april–juni 2025"}},
		{"a period with spaces", "Gruppen møttes i april – juni.", []string{"period april – juni → april–juni"}},
		{"a quarter by number", "Kurset holdes i 2. kvartal 2025.", []string{"quarter 2. kvartal 2025 → april–juni 2025"}},
		{"a quarter in words", "Kurset holdes i fjerde kvartal.", []string{"quarter fjerde kvartal → oktober–desember"}},
		{"a quarter by letter", "Kurset holdes i Q3 2025.", []string{"quarter Q3 2025 → juli–september 2025"}},
		{"a quarter as in addresses", "Kurset holdes i 2026-k1.", []string{"quarter 2026-k1 → januar–mars 2026"}},
		{"years with a stroke", "Publikasjonene opprettholdes i 2024/25 og 2025/2026.", nil},
		{"a fraction", "Det gjelder 3/4 av kommunene.", nil},
		{"a number after a month", "Stortinget behandlet i april 18 forslag.", nil},
		{"a number of days that do not exist", "Møte 45 mai er avlyst.", nil},
		{"a time of day", "Møtet begynner 10.30 og varer til 12.15.", nil},
		{"a date inside a quoted title", `De leste "Report of 28/5".`, nil},
		{"an address with numbers", "Les på https://a.no/2025-05-28/x.", nil},
		{"pointed quotation marks", "De leste «Rapporten».", []string{`quotation_mark « → "`}},
		{"curled quotation marks", "De leste “Rapporten”.", []string{`quotation_mark “ → "`}},
		{"a quotation mark alone", `De leste "Rapporten.`, []string{`lone_quotation "Rapporten.`}},
		{"two spaces", "De leste  rapporten.", []string{"double_space leste  rapporten."}},
		{"a space before a comma", "De leste , og skrev.", []string{"space_before leste ,"}},
		{"a space before a stop", "De leste rapporten .", []string{"space_before rapporten ."}},
		{"no stop at the end", "De leste hele rapporten", []string{"no_full_stop De leste hele rapporten"}},
		{"no stop at the end of one of two lines", "De leste.\nDe skrev hele rapporten om igjen", []string{"no_full_stop … hele rapporten om igjen"}},
		{"a stop inside brackets and marks", `De leste "Rapporten." De skrev (mye.)`, nil},
		{"a remark in brackets after the stop", "De leste rapporten. (eksempel)", nil},
		{"a remark in brackets before the stop", "De leste rapporten (eksempel)", []string{"no_full_stop De leste rapporten (eksempel)"}},
		{"lines of a list", "Gruppen skal:\n- lese\n- skrive", nil},
		{"a known short form without its full form", "JD leste rapporten.", []string{"full_form JD → Justis- og beredskapsdepartementet (JD)"}},
		{"a short form in the genitive", "JDs rapport kom.", []string{"full_form JD → Justis- og beredskapsdepartementet (JD)"}},
		{"a short form in a compound", "OSSE-landene møttes.", []string{"full_form OSSE → Organisasjonen for sikkerhet og samarbeid i Europa (OSSE)"}},
		{"a short form introduced", "Justis- og beredskapsdepartementet (JD) leste. JD skrev.", nil},
		{"a short form explained after", "KAST (Kjøpere Av Seksuelle Tjenester) er et tilbud.", nil},
		{"short forms that all know", "EU, EØS og FN møttes i KOMs lokaler, sa NAV.", nil},
		{"an unknown short form", "SLT er en modell.", []string{"unknown_short SLT"}},
		{"a short form inside brackets of more", "Dommer (blant annet fra EMD) er samlet.", []string{"full_form EMD → Den europeiske menneskerettsdomstolen (EMD)"}},
		{"a party in brackets", "Kari Nordmann (SV) spurte.", nil},
		{"a number in Roman figures", "Kapittel IV er nytt.", nil},
		{"short forms inside a quoted title", `De leste "THB and OSCE".`, nil},
		{"a shouted line", "DETTE ER EN OVERSKRIFT.", nil},
		{"a heavy phrase", "Gruppen møttes i forbindelse med strategien.", []string{"phrase i forbindelse med → skriv «ved», «om», «under» eller «for»"}},
		{"a heavy phrase of the newsletter's list", "Etaten har økt fokus på ofre.", []string{"phrase økt fokus på → skriv hva dere gjør"}},
		{"a passive that hides who", "Saken ble også vurdert i mai.", []string{"passive ble også vurdert → skriv hvem som gjør det"}},
		{"a passive in one word", "Modellen skal utredes.", []string{"passive utredes → skriv hvem som gjør det"}},
		{"a passive that the newsletter uses", "Strategien ble lansert 28. mai.", nil},
		{"a passive inside a quoted title", `De leste "Saken ble vurdert".`, nil},
		{"an unmarked working title", "Regjeringen startet Eksempel på arena: for samarbeid i mai.", []string{"working_title Eksempel på arena: for samarbeid → Eksempel på arena: for samarbeid (arbeidstittel)"}},
		{"a working title with its mark", "Regjeringen startet Eksempel på arena: for samarbeid (arbeidstittel) i mai.", nil},
		{"a quoted working title with its mark after", `Regjeringen startet "Eksempel på arena: for samarbeid" (arbeidstittel).`, nil},
		{"a quoted working title with its mark within", `Regjeringen startet "Eksempel på arena: for samarbeid (arbeidstittel)".`, nil},
		{"a quoted working title in other capitals", `Regjeringen startet "eksempel på Arena: for samarbeid".`, []string{"working_title Eksempel på arena: for samarbeid → Eksempel på arena: for samarbeid (arbeidstittel)"}},
		{"a working title over a line break", "Regjeringen startet Eksempel på arena:\u00a0for\nsamarbeid.", []string{"working_title Eksempel på arena: for samarbeid → Eksempel på arena: for samarbeid (arbeidstittel)", "no_full_stop … Eksempel på arena: for"}},
		{"a mark that stands elsewhere", "Eksempel på arena: for samarbeid er i gang (arbeidstittel).", []string{"working_title Eksempel på arena: for samarbeid → Eksempel på arena: for samarbeid (arbeidstittel)"}},
		{"a working title of one word, as a word", "Forebygging er viktig.", nil},
		{"a working title of one word, quoted", `Området "Forebygging" er viktig.`, []string{"working_title Forebygging → Forebygging (arbeidstittel)"}},
		{"the beginning of another quoted title", `De leste "Forebygging av vold".`, nil},
		{"«se her» without a link", "Rapporten kom i mai, se her.", []string{"no_link se her"}},
		{"«sjå her» without a link", "Rapporten kom i mai, sjå her.", []string{"no_link sjå her"}},
		{"«se herfra» is no place", "Du kan se herfra til fjorden.", nil},
	}
	if len(cases) < 60 {
		t.Errorf("%d cases, want at least 60", len(cases))
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if difference := cmp.Diff(c.want, check(housestyle.Paragraph{Text: c.text})); difference != "" {
				t.Errorf("%q: want -, got +\n%s", c.text, difference)
			}
		})
	}
	nynorsk := []struct {
		name string
		text string
		want []string
	}{
		{"the full form in nynorsk", "SFK leste.", []string{"full_form SFK → Sekretariatet for konfliktråda (SFK)"}},
		{"a heavy phrase in nynorsk", "Gruppa møttest i samband med strategien.", []string{"phrase i samband med → skriv «ved», «om», «under» eller «for»"}},
		{"a passive in nynorsk", "Saka vart også vurdert.", []string{"passive vart også vurdert → skriv kven som gjer det"}},
		{"a passive in one word in nynorsk", "Modellen skal utgreiast.", []string{"passive utgreiast → skriv kven som gjer det"}},
		{"a working title in nynorsk", "Dei starta Døme på arena.", []string{"working_title Døme på arena → Døme på arena (arbeidstittel)"}},
		{"bokmål's phrases are no concern of nynorsk", "I forbindelse med.", nil},
	}
	for _, c := range nynorsk {
		t.Run(c.name, func(t *testing.T) {
			if difference := cmp.Diff(c.want, check(housestyle.Paragraph{Text: c.text, Language: nn})); difference != "" {
				t.Errorf("%q: want -, got +\n%s", c.text, difference)
			}
		})
	}
}

func TestLinksAreReadByTheirForm(t *testing.T) {
	cases := []struct {
		name  string
		text  string
		links []models.Link
		want  []string
	}{
		{"a place for each link", "Rapporten kom, se her.", one, nil},
		{"a link without a place is hung at the end", "Rapporten kom", one, nil},
		{"two places and one link", "Rapporten kom, se her. Artikkelen kom, se her.", one, []string{"no_link se her"}},
		{"the place stands before the last paragraph", "Rapporten kom, se her.\nArtikkelen kom.", one, []string{"no_link se her"}},
		{"an address without a scheme", "Les mer, se her.", []models.Link{{URL: "regjeringen.no"}}, []string{"link_address regjeringen.no"}},
		{"an address without a dot", "Les mer, se her.", []models.Link{{URL: "https://intranett/sak"}}, []string{"link_address https://intranett/sak"}},
		{"an address with a space", "Les mer, se her.", []models.Link{{URL: "https://a.no/ny sak"}}, []string{"link_address https://a.no/ny sak"}},
		{"an address of another kind", "Les mer, se her.", []models.Link{{URL: "ftp://a.no"}}, []string{"link_address ftp://a.no"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if difference := cmp.Diff(c.want, check(housestyle.Paragraph{Text: c.text, Links: c.links})); difference != "" {
				t.Errorf("want -, got +\n%s", difference)
			}
		})
	}
}

func TestLengthAndReadability(t *testing.T) {
	short := strings.TrimSpace(strings.Repeat("Vi leste en god bok om det. ", 10)) // 279 characters
	if got := check(housestyle.Paragraph{Text: short}); got != nil {
		t.Errorf("a paragraph of 279 characters: %q", got)
	}
	long := strings.TrimSpace(strings.Repeat("Vi leste en god bok om det. ", 11))
	if got := check(housestyle.Paragraph{Text: long}); len(got) != 1 || !strings.HasPrefix(got[0], "too_long Vi leste en god … (307)") {
		t.Errorf("a paragraph of 307 characters: %q", got)
	}
	if got := check(housestyle.Paragraph{Text: short + "\n" + short}); got != nil {
		t.Errorf("two paragraphs of 279 characters: %q", got)
	}
	heavy := "Videreutviklingen av finansieringsordningene forutsetter forutsigbarhet, helhetlige vurderinger, tverrsektorielle prioriteringer, beslutningsgrunnlag, dokumentasjonsrutiner og " +
		"langsiktige ressursfordelinger mellom fagmiljøene og alle de mange frivillige som bidrar til det hver eneste dag."
	if got := check(housestyle.Paragraph{Text: heavy}); len(got) != 1 || !strings.HasPrefix(got[0], "heavy Videreutviklingen av") {
		t.Errorf("a heavy paragraph: %q", got)
	}
	if got := check(housestyle.Paragraph{Text: strings.Join(strings.Fields(heavy)[:7], " ") + "."}); got != nil {
		t.Errorf("a few heavy words are too few to measure: %q", got)
	}
}

func TestAShortFormIsIntroducedOnceInTheWholeSection(t *testing.T) {
	nb := models.Bokmaal
	report := housestyle.Check(housestyle.Section{
		Names: []housestyle.Name{ministry, agency},
		Paragraphs: []housestyle.Paragraph{
			{Text: "De ansvarlige er Justis- og beredskapsdepartementet (JD).", Language: nb, Paper: true},
			{Text: "JD leste. SFK skrev.", Language: nb},
			{Text: "SFK skrev igjen. UDI leste.", Language: nb, Locked: true},
			{Text: "SFK og UDI leste.", Language: nb},
			{Text: "28. mai: Milepælen er nådd", Language: nb, Listed: true},
		},
	})
	want := [][]string{
		nil, {"full_form SFK → Sekretariatet for konfliktrådene (SFK)"}, nil, {"full_form UDI → Utlendingsdirektoratet (UDI)"}, nil,
	}
	for i, row := range report.Advice {
		if difference := cmp.Diff(want[i], toldAll(row)); difference != "" {
			t.Errorf("paragraph %d: want -, got +\n%s", i, difference)
		}
	}
	if report.Total() != 2 {
		t.Errorf("%d advices, want 2", report.Total())
	}
}

func TestTheShareOfNynorskIsOfTheWordsOfTheKeptParagraphs(t *testing.T) {
	report := housestyle.Check(housestyle.Section{Paragraphs: []housestyle.Paragraph{
		{Text: "Dette er av avisen selv og teller ikke.", Language: models.Bokmaal, Paper: true},
		{Text: "Seks ord står i denne setningen.", Language: models.Bokmaal},
		{Text: "To ord.", Language: models.Nynorsk, Locked: true},
	}})
	if report.Words != 8 || report.Nynorsk != 2 || report.NynorskShare() != 25 {
		t.Errorf("%d of %d words, %d per cent", report.Nynorsk, report.Words, report.NynorskShare())
	}
	if share := (housestyle.Report{}).NynorskShare(); share != 0 {
		t.Errorf("a section without words has %d per cent", share)
	}
}

func TestAParagraphIsToldOfARuleAFewTimes(t *testing.T) {
	got := check(housestyle.Paragraph{Text: "Møter var 1/2, 2/2, 3/2, 4/2 og 5/2."})
	want := []string{"date 1/2 → 1. februar", "date 2/2 → 2. februar", "date 3/2 → 3. februar"}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Errorf("want -, got +\n%s", difference)
	}
}

func TestOnlyAWorkingTitleBlocks(t *testing.T) {
	report := housestyle.Check(housestyle.Section{
		Titles: titles, Marks: []string{"arbeidstittel"},
		Paragraphs: []housestyle.Paragraph{{
			Text: `«Forebygging» ble vurdert  28/5 , se her. Se i forbindelse med SLT og "`, Language: models.Bokmaal, Links: []models.Link{{URL: "x"}},
		}},
	})
	for i, a := range report.Advice[0] {
		if a.Blocks() != (a.Rule == housestyle.WorkingTitle) || a.Blocks() != (i == 0) {
			t.Errorf("advice %d: %s blocks: %v", i, told(a), a.Blocks())
		}
	}
	if len(report.Advice[0]) < 8 {
		t.Errorf("only %q", toldAll(report.Advice[0]))
	}
	if got := housestyle.Unmarked(`«Forebygging»`, titles, []string{"arbeidstittel"}); len(got) != 1 {
		t.Errorf("got %q", toldAll(got))
	}
}
