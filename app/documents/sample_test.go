package documents_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"tiltak/app/documents"
)

const exampleAddress = "https://eksempel.no/dokumenter/eksempelstrategi/"

const figureText = "Liggende stolper viser status i fire eksempelområder: to eksempeltiltak er gjennomført, ti er i rute, to er noe forsinket, ett har vesentlig avvik, ett er ikke startet og to er ikke rapportert."

// sample is a newsletter's status section made of obvious example text.
func sample(t testing.TB) documents.Document {
	t.Helper()
	picture, err := os.ReadFile("testdata/figur.png")
	if err != nil {
		t.Fatal(err)
	}
	here := func(anchor string) documents.Run { return documents.Link("se\u00a0her", exampleAddress+anchor) }
	plain := documents.Plain
	return documents.Document{
		Title: "Eksempel: status for strategien april–juni 2026", Subject: "Statusdel til nyhetsbrev", Author: "Eksempeldepartementet",
		Language: "nb-NO", Period: "april–juni 2026", Draft: "Utkast", Example: "Eksempeldata",
		Created: time.Date(2026, 7, 10, 12, 30, 0, 0, time.UTC),
		Words:   documents.Words{Page: "Side", Figure: "Figur", Continued: "forts."},
		Blocks: []documents.Block{
			documents.Title(plain("Status for eksempelstrategien april–juni 2026")),
			documents.Lead(plain("Fire eksempeldepartementer står bak 18 eksempeltiltak i «Eksempelstrategi 2025–2030», "), here(""), plain(". Her er status per 30. juni 2026.")),
			documents.Picture(documents.Image{PNG: picture, Alt: figureText}),
			documents.TableOf(documents.Table{
				Caption: "Antall eksempeltiltak etter status",
				Columns: []documents.Column{{Heading: "Innsatsområde"}, {Heading: "Tiltak", Number: true}, {Heading: "I rute eller gjennomført", Number: true}, {Heading: "Forsinket eller avvik", Number: true}, {Heading: "Ikke startet eller ikke rapportert", Number: true}},
				Rows: [][]documents.Cell{
					documents.Cells("1. Eksempelområde én", "5", "4", "1", "0"),
					documents.Cells("2. Eksempelområde to", "5", "2", "1", "2"),
					{{plain("3. Eksempelområde tre "), documents.Mark("arbeidstittel")}, {plain("5")}, {plain("3")}, {plain("1")}, {plain("1")}},
					documents.Cells("4. Eksempelområde fire", "3", "3", "0", "0"),
					documents.Cells("Alle", "18", "12", "3", "3"),
				},
				Total: true,
			}),
			documents.Columns(2),
			documents.Heading1(plain("Eksempelområde én")),
			documents.Heading2(plain("Eksempelgruppe mellom departementene")),
			documents.Paragraph(plain("Eksempeldepartementet fullførte tiltak 1 i juni. Eksempelgruppen har mandat og faste møter, "), here("#tiltak1"), plain(".")),
			documents.Heading2(plain("Et tiltak til "), documents.Mark("arbeidstittel")),
			documents.Paragraph(documents.Bold("Noe forsinket."), plain(" Eksempeldepartementet har flyttet den første samlingen til september 2026, "), here("#tiltak3"), plain(".")),
			documents.Heading1(plain("Eksempelområde to")),
			documents.Heading2(plain("Eksempelkurs")),
			documents.Paragraph(plain("Eksempeletaten lanserte 10. juni et kurs, "), documents.Link("se\u00a0her", "https://eksempel.no/søk?q=kurs&språk=nb"), plain(". Tiltak 7 er gjennomført.")),
			documents.Heading2(plain("Eit døme på nynorsk")).In("nn-NO"),
			documents.Paragraph(documents.Bold("Vesentleg avvik."), plain(" Departementet avlyste innkjøpet i mai. Ein ny framdriftsplan kjem i september, "), here("#tiltak8"), plain(".")).In("nn-NO"),
			documents.Heading1(plain("Eksempelområde tre")),
			documents.Heading2(plain("Eksempelveileder")),
			documents.Paragraph(plain("Eksempeletaten sendte 1. juni en veileder på høring, "), here("#tiltak12"), plain(". GRETA "), documents.Italic("urges").In("en-GB"), plain(" oss til å følge opp. Fristen er 15. september.")),
			documents.Heading2(plain("Tegn som må tåles: < & > \" ' * _ | #")),
			documents.Paragraph(plain("Spørsmål kan sendes til "), documents.Link("post@eksempel.no", "mailto:post@eksempel.no"), plain(".")),
			documents.Heading1(plain("Neste milepæler")),
			documents.Item(plain("15. august: Eksempelveilederen er i bruk")),
			documents.Item(plain("20. august: Et eksempelkurs til er klart")),
			documents.Item(plain("10. september: Eksempelkonferanse")),
			documents.Note(plain("Eksempeldokument med oppdiktet innhold.")),
		},
	}
}

// long is a paper of several pages: the sample, with so many measures under each
// area that columns and slides run over, every third in nynorsk.
func long(t testing.TB) documents.Document {
	t.Helper()
	d := sample(t)
	d.Blocks = d.Blocks[:len(d.Blocks)-1]
	for area := range 4 {
		d.Blocks = append(d.Blocks, documents.Heading1(documents.Plain(fmt.Sprintf("Langt eksempelområde %c", 'A'+area))))
		for measure := range 9 {
			heading := documents.Heading2(documents.Plain(fmt.Sprintf("%d. Eksempeltiltak med et navn som går over mer enn én linje", 100*area+measure)))
			text := documents.Paragraph(
				documents.Plain(fmt.Sprintf("Eksempeldepartementet sendte %d. mai et forslag på høring og fikk svar fra eksempeletatene i juni. Forslaget følger opp punkt %d i planen, ", measure+1, 100*area+measure)),
				documents.Link("se\u00a0her", fmt.Sprintf("%s%d", exampleAddress, 100*area+measure)), documents.Plain(". Neste møte er i september."))
			if measure%3 == 2 {
				heading, text = heading.In("nn-NO"), text.In("nn-NO")
			}
			d.Blocks = append(d.Blocks, heading, text)
		}
	}
	d.Blocks = append(d.Blocks, documents.Note(documents.Plain("Slutten på det lange eksempelet.")))
	return d
}
