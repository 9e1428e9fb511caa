package models

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// reader finds things in a text and notes which bytes they take.
type reader struct {
	text  string
	taken []bool
}

// find gives the matches that stand as words of their own and overlap nothing
// that has been read. take tells whether a match is what it looks like.
func (r *reader) find(pattern *regexp.Regexp, take func(groups []string) []token) []token {
	var found []token
	for _, at := range pattern.FindAllStringSubmatchIndex(r.text, -1) {
		if !r.free(at[0], at[1]) || !bounded(r.text, at[0], at[1]) {
			continue
		}
		groups := make([]string, len(at)/2)
		for i := range groups {
			if at[2*i] >= 0 {
				groups[i] = r.text[at[2*i]:at[2*i+1]]
			}
		}
		tokens := take(groups)
		for i := range tokens {
			tokens[i].start = at[0] + i // in order, however many there are in one place
			if tokens[i].text == "" {
				tokens[i].text = groups[0]
			}
		}
		if len(tokens) > 0 {
			r.take(at[0], at[1])
			found = append(found, tokens...)
		}
	}
	return found
}

func (r *reader) free(start, end int) bool { return !slices.Contains(r.taken[start:end], true) }

func (r *reader) take(start, end int) {
	for i := start; i < end; i++ {
		r.taken[i] = true
	}
}

