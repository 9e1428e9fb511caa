package roundtrip_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tiltak/app/roundtrip"
)

// told is a fault as a person reads it: its place, and the sentence.
func told(t testing.TB, faults roundtrip.Faults) string {
	t.Helper()
	var b strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&b, "%s %d %s: %s\n", f.Sheet, f.Row, f.Column, words(t).Message(f.Key, f.Args))
	}
	return b.String()
}

func TestASpoiledWorkbookIsRefusedWithItsPlaceAndReason(t *testing.T) {
	stage, done, due := `E «Hvor langt tiltaket har kommet»`, `H «Hva er gjort siden sist?»`, `E «Frist»`
	for _, c := range []struct {
		name string
		edit func(*sheet)
		want []string // each line of the answer, in order
	}{
		{"a word that is no status", func(s *sheet) { s.set(measures, "Hvor langt", 3, "Ganske bra") }, []string{"Tiltak 3 " + stage + ": «Ganske bra» er ikke et valg. Velg «Ikke startet», «Under gjennomføring»"}},
		{"no status at all", func(s *sheet) { s.set(measures, "Hvor langt", 3, "") }, []string{"Tiltak 3 " + stage + ": Feltet er tomt. Velg «Ikke startet»"}},
		{"a word that is no health", func(s *sheet) { s.set(measures, "Hvordan", 3, "Grønn") }, []string{"Tiltak 3 F «Hvordan gjennomføringen går»: «Grønn» er ikke et valg. Velg «I rute»"}},
		{"another written language", func(s *sheet) { s.set(measures, "Språk", 4, "Svensk") }, []string{"«Svensk» er ikke et valg. Velg «Bokmål», «Nynorsk»."}},
		{"a phase that there is not", func(s *sheet) { s.set(milestones, "Hva har skjedd", 4, "Utsatt") }, []string{"Milepæler 4 F «Hva har skjedd?»: «Utsatt» er ikke et valg."}},
		{"a text that is too long", func(s *sheet) { s.set(measures, "Hva er gjort", 4, strings.Repeat("æ", 10001)) }, []string{"Tiltak 4 " + done + ": Teksten er på 10001 tegn. Kort den ned til høyst 10000."}},
		{"a newsletter text that is too long", func(s *sheet) { s.set(measures, "Tekst til", 4, strings.Repeat("x", 2001)) }, []string{"Teksten er på 2001 tegn. Kort den ned til høyst 2000."}},
		{"a day that is none", func(s *sheet) { s.must(s.SetCellStr(milestones, "E3", "31.02.2027")) }, []string{"Milepæler 3 " + due + ": «31.02.2027» er ikke en dato som kan brukes."}},
		{"a word for a day", func(s *sheet) { s.must(s.SetCellStr(milestones, "E3", "neste uke")) }, []string{"«neste uke» er ikke en dato"}},
		{"a day in another age", func(s *sheet) { s.must(s.SetCellInt(milestones, "E3", 5)) }, []string{"er ikke en dato som kan brukes"}},
		{"a day that was taken out", func(s *sheet) { s.must(s.SetCellStr(milestones, "E3", "")) }, []string{"Milepæler 3 " + due + ": Skriv fristen"}},
		{"a milestone without a title", func(s *sheet) { s.set(milestones, "Tittel", 3, " ") }, []string{"Milepæler 3 C «Tittel»: Skriv hva som skal være nådd."}},
		{"a milestone of another measure", func(s *sheet) { s.set(milestones, "Tiltak", 3, 9) }, []string{"Milepæler 3 B «Tiltak»: Milepælen hører til tiltak 3"}},
		{"a new milestone without a date", func(s *sheet) {
			row := s.free(milestones)
			s.set(milestones, "Tiltak", row, 3)
			s.set(milestones, "Tittel", row, "Ny")
		}, []string{"Milepæler 6 " + due + ": Skriv fristen"}},
		{"a new milestone of nobody's measure", func(s *sheet) {
			row := s.free(milestones)
			s.set(milestones, "Tiltak", row, 77)
			s.set(milestones, "Tittel", row, "Ny")
		}, []string{"Milepæler 6 B «Tiltak»: «77» er ikke nummeret på et av tiltakene dine."}},
		{"a new milestone without a number", func(s *sheet) { s.set(milestones, "Tittel", s.free(milestones), "Ny") }, []string{"Milepæler 6 B «Tiltak»: Skriv nummeret på tiltaket"}},
		{"a new milestone in a submitted report", func(s *sheet) {
			row := s.free(milestones)
			s.set(milestones, "Tiltak", row, 18)
			s.set(milestones, "Tittel", row, "Ny")
		}, []string{"Milepæler 6 : Rapporten er sendt inn eller klarert"}},
		{"a row that is taken out", func(s *sheet) { s.must(s.RemoveRow(measures, 4)) }, []string{"Tiltak 0 : Raden for Tiltak 9 mangler."}},
		{"a milestone that is taken out", func(s *sheet) { s.must(s.RemoveRow(milestones, 3)) }, []string{"Milepæler 0 : Raden for «Kurset er i gang» mangler."}},
		{"a row of one's own", func(s *sheet) { s.set(measures, "Hva er gjort", 7, "Mer") }, []string{"Tiltak 7 : Raden er ikke med i regnearket"}},
		{"a row twice", func(s *sheet) { s.must(s.DuplicateRow(measures, 3)) }, []string{"Tiltak 4 : Raden står også i rad 3."}},
		{"a column that is taken out", func(s *sheet) { s.must(s.RemoveCol(measures, "G")) }, []string{"Tiltak 2 G: Kolonnen skulle hatt overskriften"}},
		{"a sheet with another name", func(s *sheet) { s.must(s.SetSheetName(links, "Nettsteder")) }, []string{"Lenker 0 : Arket mangler"}},
		{"a text in a submitted report", func(s *sheet) { s.set(measures, "Hva er gjort", 5, "Endret") }, []string{"Tiltak 5 " + done + ": Rapporten er sendt inn eller klarert og kan ikke endres."}},
		{"a link in a submitted report", func(s *sheet) { s.set(links, "Hva lenken", 4, "Endret") }, []string{"Lenker 4 : Rapporten for tiltak 18 er sendt inn"}},
		{"a paragraph in a cleared report", func(s *sheet) { s.set(contributions, "Bidraget", 4, "Endret") }, []string{"Bidrag 4 F «Bidraget»: Rapporten er sendt inn eller klarert"}},
		{"a link that leads nowhere", func(s *sheet) { s.set(links, "Nettadresse", 3, "eksempel.no") }, []string{"Lenker 3 C «Nettadresse»: «eksempel.no» er ikke en hel nettadresse."}},
		{"a link that runs a program", func(s *sheet) { s.set(links, "Nettadresse", 3, "javascript:alert(1)") }, []string{"er ikke en hel nettadresse"}},
		{"a link without words", func(s *sheet) { s.set(links, "Hva lenken", 3, "") }, []string{"Lenker 3 B «Hva lenken viser»: Skriv hva lenken viser."}},
		{"a link without a measure", func(s *sheet) { s.set(links, "Tiltak", 3, "") }, []string{"Lenker 3 A «Tiltak»: Skriv nummeret på tiltaket"}},
		{"too many links", func(s *sheet) {
			for i := range 10 {
				row := s.free(links)
				s.set(links, "Tiltak", row, 3)
				s.set(links, "Hva lenken", row, fmt.Sprint("Sak ", i))
				s.set(links, "Nettadresse", row, fmt.Sprint("https://eksempel.no/", i))
			}
		}, []string{"Tiltak 3 har for mange lenker. Behold høyst 10."}},
		{"a formula", func(s *sheet) { s.must(s.SetCellFormula(measures, "H4", "1+1")) }, []string{"Tiltak 4 " + done + ": Cellen har en formel."}},
		{"a formula on a sheet of one's own", func(s *sheet) {
			_, err := s.NewSheet("Notater")
			s.must(err)
			s.must(s.SetCellFormula("Notater", "B2", `WEBSERVICE("https://eksempel.no")`))
		}, []string{"Notater 2 B: Cellen har en formel."}},
		{"something outside of the table", func(s *sheet) { s.must(s.SetCellStr(links, "F4", "merknad")) }, []string{"Lenker 4 F: Det står noe utenfor tabellen."}},
		{"something far outside of the table", func(s *sheet) { s.must(s.SetCellStr(links, "XFD9000", "x")) }, []string{"Lenker 0 : Det står mer i arket enn det er plass til."}},
		{"the hidden sheet is gone", func(s *sheet) { s.must(s.DeleteSheet("_grunnlag")) }, []string{" 0 : Dette er ikke et regneark lastet ned herfra"}},
		{"the hidden sheet is of another program", func(s *sheet) { s.must(s.SetCellStr("_grunnlag", "A1", "noe annet")) }, []string{"Dette er ikke et regneark lastet ned herfra"}},
		{"the hidden sheet is of an older version", func(s *sheet) { s.must(s.SetCellStr("_grunnlag", "A2", "0")) }, []string{"Regnearket er laget av en eldre utgave"}},
		{"the hidden sheet is changed", func(s *sheet) { s.must(s.SetCellStr("_grunnlag", "A4", "H4sIAAAA")) }, []string{"Det skjulte arket er endret."}},
		{"the checksum is changed", func(s *sheet) { s.must(s.SetCellStr("_grunnlag", "A3", strings.Repeat("0", 64))) }, []string{"Det skjulte arket er endret."}},
		{"many things at once are told at once", func(s *sheet) {
			s.set(measures, "Hvor langt", 3, "Nja")
			s.must(s.SetCellStr(milestones, "E3", "i fjor"))
			s.set(links, "Nettadresse", 3, "her")
			s.set(contributions, "Språk", 3, "Dansk")
			s.must(s.SetCellFormula(measures, "H4", "A1"))
		}, []string{"Cellen har en formel", "«Nja»", "«i fjor»", "«her»", "«Dansk»"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, pending, faults := roundtrip.Read(edited(t, written(t, book()), c.edit), words(t))
			got := told(t, faults)
			if !pending.None() {
				t.Errorf("something of it is taken in: %+v", pending)
			}
			if len(faults) != len(c.want) {
				t.Fatalf("%d faults, want %d:\n%s", len(faults), len(c.want), got)
			}
			for i, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
				if !strings.Contains(line, c.want[i]) {
					t.Errorf("line %d says\n%s\nwant\n%s", i+1, line, c.want[i])
				}
			}
		})
	}
}

