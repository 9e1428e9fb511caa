package coverage_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tiltak/app/editions"
	"tiltak/app/language"
	"tiltak/app/recommendations"
	"tiltak/app/recommendations/assessments"
	"tiltak/app/recommendations/intake"
	"tiltak/app/server/servertest"
	"tiltak/models"
)

const example = "../intake/testdata/eksempel-60.xlsx"

// mirror is what the test has done, held apart from the system: what every
// edition must show.
type mirror struct {
	links    map[string]map[int]bool // by reference and measure: whether it is confirmed
	articles map[string][]int
	verdicts map[string]models.Verdict // our own
	lead     map[int]string
}

func (m mirror) clone() mirror {
	kept := mirror{links: map[string]map[int]bool{}, verdicts: map[string]models.Verdict{}, articles: m.articles, lead: m.lead}
	for ref, links := range m.links {
		kept.links[ref] = map[int]bool{}
		for number, confirmed := range links {
			kept.links[ref][number] = confirmed
		}
	}
	for ref, verdict := range m.verdicts {
		kept.verdicts[ref] = verdict
	}
	return kept
}

// summary is the sentence of the map, counted one by one.
func (m mirror) summary() string {
	var confirmed, proposed, none int
	for _, links := range m.links {
		switch {
		case len(links) == 0:
			none++
		case slices.Contains(values(links), true):
			confirmed++
		default:
			proposed++
		}
	}
	return fmt.Sprintf("%d anbefalinger: %d har bekreftet tiltak, %d bare foreslått tiltak og %d er uten tiltak.", len(m.links), confirmed, proposed, none)
}

func values(links map[int]bool) []bool {
	var list []bool
	for _, confirmed := range links {
		list = append(list, confirmed)
	}
	return list
}

// answering are the numbers of a ministry's measures that answer recommendations
// about an article.
func (m mirror) answering(article int, ministry string) []int {
	var numbers []int
	for ref, links := range m.links {
		for number := range links {
			if slices.Contains(m.articles[ref], article) && m.lead[number] == ministry && !slices.Contains(numbers, number) {
				numbers = append(numbers, number)
			}
		}
	}
	slices.Sort(numbers)
	return numbers
}

