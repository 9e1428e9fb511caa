package models_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiltak/models"
)

func raised(ref, body string, round int, topic, summary string, articles ...int) models.RecommendationFacts {
	return models.RecommendationFacts{Ref: ref, Body: body, Round: round, Topic: models.Name{NB: topic}, Summary: models.Name{NB: summary}, Articles: articles}
}

func TestLikelyPredecessorsShareArticlesAndWords(t *testing.T) {
	earlier := []models.RecommendationFacts{
		raised("G3-05", "GRETA", 3, "Identifisering før uttransport", "Styrk identifiseringen blant personer som skal sendes ut.", 10),
		raised("G2-02", "GRETA", 2, "Identifisering blant asylsøkere", "Bli bedre til å identifisere ofre.", 10),
		raised("G2-03", "GRETA", 2, "Refleksjonsperiode", "Tilby alle refleksjonsperiode.", 13),
		raised("C2-01", "COP", 2, "Identifisering blant asylsøkere", "", 10),
		raised("G4-00", "GRETA", 4, "Identifisering av ofre", "", 10),
	}
	for _, test := range []struct {
		name string
		new  models.RecommendationFacts
		want []string
	}{
		{"the same article and a word of the topic", raised("G4-01", "GRETA", 4, "Identifiseringen av ofre", "", 10), []string{"G3-05", "G2-02"}},
		{"a word of the topic that no other has", raised("G4-02", "GRETA", 4, "Refleksjonsperioden", "", 28), []string{"G2-03"}},
		{"a word that several have, alone", raised("G4-05", "GRETA", 4, "Identifisering", "", 28), nil},
		{"an article alone says too little", raised("G4-03", "GRETA", 4, "Tolk", "", 13), nil},
		{"nothing", raised("G4-04", "GRETA", 4, "Opplæring", "", 5), nil},
		{"another body has none here", raised("X4-01", "CRC", 4, "Identifisering", "", 10), nil},
		{"the first round has none before it", raised("G1-09", "GRETA", 1, "Identifisering", "", 10), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, p := range models.Predecessors([]models.RecommendationFacts{test.new}, earlier)[test.new.Ref] {
				got = append(got, p.Ref)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("it says why", func(t *testing.T) {
		got := models.Predecessors([]models.RecommendationFacts{raised("G4-01", "GRETA", 4, "Identifiseringen av ofre", "", 10, 12)}, earlier)["G4-01"][0]
		if diff := cmp.Diff([]int{10}, got.Articles); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"identifiseringen"}, got.Words); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("English words count where there is no bokmål in common", func(t *testing.T) {
		old := raised("G2-09", "GRETA", 2, "Fri rettshjelp", "", 15)
		old.Topic.EN = "Free legal assistance"
		new := raised("G4-09", "GRETA", 4, "Advokat", "", 15)
		new.Topic.EN = "Legal assistance for children"
		if got := models.Predecessors([]models.RecommendationFacts{new}, []models.RecommendationFacts{old})["G4-09"]; len(got) != 1 || got[0].Words[0] != "legal" {
			t.Errorf("offers %+v", got)
		}
	})
	t.Run("words that most have tell none from another", func(t *testing.T) {
		var many []models.RecommendationFacts
		for i := range 9 {
			many = append(many, raised("G2-0"+string(rune('1'+i)), "GRETA", 2, "Menneskehandel "+strings.Repeat(string(rune('a'+i)), 8), ""))
		}
		got := models.Predecessors([]models.RecommendationFacts{raised("G4-01", "GRETA", 4, "Menneskehandel cccccccc", "")}, many)["G4-01"]
		if len(got) != 1 || got[0].Ref != "G2-03" {
			t.Errorf("offers %+v", got)
		}
	})
}

func TestPredecessorsHoldForAllRecommendations(t *testing.T) {
	words := []string{"identifisering", "rettshjelp", "barn", "tolk", "opplæring", "refleksjon", "etterforskning", "bistand"}
	one := rapid.Custom(func(t *rapid.T) models.RecommendationFacts {
		text := func(label string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 4).Draw(t, label), " ")
		}
		return models.RecommendationFacts{
			Ref: rapid.StringMatching(`[A-C][1-4]-[0-9]`).Draw(t, "ref"), Body: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "body"),
			Round: rapid.IntRange(1, 4).Draw(t, "round"), Articles: rapid.SliceOfN(rapid.IntRange(4, 12), 0, 3).Draw(t, "articles"),
			Topic: models.Name{NB: text("topic"), EN: text("english")}, Summary: models.Name{NB: text("summary")},
		}
	})
	many := rapid.SliceOfNDistinct(one, 0, 14, func(r models.RecommendationFacts) string { return r.Ref })
	rapid.Check(t, func(t *rapid.T) {
		later, earlier := many.Draw(t, "later"), many.Draw(t, "earlier")
		offers := models.Predecessors(later, earlier)
		byRef := map[string]models.RecommendationFacts{}
		for _, r := range earlier {
			byRef[r.Ref] = r
		}
		for _, new := range later {
			list := offers[new.Ref]
			if len(list) > models.MostPredecessors {
				t.Fatalf("%d are offered for %s", len(list), new.Ref)
			}
			for i, p := range list {
				old := byRef[p.Ref]
				switch {
				case p.Ref == new.Ref:
					t.Fatalf("%s is offered for itself", p.Ref)
				case old.Round >= new.Round, old.Body != new.Body:
					t.Fatalf("%+v is offered for %+v", old, new)
				case len(p.Articles)+len(p.Words) == 0:
					t.Fatalf("nothing speaks for %+v", p)
				case i > 0 && p.Score > list[i-1].Score:
					t.Fatalf("%+v stands below %+v", p, list[i-1])
				}
			}
		}
		shuffle := func(list []models.RecommendationFacts) []models.RecommendationFacts {
			list = slices.Clone(list)
			r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
			r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			return list
		}
		if diff := cmp.Diff(offers, models.Predecessors(shuffle(later), shuffle(earlier))); diff != "" {
			t.Fatalf("another order gives other offers: %s", diff)
		}
	})
}
