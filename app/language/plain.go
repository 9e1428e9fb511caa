package language

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"tiltak/models"
)

// Limits of the plain-language advice.
const (
	LongSentence    = 25 // words; a longer sentence is named
	longWord        = 6  // letters; a longer word weighs in the LIX
	fewestForLIX    = 10 // words; the LIX of fewer says nothing
	mediumFrom      = 40 // LIX
	heavyFrom       = 50 // LIX
	wordsOfSentence = 4  // how many words name a sentence
)

// Readability is the LIX in words.
type Readability string

// The steps of readability. Björnsson's own scale has five (under 30, 40, 50,
// 60 and above); writers need to know only which way to go.
const (
	EasyToRead   Readability = "easy"
	MediumToRead Readability = "medium"
	HeavyToRead  Readability = "heavy"
)

// WordAdvice is a phrase that stands in a text, and what to write instead.
type WordAdvice struct {
	Phrase string // as it stands in the list, not as it was typed
	Advice string // in the language of the text
}

// LongOne is a sentence of more than LongSentence words.
type LongOne struct {
	Begins string // its first words
	Words  int
}

// PlainAdvice is what could make a text plainer. It is advice and stops nobody.
type PlainAdvice struct {
	Characters  int
	Words       int
	LIX         int
	Readability Readability // empty for a text too short to measure
	Long        []LongOne
	Phrases     []WordAdvice
}

// PlainWords is what is known of one language: heavy phrases, and abbreviations
// whose stop ends no sentence.
type PlainWords struct {
	Abbreviations []string      `toml:"abbreviations"`
	Phrases       []PlainPhrase `toml:"phrases"`
}

// PlainPhrase is one phrase in its forms.
type PlainPhrase struct {
	Find   []string `toml:"find"`
	Advice string   `toml:"advice"`
}

// LoadPlainWords reads the embedded list of a language.
func LoadPlainWords(written models.Language) (PlainWords, error) {
	name := "plain/" + string(written) + ".toml"
	text, err := files.ReadFile(name)
	if err != nil {
		return PlainWords{}, err
	}
	var words PlainWords
	if err := toml.Unmarshal(text, &words); err != nil {
		return PlainWords{}, fmt.Errorf("plain words in %s: %w", name, err)
	}
	return words, nil
}

// Plain gives advice on a text in the language it is written in.
func (p Printer) Plain(text string, written models.Language) PlainAdvice {
	return Advise(text, p.words[written])
}

// Advise measures a text and finds heavy phrases in it. The LIX is Björnsson's
// (1968): words a sentence, plus the share of words over six letters in per
// cent.
func Advise(text string, words PlainWords) PlainAdvice {
	advice := PlainAdvice{Characters: utf8.RuneCountInString(strings.TrimSpace(text)), Phrases: heavyPhrases(text, words.Phrases)}
	sentences, long := splitSentences(text, words.Abbreviations), 0
	for _, sentence := range sentences {
		advice.Words += len(sentence)
		for _, word := range sentence {
			if letters(word) > longWord {
				long++
			}
		}
		if len(sentence) > LongSentence {
			advice.Long = append(advice.Long, LongOne{Begins: strings.TrimRight(strings.Join(sentence[:wordsOfSentence], " "), ",;:–"), Words: len(sentence)})
		}
	}
	if advice.Words < fewestForLIX {
		return advice
	}
	advice.LIX = int(math.Round(float64(advice.Words)/float64(len(sentences)) + 100*float64(long)/float64(advice.Words)))
	switch {
	case advice.LIX < mediumFrom:
		advice.Readability = EasyToRead
	case advice.LIX < heavyFrom:
		advice.Readability = MediumToRead
	default:
		advice.Readability = HeavyToRead
	}
	return advice
}

// letters counts the letters of a word; an address is no word to weigh.
func letters(word string) int {
	if strings.Contains(word, "://") || strings.Contains(word, "www.") {
		return 0
	}
	n := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// splitSentences gives the words of every sentence as they stand. A line break ends a sentence, so that headings and list items
// count as their own.
func splitSentences(text string, abbreviations []string) [][]string {
	var sentences [][]string
	for line := range strings.SplitSeq(text, "\n") {
		var sentence []string
		fields := strings.Fields(line)
		for i, field := range fields {
			if strings.TrimFunc(field, notOfWord) != "" {
				sentence = append(sentence, field)
			}
			if i+1 < len(fields) && endsSentence(field, fields[i+1], abbreviations) && len(sentence) > 0 {
				sentences = append(sentences, sentence)
				sentence = nil
			}
		}
		if len(sentence) > 0 {
			sentences = append(sentences, sentence)
		}
	}
	return sentences
}

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// endsSentence tells whether a sentence ends between two fields of a line: after
// a mark, before what may begin a sentence. «28. mai», «nr. 5» and «f.eks.» end
// none.
func endsSentence(field, next string, abbreviations []string) bool {
	bare := strings.TrimRight(field, "»\")”’")
	switch {
	case strings.HasSuffix(bare, "!"), strings.HasSuffix(bare, "?"):
		return true
	case !strings.HasSuffix(bare, "."), slices.Contains(abbreviations, strings.ToLower(strings.TrimLeft(bare, "(«\"”"))):
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "«\"(”–- "))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

// heavyPhrases finds each phrase once, in the order of the text.
func heavyPhrases(text string, phrases []PlainPhrase) []WordAdvice {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return notOfWord(r) && r != '-' })
	var found []WordAdvice
	for i := 0; i < len(words); {
		phrase, length := longestPhrase(words[i:], phrases)
		if length == 0 {
			i++
			continue
		}
		if !slices.Contains(found, phrase) {
			found = append(found, phrase)
		}
		i += length
	}
	return found
}

// longestPhrase gives the longest phrase that the words begin with, and how many
// words it is.
func longestPhrase(words []string, phrases []PlainPhrase) (longest WordAdvice, length int) {
	for _, phrase := range phrases {
		for _, form := range phrase.Find {
			parts := strings.Fields(form)
			if len(parts) > length && len(parts) <= len(words) && slices.Equal(parts, words[:len(parts)]) {
				longest, length = WordAdvice{Phrase: form, Advice: phrase.Advice}, len(parts)
			}
		}
	}
	return longest, length
}
