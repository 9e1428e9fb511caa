package housestyle

import (
	"embed"
	"fmt"
	"sync"

	"github.com/BurntSushi/toml"

	"tiltak/app/language"
	"tiltak/models"
)

//go:embed *.toml
var files embed.FS

// knowledge is all that the lists say.
type knowledge struct {
	NeedNone   []string    `toml:"need_none"`
	ShortForms []shortForm `toml:"short_forms"`
	Languages  map[models.Language]languageWords
}

type shortForm struct {
	Code string `toml:"code"`
	NB   string `toml:"nb"`
	NN   string `toml:"nn"`
}

// heavy is the list of one language.
type heavy struct {
	Passive struct {
		Advice      string   `toml:"advice"`
		Auxiliaries []string `toml:"auxiliaries"`
		Between     []string `toml:"between"`
		Participles []string `toml:"participles"`
		SPassives   []string `toml:"s_passives"`
	} `toml:"passive"`
	Unavoidable []string               `toml:"unavoidable"`
	Phrases     []language.PlainPhrase `toml:"phrases"`
}

// data reads the lists, once.
var data = sync.OnceValue(func() knowledge {
	known, err := load()
	if err != nil {
		panic(err) // the lists are embedded, and a test reads them
	}
	return known
})

func load() (knowledge, error) {
	var known knowledge
	if err := read("shortforms.toml", &known); err != nil {
		return known, err
	}
	known.Languages = map[models.Language]languageWords{}
	for _, written := range []models.Language{models.Bokmaal, models.Nynorsk} {
		var list heavy
		if err := read(string(written)+".toml", &list); err != nil {
			return known, err
		}
		plain, err := language.LoadPlainWords(written)
		if err != nil {
			return known, err
		}
		words := languageWords{
			plain: plain, phrases: map[string][]phrase{}, passiveAdvice: list.Passive.Advice, auxiliaries: setOf(list.Passive.Auxiliaries),
			between: setOf(list.Passive.Between), participles: setOf(list.Passive.Participles), sPassives: setOf(list.Passive.SPassives), stems: list.Unavoidable,
		}
		words.add(list.Phrases)
		words.add(plain.Phrases)
		known.Languages[written] = words
	}
	return known, nil
}

func read(name string, into any) error {
	text, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := toml.Decode(string(text), into); err != nil {
		return fmt.Errorf("house style in %s: %w", name, err)
	}
	return nil
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}
