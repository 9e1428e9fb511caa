package housestyle

import (
	"cmp"
	"slices"
	"strings"

	"tiltak/models"
)

// AdvisedLength is how many characters a paragraph of the newsletter is at
// most; advice, never a block.
const AdvisedLength = 300

// Rule names what an advice is about.
type Rule string

// The rules, in the order of the guide.
const (
	WorkingTitle  Rule = "working_title" // the one that blocks
	NoLink        Rule = "no_link"
	LinkAddress   Rule = "link_address"
	FullForm      Rule = "full_form"
	UnknownShort  Rule = "unknown_short"
	DateForm      Rule = "date"
	MonthCapital  Rule = "month_capital"
	SpanForm      Rule = "span"
	PeriodForm    Rule = "period"
	QuarterForm   Rule = "quarter"
	QuotationMark Rule = "quotation_mark"
	LoneQuotation Rule = "lone_quotation"
	DoubleSpace   Rule = "double_space"
	SpaceBefore   Rule = "space_before"
	NoFullStop    Rule = "no_full_stop"
	TooLong       Rule = "too_long"
	HeavyToRead   Rule = "heavy"
	HeavyPhrase   Rule = "phrase"
	Passive       Rule = "passive"
)

const mostOfOneRule = 3 // a paragraph is told of a rule so many times

// Readability. The newsletter's own paragraphs often measure more than 45 without
// being hard to read, as one sentence with some long words does; so what is above
// 45 is told of where a sentence is long too, and always when it is far above.
const (
	leastWordsForLIX = 25
	heaviestLIX      = 45
	veryHeavyLIX     = 55
)

// Advice is one thing that could be better, and where it stands.
type Advice struct {
	Rule   Rule
	At     int    // byte offset in the text
	End    int    // byte offset after it; At ≤ End ≤ len(text)
	Phrase string // what stands there
	Write  string // what to write instead; for phrases, the advice of the list
	Count  int    // of characters, or the LIX
}

// Blocks tells whether a section with it cannot be frozen.
func (a Advice) Blocks() bool { return a.Rule == WorkingTitle }

// Paragraph is one item of a section. Each of its lines is a paragraph on paper.
type Paragraph struct {
	Text     string
	Links    []models.Link
	Language models.Language
	Paper    bool // written by the paper itself: it introduces short forms and is not advised on
	Locked   bool // words that nobody may change: counted, not advised on but for working titles
	Listed   bool // stands in a list, and needs no full stop
}

// Name is an organisation's full name and short form.
type Name struct {
	Code string
	Full models.Name
}

// Section is all paragraphs in the order they are read, and what the edition
// knows.
type Section struct {
	Paragraphs []Paragraph
	Names      []Name
	Titles     []models.Name // working titles
	Marks      []string      // how a working title is marked, without brackets
}

// Report is what is advised for a section.
type Report struct {
	Advice  [][]Advice // one row for each paragraph
	Words   int        // of all paragraphs but the paper's own
	Nynorsk int        // words of those in nynorsk
}

// Total is how many advices there are.
func (r Report) Total() int {
	total := 0
	for _, row := range r.Advice {
		total += len(row)
	}
	return total
}

// NynorskShare is the share of words in nynorsk, in per cent.
func (r Report) NynorskShare() int {
	if r.Words == 0 {
		return 0
	}
	return (100*r.Nynorsk + r.Words/2) / r.Words
}

// Check reads a section.
func Check(section Section) Report {
	report := Report{Advice: make([][]Advice, len(section.Paragraphs))}
	titles := workingTitles(section)
	short := newShortForms(section.Names)
	for i, p := range section.Paragraphs {
		if p.Paper {
			short.introduce(p)
			continue
		}
		words := len(strings.Fields(p.Text))
		report.Words += words
		if p.Language == models.Nynorsk {
			report.Nynorsk += words
		}
		advice := titles.in(p.Text)
		if p.Locked {
			short.introduce(p)
		} else {
			masked := mask(p.Text)
			advice = append(advice, links(p)...)
			advice = append(advice, short.advise(p, masked)...)
			advice = append(advice, dates(p.Text, masked)...)
			advice = append(advice, characters(p)...)
			advice = append(advice, plainness(p, masked, section.Names)...)
		}
		report.Advice[i] = inOrder(advice)
	}
	return report
}

// inOrder puts what blocks first and the rest as it stands in the text. The
// same advice is given once, and of each rule only the first few.
func inOrder(advice []Advice) []Advice {
	slices.SortStableFunc(advice, func(a, b Advice) int {
		if a.Blocks() != b.Blocks() {
			if a.Blocks() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(b.End, a.End))
	})
	var kept []Advice
	given := map[Rule]int{}
	for _, a := range advice {
		twice := slices.ContainsFunc(kept, func(k Advice) bool { return k.Rule == a.Rule && k.Phrase == a.Phrase && k.Write == a.Write })
		if twice || given[a.Rule] >= mostOfOneRule {
			continue
		}
		given[a.Rule]++
		kept = append(kept, a)
	}
	return kept
}

// Unmarked finds working titles that stand in a text without their mark. It is
// what keeps a section from being frozen.
func Unmarked(text string, titles []models.Name, marks []string) []Advice {
	return inOrder(workingTitles(Section{Titles: titles, Marks: marks}).in(text))
}
