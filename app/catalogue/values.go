package catalogue

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tiltak/models"
)

// ValueKind says what sort of value a single value of a catalogue is.
type ValueKind int

// The sorts of value that are written on screen one by one.
const (
	ValueTitle            ValueKind = iota // one line
	ValueProse                             // several lines
	ValueReference                         // a short reference such as GRETA(2017)18
	ValueURL                               // a web address
	ValuePeriod                            // a day, a month or a span of either
	ValueMoment                            // a day or a month
	ValueArticles                          // articles of the Convention, with commas
	ValueCodes                             // codes of organisations, with commas
	ValueOfficialLanguage                  // the language of a body's own wording
	ValueLevel                             // one of the levels of a recommendation
	ValueDegree                            // how far a measure answers a recommendation
	ValueYes                               // "true" or nothing
)

// CheckValue holds one value against the rules of a file and gives the key of the first breach, without the prefix
// catalogue.problem., or nothing. An empty value is always in order: whether it may be missing, the caller knows.
func CheckValue(kind ValueKind, value string) (key string, args map[string]any) {
	if value == "" {
		return "", nil
	}
	c := checker{firstAt: map[string]string{}}
	const at = "value"
	switch kind {
	case ValueTitle:
		c.title(at, Text{NB: value})
	case ValueProse:
		c.prose(at, Text{NB: value})
	case ValueReference:
		c.words(at, value, maxReference, false)
	case ValueURL:
		c.url(at, value)
	case ValuePeriod, ValueMoment:
		p, err := ParsePeriod(value)
		if err != nil {
			return keyBadDate, map[string]any{"Value": excerpt(printable(value))}
		}
		if kind == ValueMoment {
			c.moment(at, p)
		}
	case ValueArticles:
		c.listed(at, value)
	case ValueCodes:
		for _, code := range SplitList(value) {
			c.code(at, code)
			c.once(at, code, at)
		}
	case ValueOfficialLanguage:
		choice(&c, at, value, models.OfficialLanguages()...)
	case ValueLevel:
		choice(&c, at, value, levels()...)
	case ValueDegree:
		choice(&c, at, value, degrees()...)
	case ValueYes:
		choice(&c, at, value, "true")
	}
	if len(c.problems) == 0 {
		return "", nil
	}
	return strings.TrimPrefix(c.problems[0].Key, keyPrefix), c.problems[0].Args
}

// Levels are those that a recommendation can have, the strongest first. None is none of them.
func Levels() []models.Level { return levels() }

// IsDegree says whether a text is one of the degrees of a link.
func IsDegree(text string) bool { return slices.Contains(degrees(), models.Degree(text)) }

// SplitList gives the values of a list as it is written on screen: parted by commas, semicolons or spaces.
func SplitList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
}

// listed checks articles as they are written on screen.
func (c *checker) listed(path, text string) {
	for _, word := range SplitList(text) {
		article, err := strconv.Atoi(word)
		if err != nil || article < 1 || article > lastArticle {
			c.report(path, keyArticle, map[string]any{"Value": excerpt(printable(word)), "Limit": lastArticle})
			return
		}
		c.once(path, word, path)
	}
}
