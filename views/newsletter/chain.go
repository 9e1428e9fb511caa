package newsletter

import (
	"time"

	"tiltak/models"
)

// StageKey names one text of a chain, as in addresses.
type StageKey string

// The texts of a chain, in order. Before is the source as it was when the editor
// worded it; a sentence made from editions has a proposal in place of a
// ministry's text.
const (
	StageSubmitted StageKey = "levert"
	StageCleared   StageKey = "klarert"
	StageBefore    StageKey = "kilden-for"
	StageProposed  StageKey = "forslag"
	StageWording   StageKey = "kom"
)

// Stage is one text of a chain with its author and time.
type Stage struct {
	Key     StageKey
	Text    string
	Who     string
	At      time.Time
	Also    string // what more is known: who approved it, why who cleared had written it
	Links   []models.Link
	Missing string // why there is no text
}

// Chain is the input of the page of an item's text chain.
type Chain struct {
	Period   models.Quarter
	Item     Item
	Measure  models.MeasureFacts
	Stages   []Stage
	From, To Stage
	Compared bool
	Frozen   bool
	MayEdit  bool
	History  []Question // newest first
	Problem  *models.Error
}

// texts are the stages that have a text to compare.
func (c Chain) texts() []Stage {
	var list []Stage
	for _, s := range c.Stages {
		if s.Missing == "" {
			list = append(list, s)
		}
	}
	return list
}

// Put is the input of the page of a question, for the ministry that is asked.
type Put struct {
	Question
	Period    models.Quarter
	Frozen    bool
	Number    int
	Title     models.Name
	Confirmed bool
	Marks     []models.MeaningMark
	Answered  models.QuestionAnswer // as it was typed, where it could not be kept
	Typed     string
	Problem   *models.Error
}
