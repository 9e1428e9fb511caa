package models

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Predecessor is a recommendation of an earlier round that may raise the same
// point, and what speaks for it. It is an offer: only people say that it does.
type Predecessor struct {
	Ref      string
	Round    int
	Topic    Name
	Score    int
	Articles []int    // that both are about
	Words    []string // that both have, as the later one writes them
}

// MostPredecessors is how many are offered for one recommendation.
const MostPredecessors = 3

// What speaks for a predecessor. A word of the topic that no other recommendation
// has is enough, and so is an article with a word; an article alone is not, since
// many are about the same, nor is a word that several have.
const (
	articleWeight  = 3
	rareWeight     = 4
	topicWeight    = 3
	summaryWeight  = 1
	leastScore     = 4
	mostArticles   = 2 // that count
	mostWordsShown = 4
)

// Predecessors gives, for each of the later recommendations, those of the earlier
// that likely raise the same point: of the same body and an earlier round, by the
// articles and the words they share, the likeliest first. The order of what is
// given means nothing.
func Predecessors(later, earlier []RecommendationFacts) map[string][]Predecessor {
	stems := countStems(earlier)
	offers := map[string][]Predecessor{}
	for _, new := range later {
		var list []Predecessor
		seen := map[string]bool{new.Ref: true}
		for _, old := range earlier {
			if old.Body != new.Body || old.Round >= new.Round || seen[old.Ref] {
				continue
			}
			seen[old.Ref] = true
			if p := likeness(new, old, stems); p.Score >= leastScore {
				list = append(list, p)
			}
		}
		slices.SortFunc(list, func(a, b Predecessor) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Round, a.Round), cmp.Compare(a.Ref, b.Ref))
		})
		if len(list) > 0 {
			offers[new.Ref] = list[:min(len(list), MostPredecessors)]
		}
	}
	return offers
}

func likeness(new, old RecommendationFacts, stems stemCounts) Predecessor {
	p := Predecessor{Ref: old.Ref, Round: old.Round, Topic: old.Topic}
	for _, article := range new.Articles {
		if slices.Contains(old.Articles, article) && !slices.Contains(p.Articles, article) {
			p.Articles = append(p.Articles, article)
		}
	}
	slices.Sort(p.Articles)
	p.Score = articleWeight * min(len(p.Articles), mostArticles)
	for _, in := range []func(Name) string{func(n Name) string { return n.NB }, func(n Name) string { return n.EN }} {
		topic, whole := stemsOf(in(old.Topic)), stemsOf(in(old.Topic)+" "+in(old.Summary))
		counted := map[string]bool{}
		for _, word := range wordsOf(in(new.Topic) + " " + in(new.Summary)) {
			stem := stemOf(word)
			if stems.common(stem) || counted[stem] || !whole[stem] {
				continue
			}
			counted[stem] = true
			switch {
			case !topic[stem] || !stemsOf(in(new.Topic))[stem]:
				p.Score += summaryWeight
			case stems.of[stem] == 1:
				p.Score += rareWeight
			default:
				p.Score += topicWeight
			}
			if !slices.Contains(p.Words, word) {
				p.Words = append(p.Words, word)
			}
		}
		if len(p.Words) > 0 {
			break // the same words in another language say nothing more
		}
	}
	p.Words = p.Words[:min(len(p.Words), mostWordsShown)]
	return p
}

// stemCounts tells how many recommendations have a stem.
type stemCounts struct {
	of    map[string]int
	total int
}

// common tells whether more than a third have a stem: it tells none from another.
// Of few recommendations none are common.
func (c stemCounts) common(stem string) bool {
	const few = 6
	return c.total >= few && c.of[stem]*3 > c.total
}

func countStems(list []RecommendationFacts) stemCounts {
	counts, seen := stemCounts{of: map[string]int{}}, map[string]bool{}
	for _, r := range list {
		if seen[r.Ref] {
			continue
		}
		seen[r.Ref] = true
		counts.total++
		for stem := range stemsOf(strings.Join([]string{r.Topic.NB, r.Topic.EN, r.Summary.NB, r.Summary.EN}, " ")) {
			counts.of[stem]++
		}
	}
	return counts
}

func stemsOf(text string) map[string]bool {
	stems := map[string]bool{}
	for _, word := range wordsOf(text) {
		stems[stemOf(word)] = true
	}
	return stems
}

// wordsOf gives the words of a text that may tell what it is about, in small
// letters.
func wordsOf(text string) []string {
	const shortest = 4
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }), func(word string) bool {
		return len([]rune(word)) < shortest || emptyWords[word]
	})
}

// stemOf cuts the endings of Norwegian and English that change most: it need only
// hold forms of a word together, not find its root.
func stemOf(word string) string {
	const shortest = 4
	for _, ending := range []string{
		"ingene", "ingen", "inger", "ations", "ation", "ments", "ment", "ene", "ane", "ing", "ers", "er", "en", "et", "es", "ed", "a", "e", "s",
	} {
		if stem, cut := strings.CutSuffix(word, ending); cut && len([]rune(stem)) >= shortest {
			return stem
		}
	}
	return word
}

// emptyWords stand in any recommendation and say nothing of what it is about.

var emptyWords = func() map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.Fields(`
		alle andre blant blir bruk både deres dette disse eller enkelte etter flere fore fått før gjennom gjør hvor hvordan ikke
		innen inntil kunne mellom mens mest mulig myndighetene måte norge norske også over samt seg sikre sine skal slik
		offer ofre ofrene som styrk styrke under uten ved videre virke være
		about adopt also among and authorities continue ensure from further have improve into its measures more norway norwegian other
		shall should steps strengthen such take that the their them these they this through under when where which while
		victim victims with within without`) {
		words[word] = true
	}
	return words
}()
