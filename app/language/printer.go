package language

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	xlanguage "golang.org/x/text/language"

	"tiltak/models"
)

//go:embed nb/*.toml nn/*.toml en/*.toml plain/*.toml
var files embed.FS

// Catalogue is all messages in all languages. It is made once and never
// changed, so any number of requests may use it at once.
type Catalogue struct {
	bundle *i18n.Bundle
	plain  *sync.Map // messages without arguments, once they have been looked up
	words  map[models.Language]PlainWords
}

// Load reads the embedded messages. It fails on a file that cannot be read.
func Load() (*Catalogue, error) {
	bundle := i18n.NewBundle(tags[models.Bokmaal])
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, written := range []models.Language{models.Bokmaal, models.Nynorsk, models.English} {
		names, err := fs.Glob(files, string(written)+"/*.toml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := files.ReadFile(name)
			if err != nil {
				return nil, err
			}
			// The library takes the language from the file's name.
			path := strings.TrimSuffix(strings.ReplaceAll(name, "/", "-"), ".toml") + "." + string(written) + ".toml"
			if _, err := bundle.ParseMessageFileBytes(text, path); err != nil {
				return nil, fmt.Errorf("messages in %s: %w", name, err)
			}
		}
	}
	words := map[models.Language]PlainWords{}
	for _, written := range []models.Language{models.Bokmaal, models.Nynorsk} {
		var err error
		if words[written], err = LoadPlainWords(written); err != nil {
			return nil, err
		}
	}
	return &Catalogue{bundle: bundle, plain: &sync.Map{}, words: words}, nil
}

var tags = map[models.Language]xlanguage.Tag{
	models.Bokmaal: xlanguage.MustParse("nb"),
	models.Nynorsk: xlanguage.MustParse("nn"),
	models.English: xlanguage.English,
}

// Printer writes messages, dates and numbers in one language.
type Printer struct {
	Language  models.Language
	localizer *i18n.Localizer
	fallback  *i18n.Localizer
	plain     *sync.Map
	words     map[models.Language]PlainWords
	catalogue *Catalogue
	borrowed  func(key string) // told of every message taken from bokmål; nil: nobody
}

// TellingOf gives a printer that tells of the key of every message that its
// language lacks, so that it had to be taken from bokmål.
func (p Printer) TellingOf(borrowed func(key string)) Printer {
	p.borrowed, p.plain = borrowed, nil
	return p
}

// In gives the printer of another language.
func (p Printer) In(written models.Language) Printer {
	if p.catalogue == nil {
		return p
	}
	return p.catalogue.Printer(written)
}

// plainKey names a message without arguments in one language.
type plainKey struct {
	language models.Language
	key      string
}

// Printer gives the printer of a language; an unknown one gives bokmål.
func (c *Catalogue) Printer(written models.Language) Printer {
	if !written.Valid() {
		written = models.Bokmaal
	}
	return Printer{
		Language:  written,
		localizer: i18n.NewLocalizer(c.bundle, string(written)),
		fallback:  i18n.NewLocalizer(c.bundle, string(models.Bokmaal)),
		plain:     c.plain,
		words:     c.words,
		catalogue: c,
	}
}

// T gives the message of a key. Arguments are alternating names and values; a
// Count argument chooses the plural form. A key that no language has gives the
// key in brackets, which a test looks for on every page.
func (p Printer) T(key string, args ...any) string {
	if len(args) > 0 || p.plain == nil {
		return p.Message(key, models.Args(args...))
	}
	if text, known := p.plain.Load(plainKey{p.Language, key}); known {
		return text.(string)
	}
	text := p.Message(key, nil)
	if text != missing(key) { // keys that do not exist could be endless
		p.plain.Store(plainKey{p.Language, key}, text)
	}
	return text
}

// missing is what is shown for a key that no language has; tests look for it.
func missing(key string) string { return "[" + key + "]" }

// Message is T with the arguments as a map.
func (p Printer) Message(key string, args map[string]any) string {
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: p.written(args)}
	if count, ok := args["Count"]; ok {
		config.PluralCount = count
	}
	if p.localizer == nil {
		return missing(key)
	}
	text, found, err := p.localizer.LocalizeWithTag(config)
	if p.borrowed != nil && found != tags[p.Language] {
		p.borrowed(key)
	}
	if text != "" && err == nil {
		return text
	}
	if text, err := p.fallback.Localize(config); err == nil && text != "" {
		return text
	}
	return "[" + key + "]"
}

// written gives the arguments with days written as on screen: errors carry the
// days themselves.
func (p Printer) written(args map[string]any) map[string]any {
	var written map[string]any
	for name, value := range args {
		if day, is := value.(models.Date); is {
			if written == nil {
				written = maps.Clone(args)
			}
			written[name] = p.Date(day)
		}
	}
	if written == nil {
		return args
	}
	return written
}

// Known gives the message of a key that need not exist, without arguments.
func (p Printer) Known(key string) (text string, there bool) {
	text = p.T(key)
	return text, text != "["+key+"]"
}

// Error gives the sentence a person is shown for an error.
func (p Printer) Error(err error) string {
	known, ok := asError(err)
	if !ok {
		return p.T("error.internal")
	}
	return p.Message(known.Key, known.Args)
}
