package answers_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tiltak/app/answers"
	"tiltak/models"
)

// replyText is the reply to an evaluation as plain text.
func replyText(t *testing.T, basis answers.Basis, evaluation string, written models.Language) string {
	t.Helper()
	return plainSpaces(string(writtenReply(t, basis, evaluation, written, "txt")))
}

func writtenReply(t *testing.T, basis answers.Basis, evaluation string, language models.Language, format string) []byte {
	t.Helper()
	basis, err := basis.ReplyTo(evaluation)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, answers.Reply, format, made(t, answers.Reply, basis, language))
}

func listingOf(t *testing.T, basis answers.Basis, evaluation string, language models.Language) answers.ReplyListing {
	t.Helper()
	var listing answers.ReplyListing
	decoder := json.NewDecoder(bytes.NewReader(writtenReply(t, basis, evaluation, language, "json")))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&listing); err != nil {
		t.Fatal(err)
	}
	return listing
}

// everything is every state that a reply has words for.
func everything(t *testing.T) []answers.Basis {
	t.Helper()
	bases := []answers.Basis{answered(t, edition(t)), answered(t, day(t)), answered(t, erratum(t)), edition(t)}
	reopened := answered(t, erratum(t))
	reopened.Revision.Kind = models.EditionReopened
	early := answered(t, day(t))
	early.Ref = models.EditionRef{}
	figures := answered(t, edition(t))
	figures.Snapshot.Recommendations[0].Articles = nil
	figures.Snapshot.Recommendations[1].Links = []models.LinkFacts{}
	statuses := []models.Status{
		{Stage: models.NotStarted},
		{Stage: models.Completed},
		{Stage: models.Discontinued},
		{Stage: models.InProgress, Health: models.OnTrack},
		{Stage: models.InProgress, Health: models.Delayed},
		{Stage: models.InProgress, Health: models.OffTrack},
	}
	for i := range figures.Snapshot.Measures {
		m := &figures.Snapshot.Measures[i]
		degree := models.Full
		if i%2 == 1 {
			degree = models.Partial
		}
		figures.Snapshot.Recommendations[1].Links = append(figures.Snapshot.Recommendations[1].Links, models.LinkFacts{Measure: m.Key, Degree: degree, Confirmed: true})
		last := *m.Last
		last.Content.Status, last.Content.NoChange = statuses[i%len(statuses)], true
		last.Lacking = []string{"HOD"}
		m.Last, m.Independent = &last, []string{"NIM"}
		switch i {
		case 6:
			m.Last = nil
		case 7:
			last.Period = last.Period.Previous()
		case 8:
			last.Period = last.Period.Previous().Previous()
		case 9:
			m.Lead, last.Lacking = "", nil
		}
	}
	none := answered(t, edition(t))
	for i := range none.Snapshot.Recommendations {
		none.Snapshot.Recommendations[i].Level = models.Levels()[i%4]
	}
	verdicts := models.Verdicts()
	for i := range none.Snapshot.Recommendations {
		r := &none.Snapshot.Recommendations[i]
		r.Official = &models.Official{Text: "- (example)\n(example)", Language: models.OfficialLanguages()[i%4]}
		r.Assessments = []models.AssessmentFacts{{Side: models.OwnSide, Verdict: verdicts[i%len(verdicts)], Grounds: "(eksempel)", On: theDay}}
	}
	none.Snapshot.Evaluations = []models.EvaluationFacts{{
		Body: "GRETA", BodyName: models.Name{NB: "GRETA", EN: "GRETA"}, Round: 3, Visit: "2021-09", Adopted: "2022-01", Published: "2022-06", Committee: "2022-07",
		ReplyDue: "2023-06", Replied: "2023-07", Complete: true, Confirmed: true,
	}}
	return append(bases, reopened, early, figures, none)
}

func TestAReplyInEnglishBorrowsNoWordOfNorwegian(t *testing.T) {
	for _, written := range []models.Language{models.English, models.Nynorsk} {
		told := 0
		p := printer(t, written).TellingOf(func(key string) {
			told++
			t.Errorf("%s has no word in %s", key, written)
		})
		for _, basis := range everything(t) {
			for _, ref := range basis.Snapshot.Replyable() {
				basis.Evaluation = ref
				if _, err := answers.Make(answers.Reply, basis, p); err != nil {
					t.Fatal(err)
				}
			}
		}
		if told > 0 {
			return
		}
	}
}

