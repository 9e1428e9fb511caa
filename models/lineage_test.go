package models_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"tiltak/models"
)

// lineage makes recommendations "1a" (first round, a) and so on, joined as
// told: "1a>2a" proposed, "1a=2a" confirmed.
func lineage(levels map[string]models.Level, refs []string, joins ...string) []models.RecommendationFacts {
	list := make([]models.RecommendationFacts, len(refs))
	at := map[string]int{}
	for i, ref := range refs {
		list[i] = models.RecommendationFacts{Ref: ref, Body: "GRETA", Round: int(ref[0] - '0'), Level: levels[ref]}
		at[ref] = i
	}
	for _, join := range joins {
		earlier, later := join[:2], join[3:]
		e, l := &list[at[earlier]], &list[at[later]]
		e.LaterRefs = append(e.LaterRefs, later)
		l.EarlierRefs = append(l.EarlierRefs, earlier)
		l.Lineage = append(l.Lineage, models.LineageFacts{Ref: earlier, Confirmed: join[2] == '='})
	}
	return list
}

func chainOf(list []models.RecommendationFacts, ref string) string {
	text := ""
	for _, step := range models.LinesOf(list).Chain(ref) {
		mark := "?"
		if step.Confirmed {
			mark = "!"
		}
		text += step.Recommendation.Ref + mark
	}
	return text
}

func TestChainOfARecommendation(t *testing.T) {
	for _, test := range []struct {
		name, of, want string
		refs, joins    []string
	}{
		{"what was raised once stands alone", "1a", "1a!", []string{"1a", "2a"}, nil},
		{"it runs through every round, either way", "2a", "1a!2a!3a!", []string{"1a", "2a", "3a"}, []string{"1a=2a", "2a=3a"}},
		{"a round that is left out is not in it", "3a", "1a!3a!", []string{"1a", "2a", "3a"}, []string{"1a=3a"}},
		{"one proposed step leaves all beyond it unconfirmed", "3a", "1a?2a?3a!", []string{"1a", "2a", "3a"}, []string{"1a=2a", "2a>3a"}},
		{"a confirmed way round counts", "3a", "1a!2a!2b!3a!", []string{"1a", "2a", "2b", "3a"}, []string{"1a>2a", "2a=3a", "1a=2b", "2b=3a"}},
		{"it branches", "1a", "1a!2a!2b?", []string{"1a", "2a", "2b"}, []string{"1a=2a", "1a>2b"}},
		{"what shares a predecessor is no part of it", "2a", "1a!2a!", []string{"1a", "2a", "2b"}, []string{"1a=2a", "1a=2b"}},
		{"a circle is gone round once", "1a", "1a!2a!3a!", []string{"1a", "2a", "3a"}, []string{"1a=2a", "2a=3a", "3a=1a"}},
		{"there is none of what does not exist", "9z", "", []string{"1a"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := chainOf(lineage(nil, test.refs, test.joins...), test.of); got != test.want {
				t.Errorf("the chain is %s, want %s", got, test.want)
			}
		})
	}
	t.Run("an edition that does not tell what is confirmed has it all as proposed", func(t *testing.T) {
		list := lineage(nil, []string{"1a", "2a"}, "1a=2a")
		list[1].Lineage = nil
		if got := chainOf(list, "2a"); got != "1a?2a!" {
			t.Errorf("the chain is %s", got)
		}
	})
}

func TestMovementOfALevel(t *testing.T) {
	const u, c, i, none = models.Urges, models.Considers, models.Invites, models.NoLevel
	for _, test := range []struct {
		name   string
		levels []models.Level
		want   models.Movement
	}{
		{"one round moves nowhere", []models.Level{u}, models.MovementNone},
		{"stronger", []models.Level{c, u}, models.Strengthened},
		{"stronger at last", []models.Level{i, i, c}, models.Strengthened},
		{"weaker", []models.Level{u, c, c}, models.Weakened},
		{"the same", []models.Level{c, c}, models.Unchanged},
		{"there and back is not unchanged", []models.Level{c, u, c}, models.Varied},
		{"not seen in the middle", []models.Level{c, none, c}, models.MovementUnknown},
		{"never seen", []models.Level{none, none}, models.MovementUnknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			levels, refs, joins := map[string]models.Level{}, []string{}, []string{}
			for round, level := range test.levels {
				ref := fmt.Sprintf("%da", round+1)
				levels[ref], refs = level, append(refs, ref)
				if round > 0 {
					joins = append(joins, refs[round-1]+"="+ref)
				}
			}
			if got := models.LinesOf(lineage(levels, refs, joins...)).Chain("1a").Movement(); got != test.want {
				t.Errorf("moved %q, want %q", got, test.want)
			}
		})
	}
	t.Run("two strengths in one round say nothing for certain", func(t *testing.T) {
		list := lineage(map[string]models.Level{"1a": c, "2a": u, "2b": i}, []string{"1a", "2a", "2b"}, "1a=2a", "1a=2b")
		chain := models.LinesOf(list).Chain("1a")
		if got := chain.Movement(); got != models.MovementUnknown {
			t.Errorf("moved %q", got)
		}
		if got := chain.Rounds()[1].Levels; !slices.Equal(got, []models.Level{u, i}) {
			t.Errorf("the second round has %v", got)
		}
	})
}

