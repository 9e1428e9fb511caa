package roundtrip

import (
	"slices"

	"tiltak/models"
)

// The sheets by name in the message catalogue, in their order.
const (
	sheetGuide         = "guide"
	sheetMeasures      = "measures"
	sheetMilestones    = "milestones"
	sheetLinks         = "links"
	sheetContributions = "contributions"
)

// sheetBase is hidden and holds what the workbook said when it was downloaded.
// Its name is no message: it is looked for in any language.
const sheetBase = "_grunnlag"

// In every sheet to fill in, row 1 says what may be done, row 2 heads the
// columns, and the rest are rows of the table.
const (
	headingRow = 2
	firstRow   = 3
)

// How many empty rows there are for what is new.
const (
	spareMilestones = 40
	spareLinks      = 40
)

// kind of a column: what it holds and who may write in it.
type kind int

const (
	kindID     kind = iota // hidden
	kindShown              // may be read
	kindText               // may be written, several lines
	kindLine               // may be written, one line
	kindDate               // may be written
	kindChoice             // one of a list
	kindNumber             // the number of one of the measures
)

func (k kind) writable() bool { return k != kindID && k != kindShown }

// column of a sheet. The message «roundtrip.column.KEY» heads it.
type column struct {
	key   string
	kind  kind
	width float64 // in letters
	most  int     // letters that a text may have; 0: no text
}

const lastSuffix = "_last"

func columnsOf(sheet string) []column {
	text := func(field Field, most int) []column {
		return []column{{string(field), kindText, 46, most}, {string(field) + lastSuffix, kindShown, 34, 0}}
	}
	switch sheet {
	case sheetMeasures:
		return slices.Concat(
			[]column{{"key", kindID, 0, 0}, {"number", kindShown, 7, 0}, {"title", kindShown, 30, 0}, {"state", kindShown, 18, 0}, {string(fieldStage), kindChoice, 19, 0}, {string(fieldHealth), kindChoice, 16, 0}, {string(fieldNote), kindText, 30, models.MaxReason}},
			text(fieldDone, models.MaxReportText), text(fieldNext, models.MaxReportText), text(fieldNewsletter, models.MaxNewsletterText),
			text(fieldObstacles, models.MaxReportText), text(fieldHelp, models.MaxReportText),
			[]column{{string(fieldLanguage), kindChoice, 12, 0}},
		)
	case sheetMilestones:
		return []column{{"key", kindID, 0, 0}, {"number", kindNumber, 9, 0}, {partTitle, kindLine, 50, models.MaxTitle}, {"was", kindShown, 14, 0}, {partDue, kindDate, 14, 0}, {partPhase, kindChoice, 13, 0}, {partReached, kindDate, 14, 0}, {partReason, kindText, 46, models.MaxReason}}
	case sheetLinks:
		return []column{{"number", kindNumber, 9, 0}, {"label", kindLine, 50, models.MaxTitle}, {"url", kindLine, 70, 2000}}
	case sheetContributions:
		return []column{{"key", kindID, 0, 0}, {"number", kindShown, 9, 0}, {"title", kindShown, 36, 0}, {"organisation", kindShown, 14, 0}, {"state", kindShown, 22, 0}, {string(fieldText), kindText, 60, models.MaxReportText}, {string(fieldText) + lastSuffix, kindShown, 46, 0}, {string(fieldLanguage), kindChoice, 12, 0}}
	}
	return nil
}

// place gives the number of a column from 1.
func place(columns []column, key string) int {
	return slices.IndexFunc(columns, func(c column) bool { return c.key == key }) + 1
}

// tables are the sheets that are read back.
func tables() []string {
	return []string{sheetMeasures, sheetMilestones, sheetLinks, sheetContributions}
}

// choice is one word of a list and what it stands for.
type choice struct{ value, word string }

// choicesOf lists the words of a column. An empty word is not among them.
func choicesOf(key string, words Words) []choice {
	var list []choice
	switch key {
	case string(fieldStage):
		for _, s := range models.Stages() {
			list = append(list, choice{string(s), words.Stage(s)})
		}
	case string(fieldHealth):
		for _, h := range models.Healths() {
			list = append(list, choice{string(h), words.Health(h)})
		}
	case string(fieldLanguage):
		for _, l := range []models.Language{models.Bokmaal, models.Nynorsk} {
			list = append(list, choice{string(l), words.T("reporting.language." + string(l))})
		}
	case partPhase:
		for _, p := range []models.MilestonePhase{models.MilestonePlanned, models.MilestoneReached, models.MilestoneDropped} {
			list = append(list, choice{string(p), words.T("reporting.milestone_choice." + string(p))})
		}
	}
	return list
}

// wordOf is the word for a value; what is not on the list is shown as it is.
func wordOf(key, value string, words Words) string {
	for _, c := range choicesOf(key, words) {
		if c.value == value {
			return c.word
		}
	}
	return value
}
