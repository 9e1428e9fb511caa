package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"tiltak/app/recommendations/intake"
	"tiltak/app/server/servertest"
)

const rows = "Anbefalinger"

// refusedBy says what a person is told of a file, each fault on a line.
func (b *bench) refusedBy(file intake.Sent, chosen ...intake.Lineage) string {
	b.Helper()
	_, err := b.try(file, chosen...)
	refused, is := err.(*intake.FaultsError) //nolint:errorlint // given bare
	if !is {
		b.Fatalf("it is not refused: %v", err)
	}
	return strings.TrimSuffix(told(b, refused.Faults), "\n")
}

func TestASpoiledWorkbookIsRefusedWithRowAndReason(t *testing.T) {
	good := kept(t)
	at := func(row int, column, field string) string {
		return "Arket «Anbefalinger», rad " + string(rune('0'+row)) + ", kolonne " + column + " «" + field + "»: "
	}
	cases := []struct {
		name string
		edit func(*sheet)
		want []string // each line of the answer, in order
	}{
		{"no reference", func(s *sheet) { s.set(rows, "A", 3, "") }, []string{at(3, "A", "Referanse") + "Anbefalingen har ingen referanse."}},
		{"a reference twice", func(s *sheet) { s.set(rows, "A", 4, "EKS1-01") }, []string{at(4, "A", "Referanse") + "Referansen «EKS1-01» står også i rad 2."}},
		{"a reference twice in other letters", func(s *sheet) { s.set(rows, "A", 4, "eks1-01") }, []string{at(4, "A", "Referanse") + "Referansen «eks1-01» står også i rad 2."}},
		{"a reference with spaces", func(s *sheet) { s.set(rows, "A", 4, "EKS 1") }, []string{at(4, "A", "Referanse") + "«EKS 1» kan ikke brukes. Bruk bare bokstaver, tall og bindestrek"}},
		{"a reference that is too long", func(s *sheet) { s.set(rows, "A", 4, strings.Repeat("E", 30)) }, []string{at(4, "A", "Referanse") + "Teksten er på 30 tegn. Det er plass til 20."}},
		{"a reference that is an address", func(s *sheet) { s.set(rows, "A", 4, "Import") }, []string{at(4, "A", "Referanse") + "«Import» kan ikke brukes."}},
		{"a reference of another evaluation", func(s *sheet) { s.set(rows, "A", 4, "G3-01") }, []string{at(4, "A", "Referanse") + "Referansen «G3-01» er brukt i GRETA, 3. runde."}},
		{"a reference almost like another", func(s *sheet) { s.set(rows, "A", 4, "g3-01") }, []string{at(4, "A", "Referanse") + "«g3-01» ligner på «G3-01», som finnes fra før."}},
		{"no topic", func(s *sheet) { s.set(rows, "E", 5, "") }, []string{at(5, "E", "Tema") + "Teksten mangler."}},
		{"a topic that is too long", func(s *sheet) { s.set(rows, "E", 5, strings.Repeat("å", 301)) }, []string{at(5, "E", "Tema") + "Teksten er på 301 tegn. Det er plass til 300."}},
		{"an English summary without one in bokmål", func(s *sheet) { s.set(rows, "G", 5, "") }, []string{at(5, "G", "Sammendrag") + "Teksten mangler."}},
		{"a word that turns the text", func(s *sheet) { s.set(rows, "E", 5, "Eksempel \u202egalt") }, []string{at(5, "E", "Tema") + "Teksten inneholder usynlige tegn"}},
		{"a level that there is not", func(s *sheet) { s.set(rows, "C", 5, "krever") }, []string{at(5, "C", "Styrke") + "«krever» er ikke en styrke. Bruk Ber innstendig (urges), Mener (considers) og Inviterer (invites)"}},
		{"an article that there is not", func(s *sheet) { s.set(rows, "D", 5, "10, 48") }, []string{at(5, "D", "Artikler") + "Konvensjonen har ingen artikkel 48."}},
		{"articles that became a decimal", func(s *sheet) { s.set(rows, "D", 5, 10.12) }, []string{at(5, "D", "Artikler") + "«10.12» er ikke et artikkelnummer."}},
		{"an article twice", func(s *sheet) { s.set(rows, "D", 5, "10, 10") }, []string{at(5, "D", "Artikler") + "«10» står to ganger."}},
		{"an address that is none", func(s *sheet) { s.set(rows, "I", 5, "eksempel.no") }, []string{at(5, "I", "Kilde") + "«eksempel.no» er ikke en hel nettadresse."}},
		{"an address that runs a program", func(s *sheet) { s.set(rows, "L", 5, "javascript:alert(1)") }, []string{at(5, "L", "Offisiell kilde") + "«javascript:alert(1)» er ikke en hel nettadresse."}},
		{"a source without official words", func(s *sheet) { s.set(rows, "J", 5, "") }, []string{at(5, "J", "Offisiell tekst") + "Språk eller kilde er fylt ut, men den offisielle teksten mangler."}},
		{"official words in no language", func(s *sheet) { s.set(rows, "K", 5, "") }, []string{at(5, "K", "Offisielt språk") + "Språket i den offisielle teksten mangler eller er ukjent."}},
		{"official words in another language", func(s *sheet) { s.set(rows, "K", 5, "svensk") }, []string{at(5, "K", "Offisielt språk") + "Språket i den offisielle teksten mangler eller er ukjent."}},
		{"nobody to address", func(s *sheet) { s.set(rows, "M", 5, "JD, FINNESIKKE") }, []string{at(5, "M", "Adressater") + "Det finnes ikke noe departement eller noen etat med koden «FINNESIKKE»."}},
		{"somebody addressed twice", func(s *sheet) { s.set(rows, "M", 5, "JD; JD") }, []string{at(5, "M", "Adressater") + "«JD» står to ganger."}},
		{"a day that is none", func(s *sheet) { s.set(rows, "N", 5, "31.02.2027") }, []string{at(5, "N", "Frist") + "«31.02.2027» er ikke en dato."}},
		{"a span for a deadline", func(s *sheet) { s.set(rows, "N", 5, "2027-01/2027-06") }, []string{at(5, "N", "Frist") + "«2027-01/2027-06» er et tidsrom."}},
		{"neither yes nor no", func(s *sheet) { s.set(rows, "O", 5, "kanskje") }, []string{at(5, "O", "Bekreftet") + "«kanskje» er verken ja eller nei."}},
		{"a measure that there is not", func(s *sheet) { s.set(rows, "P", 5, "99 delvis") }, []string{at(5, "P", "Tiltak") + "Det finnes ikke noe tiltak «99» i planen."}},
		{"a measure without a degree", func(s *sheet) { s.set(rows, "P", 5, "14") }, []string{at(5, "P", "Tiltak") + "«14» kan ikke leses. Skriv tiltaket og «helt» eller «delvis»"}},
		{"a measure twice", func(s *sheet) { s.set(rows, "P", 5, "14 delvis; identifisering helt; 14 helt") }, []string{at(5, "P", "Tiltak") + "Tiltaket «14» står to ganger."}},
		{"a heading that is not known", func(s *sheet) { s.set(rows, "D", 1, "Paragraf") }, []string{"Arket «Anbefalinger», rad 1, kolonne D: Kolonnen «Paragraf» finnes ikke. Bruk Referanse, Punkt,"}},
		{"a heading twice", func(s *sheet) { s.set(rows, "D", 1, "Punkt") }, []string{"Arket «Anbefalinger», rad 1, kolonne D: Kolonnen «Punkt» står to ganger."}},
		{"no column of references", func(s *sheet) { s.must(s.RemoveCol(rows, "A")) }, []string{"Arket «Anbefalinger», rad 1: Kolonnen «Referanse» mangler."}},
		{"no column of topics", func(s *sheet) { s.must(s.RemoveCol(rows, "E")) }, []string{"Arket «Anbefalinger», rad 1, «Tema»: Teksten mangler."}},
		{"something beside the table", func(s *sheet) { s.set(rows, "R", 5, "husk") }, []string{"Arket «Anbefalinger», rad 5, kolonne R: Det står noe i en kolonne uten overskrift."}},
		{"a formula", func(s *sheet) { s.must(s.SetCellFormula(rows, "E5", `"Eksempel"&"!"`)) }, []string{"Arket «Anbefalinger», rad 5, kolonne E: Cellen har en formel."}},
		{"no recommendations", func(s *sheet) {
			for i := range 60 {
				for column := 'A'; column <= 'P'; column++ {
					s.set(rows, string(column), i+2, "")
				}
			}
		}, []string{"Arket «Anbefalinger»: Det står ingen anbefalinger her."}},
		{"no sheet of recommendations", func(s *sheet) { s.must(s.SetSheetName(rows, "Ark1")) }, []string{"Arket «Anbefalinger»: Filen har ikke noe ark som heter «Anbefalinger»."}},
		{"no sheet of the evaluation", func(s *sheet) { s.must(s.DeleteSheet("Evaluering")) }, []string{"Arket «Evaluering»: Filen har ikke noe ark som heter «Evaluering»."}},
		{"a hidden sheet", func(s *sheet) { s.must(s.SetSheetVisible(rows, false)) }, []string{"Arket «Anbefalinger»: Arket er skjult, og skjulte ark leses ikke."}},
		{"far too many rows", func(s *sheet) { s.set(rows, "A", 5000, "EKS9-99") }, []string{"Arket «Anbefalinger»: Det står mer her enn det er plass til."}},
		{"no body", func(s *sheet) { s.set("Evaluering", "B", 2, "") }, []string{"Arket «Evaluering», rad 2, kolonne B «Organ»: «Organ» er ikke fylt ut."}},
		{"a new body without a name", func(s *sheet) { s.set("Evaluering", "B", 3, "") }, []string{"Arket «Evaluering», rad 3, kolonne B «Navn på organet»: Teksten mangler."}},
		{"a body with spaces", func(s *sheet) { s.set("Evaluering", "B", 2, "E K S") }, []string{"Arket «Evaluering», rad 2, kolonne B «Organ»: «E K S» kan ikke brukes."}},
		{"a round in words", func(s *sheet) { s.set("Evaluering", "B", 5, "første") }, []string{"Arket «Evaluering», rad 5, kolonne B «Runde»: «første» er ikke et heltall."}},
		{"round nought", func(s *sheet) { s.set("Evaluering", "B", 5, 0) }, []string{"Arket «Evaluering», rad 5, kolonne B «Runde»: 0 er for lavt."}},
		{"a publication that lasts", func(s *sheet) { s.set("Evaluering", "B", 9, "01.06.2026–05.06.2026") }, []string{"Arket «Evaluering», rad 9, kolonne B «Publisert»: «2026-06-01/2026-06-05» er et tidsrom."}},
		{"a visit that ends before it begins", func(s *sheet) { s.set("Evaluering", "B", 7, "06.02.2026–02.02.2026") }, []string{"Arket «Evaluering», rad 7, kolonne B «Besøk»: «06.02.2026–02.02.2026» er ikke en dato."}},
		{"something of the evaluation that there is not", func(s *sheet) {
			s.set("Evaluering", "A", 20, "Leder")
			s.set("Evaluering", "B", 20, "Eksempel")
		}, []string{"Arket «Evaluering», rad 20, kolonne A: Feltet «Leder» finnes ikke."}},
		{"something of the evaluation twice", func(s *sheet) {
			s.set("Evaluering", "A", 20, "Runde")
			s.set("Evaluering", "B", 20, "2")
		}, []string{"Arket «Evaluering», rad 20, kolonne B «Runde»: Feltet «Runde» står to ganger."}},
		{"many things are told at once, in the order of the file", func(s *sheet) {
			s.set("Evaluering", "B", 9, "snart")
			s.set(rows, "C", 9, "krever")
			s.set(rows, "D", 2, "70")
			s.set(rows, "P", 4, "99 helt")
			s.set(rows, "N", 4, "i morgen")
		}, []string{
			"Arket «Evaluering», rad 9, kolonne B «Publisert»: «snart» er ikke en dato.",
			at(2, "D", "Artikler") + "Konvensjonen har ingen artikkel 70.",
			at(4, "N", "Frist") + "«i morgen» er ikke en dato.",
			at(4, "P", "Tiltak") + "Det finnes ikke noe tiltak «99» i planen.",
			at(9, "C", "Styrke") + "«krever» er ikke en styrke.",
		}},
	}
	files := map[string][]byte{}
	for _, c := range cases {
		files[c.name] = edited(t, good, c.edit)
	}
	each(t, func(b *bench) {
		before := b.number("SELECT count(*) FROM audit_events")
		for _, c := range cases {
			b.T.Run(c.name, func(t *testing.T) {
				within := &bench{T: t, store: b.store, desk: b.desk, plan: b.plan}
				got := within.refusedBy(sent("spoiled.xlsx", files[c.name]))
				lines := strings.Split(got, "\n")
				if len(lines) != len(c.want) {
					t.Fatalf("%d faults, want %d:\n%s", len(lines), len(c.want), got)
				}
				for i, line := range lines {
					if !strings.HasPrefix(line, c.want[i]) {
						t.Errorf("line %d says\n%s\nwant\n%s", i+1, line, c.want[i])
					}
				}
			})
		}
		if after := b.number("SELECT count(*) FROM audit_events"); after != before {
			b.Errorf("%d lines are left in the trail", after-before)
		}
	})
}