// Whatever stands in Norwegian in an English reply says so before it, and is
// given its language where the format can.
func TestNorwegianTextsInAnEnglishReplyAreNeverMixedInSilence(t *testing.T) {
	basis := answered(t, edition(t))
	page := string(writtenReply(t, basis, "GRETA-3", models.English, "html"))
	text := replyText(t, basis, "GRETA-3", models.English)
	for _, said := range []string{"Identifisering av mulige ofre", "JD avklarte 20. august", "AID har fulgt opp", "Gjennomgang av straffeloven"} {
		if count := strings.Count(text, said); count == 0 || count != strings.Count(text, "[Norwegian text] "+said) {
			t.Errorf("%q stands unmarked in\n%s", said, text)
		}
		at := strings.Index(page, said)
		if at < 0 {
			t.Fatalf("the page lacks %q", said)
		}
		before := page[:at]
		if !strings.Contains(before[strings.LastIndex(before, "[Norwegian text]")-200:], `lang="nb-NO"`) {
			t.Errorf("%q has no language of its own in HTML: %s", said, before[len(before)-200:])
		}
	}
	if strings.Contains(text, "[Norwegian text] Two meetings") {
		t.Error("an English text is said to be Norwegian")
	}
	if norwegian := replyText(t, basis, "GRETA-3", models.Bokmaal); strings.Contains(norwegian, "[") {
		t.Error("a Norwegian reply says of its own texts that they are Norwegian")
	}
}

func TestAReplyTellsWhichEnglishTextsItLacks(t *testing.T) {
	basis, err := answered(t, edition(t)).ReplyTo("GRETA-3")
	if err != nil {
		t.Fatal(err)
	}
	r := &basis.Snapshot.Recommendations[1] // of the third round
	r.Topic.EN, r.Summary.EN = "", ""
	m := made(t, answers.Reply, basis, models.English)
	var got []string
	for _, text := range m.Missing {
		got = append(got, fmt.Sprintf("%s %s %s", text.Kind, text.Ref, text.Address))
	}
	for _, want := range []string{
		"topic " + r.Ref + " /katalog/anbefalinger/" + r.Ref, "summary " + r.Ref + " /katalog/anbefalinger/" + r.Ref,
		"title 11 /katalog/tiltak/identifisering", "report 11 /anbefalinger/svar/GRETA-3/tekst/G3-05", "contribution 11 /anbefalinger/svar/GRETA-3/tekst/G3-05", "title 16 /katalog/tiltak/politi-patale",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not told of among %q", want, got)
		}
	}
	for _, unwanted := range []string{"title 14 /katalog/tiltak/politi-etterretning", "report 14 /anbefalinger/svar/GRETA-3/tekst/G3-01", "report 16 /anbefalinger/svar/GRETA-3/tekst/G3-01"} {
		if slices.Contains(got, unwanted) {
			t.Errorf("%q is told of, though nothing lacks", unwanted)
		}
	}
	note := fmt.Sprintf("%d texts have no English wording.", len(got))
	if text := replyText(t, basis, "GRETA-3", models.English); !strings.Contains(text, note) {
		t.Errorf("the paper does not say %q", note)
	}
	if listing := listingOf(t, basis, "GRETA-3", models.English); listing.MissingEnglish != len(got) {
		t.Errorf("the listing lacks %d", listing.MissingEnglish)
	}
	if norwegian := made(t, answers.Reply, basis, models.Bokmaal); len(norwegian.Missing) != 0 {
		t.Error("a Norwegian reply misses English")
	}
}

func TestAReplyIsToTheEvaluationAskedForOrToTheNewestOfGRETA(t *testing.T) {
	basis := edition(t)
	extra := basis.Snapshot.Recommendations[0]
	extra.Ref, extra.Body, extra.Round = "CRC-40", "CRC", 7
	basis.Snapshot.Recommendations = append([]models.RecommendationFacts{extra}, basis.Snapshot.Recommendations...)
	for asked, want := range map[string]string{"": "GRETA-3", "GRETA-1": "GRETA-1", "greta-2": "GRETA-2", "CRC-7": "CRC-7"} {
		got, err := basis.ReplyTo(asked)
		if err != nil || got.Evaluation.String() != want {
			t.Errorf("%q gives %s, %v", asked, got.Evaluation, err)
		}
	}
	_, err := basis.ReplyTo("GRETA-4")
	if !models.IsKind(err, models.KindNotFound) || !answers.LacksEvaluation(err) {
		t.Fatalf("an evaluation without recommendations gives %v", err)
	}
	if text := printer(t, models.Bokmaal).Error(err); !strings.Contains(text, "GRETA-3, GRETA-2, GRETA-1, CRC-7") {
		t.Errorf("the refusal says %q", text)
	}
	basis.Snapshot.Recommendations = nil
	if _, err := basis.ReplyTo(""); !answers.LacksEvaluation(err) {
		t.Errorf("no recommendations at all give %v", err)
	}
}