func TestAFileThatIsNoWorkbookIsRefused(t *testing.T) {
	good := written(t, book())
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"no file", nil, "Ingen fil er valgt"},
		{"a text", []byte("Tiltak;Tittel\n3;Eksempel\n"), "Filen er ikke et regneark"},
		{"half a file", good[:len(good)/2], "Filen er ikke et regneark"},
		{"a file that is too big", append(bytes.Clone(good), make([]byte, roundtrip.MostBytes)...), "Filen er for stor. Den kan være høyst 2 MB."},
		{"a file with a password", append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...), "Filen har passord eller er lagret i et gammelt format"},
		{"an OpenDocument file", packed(t, nil, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "Filen er lagret som OpenDocument"},
		{"a package of something else", packed(t, nil, "word/document.xml", "<x/>"), "Filen er ikke et regneark"},
		{"macros", packed(t, good, "xl/vbaProject.bin", "x"), "Filen har makroer"},
		{"macros by another name", replaced(t, good, "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "Filen har makroer"},
		{"links to other files", packed(t, good, "xl/externalLinks/externalLink1.xml", "<externalLink/>"), "Filen henter noe fra andre filer"},
		{"a connection to a database", packed(t, good, "xl/connections.xml", "<connections/>"), "Filen henter noe fra andre filer"},
		{"a file in the file", packed(t, good, "xl/embeddings/oleObject1.bin", "x"), "Filen henter noe fra andre filer"},
		{"entities", replaced(t, good, "xl/workbook.xml", "<workbook", `<!DOCTYPE x [<!ENTITY a "b">]><workbook`), "Filen er ikke et regneark"},
		{"a part twice", packed(t, good, "xl/workbook.xml", "<workbook/>"), "Filen pakkes ut til langt mer"},
		{"a bomb", packed(t, good, "xl/media/image1.png", strings.Repeat("\x00", 30<<20)), "Filen pakkes ut til langt mer"},
		{"a bomb that lies about its size", lying(t), "Filen"},
		{"a sheet that is broken", replaced(t, good, "xl/worksheets/sheet2.xml", "<sheetData>", "<sheetData><row"), "kan ikke leses"},
		{"another workbook", anyWorkbook(t), "Dette er ikke et regneark lastet ned herfra"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, pending, faults := roundtrip.Read(c.file, words(t))
			if got := told(t, faults); len(faults) == 0 || !pending.None() || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// packed adds a part to a package, or makes one of it alone.
func packed(t testing.TB, file []byte, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range partsOf(t, file) {
		add(t, z, name, content)
	}
	add(t, z, name, content)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func replaced(t testing.TB, file []byte, name, old, new string) []byte {
	t.Helper()
	parts := partsOf(t, file)
	if !strings.Contains(parts[name], old) {
		t.Fatalf("%s has no %q", name, old)
	}
	return swapped(t, file, name, strings.Replace(parts[name], old, new, 1))
}

// swapped gives a package with another content of one part.
func swapped(t testing.TB, file []byte, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for part, stands := range partsOf(t, file) {
		if part == name {
			stands = content
		}
		add(t, z, part, stands)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func partsOf(t testing.TB, file []byte) map[string]string {
	t.Helper()
	parts := map[string]string{}
	if file == nil {
		return parts
	}
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

func add(t testing.TB, z *zip.Writer, name, content string) {
	t.Helper()
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
}

// lying is a package with a part that says it is small and unfolds to 60 MB.
func lying(t testing.TB) []byte {
	t.Helper()
	var deflated bytes.Buffer
	w, err := flate.NewWriter(&deflated, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 60<<20)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	part, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, CompressedSize64: uint64(deflated.Len()), UncompressedSize64: 100})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(deflated.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func anyWorkbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
