package roundtrip_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"tiltak/app/language"
	"tiltak/app/roundtrip"
	"tiltak/models"
)

// The sheets as readers call them, and the columns that tests write in.
const (
	measures      = "Tiltak"
	milestones    = "Milepæler"
	links         = "Lenker"
	contributions = "Bidrag"
)

func words(t testing.TB) roundtrip.Words {
	t.Helper()
	catalogue, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Printer(models.Bokmaal)
}

// dates lets days be compared.
func dates() cmp.Option { return cmpopts.EquateComparable(models.Date{}) }

func day(text string) models.Date {
	d, err := models.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// book has two measures that may be written and one that is submitted, and a
// paragraph.
func book() roundtrip.Book {
	content := models.ReportContent{
		Status: models.Status{Stage: models.InProgress, Health: models.OnTrack}, Done: "Gruppen møttes i mai.\nDen leverte i juni.", Next: "=ikke en formel",
		Obstacles: "For få ansatte.", NewsletterText: "Gruppen har levert.", Language: models.Bokmaal,
		Links: models.List[models.Link]{{URL: "https://eksempel.no/rapport", Label: "Rapporten"}},
		Milestones: models.List[models.MilestoneState]{
			{MilestoneID: 11, Title: "Kurset er i gang", Due: day("2026-11-30"), Was: day("2026-11-30"), Phase: models.MilestonePlanned},
			{MilestoneID: 12, Title: "Veilederen er ferdig", Due: day("2027-02-15"), Was: day("2027-02-15"), Phase: models.MilestonePlanned},
		},
	}
	last := models.ReportContent{Status: models.Status{Stage: models.InProgress, Health: models.Delayed}, Done: "Sist: gruppen ble satt ned.", Language: models.Bokmaal}
	closed := models.ReportContent{
		Status: models.Status{Stage: models.Completed}, Done: "Ferdig.", NewsletterText: "Ferdig.", Language: models.Nynorsk,
		Milestones: models.List[models.MilestoneState]{{MilestoneID: 21, Title: "Lansert", Due: day("2026-10-01"), Phase: models.MilestoneReached, ReachedOn: day("2026-10-02")}},
		Links:      models.List[models.Link]{{URL: "https://eksempel.no/ferdig", Label: "Ferdig"}},
	}
	return roundtrip.Book{
		PlanID: 1, PlanCode: "eksempel", PlanTitle: models.Name{NB: "Eksempelplan"}, RoundID: 4, Period: models.Quarter{Year: 2026, Number: 4}, Deadline: day("2027-01-08"), Example: true,
		Reports: []roundtrip.Report{
			{ID: 101, Number: 3, Title: models.Name{NB: "Eksempeltiltak tre"}, Lead: "AID", State: models.ReportDraft, Revision: 2, Content: content, Last: &last},
			{ID: 102, Number: 9, Title: models.Name{NB: "Eksempeltiltak ni"}, TitleConfirmed: true, Lead: "AID", State: models.ReportReturned, Revision: 0, Content: models.ReportContent{Status: models.Status{Stage: models.NotStarted}, Language: models.Bokmaal}},
			{ID: 103, Number: 18, Title: models.Name{NB: "Eksempeltiltak atten"}, TitleConfirmed: true, Lead: "AID", State: models.ReportSubmitted, Revision: 5, Content: closed},
		},
		Contributions: []roundtrip.Contribution{
			{ID: 201, Number: 14, Title: models.Name{NB: "Eksempeltiltak fjorten"}, TitleConfirmed: true, Organisation: "AID", Lead: "JD", Revision: 1, Content: models.ContributionContent{Text: "Vi bidrar.", Language: models.Nynorsk}},
			{ID: 202, Number: 15, Title: models.Name{NB: "Eksempeltiltak femten"}, TitleConfirmed: true, Organisation: "AID", Lead: "HOD", Closed: true, Content: models.ContributionContent{Text: "Ferdig bidrag.", Language: models.Bokmaal}},
		},
	}
}

func written(t testing.TB, b roundtrip.Book) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := roundtrip.Write(&file, b, words(t), time.Date(2026, 12, 20, 12, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func opened(t testing.TB, file []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// edited gives a workbook after somebody has done something to it.
func edited(t testing.TB, file []byte, edit func(*sheet)) []byte {
	t.Helper()
	f := opened(t, file)
	edit(&sheet{t, f})
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheet is a workbook in somebody's hands.
type sheet struct {
	t testing.TB
	*excelize.File
}

func (s *sheet) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// cell finds a cell by its row and the heading of its column.
func (s *sheet) cell(name, heading string, row int) string {
	s.t.Helper()
	rows, err := s.GetRows(name)
	s.must(err)
	for i, text := range rows[1] {
		if strings.HasPrefix(text, heading) {
			at, err := excelize.CoordinatesToCellName(i+1, row)
			s.must(err)
			return at
		}
	}
	s.t.Fatalf("%s has no column %q", name, heading)
	return ""
}

func (s *sheet) set(name, heading string, row int, value any) {
	s.t.Helper()
	s.must(s.SetCellValue(name, s.cell(name, heading, row), value))
}

// free is the first row of a sheet without a number.
func (s *sheet) free(name string) int {
	s.t.Helper()
	for row := 3; ; row++ {
		text, err := s.GetCellValue(name, s.cell(name, "Tiltak", row))
		s.must(err)
		if text == "" {
			return row
		}
	}
}
