package models

import (
	"cmp"
	"slices"
)

// LineageFacts says which recommendation of an earlier round another continues.
type LineageFacts struct {
	Ref       string `json:"ref"` // the earlier one's
	Confirmed bool   `json:"confirmed"`
}

// Lines tells which recommendations of a snapshot raise the same point again.
// It is made once and asked many times.
type Lines struct {
	list           []RecommendationFacts
	at             map[string]int
	earlier, later [][]lineStep
}

type lineStep struct {
	to        int
	confirmed bool
}

// LinesOf reads the lines of some recommendations. References to others than
// those do not count. In editions from before it was kept whether a line is
// confirmed, none is.
func LinesOf(list []RecommendationFacts) Lines {
	l := Lines{list: list, at: make(map[string]int, len(list)), earlier: make([][]lineStep, len(list)), later: make([][]lineStep, len(list))}
	for i, r := range list {
		l.at[r.Ref] = i
	}
	confirmed := map[[2]int]bool{}
	join := func(earlier, later string, certain bool) {
		e, known := l.at[earlier]
		if !known {
			return
		}
		if la, known := l.at[later]; known {
			confirmed[[2]int{e, la}] = confirmed[[2]int{e, la}] || certain
		}
	}
	for _, r := range list {
		for _, ref := range r.EarlierRefs {
			join(ref, r.Ref, false)
		}
		for _, ref := range r.LaterRefs {
			join(r.Ref, ref, false)
		}
		for _, e := range r.Lineage {
			join(e.Ref, r.Ref, e.Confirmed)
		}
	}
	for pair, certain := range confirmed {
		l.earlier[pair[1]] = append(l.earlier[pair[1]], lineStep{pair[0], certain})
		l.later[pair[0]] = append(l.later[pair[0]], lineStep{pair[1], certain})
	}
	return l
}

// ChainStep is a recommendation in the chain of one.
type ChainStep struct {
	Recommendation RecommendationFacts
	Self           bool // the one whose chain it is
	Direct         bool // nothing stands between the two
	Earlier        bool // it comes before the one whose chain it is
	Confirmed      bool // and so is every step between the two
}

// Chain is all that a recommendation continues and all that continues it, by
// round. What only shares a predecessor with it is no part of it.
type Chain []ChainStep

// Chain gives the chain of a recommendation: itself alone where its point was
// raised once, nothing where there is no such recommendation. Circles, which
// cannot be entered, are gone round once.
func (l Lines) Chain(ref string) Chain {
	self, known := l.at[ref]
	if !known {
		return nil
	}
	found := map[int]ChainStep{}
	for _, way := range []struct {
		steps   [][]lineStep
		earlier bool
	}{{l.earlier, true}, {l.later, false}} {
		all, certain := reach(way.steps, self, false), reach(way.steps, self, true)
		for i := range all {
			if _, there := found[i]; i == self || there {
				continue
			}
			found[i] = ChainStep{
				Recommendation: l.list[i], Earlier: way.earlier, Confirmed: certain[i],
				Direct: slices.ContainsFunc(way.steps[self], func(s lineStep) bool { return s.to == i }),
			}
		}
	}
	chain := Chain{{Recommendation: l.list[self], Self: true, Confirmed: true}}
	for _, step := range found {
		chain = append(chain, step)
	}
	slices.SortFunc(chain, func(a, b ChainStep) int {
		x, y := a.Recommendation, b.Recommendation
		return cmp.Or(cmp.Compare(x.Round, y.Round), cmp.Compare(x.Body, y.Body), cmp.Compare(x.Ref, y.Ref))
	})
	return chain
}

// reach gives all that can be reached, by confirmed steps only or by any.
func reach(steps [][]lineStep, from int, certain bool) map[int]bool {
	reached := map[int]bool{from: true}
	waiting := []int{from}
	for len(waiting) > 0 {
		last := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		for _, step := range steps[last] {
			if !reached[step.to] && (step.confirmed || !certain) {
				reached[step.to] = true
				waiting = append(waiting, step.to)
			}
		}
	}
	return reached
}

