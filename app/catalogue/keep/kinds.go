// Package keep lets the coordinator confirm or replace the values of the catalogue one by one. A value that was
// confirmed here gives way only to a confirmed one at the next import.
package keep

import (
	"slices"

	"tiltak/app/catalogue"
	"tiltak/models"
)

// Kind is a kind of row in the catalogue, named as in addresses.
type Kind string

// The kinds, in the order of the page.
const (
	Measures        Kind = "tiltak" // its title; the ministries are confirmed apart
	Plans           Kind = "plan"
	Areas           Kind = "omrader"
	Links           Kind = "koblinger"
	Recommendations Kind = "anbefalinger"
	Lineages        Kind = "gjentakelser"
	Evaluations     Kind = "evalueringer"
	Events          Kind = "hendelser"
	Organisations   Kind = "virksomheter"
)

// Kinds in the order of the page.
func Kinds() []Kind {
	return []Kind{Measures, Plans, Areas, Links, Recommendations, Lineages, Evaluations, Events, Organisations}
}

// Valid tells whether there is such a kind.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Field is one value of a row.
type Field struct {
	Name     string // of the column and of the form field
	Check    catalogue.ValueKind
	Required bool
	Language models.Language // of the text; empty where it is none
}

// text is a text in three languages.
func text(name string, check catalogue.ValueKind, required bool) []Field {
	return []Field{
		{Name: name + "_nb", Check: check, Required: required, Language: models.Bokmaal},
		{Name: name + "_nn", Check: check, Language: models.Nynorsk},
		{Name: name + "_en", Check: check, Language: models.English},
	}
}

// Fields gives the values of a row that can be replaced on screen.
func (k Kind) Fields() []Field {
	title := text("title", catalogue.ValueTitle, true)
	switch k {
	case Measures:
		return title
	case Plans:
		return append(title, Field{Name: "source_url", Check: catalogue.ValueURL})
	case Areas:
		return append(title, text("goal", catalogue.ValueProse, false)...)
	case Links:
		return []Field{
			{Name: "degree", Check: catalogue.ValueDegree, Required: true},
			{Name: "note", Check: catalogue.ValueProse, Language: models.Bokmaal},
		}
	case Recommendations:
		fields := append(text("topic", catalogue.ValueTitle, true), text("summary", catalogue.ValueProse, false)...)
		return append(
			fields, Field{Name: "level", Check: catalogue.ValueLevel}, Field{Name: "articles", Check: catalogue.ValueArticles}, Field{Name: "source_url", Check: catalogue.ValueURL},
			Field{Name: "paragraph", Check: catalogue.ValueReference}, Field{Name: "deadline", Check: catalogue.ValueMoment},
			Field{Name: "official_text", Check: catalogue.ValueProse}, Field{Name: "official_language", Check: catalogue.ValueOfficialLanguage},
			Field{Name: "official_source", Check: catalogue.ValueURL}, Field{Name: "addressees", Check: catalogue.ValueCodes},
		)
	case Evaluations:
		return []Field{
			{Name: "reference", Check: catalogue.ValueReference},
			{Name: "visit", Check: catalogue.ValuePeriod},
			{Name: "adopted", Check: catalogue.ValueMoment},
			{Name: "published", Check: catalogue.ValueMoment},
			{Name: "committee_recommendation", Check: catalogue.ValueMoment},
			{Name: "expected", Check: catalogue.ValuePeriod},
			{Name: "reply_due", Check: catalogue.ValueMoment},
			{Name: "replied", Check: catalogue.ValueMoment},
			{Name: "complete", Check: catalogue.ValueYes},
		}
	case Events:
		fields := append([]Field{{Name: "happens", Check: catalogue.ValuePeriod, Required: true}}, title...)
		return append(fields, Field{Name: "url", Check: catalogue.ValueURL}, Field{Name: "expected", Check: catalogue.ValueYes})
	case Organisations:
		return text("name", catalogue.ValueTitle, true)
	case Lineages:
	}
	return nil
}

// entity is what the trail calls a row of the kind.
func (k Kind) entity() string {
	switch k {
	case Measures:
		return "measure"
	case Plans:
		return "plan"
	case Areas:
		return "area"
	case Links:
		return "recommendation_link"
	case Recommendations:
		return "recommendation"
	case Lineages:
		return "lineage"
	case Evaluations:
		return "evaluation"
	case Events:
		return "event"
	case Organisations:
		return "organisation"
	}
	return string(k)
}
