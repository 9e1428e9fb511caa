package intake_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tiltak/app/recommendations/intake"
	"tiltak/models"
)

var update = flag.Bool("update", false, "write the kept example again")

const example = "testdata/eksempel-60.xlsx"

// exampleRows are the recommendations of a body that there is not. Every text
// says so.
func exampleRows(t testing.TB) []map[intake.Field]string {
	words := words(t)
	aspects := []struct{ nb, en string }{{"rutiner", "procedures"}, {"opplæring", "training"}, {"tall og oversikt", "figures and overview"}}
	levels := []string{"urges", "considers", "invites", ""}
	ministries := []string{"JD", "AID", "BFD", "HOD", "UD"}
	articles := models.ConventionArticles()
	rows := make([]map[intake.Field]string, 60)
	for i := range rows {
		number, article, aspect := i+1, articles[i%len(articles)], aspects[i%len(aspects)]
		row := map[intake.Field]string{
			intake.Ref:       fmt.Sprintf("EKS1-%02d", number),
			intake.Paragraph: fmt.Sprint(100 + 3*number),
			intake.Articles:  fmt.Sprint(article.Number),
			intake.TopicNB:   fmt.Sprintf("Eksempel %d: %s, %s", number, article.Title.NB, aspect.nb),
			intake.TopicEN:   fmt.Sprintf("Example %d: %s, %s", number, article.Title.EN, aspect.en),
			intake.SummaryNB: fmt.Sprintf("Oppdiktet eksempel. Sørg for %s når det gjelder %s.", aspect.nb, strings.ToLower(article.Title.NB)),
			intake.SummaryEN: fmt.Sprintf("Invented example. Provide %s regarding %s.", aspect.en, strings.ToLower(article.Title.EN)),
			intake.Confirmed: "nei",
		}
		if level := levels[i%len(levels)]; level != "" {
			row[intake.Level] = words.T("recommendation.level." + level)
		}
		if i%4 == 1 {
			row[intake.Articles] += fmt.Sprint(", ", articles[(i+7)%len(articles)].Number)
		}
		switch i % 5 {
		case 0:
			row[intake.Measures] = fmt.Sprintf("%d delvis", 1+i%18)
		case 2:
			row[intake.Measures] = fmt.Sprintf("%d helt; %d delvis", 1+i%18, 1+(i+5)%18)
		}
		if i%3 == 0 {
			row[intake.Addressees] = ministries[i%len(ministries)]
		}
		if i%6 == 0 {
			row[intake.Addressees] += ", " + ministries[(i+1)%len(ministries)]
			row[intake.Deadline] = "2027-06"
		}
		if i%7 == 3 {
			row[intake.Confirmed] = "ja"
			row[intake.OfficialText] = "Invented example text. No body has written it."
			row[intake.OfficialLanguage] = "engelsk"
			row[intake.OfficialSource] = fmt.Sprintf("https://eksempel.no/rapport#%d", 100+3*number)
		}
		rows[i] = row
	}
	return rows
}

func exampleEvaluation() map[intake.Field]string {
	return map[intake.Field]string{
		intake.BodyCode: "EKS", intake.BodyNB: "Eksempelorganet (finnes ikke)", intake.BodyEN: "The Example Body (does not exist)", intake.Round: "1",
		intake.Reference: "EKS(2026)1", intake.Visit: "02.02.2026–06.02.2026", intake.Adopted: "20.05.2026", intake.Published: "juni 2026",
		intake.ReplyDue: "2028-06", intake.Complete: "ja", intake.Verified: "nei",
	}
}

// filled is the template with values written in.
func filled(t testing.TB, evaluation map[intake.Field]string, rows []map[intake.Field]string) []byte {
	t.Helper()
	empty, err := intake.Template(intake.Workbook, words(t))
	if err != nil {
		t.Fatal(err)
	}
	return edited(t, empty, func(s *sheet) {
		for i, field := range intake.EvaluationFields() {
			s.set("Evaluering", "B", i+2, evaluation[field])
		}
		for i, row := range rows {
			for j, field := range intake.RowFields() {
				if row[field] != "" {
					s.set("Anbefalinger", string(rune('A'+j)), i+2, row[field])
				}
			}
		}
	})
}

// cells are all that stands in the sheets of a workbook.
func cells(t testing.TB, file []byte) map[string][][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	all := map[string][][]string{}
	for _, name := range book.GetSheetList() {
		if all[name], err = book.GetRows(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func kept(t testing.TB) []byte {
	t.Helper()
	file, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// go test ./app/recommendations/intake -run KeptExample -update
func TestTheKeptExampleIsTheOneThatIsMade(t *testing.T) {
	made := filled(t, exampleEvaluation(), exampleRows(t))
	if *update {
		if err := os.WriteFile(example, made, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(cells(t, made), cells(t, kept(t))); diff != "" {
		t.Error(diff)
	}
}

func TestNobodyCanTakeTheExampleForReal(t *testing.T) {
	in, faults := intake.Read(sent("eksempel-60.xlsx", kept(t)), words(t))
	if len(faults) > 0 {
		t.Fatal(told(t, faults))
	}
	if len(in.Rows) != 60 || in.Body.Code != "EKS" || !strings.Contains(in.Body.Name.NB, "finnes ikke") {
		t.Errorf("%d recommendations of %+v", len(in.Rows), in.Body)
	}
	for _, r := range in.Rows {
		if !strings.HasPrefix(r.Topic.NB, "Eksempel ") || !strings.HasPrefix(r.Summary.NB, "Oppdiktet eksempel.") || !strings.HasPrefix(r.Topic.EN, "Example ") {
			t.Errorf("%s does not say that it is an example: %+v", r.Ref, r.Recommendation)
		}
	}
}
