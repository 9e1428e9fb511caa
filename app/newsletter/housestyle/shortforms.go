package housestyle

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiltak/models"
)

// shortForms follows which short forms a section has introduced so far.
type shortForms struct {
	full map[string]models.Name
	seen map[string]bool
}

func newShortForms(names []Name) *shortForms {
	s := &shortForms{full: map[string]models.Name{}, seen: map[string]bool{}}
	for _, known := range data().ShortForms {
		s.full[known.Code] = models.Name{NB: known.NB, NN: known.NN}
	}
	for _, name := range names {
		if name.Code != "" && name.Full.NB != "" {
			s.full[name.Code] = name.Full
		}
	}
	for _, code := range data().NeedNone {
		s.seen[code] = true
	}
	return s
}

// endings are what may be added to a short form: «KOMs», «UDIs», «RVTSene».
var endings = []string{"", "s", "en", "et", "ene", "ane", "er", "ar"}

var capitals = regexp.MustCompile(`^[A-ZÆØÅ]{2,6}$`)

// codeOf gives the short form that a word is, and whether it is a known one.
func (s *shortForms) codeOf(word string) (code string, known bool) {
	first, _, _ := strings.Cut(word, "-") // EU-medlemsstatene, GRETA-rapporten
	for _, ending := range endings {
		bare, cut := strings.CutSuffix(first, ending)
		if !cut {
			continue
		}
		if _, known := s.full[bare]; known || s.seen[bare] {
			return bare, true
		}
	}
	for _, ending := range endings {
		if bare, cut := strings.CutSuffix(first, ending); cut && capitals.MatchString(bare) && !roman(bare) {
			return bare, false
		}
	}
	return "", false
}

func roman(word string) bool { return strings.Trim(word, "IVX") == "" }

// introduce takes note of the short forms that a text introduces.
func (s *shortForms) introduce(p Paragraph) {
	for _, t := range tokens(p.Text) {
		if code, _ := s.codeOf(t.word); code != "" && introduces(p.Text, t) {
			s.seen[code] = true
		}
	}
}

// advise asks for the full form of each short form that stands without it for
// the first time.
func (s *shortForms) advise(p Paragraph, masked string) []Advice {
	if shouted(p.Text) {
		return nil
	}
	var advice []Advice
	for _, t := range tokens(masked) {
		code, known := s.codeOf(t.word)
		if code == "" || s.seen[code] {
			continue
		}
		s.seen[code] = true
		if introduces(masked, t) {
			continue
		}
		a := Advice{Rule: UnknownShort, At: t.at, End: t.end, Phrase: code}
		if known {
			a.Rule, a.Write = FullForm, fullIn(s.full[code], p.Language)+" ("+code+")"
		}
		advice = append(advice, a)
	}
	return advice
}

func fullIn(name models.Name, written models.Language) string {
	if written == models.Nynorsk && name.NN != "" {
		return name.NN
	}
	return name.NB
}

// introduces tells whether a short form stands in brackets after its full form
// – «Norges institusjon for menneskerettigheter (NIM)» – or before it: «KAST
// (Kjøpere Av Seksuelle Tjenester)».
func introduces(text string, t token) bool {
	if open := strings.LastIndexByte(text[:t.at], '('); open >= 0 && !strings.Contains(text[open:t.at], ")") {
		if length := strings.IndexByte(text[t.end:], ')'); length >= 0 && fewLower(text[open:t.end+length]) {
			before := strings.TrimRightFunc(text[:open], unicode.IsSpace)
			return before != ""
		}
	}
	after, found := strings.CutPrefix(strings.TrimLeftFunc(text[t.end:], unicode.IsSpace), "(")
	if !found {
		return false
	}
	inside, _, closed := strings.Cut(after, ")")
	return closed && len(strings.Fields(inside)) > 1
}

// fewLower tells whether brackets hold short forms alone, not a sentence.
func fewLower(inside string) bool {
	for _, t := range tokens(inside) {
		r, _ := utf8.DecodeRuneInString(t.word)
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// shouted tells whether a text is mostly in capitals.
func shouted(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > lower
}
