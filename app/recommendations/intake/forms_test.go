package intake_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"tiltak/app/catalogue"
	"tiltak/app/recommendations/intake"
)

// said is what a file says, without where.
func said(t interface {
	Helper()
	Fatal(...any)
}, file intake.Sent,
) intake.Incoming {
	t.Helper()
	in, faults := intake.Read(file, loaded.Printer("nb"))
	if len(faults) > 0 {
		t.Fatal(told(nil, faults))
	}
	return in
}

var sameWords = cmp.Options{
	cmpopts.IgnoreUnexported(intake.Incoming{}, intake.Row{}), cmpopts.EquateEmpty(),
	cmpopts.IgnoreFields(intake.Incoming{}, "Form", "Stated"), cmpopts.IgnoreFields(intake.Row{}, "Stated"),
}

// csvOf writes rows as CSV.
func csvOf(rows []map[intake.Field]string, separator rune) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = separator
	var record []string
	for _, field := range intake.RowFields() {
		record = append(record, string(field))
	}
	_ = w.Write(record)
	for _, row := range rows {
		record = record[:0]
		for _, field := range intake.RowFields() {
			record = append(record, row[field])
		}
		_ = w.Write(record)
	}
	w.Flush()
	return out.Bytes()
}

func TestTheSameReportReadsAlikeInEveryForm(t *testing.T) {
	rows := exampleRows(t)
	want := said(t, sent("a.xlsx", kept(t)))
	for name, file := range map[string]intake.Sent{
		"semicolons":            {Name: "a.csv", Content: csvOf(rows, ';')},
		"commas":                {Name: "a.csv", Content: csvOf(rows, ',')},
		"tabs":                  {Name: "a.txt", Content: csvOf(rows, '\t')},
		"a byte order mark":     {Name: "a.csv", Content: append([]byte("\uFEFF"), csvOf(rows, ';')...)},
		"line ends of Windows":  {Name: "a.csv", Content: bytes.ReplaceAll(csvOf(rows, ';'), []byte("\n"), []byte("\r\n"))},
		"signs of Windows-1252": {Name: "a.csv", Content: windows(t, csvOf(rows, ';'))},
		"YAML":                  {Name: "a.yaml", Content: yamlOf(t, exampleEvaluation(), want)},
	} {
		t.Run(name, func(t *testing.T) {
			file.Evaluation = exampleEvaluation()
			if diff := cmp.Diff(want, said(t, file), sameWords); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func windows(t testing.TB, text []byte) []byte {
	t.Helper()
	out, err := charmap.Windows1252.NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// yamlOf writes what was read as YAML.
func yamlOf(t testing.TB, _ map[intake.Field]string, in intake.Incoming) []byte {
	t.Helper()
	var b strings.Builder
	e := in.Evaluation
	fmt.Fprintf(&b, "evaluation:\n  body: %s\n  body_name: {nb: %q, en: %q}\n  round: %d\n  reference: %q\n  visit: %s\n  adopted: %s\n  published: %s\n  reply_due: %s\n  complete: %t\n  confirmed: %t\nrecommendations:\n",
		e.Body, in.Body.Name.NB, in.Body.Name.EN, e.Round, e.Reference, e.Visit.Raw, e.Adopted.Raw, e.Published.Raw, e.ReplyDue.Raw, e.Complete, e.Confirmed)
	for _, r := range in.Rows {
		fmt.Fprintf(&b, "  - ref: %s\n    paragraph: %q\n    articles: %s\n    topic: {nb: %q, en: %q}\n    summary: {nb: %q, en: %q}\n    confirmed: %t\n",
			r.Ref, r.Paragraph, strings.ReplaceAll(fmt.Sprint(r.Articles), " ", ", "), r.Topic.NB, r.Topic.EN, r.Summary.NB, r.Summary.EN, r.Confirmed)
		if r.Level != "" {
			fmt.Fprintf(&b, "    level: %s\n", r.Level)
		}
		if r.Official != (catalogue.Official{}) {
			fmt.Fprintf(&b, "    official: {text: %q, language: %s, source: %q}\n", r.Official.Text, r.Official.Language, r.Official.Source)
		}
		if len(r.Addressees) > 0 {
			fmt.Fprintf(&b, "    addressees: [%s]\n", strings.Join(r.Addressees, ", "))
		}
		if !r.Deadline.IsZero() {
			fmt.Fprintf(&b, "    deadline: %s\n", r.Deadline.Raw)
		}
		for i, link := range r.Links {
			if i == 0 {
				b.WriteString("    links:\n")
			}
			fmt.Fprintf(&b, "      - {number: %s, degree: %s}\n", link.Measure, link.Degree)
		}
	}
	return []byte(b.String())
}

func TestTheTemplatesAreReadAsTheyAre(t *testing.T) {
	for _, form := range []intake.Form{intake.Workbook, intake.CSV} {
		file, err := intake.Template(form, words(t))
		if err != nil {
			t.Fatal(err)
		}
		_, faults := intake.Read(intake.Sent{Name: "mal." + string(form), Content: file, Evaluation: exampleEvaluation()}, words(t))
		if got := told(t, faults); !strings.Contains(got, "Det står ingen anbefalinger her.") || strings.Contains(got, "finnes ikke") {
			t.Errorf("%s: %s", form, got)
		}
	}
	file, err := intake.Template(intake.YAML, words(t))
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	if _, faults := intake.Read(sent("mal.yaml", file), words(t)); strings.Count(told(t, faults), "\n") != 1 || !strings.Contains(told(t, faults), "Anbefalingen har ingen referanse.") {
		t.Errorf("the empty one says %s", told(t, faults))
	}
	for _, line := range []string{"official:", "deadline:", "links:", "visit:", "complete:"} { // each may be taken into use
		text = strings.Replace(text, "# "+line, line, 1)
	}
	text = strings.NewReplacer("body: \"\"", "body: EKS", "ref: \"\"", "ref: EKS1-01").Replace(text)
	text = strings.Replace(text, "official: {text: \"\"", "official: {text: \"Example\"", 1)
	in, faults := intake.Read(sent("mal.yaml", []byte(text)), words(t))
	if len(faults) > 0 || len(in.Rows) != 1 || len(in.Rows[0].Links) != 2 || in.Evaluation.Visit.IsZero() {
		t.Errorf("%s gives %+v and %s", text, in, told(t, faults))
	}
}

func TestCSVTellsTheRowOfASpreadsheet(t *testing.T) {
	text := "Tema;Referanse;Sammendrag;Styrke\n" +
		"Eksempel;E1;\"to\nlinjer \"\"og\"\" mer\";mener\n" +
		"\n" +
		"Eksempel;E2;;krever\n"
	file := intake.Sent{Name: "a.csv", Content: []byte(text), Evaluation: exampleEvaluation()}
	in, faults := intake.Read(file, words(t))
	if got, want := told(t, faults), "Rad 4, kolonne D «Styrke»: «krever» er ikke en styrke."; !strings.HasPrefix(got, want) {
		t.Errorf("it says %s", got)
	}
	if got := in.Rows[0].Summary.NB; got != "to\nlinjer \"og\" mer" {
		t.Errorf("the summary is %q", got)
	}
}

func TestWordsArePeoples(t *testing.T) {
	for _, test := range []struct {
		field      intake.Field
		text, want string
	}{
		{intake.Level, "URGES", "urges"},
		{intake.Level, "ber innstendig", "urges"},
		{intake.Level, "meiner", "considers"},
		{intake.Level, "Mener (considers)", "considers"},
		{intake.Level, "Styrke ikke sett", ""},
		{intake.Level, "ikkje sett", ""},
		{intake.Articles, "10, 12", "[10 12]"},
		{intake.Articles, "10; 12 og 13", "[10 12 13]"},
		{intake.Deadline, "30.6.2027", "2027-06-30"},
		{intake.Deadline, "30. juni 2027", "2027-06-30"},
		{intake.Deadline, "juni 2027", "2027-06"},
		{intake.Deadline, "06.2027", "2027-06"},
		{intake.Deadline, "2027-06", "2027-06"},
		{intake.Confirmed, "Ja", "true"},
		{intake.Confirmed, "x", "true"},
		{intake.Confirmed, "", "false"},
		{intake.OfficialLanguage, "Engelsk", "en"},
		{intake.OfficialLanguage, "nynorsk", "nn"},
		{intake.Addressees, "JD, AID;BFD", "[JD AID BFD]"},
		{intake.Measures, "14 delvis; 15 helt", "[{14 partial} {15 full}]"},
		{intake.Measures, "identifisering heilt\n3 full", "[{identifisering full} {3 full}]"},
	} {
		t.Run(string(test.field)+" "+test.text, func(t *testing.T) {
			row := said(t, intake.Sent{Name: "a.csv", Evaluation: exampleEvaluation(), Content: csvOf([]map[intake.Field]string{{intake.Ref: "E1", test.field: test.text}}, ';')}).Rows[0]
			got := fmt.Sprint(map[intake.Field]any{
				intake.Level: row.Level, intake.Articles: row.Articles, intake.Deadline: row.Deadline.Raw, intake.Confirmed: row.Confirmed,
				intake.OfficialLanguage: row.Official.Language, intake.Addressees: row.Addressees, intake.Measures: row.Links,
			}[test.field])
			if got != test.want {
				t.Errorf("gives %s, want %s", got, test.want)
			}
		})
	}
}

func TestDatesOfSpreadsheets(t *testing.T) {
	file := edited(t, kept(t), func(s *sheet) {
		month, day := "mmm yyyy", "dd.mm.yyyy"
		for cell, format := range map[string]string{"N2": day, "N3": month} {
			style, err := s.NewStyle(&excelize.Style{CustomNumFmt: &format})
			s.must(err)
			s.must(s.SetCellValue(rows, cell, 46553)) // 15 June 2027
			s.must(s.SetCellStyle(rows, cell, cell, style))
		}
	})
	in := said(t, sent("a.xlsx", file))
	if a, b := in.Rows[0].Deadline.Raw, in.Rows[1].Deadline.Raw; a != "2027-06-15" || b != "2027-06" {
		t.Errorf("they are read as %s and %s", a, b)
	}
}

func TestAnyTextOfACellComesThroughAsItWas(t *testing.T) {
	cellText := rapid.StringMatching(`[ -~æøåÆØÅ–«»]{0,60}`)
	rapid.Check(t, func(r *rapid.T) {
		rows := []map[intake.Field]string{}
		for i := range rapid.IntRange(1, 4).Draw(r, "rows") {
			rows = append(rows, map[intake.Field]string{
				intake.Ref: fmt.Sprint("E", i), intake.TopicNB: cellText.Draw(r, "topic"), intake.SummaryNB: cellText.Draw(r, "a") + "\n" + cellText.Draw(r, "b"),
				intake.SourceURL: cellText.Draw(r, "address"), intake.Confirmed: rapid.SampledFrom([]string{"ja", "nei", ""}).Draw(r, "confirmed"),
			})
		}
		want := said(r, intake.Sent{Name: "a.csv", Evaluation: exampleEvaluation(), Content: csvOf(rows, ';')})
		for i, row := range want.Rows {
			if line := strings.Join(strings.Fields(rows[i][intake.TopicNB]), " "); row.Topic.NB != line {
				r.Fatalf("%q comes as %q", line, row.Topic.NB)
			}
		}
		book := edited(t, []byte(nil), func(s *sheet) {
			for i, field := range intake.EvaluationFields() {
				s.set("Evaluering", "A", i+1, string(field))
				s.set("Evaluering", "B", i+1, exampleEvaluation()[field])
			}
			for j, field := range intake.RowFields() {
				column := string(rune('A' + j))
				s.set("Anbefalinger", column, 1, string(field))
				for i, row := range rows {
					s.must(s.SetCellStr("Anbefalinger", fmt.Sprint(column, i+2), row[field]))
				}
			}
		})
		if diff := cmp.Diff(want, said(r, sent("a.xlsx", book)), sameWords); diff != "" {
			r.Fatal(diff)
		}
	})
}