// TestAnExampleEvaluationOverFourEditions takes in sixty recommendations, links
// and assesses them in each of four rounds, and finds in each edition what had
// been done by then, counted by hand.
func TestAnExampleEvaluationOverFourEditions(t *testing.T) {
	servertest.Each(t, func(t *testing.T, w *servertest.World) {
		p := w.Play()
		coordinator := p.Coordinator()
		links, desk := recommendations.NewLinks(w.Store), assessments.NewDesk(w.Store)
		random := rand.New(rand.NewPCG(197, 60)) //nolint:gosec // the same test every time
		first := models.Quarter{Year: 2025, Number: 4}
		w.Clock.Set(time.Date(2025, time.December, 12, 9, 0, 0, 0, time.UTC))
		takeIn(t, w, coordinator)
		done := standing(t, w, p.Plan)
		var ofEdition []mirror
		for i, period := 0, first; i < 4; i, period = i+1, period.Next() {
			w.Clock.Set(models.DefaultOpening(period).EndIn(language.Oslo))
			round := p.Open(period)
			for number := 1; number <= 18; number++ {
				if random.IntN(4) > 0 {
					p.Cleared(period, number, func(content *models.ReportContent) {
						content.Status = []models.Status{{Stage: models.NotStarted}, {Stage: models.InProgress, Health: models.OnTrack}, {Stage: models.Completed}}[random.IntN(3)]
						content.StatusNote = "Eksempel på begrunnelse."
					})
				}
			}
			for range 40 {
				ref, number := fmt.Sprintf("EKS1-%02d", 1+random.IntN(60)), 1+random.IntN(18)
				_, linked := done.links[ref][number]
				if linked && random.IntN(4) == 0 {
					must(t, links.Remove(t.Context(), coordinator, p.Plan, ref, number, "Eksempel", ""))
					delete(done.links[ref], number)
					continue
				}
				answer := recommendations.Answer{Degree: models.Partial, Proposed: random.IntN(3) == 0, Reason: "Eksempel"}
				must(t, links.Save(t.Context(), coordinator, p.Plan, ref, number, answer))
				done.links[ref][number] = !answer.Proposed
			}
			for range 20 {
				ref, verdict := fmt.Sprintf("EKS1-%02d", 1+random.IntN(60)), models.Verdicts()[random.IntN(3)]
				assess(t, desk, coordinator, ref, verdict, models.DateOf(w.Clock.Now(), language.Oslo))
				done.verdicts[ref] = verdict
			}
			p.Close(round)
			ofEdition = append(ofEdition, done.clone())
		}
		reader := w.As("leser.nim")
		for i, period := 0, first; i < 4; i, period = i+1, period.Next() {
			t.Run(period.String(), func(t *testing.T) {
				state := "?utgave=" + period.String()
				page := reader.Get("/dekning" + state).WantStatus(200).WantText(ofEdition[i].summary())
				tellArticles(t, page, ofEdition[i])
				for _, verdict := range models.Verdicts() {
					var want []string
					for ref, own := range ofEdition[i].verdicts {
						if own == verdict {
							want = append(want, ref)
						}
					}
					tellAssessed(t, w, period, verdict, want)
				}
			})
		}
		t.Run("no two editions are alike", func(t *testing.T) {
			for i := range 3 {
				if ofEdition[i].summary() == ofEdition[i+1].summary() && len(ofEdition[i].verdicts) == len(ofEdition[i+1].verdicts) {
					t.Errorf("edition %d does not differ from the one before: the test tries nothing", i+2)
				}
			}
		})
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func takeIn(t *testing.T, w *servertest.World, coordinator models.Person) {
	t.Helper()
	body, err := os.ReadFile(example)
	must(t, err)
	words, err := language.Load()
	must(t, err)
	plan, err := intake.NewDesk(w.Store).ImportNow(t.Context(), intake.AskerOf(coordinator), catalogueCode(t, w), intake.Sent{Name: "eksempel-60.xlsx", Content: body}, nil, words.Printer(models.Bokmaal))
	must(t, err)
	if len(plan.New) != 60 {
		t.Fatalf("%d recommendations are new", len(plan.New))
	}
}

func catalogueCode(t *testing.T, w *servertest.World) string {
	t.Helper()
	var code string
	must(t, w.Store.Read(t.Context()).Table("plans").Where("is_default").Pluck("code", &code).Error)
	return code
}

// standing is what the file and the catalogue say before anything is done.
func standing(t *testing.T, w *servertest.World, planID int64) mirror {
	t.Helper()
	m := mirror{links: map[string]map[int]bool{}, articles: map[string][]int{}, verdicts: map[string]models.Verdict{}, lead: map[int]string{}}
	var recommendations []models.Recommendation
	must(t, w.Store.Read(t.Context()).Find(&recommendations).Error)
	for _, r := range recommendations {
		m.links[r.Ref], m.articles[r.Ref] = map[int]bool{}, r.Articles
	}
	var rows []struct {
		Ref       string
		Number    int
		Confirmed bool
	}
	must(t, w.Store.Read(t.Context()).Raw(`SELECT r.ref, m.number, l.confirmed FROM recommendation_links l
		JOIN recommendations r ON r.id = l.recommendation_id JOIN measures m ON m.id = l.measure_id WHERE m.plan_id = ?`, planID).Scan(&rows).Error)
	for _, row := range rows {
		m.links[row.Ref][row.Number] = row.Confirmed
	}
	var leads []struct {
		Number int
		Code   string
	}
	must(t, w.Store.Read(t.Context()).Raw(`SELECT m.number, o.code FROM measures m JOIN measure_roles r ON r.measure_id = m.id AND r.involvement = 'lead' AND r.to_date IS NULL
		JOIN organisations o ON o.id = r.organisation_id WHERE m.plan_id = ?`, planID).Scan(&leads).Error)
	for _, lead := range leads {
		m.lead[lead.Number] = lead.Code
	}
	return m
}

func assess(t *testing.T, desk *assessments.Desk, coordinator models.Person, ref string, verdict models.Verdict, on models.Date) {
	t.Helper()
	newest := func() int64 {
		history, err := desk.History(t.Context(), ref, assessments.Asked{Drafts: true, Page: 1})
		must(t, err)
		for _, row := range history.Newest {
			return row.ID
		}
		return 0
	}
	at := assessments.Place{PlanCode: "eksempel", Ref: ref, Side: models.OwnSide}
	must(t, desk.Write(t.Context(), coordinator, at, newest(), models.AssessmentText{Verdict: verdict, Grounds: "Eksempel", AssessedOn: on}))
	must(t, desk.Clear(t.Context(), coordinator, at.PlanCode, ref, newest()))
}

// tellArticles holds the table of articles and ministries against the mirror.
func tellArticles(t *testing.T, page *servertest.Page, want mirror) {
	t.Helper()
	table := page.Doc().Find("#artikler").Closest("section").Find("table")
	var ministries []string
	table.Find("thead th").Each(func(i int, cell *goquery.Selection) {
		if i > 2 {
			ministries = append(ministries, strings.TrimSpace(cell.Text()))
		}
	})
	if len(ministries) == 0 {
		t.Fatal("the table has no ministries")
	}
	rows := table.Find("tbody tr")
	if rows.Length() < 20 {
		t.Errorf("the table has %d articles", rows.Length())
	}
	rows.Each(func(_ int, row *goquery.Selection) {
		var article int
		if _, err := fmt.Sscanf(strings.TrimSpace(row.Find("th").Text()), "%d.", &article); err != nil {
			t.Fatalf("a row without its article: %s", row.Text())
		}
		cells := row.Find("td")
		for i, ministry := range ministries {
			var numbers []int
			cells.Eq(i + 2).Find("a").Each(func(_ int, link *goquery.Selection) {
				number := 0
				address, _ := url.Parse(link.AttrOr("href", ""))
				if _, err := fmt.Sscanf(address.Path, "/tiltak/%d", &number); err == nil {
					numbers = append(numbers, number)
				}
			})
			if expected := want.answering(article, ministry); !slices.Equal(numbers, expected) {
				t.Errorf("article %d, %s: measures %v, want %v", article, ministry, numbers, expected)
			}
		}
	})
}

// tellAssessed holds our own assessments in an edition against the mirror.
func tellAssessed(t *testing.T, w *servertest.World, period models.Quarter, verdict models.Verdict, want []string) {
	t.Helper()
	edition, err := editions.NewReader(w.Store).Load(t.Context(), w.Play().Plan, models.EditionRef{Period: period}, false)
	must(t, err)
	var got []string
	for _, r := range edition.Snapshot.Recommendations {
		if own, assessed := r.Own(); assessed && own.Verdict == verdict {
			got = append(got, r.Ref)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v are %s, want %v", period, got, verdict, want)
	}
}