func TestOnlyAConfirmedLinkIsAnAnswer(t *testing.T) {
	basis := answered(t, edition(t))
	for _, row := range listingOf(t, basis, "GRETA-3", models.English).Rows {
		switch {
		case row.Measure == "":
			if row.Coverage != models.NotCovered || row.Status != "" {
				t.Errorf("%s without a measure says %+v", row.Recommendation, row)
			}
		case row.LinkConfirmed:
			if row.LinkMark != "" || row.Coverage != models.Covered {
				t.Errorf("%s, measure %d, is marked %q", row.Recommendation, row.Number, row.LinkMark)
			}
		default:
			if row.LinkMark != "proposed" || row.Done != "" || row.Next != "" || len(row.Evidence) > 0 || len(row.Contributions) > 0 {
				t.Errorf("%s, measure %d, is only proposed, and says %+v", row.Recommendation, row.Number, row)
			}
		}
	}
	for _, format := range []string{"txt", "md", "html"} {
		if body := string(writtenReply(t, basis, "GRETA-3", models.English, format)); !strings.Contains(body, "(proposed)") {
			t.Errorf("%s does not mark what is only proposed", format)
		}
	}
}

// The rows are those of a count that does nothing clever.
func TestAReplyHasARowForEachMeasureOfEachRecommendation(t *testing.T) {
	basis := answered(t, edition(t))
	for _, ref := range basis.Snapshot.Replyable() {
		want := map[string]int{}
		for _, r := range basis.Snapshot.Recommendations {
			if r.Evaluation() == ref {
				want[r.Ref] = max(1, len(r.Links))
			}
		}
		got := map[string]int{}
		for _, row := range listingOf(t, basis, ref.String(), models.Bokmaal).Rows {
			got[row.Recommendation]++
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s has rows %v, want %v", ref, got, want)
		}
	}
}