// Every chain of random lines, circles among them, is what a table of all ways
// between all recommendations says.
func TestChainsAreThoseOfATableOfAllWays(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 4))
	for range 300 {
		n := 1 + random.IntN(12)
		list := make([]models.RecommendationFacts, n)
		var any, sure [12][12]bool
		for i := range list {
			list[i] = models.RecommendationFacts{Ref: fmt.Sprintf("R%02d", i), Body: "GRETA", Round: 1 + random.IntN(4)}
		}
		for range random.IntN(2 * n) {
			e, l := random.IntN(n), random.IntN(n)
			if e == l || any[e][l] {
				continue
			}
			any[e][l], sure[e][l] = true, random.IntN(2) == 0
			list[l].EarlierRefs = append(list[l].EarlierRefs, list[e].Ref)
			list[e].LaterRefs = append(list[e].LaterRefs, list[l].Ref)
			list[l].Lineage = append(list[l].Lineage, models.LineageFacts{Ref: list[e].Ref, Confirmed: sure[e][l]})
		}
		for _, ways := range []*[12][12]bool{&any, &sure} {
			for k := range n {
				for i := range n {
					for j := range n {
						ways[i][j] = ways[i][j] || ways[i][k] && ways[k][j]
					}
				}
			}
		}
		lines := models.LinesOf(list)
		for i := range list {
			got := map[string]bool{}
			last := 0
			for _, step := range lines.Chain(list[i].Ref) {
				if _, twice := got[step.Recommendation.Ref]; twice || step.Recommendation.Round < last {
					t.Fatalf("the chain of %s has %s twice or out of order", list[i].Ref, step.Recommendation.Ref)
				}
				got[step.Recommendation.Ref], last = step.Confirmed, step.Recommendation.Round
			}
			for j := range list {
				confirmed, there := got[list[j].Ref]
				wantThere := i == j || any[i][j] || any[j][i]
				// Where two lie in one circle, the way back counts.
				wantSure := i == j || any[j][i] && sure[j][i] || !any[j][i] && sure[i][j]
				if there != wantThere || there && confirmed != wantSure {
					t.Fatalf("in the chain of %s, %s is there %v, confirmed %v; the table says %v, %v", list[i].Ref, list[j].Ref, there, confirmed, wantThere, wantSure)
				}
			}
		}
	}
}

func TestALineIsDrawnOnlyWhereItCanBe(t *testing.T) {
	end := func(id, body int64, round int) models.LineageEnd {
		return models.LineageEnd{ID: id, BodyID: body, Round: round}
	}
	for _, test := range []struct {
		name           string
		earlier, later models.LineageEnd
		held           []models.Lineage
		want           string
	}{
		{"an earlier round of the same body", end(1, 1, 1), end(2, 1, 2), nil, ""},
		{"a round may be left out", end(1, 1, 1), end(2, 1, 4), nil, ""},
		{"not the same round", end(1, 1, 2), end(2, 1, 2), nil, "lineage.problem.round"},
		{"not a later round", end(1, 1, 3), end(2, 1, 2), nil, "lineage.problem.round"},
		{"not another body", end(1, 2, 1), end(2, 1, 2), nil, "lineage.problem.body"},
		{"not in a circle", end(1, 1, 1), end(2, 1, 2), []models.Lineage{{EarlierID: 2, LaterID: 3}, {EarlierID: 3, LaterID: 1}}, "lineage.problem.circle"},
		{"another line beside it is no circle", end(1, 1, 1), end(2, 1, 2), []models.Lineage{{EarlierID: 1, LaterID: 3}, {EarlierID: 3, LaterID: 2}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if known, is := models.CheckLineage(test.earlier, test.later, test.held).(*models.Error); is { //nolint:errorlint // as it is made
				got = known.Fields[0].Key
			}
			if got != test.want {
				t.Errorf("says %q, want %q", got, test.want)
			}
		})
	}
}