func TestMoreThanAHundredFaultsAreBounded(t *testing.T) {
	each(t, func(b *bench) {
		got := b.refusedBy(sent("spoiled.xlsx", edited(b, kept(b), func(s *sheet) {
			for i := range 60 {
				s.set(rows, "C", i+2, "krever")
				s.set(rows, "D", i+2, "ti")
				s.set(rows, "P", i+2, "99 helt")
			}
		})))
		if n := len(strings.Split(got, "\n")); n != 100 {
			b.Errorf("%d faults are told", n)
		}
	})
}

func TestAFileThatIsNoneOfTheFormsIsRefused(t *testing.T) {
	good := kept(t)
	part := func(name, content string) []byte { return repacked(t, good, name, content) }
	for _, c := range []struct {
		name, file string
		content    []byte
		want       string
	}{
		{"no file", "", nil, "Filen: Ingen fil er valgt"},
		{"an empty file", "a.csv", []byte(" \n"), "Filen: Ingen fil er valgt, eller filen er tom."},
		{"another kind of file", "a.docx.pdf", []byte("%PDF-1.7"), "Filen: Filen må slutte på .xlsx, .csv eller .yaml."},
		{"a text that is called a workbook", "a.xlsx", []byte("Referanse;Tema\n"), "Filen: Filen er ikke et regneark som kan leses."},
		{"half a workbook", "a.xlsx", good[:len(good)/2], "Filen: Filen er ikke et regneark som kan leses."},
		{"a workbook that is too big", "a.xlsx", append(bytes.Clone(good), make([]byte, intake.MostBytes)...), "Filen: Filen er for stor. Den kan være høyst 1024 kB."},
		{"a password", "a.xlsx", append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...), "Filen: Filen har passord eller er lagret i et gammelt format"},
		{"macros", "a.xlsx", part("xl/vbaProject.bin", "x"), "Filen: Filen har makroer."},
		{"links to other files", "a.xlsx", part("xl/externalLinks/externalLink1.xml", "<externalLink/>"), "Filen: Filen henter noe fra andre filer"},
		{"a file in the file", "a.xlsx", part("xl/embeddings/oleObject1.bin", "x"), "Filen: Filen henter noe fra andre filer"},
		{"a bomb", "a.xlsx", part("xl/media/image1.png", strings.Repeat("\x00", 20<<20)), "Filen: Filen pakkes ut til langt mer"},
		{"a text that unfolds in every cell", "a.xlsx", unfolding(t), "Arket «Anbefalinger»: Det står mer her enn det er plass til."},
		{"a CSV file in UTF-16", "a.csv", []byte("\xff\xfeR\x00e\x00f\x00"), "Filen: Filen er lagret som Unicode-tekst (UTF-16)."},
		{"a CSV file with signs of no kind", "a.csv", []byte("Referanse;Tema\nG4-01;b\x81\xe5\n"), "Rad 2: Filen har tegn som ikke kan leses."},
		{"a CSV file with a quotation mark that does not end", "a.csv", []byte("Referanse;Tema\nG4-01;Bra\nG4-02;\"Halv\n"), "Rad 3: Et anførselstegn er ikke avsluttet"},
		{"YAML that is none", "a.yaml", []byte("evaluation: [\n"), "Linje 1: Filen kan ikke leses videre herfra."},
		{"YAML with an alias", "a.yaml", []byte("evaluation: &a {body: EKS}\nrecommendations: [*a]\n"), "Linje 1: «&» kan ikke brukes her."},
		{"YAML in Windows-1252", "a.yaml", []byte("evaluation: {body: \"\xe5\"}\n"), "Linje 1: Filen har tegn som ikke kan leses."},
		{"YAML without recommendations", "a.yaml", []byte("evaluation: {body: EKS, round: 1}\n"), "Linje 1: Feltet «recommendations» mangler"},
		{"YAML with a field that there is not", "a.yaml", []byte("evaluation: {body: EKS, round: 1, leader: Ingen}\nrecommendations: [{ref: E1}]\n"), "Linje 1: Feltet «leader» finnes ikke her (evaluation.leader)."},
		{"YAML with a word for a number", "a.yaml", []byte("evaluation: {body: EKS, round: en}\nrecommendations: [{ref: E1}]\n"), "Linje 1: evaluation.round skal være et heltall"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, faults := intake.Read(sent(c.file, c.content), words(t))
			if got := told(t, faults); !strings.HasPrefix(got, c.want) {
				t.Errorf("it says\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// repacked adds a part to a workbook.
func repacked(t testing.TB, file []byte, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create(name)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unfolding is a small workbook in which every cell names the same long text.
func unfolding(t testing.TB) []byte {
	t.Helper()
	file := edited(t, nil, func(s *sheet) {
		s.set("Anbefalinger", "A", 1, "ref")
		for i := range 900 {
			s.set("Anbefalinger", "A", i+2, "LANG")
		}
	})
	return servertest.Repack(t, file, func(_ string, content []byte) []byte {
		return bytes.ReplaceAll(content, []byte("LANG"), bytes.Repeat([]byte("lang "), 200_000))
	})
}