// bounded tells whether no letter or digit touches a stretch of text.
func bounded(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	first, _ := utf8.DecodeRuneInString(text[start:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	return !(inWord(before) && inWord(first)) && !(inWord(after) && inWord(last))
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

const (
	monthNames  = `januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember`
	monthShorts = `jan\.|febr?\.|mar\.|apr\.|jun\.|jul\.|aug\.|sept?\.|okt\.|nov\.|des\.`
	yearAfter   = `(?:\s+((?:19|20)\d{2}))?`
)

var (
	dayPattern     = regexp.MustCompile(`(?i)((?:\d{1,2}\.?\s*[-–]\s*|\d{1,2}\.\s*(?:,|og|til|eller|samt)\s*)*)(\d{1,2})\.\s*(` + monthNames + `|` + monthShorts + `)` + yearAfter)
	daysBefore     = regexp.MustCompile(`\d{1,2}`)
	numericPattern = regexp.MustCompile(`(\d{1,2})\.(\d{1,2})\.(?:((?:19|20)\d{2})|(\d{2}))?`)
	isoPattern     = regexp.MustCompile(`((?:19|20)\d{2})-(\d{2})-(\d{2})`)
	partPattern    = regexp.MustCompile(`(?i)(?:([1-4])\.|(første|fyrste|andre|tredje|fjerde))\s*(kvartal|halvår|tertial)(?:et)?` + yearAfter)
	codePattern    = regexp.MustCompile(`(?i)((?:19|20)\d{2})-?k([1-4])`)
	monthsPattern  = regexp.MustCompile(`(?i)(` + monthNames + `)(?:\s*[-–]\s*(` + monthNames + `))?` + yearAfter)
	yearPattern    = regexp.MustCompile(`((?:19|20)\d{2})(\s*(?:kroner|kr|prosent|%|personer|plasser))?`)
)

// dates finds days, spans, months, parts of the year and years.
func (r *reader) dates() []token {
	found := r.find(isoPattern, func(g []string) []token { return dayToken(g[0], number(g[3]), number(g[2]), number(g[1])) })
	found = append(found, r.find(dayPattern, func(g []string) []token {
		month, year := monthNumber(g[3]), number(g[4])
		var tokens []token
		earlier := daysBefore.FindAllString(g[1], -1)
		for _, day := range earlier {
			tokens = append(tokens, dayToken(day+". "+strings.ToLower(g[3]), number(day), month, year)...)
		}
		last := g[0]
		if len(earlier) > 0 {
			last = strings.TrimSpace(strings.TrimPrefix(g[0], g[1]))
		}
		return append(tokens, dayToken(last, number(g[2]), month, year)...)
	})...)
	found = append(found, r.find(numericPattern, func(g []string) []token {
		year := number(g[3])
		if g[4] != "" {
			year = 2000 + number(g[4])
		}
		return dayToken(g[0], number(g[1]), number(g[2]), year)
	})...)
	found = append(found, r.find(partPattern, func(g []string) []token {
		nth := max(number(g[1]), map[string]int{"første": 1, "fyrste": 1, "andre": 2, "tredje": 3, "fjerde": 4}[strings.ToLower(g[2])])
		return []token{{kind: MeaningDate, key: strings.ToLower(g[3]) + itoa(nth), year: number(g[4])}}
	})...)
	found = append(found, r.find(codePattern, func(g []string) []token {
		return []token{{kind: MeaningDate, key: "kvartal" + g[2], year: number(g[1])}}
	})...)
	found = append(found, r.find(monthsPattern, func(g []string) []token {
		tokens := []token{{kind: MeaningDate, key: "m" + itoa(monthNumber(g[1])), year: number(g[3])}}
		if g[2] != "" {
			tokens[0].text = g[1]
			tokens = append(tokens, token{kind: MeaningDate, key: "m" + itoa(monthNumber(g[2])), year: number(g[3]), text: strings.TrimSpace(g[2] + " " + g[3])})
		}
		return tokens
	})...)
	return append(found, r.find(yearPattern, func(g []string) []token {
		if g[2] != "" { // an amount
			return nil
		}
		return []token{{kind: MeaningDate, key: "y" + g[1]}}
	})...)
}

func dayToken(text string, day, month, year int) []token {
	if day < 1 || day > 31 || month < 1 || month > 12 {
		return nil
	}
	return []token{{kind: MeaningDate, key: "d" + itoa(month) + "-" + itoa(day), year: year, text: strings.TrimSpace(text)}}
}

func monthNumber(name string) int {
	name = strings.ToLower(name)
	for i, full := range strings.Split(monthNames, "|") {
		if strings.HasPrefix(full, name[:3]) {
			return i + 1
		}
	}
	return 0
}

func number(text string) int {
	n, _ := strconv.Atoi(text) // what is not written is 0
	return n
}

const multipliers = `hundre|tusen|milliarder|milliardar|milliard|mrd\.?|millioner|millionar|million|mill\.?`

var (
	namedNumber   = regexp.MustCompile(`\p{L}+\d[\p{L}\d]*(?:[-/]\d+)*|\d+\p{L}[\p{L}\d]*`)
	writtenNumber = regexp.MustCompile(`(?i)(\p{L}+)(\s+av\b)?(?:\s+(` + multipliers + `))?(?:\s*(prosent|pst\.?|%))?`)
	figureNumber  = regexp.MustCompile(`(?i)(\d{1,3}(?:[ .]\d{3})+|\d+)(,\d+)?(?:\s*(` + multipliers + `))?(?:\s*(prosent|pst\.?|%))?`)
	onlyMultiple  = regexp.MustCompile(`(?i)(` + multipliers + `)(?:\s*(prosent|pst\.?|%))?`)
)

// numbers finds what is counted: in figures, in words, with millions and
// per cent, and things named by a number, as G3-01.
func (r *reader) numbers() []token {
	found := r.find(namedNumber, func(g []string) []token {
		return []token{{kind: MeaningNumber, key: strings.ToLower(g[0])}}
	})
	found = append(found, r.find(figureNumber, func(g []string) []token {
		value, known := new(big.Rat).SetString(strings.NewReplacer(" ", "", ".", "").Replace(g[1]) + strings.Replace(g[2], ",", ".", 1))
		if !known {
			return nil
		}
		return amount(value, g[3], g[4])
	})...)
	for _, word := range wordPattern.FindAllStringIndex(r.text, -1) {
		if !r.free(word[0], word[1]) {
			continue
		}
		at := writtenNumber.FindStringSubmatchIndex(r.text[word[0]:])
		group := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return r.text[word[0]+at[2*n] : word[0]+at[2*n+1]]
		}
		first := strings.ToLower(group(1))
		value, known := numberWords[first]
		if !known && (group(2) != "" || group(3) != "") && slices.Contains([]string{"en", "ein", "ei", "et", "eit"}, first) {
			value, known = big.NewRat(1, 1), true
		}
		if !known {
			continue
		}
		end := word[0] + at[1]
		if group(2) != "" {
			end = word[1]
		}
		if r.free(word[0], end) {
			tokens := amount(value, group(3), group(4))
			tokens[0].start, tokens[0].text = word[0], strings.TrimSpace(r.text[word[0]:end])
			r.take(word[0], end)
			found = append(found, tokens...)
		}
	}
	return append(found, r.find(onlyMultiple, func(g []string) []token { return amount(big.NewRat(1, 1), g[1], g[2]) })...)
}

func amount(value *big.Rat, times, perCent string) []token {
	key := new(big.Rat).Mul(value, multiple(times)).RatString()
	if perCent != "" {
		key += " %"
	}
	return []token{{kind: MeaningNumber, key: key}}
}

func multiple(word string) *big.Rat {
	word = strings.ToLower(word)
	switch {
	case word == "":
		return big.NewRat(1, 1)
	case word == "hundre":
		return big.NewRat(100, 1)
	case word == "tusen":
		return big.NewRat(1000, 1)
	case strings.HasPrefix(word, "milliard"), strings.HasPrefix(word, "mrd"):
		return big.NewRat(1_000_000_000, 1)
	}
	return big.NewRat(1_000_000, 1)
}

var wordPattern = regexp.MustCompile(`\p{L}+`)

// numberWords are numbers in words, in both written forms. En and ein are left
// out: they are numbers only before av or a large number.
var numberWords = makeNumberWords()

func makeNumberWords() map[string]*big.Rat {
	words := map[string]*big.Rat{
		"null": big.NewRat(0, 1), "halvparten": big.NewRat(1, 2), "tredjedel": big.NewRat(1, 3), "tredjedeler": big.NewRat(1, 3), "tredel": big.NewRat(1, 3),
		"fjerdedel": big.NewRat(1, 4), "fjerdedeler": big.NewRat(1, 4), "firedel": big.NewRat(1, 4), "dobbelt": big.NewRat(2, 1), "dobbelte": big.NewRat(2, 1),
	}
	units := [][]string{1: {"én", "éin", "éi", "ett", "eitt"}, {"to"}, {"tre"}, {"fire"}, {"fem"}, {"seks"}, {"sju", "syv"}, {"åtte"}, {"ni"}}
	teens := [][]string{{"ti"}, {"elleve"}, {"tolv"}, {"tretten"}, {"fjorten"}, {"femten"}, {"seksten"}, {"sytten"}, {"atten"}, {"nitten"}}
	tens := [][]string{2: {"tjue", "tyve"}, {"tretti", "tredve"}, {"førti", "førr"}, {"femti"}, {"seksti"}, {"sytti"}, {"åtti"}, {"nitti"}}
	for value, list := range units {
		for _, word := range list {
			words[word] = big.NewRat(int64(value), 1)
		}
	}
	for extra, list := range teens {
		words[list[0]] = big.NewRat(int64(10+extra), 1)
	}
	for ten, list := range tens {
		for _, word := range list {
			words[word] = big.NewRat(int64(10*ten), 1)
			for value, units := range units {
				for _, unit := range append(slices.Clone(units), "en", "ein") {
					if unit == "en" || unit == "ein" {
						if value != 1 {
							continue
						}
					}
					words[word+unit] = big.NewRat(int64(10*ten+value), 1)
				}
			}
		}
	}
	return words
}
