package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tiltak/app/catalogue"
	"tiltak/app/documents/workbook"
	"tiltak/models"
)

// cell is the text of a cell as it is shown, and as it is kept. They differ only
// in workbooks.
type cell struct {
	shown, kept string
	from1904    bool // days are counted from 1904
	month       bool // a day is shown as its month alone
}

// tidy takes away what nobody sees: spaces around the text and at the end of its
// lines, and other line breaks than \n.
func tidy(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(strings.ReplaceAll(text, "\u00a0", " "), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// line is a text on one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// excerpt shortens what is quoted in a message, and leaves out what cannot be
// shown.
func excerpt(text string) string {
	const most = 60
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// vocabulary is the words that stand for values, in all written languages.
type vocabulary struct {
	levels, degrees map[string]string
	languages       map[string]string
	yes, no         []string
	months          map[string]time.Month
}

func newVocabulary(words Words) vocabulary {
	v := vocabulary{levels: map[string]string{}, degrees: map[string]string{}, languages: map[string]string{}, months: map[string]time.Month{}}
	for _, level := range models.Levels() {
		value := string(level)
		if level == models.NoLevel {
			value = "none"
		}
		for _, text := range append(inAllLanguages(words, "recommendation.level."+value), inAllLanguages(words, "intake.level."+value)...) {
			v.levels[plain(text)] = string(level)
			if short, _, both := strings.Cut(text, " ("); both {
				v.levels[plain(short)] = string(level)
			}
		}
		if level != models.NoLevel {
			v.levels[value] = value
		}
	}
	for _, degree := range []models.Degree{models.Full, models.Partial} {
		v.degrees[string(degree)] = string(degree)
		for _, text := range inAllLanguages(words, "intake.degree."+string(degree)) {
			v.degrees[plain(text)] = string(degree)
		}
	}
	for _, language := range models.OfficialLanguages() {
		v.languages[string(language)] = string(language)
		for _, text := range inAllLanguages(words, "intake.language."+string(language)) {
			v.languages[plain(text)] = string(language)
		}
	}
	v.yes = append(inAllLanguages(words, "intake.yes"), "true", "yes", "x", "1")
	v.no = append(inAllLanguages(words, "intake.no"), "false", "no", "0")
	for _, written := range []models.Language{models.Bokmaal, models.Nynorsk, models.English} {
		for month := time.January; month <= time.December; month++ {
			v.months[strings.ToLower(words.In(written).Month(month))] = month
		}
	}
	return v
}

func (v vocabulary) level(text string) (catalogue.Level, bool) {
	if text == "" {
		return "", true
	}
	level, known := v.levels[plain(text)]
	return catalogue.Level(level), known
}

// language gives the two letters of a language; what it does not know is left as
// it is, and refused with the rest.
func (v vocabulary) language(text string) string {
	if known, is := v.languages[plain(text)]; is {
		return known
	}
	return text
}

func (v vocabulary) answer(text string) (yes, known bool) {
	text = plain(text)
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(word string) bool { return plain(word) == text })
	}
	return has(v.yes), text == "" || has(v.yes) || has(v.no)
}

var between = regexp.MustCompile(`[,;\s]+`)

// split gives the parts of a list.
func split(text string) []string {
	return slices.DeleteFunc(between.Split(text, -1), func(part string) bool { return part == "" || part == "og" })
}

// articles reads «10, 12». Whatever is no number is given back.
func articles(text string) (list []int, wrong string) {
	for _, part := range split(text) {
		number, err := strconv.Atoi(part)
		if err != nil || number < 0 || strings.HasPrefix(part, "+") {
			return nil, part
		}
		list = append(list, number)
	}
	return list, ""
}

// links reads «14 delvis; 15 helt», one measure after another, parted by
// semicolons, commas or line breaks.
func (v vocabulary) links(text string) (list []Link, wrong string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		degree, known := v.degrees[plain(strings.Join(words[1:], " "))]
		if !known {
			return nil, strings.TrimSpace(part)
		}
		list = append(list, Link{Measure: words[0], Degree: degree})
	}
	return list, ""
}

var (
	norwegianDay   = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`)
	norwegianMonth = regexp.MustCompile(`^(\d{1,2})\.(\d{4})$`)
	namedDay       = regexp.MustCompile(`^(\d{1,2})\. ?(\p{L}+) (\d{4})$`)
	namedMonth     = regexp.MustCompile(`^(\p{L}+) (\d{4})$`)
)

// period reads a day, a month or, with two of either, a span.
func (v vocabulary) period(c cell) (catalogue.Period, bool) {
	text := line(c.shown)
	if text == "" {
		return catalogue.Period{}, true
	}
	if _, err := strconv.ParseFloat(c.kept, 64); err == nil && c.kept != c.shown {
		day, ok := workbook.Day(c.kept, c.from1904)
		if raw := day.String(); ok && c.month {
			return parsed(raw[:len("2006-01")], true)
		}
		return parsed(day.String(), ok)
	}
	for _, dash := range []string{"–", " - "} {
		text = strings.ReplaceAll(text, dash, "/")
	}
	first, last, span := strings.Cut(text, "/")
	from := v.moment(strings.TrimSpace(first))
	if !span {
		return parsed(from, true)
	}
	return parsed(from+"/"+v.moment(strings.TrimSpace(last)), true)
}

func parsed(raw string, ok bool) (catalogue.Period, bool) {
	period, err := catalogue.ParsePeriod(raw)
	return period, ok && err == nil
}

// moment writes a day or a month as a catalogue does; what it does not know is
// left as it is.
func (v vocabulary) moment(text string) string {
	text = strings.ToLower(text)
	put := func(year, month, day string) string {
		pad := func(s string) string { return strings.Repeat("0", max(0, 2-len(s))) + s }
		if day == "" {
			return year + "-" + pad(month)
		}
		return year + "-" + pad(month) + "-" + pad(day)
	}
	if m := norwegianDay.FindStringSubmatch(text); m != nil {
		return put(m[3], m[2], m[1])
	}
	if m := norwegianMonth.FindStringSubmatch(text); m != nil {
		return put(m[2], m[1], "")
	}
	if m := namedDay.FindStringSubmatch(text); m != nil && v.months[m[2]] != 0 {
		return put(m[3], strconv.Itoa(int(v.months[m[2]])), m[1])
	}
	if m := namedMonth.FindStringSubmatch(text); m != nil && v.months[m[1]] != 0 {
		return put(m[2], strconv.Itoa(int(v.months[m[1]])), "")
	}
	return text
}
