package models

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// statusWords are the words that tell how a measure fares, in both written
// forms with their inflections, by the word that stands for them all.
var statusWords = map[string]string{
	"gjennomført": "gjennomført", "gjennomførte": "gjennomført", "gjennomførd": "gjennomført", "gjennomførde": "gjennomført",
	"fullført": "fullført", "fullførte": "fullført", "fullførd": "fullført", "fullførde": "fullført",
	"ferdig": "ferdig", "ferdige": "ferdig", "ferdigstilt": "ferdig", "ferdigstilte": "ferdig",
	"startet": "startet", "startede": "startet", "starta": "startet",
	"påbegynt": "påbegynt", "påbegynte": "påbegynt", "påbyrja": "påbegynt",
	"avsluttet": "avsluttet", "avsluttede": "avsluttet", "avslutta": "avsluttet",
	"avlyst": "avlyst", "avlyste": "avlyst", "stanset": "stanset", "stansede": "stanset", "stansa": "stanset",
	"forsinket": "forsinket", "forsinkede": "forsinket", "forsinka": "forsinket", "forseinka": "forsinket", "forseinket": "forsinket",
	"forsinkelse": "forsinkelse", "forsinkelsen": "forsinkelse", "forsinkelser": "forsinkelse", "forseinking": "forsinkelse", "forseinkingar": "forsinkelse",
	"utsatt": "utsatt", "utsatte": "utsatt", "utsett": "utsatt", "utsette": "utsatt",
	"avvik": "avvik", "avviket": "avvik", "avvika": "avvik", "avvikene": "avvik",
	"løpende": "løpende", "løpande": "løpende",
	"rapportert": "rapportert", "rapporterte": "rapportert",
}

// degrees are words before a status word that say how much, by what they mean.
var degrees = map[string]string{
	"noe": "noe", "noko": "noe", "litt": "noe", "delvis": "delvis", "vesentlig": "vesentlig", "vesentleg": "vesentlig", "svært": "svært", "sterkt": "svært",
	"nesten": "nesten", "snart": "snart",
}

var statusPhrase = regexp.MustCompile(`(?i)i rute|under gjennomføring|under arbeid|(?:uten|utan) gjennomføring`)

// statuses finds status words, each with how much and with its negation: ikke
// gjennomført is another thing than gjennomført.
func (r *reader) statuses() []token {
	found := r.find(statusPhrase, func(g []string) []token {
		return []token{{kind: MeaningStatus, key: strings.Replace(strings.ToLower(g[0]), "utan", "uten", 1)}}
	})
	words := wordPattern.FindAllStringIndex(r.text, -1)
	for i := range found {
		at, _ := slices.BinarySearchFunc(words, found[i].start, func(w []int, start int) int { return w[0] - start })
		r.withNegation(&found[i], words, at)
	}
	for i, w := range words {
		text := r.text[w[0]:w[1]]
		word := statusWords[strings.ToLower(text)]
		if word == "" || !r.free(w[0], w[1]) {
			continue
		}
		t := token{kind: MeaningStatus, key: word, text: text, start: w[0]}
		first := i
		if i > 0 && r.adjoining(words[i-1], w) {
			if degree := degrees[strings.ToLower(r.text[words[i-1][0]:words[i-1][1]])]; degree != "" {
				first, t.key = i-1, degree+" "+word
				t.text, t.start = r.text[words[first][0]:w[1]], words[first][0]
			}
		}
		if negated := r.withNegation(&t, words, first); word == "rapportert" && !negated {
			continue // to have reported is no status
		}
		found = append(found, t)
	}
	return found
}

// withNegation looks for ikke among the three words before a status word in the
// same sentence.
func (r *reader) withNegation(t *token, words [][]int, first int) bool {
	for back := 1; back <= 3 && first-back >= 0; back++ {
		w := words[first-back]
		if strings.ContainsAny(r.text[w[1]:words[first-back+1][0]], ".!?;:\n,") {
			return false
		}
		switch strings.ToLower(r.text[w[0]:w[1]]) {
		case "ikke", "ikkje", "aldri":
			t.key = "ikke " + t.key
			t.text, t.start = r.text[w[0]:t.start+len(t.text)], w[0]
			return true
		}
	}
	return false
}

func (r *reader) adjoining(a, b []int) bool { return strings.TrimSpace(r.text[a[1]:b[0]]) == "" }

var (
	quoted      = regexp.MustCompile(`"([^"\n]{2,160})"|«([^»\n]{2,160})»|“([^”\n]{2,160})”`)
	capitalised = regexp.MustCompile(`\p{Lu}[\p{L}\d]*(?:[-&/]\p{L}+)*`)
	notTheEnd   = regexp.MustCompile(`(?i)(?:^|[\s(])(?:bl\.\s?a|f\.\s?eks|t\.\s?d|m\.\s?a|jf|ca|nr|kl|dvs|pkt|kap|art|st|dr|mill|mrd|avd|inkl|ev)\.$`)
)

