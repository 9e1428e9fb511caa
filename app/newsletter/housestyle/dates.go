package housestyle

import (
	"regexp"
	"strconv"
	"strings"
)

const (
	monthNames = `januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember`
	gap        = `[ \x{00a0}]`
	stroke     = `[-–—−]`
)

var months = strings.Split(monthNames, "|")

// form is one way of writing dates that the newsletter does not use. write makes
// the newsletter's form of what was found, or "" where it is none after all.
type form struct {
	rule  Rule
	find  *regexp.Regexp
	write func(parts []string) string
}

var forms = []form{
	{DateForm, regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`), func(p []string) string { return written(p[3], p[2], p[1]) }},
	{DateForm, regexp.MustCompile(`\b(\d{1,2})\.` + gap + `?(\d{1,2})\.` + gap + `?(20\d{2}|\d{2})\b`), func(p []string) string { return written(p[1], p[2], p[3]) }},
	{DateForm, regexp.MustCompile(`(?:^|[^\d/.,])(\d{1,2})/(\d{1,2})(?:[-/](20\d{2}|\d{2}))?`), func(p []string) string { return written(p[1], p[2], p[3]) }},
	{DateForm, regexp.MustCompile(`\b(\d{1,2})` + gap + `(` + monthNames + `)\b`), func(p []string) string { return dayMonth(p[1], p[2]) }},
	{DateForm, regexp.MustCompile(`\b(\d{1,2})\.(` + monthNames + `)\b`), func(p []string) string { return dayMonth(p[1], p[2]) }},
	{DateForm, regexp.MustCompile(`\b(` + monthNames + `)` + gap + `(\d{1,2})(?:\.|\b)`), func(p []string) string { return dayMonth(p[2], p[1]) }},
	{DateForm, regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)\b(?:` + gap + `(?:of` + gap + `)?([a-z]+))?`), func(p []string) string { return ordinal(p[1], p[2]) }},
	{DateForm, regexp.MustCompile(`\b(January|February|March|May|June|July|October|December)` + gap + `(\d{1,2})(?:st|nd|rd|th)?\b`), func(p []string) string { return dayMonth(p[2], norwegian(p[1])) }},
	{DateForm, regexp.MustCompile(`\b(\d{1,2})\.?` + gap + `(January|February|March|May|June|July|October|December)\b`), func(p []string) string { return dayMonth(p[1], norwegian(p[2])) }},
	{SpanForm, regexp.MustCompile(`\b(\d{1,2})(\.?` + gap + `?` + stroke + gap + `?)(\d{1,2})(\.?` + gap + `?)(` + monthNames + `)\b`), span},
	{PeriodForm, regexp.MustCompile(`(?i)\b(` + monthNames + `)(` + gap + `?` + stroke + gap + `?)(` + monthNames + `)(?:` + gap + `(20\d{2}))?\b`), period},
	{QuarterForm, regexp.MustCompile(`(?i)\b([1-4])\.?` + gap + `?(?:kvartal|kv\.)(?:` + gap + `(20\d{2}))?`), quarter},
	{QuarterForm, regexp.MustCompile(`(?i)\b(første|andre|annet|tredje|fjerde)` + gap + `kvartal(?:` + gap + `(20\d{2}))?`), quarter},
	{QuarterForm, regexp.MustCompile(`\bQ([1-4])(?:` + gap + `(20\d{2}))?\b`), quarter},
	{QuarterForm, regexp.MustCompile(`(?i)\b(20\d{2})-k([1-4])\b`), func(p []string) string { return quarter([]string{p[0], p[2], p[1]}) }},
}

// capital finds months with a capital where that is no beginning: after a
// number, a preposition, or before a year.
var capital = regexp.MustCompile(`(\d{1,2}\.?` + gap + `|\b(?:i|fra|frå|til|innen|innan|før|etter|siden|sidan|av|medio|ultimo|primo)` + gap + `)?\b(Januar|Februar|Mars|April|Mai|Juni|Juli|August|September|Oktober|November|Desember)\b(` + gap + `20\d{2})?`)

// dates advises on dates, spans, periods and quarters.
func dates(text, masked string) []Advice {
	var advice []Advice
	taken := make([]bool, len(text)+1)
	for _, rule := range []Rule{SpanForm, PeriodForm, DateForm, QuarterForm} { // a span is no date
		for _, f := range forms {
			if f.rule != rule {
				continue
			}
			for _, at := range f.find.FindAllStringSubmatchIndex(masked, -1) {
				found, ok := f.read(text, masked, at)
				if !ok || taken[found.At] || taken[found.End-1] {
					continue
				}
				for i := found.At; i < found.End; i++ {
					taken[i] = true
				}
				if found.Write != found.Phrase {
					advice = append(advice, found)
				}
			}
		}
	}
	for _, at := range capital.FindAllStringSubmatchIndex(masked, -1) {
		if at[2] < 0 && (at[6] < 0 || beginsSentence(text, at[4])) || taken[at[4]] {
			continue
		}
		name := text[at[4]:at[5]]
		advice = append(advice, Advice{Rule: MonthCapital, At: at[4], End: at[5], Phrase: name, Write: strings.ToLower(name)})
	}
	return advice
}

