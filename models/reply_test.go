package models_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tiltak/models"
)

// manyRecommendations are of three evaluations, in any order.
func manyRecommendations(random *rand.Rand) models.Snapshot {
	var s models.Snapshot
	for i := range 1 + random.IntN(60) {
		r := models.RecommendationFacts{
			Ref: fmt.Sprintf("G%d-%d", random.IntN(3), i), Body: []string{"GRETA", "COP"}[random.IntN(2)], Round: 1 + random.IntN(2),
			Level: models.Levels()[random.IntN(4)],
		}
		for range random.IntN(4) {
			r.Articles = append(r.Articles, 4+random.IntN(29))
		}
		s.Recommendations = append(s.Recommendations, r)
	}
	return s
}

// lowest is the lowest article, or one after all others for none.
func lowest(r models.RecommendationFacts) int {
	if len(r.Articles) == 0 {
		return 1000
	}
	return slices.Min(r.Articles)
}

func TestAReplyHasEachRecommendationOnceInItsOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 7))
	for range 200 {
		s := manyRecommendations(random)
		told := map[string]int{}
		for _, ref := range s.Replyable() {
			var all []models.RecommendationFacts
			seen := map[int]bool{}
			for _, group := range s.ReplyTo(ref) {
				if seen[group.Article] || len(group.Recommendations) == 0 {
					t.Fatalf("article %d heads two groups, or none", group.Article)
				}
				seen[group.Article] = true
				for _, r := range group.Recommendations {
					if r.Evaluation() != ref {
						t.Fatalf("%s of %s stands in the reply to %s", r.Ref, r.Evaluation(), ref)
					}
					if article := lowest(r); article != group.Article && (article != 1000 || group.Article != 0) {
						t.Fatalf("%s about %v stands under %d", r.Ref, r.Articles, group.Article)
					}
					told[r.Ref]++
					all = append(all, r)
				}
			}
			for i := 1; i < len(all); i++ {
				a, b := all[i-1], all[i]
				byArticle, byLevel := lowest(a)-lowest(b), slices.Index(models.Levels(), a.Level)-slices.Index(models.Levels(), b.Level)
				if byArticle > 0 || byArticle == 0 && byLevel > 0 {
					t.Fatalf("%s (%v, %q) stands before %s (%v, %q)", a.Ref, a.Articles, a.Level, b.Ref, b.Articles, b.Level)
				}
			}
		}
		for _, r := range s.Recommendations {
			if told[r.Ref] != 1 {
				t.Fatalf("%s is told %d times", r.Ref, told[r.Ref])
			}
		}
	}
}

func TestReferencesAreSortedAsPeopleCount(t *testing.T) {
	var s models.Snapshot
	for _, ref := range []string{"G4-10", "G4-2", "G4-2a", "G4-02", "CRC", "G4-9", "G10-1"} {
		s.Recommendations = append(s.Recommendations, models.RecommendationFacts{Ref: ref, Body: "GRETA", Round: 4})
	}
	var got []string
	for _, group := range s.ReplyTo(models.EvaluationRef{Body: "GRETA", Round: 4}) {
		for _, r := range group.Recommendations {
			got = append(got, r.Ref)
		}
	}
	if want := []string{"CRC", "G4-02", "G4-2", "G4-2a", "G4-9", "G4-10", "G10-1"}; !slices.Equal(got, want) {
		t.Errorf("they stand as %v, want %v", got, want)
	}
}

func TestTheNewestEvaluationOfGRETAComesFirst(t *testing.T) {
	var s models.Snapshot
	for _, ref := range []models.EvaluationRef{{Body: "COP", Round: 9}, {Body: "GRETA", Round: 1}, {Body: "GRETA", Round: 3}, {Body: "CRC", Round: 7}, {Body: "GRETA", Round: 3}} {
		s.Recommendations = append(s.Recommendations, models.RecommendationFacts{Body: ref.Body, Round: ref.Round})
	}
	if got, want := fmt.Sprint(s.Replyable()), "[GRETA-3 GRETA-1 COP-9 CRC-7]"; got != want {
		t.Errorf("they stand as %s, want %s", got, want)
	}
}

func FuzzParseEvaluationRef(f *testing.F) {
	for _, text := range []string{"GRETA-3", "COP-12", "", "-", "GRETA", "GRETA-", "-3", "GRETA-03", "GRETA-99999999999999999999", "A-B-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ref, err := models.ParseEvaluationRef(text)
		if err == nil && (ref.String() != text || ref.Round < 1 || ref.Body == "") {
			t.Errorf("%q is read as %+v", text, ref)
		}
		if err != nil && !models.IsKind(err, models.KindNotFound) {
			t.Errorf("%q gives %v", text, err)
		}
	})
}
