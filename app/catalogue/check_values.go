package catalogue

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on lengths, in letters, and on numbers.
const (
	maxKey       = 80
	maxCode      = 20
	maxReference = 60
	maxTitle     = 300
	maxLongText  = 4000
	maxURL       = 2000
	maxNumber    = 999
	lastArticle  = 47 // of the Council of Europe Convention, CETS No. 197
	firstYear    = 1990
	lastYear     = 2100
)

var (
	keyForm  = regexp.MustCompile(`^[a-z0-9-]+$`)
	codeForm = regexp.MustCompile(`^[\p{L}0-9-]+$`)
)

// key checks what is used in addresses for ever: small letters, digits and hyphens.
func (c *checker) key(path, value string) { c.form(path, value, keyForm, maxKey) }

// code checks a short name such as JD or G3-01.
func (c *checker) code(path, value string) { c.form(path, value, codeForm, maxCode) }

func (c *checker) form(path, value string, form *regexp.Regexp, most int) {
	c.length(path, value, most)
	if !form.MatchString(value) {
		c.report(path, keyFormat, map[string]any{"Value": excerpt(printable(value))})
	}
}

// title checks a text of one line in its languages; bokmål must be there.
func (c *checker) title(path string, t Text) {
	c.text(path, t, maxTitle, false)
}

// prose checks a text that may be left out, and may have several lines.
func (c *checker) prose(path string, t Text) {
	if t != (Text{}) {
		c.text(path, t, maxLongText, true)
	}
}

func (c *checker) text(path string, t Text, most int, lines bool) {
	if strings.TrimSpace(t.NB) == "" {
		c.report(path+".nb", keyEmptyText, nil)
	}
	for _, in := range []struct{ language, text string }{{"nb", t.NB}, {"nn", t.NN}, {"en", t.EN}} {
		c.words(path+"."+in.language, in.text, most, lines)
	}
}

// words checks a text in one language, which may be empty.
func (c *checker) words(path, text string, most int, lines bool) {
	c.length(path, text, most)
	if strings.ContainsFunc(text, func(r rune) bool { return hidden(r) && (r != '\n' || !lines) }) {
		c.report(path, keyControl, nil)
	}
}

// hidden says whether a letter cannot be seen and may break or disguise the text: control characters, line and
// paragraph separators, marks that turn the direction of reading, and the byte order mark.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF'
}

func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if hidden(r) {
			return -1
		}
		return r
	}, text)
}

func (c *checker) length(path, value string, most int) {
	if n := utf8.RuneCountInString(value); n > most {
		c.report(path, keyLength, map[string]any{"Length": n, "Limit": most})
	}
}

// number checks a number that counts from 1.
func (c *checker) number(path string, n int) {
	switch {
	case n < 1:
		c.report(path, keyTooLow, map[string]any{"Value": n})
	case n > maxNumber:
		c.report(path, keyTooHigh, map[string]any{"Value": n, "Limit": maxNumber})
	}
}

// choice checks a value that the domain has a short list of.
func choice[T ~string](c *checker, path, value string, choices ...T) {
	if slices.Contains(choices, T(value)) {
		return
	}
	names := make([]string, len(choices))
	for i, one := range choices {
		names[i] = string(one)
	}
	c.report(path, keyChoice, map[string]any{"Value": excerpt(printable(value)), "Choices": strings.Join(names, ", ")})
}

// url checks an address that may be left out.
func (c *checker) url(path, value string) {
	if value == "" {
		return
	}
	c.length(path, value, maxURL)
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil ||
		strings.ContainsFunc(value, func(r rune) bool { return hidden(r) || unicode.IsSpace(r) }) {
		c.report(path, keyURL, map[string]any{"Value": excerpt(printable(value))})
	}
}

func (c *checker) articles(path string, articles []int) {
	for i, n := range articles {
		at := row(path, i)
		if n < 1 || n > lastArticle {
			c.report(at, keyArticle, map[string]any{"Value": n, "Limit": lastArticle})
		}
		c.once(path, number(n), at)
	}
}

// day reports anything but one day: the ministries' parts in the measures are dated from the launch.
func (c *checker) day(path string, p Period) {
	if p.IsRange() || p.Precision == PrecisionMonth {
		c.report(path, keyNotDay, map[string]any{"Value": p.Raw})
	}
}

// moment checks a date that is one day or one month.
func (c *checker) moment(path string, p Period) {
	if p.IsRange() {
		c.report(path, keyRange, map[string]any{"Value": p.Raw})
	}
}