// read makes an advice of what was found, unless it is no date. The first
// group's place is where it begins.
func (f form) read(text, masked string, at []int) (Advice, bool) {
	parts := make([]string, len(at)/2)
	for i := range parts {
		if at[2*i] >= 0 {
			parts[i] = text[at[2*i]:at[2*i+1]]
		}
	}
	begin, end := at[2], at[1]
	if strings.HasPrefix(masked[at[0]:], "Q") {
		begin = at[0]
	}
	if f.rule == DateForm && notADate(masked, begin, end, parts[0]) {
		return Advice{}, false
	}
	write := f.write(parts)
	if write == "" || begin >= end {
		return Advice{}, false
	}
	return Advice{Rule: f.rule, At: begin, End: end, Phrase: text[begin:end], Write: write}, true
}

// notADate knows fractions, years after strokes and numbers that only stand
// beside a month: «3/4 av», «2024/25», «i april 18 tiltak», «1. mai 28».
func notADate(text string, begin, end int, found string) bool {
	if wordAfter(text, end) || strings.HasPrefix(text[end:], "/") {
		return true
	}
	if strings.Contains(found, "/") {
		return strings.HasPrefix(text[end:], " av ") || strings.HasPrefix(text[end:], " del") || strings.HasPrefix(text[end:], ",") && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9'
	}
	first := strings.ToLower(found)
	for _, month := range months {
		if !strings.HasPrefix(first, month) {
			continue
		}
		before := strings.TrimRight(text[:begin], " \u00a0")
		for _, word := range []string{"i", "I", "fra", "frå", "til", "siden", "sidan"} {
			if before == word || strings.HasSuffix(before, " "+word) || strings.HasSuffix(before, "\n"+word) {
				return true
			}
		}
		return strings.HasSuffix(before, ".") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "-")
	}
	return false
}

func number(text string, most int) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= most
}

// written makes «28. mai 2025» of numbers.
func written(day, month, year string) string {
	m, ok := number(month, len(months))
	if !ok {
		return ""
	}
	date := dayMonth(day, months[m-1])
	if date == "" || year == "" {
		return date
	}
	if len(year) == 2 {
		year = "20" + year
	}
	return date + " " + year
}

func dayMonth(day, month string) string {
	d, ok := number(day, 31)
	if !ok || month == "" {
		return ""
	}
	return strconv.Itoa(d) + ". " + strings.ToLower(month)
}

var englishMonths = map[string]string{
	"January": "januar", "February": "februar", "March": "mars", "April": "april", "May": "mai", "June": "juni", "July": "juli",
	"August": "august", "September": "september", "October": "oktober", "November": "november", "December": "desember",
}

func norwegian(month string) string { return englishMonths[month] }

// ordinal writes 28th May as 28. mai, and 4th alone as 4.
func ordinal(day, word string) string {
	if month := englishMonths[word]; month != "" {
		return dayMonth(day, month)
	}
	for _, month := range months {
		if strings.EqualFold(month, word) {
			return dayMonth(day, month)
		}
	}
	if word != "" {
		return day + ". " + word
	}
	return day + "."
}

// span writes «2.-6. juni».
func span(p []string) string {
	first, ok := number(p[1], 31)
	last, known := number(p[3], 31)
	if !ok || !known || first >= last {
		return ""
	}
	if p[2] == ".-" && (p[4] == ". " || p[4] == ".\u00a0") {
		return p[0]
	}
	return strconv.Itoa(first) + ".-" + strconv.Itoa(last) + ". " + p[5]
}

// period writes «april–juni 2025».
func period(p []string) string {
	write := p[1] + "–" + strings.ToLower(p[3])
	if p[4] != "" {
		write += " " + p[4]
	}
	if p[2] == "–" {
		return p[0]
	}
	return write
}

var quarterWords = map[string]int{"første": 1, "andre": 2, "annet": 2, "tredje": 3, "fjerde": 4}

// quarter writes «april–juni 2025» of «2. kvartal 2025».
func quarter(p []string) string {
	n, known := quarterWords[strings.ToLower(p[1])]
	if !known {
		var ok bool
		if n, ok = number(p[1], 4); !ok {
			return ""
		}
	}
	write := months[3*n-3] + "–" + months[3*n-1]
	if p[2] != "" {
		write += " " + p[2]
	}
	return write
}
