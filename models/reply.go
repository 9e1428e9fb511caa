package models

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// EvaluationRef names one evaluation: a body and its round, as in GRETA-3.
type EvaluationRef struct {
	Body  string
	Round int
}

// String writes GRETA-3; nothing for none.
func (r EvaluationRef) String() string {
	if r.IsZero() {
		return ""
	}
	return r.Body + "-" + strconv.Itoa(r.Round)
}

// IsZero tells whether no evaluation is named.
func (r EvaluationRef) IsZero() bool { return r.Body == "" && r.Round == 0 }

// Evaluation names the evaluation that the recommendation comes from.
func (r RecommendationFacts) Evaluation() EvaluationRef { return EvaluationRef{r.Body, r.Round} }

// Replyable are the evaluations that have recommendations in the snapshot, so
// that a reply can be made: GRETA's first, each body's newest first.
func (s Snapshot) Replyable() []EvaluationRef {
	var refs []EvaluationRef
	seen := map[EvaluationRef]bool{}
	for _, r := range s.Recommendations {
		if ref := r.Evaluation(); !seen[ref] {
			seen[ref] = true
			refs = append(refs, ref)
		}
	}
	slices.SortFunc(refs, func(a, b EvaluationRef) int {
		return cmp.Or(gretaFirst(a.Body, b.Body), cmp.Compare(a.Body, b.Body), cmp.Compare(b.Round, a.Round))
	})
	return refs
}

func gretaFirst(a, b string) int {
	rank := func(body string) int {
		if body == GRETA {
			return 0
		}
		return 1
	}
	return rank(a) - rank(b)
}

// GRETA is the code of the body that monitors the Convention.
const GRETA = "GRETA"

// ReplyGroup is the part of a reply that is about one article of the
// Convention, or, last and with Article zero, about none.
type ReplyGroup struct {
	Article         int
	Recommendations []RecommendationFacts
}

// ReplyTo gives the recommendations of an evaluation in the order of a reply:
// by their lowest article of the Convention, then from the strongest level to
// the weakest, then by reference. Those about no article come last.
func (s Snapshot) ReplyTo(ref EvaluationRef) []ReplyGroup {
	var chosen []RecommendationFacts
	for _, r := range s.Recommendations {
		if r.Evaluation() == ref {
			chosen = append(chosen, r)
		}
	}
	slices.SortStableFunc(chosen, func(a, b RecommendationFacts) int {
		return cmp.Or(cmp.Compare(articleRank(a), articleRank(b)), cmp.Compare(a.Level.rank(), b.Level.rank()), compareRefs(a.Ref, b.Ref))
	})
	var groups []ReplyGroup
	for _, r := range chosen {
		article := lowestArticle(r)
		if last := len(groups) - 1; last >= 0 && groups[last].Article == article {
			groups[last].Recommendations = append(groups[last].Recommendations, r)
			continue
		}
		groups = append(groups, ReplyGroup{article, []RecommendationFacts{r}})
	}
	return groups
}

func lowestArticle(r RecommendationFacts) int {
	if len(r.Articles) == 0 {
		return 0
	}
	return slices.Min(r.Articles)
}

// articleRank puts what is about no article after all that is.
func articleRank(r RecommendationFacts) int {
	if article := lowestArticle(r); article > 0 {
		return article
	}
	return math.MaxInt
}

// rank is 0 for the strongest level; one that is not known is the weakest.
func (l Level) rank() int {
	if at := slices.Index(Levels(), l); at >= 0 {
		return at
	}
	return len(Levels())
}

// compareRefs sorts references as people count: G4-9 before G4-10.
func compareRefs(a, b string) int {
	for x, y := a, b; x != "" && y != ""; {
		var p, q string
		p, x = refPart(x)
		q, y = refPart(y)
		m, errM := strconv.Atoi(p)
		n, errN := strconv.Atoi(q)
		if errM == nil && errN == nil && m != n {
			return cmp.Compare(m, n)
		}
		if (errM != nil || errN != nil) && p != q {
			return strings.Compare(p, q)
		}
	}
	return strings.Compare(a, b)
}

// refPart cuts off the digits, or all but digits, that a text begins with.
func refPart(text string) (part, rest string) {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	end := 1
	for end < len(text) && digit(text[end]) == digit(text[0]) {
		end++
	}
	return text[:end], text[end:]
}

// Article finds an article of the Convention by its number.
func Article(number int) (ConventionArticle, bool) {
	for _, article := range ConventionArticles() {
		if article.Number == number {
			return article, true
		}
	}
	return ConventionArticle{}, false
}
