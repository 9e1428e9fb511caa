package recommendations_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tiltak/app/language"
	"tiltak/app/recommendations"
	"tiltak/app/server/servertest"
	"tiltak/assets"
	"tiltak/models"
	"tiltak/views/layout"
	"tiltak/views/parts"
	views "tiltak/views/recommendations"
)

// drawn is a plan with random measures, recommendations, links, assessments and
// lines, the same for the same seed.
func drawn(seed uint64, recommendationCount, measureCount, linksEach int) models.Snapshot {
	random := rand.New(rand.NewPCG(seed, 5))
	s := models.Snapshot{
		Period: models.Quarter{Year: 2026, Number: 3},
		Organisations: []models.OrganisationFacts{
			{Code: "JD", Kind: models.Ministry, Name: models.Name{NB: "Justis"}},
			{Code: "AID", Kind: models.Ministry, Name: models.Name{NB: "Arbeid"}},
			{Code: "HOD", Kind: models.Ministry, Name: models.Name{NB: "Helse"}},
			{Code: "POD", Kind: models.Agency, Parent: "JD", Name: models.Name{NB: "Politi"}},
		},
	}
	statuses := []models.Status{
		{Stage: models.Completed},
		{Stage: models.InProgress, Health: models.OnTrack},
		{Stage: models.InProgress, Health: models.Delayed},
		{Stage: models.NotStarted},
		{Stage: models.InProgress, Health: models.OffTrack},
	}
	for number := 1; number <= 3; number++ {
		s.Areas = append(s.Areas, models.AreaFacts{Number: number, Title: models.Name{NB: fmt.Sprint("Område ", number)}})
	}
	for number := 1; number <= measureCount; number++ {
		m := models.MeasureFacts{Key: fmt.Sprint("m", number), Number: number, Area: 1 + random.IntN(3), Lead: []string{"JD", "AID"}[random.IntN(2)]}
		if random.IntN(2) == 0 {
			m.Contributors = []string{"HOD"}
		}
		if random.IntN(6) > 0 {
			m.Last = &models.ReportFacts{Period: s.Period, Content: models.ReportContent{Status: statuses[random.IntN(len(statuses))]}}
		}
		s.Measures = append(s.Measures, m)
	}
	for i := range recommendationCount {
		r := models.RecommendationFacts{
			Ref: fmt.Sprintf("R-%04d", i), Body: []string{"GRETA", "CP"}[random.IntN(2)], Round: 1 + random.IntN(4), Level: models.Levels()[random.IntN(4)],
			Topic: models.Name{NB: []string{"Identifisering", "Bistand", "Erstatning til ofre"}[random.IntN(3)]}, Summary: models.Name{NB: "Sammendrag"},
		}
		for range random.IntN(3) {
			r.Articles = append(r.Articles, 10+random.IntN(6))
		}
		if random.IntN(5) == 0 {
			r.Addressees = []string{[]string{"POD", "HOD"}[random.IntN(2)]}
		}
		for range random.IntN(linksEach + 1) {
			key := fmt.Sprint("m", 1+random.IntN(measureCount+1)) // now and then one that is not there
			if !slices.ContainsFunc(r.Links, func(l models.LinkFacts) bool { return l.Measure == key }) {
				r.Links = append(r.Links, models.LinkFacts{Measure: key, Degree: models.Partial, Confirmed: random.IntN(2) == 0})
			}
		}
		if random.IntN(2) == 0 {
			r.Assessments = append(r.Assessments, models.AssessmentFacts{Side: models.OwnSide, By: "JD", Verdict: models.Verdicts()[random.IntN(3)]})
		}
		if random.IntN(3) == 0 {
			r.Assessments = append(r.Assessments, models.AssessmentFacts{Side: models.BodySide, Verdict: models.Verdicts()[random.IntN(3)]})
		}
		if i > 0 && random.IntN(3) == 0 {
			earlier := s.Recommendations[random.IntN(i)].Ref
			r.EarlierRefs, r.Lineage = []string{earlier}, []models.LineageFacts{{Ref: earlier}}
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	return s
}

// meets tells by the rules themselves whether a recommendation has a value.
func meets(s models.Snapshot, r models.RecommendationFacts, name, value string) bool {
	var linked []models.MeasureFacts
	confirmed, well := false, false
	for _, link := range r.Links {
		for _, m := range s.Measures {
			if m.Key == link.Measure {
				linked = append(linked, m)
				confirmed = confirmed || link.Confirmed
				well = well || s.Figure(m) == models.FigureCompleted || s.Figure(m) == models.FigureOnTrack
			}
		}
	}
	switch name {
	case views.ByRound:
		return strconv.Itoa(r.Round) == value
	case views.ByLevel:
		return string(r.Level) == value || r.Level == "" && value == "ingen"
	case views.ByBody:
		return r.Body == value
	case views.ByArticle:
		return slices.ContainsFunc(r.Articles, func(a int) bool { return strconv.Itoa(a) == value })
	case views.ByArea:
		return slices.ContainsFunc(linked, func(m models.MeasureFacts) bool { return strconv.Itoa(m.Area) == value })
	case views.ByMinistry:
		return slices.ContainsFunc(linked, func(m models.MeasureFacts) bool { return m.Lead == value || slices.Contains(m.Contributors, value) }) ||
			slices.Contains(r.Addressees, value) || value == "JD" && slices.Contains(r.Addressees, "POD")
	case views.ByCoverage:
		switch value {
		case "bekreftet":
			return confirmed
		case "foreslatt":
			return len(linked) > 0 && !confirmed
		case "uten":
			return len(linked) == 0
		case "etter":
			return len(linked) > 0 && !well
		}
	case views.ByAssessment:
		own, ours := r.Own()
		switch value {
		case "ingen":
			return !ours
		case "avvik":
			return models.DisagreementOf(r, s.Indicated(r)).Any()
		case "ikke":
			return own.Verdict == models.NotMet
		case "delvis":
			return own.Verdict == models.PartlyMet
		case "gjennomfort":
			return own.Verdict == models.Implemented
		}
	}
	return false
}

var everyValue = map[string][]string{
	views.ByRound: {"1", "2", "3", "4", "9"}, views.ByLevel: {"urges", "considers", "invites", "ingen"}, views.ByBody: {"GRETA", "CP"},
	views.ByArticle: {"10", "12", "15", "31"}, views.ByArea: {"1", "2", "3"}, views.ByMinistry: {"JD", "AID", "HOD", "SUD"},
	views.ByCoverage: {"bekreftet", "foreslatt", "uten", "etter"}, views.ByAssessment: {"ikke", "delvis", "gjennomfort", "ingen", "avvik"},
}

// Random plans and choices: what is left, and the count beside every value, are
// what going through all of it by the rules gives.
func TestFacetsCountWhatTheyWouldLeave(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for seed := range uint64(60) {
		s := drawn(seed, random.IntN(90), 1+random.IntN(8), 3)
		var filter views.Filter
		for name, values := range everyValue {
			if random.IntN(3) == 0 {
				filter = filter.Set(name, values[random.IntN(len(values))])
			}
		}
		if random.IntN(3) == 0 {
			filter.Text = []string{"identif", "OFRE til", "r-000", "finnes ikke"}[random.IntN(4)]
		}
		count := func(filter views.Filter) int {
			left := 0
			for _, r := range s.Recommendations {
				text := strings.ToLower(r.Ref + " " + r.Topic.NB + " " + r.Summary.NB)
				met := !slices.ContainsFunc(strings.Fields(filter.Text), func(word string) bool { return !strings.Contains(text, strings.ToLower(word)) })
				for name := range everyValue {
					if value := filter.Get(name); value != "" {
						met = met && meets(s, r, name, value)
					}
				}
				if met {
					left++
				}
			}
			return left
		}
		list := recommendations.ListOf(s, parts.Source{}, filter, 1)
		if want := count(filter); list.Left != want {
			t.Fatalf("seed %d: %+v leaves %d, want %d", seed, filter, list.Left, want)
		}
		for _, group := range list.Facets {
			told := map[string]int{}
			for _, facet := range group.Facets {
				told[facet.Value] = facet.Count
			}
			if len(group.Facets) == 0 && group.Name == views.ByBody {
				continue // all have the same
			}
			for _, value := range everyValue[group.Name] {
				if want := count(filter.Set(group.Name, value)); told[value] != want {
					t.Fatalf("seed %d: with %+v, %s=%s is said to leave %d, want %d", seed, filter, group.Name, value, told[value], want)
				}
				if _, shown := told[value]; shown && told[value] == 0 && filter.Get(group.Name) != value {
					t.Fatalf("seed %d: %s=%s leaves nothing and is shown", seed, group.Name, value)
				}
			}
		}
	}
}

func TestLongListsComeByPages(t *testing.T) {
	s := drawn(1, 120, 5, 3)
	seen := map[string]bool{}
	for page := 1; page <= 3; page++ {
		list := recommendations.ListOf(s, parts.Source{}, views.Filter{}, page)
		shown := 0
		for _, group := range list.Groups {
			for _, r := range group.List {
				if seen[r.Ref] {
					t.Errorf("%s is shown twice", r.Ref)
				}
				seen[r.Ref] = true
				shown++
			}
		}
		if list.Pages != 3 || list.From != (page-1)*50+1 || shown != list.To-list.From+1 {
			t.Errorf("page %d of %d shows %d, %d to %d", page, list.Pages, shown, list.From, list.To)
		}
	}
	if len(seen) != 120 {
		t.Errorf("%d of 120 are shown", len(seen))
	}
	if last := recommendations.ListOf(s, parts.Source{}, views.Filter{}, 99); last.Page != 3 {
		t.Errorf("a page that there is not gives page %d", last.Page)
	}
}

func TestGapsAreCountedThreeWays(t *testing.T) {
	s := drawn(7, 90, 6, 2)
	list := recommendations.ListOf(s, parts.Source{}, views.Filter{Round: "9"}, 1)
	coverage := models.CoverageOf(s)
	if list.Uncovered.Count != coverage.Count(models.NotCovered) || list.Behind.Count != len(coverage.Behind()) || len(list.Unlinked) != len(coverage.Unlinked) {
		t.Errorf("counts %d, %d, %d; the coverage map %d, %d, %d", list.Uncovered.Count, list.Behind.Count, len(list.Unlinked),
			coverage.Count(models.NotCovered), len(coverage.Behind()), len(coverage.Unlinked))
	}
	if list.Uncovered.Count <= 12 || len(list.Uncovered.First) != 12 {
		t.Errorf("%d of %d without a measure are shown", len(list.Uncovered.First), list.Uncovered.Count)
	}
}

// BenchmarkList makes the list of 500 recommendations with 2,000 links. The goal
// is under 300 ms.
func BenchmarkList(b *testing.B) {
	s := drawn(1, 500, 100, 8)
	links := 0
	for _, r := range s.Recommendations {
		links += len(r.Links)
	}
	catalogue, err := language.Load()
	if err != nil {
		b.Fatal(err)
	}
	frame := layout.Frame{Printer: catalogue.Printer(models.Bokmaal), Title: "Anbefalinger", AssetURL: assets.URL}
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		list := recommendations.ListOf(s, parts.Source{}, views.Filter{Level: "urges"}, 1)
		if err := views.ListPage(frame, list).Render(b.Context(), &out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(links), "links")
}

func TestNarrowingOverTheWeb(t *testing.T) {
	w := servertest.Start(t)
	w.Situation()
	reader := w.As("leser.nim")
	for _, test := range []struct{ name, address, want string }{
		{"an article", "/anbefalinger?artikkel=10", "G3-05 G2-01 G2-02 G2-04 G1-02"},
		{"a ministry that leads or contributes", "/anbefalinger?departement=AID&runde=3", "G3-05"},
		{"an area", "/anbefalinger?omrade=4&runde=3", "G3-01 G3-02"},
		{"words, in any case and order", "/anbefalinger?q=ASYLSØKERE+identifisering", "G2-02"},
		{"words and a choice", "/anbefalinger?q=identifisering&runde=1", "G1-02"},
		{"a measure", "/anbefalinger?tiltak=16", "G3-01 G3-02"},
		{"not assessed", "/anbefalinger?vurdering=ingen&runde=1", "G1-01 G1-02"},
		{"assessed", "/anbefalinger?vurdering=delvis", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := refs(reader.Get(test.address).WantStatus(200)); got != test.want {
				t.Errorf("lists %q, want %q", got, test.want)
			}
		})
	}
	t.Run("every choice leads to as many as it says", func(t *testing.T) {
		page := reader.Get("/anbefalinger?runde=3&utgave=2026-k3")
		links := page.Doc().Find(".narrow .facets a")
		if links.Length() < 15 {
			t.Fatalf("%d choices", links.Length())
		}
		for i := range links.Length() {
			link := links.Eq(i)
			if _, chosen := link.Attr("aria-current"); chosen {
				continue
			}
			address := link.AttrOr("href", "")
			if !strings.Contains(address, "utgave=2026-k3") {
				t.Errorf("%s forgets the edition", address)
			}
			if got := len(strings.Fields(refs(reader.Get(address)))); strconv.Itoa(got) != link.Find("b").Text() {
				t.Errorf("%s shows %d, and the choice says %s", address, got, link.Find("b").Text())
			}
		}
	})
	t.Run("the gaps lead to what is missing", func(t *testing.T) {
		page := reader.Get("/anbefalinger").WantText("3 anbefalinger er uten tiltak", "11 tiltak svarer ikke på noen anbefaling i listen")
		link := page.Doc().Find(`section[aria-labelledby=mangler] a`).First()
		if got := refs(reader.Get(link.AttrOr("href", ""))); got != "G3-03 G3-04 G1-01" {
			t.Errorf("leads to %q", got)
		}
	})
	t.Run("a search keeps the choices and the edition", func(t *testing.T) {
		_, fields := reader.Get("/anbefalinger?runde=3&utgave=2026-k3").Form("form[role=search]")
		if fields.Get("runde") != "3" || fields.Get("utgave") != "2026-k3" {
			t.Errorf("the form has %v", fields)
		}
	})
	t.Run("the page of a measure with many leads to all of them", func(t *testing.T) {
		w.ManyRecommendations(120, 4)
		link := reader.Get("/tiltak/16").Doc().Find(`a[href*="?tiltak=16"]`)
		all := reader.Get(link.AttrOr("href", "")).WantText("Besvares av")
		if got := strings.Fields(refs(all)); link.Text() != fmt.Sprint("Se alle ", len(got)) || len(got) <= 12 {
			t.Errorf("%q leads to %d", link.Text(), len(got))
		}
	})
}