func TestAReplyAsRowsHoldsNoFormula(t *testing.T) {
	basis := answered(t, edition(t))
	const attack = "=HYPERLINK(\"https://example.org\")"
	for i := range basis.Snapshot.Recommendations {
		r := &basis.Snapshot.Recommendations[i]
		r.Topic, r.Summary = models.Name{NB: attack, EN: attack}, models.Name{NB: "+47", EN: "@SUM(A1)"}
	}
	for i := range basis.Snapshot.Measures {
		m := &basis.Snapshot.Measures[i]
		m.Title = models.Name{NB: "-2", EN: "-2"}
		last := *m.Last
		last.Content.Done, last.Content.Next, last.Content.Language = attack, "\t=1", models.English
		last.Content.Links = []models.Link{{URL: "https://example.org/", Label: "=1"}}
		m.Last = &last
	}
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(writtenReply(t, basis, "GRETA-3", models.English, "csv")), "\uFEFF")))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil || len(rows) < 6 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, row := range rows {
		for _, field := range row {
			if first := strings.TrimLeft(field, " \t\r\n"); first != "" && strings.ContainsAny(first[:1], "=+-@") {
				t.Errorf("a spreadsheet would take %q for a formula", field)
			}
		}
	}
	book, err := excelize.OpenReader(bytes.NewReader(writtenReply(t, basis, "GRETA-3", models.English, "xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheets := book.GetSheetList()
	rowsOfBook, err := book.GetRows(sheets[len(sheets)-1])
	if err != nil || len(rowsOfBook) != len(rows)+1 { // with the mark of example data
		t.Fatalf("the workbook has %d rows, the text file %d: %v", len(rowsOfBook), len(rows), err)
	}
	for i, row := range rowsOfBook {
		for j := range row {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if formula, err := book.GetCellFormula(sheets[len(sheets)-1], cell); err != nil || formula != "" {
				t.Errorf("%s holds the formula %q, %v", cell, formula, err)
			}
		}
	}
}

// What is not confirmed is marked in every format.
func TestAReplyMarksWhatIsNotConfirmedInEveryFormat(t *testing.T) {
	for _, format := range answers.Reply.Formats() {
		for _, written := range answers.Reply.Languages() {
			p := printer(t, written)
			body := writtenReply(t, answered(t, edition(t)), "GRETA-3", written, format.Name)
			text := string(body)
			if bytes.HasPrefix(body, []byte("PK")) {
				text = lines(t, format.Name, body)
			}
			for _, mark := range []string{p.T("mark.provisional"), p.T("mark.working_title"), p.T("answers.paper.proposed")} {
				if !strings.Contains(text, mark) {
					t.Errorf("%s in %s does not say %q", format.Name, written, mark)
				}
			}
			if format.Name != "csv" && format.Name != "json" && !strings.Contains(text, p.T("answers.paper.not_complete")) {
				t.Errorf("%s in %s does not say that it is not all", format.Name, written)
			}
		}
	}
}

func TestAReplySaysThatItIsNotAllUnlessTheEvaluationIsComplete(t *testing.T) {
	basis := answered(t, edition(t))
	const notAll = "not the full set"
	if text := replyText(t, basis, "GRETA-3", models.English); !strings.Contains(text, notAll) {
		t.Error("an evaluation that is not complete says nothing of it")
	}
	if text := replyText(t, basis, "GRETA-2", models.English); !strings.Contains(text, notAll) || !strings.Contains(text, "evaluation round 2 (provisional)") {
		t.Error("an edition that does not know its evaluation calls it complete, or confirmed")
	}
	basis.Snapshot.Evaluations[0].Complete = true
	if text := replyText(t, basis, "GRETA-3", models.English); strings.Contains(text, notAll) || strings.Contains(text, "evaluation round 3 (provisional)") {
		t.Error("a complete and confirmed evaluation is called something else")
	}
}

// Ours is told, and theirs is left to them.
func TestAReplyTellsOurOwnAssessmentAlone(t *testing.T) {
	basis := answered(t, edition(t))
	for _, format := range []string{"txt", "csv", "json", "md", "html"} {
		body := plainSpaces(string(writtenReply(t, basis, "GRETA-3", models.English, format)))
		if !strings.Contains(body, "partly implemented") || !strings.Contains(body, "Politiet har begynt på arbeidet.") {
			t.Errorf("%s lacks our own assessment", format)
		}
		if strings.Contains(body, "NIM skriver sitt eget") {
			t.Errorf("%s tells what NIM says", format)
		}
	}
}

func TestAnOfficialWordingStandsInItsOwnLanguageApartFromOurSummary(t *testing.T) {
	basis := answered(t, edition(t))
	basis.Snapshot.Recommendations[0].Official.Language = "fr"
	page := string(writtenReply(t, basis, "GRETA-3", models.English, "html"))
	if !strings.Contains(page, `lang="fr-FR"`) || !strings.Contains(page, "own wording (French):") {
		t.Error("a French wording is not told to be French")
	}
}

func TestAReplyIsNamedForItsEvaluationAndLanguage(t *testing.T) {
	basis, err := edition(t).ReplyTo("GRETA-2")
	if err != nil {
		t.Fatal(err)
	}
	format, err := answers.Reply.FormatOf("docx")
	if err != nil {
		t.Fatal(err)
	}
	for written, want := range map[models.Language]string{models.English: "svar-greta-2-2026-k3.1-en.docx", models.Bokmaal: "svar-greta-2-2026-k3.1.docx"} {
		if got := answers.FileName(answers.Reply, basis, written, format); got != want {
			t.Errorf("it is called %s, want %s", got, want)
		}
	}
}

func TestOnlyTheReplyIsWrittenInEnglish(t *testing.T) {
	for _, kind := range answers.Kinds() {
		_, err := kind.ParseLanguage("en")
		if (err == nil) != (kind == answers.Reply) {
			t.Errorf("%s in English: %v", kind, err)
		}
		if _, err := kind.ParseLanguage("se"); !models.IsKind(err, models.KindInvalid) {
			t.Errorf("%s in a language that nothing is written in: %v", kind, err)
		}
	}
	usual, err := answers.Reply.ParseLanguage("")
	if err != nil || usual != models.English {
		t.Errorf("a reply is in %s unless asked for: %v", usual, err)
	}
}