// names finds titles in quotation marks, known names, and words with a capital
// letter that do not begin a sentence. maybe are those that do.
func (r *reader) names(known KnownNames, values []token) (names, maybe []token) {
	for _, at := range quoted.FindAllStringIndex(r.text, -1) {
		title := strings.Trim(r.text[at[0]:at[1]], `"«»“”`)
		key := strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(title), " ")), ".,!?")
		names = append(names, token{kind: MeaningName, key: `"` + key, text: title, start: at[0]})
		r.take(at[0], at[1])
	}
	names = append(names, r.known(known)...)
	for _, value := range values { // Mai, Gjennomført and G3-01 are no names
		r.take(value.start, min(len(r.text), value.start+len(value.text)))
	}
	starts := sentenceStarts(r.text)
	var last *token
	end := 0
	for _, at := range capitalised.FindAllStringIndex(r.text, -1) {
		if !r.free(at[0], at[1]) || !bounded(r.text, at[0], at[1]) {
			last = nil
			continue
		}
		word := r.text[at[0]:at[1]]
		if _, begins := slices.BinarySearch(starts, at[0]); begins && capitals(word) < 2 {
			maybe = append(maybe, token{kind: MeaningName, key: nameKey(word), text: word, start: at[0]})
			last = nil
			continue
		}
		if last != nil && r.text[end:at[0]] == " " {
			last.text += " " + word
			last.key = nameKey(last.text)
		} else {
			names = append(names, token{kind: MeaningName, key: nameKey(word), text: word, start: at[0]})
			last = &names[len(names)-1]
		}
		end = at[1]
	}
	return names, maybe
}

// known finds names that the caller knows, the longest forms first. Full and
// short forms of one are the same name.
func (r *reader) known(list KnownNames) []token {
	type form struct {
		text string
		key  string
	}
	var forms []form
	for _, name := range list {
		if len(name) == 0 {
			continue
		}
		for _, text := range name {
			if utf8.RuneCountInString(text) > 1 {
				forms = append(forms, form{text, "=" + name[0]})
			}
		}
	}
	slices.SortStableFunc(forms, func(a, b form) int { return len(b.text) - len(a.text) })
	var found []token
	for _, f := range forms {
		for from := 0; ; {
			at := strings.Index(r.text[from:], f.text)
			if at < 0 {
				break
			}
			start, end := from+at, from+at+len(f.text)
			from = end
			if strings.HasPrefix(r.text[end:], "s") && bounded(r.text, start, end+1) { // JDs
				end++
			}
			if bounded(r.text, start, end) && r.free(start, end) {
				found = append(found, token{kind: MeaningName, key: f.key, text: f.text, start: start})
				r.take(start, end)
			}
		}
	}
	return found
}

// nameKey is a name without the genitive's s, and without what hangs on it with
// a hyphen: Oslos is Oslo, and GRETA-rapporten is of GRETA.
func nameKey(name string) string {
	if head, tail, hung := strings.Cut(name, "-"); hung && tail != "" && !unicode.IsUpper([]rune(tail)[0]) {
		name = head
	}
	return strings.TrimSuffix(strings.ToLower(name), "s")
}

func capitals(word string) int {
	n := 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// settleNames counts the word that begins a sentence as a name when either text
// has it as a name elsewhere.
func settleNames(a, b *meaning) {
	known := map[string]bool{}
	for _, m := range []*meaning{a, b} {
		for _, t := range m.of(MeaningName) {
			known[t.key] = true
		}
	}
	for _, m := range []*meaning{a, b} {
		for _, t := range m.maybe {
			if known[t.key] {
				m.tokens = append(m.tokens, t)
			}
		}
		m.arrange()
	}
}

// sentenceStarts gives where sentences begin: at the first letter or digit of
// the text, and of what follows a full stop, a question, an exclamation, a colon
// or a line break.
func sentenceStarts(text string) []int {
	var starts []int
	begins, stopped := true, false
	for i, r := range text {
		switch {
		case inWord(r):
			if begins || stopped && !unicode.IsLower(r) { // 28. mai goes on
				starts = append(starts, i)
			}
			begins, stopped = false, false
		case r == '\n', r == '!', r == '?', r == ':':
			begins = true
		case r == '.':
			stopped = stopped || !notTheEnd.MatchString(text[max(0, i-12):i+1]) && !touches(text[i+1:])
		}
	}
	return starts
}

// touches tells whether the text goes on without a space: 28.05, bl.a.
func touches(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return inWord(r)
}