// ChainRound is one round in which the point of a chain was raised.
type ChainRound struct {
	Round     int
	Levels    []Level // of the recommendations in it, the strongest first, each once
	Confirmed bool    // some step of the round is
}

// Rounds are those of the chain's own body, in order.
func (c Chain) Rounds() []ChainRound {
	body := ""
	for _, step := range c {
		if step.Self {
			body = step.Recommendation.Body
		}
	}
	var rounds []ChainRound
	for _, step := range c {
		if step.Recommendation.Body != body {
			continue
		}
		if last := len(rounds) - 1; last < 0 || rounds[last].Round != step.Recommendation.Round {
			rounds = append(rounds, ChainRound{Round: step.Recommendation.Round})
		}
		round := &rounds[len(rounds)-1]
		round.Confirmed = round.Confirmed || step.Confirmed
		if !slices.Contains(round.Levels, step.Recommendation.Level) {
			round.Levels = append(round.Levels, step.Recommendation.Level)
		}
	}
	for i := range rounds {
		slices.SortFunc(rounds[i].Levels, func(a, b Level) int { return cmp.Compare(b.Strength(), a.Strength()) })
	}
	return rounds
}

// Strength orders the levels; a level that was not seen has none.
func (l Level) Strength() int {
	switch l {
	case Urges:
		return 3
	case Considers:
		return 2
	case Invites:
		return 1
	case NoLevel:
	}
	return 0
}

// Movement is how strongly a point was put from round to round.
type Movement string

// The movements. MovementUnknown is where the level of a round was not seen, or
// differs within it; MovementNone where there is only one round.
const (
	MovementNone    Movement = ""
	Strengthened    Movement = "strengthened"
	Weakened        Movement = "weakened"
	Unchanged       Movement = "unchanged"
	Varied          Movement = "varied" // both stronger and weaker
	MovementUnknown Movement = "unknown"
)

// Movement tells how the level moved over the rounds of the chain.
func (c Chain) Movement() Movement {
	rounds := c.Rounds()
	if len(rounds) < 2 {
		return MovementNone
	}
	stronger, weaker := false, false
	for i, round := range rounds {
		if len(round.Levels) != 1 || round.Levels[0] == NoLevel {
			return MovementUnknown
		}
		if i > 0 {
			moved := round.Levels[0].Strength() - rounds[i-1].Levels[0].Strength()
			stronger, weaker = stronger || moved > 0, weaker || moved < 0
		}
	}
	switch {
	case stronger && weaker:
		return Varied
	case stronger:
		return Strengthened
	case weaker:
		return Weakened
	}
	return Unchanged
}

// LineageEnd is one end of a line that is to be drawn.
type LineageEnd struct {
	ID     int64
	BodyID int64
	Round  int
}

// CheckLineage tells whether a recommendation can continue another: that must be
// of an earlier round of the same body, and no line may run in a circle. held
// are the lines there are. The field of the form is forloper.
func CheckLineage(earlier, later LineageEnd, held []Lineage) error {
	var problems Problems
	switch {
	case earlier.BodyID != later.BodyID:
		problems.Add("forloper", "lineage.problem.body")
	case earlier.Round >= later.Round:
		problems.Add("forloper", "lineage.problem.round")
	case leads(held, later.ID, earlier.ID):
		problems.Add("forloper", "lineage.problem.circle")
	}
	return problems.Err()
}

// leads tells whether lines lead from one recommendation on to another.
func leads(held []Lineage, from, to int64) bool {
	later := map[int64][]int64{}
	for _, l := range held {
		later[l.EarlierID] = append(later[l.EarlierID], l.LaterID)
	}
	reached, waiting := map[int64]bool{from: true}, []int64{from}
	for len(waiting) > 0 {
		last := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		for _, next := range later[last] {
			if !reached[next] {
				reached[next] = true
				waiting = append(waiting, next)
			}
		}
	}
	return reached[to]
}
