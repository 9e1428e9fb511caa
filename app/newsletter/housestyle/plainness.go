package housestyle

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiltak/app/language"
)

// plainness advises on length, readability, heavy phrases and the passive.
func plainness(p Paragraph, masked string, names []Name) []Advice {
	var advice []Advice
	words := data().Languages[p.Language]
	for _, l := range linesOf(p.Text) {
		written := p.Text[l.at:l.end]
		if n := utf8.RuneCountInString(written); n > AdvisedLength {
			advice = append(advice, Advice{Rule: TooLong, At: l.at, End: l.end, Phrase: begins(written), Count: n})
		}
		plain := language.Advise(weighed(masked[l.at:l.end], names, words), words.plain)
		if plain.Words >= leastWordsForLIX && (plain.LIX > veryHeavyLIX || plain.LIX > heaviestLIX && len(plain.Long) > 0) {
			advice = append(advice, Advice{Rule: HeavyToRead, At: l.at, End: l.end, Phrase: begins(written), Count: plain.LIX})
		}
	}
	return append(advice, heavyWords(p.Text, masked, words)...)
}

// weighed is a text without what no writer can make lighter: quoted titles,
// names, and the words of the field. They count as short words.
func weighed(masked string, names []Name, words languageWords) string {
	for _, name := range names {
		for _, full := range []string{name.Full.NB, name.Full.NN} {
			if full != "" {
				masked = strings.ReplaceAll(masked, full, short)
			}
		}
	}
	var b strings.Builder
	at := 0
	for _, t := range tokens(masked) {
		first, _ := utf8.DecodeRuneInString(t.word)
		name := unicode.IsUpper(first) && !beginsSentence(masked, t.at)
		if name || words.unavoidable(strings.ToLower(t.word)) {
			b.WriteString(masked[at:t.at])
			if unicode.IsUpper(first) { // a sentence is known by its capital
				b.WriteString("O" + short[1:])
			} else {
				b.WriteString(short)
			}
			at = t.end
		}
	}
	b.WriteString(masked[at:])
	return strings.ReplaceAll(b.String(), hidden, "")
}

// short stands for a word that is not weighed.
const short = "ord"

func (w languageWords) unavoidable(word string) bool {
	for _, stem := range w.stems {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// heavyWords finds phrases and passives of the lists; of two that overlap, the
// longer one counts.
func heavyWords(text, masked string, words languageWords) []Advice {
	found := tokens(masked)
	lower := make([]string, len(found))
	for i, t := range found {
		lower[i] = strings.ToLower(t.word)
	}
	var advice []Advice
	for i := 0; i < len(found); {
		rule, phrase, length := words.at(lower[i:])
		if length == 0 || strings.Contains(text[found[i].at:found[i+length-1].end], "\n") {
			i++
			continue
		}
		end := found[i+length-1].end
		advice = append(advice, Advice{Rule: rule, At: found[i].at, End: end, Phrase: text[found[i].at:end], Write: phrase})
		i += length
	}
	return advice
}

// at gives the phrase or passive that words begin with, and how many words it
// is.
func (w languageWords) at(words []string) (rule Rule, write string, length int) {
	for _, phrase := range w.phrases[words[0]] {
		if n := len(phrase.words); n > length && n <= len(words) && equal(phrase.words, words[:n]) {
			rule, write, length = HeavyPhrase, phrase.advice, n
		}
	}
	if length > 0 {
		return rule, write, length
	}
	if w.sPassives[words[0]] {
		return Passive, w.passiveAdvice, 1
	}
	if !w.auxiliaries[words[0]] {
		return "", "", 0
	}
	for n := 1; n < len(words) && n <= 2; n++ {
		if w.participles[words[n]] {
			return Passive, w.passiveAdvice, n + 1
		}
		if !w.between[words[n]] {
			break
		}
	}
	return "", "", 0
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// languageWords is what is known of heavy words in one language.
type languageWords struct {
	plain         language.PlainWords
	phrases       map[string][]phrase // by their first word
	auxiliaries   map[string]bool
	between       map[string]bool
	participles   map[string]bool
	sPassives     map[string]bool
	passiveAdvice string
	stems         []string // of words that no writer can avoid
}

type phrase struct {
	words  []string
	advice string
}

func (w *languageWords) add(phrases []language.PlainPhrase) {
	for _, given := range phrases {
		for _, form := range given.Find {
			words := strings.Fields(form)
			w.phrases[words[0]] = append(w.phrases[words[0]], phrase{words, given.Advice})
		}
	}
}
