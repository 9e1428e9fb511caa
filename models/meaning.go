package models

import (
	"cmp"
	"slices"
	"strings"
)

// MeaningKind is what sort of words an edit has touched.
type MeaningKind string

// The kinds of word that an edit may not touch in silence. Order tells that the
// same values stand in another order within a sentence.
const (
	MeaningStatus MeaningKind = "status"
	MeaningDate   MeaningKind = "date"
	MeaningNumber MeaningKind = "number"
	MeaningName   MeaningKind = "name"
	MeaningOrder  MeaningKind = "order"
)

// MeaningMark is one thing that an edit has changed the meaning of, as it is
// written in the texts. Was is empty for what was added, Now for what was taken
// out.
type MeaningMark struct {
	Kind MeaningKind
	Was  string
	Now  string
}

// KnownNames are names that may be written in several ways, each as the list of
// its forms: a ministry's full name and its short form.
type KnownNames [][]string

// MeaningMarks tells what an edit has done to status words, dates, numbers and
// names. It errs to the side of marking; the same text has no marks.
//
// What only is written in another way is no change: 28.05. for 28. mai, tolv
// for 12, a short form for the full name of a known organisation, gjennomført
// for gjennomførte. A date may lose its year, as the newsletter writes dates; it
// may not gain one.
func MeaningMarks(before, after string, known KnownNames) []MeaningMark {
	if before == after {
		return nil
	}
	a, b := readMeaning(before, known), readMeaning(after, known)
	settleNames(a, b)
	var marks []MeaningMark
	for _, kind := range []MeaningKind{MeaningStatus, MeaningDate, MeaningNumber, MeaningName} {
		marks = append(marks, marksOf(kind, a.of(kind), b.of(kind))...)
		marks = append(marks, reordered(kind, a, b)...)
	}
	return marks
}

// token is one status word, date, number or name in a text.
type token struct {
	kind     MeaningKind
	key      string // the same for what means the same
	year     int    // of a date that has one
	text     string // as written
	start    int
	sentence int
}

// value is the key with the year.
func (t token) value() string {
	if t.year == 0 {
		return t.key
	}
	return t.key + " " + itoa(t.year)
}

// meaning is a text with what it says of these things, in order.
type meaning struct {
	text   string
	tokens []token
	maybe  []token // words that begin a sentence: names only if the other text says so
}

func (m *meaning) of(kind MeaningKind) []token {
	return slices.DeleteFunc(slices.Clone(m.tokens), func(t token) bool { return t.kind != kind })
}

// readMeaning finds the tokens of a text. A stretch that has been read as one
// thing is not read as another.
func readMeaning(text string, known KnownNames) *meaning {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\r\n", "\n").Replace(text)
	m := &meaning{text: text}
	r := &reader{text: text, taken: make([]bool, len(text))}
	m.tokens = append(m.tokens, r.dates()...)
	m.tokens = append(m.tokens, r.numbers()...)
	m.tokens = append(m.tokens, r.statuses()...)
	names, maybe := (&reader{text: text, taken: make([]bool, len(text))}).names(known, m.tokens)
	m.tokens, m.maybe = append(m.tokens, names...), maybe
	m.arrange()
	return m
}

// arrange puts the tokens in the order of the text, each in its sentence.
func (m *meaning) arrange() {
	slices.SortStableFunc(m.tokens, func(a, b token) int { return cmp.Compare(a.start, b.start) })
	starts := sentenceStarts(m.text)
	for i := range m.tokens {
		m.tokens[i].sentence, _ = slices.BinarySearch(starts, m.tokens[i].start+1)
	}
}

// marksOf compares the tokens of one kind. What was taken out and what was
// added are told as changes, in pairs, in the order of the texts.
func marksOf(kind MeaningKind, before, after []token) []MeaningMark {
	if kind == MeaningName {
		before, after = onceEach(before), onceEach(after)
	}
	removed, added := unpaired(before, after)
	if len(added) == 0 { // said fewer times, but still said
		removed = slices.DeleteFunc(removed, func(r token) bool {
			return slices.ContainsFunc(after, func(t token) bool { return sameValue(r, t) })
		})
	}
	var marks []MeaningMark
	for i := range max(len(removed), len(added)) {
		mark := MeaningMark{Kind: kind}
		if i < len(removed) {
			mark.Was = removed[i].text
		}
		if i < len(added) {
			mark.Now = added[i].text
		}
		marks = append(marks, mark)
	}
	return marks
}

// sameValue tells whether now still says what was said. A year may be left out.
func sameValue(was, now token) bool {
	return was.key == now.key && (was.year == now.year || now.year == 0)
}

// unpaired gives the tokens that have no partner in the other text. Partners
// that say exactly the same are found first.
func unpaired(before, after []token) (removed, added []token) {
	usedBefore, usedAfter := make([]bool, len(before)), make([]bool, len(after))
	for _, same := range []func(was, now token) bool{func(was, now token) bool { return was.value() == now.value() }, sameValue} {
		for i, was := range before {
			for j, now := range after {
				if !usedBefore[i] && !usedAfter[j] && same(was, now) {
					usedBefore[i], usedAfter[j] = true, true
				}
			}
		}
	}
	for i, t := range before {
		if !usedBefore[i] {
			removed = append(removed, t)
		}
	}
	for j, t := range after {
		if !usedAfter[j] {
			added = append(added, t)
		}
	}
	return removed, added
}

func onceEach(tokens []token) []token {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(tokens), func(t token) bool {
		was := seen[t.key]
		seen[t.key] = true
		return was
	})
}

// reordered finds sentences that say the same values of a kind as a sentence did
// before, but in another order: fra 12 til 13 made into fra 13 til 12.
func reordered(kind MeaningKind, before, after *meaning) []MeaningMark {
	was := before.sentences(kind)
	var marks []MeaningMark
	for _, now := range after.sentences(kind) {
		if len(now) < 2 || slices.ContainsFunc(was, func(s []token) bool { return slices.Equal(keys(s), keys(now)) }) {
			continue
		}
		for _, s := range was {
			if slices.Equal(slices.Sorted(slices.Values(keys(s))), slices.Sorted(slices.Values(keys(now)))) {
				marks = append(marks, MeaningMark{Kind: MeaningOrder, Was: written(s), Now: written(now)})
				break
			}
		}
	}
	return marks
}

// sentences are the tokens of a kind, sentence by sentence.
func (m *meaning) sentences(kind MeaningKind) [][]token {
	var out [][]token
	tokens := m.of(kind)
	for i, t := range tokens {
		if i == 0 || t.sentence != tokens[i-1].sentence {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}

func keys(tokens []token) []string {
	list := make([]string, len(tokens))
	for i, t := range tokens {
		list[i] = t.key
	}
	return list
}

func written(tokens []token) string {
	list := make([]string, len(tokens))
	for i, t := range tokens {
		list[i] = t.text
	}
	return strings.Join(list, ", ")
}
