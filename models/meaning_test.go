package models_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

var ministries = models.KnownNames{{"JD", "Justis- og beredskapsdepartementet"}, {"BFD", "Barne- og familiedepartementet"}, {"Bufdir", "Barne-, ungdoms- og familiedirektoratet"}}

func TestWhatAnEditChangesTheMeaningOf(t *testing.T) {
	for _, test := range []struct {
		name, before, after string
		want                []string
	}{
		{"the same text", "JD er ferdig 28. mai.", "JD er ferdig 28. mai.", nil},
		{"other words around the same values", "JD fullførte kurset 28. mai med 12 deltakere.", "Kurset med 12 deltakere er fullført av JD 28. mai.", nil},
		{"a date is taken out", "Kurset holdes 28. mai.", "Kurset holdes.", []string{"date: 28. mai → "}},
		{"a date is added", "Kurset holdes.", "Kurset holdes 3. juni.", []string{"date:  → 3. juni"}},
		{"a day is changed", "Kurset holdes 28. mai.", "Kurset holdes 29. mai.", []string{"date: 28. mai → 29. mai"}},
		{"a month is changed", "Planen kommer i november.", "Planen kommer i desember.", []string{"date: november → desember"}},
		{"a date in figures is the same date", "Kurset holdes 28.05.2026.", "Kurset holdes 28. mai 2026.", nil},
		{"a date may lose its year", "Kurset holdes 28. mai 2026.", "Kurset holdes 28. mai.", nil},
		{"a date may not gain a year", "Kurset holdes 28. mai.", "Kurset holdes 28. mai 2027.", []string{"date: 28. mai → 28. mai 2027"}},
		{"a year is changed", "Kurset holdes 28. mai 2026.", "Kurset holdes 28. mai 2027.", []string{"date: 28. mai 2026 → 28. mai 2027"}},
		{"a year alone", "Planen gjelder fra 2026.", "Planen gjelder fra 2027.", []string{"date: 2026 → 2027"}},
		{"a span of years", "Strategien 2025–2030 gjelder.", "Strategien 2025-2031 gjelder.", []string{"date: 2030 → 2031"}},
		{"a span in either writing", "Møtet var 2.–6. juni.", "Møtet var 2.-6. juni.", nil},
		{"the end of a span", "Møtet var 2.-6. juni.", "Møtet var 2.-7. juni.", []string{"date: 6. juni → 7. juni"}},
		{"the beginning of a span", "Møtet var 2.-6. juni.", "Møtet var 3.-6. juni.", []string{"date: 2. juni → 3. juni"}},
		{"a span in words", "Møtet var 2.-6. juni.", "Møtet var 2. til 6. juni.", nil},
		{"two days of a month", "Møtene var 2. og 6. juni.", "Møtene var 2. juni og 6. juni.", nil},
		{"a span over two months", "Fra 28. mai–2. juni 2026.", "Fra 28. mai–3. juni 2026.", []string{"date: 2. juni 2026 → 3. juni 2026"}},
		{"a quarter", "Arbeidet begynner i 3. kvartal 2026.", "Arbeidet begynner i 4. kvartal 2026.", []string{"date: 3. kvartal 2026 → 4. kvartal 2026"}},
		{"a quarter in words", "Det skjer i tredje kvartal.", "Det skjer i 3. kvartal.", nil},
		{"a half year", "Det skjer i første halvår 2027.", "Det skjer i andre halvår 2027.", []string{"date: første halvår 2027 → andre halvår 2027"}},
		{"a period", "Nytt for april–juni 2025.", "Nytt for april–august 2025.", []string{"date: juni 2025 → august 2025"}},
		{"an ISO date", "Fristen er 2026-05-28.", "Fristen er 28. mai 2026.", nil},
		{"a short month", "Fristen er 12. sept. 2026.", "Fristen er 12. september 2026.", nil},
		{"a number is changed", "Det er 12 plasser.", "Det er 14 plasser.", []string{"number: 12 → 14"}},
		{"a number is added", "Det er plasser.", "Det er 12 plasser.", []string{"number:  → 12"}},
		{"a number is taken out", "Det er 12 plasser.", "Det er plasser.", []string{"number: 12 → "}},
		{"a number in words", "Det er tolv plasser.", "Det er 12 plasser.", nil},
		{"another number in words", "Det er tre plasser.", "Det er fire plasser.", []string{"number: tre → fire"}},
		{"one with an accent", "Det er én plass.", "Det er to plasser.", []string{"number: én → to"}},
		{"an article is no number", "Det er en god plan.", "Det er planen.", nil},
		{"ein in nynorsk before av", "Ein av planane er klar.", "To av planane er klare.", []string{"number: Ein → To"}},
		{"seven in both ways", "Det er sju plasser.", "Det er syv plasser.", nil},
		{"a compound in words", "Det er tjuefem plasser.", "Det er 25 plasser.", nil},
		{"per cent", "Økningen er 12 prosent.", "Økningen er 12.", []string{"number: 12 prosent → 12"}},
		{"per cent as a sign", "Økningen er 12 prosent.", "Økningen er 12 %.", nil},
		{"a decimal", "Økningen er 12,5 prosent.", "Økningen er 12,6 prosent.", []string{"number: 12,5 prosent → 12,6 prosent"}},
		{"an amount", "Rammen er 1,1 millioner kroner.", "Rammen er 1 100 000 kroner.", nil},
		{"another amount", "Rammen er 3 mill. kroner.", "Rammen er 3 milliarder kroner.", []string{"number: 3 mill. → 3 milliarder"}},
		{"half", "Halvparten er i gang.", "En tredjedel er i gang.", []string{"number: Halvparten → tredjedel"}},
		{"a measure's number", "Se tiltak 4.", "Se tiltak 5.", []string{"number: 4 → 5"}},
		{"a recommendation's number", "Svarer på G3-01.", "Svarer på G3-02.", []string{"number: G3-01 → G3-02"}},
		{"a number said fewer times", "Av 18 tiltak er 3 nye. De 18 følges.", "Av 18 tiltak er 3 nye.", nil},
		{"one of several like it", "12 gutter, 12 jenter og 13 voksne.", "12 gutter, 13 jenter og 13 voksne.", []string{"number: 12 → 13"}},
		{"a status word", "Tiltaket er gjennomført.", "Tiltaket er forsinket.", []string{"status: gjennomført → forsinket"}},
		{"an inflection", "Tiltaket er gjennomført.", "De gjennomførte tiltakene.", nil},
		{"the other written form", "Tiltaket er noe forsinket.", "Tiltaket er noko forseinka.", nil},
		{"not", "Tiltaket er gjennomført.", "Tiltaket er ikke gjennomført.", []string{"status: gjennomført → ikke gjennomført"}},
		{"not, with words between", "Tiltaket er gjennomført.", "Tiltaket er ikke helt gjennomført.", []string{"status: gjennomført → ikke helt gjennomført"}},
		{"how much", "Tiltaket er vesentlig forsinket.", "Tiltaket er noe forsinket.", []string{"status: vesentlig forsinket → noe forsinket"}},
		{"a phrase", "Arbeidet er i rute.", "Arbeidet er under gjennomføring.", []string{"status: i rute → under gjennomføring"}},
		{"a phrase denied", "Arbeidet er i rute.", "Arbeidet er ikke i rute.", []string{"status: i rute → ikke i rute"}},
		{"stopped without being carried out", "Tiltaket er avsluttet uten gjennomføring.", "Tiltaket er avsluttet.", []string{"status: uten gjennomføring → "}},
		{"to have reported is no status", "JD har rapportert om saken.", "JD har fortalt om saken.", nil},
		{"a name", "Planen lages av Kripos.", "Planen lages av Oslo.", []string{"name: Kripos → Oslo"}},
		{"a name is added", "Planen lages.", "Planen lages sammen med Røde Kors.", []string{"name:  → Røde Kors"}},
		{"a known name at the beginning", "JD lager planen.", "BFD lager planen.", []string{"name: JD → BFD"}},
		{"the short form of a known name", "Barne- og familiedepartementet (BFD) lager planen.", "BFD lager planen.", nil},
		{"the full form of a known name", "BFD lager planen.", "Barne- og familiedepartementet lager planen.", nil},
		{"genitive", "Planen er laget av BFD.", "Dette er BFDs plan.", nil},
		{"a name that comes to the beginning", "Planen lages av Kripos.", "Kripos lager planen.", nil},
		{"the first word of a sentence is no name", "Arbeidet går som planlagt. Gruppen møtes.", "Gruppen møtes. Alt går som planlagt.", nil},
		{"a name after an abbreviation", "Planen lages av bl.a. Kripos.", "Planen lages av bl.a. andre.", []string{"name: Kripos → "}},
		{"a title in quotation marks", `Milepælen "Kurs er holdt" er nådd.`, `Milepælen "Kurs er planlagt" er nådd.`, []string{"name: Kurs er holdt → Kurs er planlagt"}},
		{"the other quotation marks", `Milepælen "Kurs er holdt" er nådd.`, "Milepælen «Kurs er holdt» er nådd.", nil},
		{"values that change places", "Fristen er flyttet fra 1. mai til 1. juni.", "Fristen er flyttet fra 1. juni til 1. mai.", []string{"order: 1. mai, 1. juni → 1. juni, 1. mai"}},
		{"sentences that change places", "Det er 12 plasser. Kurset holdes 1. juni.", "Kurset holdes 1. juni. Det er 12 plasser.", nil},
		{"all at once", "JD er ferdig med 3 kurs 1. mai.", "Kurs er holdt.", []string{"status: ferdig → ", "date: 1. mai → ", "number: 3 → ", "name: JD → "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, mark := range models.MeaningMarks(test.before, test.after, ministries) {
				got = append(got, string(mark.Kind)+": "+mark.Was+" → "+mark.Now)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheSameTextHasNoMarksAndAnotherNumberAlwaysHas(t *testing.T) {
	words := rapid.SampledFrom([]string{"Tiltaket", "er", "ikke", "gjennomført", "i", "rute", "28. mai", "2.-6. juni 2026", "12", "tolv", "JD", "Kripos", "prosent", "millioner", "og", "av", `"Kurs"`, "april–juni 2025", "G3-01.", "uten", "–", "\n", "é", "\xff"})
	rapid.Check(t, func(t *rapid.T) {
		left, right := strings.Join(rapid.SliceOf(words).Draw(t, "left"), " "), strings.Join(rapid.SliceOf(words).Draw(t, "right"), " ")
		was, now := rapid.IntRange(30, 1800).Draw(t, "was"), rapid.IntRange(30, 1800).Draw(t, "now")
		before, after := left+" det er "+strconv.Itoa(was)+" plasser "+right, left+" det er "+strconv.Itoa(now)+" plasser "+right
		marks := models.MeaningMarks(before, after, ministries)
		if (was == now) != (len(marks) == 0) {
			t.Fatalf("%q → %q: %v", before, after, marks)
		}
		for _, text := range []string{left, right, before} {
			if marks := models.MeaningMarks(text, text, ministries); len(marks) > 0 {
				t.Fatalf("%q: %v", text, marks)
			}
			if again := models.MeaningMarks(text, text+" ", ministries); len(again) > 0 {
				t.Fatalf("%q with a space: %v", text, again)
			}
		}
	})
}
