package answers_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"tiltak/app/answers"
	"tiltak/models"
)

// Texts that nobody has written for others.
const (
	secretObstacle = "HEMMELIG-HINDRING"
	secretHelp     = "HEMMELIG-HJELP"
)

func plainSpaces(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

func TestTheSameBasisGivesTheSameBytes(t *testing.T) {
	for _, kind := range answers.Kinds() {
		for _, format := range kind.Formats() {
			first := written(t, kind, format.Name, made(t, kind, edition(t), models.Nynorsk))
			if !bytes.Equal(first, written(t, kind, format.Name, made(t, kind, edition(t), models.Nynorsk))) {
				t.Errorf("two files of %s as %s differ", kind, format.Name)
			}
		}
	}
}

func TestNoPaperHoldsWhatIsNotForPublication(t *testing.T) {
	for _, basis := range []answers.Basis{edition(t), day(t)} {
		for i := range basis.Snapshot.Measures {
			if last := basis.Snapshot.Measures[i].Last; last != nil {
				last.Content.Obstacles, last.Content.HelpNeeded = secretObstacle, secretHelp
			}
		}
		for _, kind := range answers.Kinds() {
			for _, format := range kind.Formats() {
				body := written(t, kind, format.Name, made(t, kind, basis, models.Bokmaal))
				text := string(body)
				if bytes.HasPrefix(body, []byte("PK")) {
					text = lines(t, format.Name, body)
				}
				for _, secret := range []string{secretObstacle, secretHelp} {
					if strings.Contains(text, secret) {
						t.Errorf("%s as %s holds %s", kind, format.Name, secret)
					}
				}
			}
		}
	}
}

// What is not settled says so beside the value, however the paper is written.
func TestWhatIsNotSettledIsMarkedBesideTheValue(t *testing.T) {
	basis := edition(t)
	basis.Snapshot.Areas[1].Confirmed = false
	for _, language := range languages {
		p := printer(t, language)
		title, value := p.T("mark.working_title"), p.T("mark.provisional")
		for _, kind := range []answers.Kind{answers.StatusReport, answers.BudgetTable, answers.Storting} {
			text := plainSpaces(string(written(t, kind, "txt", made(t, kind, basis, language))))
			for _, m := range basis.Snapshot.Measures {
				if name := p.Name(m.Title); strings.Count(text, name) != strings.Count(text, name+" ("+title+")") {
					t.Errorf("%s in %s has the title of measure %d without its mark", kind, language, m.Number)
				}
			}
			if !strings.Contains(text, "("+value+")") {
				t.Errorf("%s in %s does not say that who is responsible is provisional", kind, language)
			}
			if !strings.HasPrefix(text, "Eksempeldata\n") {
				t.Errorf("%s in %s does not open with the mark of example data", kind, language)
			}
		}
		report := string(written(t, answers.StatusReport, "txt", made(t, answers.StatusReport, basis, language)))
		if !strings.Contains(report, p.Name(basis.Snapshot.Areas[1].Title)+" ("+value+")") {
			t.Errorf("an area that is not confirmed stands unmarked in %s", language)
		}
	}
}

func TestWhatIsNotReportedTellsWhatWasKnownLastAndItsAge(t *testing.T) {
	basis := edition(t)
	text := plainSpaces(string(written(t, answers.StatusReport, "txt", made(t, answers.StatusReport, basis, models.Bokmaal))))
	found := false
	for _, m := range basis.Snapshot.Measures {
		if m.Last == nil || basis.Snapshot.Reported(m) {
			continue
		}
		found = true
		p := printer(t, models.Bokmaal)
		want := "Ikke rapportert. Siste kjente status er «" + p.Figure(m.Last.Content.Status.Figure()) + "», fra " + p.Quarter(m.Last.Period) + ". Det er ett kvartal siden."
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if !found {
		t.Fatal("everything is reported: the test says nothing")
	}
}

func TestACorrectedEditionSaysSoAndWhy(t *testing.T) {
	for _, kind := range []answers.Kind{answers.StatusReport, answers.BudgetTable, answers.Storting} {
		text := plainSpaces(string(written(t, kind, "txt", made(t, kind, erratum(t), models.Bokmaal))))
		if !strings.Contains(text, "Dette er utgave 2 av 3. kvartal 2026, og den er rettet. Grunn: Datoen for tiltak 4 var feil.") {
			t.Errorf("%s does not say that it is of a corrected edition", kind)
		}
	}
}

// A paper in nynorsk has no word of bokmål but what others wrote.
func TestNynorskPapersSayNothingInBokmaal(t *testing.T) {
	basis := edition(t)
	for i := range basis.Snapshot.Measures {
		m := &basis.Snapshot.Measures[i]
		m.Title, m.Moves = models.Name{NB: "Tittel", NN: "Tittel"}, nil
		if m.Last != nil {
			m.Last.Content.Done, m.Last.Content.Next, m.Last.Content.NewsletterText = "", "", ""
			m.Last.Content.Milestones, m.Last.Contributions, m.Last.Content.Links = nil, nil, nil
		}
	}
	for i := range basis.Snapshot.Areas {
		basis.Snapshot.Areas[i].Goal = models.Name{}
	}
	for _, kind := range []answers.Kind{answers.StatusReport, answers.BudgetTable, answers.Storting} {
		text := " " + strings.ToLower(string(written(t, kind, "txt", made(t, kind, basis, models.Nynorsk)))) + " "
		for _, word := range []string{"ikke", "ansvarlig", "forsinket", "vesentlig", "utgaven", "tiltakene", "fra ", " av disse", "rettet", "foreløpig", "hva", "kommende", "kilde:", "dette er lagt"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q in nynorsk", kind, word)
			}
		}
	}
}

func TestAFormatThatMakesNoSenseIsRefusedWithThoseThatDo(t *testing.T) {
	for _, test := range []struct {
		kind   answers.Kind
		format string
		want   string
	}{
		{answers.StatusReport, "xlsx", "docx, odt, html, md, txt"},
		{answers.StatusReport, "csv", "docx, odt, html, md, txt"},
		{answers.MeasureList, "docx", "xlsx, csv, json"},
		{answers.Storting, "json", "docx, odt, xlsx, html, md, txt"},
		{answers.BudgetTable, "pptx", "docx, odt, xlsx, html, md, txt"},
	} {
		_, err := test.kind.FormatOf(test.format)
		if !models.IsKind(err, models.KindNotFound) {
			t.Errorf("%s as %s: %v", test.kind, test.format, err)
			continue
		}
		if got := err.(*models.Error).Args["Formats"]; got != test.want { //nolint:errorlint // it is bare
			t.Errorf("%s as %s offers %v, want %s", test.kind, test.format, got, test.want)
		}
	}
}

func TestTheListOfMeasuresAsCSVIsForNorwegianExcelAndHarmless(t *testing.T) {
	basis := edition(t)
	attacks := []string{"=1+1", "+47 22 00 00 00", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "linje; med «tegn»\nog linjer"}
	for i, text := range attacks {
		basis.Snapshot.Measures[i].Title = models.Name{NB: text}
	}
	body := string(written(t, answers.MeasureList, "csv", made(t, answers.MeasureList, basis, models.Bokmaal)))
	rest, marked := strings.CutPrefix(body, "\uFEFF")
	if !marked {
		t.Error("Excel would not know that it is UTF-8")
	}
	reader := csv.NewReader(strings.NewReader(rest))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil || len(rows) != len(basis.Snapshot.Measures)+1 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, row := range rows {
		for _, field := range row {
			if first := strings.TrimLeft(field, " \t\r\n"); first != "" && strings.ContainsAny(first[:1], "=+-@") {
				t.Errorf("a spreadsheet would take %q for a formula", field)
			}
		}
	}
	if got := rows[len(attacks)][1]; got != "linje; med «tegn»\nog linjer" {
		t.Errorf("the text came out as %q", got)
	}
}

func TestTheListOfMeasuresAsJSONHasStableKeysAndMarksAsFields(t *testing.T) {
	var listing answers.Listing
	decoder := json.NewDecoder(bytes.NewReader(written(t, answers.MeasureList, "json", made(t, answers.MeasureList, edition(t), models.Nynorsk))))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&listing); err != nil {
		t.Fatal(err)
	}
	if listing.Schema != answers.ListingSchema || listing.Document != "measures" || !listing.Example || listing.AsOf.Edition != "2026-k3.1" || listing.AsOf.Hash == "" {
		t.Errorf("the listing is headed by %+v", listing.AsOf)
	}
	if len(listing.Measures) != 18 {
		t.Fatalf("%d measures", len(listing.Measures))
	}
	for _, row := range listing.Measures {
		if row.TitleConfirmed || row.TitleMark != "arbeidstittel" || row.RolesMark != "førebels" || row.Key == "" {
			t.Errorf("measure %d is not marked as it should be: %+v", row.Number, row)
		}
		if (row.Figure == models.FigureNotReported) != (row.Stage == "") {
			t.Errorf("measure %d has the figure %q and the stage %q", row.Number, row.Figure, row.Stage)
		}
	}
}
